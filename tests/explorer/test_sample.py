"""The sample says what the article says: each trap comes out right, each fact has its passage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db import Store, reads
from db.edtf import DateFlag, day_number
from db.table_rows import table_rows
from explorer.errors import OutputExists
from explorer.exchange.interchange import export_json
from explorer.model.profile.actor import build_actor
from explorer.model.profile.reading import StoreReader
from explorer.sample import create_sample, sample_text
from explorer.session import Session

"""The article is not shipped; where it lies beside the checkout, excerpts are held against it."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with create_sample(tmp_path_factory.mktemp("sample") / "sample.actors") as made:
        yield made


def _id(store: Store, table: str, key: str) -> int:
    return next(i for i, k in table_rows(store, table, ("id", "key")) if k == key)


def _actor(store: Store, key: str) -> int:
    return _id(store, "actors", key)


def _interaction(store: Store, key: str) -> reads.InteractionRow:
    return reads.interaction(store, _id(store, "interactions", key))


def _day(day: int) -> int:
    return day_number(date(2023, 9, day))


def _who(store: Store, key: str) -> list[tuple[str, str]]:
    rows = reads.participants_of(store, [_interaction(store, key).id])
    return [(reads.actor(store, row.actor_id).key or "", row.role) for row in rows]


# --- as a file ------------------------------------------------------------------------------------


def test_the_shipped_file_is_canonical(store: Store) -> None:
    assert export_json(store) == sample_text()


def test_the_sample_is_a_sound_store(store: Store) -> None:
    assert store.integrity() == []
    assert store.title == "US engagement over Karabakh"


def test_the_sample_does_not_replace_a_file_unasked(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"mine")
    with pytest.raises(OutputExists):
        create_sample(path)
    assert path.read_bytes() == b"mine"
    with create_sample(path, overwrite=True) as made:
        assert made.counts() == store.counts() | {"history_steps": 1}


# --- the traps ------------------------------------------------------------------------------------


def test_the_call_is_one_interaction_told_in_two_accounts(store: Store) -> None:
    calls = [
        row
        for row in reads.interactions(
            store, [i for (i,) in table_rows(store, "interactions", ("id",))]
        )
        if row.kind == "call"
    ]
    (call,) = calls
    accounts = reads.accounts_of(store, [call.id])
    assert {reads.actor(store, row.actor_id).key: row.words for row in accounts} == {
        "state-department-spokesperson": (
            "President Aliyev agreed to accept an observer mission to Karabakh"
        ),
        "office-of-president-aliyev": (
            "he suggested the use of the UN Resident Coordinator Office to the Karabakh region"
        ),
    }
    assert {row.form for row in accounts} == {"reported"}


def test_the_call_does_not_say_who_called(store: Store) -> None:
    assert _who(store, "blinken-aliyev-call") == [
        ("antony-blinken", "participant"),
        ("ilham-aliyev", "participant"),
    ]


def test_powers_words_reached_us_through_four_levels(store: Store) -> None:
    (quote,) = [
        row
        for row in reads.quotes_by(store, _actor(store, "samantha-power"), 10, 0)
        if row.form == "verbatim"
    ]
    assert quote.words.startswith("address the prospects for a durable and dignified peace")
    chain = reads.attributions(store, quote_ids=[quote.id])
    assert [reads.actor(store, row.actor_id or 0).key for row in chain] == [
        "samantha-power",
        "usaid-baku-office",
        "nicholas-castillo",
    ]
    assert [row.position for row in chain] == [1, 2, 3]
    assert chain[1].interaction_id == _interaction(store, "baku-office-on-power").id
    assert chain[2].source_id == quote.source_id


@pytest.mark.parametrize(
    ("interaction", "group"),
    [
        ("roundtable-of-ministers", "government-ministers"),
        ("power-ngos", "humanitarian-ngos"),
        ("power-armenians-who-crossed", "armenians-who-crossed"),
    ],
)
def test_groups_without_names_take_part_as_such(store: Store, interaction: str, group: str) -> None:
    assert group in dict(_who(store, interaction))
    assert "samantha-power" in dict(_who(store, interaction))
    row = reads.actor(store, _actor(store, group))
    assert (row.kind, row.is_unnamed) == ("group", True)


def test_the_spokesperson_has_no_name_but_a_department(store: Store) -> None:
    row = reads.actor(store, _actor(store, "state-department-spokesperson"))
    assert (row.kind, row.is_unnamed) == ("person", True)
    relations = reads.relations_of(store, row.id)
    assert [(r.kind, r.to_actor_id) for r in relations] == [
        ("spokesperson", _actor(store, "department-of-state"))
    ]


def test_the_meeting_within_the_delegations_visit_has_its_bounds_only(store: Store) -> None:
    visit, meeting = (
        _interaction(store, "delegation-visits-armenia"),
        _interaction(store, "peters-pashinyan"),
    )
    assert (visit.edtf, visit.earliest, visit.latest) == (
        "2023-09-22/2023-09-25",
        _day(22),
        _day(25),
    )
    assert visit.date_basis == "stated"
    assert meeting.parent_id == visit.id
    assert (meeting.edtf, meeting.earliest, meeting.latest) == (None, _day(22), _day(25))
    assert meeting.date_flags == DateFlag.BOUNDS_ONLY
    assert meeting.date_basis == "inferred"
    order = reads.order_of(store, meeting.id)
    assert [(row.relation, row.other_id) for row in order] == [("during", visit.id)]


@pytest.mark.parametrize(
    ("key", "words", "edtf", "basis"),
    [
        ("blinken-aliyev-call", "On September 26", "2023-09-26", "stated"),
        ("arrival-in-armenia", "on September 25", "2023-09-25", "stated"),
        ("arrival-in-azerbaijan", "On September 27", "2023-09-27", "stated"),
        ("roundtable-of-ministers", "Later in the day", "2023-09-25", "inferred"),
        ("power-pashinyan", None, "2023-09-25", "inferred"),
        ("fighting-in-karabakh", "last week", "2023-09-18~/2023-09-24~", "inferred"),
    ],
)
def test_a_date_keeps_the_words_and_says_where_the_year_comes_from(
    store: Store, key: str, words: str | None, edtf: str, basis: str
) -> None:
    row = _interaction(store, key)
    assert (row.date_words, row.edtf, row.date_basis) == (words, edtf, basis)
    assert "28 September 2023" in (row.date_reasoning or "")


def test_the_roundtable_is_later_on_the_day_of_the_meeting_with_pashinyan(store: Store) -> None:
    roundtable, meeting = (
        _interaction(store, "roundtable-of-ministers"),
        _interaction(store, "power-pashinyan"),
    )
    relations = {
        row.relation
        for row in reads.order_of(store, roundtable.id)
        if (row.interaction_id, row.other_id) == (roundtable.id, meeting.id)
    }
    assert relations == {"after", "same_day"}


@pytest.mark.parametrize("key", ["power-ngos", "power-armenians-who-crossed"])
def test_a_day_that_is_not_stated_is_not_made_up(store: Store, key: str) -> None:
    row = _interaction(store, key)
    assert (row.edtf, row.date_words) == (None, None)
    assert (row.earliest, row.latest) == (_day(25), _day(27))


@pytest.mark.parametrize(
    "key",
    ["spokesperson-on-call", "presidents-office-on-call", "baku-office-on-power",
     "agreement-to-disarm", "armenians-leave", "armenians-cross"],
)  # fmt: skip
def test_what_has_no_date_has_none(store: Store, key: str) -> None:
    row = _interaction(store, key)
    assert (row.edtf, row.earliest, row.latest, row.date_basis) == (None, None, None, None)


@pytest.mark.parametrize(
    ("actor", "other_names"),
    [
        ("antony-blinken", {"Anthony Blinken", "Secretary Blinken"}),
        ("samantha-power", {"Administrator Power"}),
        ("gary-peters", {"Senator Peters", "Senator Gary Peters"}),
        ("usaid", {"U.S. Agency for International Development"}),
        ("azerbaijan", {"Baku"}),
    ],
)
def test_names_as_the_article_writes_them_lead_to_the_actor(
    store: Store, actor: str, other_names: set[str]
) -> None:
    assert {row.name for row in reads.actor_names(store, _actor(store, actor))} == other_names


def test_the_person_is_called_as_he_is_and_the_articles_spelling_is_marked(store: Store) -> None:
    actor_id = _actor(store, "antony-blinken")
    assert reads.actor(store, actor_id).name == "Antony Blinken"
    notes = {row.name: row.note for row in reads.actor_names(store, actor_id)}
    assert notes["Anthony Blinken"] == "spelling of the article"


def test_the_sum_belongs_to_its_announcement_within_the_meeting(store: Store) -> None:
    announcement = _interaction(store, "humanitarian-aid-announced")
    (amount,) = reads.amounts_of(store, [announcement.id])
    assert (amount.value, amount.unit, amount.words) == (11_500_000, "USD", "$11.5 million")
    assert "water, food, and medical care" in (amount.purpose or "")
    assert announcement.parent_id == _interaction(store, "power-armenians-who-crossed").id
    assert _who(store, "humanitarian-aid-announced") == [
        ("samantha-power", "announcer"),
        ("armenians-who-crossed", "addressee"),
    ]


def test_the_meeting_with_aliyev_is_intended_and_not_said_to_have_happened(store: Store) -> None:
    row = _interaction(store, "power-kim-aliyev-planned")
    assert (row.standing, row.standing_words) == ("planned", "to meet with")
    assert row.edtf == "2023-09-27?"
    others = [i for (i,) in table_rows(store, "interactions", ("id",)) if i != row.id]
    assert {other.standing for other in reads.interactions(store, others)} == {"took_place"}


def test_interactions_share_topics(store: Store) -> None:
    ids = [i for (i,) in table_rows(store, "interactions", ("id",))]
    names = [row.name for row in reads.topics_of(store, ids)]
    assert names.count("Humanitarian issues") == 6
    assert names.count("Observer mission") == 3


@pytest.mark.parametrize(
    ("holder", "kind", "title", "whole"),
    [
        ("antony-blinken", "position", "Secretary of State", "united-states"),
        ("ilham-aliyev", "position", "President", "azerbaijan"),
        ("samantha-power", "position", "Head (Administrator)", "usaid"),
        (
            "yuri-kim",
            "position",
            "Acting Assistant Secretary for Europe and Eurasian Affairs",
            "department-of-state",
        ),
        ("nikol-pashinyan", "position", "Prime Minister", "armenia"),
        ("gary-peters", "position", "Senator", "united-states"),
        ("gary-peters", "leadership", "leader", "congressional-delegation"),
        ("usaid", "part_of", None, "united-states"),
        ("usaid-baku-office", "part_of", None, "usaid"),
        ("department-of-state", "part_of", None, "united-states"),
        ("un-resident-coordinator-office", "part_of", None, "united-nations"),
        ("office-of-president-aliyev", "part_of", None, "azerbaijan"),
    ],
)
def test_whom_somebody_acts_for_and_what_belongs_to_what(
    store: Store, holder: str, kind: str, title: str | None, whole: str
) -> None:
    found = {
        (row.kind, row.title, row.to_actor_id)
        for row in reads.relations_of(store, _actor(store, holder))
    }
    assert (kind, title, _actor(store, whole)) in found


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("blinken-aliyev-call", "fighting-in-karabakh"),
        ("agreement-to-disarm", "fighting-in-karabakh"),
        ("power-trip-to-armenia", "delegation-visits-armenia"),
        ("spokesperson-on-call", "blinken-aliyev-call"),
        ("presidents-office-on-call", "blinken-aliyev-call"),
        ("power-kim-aliyev-planned", "arrival-in-azerbaijan"),
    ],
)
def test_what_the_article_puts_after_something_is_after_it(
    store: Store, later: str, earlier: str
) -> None:
    own, other = _interaction(store, later).id, _interaction(store, earlier).id
    rows = {(r.interaction_id, r.relation, r.other_id) for r in reads.order_of(store, own)}
    assert (own, "after", other) in rows


def test_the_authors_judgements_are_his_words_and_not_facts(store: Store) -> None:
    quotes = reads.quotes_by(store, _actor(store, "nicholas-castillo"), 20, 0)
    assert {row.form for row in quotes} == {"verbatim"}
    assert {row.words for row in quotes} >= {
        "decisive Azerbaijani victory",
        "events point towards a conclusion",
        "appears to be laying the foundation",
        "holds the potential to greatly contribute",
    }
    titles = [title.lower() for (title,) in table_rows(store, "interactions", ("title",))]
    judged = ("victory", "conclusion", "observer", "re-integration", "engagement")
    assert not [title for title in titles if any(word in title for word in judged)]


def test_what_is_part_of_something_does_not_also_follow_it(store: Store) -> None:
    after = {
        (own, other)
        for own, relation, other in table_rows(
            store, "interaction_order", ("interaction_id", "relation", "other_id")
        )
        if relation == "after"
    }
    assert after
    assert not after & set(table_rows(store, "interactions", ("id", "parent_id")))


def test_a_position_without_a_date_is_as_of_the_article(store: Store) -> None:
    session = Session.load(store.path)
    profile = build_actor(StoreReader(session), _actor(store, "yuri-kim"))
    session.close()
    assert profile is not None
    assert [entry.when for entry in profile.relations] == ["as of 28 September 2023"]
