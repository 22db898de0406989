"""Several steps held together, and how steps hang together."""

from __future__ import annotations

import pytest

from db import InvalidRow, Store, history
from tests.db.dumping import dump


class Stopped(Exception):
    """What the token below raises."""


class Switch:
    """A token that can be turned once."""

    is_cancelled = False

    def raise_if_cancelled(self) -> None:
        if self.is_cancelled:
            raise Stopped


def _add(store: Store, name: str) -> int:
    with store.atomic(f"Add {name}") as writer:
        writer.insert("actors", name=name, kind_id=1)
    assert writer.changes.step_id is not None
    return writer.changes.step_id


def _fail_half_way(store: Store) -> None:
    with store.atomic("Broken") as writer:
        writer.insert("actors", name="Half", kind_id=1)
        writer.insert("actors", name="Half", kind_id=99)


def test_steps_held_together_are_all_kept_or_none(tiny_store: Store) -> None:
    before = dump(tiny_store)

    def add_two_and_fail() -> None:
        with tiny_store.together():
            _add(tiny_store, "One")
            _add(tiny_store, "Two")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_two_and_fail()
    assert dump(tiny_store) == before
    assert history.n_steps(tiny_store) == 1
    with tiny_store.together():
        _add(tiny_store, "One")
        _add(tiny_store, "Two")
    assert [step.title for step in history.steps(tiny_store, limit=2)] == ["Add Two", "Add One"]
    assert tiny_store.integrity() == []


def test_a_step_that_fails_is_taken_back_and_the_others_go_on(tiny_store: Store) -> None:
    with tiny_store.together():
        _add(tiny_store, "One")
        with pytest.raises(InvalidRow):
            _fail_half_way(tiny_store)
        _add(tiny_store, "Two")
    names = [row[0] for row in tiny_store.connection.execute("SELECT name FROM actors ORDER BY id")]
    assert names[-2:] == ["One", "Two"]
    assert "Half" not in names
    assert tiny_store.integrity() == []


def test_steps_held_together_cannot_be_nested(tiny_store: Store) -> None:
    with tiny_store.together(), pytest.raises(RuntimeError), tiny_store.together():
        pass
    with (
        tiny_store.atomic("X"),
        pytest.raises(RuntimeError, match="under way"),
        tiny_store.together(),
    ):
        pass


def test_undoing_and_doing_again_lead_back_to_what_was_done_first(tiny_store: Store) -> None:
    first = _add(tiny_store, "One")
    ids = [first]
    for _ in range(4):
        step_id = history.undo_step(tiny_store, ids[-1]).step_id
        assert step_id is not None
        ids.append(step_id)
    titles = [step.title for step in history.steps(tiny_store, limit=4)]
    assert titles == [
        "Redo “Add One”", "Undo “Add One”", "Redo “Add One”", "Undo “Add One”",
    ]  # fmt: skip
    for number, step_id in enumerate(ids):
        origin, n_undoings = history.origin_of(tiny_store, step_id)
        assert (origin.id, n_undoings) == (first, number)
    assert history.links(tiny_store)[-4:] == list(zip(ids[1:], ids[:-1], strict=True))
    with pytest.raises(ValueError, match="no step 99"):
        history.origin_of(tiny_store, 99)


def test_taking_back_tells_how_far_it_is_and_stops_when_asked(tiny_store: Store) -> None:
    with tiny_store.atomic("Import", kind="import") as writer:
        rows = [(f"Actor {n}", 1) for n in range(12_000)]
        writer.insert_many("actors", ("name", "kind_id"), rows)
    step = writer.changes.step_id
    assert step is not None
    before = dump(tiny_store)
    token = Switch()
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int, words: str, /) -> None:
        seen.append((done, total))
        assert words == "Undo “Import”."
        if done > 4_000:
            token.is_cancelled = True

    with pytest.raises(Stopped):
        history.undo_step(tiny_store, step, token=token, progress=progress)
    assert dump(tiny_store) == before
    assert [total for _, total in seen] == [12_000] * len(seen)
    changes = history.undo_step(tiny_store, step)
    assert changes.deleted["actors"] == range(4, 12_004), "one run, whatever its length"
