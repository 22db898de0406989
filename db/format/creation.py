"""The tables and indexes of the format, created empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.format.schema import SEARCH_TABLES, TABLES

if TYPE_CHECKING:
    import sqlite3


def create_everything(connection: sqlite3.Connection, *, besides: str = "") -> None:
    """Create all tables and indexes, except for a table that is there already."""
    for table in TABLES:
        if table.name != besides:
            connection.execute(table.create_sql())
        for statement in table.create_index_sql():
            connection.execute(statement)
    for search_table in SEARCH_TABLES:
        connection.execute(search_table.create_sql())
