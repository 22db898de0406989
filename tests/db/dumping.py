"""The whole contents of a store as a value that can be compared."""

from __future__ import annotations

from typing import Any

from db import Store
from db.format.schema import SEARCH_TABLES, TABLES, UNRECORDED

Dump = dict[str, list[tuple[Any, ...]]]


def dump(store: Store) -> Dump:
    """Return all rows of all tables and of the search, the history left out."""
    tables = [table.name for table in TABLES if table.name not in UNRECORDED]
    dumped = {
        name: sorted(store.connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in tables
    }
    for search_table in SEARCH_TABLES:
        dumped[search_table.name] = store.connection.execute(
            f'SELECT rowid, words FROM "{search_table.name}" ORDER BY rowid'
        ).fetchall()
    return dumped
