"""A single row of any table as it stands, by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.files.faults import told_apart
from db.writing.removal import column_list, table_named

if TYPE_CHECKING:
    from db.store import Store


def row_of(store: Store, table: str, row_id: int) -> dict[str, Any] | None:
    """Give a row by column name, None if there is none; tables without ids have none.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    target = table_named(table)
    if not target.has_id:
        return None
    with told_apart(store.path):
        found = store.connection.execute(
            f'SELECT {column_list(target)} FROM "{table}" WHERE id = ?',  # noqa: S608
            (row_id,),
        ).fetchone()
    return None if found is None else dict(zip(target.all_columns, found, strict=True))
