"""The session after an edit is the one read anew: columns, ties, network."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from db import Changes, history
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
from explorer.network.ties import Ties, patch_ties, project_ties
from explorer.session import Session
from tests.building import generate_store
from tests.db.test_column_patch import assert_same


def _same_ties(expected: Ties, found: Ties) -> None:
    for name in ("a", "b", "pair_tie", "pair_interaction", "pair_direction"):
        first, other = getattr(expected, name), getattr(found, name)
        assert first.dtype == other.dtype, name
        np.testing.assert_array_equal(first, other, err_msg=name)
    assert expected.n_too_large == found.n_too_large


def _edit(session: Session, chance: random.Random) -> Changes:
    store, dataset = session.store, session.dataset
    actor = int(chance.choice(dataset.columns.actor_id))
    meeting = int(chance.choice(dataset.columns.interaction_id))
    match chance.randrange(8):
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
        case _:
            return add_participant(store, meeting, ParticipantDraft(ActorDraft("W"))).changes


@pytest.mark.parametrize("seed", range(5))
def test_the_session_after_an_edit_is_the_one_read_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    generate_store(tmp_path / "s.actors", 60, 150, seed).close()
    session = Session.load(tmp_path / "s.actors")
    for _ in range(20):
        changes = _edit(session, chance)
        if changes.step_id is None:
            continue
        after, fresh = session.after(changes), session.reread()
        assert_same(fresh.dataset.columns, after.dataset.columns)
        _same_ties(fresh.ties, after.ties)
        assert after.newest_step == fresh.newest_step
        assert not after.is_stale()
        session = after
    session.close()


def test_two_steps_since_it_was_read_are_read_anew(tmp_path: Path) -> None:
    generate_store(tmp_path / "s.actors", 20, 20).close()
    session = Session.load(tmp_path / "s.actors")
    add_actor(session.store, ActorDraft("One"))
    changes = add_actor(session.store, ActorDraft("Two")).changes
    after = session.after(changes)
    assert list(after.dataset.columns.actor_name)[-2:] == ["One", "Two"]
    session.close()


def test_ties_without_a_changed_interaction_stay(tmp_path: Path) -> None:
    generate_store(tmp_path / "s.actors", 20, 40).close()
    session = Session.load(tmp_path / "s.actors")
    none = np.zeros(0, dtype=np.int32)
    _same_ties(session.ties, patch_ties(session.ties, session.dataset, none))
    every = np.arange(session.dataset.n_interactions, dtype=np.int32)
    _same_ties(project_ties(session.dataset), patch_ties(session.ties, session.dataset, every))
    session.close()
