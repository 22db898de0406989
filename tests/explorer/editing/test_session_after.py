"""The session after an edit is the one read anew: columns, ties, network."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Changes, UndoBlocked, history
from explorer.editing.adding import add_actor, add_interaction, add_participant, add_relation
from explorer.editing.changing import change_actor, change_interaction
from explorer.editing.drafts import (
    ActorDraft,
    InteractionDraft,
    ParticipantDraft,
    RelationDraft,
    WhenDraft,
)
from explorer.editing.history.taking_back import take_back_step
from explorer.editing.removing import remove
from explorer.editing.stored import interaction_draft
from explorer.identity.judging import join_actors, take_apart
from explorer.network.facets import facet_counts
from explorer.network.ties import Ties
from explorer.session import Session
from tests.building import generate_store
from tests.db.test_column_patch import assert_same


def _same_ties(expected: Ties, found: Ties) -> None:
    for name in ("a", "b", "pair_tie", "pair_interaction", "pair_direction"):
        first, other = getattr(expected, name), getattr(found, name)
        assert first.dtype == other.dtype, name
        np.testing.assert_array_equal(first, other, err_msg=name)
    assert expected.n_too_large == found.n_too_large


def _same_arrays(expected: object, found: object, names: tuple[str, ...]) -> None:
    for name in names:
        first, other = getattr(expected, name), getattr(found, name)
        assert (first is None) == (other is None), name
        if first is not None:
            assert first.dtype == other.dtype, name
            np.testing.assert_array_equal(first, other, err_msg=name)


_GROUPS = (
    "actors_of", "interactions_of", "topics_of", "sources_of", "account_givers_of",
)  # fmt: skip


def assert_same_session(fresh: Session, after: Session) -> None:
    """See that all that travels is the same."""
    assert_same(fresh.dataset.columns, after.dataset.columns)
    for name in _GROUPS:
        _same_arrays(getattr(fresh.dataset, name), getattr(after.dataset, name), ("start", "rows"))
    names = ("n_interactions_of", "is_uncertain", "has_date", "accounts_differ",
             "order_within_days")  # fmt: skip
    _same_arrays(fresh.dataset, after.dataset, names)
    bounds = ("latest_begin", "earliest_end", "is_never")
    _same_arrays(fresh.dataset.sure_bounds, after.dataset.sure_bounds, bounds)
    assert len(fresh.dataset.properties) == len(after.dataset.properties)
    for one, other in zip(fresh.dataset.properties, after.dataset.properties, strict=True):
        assert (one.name, one.values) == (other.name, other.values)
        _same_arrays(one, other, ("index", "numbers"))
    _same_ties(fresh.ties, after.ties)
    _same_arrays(fresh.ties.pairs_of, after.ties.pairs_of, ("start", "rows"))
    _same_arrays(
        fresh.network("ties"), after.network("ties"),
        ("node_key", "node_row", "is_interaction", "link_a", "link_b", "link_kind", "link_row"),
    )  # fmt: skip
    one, other = fresh.everything, after.everything
    _same_arrays(
        one, other,
        ("node_is_shown", "link_is_shown", "n_links", "link_n", "link_is_hollow",
         "link_direction", "link_accounts_differ", "is_unconnected"),
    )  # fmt: skip
    _same_arrays(one.weights, other.weights, ("state", "n", "n_certain", "lean"))
    _same_arrays(one.shown, other.shown, ("is_certain", "is_possible", "n_behind"))
    assert facet_counts(fresh.dataset, one.shown) == facet_counts(after.dataset, other.shown)


def _edit(session: Session, chance: random.Random) -> Changes:
    store, dataset = session.store, session.dataset
    actor = int(chance.choice(dataset.columns.actor_id))
    meeting = int(chance.choice(dataset.columns.interaction_id))
    match chance.randrange(14):
        case 0:
            return add_actor(store, ActorDraft("New")).changes
        case 1:
            parts = (ParticipantDraft(actor, "caller"), ParticipantDraft(ActorDraft("X"), "called"))
            draft = InteractionDraft("call", when=WhenDraft("2020"), participants=parts)
            return add_interaction(store, draft).changes
        case 2:
            draft = interaction_draft(store, meeting)
            parts = (*draft.participants[1:], ParticipantDraft(ActorDraft("Y"), "speaker"))
            wanted = InteractionDraft(draft.kind, "Changed", participants=parts)
            return change_interaction(store, meeting, wanted).changes
        case 3:
            return change_actor(store, actor, ActorDraft("Renamed")).changes
        case 4:
            return remove(store, "interactions", (int(dataset.columns.interaction_id[-1]),)).changes
        case 5:
            draft = RelationDraft("membership", actor, ActorDraft("Z"))
            return add_relation(store, draft).changes
        case 6:
            newest = history.steps(store, limit=1)[0]
            return take_back_step(store, newest.id).changes if newest.id > 1 else Changes(None)
        case 7:
            return remove(store, "interactions", (meeting,)).changes
        case 8:
            return remove(store, "actors", (actor,)).changes
        case 9:
            other = int(chance.choice(dataset.columns.actor_id))
            if actor == other:
                return Changes(None)
            return join_actors(store, (actor,), other).changes
        case 10:
            step = chance.choice(history.steps(store, limit=8))
            try:
                return take_back_step(store, step.id).changes if step.id > 1 else Changes(None)
            except UndoBlocked:
                return Changes(None)
        case 11:
            members = dataset.columns.member_id.tolist()
            return take_apart(store, members[-1]).changes if members else Changes(None)
        case 12:
            draft = ActorDraft("With properties", properties={"party": chance.choice("AB")})
            return add_actor(store, draft).changes
        case _:
            return add_participant(store, meeting, ParticipantDraft(ActorDraft("W"))).changes


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**31))
def test_the_session_after_an_edit_is_the_one_read_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    path = tmp_path_factory.mktemp("after") / "s.actors"
    generate_store(path, 60, 150, seed % 100).close()
    session = Session.load(path)
    n_done = n_patched = 0
    for _ in range(20):
        changes = _edit(session, chance)
        if changes.step_id is None:
            continue
        after, fresh = session.after(changes), session.reread()
        assert_same_session(fresh, after)
        n_done += 1
        n_patched += session.store.columns_after(session.dataset.columns, changes) is not None
        assert after.newest_step == fresh.newest_step
        assert not after.is_stale()
        session = after
    assert n_patched >= n_done - 3, "what is small is not read anew"
    session.close()


def test_two_steps_since_it_was_read_are_read_anew(tmp_path: Path) -> None:
    generate_store(tmp_path / "s.actors", 20, 20).close()
    session = Session.load(tmp_path / "s.actors")
    add_actor(session.store, ActorDraft("One"))
    changes = add_actor(session.store, ActorDraft("Two")).changes
    after = session.after(changes)
    assert list(after.dataset.columns.actor_name)[-2:] == ["One", "Two"]
    session.close()
