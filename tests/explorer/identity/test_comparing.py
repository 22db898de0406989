"""Two actors side by side: what agrees comes first, what clashes is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.identity.comparing import Compared, Comparison, compare_actors
from explorer.identity.judging import join_actors, tell_apart
from explorer.session import Session
from tests.building import build_store


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with (
        build_store(
            tmp_path / "s.actors",
            actors=(
                "Zaur Ələsgərov",
                "Заур Алескеров",
                ("Ministry", "organisation"),
                "Petra Novák",
            ),
            interactions=(
                {
                    "title": "Call",
                    "edtf": "2023-09-26",
                    "participants": ("Zaur Ələsgərov", "Ministry"),
                },
                {"title": "Talks", "participants": ("Заур Алескеров", "Ministry", "Petra Novák")},
            ),
        ) as store,
        store.atomic("Tell") as writer,
    ):
        for actor_id, born in ((1, "1970"), (2, "1971")):
            writer.update("actors", actor_id, properties={"born": born, "from": "Baku"})
            writer.insert(
                "relations", kind_id=1, from_actor_id=actor_id, to_actor_id=3, title="Aide"
            )
            writer.insert("actor_identifiers", actor_id=actor_id, scheme="wikidata", value=born)
            writer.insert("actor_identifiers", actor_id=actor_id, scheme="viaf", value="V1")
    loaded = Session.load(tmp_path / "s.actors")
    yield loaded
    loaded.close()


def _compared(session: Session, first: int = 1, other: int = 2) -> Comparison:
    found = compare_actors(session, first, other)
    assert found is not None
    return found


def _respect(found: Comparison, label: str) -> Compared:
    return next(respect for respect in found.respects if respect.label == label)


def test_what_both_have_comes_first_and_is_marked(session: Session) -> None:
    contacts = _respect(_compared(session), "Contacts")
    assert [(line.words, line.is_common) for line in contacts.other] == [
        ("Ministry", True), ("Petra Novák", False),
    ]  # fmt: skip
    assert (contacts.n_first, contacts.n_other, contacts.clash) == (1, 2, "")
    positions = _respect(_compared(session), "Positions and relations")
    assert [line.words for line in positions.first] == ["Aide, Ministry"]
    assert positions.first[0].is_common


def test_clashes_are_named(session: Session) -> None:
    found = _compared(session)
    assert {respect.label: respect.clash for respect in found.clashes} == {
        "Identifiers": "Each has another wikidata; both are kept.",
        "born": "They are told differently.",
    }
    assert _respect(found, "from").clash == ""
    kinds = _compared(session, 1, 3).clashes
    assert [(c.first[0].words, c.other[0].words) for c in kinds if c.label == "Kind"] == [
        ("Person", "Organisation")
    ]


def test_reasons_speak_for_and_against(session: Session) -> None:
    words = [reason.words for reason in _compared(session).reasons if reason.is_for]
    assert any(w.startswith("names that are spelled or sound alike") for w in words)
    assert any("the same position or membership: Aide, Ministry" in w for w in words)
    assert "the same viaf: V1" in words
    against = [reason.words for reason in _compared(session).reasons if not reason.is_for]
    assert against == ["different wikidata: 1970 and 1971"]


def test_what_was_decided_before_is_told(session: Session) -> None:
    session.store.recorder = "A. Reader"
    tell_apart(session.store, 2, 1)
    assert _compared(session).judged.startswith("told apart by A. Reader on 20")


def test_joined_records_count_and_one_actor_is_not_compared_with_itself(session: Session) -> None:
    join_actors(session.store, [1], 2)
    joined = session.reread()
    assert compare_actors(joined, 1, 2) is None
    assert compare_actors(joined, 1, 9_999) is None
    assert _compared(joined, 4, 1).other_names == ("Zaur Ələsgərov",)


def test_what_is_common_is_found_among_very_many_relations(session: Session) -> None:
    with session.store.atomic("Many") as writer:
        for at in range(150):
            writer.insert(
                "relations", kind_id=1, from_actor_id=1 + at % 2, to_actor_id=3,
                title=f"Office {at}",
            )  # fmt: skip
        for actor_id in (1, 2):
            writer.insert(
                "relations", kind_id=1, from_actor_id=actor_id, to_actor_id=3, title="Envoy"
            )
    found = _respect(_compared(session.reread()), "Positions and relations")
    common = {line.words for line in found.first if line.is_common}
    assert {words.partition(",")[0] for words in common} == {"Aide", "Envoy"}
    assert (found.n_first, found.n_other) == (77, 77)
