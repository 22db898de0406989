"""An older minor version read as it stands: what came since is there, and empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.format.schema import FORMAT_VERSION, TABLES

if TYPE_CHECKING:
    import sqlite3

    from db.format.tables import Version


def stand_in_for_newer(connection: sqlite3.Connection, have: Version) -> None:
    """Let a reading connection find the tables and columns that its file's version had not.

    They are temporary, in memory, and hide what is in the file under the same name; the file is
    not touched.
    """
    if have >= FORMAT_VERSION:
        return
    connection.execute("PRAGMA query_only = OFF")
    for table in TABLES:
        if table.since > have:
            create = table.create_sql().replace("CREATE TABLE", "CREATE TEMP TABLE", 1)
            connection.execute(create)
            continue
        older = table.at(have)
        if older is table:
            continue
        there = [f'"{name}"' for name in older.all_columns]
        newer = [column for column in table.columns if column.since > have]
        empty = [f'{_literal(column.default)} AS "{column.name}"' for column in newer]
        columns = ", ".join((*there, *empty))
        connection.execute(
            f'CREATE TEMP VIEW "{table.name}" AS'  # noqa: S608 - names of the schema
            f' SELECT {columns} FROM main."{table.name}"'
        )
    connection.execute("PRAGMA query_only = ON")


def _literal(default: str | int | None) -> str:
    if default is None:
        return "NULL"
    return str(default) if isinstance(default, int) else "'" + default.replace("'", "''") + "'"
