"""One moment of a store, read through several connections at once.

A reader of a file in the rollback journal's mode keeps every writer from it. So whoever begins to
read while another reads still sees what that one sees, and threads can share a large table.
"""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, TypeVar

from db.errors import StoreError
from db.files.connection import connect
from db.files.header import read_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

Item = TypeVar("Item")
Found = TypeVar("Found")

_MOST_CONNECTIONS: Final = 3
"""More found little to do: what is not SQLite's own work is done one after the other."""

_LEAST_BYTES: Final = 4 * 1024 * 1024
"""Smaller files are read before another connection stands."""

_CACHE_KB: Final = 4_096
"""A table is walked through once, of which hardly a page is asked for again."""


class Moment:
    """Connections to one moment of a store; the first is the store's own.

    Each is used by one thread at a time.
    """

    def __init__(self, connections: Sequence[sqlite3.Connection]) -> None:
        self._connections = tuple(connections)

    @property
    def connection(self) -> sqlite3.Connection:
        """The store's own connection."""
        return self._connections[0]

    def each(
        self, work: Callable[[sqlite3.Connection, Item], Found], items: Sequence[Item]
    ) -> Iterator[Found]:
        """Do some work for each item, side by side where there are several connections.

        The results come in the order of the items. Where the caller stops or one piece of work
        fails, what has not begun is left, and what has is waited for.
        """
        if len(self._connections) == 1 or len(items) < 2:
            for item in items:
                yield work(self.connection, item)
            return
        free: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        for connection in self._connections:
            free.put(connection)

        def one(item: Item) -> Found:
            connection = free.get()
            try:
                return work(connection, item)
            finally:
                free.put(connection)

        pool = ThreadPoolExecutor(len(self._connections), thread_name_prefix="store-reader")
        try:
            for future in [pool.submit(one, item) for item in items]:
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def moment_of(connection: sqlite3.Connection, path: Path) -> Iterator[Moment]:
    """Give the moment that a connection's open transaction sees, with more connections to it.

    Where none can be had for sure, or none would help, the moment has that connection alone.
    """
    seen = _seen_by(connection)
    others: list[sqlite3.Connection] = []
    try:
        for _ in range(_wanted(connection, path)):
            other = _joined(path, seen)
            if other is None:
                break
            others.append(other)
        yield Moment([connection, *others])
    finally:
        for other in others:
            other.close()


def _wanted(connection: sqlite3.Connection, path: Path) -> int:
    """Tell how many more connections would help and may be had."""
    pages, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "page_size")
    )
    # Tables of an older format that stand in for newer ones are in one connection alone.
    has_own_tables = connection.execute("SELECT count(*) FROM temp.sqlite_schema").fetchone()[0]
    if pages * size < _LEAST_BYTES or has_own_tables:
        return 0
    try:
        # Reading that one would put files beside it, and its writers do not wait for readers.
        if read_header(path).is_wal:
            return 0
    except (StoreError, OSError):
        return 0
    return min(_MOST_CONNECTIONS, os.cpu_count() or 1) - 1


def _joined(path: Path, seen: tuple[object, ...]) -> sqlite3.Connection | None:
    """Open a connection in a transaction, None if it does not see the same."""
    other: sqlite3.Connection | None = None
    try:
        other = connect(path, for_writing=False)
        # Who wants to write now waits for all readers, and lets no further one in.
        other.execute("PRAGMA busy_timeout = 0")
        other.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        other.execute("BEGIN")
        if _seen_by(other) == seen:
            return other
    except sqlite3.Error:
        pass
    if other is not None:
        other.close()
    return None


def _seen_by(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Give what tells one file, and one moment of it, from others: it might have been replaced."""
    facts: list[object] = []
    for question in (
        "SELECT value FROM meta WHERE name = 'uuid'",
        "SELECT max(id), max(made_at) FROM history_steps",
        "PRAGMA page_count",
        "PRAGMA freelist_count",
        "PRAGMA schema_version",
    ):
        with closing(connection.execute(question)) as cursor:
            facts.append(cursor.fetchone())
    return tuple(facts)
