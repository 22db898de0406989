"""Connections to files that strangers may have made."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

    from db.waiting import Token

BUSY_TIMEOUT_S: Final = 2.0
COMMIT_PATIENCE_S: Final = 15.0
"""A commit waits for readers: another window may take seconds to read a large store whole."""

_STEPS_BETWEEN_QUESTIONS: Final = 20_000
"""About a millisecond of SQLite's work between two looks at the token."""

_LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: 256 * 1024 * 1024,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 20,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 250_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 32,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
"""Far above what a store needs, far below what a prepared file would need to do harm.

SQLite counts the cascades of foreign keys as triggers, hence a depth above zero.
"""


def sqlite_version() -> str:
    """Give the version of SQLite that is at work."""
    return sqlite3.sqlite_version


def file_uri(path: Path, *, mode: str, is_immutable: bool = False) -> str:
    """Give SQLite's address of a file, whatever letters its path holds."""
    address = uri_path(os.fsencode(os.path.abspath(path)), separator=os.sep)
    return f"{address}?mode={mode}" + ("&immutable=1" if is_immutable else "")


def uri_path(absolute: bytes, *, separator: str) -> str:
    """Give the address of an absolute path of a system with that separator.

    An empty authority (``file:///…``) keeps Windows drives, shares and doubled leading slashes
    apart from a host name, which SQLite refuses.
    """
    is_windows = separator != "/"
    if is_windows:
        absolute = absolute.replace(separator.encode(), b"/")
        if not absolute.startswith(b"/"):
            absolute = b"/" + absolute
    return f"file://{quote(absolute, safe='/:' if is_windows else '/')}"


def connect(
    path: Path, *, for_writing: bool, is_immutable: bool = False, may_create: bool = False
) -> sqlite3.Connection:
    """Open a hardened connection; nothing is read from the file yet.

    Transactions are begun and ended by statement only. Another thread may close or interrupt the
    connection, `Store` sees to it that it does no more.
    """
    mode = ("rwc" if may_create else "rw") if for_writing else "ro"
    connection = sqlite3.connect(
        file_uri(path, mode=mode, is_immutable=is_immutable),
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    try:
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        _configure(connection)
        for pragma in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
            "temp_store = MEMORY",
            "cache_size = -65536",
            "foreign_keys = ON",
            "synchronous = EXTRA" if for_writing else "query_only = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    """Switch off what a store never needs, where this Python can (3.12 and later)."""
    setconfig = getattr(connection, "setconfig", None)
    if setconfig is None:
        return
    for name, is_on in (
        ("SQLITE_DBCONFIG_DEFENSIVE", True),
        ("SQLITE_DBCONFIG_ENABLE_VIEW", False),
        ("SQLITE_DBCONFIG_DQS_DDL", False),
        ("SQLITE_DBCONFIG_DQS_DML", False),
    ):
        setconfig(getattr(sqlite3, name), is_on)


def watch(connection: sqlite3.Connection, token: Token | None) -> None:
    """Stop SQLite's work soon after the token is cancelled; None stops watching."""
    if token is None:
        connection.set_progress_handler(None, 0)
        return
    asked = token
    connection.set_progress_handler(lambda: asked.is_cancelled, _STEPS_BETWEEN_QUESTIONS)
