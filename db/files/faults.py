"""What SQLite's own errors mean for the person with the file."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.errors import (
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreReadOnly,
    StoreUnavailable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.waiting import Token

_UNFINISHED = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY)


def store_error(error: sqlite3.Error, path: Path) -> StoreError | None:
    """Translate an error of SQLite, or give None where it is a fault of this program."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        if "decode" in str(error):
            return StoreDamaged(f"{path} holds text that is not UTF-8; restore a backup.", path)
        return None
    if code in _UNFINISHED:
        return StoreUnavailable(
            f"{path} was left in the middle of a change by a program that stopped; "
            "open it for editing once, where it can be written, and it is put right.",
            path,
        )
    return _by_family(code & 0xFF, error, path)


def _by_family(family: int, error: sqlite3.Error, path: Path) -> StoreError | None:
    match family:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreLocked(
                f"{path} is being written by another program; try again in a moment, or close "
                "that program.",
                path,
            )
        case sqlite3.SQLITE_NOTADB:
            return NotAStore(f"{path} is not a store: it is not an SQLite file.", path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_FORMAT | sqlite3.SQLITE_TOOBIG:
            return StoreDamaged(f"{path} is damaged; restore a backup of it.", path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreReadOnly(
                f"{path} may only be read; save a copy where you may write and change that.", path
            )
        case sqlite3.SQLITE_FULL:
            return StoreUnavailable(
                f"{path} could not be written: the disk is full; make room and try again.", path
            )
        case sqlite3.SQLITE_CANTOPEN:
            return StoreUnavailable(
                f"{path} could not be opened; see that its folder is there, that you may use it "
                "and that the path is not too long.",
                path,
            )
        case sqlite3.SQLITE_IOERR:
            return StoreUnavailable(
                f"{path} could not be read or written: the disk or the network reports an error; "
                "copy it to another disk and try there.",
                path,
            )
        case sqlite3.SQLITE_NOMEM:
            return StoreDamaged(
                f"{path} asks for more memory than there is; it may be damaged.", path
            )
        case sqlite3.SQLITE_ERROR:
            # Our statements are tested; what fails them is the contents of the file.
            return StoreDamaged(f"{path} cannot be read as a store ({error}).", path)
    return None


@contextmanager
def told_apart(path: Path, token: Token | None = None) -> Iterator[None]:
    """Turn SQLite's errors inside the block into `StoreError`, an interruption into a cancel."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            if token is not None:
                token.raise_if_cancelled()
            raise
        known = store_error(error, path)
        if known is None:
            raise
        raise known from error
