"""The tables and indexes of a version of the format, created empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.format.schema import SEARCH_TABLES, TABLES

if TYPE_CHECKING:
    import sqlite3

    from db.format.tables import Table, Version


def create_everything(
    connection: sqlite3.Connection, version: Version, *, besides: str = ""
) -> None:
    """Create all tables and indexes that a version had, except for a table that is there."""
    for table in tables_at(version):
        create_table(connection, table, with_table=table.name != besides)
    for search_table in SEARCH_TABLES:
        connection.execute(search_table.create_sql())


def create_table(connection: sqlite3.Connection, table: Table, *, with_table: bool = True) -> None:
    """Create one table and its indexes, or only these."""
    if with_table:
        connection.execute(table.create_sql())
    for statement in table.create_index_sql():
        connection.execute(statement)


def tables_at(version: Version) -> tuple[Table, ...]:
    """Give the tables as a version of the format had them."""
    return tuple(table.at(version) for table in TABLES if table.since <= version)
