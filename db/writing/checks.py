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
    from collections.abc import Iterator, Mapping, Sequence

    from db.format.tables import Table
    from db.writing.validation import SqlValue

_MANY: Final = 500
_BOUNDS: Final = ("earliest", "latest")


@contextmanager
def checks_at_rest(
    connection: sqlite3.Connection,
    table: Table,
    columns: Mapping[str, Sequence[SqlValue]],
) -> Iterator[None]:
    """Let SQLite not check rows that hold, where they are many; their values were checked before.

    References, keys, types and what must be given are looked at as ever.
    """
    count = len(next(iter(columns.values()), ()))
    if count < _MANY or not _hold(table, columns, count):
        yield
        return
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")


def _hold(table: Table, columns: Mapping[str, Sequence[SqlValue]], count: int) -> bool:
    """Tell whether rows hold what the table says of several columns together."""
    if table.differing:
        return False
    if table.exactly_one_of:
        given = [columns[name] for name in table.exactly_one_of if name in columns]
        n_given = sum(count - values.count(None) for values in given)
        if n_given != count:
            return False
        if len(given) > 1 and not all(
            sum(value is not None for value in row) == 1 for row in zip(*given, strict=True)
        ):
            return False
    if all(name in columns for name in _BOUNDS):
        firsts, lasts = (columns[name] for name in _BOUNDS)
        if firsts != lasts and not all(map(_in_order, firsts, lasts)):
            return False
    return True


def _in_order(earliest: SqlValue, latest: SqlValue) -> bool:
    are_numbers = isinstance(earliest, int) and isinstance(latest, int)
    return not are_numbers or earliest <= latest  # type: ignore[operator]
