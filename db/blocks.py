"""Reading a table in blocks of many rows that SQLite itself puts together.

The numbers of a row become digits of one text, and the texts of a block follow each other in
another. Neither makes Python objects row by row, and SQLite works through a block without holding
the interpreter: the window goes on meanwhile, and so do further blocks. (With `char()` instead of
digits each row would ask for memory, for which all connections wait in one line.)
"""

# ruff: noqa: S608 - only names and expressions of this package are put into statements

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from db.packing import Field, Numbers, Packing
from db.text_column import TextColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.moment import Moment

_ROWS_IN_BLOCK: Final = 32_768
_MOST_BITS: Final = 59
"""So much, with one digit before it, is still a number of SQLite's."""

_BETWEEN: Final = 0
"""Stands between the texts of a block: no text of a store may hold it, and few others do."""


class NotPlain(Exception):
    """The table cannot be read in blocks: another encoding, enormous texts, or a damaged index."""


@dataclass(frozen=True)
class _Block:
    """Some rows: numbers by field, and each column of texts with the lengths of its texts."""

    n: int
    numbers: list[Numbers]
    texts: list[bytes]
    lengths: list[Numbers]


def read_blocks(
    moment: Moment,
    table: str,
    fields: Sequence[Field],
    texts: Sequence[str],
    on_rows: Callable[[int], None],
) -> tuple[list[Numbers], list[TextColumn]]:
    """Read numbers and texts of all rows of a table, block by block in the order of a key.

    Parameters
    ----------
    fields
        The key first: a column that an index leads with. Within a block rows are in the order in
        which SQLite finds them, that of the key where it is the id.
    texts
        Expressions, never NULL.

    Raises
    ------
    NotPlain
        Read it row by row then.
    """
    connection = moment.connection
    if connection.execute("PRAGMA encoding").fetchone()[0] not in ("UTF-8", b"UTF-8"):
        raise NotPlain
    key = fields[0].sql
    ranges, is_gapless = _ranges(connection, table, key)
    read = partial(_read, table, fields, texts, is_gapless)
    blocks: list[_Block] = []
    try:
        for block in moment.each(read, ranges):
            blocks.append(block)
            on_rows(block.n)
    except (sqlite3.DataError, UnicodeDecodeError) as error:
        raise NotPlain from error
    numbers = [_joined([block.numbers[at] for block in blocks]) for at in range(len(fields))]
    columns = []
    for at in range(len(texts)):
        lengths = _joined([block.lengths[at] for block in blocks])
        offsets = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        columns.append(TextColumn(b"".join(block.texts[at] for block in blocks), offsets))
    return numbers, columns


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _read(
    table: str,
    fields: Sequence[Field],
    texts: Sequence[str],
    is_gapless: bool,
    connection: sqlite3.Connection,
    ends: tuple[int, int],
) -> _Block:
    """Read the rows between two keys, both included."""
    first, last = ends
    where = f"FROM {table} WHERE {fields[0].sql} BETWEEN ? AND ?"
    n_rows = last - first + 1
    if not is_gapless:
        n_rows = connection.execute(f"SELECT count(*) {where}", ends).fetchone()[0]
        is_gapless = fields[0].sql == "id" and n_rows == last - first + 1
    # Making characters of ids takes a third of the time, and here each is there once.
    packing = Packing(fields[1:] if is_gapless else fields, _MOST_BITS)
    if max(packing.bits, default=0) > _MOST_BITS:
        raise NotPlain
    if not n_rows:
        none = np.empty(0, np.int64)
        return _Block(0, [none] * len(fields), [b""] * len(texts), [none] * len(texts))
    n_digits = [len(str((1 << bits) - 1)) for bits in packing.bits]
    chosen = [
        # A digit before the others keeps all of them in their places.
        f"group_concat(({word}) + {10**n}, '')"
        for word, n in zip(packing.words, n_digits, strict=True)
    ]
    chosen += [f"group_concat({text}, char({_BETWEEN}))" for text in texts]
    factory = connection.text_factory
    connection.text_factory = bytes
    try:
        sql = f"SELECT {', '.join(('count(*)', *chosen))} {where}"
        n, *found = connection.execute(sql, ends).fetchone()
    finally:
        connection.text_factory = factory
    if n != n_rows:
        raise NotPlain
    words = [_numbers(text, n, count) for text, count in zip(found, n_digits, strict=False)]
    numbers = packing.unpacked(words)
    if is_gapless:
        numbers.insert(0, np.arange(first, last + 1, dtype=np.int64))
    parted = [_parted(text, n) for text in found[len(words) :]]
    return _Block(n, numbers, [text for text, _ in parted], [lengths for _, lengths in parted])


def _numbers(text: bytes | None, n: int, n_digits: int) -> Numbers:
    """Give the numbers of a text, each with one digit before those that count."""
    if text is None or len(text) != n * (n_digits + 1):
        raise NotPlain
    digits = np.frombuffer(text, np.uint8).reshape(n, n_digits + 1)
    numbers = np.zeros(n, np.int64)
    for place in range(1, n_digits + 1):
        numbers *= 10
        numbers += digits[:, place]
    numbers -= int("1" * n_digits) * ord("0")
    return numbers


def _parted(text: bytes | None, n: int) -> tuple[bytes, Numbers]:
    """Give texts without what stands between them, and the length of each."""
    if text is None:
        raise NotPlain
    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == _BETWEEN)
    if len(ends) != n - 1:
        raise NotPlain
    lengths = np.diff(ends, prepend=-1, append=len(text)) - 1
    return text.replace(bytes([_BETWEEN]), b""), lengths.astype(np.int64, copy=False)


def _ranges(
    connection: sqlite3.Connection, table: str, key: str
) -> tuple[list[tuple[int, int]], bool]:
    """Give first and last keys of blocks that together hold every row, and if each key is there."""
    first = connection.execute(f"SELECT min({key}) FROM {table}").fetchone()[0]
    last = connection.execute(f"SELECT max({key}) FROM {table}").fetchone()[0]
    if first is None:
        return [], False
    n_rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    if last - first < 2 * n_rows:
        starts = range(first, last + 1, _ROWS_IN_BLOCK)
        ranges = [(start, min(start + _ROWS_IN_BLOCK - 1, last)) for start in starts]
        return ranges, key == "id" and n_rows == last - first + 1
    following = (
        f"SELECT {key} FROM {table} WHERE {key} >= ? ORDER BY {key} LIMIT 1 OFFSET {_ROWS_IN_BLOCK}"
    )
    ranges = []
    while first is not None:
        row = connection.execute(following, (first,)).fetchone()
        if row is not None and row[0] == first:
            raise NotPlain
        ranges.append((first, last if row is None else row[0] - 1))
        first = None if row is None else row[0]
    return ranges, False
