"""How a file becomes an open store: checked from outside inwards, and never changed by looking.

Journal mode: SQLite's rollback journal, deleted at each commit. A store at rest is one file that
can be mailed, two programs can have it open, a reader needs no side files, a writer that is killed
leaves a journal which the next writer plays back. Write-ahead logging would let reading go on
during a commit, at the price of two more files beside the document.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db.errors import StoreDamaged, StoreHostile, StoreUnavailable
from db.files.backups import back_up_beside, put_in_place, remove_store_files, temporary_beside
from db.files.connection import connect, watch
from db.files.faults import told_apart
from db.files.header import Header, has_journal, has_wal, read_header
from db.files.integrity import page_faults
from db.files.older import stand_in_for_newer
from db.format.allow_list import check_schema
from db.format.meta import first_entries
from db.format.schema import FORMAT_VERSION
from db.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.waiting import Progress, Token

WHOLE_CHECK_BYTES: Final = 48 * 1024 * 1024
"""Up to this size every page is checked on opening (0.2 s); beyond it `Store.integrity` does."""

_SCHEMA_DEADLINE_S: Final = 5.0


def open_store(
    path: str | os.PathLike[str],
    *,
    writable: bool = True,
    token: Token | None = None,
    progress: Progress | None = None,
) -> Store:
    """Open a store.

    The file is not changed by opening it, except that an older format is renewed (after a backup
    beside it) and a change that a killed program left unfinished is taken back; both only when
    `writable`. Where the file or its folder may not be written, or the format is of a newer minor
    version, the store comes back with `is_read_only` true; an older format is then read as it
    stands.

    The calling thread owns the store.

    Raises
    ------
    StoreUnavailable, StoreLocked, NotAStore, StoreTooNew, StoreDamaged, StoreHostile
    """
    file = Path(os.path.abspath(path))
    header = read_header(file)
    for_writing = writable and not header.is_newer_minor and _may_write(file)
    with told_apart(file, token), _undecodable_told(file):
        if for_writing and has_journal(file):
            _finish_broken_change(file)
            header = read_header(file)
        _inspect(file, header, token, progress)
        is_older = header.format_version < FORMAT_VERSION
        if is_older and for_writing:
            _renew(file, header)
            header = read_header(file)
        connection = _connect(file, header, for_writing=for_writing)
        try:
            if for_writing and header.is_wal:
                connection.execute("PRAGMA journal_mode = DELETE")
            stand_in_for_newer(connection, header.format_version)
            return Store(connection, file, header.format_version, is_read_only=not for_writing)
        except BaseException:
            connection.close()
            raise


def create_store(
    path: str | os.PathLike[str],
    *,
    title: str,
    description: str = "",
    overwrite: bool = False,
) -> Store:
    """Create an empty store and open it for writing; the file appears only when it is complete.

    Raises
    ------
    StoreUnavailable
        If there is a file already and `overwrite` is false, or the folder cannot be written.
    InvalidRow
        If the title or description holds characters that no text may hold.
    """
    file = Path(os.path.abspath(path))
    # Here, as in _renew: sqlite-utils takes a fifth of this room's start, and reading needs it not.
    from db.format.migrations import migrate

    entries = first_entries(title, description)
    if "\x00" in file.name:
        raise StoreUnavailable(f"{str(file)!a} is no name for a file; choose another.", file)
    temporary = temporary_beside(file)
    try:
        if os.path.lexists(file) and not overwrite:
            raise StoreUnavailable(
                f"{file} exists already; choose another name or ask to replace it.", file
            )
        with (
            told_apart(file),
            closing(connect(temporary, for_writing=True, may_create=True)) as connection,
        ):
            # Nobody sees this file before it is whole: one flush at its end is enough.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA foreign_keys = OFF")
            migrate(connection)
            connection.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", entries)
        put_in_place(temporary, file, overwrite=overwrite)
    except OSError as error:
        raise StoreUnavailable(
            f"{file} could not be created ({(error.strerror or str(error)).lower()}); "
            "choose a folder that is there and that you may write to.",
            file,
        ) from error
    finally:
        remove_store_files(temporary)
    return open_store(file)


@contextmanager
def _undecodable_told(file: Path) -> Iterator[None]:
    """Take care of a list of tables that is no text: sqlite3 fails to quote it in its message."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise StoreDamaged(
            f"{file} is damaged in its list of tables; restore a backup of it.", file
        ) from error


def _may_write(file: Path) -> bool:
    """Tell whether the file and its folder (for the journal) are meant to be written.

    A file marked read-only stays so for root, too, whom the system would let write.
    """
    any_writer = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    for place in (file, file.resolve().parent):
        if not os.access(place, os.W_OK) or not os.stat(place).st_mode & any_writer:
            return False
    return True


def _connect(file: Path, header: Header, *, for_writing: bool) -> sqlite3.Connection:
    # A file in write-ahead mode without its log is whole in itself, and reading it the usual way
    # would put two files beside it.
    is_immutable = not for_writing and header.is_wal and not has_wal(file)
    return connect(file, for_writing=for_writing, is_immutable=is_immutable)


def _finish_broken_change(file: Path) -> None:
    """Let SQLite take back what a killed writer left; without such a journal nothing happens."""
    with closing(connect(file, for_writing=True)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _inspect(file: Path, header: Header, token: Token | None, progress: Progress | None) -> None:
    """Check schema and pages through a reading connection."""
    if progress is not None:
        progress(0, 0, "Checking the file")
    with closing(_connect(file, header, for_writing=False)) as connection:
        deadline = time.monotonic() + _SCHEMA_DEADLINE_S
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
        try:
            check_schema(connection, file, header.format_version)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            raise StoreHostile(
                f"{file} is refused: its list of tables takes too long to read.", file
            ) from error
        watch(connection, token)
        if header.file_size <= WHOLE_CHECK_BYTES:
            faults = page_faults(connection, 1)
            if faults:
                raise StoreDamaged(f"{file} is damaged ({faults[0]}); restore a backup.", file)


def _renew(file: Path, header: Header) -> None:
    """Bring an older format up to date, after a copy of it is safe."""
    from db.format.migrations import migrate

    with closing(connect(file, for_writing=True)) as connection:
        back_up_beside(connection, file, "before-update")
        connection.execute("PRAGMA foreign_keys = OFF")
        migrate(connection, have=header.format_version)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StoreDamaged(
                f"{file} has references to nothing after its update; its copy beside it is whole.",
                file,
            )
