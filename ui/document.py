"""The store open in the window: opening, reloading, closing, and being told of changes."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from db import NotAStore, StoreDamaged, StoreHostile, StoreTooNew, create_store
from explorer.progress import CancelToken, Progress
from explorer.sample import create_sample
from explorer.session import Session
from ui.jobs import JobRunner

_LOOK_FOR_CHANGES_EVERY_MS = 1500


class Document(QObject):
    """Holds the current `Session` and swaps it as a whole; main thread.

    The store itself is touched in the store lane only. After a failure to open another file
    the store that was open stays as it was.

    Signals
    -------
    loaded(bool)
        Another session is there; True where it is the same store read anew.
    closed()
        No store is open any more.
    failed(object)
        An exception that opening, reloading or creating met.
    changed_outside()
        Another program has changed the store; offer `reload`.
    """

    loaded = Signal(bool)
    closed = Signal()
    failed = Signal(object)
    changed_outside = Signal()

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._session: Session | None = None
        self._has_told_of_change = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_FOR_CHANGES_EVERY_MS)
        self._timer.timeout.connect(self.look_for_changes)

    @property
    def session(self) -> Session | None:
        """The open session, None where no store is open."""
        return self._session

    def open(self, path: Path | str) -> None:
        """Open a store; `loaded` or `failed` follows."""
        self._start(_load, Path(path))

    def open_sample(self, path: Path) -> None:
        """Open the sample at `path`, writing it there first if there is none."""
        self._start(_load_sample, path)

    def new(self, path: Path | str, title: str = "") -> None:
        """Create an empty store, replacing what the user has agreed to replace, and open it."""
        self._start(_create, Path(path), title)

    def reload(self) -> None:
        """Read the open store anew."""
        session = self._session
        if session is not None:
            self._jobs.run(
                "open",
                _reread,
                session,
                on_done=lambda fresh: self._take(fresh, is_same_store=True),
                on_failed=self.failed.emit,
            )

    def close(self) -> None:
        """Close the store in its lane."""
        session, self._session = self._session, None
        self._timer.stop()
        if session is not None:
            self._jobs.submit_last(session.close)
            self.closed.emit()

    def look_for_changes(self) -> None:
        """Ask in the store lane whether another program wrote to the store."""
        session = self._session
        if session is None or self._has_told_of_change or self._jobs.is_running("look"):
            return
        self._jobs.run("look", _changed_outside, session, on_done=self._tell_of_change)

    def _start(self, job: Any, *args: Any) -> None:
        self._jobs.run("open", job, *args, on_done=self._take, on_failed=self.failed.emit)

    def _take(self, session: Session, *, is_same_store: bool = False) -> None:
        old, self._session = self._session, session
        self._has_told_of_change = False
        self._timer.start()
        self.loaded.emit(is_same_store)
        # Last, since what follows the view state may still ask the old one on the way.
        if old is not None and old.store is not session.store:
            self._jobs.submit_last(old.close)

    def _tell_of_change(self, is_changed: bool) -> None:
        if is_changed and not self._has_told_of_change:
            self._has_told_of_change = True
            self.changed_outside.emit()


def _load(path: Path, *, token: CancelToken, progress: Progress) -> Session:
    return Session.load(path, token, progress)


def _load_sample(path: Path, *, token: CancelToken, progress: Progress) -> Session:
    if path.exists():
        try:
            return Session.load(path, token, progress)
        except (NotAStore, StoreDamaged, StoreHostile, StoreTooNew):
            # Nobody can mend the program's own copy but the program; what is there is kept.
            _set_aside(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    create_sample(path).close()
    return Session.load(path, token, progress)


def _set_aside(path: Path) -> None:
    for number in count(1):
        aside = path.with_name(f"{path.stem}-set-aside-{number}{path.suffix}")
        if not aside.exists():
            path.replace(aside)
            return


def _create(path: Path, title: str, *, token: CancelToken, progress: Progress) -> Session:
    create_store(path, title=title or path.stem, overwrite=True).close()
    return Session.load(path, token, progress)


def _reread(session: Session, *, token: CancelToken, progress: Progress) -> Session:
    return session.reread(token, progress)


def _changed_outside(session: Session, *, token: CancelToken, progress: Progress) -> bool:
    return session.store.changed_outside()
