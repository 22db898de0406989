"""Deciding who is who: every decision can be taken back alone, and the store is as before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import Store, history, reads
from explorer.exchange.interchange import export_json
from explorer.identity.judging import (
    NotThere,
    join_actors,
    leave_open,
    take_apart,
    tell_apart,
    withdraw,
)
from explorer.model.dataset import Dataset
from tests.building import build_store, generate_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with build_store(tmp_path / "s.actors", actors=("A", "B", "C", "D")) as made:
        yield made


def _verdicts(store: Store) -> list[tuple[int, int, str]]:
    return [(row.actor_id, row.other_id, row.verdict) for row in reads.judgements(store)]


def test_joining_says_who_is_shown_as_part_of_whom(store: Store) -> None:
    done = join_actors(store, [1], 2, "Same passport.")
    assert done.title == "Show “A” as part of “B”"
    assert done.selection is not None
    assert done.selection.sole_actor == 2
    assert _verdicts(store) == [(1, 2, "same")]
    assert reads.judgements(store)[0].note == "Same passport."
    assert history.steps(store)[0].kind == "merge"


def test_who_stands_for_others_is_joined_with_them(store: Store) -> None:
    join_actors(store, [1], 2)
    join_actors(store, [1, 3], 4)
    assert _verdicts(store) == [(1, 2, "same"), (2, 4, "same"), (3, 4, "same")]
    assert Dataset(store.columns()).actor_ids(0) == (4, 1, 2, 3)


def test_joining_what_is_one_already_changes_nothing(store: Store) -> None:
    join_actors(store, [1], 2)
    assert join_actors(store, [2], 1).step_id is None


def test_a_pair_has_one_judgement_the_latest(store: Store) -> None:
    leave_open(store, 1, 2)
    tell_apart(store, 2, 1)
    assert _verdicts(store) == [(2, 1, "different")]
    assert tell_apart(store, 1, 2).step_id is None
    join_actors(store, [1], 2)
    assert _verdicts(store) == [(1, 2, "same")]


def test_one_is_taken_apart_and_takes_what_was_joined_to_it_along(store: Store) -> None:
    join_actors(store, [1], 2)
    join_actors(store, [2], 3)
    assert take_apart(store, 2).title == "Take “B” and “C” apart"
    assert Dataset(store.columns()).actor_ids(0) == (2, 1)
    with pytest.raises(NotThere, match="“B” is not shown as part"):
        take_apart(store, 2)


def test_of_two_wholes_of_one_part_either_is_taken_apart(store: Store) -> None:
    with store.atomic("Join two stores") as writer:
        for whole in (2, 3):
            writer.insert("judgements", actor_id=1, other_id=whole, verdict="same")
    assert Dataset(store.columns()).actor_ids(0) == (2, 1, 3)
    assert take_apart(store, 3).title == "Take “C” and “A” apart"
    assert Dataset(store.columns()).actor_ids(0) == (2, 1)
    with pytest.raises(NotThere):
        take_apart(store, 2)


def test_a_decision_is_withdrawn(store: Store) -> None:
    done = tell_apart(store, 1, 2)
    assert done.row_id is not None
    withdraw(store, done.row_id)
    assert _verdicts(store) == []
    with pytest.raises(NotThere):
        withdraw(store, done.row_id)


def test_actors_that_are_gone_cannot_be_judged(store: Store) -> None:
    for decide in (lambda: join_actors(store, [9], 1), lambda: tell_apart(store, 1, 9)):
        with pytest.raises(NotThere, match="no longer in the store"):
            decide()


_ids = st.integers(1, 7)
_joins = st.lists(st.tuples(_ids, _ids), min_size=1, max_size=6)


@given(joins=_joins, data=st.data())
def test_joins_of_joins_taken_back_in_any_order_restore_the_exported_text(
    joins: list[tuple[int, int]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with generate_store(tmp_path_factory.mktemp("joins") / "g.actors", 7, 15) as store:
        before = export_json(store)
        steps = [
            done.step_id
            for part, whole in joins
            if (done := join_actors(store, [part], whole)).step_id is not None
        ]
        columns = store.columns()
        parts = list(
            zip(
                columns.participant_interaction.tolist(),
                columns.participant_actor.tolist(),
                columns.participant_role.tolist(),
                strict=True,
            )
        )
        assert len(parts) == len(set(parts))
        with store.atomic("Something else meanwhile") as writer:
            added = writer.insert("actors", kind_id=1, name="New")
        for step in data.draw(st.permutations(steps)):
            history.undo_step(store, step)
        with store.atomic("And that back") as writer:
            writer.delete("actors", added)
        assert export_json(store) == before
