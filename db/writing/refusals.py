"""Why SQLite refused a row, in the format's words: which column, which value, what mends it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from db.errors import InvalidRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.format.tables import Table
    from db.writing.validation import SqlValue


_HELD = "another row has it already; change one of them"


def refusal(
    connection: sqlite3.Connection,
    error: sqlite3.IntegrityError,
    table: Table,
    names: Sequence[str],
    rows: Sequence[Sequence[SqlValue]],
    first_row: int | None,
) -> InvalidRow:
    """Find the value at fault among the rows of the statement that failed.

    Parameters
    ----------
    first_row
        Position of the first row among those that the caller was given, None for a single one.
    """
    match error.sqlite_errorcode:
        case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            return _dangling(connection, table, names, rows, first_row)
        case sqlite3.SQLITE_CONSTRAINT_UNIQUE | sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
            columns = str(error).rpartition(": ")[2].split(", ")
            return _taken(
                connection, table, [name.rpartition(".")[2] for name in columns], names, rows,
                first_row,
            )  # fmt: skip
        case _:
            return _unfit(error, table, names, rows, first_row)


def _dangling(
    connection: sqlite3.Connection,
    table: Table,
    names: Sequence[str],
    rows: Sequence[Sequence[SqlValue]],
    first_row: int | None,
) -> InvalidRow:
    for column in table.references:
        if column.name not in names:
            continue
        at = names.index(column.name)
        wanted = sorted({value for row in rows if isinstance(value := row[at], int)})
        missing = {
            value
            for (value,) in connection.execute(
                f'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM "{column.target}")',  # noqa: E501, S608
                (json.dumps(wanted),),
            )
        }
        for position, row in enumerate(rows):
            if row[at] in missing:
                return InvalidRow(
                    table.name, column.name, row[at],
                    f"there is no row with that id in {column.target}; add that first",
                    row=_place(first_row, position),
                )  # fmt: skip
    return InvalidRow(
        table.name, "", None, "it points to a row that comes after it; add that first"
    )


def _taken(
    connection: sqlite3.Connection,
    table: Table,
    columns: Sequence[str],
    names: Sequence[str],
    rows: Sequence[Sequence[SqlValue]],
    first_row: int | None,
) -> InvalidRow:
    seen: set[tuple[SqlValue, ...]] = set()
    for position, row in enumerate(rows):
        # An update names only what changed: the rest of the combination is in the file.
        if not set(columns) <= set(names):
            break
        values = tuple(row[names.index(name)] for name in columns)
        if values in seen or _is_held(
            connection, table, columns, values, dict(zip(names, row, strict=True))
        ):
            shown = values[0] if len(values) == 1 else ", ".join(map(str, values))
            return InvalidRow(
                table.name, _joined(columns), shown, _HELD,
                row=_place(first_row, position),
            )  # fmt: skip
        seen.add(values)
    changed = [name for name in columns if name in names] or list(columns)
    value = rows[0][names.index(changed[0])] if rows and changed[0] in names else None
    return InvalidRow(table.name, _joined(changed), value, _HELD)


def _is_held(
    connection: sqlite3.Connection,
    table: Table,
    columns: Sequence[str],
    values: Sequence[SqlValue],
    row: dict[str, SqlValue],
) -> bool:
    """Tell whether another row holds a unique combination; rows without id cannot be told apart."""
    if not table.has_id or "id" not in row:
        return False
    condition = " AND ".join(f'"{name}" = ?' for name in columns)
    found = connection.execute(
        f'SELECT id FROM "{table.name}" WHERE {condition}',  # noqa: S608
        tuple(values),
    ).fetchone()
    return found is not None and (found[0] != row["id"] or list(columns) == ["id"])


def _unfit(
    error: sqlite3.IntegrityError,
    table: Table,
    names: Sequence[str],
    rows: Sequence[Sequence[SqlValue]],
    first_row: int | None,
) -> InvalidRow:
    for position, row in enumerate(rows):
        values = dict(zip(names, row, strict=True))
        place = _place(first_row, position)
        earliest, latest = values.get("earliest"), values.get("latest")
        if isinstance(earliest, int) and isinstance(latest, int) and earliest > latest:
            return InvalidRow(
                table.name, "earliest", earliest, "the first possible day comes after the last",
                row=place,
            )  # fmt: skip
        ends = [values.get(name) for name in table.differing]
        if ends and ends[0] is not None and ends[0] == ends[1]:
            return InvalidRow(
                table.name, table.differing[1], ends[1],
                f"it must be another one than {table.differing[0]}",
                row=place,
            )  # fmt: skip
        present = [name for name in table.exactly_one_of if values.get(name) is not None]
        if table.exactly_one_of and len(present) != 1:
            return InvalidRow(
                table.name, " or ".join(present) or table.exactly_one_of[0], values.get(
                    present[0] if present else table.exactly_one_of[0]),
                f"exactly one of {', '.join(table.exactly_one_of)} must be given",
                row=place,
            )  # fmt: skip
    return InvalidRow(table.name, "", None, f"the format does not admit it ({error})")


def _joined(columns: Sequence[str]) -> str:
    return columns[0] if len(columns) == 1 else " + ".join(columns)


def _place(first_row: int | None, position: int) -> int | None:
    return None if first_row is None else first_row + position
