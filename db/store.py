"""An open store: who may use it, what it holds, and the way to change it."""

from __future__ import annotations

import getpass
import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from db.column_patch import patch_columns
from db.columns import StoreColumns, read_columns
from db.errors import InvalidRow, StoreReadOnly
from db.files.backups import back_up, copy_pages
from db.files.connection import BUSY_TIMEOUT_S, COMMIT_PATIENCE_S, watch
from db.files.faults import told_apart
from db.files.integrity import find_faults
from db.format.meta import utc_now
from db.format.schema import TABLES
from db.moment import moment_of
from db.waiting import tell_nobody
from db.writing.recording import Recording
from db.writing.search_index import rebuild
from db.writing.validation import check_text
from db.writing.writes import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from db.column_patch import ColumnPatch
    from db.waiting import Progress, Token
    from db.writing.changes import Changes


class Store:
    """An open store; `db.open_store` and `db.create_store` make it.

    It belongs to the thread that opened it. Only `interrupt` and `close` may be called from
    elsewhere.

    Attributes
    ----------
    path
        Absolute path of the file.
    format_version
        (major, minor) of the file.
    is_read_only
        Whether `atomic` is refused.
    recorder
        Who is noted as having made a change; the account's name unless it is set.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        format_version: tuple[int, int],
        *,
        is_read_only: bool,
    ) -> None:
        self.path = path
        self.format_version = format_version
        self.is_read_only = is_read_only
        self.recorder = _account_name()
        self._connection: sqlite3.Connection | None = connection
        self._owner = threading.get_ident()
        self._closing = threading.Lock()
        self._is_writing = self._is_together = False
        with told_apart(path):
            self._seen_version = self._data_version()

    # --- what it is ------------------------------------------------------------------------

    @property
    def uuid(self) -> str:
        """What tells this document from all others, also after renaming and copying it."""
        return self.meta("uuid")

    @property
    def title(self) -> str:
        """The document's title."""
        return self.meta("title")

    @property
    def description(self) -> str:
        """What the document is about."""
        return self.meta("description")

    def meta(self, name: str) -> str:
        """Give an entry of the table `meta`, empty if there is none."""
        with told_apart(self.path):
            row = self.connection.execute(
                "SELECT value FROM meta WHERE name = ?", (name,)
            ).fetchone()
        return "" if row is None else str(row[0])

    def counts(self) -> dict[str, int]:
        """Give the number of rows of each table."""
        with told_apart(self.path):
            return {
                table.name: self.connection.execute(
                    f'SELECT count(*) FROM "{table.name}"'  # noqa: S608
                ).fetchone()[0]
                for table in TABLES
            }

    # --- reading ---------------------------------------------------------------------------

    def columns(
        self,
        token: Token | None = None,
        progress: Progress | None = None,
        on_actors: Callable[[StoreColumns], None] | None = None,
    ) -> StoreColumns:
        """Read the whole store as columns, all of one moment, and count as up to date with it.

        Parameters
        ----------
        on_actors
            As `read_columns` has it.

        Raises
        ------
        StoreError
            If the file cannot be read.
        Exception
            Whatever the token raises when it is cancelled.
        """
        connection = self.connection
        with told_apart(self.path, token), self._watched(token):
            connection.execute("BEGIN")
            try:
                # The version first, so that what is written meanwhile counts as a change.
                self._seen_version = self._data_version()
                with moment_of(connection, self.path) as moment:
                    return read_columns(moment, token, progress or tell_nobody, on_actors)
            finally:
                connection.execute("ROLLBACK")
                # Pages that were read once in passing: 64 MB of a large store.
                connection.execute("PRAGMA shrink_memory")

    def columns_after(self, old: StoreColumns, changes: Changes) -> ColumnPatch | None:
        """Give the columns after a small change from those before, None where it was a large one.

        Counts as up to date with the store afterwards, as `columns` does.

        Parameters
        ----------
        old
            What `columns` gave when `changes` was the only change to come.
        """
        connection = self.connection
        with told_apart(self.path):
            connection.execute("BEGIN")
            try:
                seen_version = self._data_version()
                patch = patch_columns(connection, old, changes)
            finally:
                connection.execute("ROLLBACK")
        if patch is not None:
            self._seen_version = seen_version
        return patch

    def changed_outside(self) -> bool:
        """Tell whether another program changed the store since it was opened or `columns` read it.

        A store that is just being written counts as unchanged until that is over.
        """
        try:
            return self._data_version() != self._seen_version
        except sqlite3.OperationalError:
            return False

    def integrity(self, token: Token | None = None) -> list[str]:
        """Check pages, references, derived columns and search; empty means that all is well.

        Takes seconds for large stores. Each fault is a sentence.
        """
        with told_apart(self.path, token), self._watched(token):
            return find_faults(self.connection)

    # --- writing ---------------------------------------------------------------------------

    @contextmanager
    def atomic(
        self,
        title: str,
        kind: str = "edit",
        *,
        undoes_id: int | None = None,
        token: Token | None = None,
    ) -> Iterator[Writer]:
        """Change the store in one transaction and one step of its history.

        Everything is kept if the block ends well and nothing if it raises.

        Parameters
        ----------
        title
            What the step is called in the history, as "Add the call of 26 September".
        kind
            One of `schema.STEP_KINDS`.

        Raises
        ------
        StoreReadOnly
            If the store was opened for reading.
        StoreLocked
            If another program is writing and does not stop within two seconds.
        """
        self._demand_writable()
        if self._is_writing:
            raise RuntimeError("a change is under way already; end it first")
        check_text("history_steps", "title", title)
        connection = self.connection
        now = utc_now()
        recording = Recording(
            connection,
            title=title,
            kind=kind,
            made_by=self.recorder,
            made_at=now,
            undoes_id=undoes_id,
        )
        writer = Writer(connection, recording, now, self.recorder)
        is_part = self._is_together
        with told_apart(self.path, token), self._watched(token), _transaction(connection, is_part):
            self._is_writing = True
            try:
                if self.meta("search_stale") == "1":
                    rebuild(connection, token)
                yield writer
                writer.finish()
            except InvalidRow as refused:
                refused.path = self.path
                raise
            finally:
                writer.close()
                self._is_writing = False

    @contextmanager
    def together(self, token: Token | None = None) -> Iterator[None]:
        """Hold the steps of `atomic` within the block together: all are kept, or none.

        A step that raises is itself taken back at once; who catches that may go on.

        Raises
        ------
        StoreReadOnly, StoreLocked
        """
        self._demand_writable()
        if self._is_writing or self._is_together:
            raise RuntimeError("a change is under way already; end it first")
        connection = self.connection
        with told_apart(self.path, token), self._watched(token):
            self._is_together = True
            try:
                with _transaction(connection):
                    yield
            finally:
                self._is_together = False

    def rebuild_search(self, token: Token | None = None, progress: Progress | None = None) -> None:
        """Fill the search tables anew; the history is not concerned."""
        self._demand_writable()
        connection = self.connection
        with told_apart(self.path, token), self._watched(token), _transaction(connection):
            rebuild(connection, token, progress or tell_nobody)

    def back_up(
        self, target: Path, token: Token | None = None, progress: Progress | None = None
    ) -> None:
        """Write a whole copy of the store to a path where there is no file yet.

        Raises
        ------
        StoreUnavailable
        """
        with told_apart(self.path):
            back_up(self.connection, target, token, progress or tell_nobody)

    def become(
        self, other: Store, token: Token | None = None, progress: Progress | None = None
    ) -> None:
        """Take over all that another store holds, its history included: at once, or not at all.

        Raises
        ------
        StoreReadOnly, StoreLocked, StoreUnavailable
        """
        self._demand_writable()
        if self._is_writing or self._is_together:
            raise RuntimeError("a change is under way already; end it first")
        with told_apart(self.path, token):
            words = "Going back."
            copy_pages(other.connection, self.connection, token, progress or tell_nobody, words)

    # --- ending ----------------------------------------------------------------------------

    def interrupt(self) -> None:
        """Stop what SQLite is doing at this moment; any thread may call it.

        Whoever waits for the result gets the cancellation of their token, or an
        `sqlite3.OperationalError` without one.
        """
        with self._closing:
            if self._connection is not None:
                self._connection.interrupt()

    def close(self) -> None:
        """Close the file; may be called again, and from any thread when no work is under way."""
        with self._closing:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "closed" if self._connection is None else "open"
        return f"<Store {str(self.path)!r} {state}>"

    # --- for this room ---------------------------------------------------------------------

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the modules of this room alone.

        Raises
        ------
        RuntimeError
            If the store is closed, or another thread than its owner asks.
        """
        if threading.get_ident() != self._owner:
            raise RuntimeError("this store belongs to the thread that opened it")
        if self._connection is None:
            raise RuntimeError("this store is closed")
        return self._connection

    def _demand_writable(self) -> None:
        if self.is_read_only:
            raise StoreReadOnly(
                f"{self.path} is open for reading only; save a copy and change that.", self.path
            )

    def _data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _watched(self, token: Token | None) -> Iterator[None]:
        if self._is_together:
            # Who holds the steps together watches over all of them.
            yield
            return
        connection = self.connection
        watch(connection, token)
        try:
            yield
        finally:
            with suppress(sqlite3.ProgrammingError):
                watch(connection, None)


@contextmanager
def _transaction(connection: sqlite3.Connection, is_part: bool = False) -> Iterator[None]:
    """Keep all that is written within the block, or nothing; a part belongs to an outer block."""
    connection.execute("SAVEPOINT part" if is_part else "BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("RELEASE part") if is_part else _commit(connection)
    except BaseException:
        # A statement that was interrupted has ended the whole transaction already.
        if connection.in_transaction:
            if is_part:
                connection.execute("ROLLBACK TO part")
                connection.execute("RELEASE part")
            else:
                connection.execute("ROLLBACK")
        raise


def _commit(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {COMMIT_PATIENCE_S * 1_000:.0f}")
    try:
        connection.execute("COMMIT")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1_000:.0f}")


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
