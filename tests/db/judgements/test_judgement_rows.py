"""Judgements as rows: who may be judged against whom, and what taking back does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import InvalidRow, Store, UndoBlocked, history, open_store
from tests.db.dumping import dump


def _join(store: Store, actor_id: int, other_id: int) -> int:
    with store.atomic(f"Join {actor_id} and {other_id}", kind="merge") as writer:
        writer.insert("judgements", actor_id=actor_id, other_id=other_id, verdict="same")
    assert writer.changes.step_id is not None
    return writer.changes.step_id


def test_who_decided_when_is_filled_in(tiny_store: Store) -> None:
    tiny_store.recorder = "A. Reader"
    with tiny_store.atomic("Judge") as writer:
        row = writer.row(
            "judgements",
            writer.insert("judgements", actor_id=1, other_id=2, verdict="different"),
        )
    assert row is not None
    assert row["decided_by"] == "A. Reader"
    assert str(row["decided_at"]).endswith("Z")


def test_an_actor_is_not_judged_against_itself(tiny_store: Store) -> None:
    with (
        pytest.raises(InvalidRow, match="another one than actor_id"),
        tiny_store.atomic("Judge") as writer,
    ):
        writer.insert("judgements", actor_id=1, other_id=1, verdict="same")


def test_a_pair_is_judged_once(tiny_store: Store) -> None:
    _join(tiny_store, 1, 2)
    with pytest.raises(InvalidRow, match="another row has it already"):
        _join(tiny_store, 1, 2)


@pytest.mark.parametrize("way", [[(1, 2), (2, 1)], [(1, 2), (2, 3), (3, 1)]])
def test_a_circle_is_refused_and_leaves_no_trace(
    tiny_store: Store, way: list[tuple[int, int]]
) -> None:
    for pair in way[:-1]:
        _join(tiny_store, *pair)
    before, steps = dump(tiny_store), history.n_steps(tiny_store)
    with pytest.raises(InvalidRow, match="part of this one already"):
        _join(tiny_store, *way[-1])
    assert (dump(tiny_store), history.n_steps(tiny_store)) == (before, steps)


def test_only_judgements_of_sameness_make_circles(tiny_store: Store) -> None:
    _join(tiny_store, 1, 2)
    with tiny_store.atomic("Doubt") as writer:
        writer.insert("judgements", actor_id=2, other_id=1, verdict="unsure")
        writer.insert("judgements", actor_id=3, other_id=1, verdict="different")
    assert tiny_store.integrity() == []


def test_joins_are_taken_back_in_any_order(tiny_store: Store) -> None:
    before = dump(tiny_store)
    first, second = _join(tiny_store, 1, 2), _join(tiny_store, 2, 3)
    for step in (first, second):
        history.undo_step(tiny_store, step)
    assert dump(tiny_store) == before


def test_doing_a_join_again_is_blocked_by_its_opposite(tiny_store: Store) -> None:
    joined = _join(tiny_store, 1, 2)
    undone = history.undo_step(tiny_store, joined).step_id
    assert undone is not None
    opposite = _join(tiny_store, 2, 1)
    assert history.steps_resting_on(tiny_store, undone) == (
        (opposite,), ("actors were joined the other way round",),
    )  # fmt: skip
    with pytest.raises(UndoBlocked, match="the other way round") as blocked:
        history.undo_step(tiny_store, undone)
    assert blocked.value.step_ids == (opposite,)


def test_judgements_go_with_their_actors_and_come_back_with_them(tiny_store: Store) -> None:
    _join(tiny_store, 1, 2)
    before = dump(tiny_store)
    with tiny_store.atomic("Delete") as writer:
        writer.delete("actors", 2)
    assert tiny_store.counts()["judgements"] == 0
    assert writer.changes.step_id is not None
    history.undo_step(tiny_store, writer.changes.step_id)
    assert dump(tiny_store) == before


def test_a_circle_that_another_program_wrote_is_found(tiny_store: Store, store_path: Path) -> None:
    _join(tiny_store, 1, 2)
    tiny_store.close()
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute(
            "INSERT INTO judgements (actor_id, other_id, verdict, decided_by, decided_at)"
            " VALUES (2, 1, 'same', 'x', '2026-01-01T00:00:00Z')"
        )
        connection.commit()
    with open_store(store_path) as store:
        assert store.integrity() == [
            "By judgement 2 and others an actor is part of itself.",
            "By judgement 1 and others an actor is part of itself.",
        ]
