"""Undo and redo as people expect them, and steps of long ago with what rests on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import Store, UndoBlocked, history, open_store
from explorer.editing.adding import add_actor, add_participant
from explorer.editing.changing import change_actor
from explorer.editing.drafts import ActorDraft, ParticipantDraft
from explorer.editing.history.chain import UndoChain, undo_chain
from explorer.editing.history.taking_back import (
    look_at_taking_back,
    take_back_step,
    take_back_together,
)
from explorer.editing.removing import remove
from explorer.editing.stored import actor_draft
from explorer.exchange.exporting import export_json
from tests.building import build_store


def _titles(chain: UndoChain) -> tuple[str, str]:
    return (
        "" if chain.undo is None else chain.undo.title,
        "" if chain.redo is None else chain.redo.title,
    )


def _undo(store: Store) -> None:
    step = undo_chain(store).undo
    assert step is not None
    take_back_step(store, step.step_id)


def _redo(store: Store) -> None:
    step = undo_chain(store).redo
    assert step is not None
    take_back_step(store, step.step_id)


def _id_of(step_id: int | None) -> int:
    assert step_id is not None
    return step_id


def test_undo_goes_back_step_by_step_and_redo_forward_again(store: Store) -> None:
    for name in ("One", "Two"):
        add_actor(store, ActorDraft(name))
    assert _titles(undo_chain(store)) == ("Add Two", "")
    _undo(store)
    assert _titles(undo_chain(store)) == ("Add One", "Add Two")
    _undo(store)
    assert _titles(undo_chain(store)) == ("Build", "Add One")
    _redo(store)
    assert _titles(undo_chain(store)) == ("Add One", "Add Two")
    _redo(store)
    assert _titles(undo_chain(store)) == ("Add Two", "")
    _undo(store)
    assert _titles(undo_chain(store)) == ("Add One", "Add Two")
    add_actor(store, ActorDraft("Three"))
    assert _titles(undo_chain(store)) == ("Add Three", ""), "what was done since ends Redo"


def test_the_chain_outlasts_closing(store: Store) -> None:
    add_actor(store, ActorDraft("One"))
    _undo(store)
    store.close()
    with open_store(store.path) as again:
        assert _titles(undo_chain(again)) == ("Build", "Add One")


def test_taking_back_a_step_of_long_ago_is_itself_undone_first(store: Store) -> None:
    first = add_actor(store, ActorDraft("One"))
    add_actor(store, ActorDraft("Two"))
    take_back_step(store, _id_of(first.step_id))
    assert _titles(undo_chain(store)) == ("Take back “Add One”", "")
    _undo(store)
    assert _titles(undo_chain(store)) == ("Add Two", "Add One")
    assert store.counts()["actors"] == 5
    _redo(store)
    assert store.counts()["actors"] == 4


def test_an_empty_history_has_nothing_to_undo(tmp_path: Path) -> None:
    with build_store(tmp_path / "empty.actors") as empty:
        assert undo_chain(empty) == UndoChain()


def test_what_rests_on_a_step_is_named_and_goes_with_it_or_not_at_all(store: Store) -> None:
    before = export_json(store)
    added = add_actor(store, ActorDraft("New"))
    assert added.row_id is not None
    add_actor(store, ActorDraft("Unrelated"))
    add_participant(store, 2, ParticipantDraft(added.row_id))
    change_actor(store, added.row_id, ActorDraft("Newer"))
    step = _id_of(added.step_id)
    with pytest.raises(UndoBlocked):
        take_back_step(store, step)
    steps = history.n_steps(store)
    found = look_at_taking_back(store, step)
    assert [one.title for one in found.before] == [
        "Rename New to Newer", "Add New to the arrival of 22–25 September 2023",
    ]  # fmt: skip
    assert len(found.reasons) == 2
    assert not found.forbidden
    assert history.n_steps(store) == steps, "looking changes nothing"
    take_back_together(store, step)
    assert history.n_steps(store) == steps + 3
    names = [row.name for row in (actor_draft(store, 5),)]
    assert names == ["Unrelated"]
    assert store.counts()["participants"] == 3
    remove(store, "actors", (5,))
    assert export_json(store) == before
    assert store.integrity() == []


def test_a_step_that_nothing_rests_on_goes_alone(store: Store) -> None:
    added = add_actor(store, ActorDraft("New"))
    found = look_at_taking_back(store, _id_of(added.step_id))
    assert (found.before, found.reasons, found.forbidden) == ((), (), "")
    with pytest.raises(ValueError, match="no step 99"):
        look_at_taking_back(store, 99)


@given(st.lists(st.sampled_from("aaruR"), max_size=24))
def test_undo_and_redo_do_what_a_list_with_a_place_in_it_would(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str]
) -> None:
    path = tmp_path_factory.mktemp("chain") / "chain.actors"
    with build_store(path, actors=("First",)) as store:
        states, at = [export_json(store)], 0
        for number, move in enumerate(moves):
            match move:
                case "a":
                    add_actor(store, ActorDraft(f"Actor {number}"))
                case "r":
                    change_actor(store, 1, ActorDraft(f"First {number}"))
            if move in "ar":
                del states[at + 1 :]
                states.append(export_json(store))
                at += 1
            elif move == "u" and at > 0:
                _undo(store)
                at -= 1
            elif move == "R" and at + 1 < len(states):
                _redo(store)
                at += 1
            assert export_json(store) == states[at]
            assert (undo_chain(store).redo is not None) == (at + 1 < len(states))
