"""Taking one step of the history back, whatever was done since, unless something rests on it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from db.errors import InvalidRow, UndoBlocked
from db.format.schema import TABLE_OF_NAME
from db.waiting import tell_nobody
from db.writing.changes import IdSet, as_run
from db.writing.judging import judgements_in_circles
from db.writing.removal import REFERRERS, column_list, pointers_into
from db.writing.step_notes import Note, StepNotes

if TYPE_CHECKING:
    from db.format.tables import Column, Table
    from db.store import Store
    from db.waiting import Progress, Token
    from db.writing.writes import RowKey, Writer

_ROWS_AT_ONCE: Final = 5_000
_MOST_REASONS: Final = 20

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """The step to be taken back, and what the step that does so is called."""

    id: int
    title: str
    kind_of_undo: str
    title_of_undo: str


class _DryRun(Exception):
    """Ends a transaction whose result nobody wants."""


def take_back(
    store: Store,
    writer: Writer,
    step: UndoneStep,
    token: Token | None = None,
    progress: Progress = tell_nobody,
) -> None:
    """Write the inverse of a step into the change under way.

    Raises
    ------
    UndoBlocked
        If later steps rest on it.
    """
    undoing = _Undoing(store, writer, step, token, progress)
    undoing.run()
    if undoing.reasons:
        raise UndoBlocked(
            f"“{step.title}” cannot be taken back alone: {undoing.reasons[0]}; "
            "take back what came after it first.",
            store.path,
            sorted(undoing.blocking_steps, reverse=True),
            undoing.reasons,
        )


def what_rests_on(store: Store, step: UndoneStep) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Try to take a step back and let go of the result; give the blocking steps and reasons."""
    undoing: _Undoing | None = None
    try:
        with store.atomic(step.title_of_undo, step.kind_of_undo) as writer:
            undoing = _Undoing(store, writer, step)
            undoing.run()
            raise _DryRun
    except _DryRun:
        pass
    if undoing is None:
        return (), ()
    return tuple(sorted(undoing.blocking_steps, reverse=True)), tuple(undoing.reasons)


class _Undoing:
    """The walk back through what a step did, last change first."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        step: UndoneStep,
        token: Token | None = None,
        progress: Progress = tell_nobody,
    ) -> None:
        self._store = store
        self._connection = store.connection
        self._writer = writer
        self._step = step
        self._notes = StepNotes(store, step.id)
        self._token, self._progress = token, progress
        self._done = self._total = 0
        self._later = self._notes.later_steps()
        self._not_restored: set[tuple[str, int]] = set()
        self._put_back: dict[str, IdSet] = {}
        self.reasons: list[str] = []
        self.blocking_steps: set[int] = set()

    def run(self) -> None:
        """Do it all, or gather what stands in the way."""
        # Rows that point to each other come back one after the other.
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        self._total = self._notes.n_rows()
        for note in self._notes.newest_first():
            if note.before is None and note.after is None:
                self._remove_run(note)
            elif note.before is None:
                self._remove(note)
            elif note.after is None:
                self._restore(note)
            else:
                self._change_back(note)
            if note.before is not None or note.after is not None:
                self._say(1)
        self._look_for_targets()
        self._look_for_circles()

    # --- the three inverses ----------------------------------------------------------------

    def _remove_run(self, note: Note) -> None:
        # The last first: rows point to earlier rows of their own run.
        for last in range(note.last_id, note.first_id - 1, -_ROWS_AT_ONCE):
            first = max(last - _ROWS_AT_ONCE + 1, note.first_id)
            self._remove_span(note, first, last)
            self._say(last - first + 1)

    def _remove(self, note: Note) -> None:
        if note.table.has_id:
            self._remove_span(note, note.first_id, note.first_id)
            return
        keys = [_key_of(note.table, row) for row in self._notes.rows_in(note.after)]
        there = self._rows_by_key(note.table, keys)
        if there:
            self._writer.remove_rows(note.table, list(there.values()))

    def _remove_span(self, note: Note, first: int, last: int) -> None:
        table = note.table
        rows: Rows = self._connection.execute(
            f'SELECT {column_list(table)} FROM "{table.name}"'  # noqa: S608
            " WHERE id BETWEEN ? AND ? ORDER BY id",
            (first, last),
        ).fetchall()
        if not rows:
            return
        ids = [int(row[0]) for row in rows]
        is_free = self._is_untouched_since(note, ids)
        for referrer, column in REFERRERS[table.name]:
            is_free = self._has_no_referrers(table, ids, referrer, column) and is_free
        if is_free:
            self._writer.remove_rows(table, rows)

    def _restore(self, note: Note) -> None:
        rows = self._notes.rows_in(note.before)
        if not note.table.has_id:
            keys = [_key_of(note.table, row) for row in rows]
            there = self._rows_by_key(note.table, keys)
            rows = [row for key, row in zip(keys, rows, strict=True) if key not in there]
        first_column = note.table.all_columns[0]
        if note.table.references:
            self._note_put_back(note.table, [int(row[first_column]) for row in rows])
        try:
            self._writer.restore(note.table, rows)
        except InvalidRow as refused:
            self._not_restored.update((note.table.name, int(row.get("id") or 0)) for row in rows)
            self._block(f"{refused.mend}: {refused.table}.{refused.column}", self._holders(refused))

    def _change_back(self, note: Note) -> None:
        table = note.table
        before, after = self._notes.rows_in(note.before)[0], self._notes.rows_in(note.after)[0]
        key: RowKey = note.first_id if table.has_id else _key_of(table, before)
        current = self._writer.row(table.name, key)
        if current is None:
            if (table.name, note.first_id) not in self._not_restored:
                self._block(
                    f"row {key} of {table.name} is gone since",
                    self._touching(table, [note.first_id], note.id),
                )
            return
        moved = [name for name in after if current[name] != after[name]]
        if moved:
            self._block(
                f"{table.name}.{moved[0]} of row {key} was changed again",
                self._touching(table, [note.first_id], note.id),
            )
            return
        wanted = {name: before[name] for name in after if before[name] != after[name]}
        if table.references:
            self._note_put_back(table, [note.first_id])
        try:
            self._writer.write_changes(table, current, wanted)
        except InvalidRow as refused:
            self._block(f"{refused.mend}: {refused.table}.{refused.column}", self._holders(refused))

    # --- what stands in the way ------------------------------------------------------------

    def _is_untouched_since(self, note: Note, ids: Sequence[int]) -> bool:
        rows = self._connection.execute(
            "SELECT DISTINCT step_id, row_id FROM history_changes WHERE table_name = ?"
            " AND row_id BETWEEN ? AND ? AND id > ? AND before IS NOT NULL AND after IS NOT NULL",
            (note.table.name, ids[0], ids[-1], note.id),
        ).fetchall()
        blocking = [(step_id, row_id) for step_id, row_id in rows if step_id in self._later]
        if blocking:
            self._block(
                f"row {blocking[0][1]} of {note.table.name} was changed since",
                {step_id for step_id, _ in blocking},
            )
        return not blocking

    def _has_no_referrers(
        self, table: Table, ids: Sequence[int], referrer: Table, column: Column
    ) -> bool:
        pairs = pointers_into(self._connection, referrer, column, ids[0], ids[-1])
        going = set(ids) if pairs else set()
        found = sorted(
            row_id
            for row_id, target in pairs
            if target in going and not (referrer is table and row_id in going)
        )
        if found:
            self._block(
                f"{len(found):,} of {referrer.name} rest on {table.name}",
                self._touching(referrer, found, 0),
            )
        return not found

    def _look_for_targets(self) -> None:
        """See whether all that the rows point to is there, now that everything is put back."""
        for name, put_back in self._put_back.items():
            table, ids = TABLE_OF_NAME[name], put_back.ids()
            for column in table.references:
                for at in range(0, len(ids), _ROWS_AT_ONCE):
                    self._look_for_target(table, column, ids[at : at + _ROWS_AT_ONCE])

    def _look_for_target(self, table: Table, column: Column, ids: Sequence[int]) -> None:
        rows = self._connection.execute(
            f'SELECT DISTINCT "{column.name}" FROM "{table.name}"'  # noqa: S608
            f' WHERE "{table.all_columns[0]}" IN (SELECT value FROM json_each(?))'
            f' AND "{column.name}" IS NOT NULL'
            f' AND "{column.name}" NOT IN (SELECT id FROM "{column.target}")',
            (json.dumps(list(ids)),),
        ).fetchall()
        for (missing,) in rows:
            if (column.target, missing) not in self._not_restored:
                self._block(
                    f"row {missing} of {column.target} is gone since",
                    self._touching(TABLE_OF_NAME[column.target], [missing], 0),
                )

    def _look_for_circles(self) -> None:
        """See whether judgements that are put back and later ones say the opposite."""
        if "judgements" in self._put_back and (circle := judgements_in_circles(self._connection)):
            table = TABLE_OF_NAME["judgements"]
            later = [row_id for row_id in circle if row_id not in self._put_back[table.name]]
            self._block("actors were joined the other way round", self._touching(table, later, 0))

    def _holders(self, refused: InvalidRow) -> set[int]:
        """Give the later steps that touched the row which holds a unique value now."""
        table = TABLE_OF_NAME[refused.table]
        if refused.column not in table.column_of_name or not table.has_id:
            return set()
        rows = self._connection.execute(
            f'SELECT id FROM "{table.name}" WHERE "{refused.column}" = ?',  # noqa: S608
            (refused.value,),
        ).fetchall()
        return self._touching(table, [row[0] for row in rows], 0)

    def _touching(self, table: Table, ids: Sequence[int], after_note: int) -> set[int]:
        """Give the later steps that touched any of the rows."""
        rows = self._connection.execute(
            "SELECT DISTINCT step_id FROM history_changes WHERE table_name = :table AND id > :after"
            " AND row_id IN (SELECT value FROM json_each(:ids))"
            " UNION SELECT c.step_id FROM history_changes c"
            " WHERE c.table_name = :table AND c.id > :after"
            " AND c.last_row_id IS NOT NULL AND EXISTS"
            " (SELECT 1 FROM json_each(:ids) WHERE value BETWEEN c.row_id AND c.last_row_id)",
            {
                "table": table.name,
                "after": after_note,
                "ids": json.dumps(list(ids[:_ROWS_AT_ONCE])),
            },
        ).fetchall()
        return {row[0] for row in rows} & self._later

    def _block(self, reason: str, steps: set[int]) -> None:
        if len(self.reasons) < _MOST_REASONS and reason not in self.reasons:
            self.reasons.append(reason)
        self.blocking_steps |= steps

    # --- within ----------------------------------------------------------------------------

    def _rows_by_key(self, table: Table, keys: Collection[RowKey]) -> dict[RowKey, tuple[Any, ...]]:
        """Give the rows of a table without ids that have one of these keys, in the keys' order."""
        firsts = sorted({key[0] if isinstance(key, tuple) else key for key in keys}, key=str)
        rows = self._connection.execute(
            f'SELECT {column_list(table)} FROM "{table.name}"'  # noqa: S608
            f' WHERE "{table.key[0]}" IN (SELECT value FROM json_each(?))',
            (json.dumps(firsts),),
        ).fetchall()
        names = table.all_columns
        found = {_key_of(table, dict(zip(names, row, strict=True))): row for row in rows}
        return {key: found[key] for key in keys if key in found}

    def _say(self, n_done: int) -> None:
        if self._token is not None:
            self._token.raise_if_cancelled()
        self._done += n_done
        self._progress(self._done, self._total, f"{self._step.title_of_undo}.")

    def _note_put_back(self, table: Table, ids: Sequence[int]) -> None:
        self._put_back.setdefault(table.name, IdSet()).add(as_run(ids))


def _key_of(table: Table, row: Mapping[str, Any]) -> RowKey:
    values = tuple(row[name] for name in table.key)
    return values if len(values) > 1 else values[0]
