"""Reading whole tables into arrays: the one place to swap for a faster reader.

Measured on 1,000,000 rows of nine numbers and two texts, seconds of work: rows into flat iterators
1.9, the numbers packed into three by SQLite 1.7, blocks that SQLite puts together 0.8 (chosen, and
the interpreter is free meanwhile, so that several connections share them). Arrow through ADBC takes
about 0.3 for the numbers, but on a connection of its own that our guards do not reach.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final

import numpy as np

from db.blocks import NotPlain, read_blocks
from db.moment import Moment
from db.packing import Field, Numbers, Packing
from db.text_column import TextColumn

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from db.waiting import Token

__all__ = ["BulkReader", "Field", "Numbers"]

_ROWS_AT_ONCE: Final = 65_536


class BulkReader:
    """Reads the results of queries as arrays, and says how many rows it has read.

    Parameters
    ----------
    moment
        More connections that see the same as this one, to share large tables among.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        token: Token | None = None,
        on_rows: Callable[[int], None] | None = None,
        moment: Moment | None = None,
    ) -> None:
        self._connection = connection
        self._moment = moment or Moment([connection])
        self._token = token
        self._on_rows = on_rows

    def numbers(self, sql: str, width: int) -> list[Numbers]:
        """Read a query of `width` whole numbers, none of them NULL; one array for each."""
        cursor = self._connection.execute(sql)
        parts = []
        while True:
            flat = np.fromiter(chain.from_iterable(islice(cursor, _ROWS_AT_ONCE)), np.int64)
            if not flat.size:
                break
            parts.append(flat)
            self._tell(flat.size // width)
        table = np.concatenate(parts) if parts else np.empty(0, np.int64)
        return [np.ascontiguousarray(column) for column in table.reshape(-1, width).T]

    def table(
        self, table: str, fields: Sequence[Field], texts: Sequence[str] = ()
    ) -> tuple[list[Numbers], list[TextColumn]]:
        """Read numbers and texts of every row of a table in the order of ids.

        Parameters
        ----------
        fields
            The id first.
        texts
            Expressions, never NULL.
        """
        try:
            numbers, columns = read_blocks(self._moment, table, fields, texts, self._tell)
        except NotPlain:
            pass
        else:
            if (numbers[0][1:] > numbers[0][:-1]).all():
                return numbers, columns
        numbers = self.fields(fields, f"FROM {table} ORDER BY id")
        return numbers, [self.texts(f"SELECT {text} FROM {table} ORDER BY id") for text in texts]  # noqa: S608

    def rows(self, table: str, fields: Sequence[Field]) -> list[Numbers]:
        """Read numbers of every row of a table, in any order.

        Parameters
        ----------
        fields
            First a column that an index leads with.
        """
        try:
            return read_blocks(self._moment, table, fields, (), self._tell)[0]
        except NotPlain:
            return self.fields(fields, f"FROM {table}")

    def fields(self, fields: Sequence[Field], rows_sql: str) -> list[Numbers]:
        """Read numbers within known bounds, as many in one as fit: each costs 0.1 µs a row.

        Parameters
        ----------
        rows_sql
            FROM and what follows it.
        """
        packing = Packing(fields)
        read = self.numbers(f"SELECT {', '.join(packing.words)} {rows_sql}", len(packing.words))
        return packing.unpacked(read)

    def bounds(self, table: str, column: str) -> tuple[int, int]:
        """Give the least and the greatest value of a column that an index leads with; 0, 0 if none.

        Two questions, since SQLite answers each from the index alone and both together not.
        """
        least, greatest = (
            self._connection.execute(
                f"SELECT {order}({column}) FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
            ).fetchone()[0]
            for order in ("min", "max")
        )
        return (0, 0) if least is None else (int(least), int(greatest))

    def bounds_by_scan(self, table: str, column: str) -> tuple[int, int]:
        """Give the same of any column: one walk through all rows instead of two look-ups."""
        sql = f"SELECT coalesce(min({column}), 0), coalesce(max({column}), 0) FROM {table}"  # noqa: S608
        least, greatest = self._connection.execute(sql).fetchone()
        return int(least), int(greatest)

    def texts(self, sql: str) -> TextColumn:
        """Read a query of one text that is never NULL."""
        # As the file has them: decoding a million texts that are not looked at takes its time.
        factory = self._connection.text_factory
        self._connection.text_factory = bytes
        try:
            cursor = self._connection.execute(sql)
            parts: list[TextColumn] = []
            while part := list(chain.from_iterable(islice(cursor, _ROWS_AT_ONCE))):
                parts.append(TextColumn.of_bytes(part))
                self._tell(len(part))
        finally:
            self._connection.text_factory = factory
        return TextColumn.joined(parts)

    def _tell(self, rows: int) -> None:
        if self._token is not None:
            self._token.raise_if_cancelled()
        if self._on_rows is not None:
            self._on_rows(rows)
