"""What a deletion takes with it, row by row, so that the history can give it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.format.schema import TABLE_OF_NAME, TABLES, UNRECORDED

if TYPE_CHECKING:
    import sqlite3

    from db.format.tables import Column, Table
    from db.store import Store
    from db.writing.validation import SqlValue

_IDS_AT_ONCE: Final = 10_000

REFERRERS: Final[Mapping[str, tuple[tuple[Table, Column], ...]]] = {
    target.name: tuple(
        (table, column)
        for table in TABLES
        if table.name not in UNRECORDED
        for column in table.references
        if column.target == target.name
    )
    for target in TABLES
}
"""Table name to the columns elsewhere that point to its rows."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What else a deletion would do.

    Attributes
    ----------
    deleted
        Table name to the number of rows that would go, those asked for included.
    cleared
        (table, column) to the number of rows that would lose a reference but stay.
    refused
        (table, column) to the number of rows that forbid the deletion.
    """

    deleted: Mapping[str, int]
    cleared: Mapping[tuple[str, str], int]
    refused: Mapping[tuple[str, str], int]


def consequences(store: Store, table: str, ids: Iterable[int]) -> Consequences:
    """Tell what deleting rows would take with it, without doing it."""
    connection = store.connection
    doomed: dict[str, set[int]] = {}
    pairs: dict[str, set[tuple[SqlValue, ...]]] = {}
    cleared: dict[tuple[str, str], set[int]] = {}
    refused: dict[tuple[str, str], set[int]] = {}
    there = rows_of_ids(connection, table_named(table), sorted(set(ids)))
    waiting = [(table, {int(row[0] or 0) for row in there})]
    while waiting:
        name, reached = waiting.pop()
        fresh = reached - doomed.setdefault(name, set())
        doomed[name] |= fresh
        for referrer, column in REFERRERS[name] if fresh else ():
            if not referrer.has_id:
                rows = referring_rows(connection, referrer, column, sorted(fresh))
                pairs.setdefault(referrer.name, set()).update(map(tuple, rows))
                continue
            found = set(referring_ids(connection, referrer, column, sorted(fresh)))
            match column.on_delete:
                case "CASCADE":
                    waiting.append((referrer.name, found))
                case "SET NULL":
                    cleared.setdefault((referrer.name, column.name), set()).update(found)
                case "RESTRICT":
                    refused.setdefault((referrer.name, column.name), set()).update(found)
    counts: dict[str, int] = {name: len(found) for name, found in (*doomed.items(),) if found}
    counts.update({name: len(rows) for name, rows in pairs.items() if rows})
    return Consequences(
        counts,
        {
            where: len(found - doomed.get(where[0], set()))
            for where, found in cleared.items()
            if found - doomed.get(where[0], set())
        },
        {where: len(found) for where, found in refused.items() if found},
    )


def referring_ids(
    connection: sqlite3.Connection, table: Table, column: Column, targets: Sequence[int]
) -> list[int]:
    """Give the ids of the rows that point to any of the targets, ascending."""
    sql = (
        f'SELECT id FROM "{table.name}" WHERE "{column.name}" '  # noqa: S608
        "IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    return [int(row[0] or 0) for row in _in_batches(connection, sql, targets)]


def referring_rows(
    connection: sqlite3.Connection, table: Table, column: Column, targets: Sequence[int]
) -> list[tuple[SqlValue, ...]]:
    """Give the rows that point to any of the targets, all columns."""
    sql = (
        f'SELECT {column_list(table)} FROM "{table.name}" WHERE "{column.name}" '  # noqa: S608
        "IN (SELECT value FROM json_each(?))"
    )
    return list(_in_batches(connection, sql, targets))


def pointers_into(
    connection: sqlite3.Connection, table: Table, column: Column, first: int, last: int
) -> list[tuple[int, int]]:
    """Give (id, target) of the rows that point to a target in a span; pairs by their first id."""
    sql = (
        f'SELECT "{table.all_columns[0]}", "{column.name}" FROM "{table.name}"'  # noqa: S608
        f' WHERE "{column.name}" BETWEEN ? AND ?'
    )
    return connection.execute(sql, (first, last)).fetchall()


def rows_of_ids(
    connection: sqlite3.Connection, table: Table, ids: Sequence[int]
) -> list[tuple[SqlValue, ...]]:
    """Give the rows with these ids, all columns, in id order; ids without a row are passed over."""
    sql = (
        f'SELECT {column_list(table)} FROM "{table.name}" WHERE id '  # noqa: S608
        "IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    return list(_in_batches(connection, sql, ids))


def column_list(table: Table) -> str:
    """Give all columns of a table for a SELECT, in the order of the file."""
    return ", ".join(f'"{name}"' for name in table.all_columns)


def _in_batches(
    connection: sqlite3.Connection, sql: str, ids: Sequence[int]
) -> Iterator[tuple[SqlValue, ...]]:
    for first in range(0, len(ids), _IDS_AT_ONCE):
        batch = json.dumps(list(ids[first : first + _IDS_AT_ONCE]))
        yield from connection.execute(sql, (batch,)).fetchall()


def table_named(name: str) -> Table:
    """Give a table that a writer may change.

    Raises
    ------
    ValueError
        If the format has no such table, or it keeps the store's own books.
    """
    table = TABLE_OF_NAME.get(name)
    if table is None or name in UNRECORDED:
        raise ValueError(f"there is no table {name!r} to write to")
    return table
