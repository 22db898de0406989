"""An actor of several records tells what each of them brought."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.model.presence import present
from explorer.model.profile.actor import ActorProfile
from explorer.model.profile.interaction import InteractionProfile, read_participants
from explorer.model.profile.request import ProfileRequest, build_profile
from explorer.model.profile.tie import TieProfile
from explorer.model.view import Selection, ViewFacts
from explorer.network.filters import FilterSpec, show
from explorer.search import find
from explorer.session import Session
from tests.building import build_store

ALIYEV, ZAUR, CYRILLIC, PETRA = 1, 2, 3, 4


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three records of one person, the second of which stands for all, and one other person."""
    store = build_store(
        tmp_path / "s.actors",
        actors=("Z. Aliyev", "Zaur Ələsgərov", "Алескеров", "Petra Novák"),
        interactions=(
            {"title": "Call", "participants": (("Z. Aliyev", "caller"), ("Petra Novák", "called"))},
            {"title": "Meeting", "participants": ("Zaur Ələsgərov", "Алескеров", "Petra Novák")},
        ),
    )
    store.recorder = "A. Reader"
    with store.atomic("Tell") as writer:
        source = writer.insert("sources", title="An article")
        writer.insert("relations", kind_id=1, from_actor_id=3, to_actor_id=4, title="Aide")
        writer.insert("actor_names", actor_id=1, name="Zaur A.", source_id=source)
        writer.insert("actor_names", actor_id=2, name="Z. Alasgarov")
        writer.insert("actor_identifiers", actor_id=1, scheme="wikidata", value="Q1")
        for speaker in (1, 2):
            writer.insert(
                "quotes", speaker_id=speaker, form="verbatim", words="We met.", source_id=source
            )
        for part, excerpt in ((3, "Ələsgərov came"), (4, "Алескеров пришёл")):
            writer.insert("evidence", participant_id=part, source_id=source, excerpt=excerpt)
        writer.insert("evidence", actor_id=3, source_id=source, excerpt="Алескеров")
    with store.atomic("Join", kind="merge") as writer:
        writer.insert("judgements", actor_id=ALIYEV, other_id=ZAUR, verdict="same", note="One man.")
        writer.insert("judgements", actor_id=CYRILLIC, other_id=ALIYEV, verdict="same")
    store.close()
    loaded = Session.load(tmp_path / "s.actors")
    yield loaded
    loaded.close()


def _profile(session: Session, selection: Selection) -> object:
    return build_profile(session, ProfileRequest(selection, show(session.dataset, FilterSpec())))


@pytest.mark.parametrize("asked", [ALIYEV, ZAUR, CYRILLIC])
def test_all_records_lead_to_one_actor_with_all_they_tell(session: Session, asked: int) -> None:
    actor = _profile(session, Selection.actor(asked))
    assert isinstance(actor, ActorProfile)
    assert (actor.actor.id, actor.actor.name) == (ZAUR, "Zaur Ələsgərov")
    assert {(n.name, n.record) for n in actor.names} == {
        ("Zaur A.", "Z. Aliyev"), ("Z. Alasgarov", ""),
    }  # fmt: skip
    assert [(r.title, r.record, r.other.name) for r in actor.relations] == [
        ("Aide", "Алескеров", "Petra Novák")
    ]
    assert actor.identifiers == (("wikidata", "Q1"),)
    assert actor.n_interactions == 2
    assert {quote.speaker.shown for quote in actor.quotes_by if quote.speaker} == {
        "Zaur Ələsgərov (as Z. Aliyev)", "Zaur Ələsgərov",
    }  # fmt: skip
    assert [passage.excerpt for passage in actor.evidence] == ["Алескеров"]
    assert [(c.actor.name, c.n_interactions) for c in actor.contacts_first] == [("Petra Novák", 2)]


def test_each_record_says_who_joined_it_and_what_it_brought(session: Session) -> None:
    actor = _profile(session, Selection.actor(ZAUR))
    assert isinstance(actor, ActorProfile)
    aliyev, cyrillic = actor.joined
    assert (aliyev.id, aliyev.name, aliyev.note, aliyev.joined_to) == (
        ALIYEV, "Z. Aliyev", "One man.", "",
    )  # fmt: skip
    assert aliyev.decided.startswith("A. Reader, ")
    assert aliyev.brought == "1 name, 1 identifier, 1 interaction, 1 quote"
    assert cyrillic.joined_to == "Z. Aliyev"
    assert cyrillic.brought == "1 relation, 1 interaction"


def test_a_meeting_has_each_of_them_once_with_all_evidence(session: Session) -> None:
    meeting = _profile(session, Selection.interaction(2))
    assert isinstance(meeting, InteractionProfile)
    zaur, petra = meeting.participants
    assert (zaur.actor.id, meeting.n_participants) == (ZAUR, 2)
    assert zaur.actor.shown == "Zaur Ələsgərov (as Алескеров)"
    assert [e.excerpt for e in zaur.evidence] == ["Ələsgərov came", "Алескеров пришёл"]
    assert petra.actor.shown == "Petra Novák"
    assert read_participants(session, 2, 1, 2)[0].actor.name == "Petra Novák"


def test_a_tie_has_what_any_of_them_did_with_the_other(session: Session) -> None:
    tie = _profile(session, Selection(actors=(PETRA, ZAUR)))
    assert isinstance(tie, TieProfile)
    assert tie.n_interactions == 2
    assert [(r.title, r.is_outgoing) for r in tie.relations] == [("Aide", False)]
    assert {p.entry.named.title: p.roles for p in tie.passings} == {
        "Call": ("Called", "Caller"), "Meeting": ("", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "reason"), [("алескеров", "Алескеров"), ("q1", "Q1"), ("ələsgərov", "")]
)
def test_any_name_finds_the_one_that_stands_for_all(
    session: Session, query: str, reason: str
) -> None:
    actors = [found for found in find(session, query) if found.group == "actors"]
    assert [(f.text, f.selection.sole_actor) for f in actors] == [("Zaur Ələsgərov", ZAUR)]
    assert actors[0].reason == reason


def test_two_records_of_one_are_no_tie(session: Session) -> None:
    found = _profile(session, Selection(actors=(ALIYEV, CYRILLIC)))
    assert isinstance(found, ActorProfile)
    assert found.actor.id == ZAUR


def test_what_was_selected_goes_on_as_the_one_that_is_shown(session: Session) -> None:
    facts = ViewFacts(
        selection=Selection(actors=(ALIYEV, PETRA, ZAUR)), focus=frozenset((CYRILLIC,))
    )
    kept = present(facts, session.dataset)
    assert kept.selection.actors == (ZAUR, PETRA)
    assert kept.focus == {ZAUR}
