"""Whole tables as they stand, for what copies a store rather than looks into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from db.files.faults import told_apart
from db.writing.removal import table_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.store import Store

_ROWS_AT_ONCE: Final = 2_000


def table_rows(
    store: Store, table: str, columns: Sequence[str] = (), *, having: str = ""
) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a table in the order of its key; store thread.

    Parameters
    ----------
    columns
        Which columns, in which order; without any, all in the order of the file
        (`Table.all_columns`).
    having
        Only rows in which this column is not empty.

    Raises
    ------
    ValueError
        If there is no such table or column.
    StoreError
        If the file cannot be read.
    """
    target = table_named(table)
    chosen = tuple(columns) or target.all_columns
    if unknown := {*chosen, *filter(None, [having])} - set(target.all_columns):
        raise ValueError(f"table {table!r} has no column {min(unknown)!r}")
    names = ", ".join(f'"{name}"' for name in chosen)
    order = ", ".join(f'"{name}"' for name in target.key)
    where = f' WHERE "{having}" IS NOT NULL' if having else ""
    with told_apart(store.path):
        cursor = store.connection.execute(
            f'SELECT {names} FROM "{table}"{where} ORDER BY {order}'  # noqa: S608 - schema's names
        )
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from rows
