"""The writing down of an atomic change in the history while it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.format.schema import TABLE_OF_NAME
from db.writing.changes import Changes, IdSet, as_run
from db.writing.rows_json import inserted_json, row_json, rows_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from db.format.tables import Table
    from db.writing.validation import SqlValue

_ROWS_BUFFERED: Final = 5_000
_CHARACTERS_BUFFERED: Final = 4_000_000
ROWS_PER_NOTE: Final = 1_000

Row = dict[str, "SqlValue"]


class Recording:
    """One step of the history in the making; without a change it leaves no trace."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        title: str,
        kind: str,
        made_by: str,
        made_at: str,
        undoes_id: int | None = None,
    ) -> None:
        self._connection = connection
        self._step = (made_at, made_by, title, kind, undoes_id)
        self._step_id: int | None = None
        self._notes: list[tuple[int, str, int, int | None, str | None, str | None]] = []
        self._n_buffered = 0
        self._touched: dict[str, dict[str, IdSet]] = {"inserted": {}, "updated": {}, "deleted": {}}

    def inserted(self, table: Table, row: Row) -> None:
        """Note a new row."""
        row_id = id_for_history(table, row)
        self._note("inserted", table, row_id, None, None, inserted_json(row))

    def inserted_run(self, table: Table, ids: range) -> None:
        """Note new rows with consecutive ids; the rows themselves stand in their table."""
        if ids:
            self._note("inserted", table, ids[0], ids[-1], None, None, touched=ids)

    def inserted_without_ids(
        self, table: Table, columns: Sequence[str], rows: Sequence[Sequence[SqlValue]]
    ) -> None:
        """Note new rows of a table without ids."""
        for first in range(0, len(rows), ROWS_PER_NOTE):
            chunk = rows[first : first + ROWS_PER_NOTE]
            ids = [_first_id(row[0]) for row in chunk]
            after = rows_json(columns, chunk)
            self._note("inserted", table, min(ids), max(ids), None, after, touched=ids)

    def restored(
        self, table: Table, columns: Sequence[str], rows: Sequence[Sequence[SqlValue]]
    ) -> None:
        """Note rows that are put back, given in id order."""
        if not table.has_id:
            self.inserted_without_ids(table, columns, rows)
            return
        for chunk in _runs(table, rows):
            if len(chunk) == 1:
                self.inserted(table, dict(zip(columns, chunk[0], strict=True)))
            else:
                first = _first_id(chunk[0][0])
                self.inserted_run(table, range(first, first + len(chunk)))

    def updated(self, table: Table, row_id: int, before: Row, after: Row) -> None:
        """Note the columns of a row that changed."""
        self._note("updated", table, row_id, None, row_json(before), row_json(after))

    def deleted(
        self, table: Table, columns: Sequence[str], rows: Sequence[Sequence[SqlValue]]
    ) -> None:
        """Note rows that go, in full; consecutive ids share a note."""
        for chunk in _runs(table, rows):
            if len(chunk) == 1:
                row = dict(zip(columns, chunk[0], strict=True))
                row_id = id_for_history(table, row)
                self._note("deleted", table, row_id, None, row_json(row), None)
                continue
            ids = [_first_id(row[0]) for row in chunk]
            before = rows_json(columns, chunk)
            touched = as_run(ids) if table.has_id else ids
            self._note("deleted", table, min(ids), max(ids), before, None, touched=touched)

    def finish(self) -> None:
        """Write what is buffered."""
        self._connection.executemany(
            "INSERT INTO history_changes (step_id, table_name, row_id, last_row_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            self._notes,
        )
        self._notes.clear()
        self._n_buffered = 0

    def has_touched(self, table_name: str) -> bool:
        """Tell whether rows of a table were noted."""
        return any(table_name in tables for tables in self._touched.values())

    def changes(self) -> Changes:
        """Give what was noted so far."""
        inserted, updated, deleted = (
            {table: ids.ids() for table, ids in self._touched[how].items()}
            for how in ("inserted", "updated", "deleted")
        )
        for name in updated.keys() & (inserted.keys() | deleted.keys()):
            _leave_out(updated, name, inserted.get(name, ()), deleted.get(name, ()))
        for name in inserted.keys() & deleted.keys():
            # Rows without ids go by the id of a thing, of which others may have come or gone.
            if TABLE_OF_NAME[name].has_id:
                gone = set(inserted[name]).intersection(deleted[name])
                _leave_out(inserted, name, gone)
                _leave_out(deleted, name, gone)
        return Changes(self._step_id, inserted, updated, deleted)

    def _note(
        self,
        how: str,
        table: Table,
        row_id: int,
        last_row_id: int | None,
        before: str | None,
        after: str | None,
        *,
        touched: Sequence[int] = (),
    ) -> None:
        if self._step_id is None:
            cursor = self._connection.execute(
                "INSERT INTO history_steps (made_at, made_by, title, kind, undoes_id)"
                " VALUES (?, ?, ?, ?, ?)",
                self._step,
            )
            self._step_id = cursor.lastrowid
            assert self._step_id is not None  # noqa: S101 - SQLite gives one to each insert
        self._notes.append((self._step_id, table.name, row_id, last_row_id, before, after))
        self._touched[how].setdefault(table.name, IdSet()).add(touched or (row_id,))
        self._n_buffered += len(before or "") + len(after or "")
        if len(self._notes) >= _ROWS_BUFFERED or self._n_buffered >= _CHARACTERS_BUFFERED:
            self.finish()


def _leave_out(touched: dict[str, Sequence[int]], name: str, *others: Collection[int]) -> None:
    left = set(touched[name]).difference(*others)
    if left:
        touched[name] = tuple(sorted(left))
    else:
        del touched[name]


def id_for_history(table: Table, row: Mapping[str, SqlValue]) -> int:
    """Give the number under which the history files a row: its id, or its first column's."""
    return _first_id(row[table.all_columns[0]])


def _first_id(value: SqlValue) -> int:
    return value if isinstance(value, int) else 0


def _runs(table: Table, rows: Sequence[Sequence[SqlValue]]) -> list[Sequence[Sequence[SqlValue]]]:
    """Divide rows in id order where ids leave a gap, and where a note would become too long."""
    if not table.has_id:
        return [rows[at : at + ROWS_PER_NOTE] for at in range(0, len(rows), ROWS_PER_NOTE)]
    runs = []
    start = 0
    for at in range(1, len(rows) + 1):
        is_end = at == len(rows) or at - start == ROWS_PER_NOTE
        if is_end or _first_id(rows[at][0]) != _first_id(rows[at - 1][0]) + 1:
            runs.append(rows[start:at])
            start = at
    return runs
