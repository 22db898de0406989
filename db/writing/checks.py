"""The checks of the tables themselves, done here for many new rows at once.

SQLite asks each row by itself whether its words are among the admitted ones and whether exactly one
thing is what it belongs to; for a million rows that takes as long as writing them. Values that came
through `validation` hold the first kind already; the others are looked at here, all at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from db.format.tables import Table
    from db.writing.validation import SqlValue

_MANY: Final = 500
_BOUNDS: Final = ("earliest", "latest")


@contextmanager
def checks_at_rest(
    connection: sqlite3.Connection,
    table: Table,
    names: Sequence[str],
    rows: Sequence[Sequence[SqlValue]],
) -> Iterator[None]:
    """Let SQLite not check rows that hold, where they are many; their values were checked before.

    References, keys, types and what must be given are looked at as ever.
    """
    if len(rows) < _MANY or not _hold(table, names, rows):
        yield
        return
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")


def _hold(table: Table, names: Sequence[str], rows: Sequence[Sequence[SqlValue]]) -> bool:
    """Tell whether rows hold what the table says of several columns together."""
    if table.differing:
        return False
    if table.exactly_one_of:
        at = [names.index(name) for name in table.exactly_one_of if name in names]
        if len(at) == 1:
            if not all(row[at[0]] is not None for row in rows):
                return False
        elif not all(sum(row[i] is not None for i in at) == 1 for row in rows):
            return False
    if all(name in names for name in _BOUNDS):
        first, last = (names.index(name) for name in _BOUNDS)
        for row in rows:
            earliest, latest = row[first], row[last]
            if isinstance(earliest, int) and isinstance(latest, int) and earliest > latest:
                return False
    return True
