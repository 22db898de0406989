"""New rows, column by column: checked, completed, numbered, and written into their table."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.errors import InvalidRow
from db.writing.derived import fill_columns
from db.writing.refusals import refusal
from db.writing.validation import Values, checked_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.format.tables import Column, Table
    from db.writing.validation import SqlValue


class Adding:
    """Adds rows to the tables of one store, within one change.

    Parameters
    ----------
    recorder, now
        Who is noted as having made the change, and when.
    """

    def __init__(self, connection: sqlite3.Connection, recorder: str, now: str) -> None:
        self._connection = connection
        self._recorder = recorder
        self._now = now
        self._next_ids: dict[str, int] = {}

    def prepared(
        self,
        target: Table,
        given: Mapping[str, Sequence[object]],
        count: int,
        first_row: int | None,
    ) -> dict[str, Values]:
        """Check new rows and complete them; their columns come in the order of the statement.

        A table with ids has them as its first column. Columns that hold nothing are left out.

        Raises
        ------
        InvalidRow
        """
        checked: dict[str, Values] = {}
        for name, values in given.items():
            column = writable_column(target, name)
            if len(values) != count:
                raise ValueError(f"column {name!r} of {target.name!r} has {len(values)} values")
            checked[name] = checked_column(target.name, column, values, first_row=first_row)
        fill_columns(target, checked, count, self._recorder, self._now)
        for column in target.columns:
            if column.is_required and column.name not in checked:
                raise InvalidRow(target.name, column.name, None, "it must be given", row=first_row)
        if not target.has_id:
            return {name: checked[name] for name in target.all_columns if name in checked}
        first = self.next_id(target)
        self._next_ids[target.name] = first + count
        ids: Values = list(range(first, first + count))
        return {"id": ids} | {n: v for n, v in checked.items() if not _is_empty(v)}

    def next_id(self, target: Table) -> int:
        """Give an id that was never used: the history remembers those of deleted rows."""
        if target.name not in self._next_ids:
            row = self._connection.execute(
                f'SELECT max((SELECT coalesce(max(id), 0) FROM "{target.name}"),'  # noqa: S608
                " (SELECT coalesce(max(row_id), 0) FROM history_changes WHERE table_name = :table),"
                " (SELECT coalesce(max(last_row_id), 0) FROM history_changes"
                "  WHERE table_name = :table AND last_row_id IS NOT NULL))",
                {"table": target.name},
            ).fetchone()
            self._next_ids[target.name] = int(row[0]) + 1
        return self._next_ids[target.name]

    def write(
        self, target: Table, columns: Mapping[str, Sequence[SqlValue]], first_row: int | None
    ) -> None:
        """Write rows.

        Raises
        ------
        InvalidRow
            If a reference leads nowhere, or a unique value is there already.
        """
        names = list(columns)
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        try:
            self._connection.executemany(
                f'INSERT INTO "{target.name}" ({quoted}) VALUES ({marks})',  # noqa: S608
                zip(*columns.values(), strict=True),
            )
        except sqlite3.IntegrityError as error:
            rows = list(zip(*columns.values(), strict=True))
            raise refusal(self._connection, error, target, names, rows, first_row) from error


def writable_column(target: Table, name: str) -> Column:
    """Give a column that a caller may write to.

    Raises
    ------
    ValueError
    """
    column = target.column_of_name.get(name)
    if column is None or column.rule == "derived":
        raise ValueError(f"{target.name!r} has no column {name!r} to write to")
    return column


def _is_empty(values: Values) -> bool:
    return bool(values) and values[0] is None and values.count(None) == len(values)
