"""Whole copies of a store, made while it is open and never seen half-written."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db.errors import StoreLocked, StoreUnavailable
from db.files.connection import COMMIT_PATIENCE_S, connect
from db.waiting import tell_nobody

if TYPE_CHECKING:
    from db.waiting import Progress, Token

_PAGES_AT_ONCE: Final = 4_096


def temporary_beside(path: Path) -> Path:
    """Name a file that is not there yet, in the folder into which the finished one goes."""
    return path.with_name(f".{path.name[:80]}.{secrets.token_hex(6)}.new")


def back_up(
    connection: sqlite3.Connection,
    target: Path,
    token: Token | None = None,
    progress: Progress = tell_nobody,
) -> None:
    """Copy the whole database to `target`, which appears only when it is complete.

    Raises
    ------
    StoreUnavailable
        If `target` exists, or cannot be written.
    """
    temporary = temporary_beside(target)
    try:
        with closing(connect(temporary, for_writing=True, may_create=True)) as copy:
            copy_pages(connection, copy, token, progress, "Keeping a backup.")
        put_in_place(temporary, target, overwrite=False)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreUnavailable(
            f"{target} could not be written as a backup; see that there is room and that you may "
            "write there.",
            target,
        ) from error
    finally:
        remove_store_files(temporary)


def copy_pages(
    origin: sqlite3.Connection,
    target: sqlite3.Connection,
    token: Token | None,
    progress: Progress,
    words: str,
) -> None:
    """Make one database the very image of another, in one transaction of the target.

    Raises
    ------
    StoreLocked
        If another program holds one of them and does not let go.
    """
    deadline = time.monotonic() + COMMIT_PATIENCE_S
    last_left = -1

    def look(status: int, n_left: int, n_total: int) -> None:
        nonlocal deadline, last_left
        if token is not None:
            token.raise_if_cancelled()
        if n_left != last_left:
            last_left, deadline = n_left, time.monotonic() + COMMIT_PATIENCE_S
        elif time.monotonic() > deadline:
            raise StoreLocked("Another program is using the store; close it there, try again.")
        progress(n_total - n_left, n_total, words)

    origin.backup(target, pages=_PAGES_AT_ONCE, progress=look, sleep=0.05)


def back_up_beside(connection: sqlite3.Connection, path: Path, reason: str) -> Path:
    """Make a backup next to the store, named for its reason and the time; return its path."""
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.{reason}-{now}-{secrets.token_hex(2)}{path.suffix}")
    back_up(connection, target)
    return target


def put_in_place(temporary: Path, target: Path, *, overwrite: bool) -> None:
    """Give a finished file its name, at once.

    A journal that an earlier file of that name left behind goes first: SQLite would play it back
    into the new one.

    Raises
    ------
    StoreUnavailable
        If there is a file of that name already and `overwrite` is false.
    OSError
    """
    flush_to_disk(temporary)
    if not overwrite and os.path.lexists(target):
        raise _exists(target)
    for ending in ("-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{target}{ending}")
    if overwrite:
        os.replace(temporary, target)
    else:
        _name_without_replacing(temporary, target)
    flush_folder(target.parent)


def _name_without_replacing(temporary: Path, target: Path) -> None:
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError:
        # No hard links here (FAT, some network drives): on Windows rename does not replace.
        if os.path.lexists(target):
            raise _exists(target) from None
        os.rename(temporary, target)
    else:
        os.unlink(temporary)


def _exists(target: Path) -> StoreUnavailable:
    return StoreUnavailable(
        f"{target} exists already; choose another name or ask to replace it.", target
    )


def remove_store_files(path: Path) -> None:
    """Remove a file and SQLite's files beside it, as far as they are there."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.unlink(f"{path}{ending}")


def flush_to_disk(path: Path) -> None:
    """See to it that a file's contents outlast a power cut."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """See to it that a folder's names outlast a power cut, where the system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
