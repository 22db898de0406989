"""Duplicates are proposed with reasons, those judged before are not, and it can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Store, create_store
from explorer.identity.finding import find_duplicates, gather
from explorer.identity.judging import join_actors, leave_open, take_apart, tell_apart
from explorer.identity.proposals import Proposal, Proposals
from explorer.progress import Cancelled, CancelToken
from explorer.session import Session
from tests.benchmarks.planted import plant
from tests.building import KIND_ID

PEOPLE = (
    "Zaur Ələsgərov", "Заур Алескеров", "Petra Novák", "Novak, Petra", "Ilham Aliyev",
    "Heydar Aliyev", "Ministry of Trade", "Unit 1", "Unit 2", "a senior official",
    "a senior official",
)  # fmt: skip
ZAUR, CYRILLIC, PETRA, SORTED, ILHAM, HEYDAR, MINISTRY = range(1, 8)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "s.actors", title="People") as made:
        with made.atomic("Build") as writer:
            for name in PEOPLE:
                kind = "organisation" if "Ministry" in name or "Unit" in name else "person"
                is_unnamed = int("official" in name)
                writer.insert("actors", name=name, kind_id=KIND_ID[kind], is_unnamed=is_unnamed)
            # Names that tell the rest apart: among a dozen every word is a rare one.
            for number in range(60):
                writer.insert("actors", name=f"Other{chr(97 + number % 26)}q{number}", kind_id=1)
        yield made


def _search(store: Store) -> Proposals:
    store.close()
    session = Session.load(store.path)
    try:
        return find_duplicates(gather(session))
    finally:
        session.close()


def _pair(found: Proposals, first: int, other: int) -> Proposal | None:
    return next((p for p in found.pairs if p.ids == {first, other}), None)


def _meet(store: Store, *ids: int) -> None:
    with store.atomic("Meet") as writer:
        meeting = writer.insert("interactions", kind_id=1, title="Meeting", edtf="2023-09-26")
        for actor_id in ids:
            writer.insert("participants", interaction_id=meeting, actor_id=actor_id, role_id=1)


def test_spellings_scripts_and_orders_of_one_name_are_proposed(store: Store) -> None:
    found = _search(store)
    assert {p.ids for p in found.pairs} == {
        frozenset((ZAUR, CYRILLIC)), frozenset((PETRA, SORTED)),
    }  # fmt: skip
    zaur = _pair(found, ZAUR, CYRILLIC)
    assert zaur is not None
    assert "names that are spelled or sound alike" in zaur.reasons[0].words


def test_the_one_that_is_told_more_about_would_be_kept(store: Store) -> None:
    _meet(store, CYRILLIC, MINISTRY)
    zaur = _pair(_search(store), ZAUR, CYRILLIC)
    assert zaur is not None
    assert (zaur.first_id, zaur.other_id) == (ZAUR, CYRILLIC)


def test_common_contacts_speak_for_it(store: Store) -> None:
    before = _pair(_search(store), ZAUR, CYRILLIC)
    with Session.load(store.path).store as again:
        _meet(again, ZAUR, MINISTRY)
        _meet(again, CYRILLIC, MINISTRY)
        after = _pair(_search(again), ZAUR, CYRILLIC)
    assert before is not None
    assert after is not None
    assert after.score > before.score
    assert any("a contact in common: Ministry of Trade" in r.words for r in after.reasons)


def test_who_took_part_side_by_side_is_hardly_one(store: Store) -> None:
    _meet(store, ZAUR, CYRILLIC)
    found = _pair(_search(store), ZAUR, CYRILLIC)
    assert found is None or any("side by side once" in r.words for r in found.reasons)


def test_the_same_identifier_proposes_whatever_the_names(store: Store) -> None:
    with store.atomic("Identify") as writer:
        for actor_id in (ILHAM, MINISTRY - 1):
            writer.insert("actor_identifiers", actor_id=actor_id, scheme="wikidata", value="Q1")
        for actor_id, value in ((ZAUR, "Q2"), (CYRILLIC, "Q3")):
            writer.insert("actor_identifiers", actor_id=actor_id, scheme="wikidata", value=value)
    found = _search(store)
    same = _pair(found, ILHAM, HEYDAR)
    assert same is not None
    assert same.reasons[0].words == "the same wikidata: Q1"
    assert _pair(found, ZAUR, CYRILLIC) is None


def test_another_name_is_as_good_as_the_first(store: Store) -> None:
    with store.atomic("Name") as writer:
        writer.insert("actor_names", actor_id=MINISTRY, name="Minekonomtorg Kvartal")
        writer.insert("actor_names", actor_id=8, name="Минэкономторг Квартал")
    found = _pair(_search(store), MINISTRY, 8)
    assert found is not None
    assert "Minekonomtorg Kvartal – Минэкономторг Квартал" in found.reasons[0].words


def test_who_is_called_by_anothers_position_is_proposed(store: Store) -> None:
    with store.atomic("Name an office") as writer:
        armenia = writer.insert("actors", name="Armenia", kind_id=KIND_ID["state"])
        called = writer.insert("actors", name="the Armenian Foreign Minister", kind_id=1)
        for title in ("Foreign Minister", "Citizen"):
            writer.insert(
                "relations", kind_id=1, from_actor_id=PETRA, to_actor_id=armenia, title=title
            )
    found = _pair(_search(store), PETRA, called)
    assert found is not None
    assert found.reasons[0].words == (
        "one is called by the other's position: Foreign Minister, Armenia"
    )


def test_what_was_told_apart_is_not_proposed_and_what_was_left_open_comes_last(
    store: Store,
) -> None:
    tell_apart(store, SORTED, PETRA)
    leave_open(store, ZAUR, CYRILLIC)
    found = _search(store)
    assert [(p.ids, p.is_unsure) for p in found.pairs] == [(frozenset((ZAUR, CYRILLIC)), True)]
    assert found.n_settled == 1


def test_what_is_one_is_not_proposed_until_it_is_taken_apart(store: Store) -> None:
    join_actors(store, [ZAUR], CYRILLIC)
    assert _pair(_search(store), ZAUR, CYRILLIC) is None
    with Session.load(store.path).store as again:
        take_apart(again, ZAUR)
        assert _pair(_search(again), ZAUR, CYRILLIC) is not None


def test_a_search_says_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    plant(tmp_path / "p.actors", 400, 800, 10)
    session = Session.load(tmp_path / "p.actors")
    token = CancelToken()
    told: list[str] = []

    def tell(done: int, total: int, words: str) -> None:
        told.append(words)
        if words.startswith("Comparing"):
            token.cancel()

    try:
        material = gather(session)
        with pytest.raises(Cancelled):
            find_duplicates(material, token=token, progress=tell)
    finally:
        session.close()
    assert told[0] == "Taking names apart"


def test_most_of_those_that_were_planted_are_found(tmp_path: Path) -> None:
    planted = plant(tmp_path / "p.actors", 1_000, 4_000, 35)
    session = Session.load(tmp_path / "p.actors")
    try:
        found = find_duplicates(gather(session))
    finally:
        session.close()
    n_right = sum(proposal.ids in planted for proposal in found.pairs)
    assert n_right >= 0.8 * len(planted)
    surest = found.pairs[: len(planted) // 2]
    assert sum(proposal.ids in planted for proposal in surest) >= 0.85 * len(surest)


def test_short_forms_and_initials_of_given_names_are_proposed(store: Store) -> None:
    names = ("Anthony Blair", "Tony Blair", "T. Blair", "Саша Петров", "Alexander Petrov",
             "Bill Underhill", "Walter Underhill")  # fmt: skip
    with store.atomic("More") as writer:
        ids = [writer.insert("actors", name=name, kind_id=1) for name in names]
    found = _search(store)
    for first, other in ((0, 1), (1, 2), (0, 2), (3, 4)):
        named = f"{names[first]} and {names[other]}"
        if other == 2 and first == 0:
            assert _pair(found, ids[first], ids[other]) is None, f"{named}: T. is not A."
        else:
            assert _pair(found, ids[first], ids[other]) is not None, named
    assert _pair(found, ids[5], ids[6]) is None, "Bill is William, not Walter"
    tony = _pair(found, ids[0], ids[1])
    assert tony is not None
    assert "a short form of the same given name" in tony.reasons[0].words
