"""The change history: what was changed when by whom, and the way to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.files.faults import told_apart
from db.folding import fold
from db.waiting import tell_nobody
from db.writing.recording import ROWS_PER_NOTE
from db.writing.rows_json import read_rows
from db.writing.undoing import UndoneStep, take_back, what_rests_on

if TYPE_CHECKING:
    from db.store import Store
    from db.waiting import Progress, Token
    from db.writing.changes import Changes

__all__ = [
    "ChangeRow", "StepRow", "changes_of", "last_known", "links", "n_changes", "n_steps",
    "origin_of", "step", "steps", "steps_resting_on", "undo_step",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step.

    Attributes
    ----------
    made_at
        UTC, as ``2023-09-28T12:00:00Z``.
    kind
        One of `schema.STEP_KINDS`.
    undoes_id
        The step that this one took back.
    undone_by_id
        The latest step that took this one back, None if none did or that one was itself undone.
    """

    id: int
    made_at: str
    made_by: str
    title: str
    kind: str
    undoes_id: int | None
    undone_by_id: int | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row, or one run of rows, that a step touched.

    Attributes
    ----------
    last_row_id
        Of a run, its last id; else None.
    before, after
        The rows, or of an update the columns that changed. Both empty: a run of new rows, which
        stand in their table.
    """

    id: int
    table: str
    row_id: int
    last_row_id: int | None
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]


def steps(store: Store, *, limit: int = 100, offset: int = 0, words: str = "") -> list[StepRow]:
    """Give steps, newest first, -1 for all; with `words`, those whose titles contain them all.

    Words are compared folded, as in the search: neither case nor accents matter.
    """
    with told_apart(store.path):
        undone = _undone_by(store)
        condition, parameters = _containing(store, words)
        sql = (
            "SELECT id, made_at, made_by, title, kind, undoes_id FROM history_steps"  # noqa: S608
            f" WHERE {condition} ORDER BY id DESC LIMIT ? OFFSET ?"
        )
        rows = store.connection.execute(sql, (*parameters, limit, offset)).fetchall()
    return [_step_row(row, undone) for row in rows]


def step(store: Store, step_id: int) -> StepRow | None:
    """Give a step, None if there is none with that id."""
    with told_apart(store.path):
        row = store.connection.execute(
            "SELECT id, made_at, made_by, title, kind, undoes_id FROM history_steps WHERE id = ?",
            (step_id,),
        ).fetchone()
        return None if row is None else _step_row(row, _undone_by(store))


def n_steps(store: Store, words: str = "") -> int:
    """Count the steps; with `words`, those whose titles contain them all."""
    with told_apart(store.path):
        condition, parameters = _containing(store, words)
        sql = f"SELECT count(*) FROM history_steps WHERE {condition}"  # noqa: S608
        return int(store.connection.execute(sql, parameters).fetchone()[0])


def changes_of(
    store: Store, step_id: int, *, limit: int = 1_000, offset: int = 0
) -> list[ChangeRow]:
    """Give what a step changed, in the order in which it happened."""
    with told_apart(store.path):
        rows = store.connection.execute(
            "SELECT id, table_name, row_id, last_row_id, before, after FROM history_changes"
            " WHERE step_id = ? ORDER BY id LIMIT ? OFFSET ?",
            (step_id, limit, offset),
        ).fetchall()
    return [
        ChangeRow(
            row[0], row[1], row[2], row[3], read_rows(row[4]) if row[4] else [],
            read_rows(row[5]) if row[5] else [],
        )
        for row in rows
    ]  # fmt: skip


def n_changes(store: Store, step_id: int) -> int:
    """Count what `changes_of` gives."""
    with told_apart(store.path):
        return int(
            store.connection.execute(
                "SELECT count(*) FROM history_changes WHERE step_id = ?", (step_id,)
            ).fetchone()[0]
        )


def last_known(store: Store, table: str, row_id: int) -> dict[str, Any] | None:
    """Give a row that was deleted as it was last, None if the history does not know it."""
    with told_apart(store.path):
        found = store.connection.execute(
            "SELECT id, before FROM history_changes WHERE table_name = :table AND row_id = :row"
            " AND before IS NOT NULL AND after IS NULL"
            " UNION ALL SELECT id, before FROM history_changes WHERE table_name = :table"
            " AND last_row_id BETWEEN :row AND :row + :most AND row_id < :row"
            " AND before IS NOT NULL AND after IS NULL ORDER BY 1 DESC LIMIT 1",
            {"table": table, "row": row_id, "most": ROWS_PER_NOTE},
        ).fetchone()
    rows = [] if found is None else read_rows(found[1])
    return next((row for row in rows if row.get("id") == row_id), None)


def undo_step(
    store: Store,
    step_id: int,
    *,
    title: str | None = None,
    token: Token | None = None,
    progress: Progress = tell_nobody,
) -> Changes:
    """Take a step back as a new step; taking back an undoing does the thing again.

    What came after the step stays where it does not rest on it.

    Raises
    ------
    UndoBlocked
        If later steps rest on it; nothing is changed.
    ValueError
        If there is no such step.
    StoreReadOnly, StoreLocked
    """
    undone = _undone_step(store, step_id)
    with store.atomic(
        title or undone.title_of_undo, undone.kind_of_undo, undoes_id=step_id, token=token
    ) as writer:
        take_back(store, writer, undone, token, progress)
    return writer.changes


def steps_resting_on(store: Store, step_id: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Tell which later steps rest on a step, newest first, and why; nothing is changed.

    Raises
    ------
    ValueError
        If there is no such step.
    StoreReadOnly, StoreLocked
    """
    return what_rests_on(store, _undone_step(store, step_id))


def links(store: Store) -> list[tuple[int, int | None]]:
    """Give each step with the one that it took back, oldest first."""
    with told_apart(store.path):
        return store.connection.execute(
            "SELECT id, undoes_id FROM history_steps ORDER BY id"
        ).fetchall()


def origin_of(store: Store, step_id: int) -> tuple[StepRow, int]:
    """Follow undoing and doing again back to what was done first; tell over how many of these.

    An odd number means that the step undid it.

    Raises
    ------
    ValueError
        If there is no such step.
    """
    with told_apart(store.path):
        found = store.connection.execute(
            "WITH RECURSIVE back(id, undoes_id, depth) AS ("
            "  SELECT id, undoes_id, 0 FROM history_steps WHERE id = ?"
            "  UNION ALL SELECT s.id, s.undoes_id, depth + 1 FROM back"
            "  JOIN history_steps s ON s.id = back.undoes_id AND s.id < back.id)"
            " SELECT id, depth FROM back ORDER BY depth DESC LIMIT 1",
            (step_id,),
        ).fetchone()
    origin = None if found is None else step(store, found[0])
    if origin is None:
        raise ValueError(f"there is no step {step_id} in the history")
    return origin, found[1]


def _undone_step(store: Store, step_id: int) -> UndoneStep:
    origin, n_undoings = origin_of(store, step_id)
    if n_undoings % 2:
        return UndoneStep(step_id, origin.title, "redo", f"Redo “{origin.title}”")
    return UndoneStep(step_id, origin.title, "undo", f"Undo “{origin.title}”")


def _containing(store: Store, words: str) -> tuple[str, tuple[str, ...]]:
    folded = fold(words).split()
    if not folded:
        return "1", ()
    store.connection.create_function("folded", 1, _folded, deterministic=True)
    return " AND ".join(["instr(folded(title), ?) > 0"] * len(folded)), tuple(folded)


def _folded(title: str) -> str:
    # There may be a hundred thousand titles, nearly all of plain letters.
    return title.lower() if title.isascii() else fold(title)


def _step_row(values: tuple[Any, ...], undone: dict[int, int]) -> StepRow:
    fields: list[Any] = [*values, undone.get(values[0])]
    return StepRow(*fields)


def _undone_by(store: Store) -> dict[int, int]:
    """Map each step that is taken back, and stays so, to the step that did it."""
    rows = store.connection.execute(
        "SELECT id, undoes_id FROM history_steps WHERE undoes_id IS NOT NULL ORDER BY id DESC"
    ).fetchall()
    undone: dict[int, int] = {}
    for step_id, undoes_id in rows:
        if step_id not in undone:
            undone.setdefault(undoes_id, step_id)
    return undone
