"""Reading a table in blocks of many rows that SQLite itself puts together.

A row of numbers becomes characters of one text, twenty bits each, and the texts of a block follow
each other in another. Neither makes Python objects row by row, and SQLite works through a block
without holding the interpreter: the window goes on meanwhile.
"""

# ruff: noqa: S608 - only names and expressions of this package are put into statements

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from db.text_column import TextColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from db.bulk import Field

Numbers = npt.NDArray[np.int64]

_ROWS_IN_BLOCK: Final = 32_768
_BITS: Final = 20
_BASE: Final = 0x10000
"""What a character stands for is added to this: above it all take four bytes, and none is NUL."""
_OCTETS: Final = 4


class NotPlain(Exception):
    """The table cannot be read in blocks: another encoding, enormous texts, or a damaged index."""


def read_blocks(
    connection: sqlite3.Connection,
    table: str,
    fields: Sequence[Field],
    texts: Sequence[str],
    on_rows: Callable[[int], None],
) -> tuple[list[Numbers], list[TextColumn]]:
    """Read numbers and texts of all rows of a table in the order of their ids.

    Parameters
    ----------
    texts
        Expressions, never NULL.

    Raises
    ------
    NotPlain
        Read it row by row then.
    """
    if connection.execute("PRAGMA encoding").fetchone()[0] not in ("UTF-8", b"UTF-8"):
        raise NotPlain
    characters = [part for field in fields for part in _characters(field.sql, field.low, _n(field))]
    lengths = [f"length(CAST({text} AS BLOB))" for text in texts]
    characters += [part for length in lengths for part in _characters(length, 0, 2)]
    chosen = [f"group_concat(char({', '.join(characters)}), '')"]
    chosen += [f"group_concat({text}, '')" for text in texts]
    sql = f"SELECT count(*), {', '.join(chosen)} FROM {table} WHERE id BETWEEN ? AND ?"
    parts: list[npt.NDArray[np.uint32]] = [np.empty((0, len(characters)), np.uint32)]
    buffers: list[list[bytes]] = [[] for _ in texts]
    factory = connection.text_factory
    connection.text_factory = bytes
    try:
        for first, last in _ranges(connection, table):
            n, packed, *read = connection.execute(sql, (first, last)).fetchone()
            if packed is None or len(packed) != n * len(characters) * _OCTETS:
                raise NotPlain
            wide = packed.decode("utf-8").encode("utf-32-le")
            parts.append(np.frombuffer(wide, "<u4").reshape(n, len(characters)))
            for buffer, text in zip(buffers, read, strict=True):
                buffer.append(text)
            on_rows(n)
    except (sqlite3.DataError, UnicodeDecodeError) as error:
        raise NotPlain from error
    finally:
        connection.text_factory = factory
    return _unpacked(parts, fields, buffers)


def _unpacked(
    parts: list[npt.NDArray[np.uint32]], fields: Sequence[Field], buffers: list[list[bytes]]
) -> tuple[list[Numbers], list[TextColumn]]:
    at = 0

    def number(n_characters: int, low: int) -> Numbers:
        nonlocal at
        value = np.concatenate([part[:, at] for part in parts]).astype(np.int64) - (_BASE - low)
        for more in range(1, n_characters):
            high = np.concatenate([part[:, at + more] for part in parts]).astype(np.int64)
            value += (high - _BASE) << (_BITS * more)
        at += n_characters
        return value

    numbers = [number(_n(field), field.low) for field in fields]
    columns = []
    for buffer in buffers:
        lengths = number(2, 0)
        offsets = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        whole = b"".join(buffer)
        if len(whole) != offsets[-1]:
            raise NotPlain
        columns.append(TextColumn(whole, offsets))
    return numbers, columns


def _n(field: Field) -> int:
    """Give how many characters hold a field."""
    return max(1, -(-field.bits // _BITS))


def _characters(sql: str, low: int, n_characters: int) -> Iterator[str]:
    value = f"({sql}) - ({low})" if low else f"({sql})"
    if n_characters == 1:
        yield f"{_BASE} + {value}"
        return
    for at in range(n_characters):
        yield f"{_BASE} + (({value}) >> {_BITS * at} & {(1 << _BITS) - 1})"


def _ranges(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, int]]:
    """Give first and last ids of blocks that together hold every row."""
    first = connection.execute(f"SELECT min(id) FROM {table}").fetchone()[0]
    last = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    following = f"SELECT id FROM {table} WHERE id >= ? ORDER BY id LIMIT 1 OFFSET {_ROWS_IN_BLOCK}"
    while first is not None:
        row = connection.execute(following, (first,)).fetchone()
        yield first, last if row is None else row[0] - 1
        first = None if row is None else row[0]
