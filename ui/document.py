"""The store open in the window: opening, changing, reloading and closing it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from db import (
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreHostile,
    StoreReadOnly,
    StoreTooNew,
    create_store,
)
from explorer.editing.edited import Edited
from explorer.editing.history.chain import UndoChain, undo_chain
from explorer.editing.history.taking_back import take_back_step
from explorer.progress import CancelToken, Progress
from explorer.sample import create_sample
from explorer.session import Session
from ui.jobs import JobRunner

_LOOK_FOR_CHANGES_EVERY_MS = 1500

UseCase = Callable[..., Edited]
"""A function `f(store, *args, token, progress)` that changes the store in one step."""


@dataclass
class _Asked:
    """An edit that waits for its turn."""

    use_case: UseCase
    args: tuple[Any, ...]
    on_done: Callable[[Edited], None] | None
    on_failed: Callable[[Exception], None] | None


@dataclass(frozen=True)
class _Outcome:
    """What an edit did and what the store holds since; no session where it could not be read."""

    edited: Edited
    session: Session | None
    chain: UndoChain
    fault: StoreError | None = None


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
    edited(object)
        An `Edited` is done and `loaded(True)` has told of it.
    editing_changed(bool)
        An edit is under way, or none is any more.
    chain_changed()
        `chain` is another: what Undo and Redo would do.
    """

    loaded = Signal(bool)
    closed = Signal()
    failed = Signal(object)
    changed_outside = Signal()
    edited = Signal(object)
    editing_changed = Signal(bool)
    chain_changed = Signal()

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._session: Session | None = None
        self._has_told_of_change = False
        self._chain = UndoChain()
        self._waiting: deque[_Asked] = deque()
        self._current: _Asked | None = None
        jobs.ended.connect(self._on_job_ended)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_FOR_CHANGES_EVERY_MS)
        self._timer.timeout.connect(self.look_for_changes)

    @property
    def session(self) -> Session | None:
        """The open session, None where no store is open."""
        return self._session

    @property
    def chain(self) -> UndoChain:
        """What Undo and Redo would do."""
        return self._chain

    @property
    def is_editing(self) -> bool:
        """Whether an edit is under way or waits."""
        return self._current is not None or bool(self._waiting)

    @property
    def why_not(self) -> str:
        """Why nothing can be changed, as a sentence; "" where it can."""
        if self._session is None:
            return "No store is open."
        if self._session.store.is_read_only:
            return "This store is open for reading only; save a copy and change that."
        return ""

    @property
    def can_edit(self) -> bool:
        """Whether the store can be changed."""
        return not self.why_not

    def edit(
        self,
        use_case: UseCase,
        *args: Any,
        on_done: Callable[[Edited], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Change the store by `use_case(store, *args)` and read it anew; edits wait in line.

        Parameters
        ----------
        on_done
            Called after `loaded` and `edited`.
        on_failed
            Called with the exception instead of `failed`: for a form that stays open. A cancelled
            edit calls neither; the store is then as it was.
        """
        if self.why_not:
            self._tell_failure(on_failed, StoreReadOnly(self.why_not))
            return
        self._waiting.append(_Asked(use_case, args, on_done, on_failed))
        if self._current is None:
            self._next_edit()

    def undo(self) -> None:
        """Take back the newest step that stands."""
        if self._chain.undo is not None and not self.is_editing:
            self.edit(take_back_step, self._chain.undo.step_id)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._chain.redo is not None and not self.is_editing:
            self.edit(take_back_step, self._chain.redo.step_id)

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
        self._waiting.clear()
        self._set_chain(UndoChain())
        if session is not None:
            self._jobs.submit_last(session.close)
            self.closed.emit()

    def look_for_changes(self) -> None:
        """Ask in the store lane whether another program wrote to the store."""
        session = self._session
        if session is None or self._has_told_of_change or self._jobs.is_running("look"):
            return
        if self.is_editing:
            return
        self._jobs.run("look", _changed_outside, session, on_done=self._tell_of_change)

    def _start(self, job: Any, *args: Any) -> None:
        self._jobs.run("open", job, *args, on_done=self._take, on_failed=self.failed.emit)

    def _take(
        self, session: Session, *, is_same_store: bool = False, chain: UndoChain | None = None
    ) -> None:
        old, self._session = self._session, session
        self._has_told_of_change = False
        self._timer.start()
        if not is_same_store:
            self._waiting.clear()
        self._set_chain(chain or UndoChain())
        self.loaded.emit(is_same_store)
        if chain is None:
            self._jobs.run("chain", _chain_of, session, on_done=self._set_chain)
        # Last, since what follows the view state may still ask the old one on the way.
        if old is not None and old.store is not session.store:
            self._jobs.submit_last(old.close)

    # --- editing ---------------------------------------------------------------------------

    def _next_edit(self) -> None:
        session = self._session
        if session is None or not self._waiting:
            return
        self._current = asked = self._waiting.popleft()
        self.editing_changed.emit(True)
        self._jobs.run(
            "edit",
            _edit,
            session,
            asked.use_case,
            asked.args,
            on_done=lambda outcome: self._take_edit(asked, session, outcome),
            on_failed=lambda error: self._take_failure(asked, error),
        )

    def _take_edit(self, asked: _Asked, session: Session, outcome: _Outcome) -> None:
        self._end_edit(asked)
        if self._session is not None and self._session.store is session.store:
            if outcome.session is not None and outcome.session is not session:
                self._take(outcome.session, is_same_store=True, chain=outcome.chain)
            if outcome.fault is not None:
                self.failed.emit(outcome.fault)
            self.edited.emit(outcome.edited)
        if asked.on_done is not None:
            asked.on_done(outcome.edited)
        if self._current is None:
            self._next_edit()

    def _take_failure(self, asked: _Asked, error: Exception) -> None:
        self._end_edit(asked)
        self._tell_failure(asked.on_failed, error)
        if self._current is None:
            self._next_edit()

    def _end_edit(self, asked: _Asked) -> None:
        if self._current is asked:
            self._current = None
            self.editing_changed.emit(False)

    def _tell_failure(
        self, on_failed: Callable[[Exception], None] | None, error: Exception
    ) -> None:
        if on_failed is not None:
            on_failed(error)
        else:
            self.failed.emit(error)

    def _on_job_ended(self, topic: str) -> None:
        """See to what was cancelled: it may have been done before the cancel came."""
        if topic == "edit" and self._current is not None:
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        asked = self._current
        if asked is None or self._jobs.is_running("edit"):
            return
        self._end_edit(asked)
        session = self._session
        if session is not None:
            self._jobs.run(
                "open",
                _reread_if_changed,
                session,
                on_done=self._take_if_changed,
                on_failed=self.failed.emit,
            )
        self._next_edit()

    def _take_if_changed(self, session: Session | None) -> None:
        if session is not None:
            self._take(session, is_same_store=True)

    def _set_chain(self, chain: UndoChain) -> None:
        if chain != self._chain:
            self._chain = chain
            self.chain_changed.emit()

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


def _edit(
    session: Session,
    use_case: UseCase,
    args: tuple[Any, ...],
    *,
    token: CancelToken,
    progress: Progress,
) -> _Outcome:
    store = session.store
    edited = use_case(store, *args, token=token, progress=progress)
    if not (edited.is_whole or session.is_stale()):
        return _Outcome(edited, session, undo_chain(store))
    # It is done: what follows must not be cancelled, or the window would not show it.
    try:
        return _Outcome(edited, session.reread(progress=progress), undo_chain(store))
    except StoreError as fault:
        return _Outcome(edited, None, UndoChain(), fault)


def _chain_of(session: Session, *, token: CancelToken, progress: Progress) -> UndoChain:
    return undo_chain(session.store)


def _reread_if_changed(
    session: Session, *, token: CancelToken, progress: Progress
) -> Session | None:
    return session.reread(token, progress) if session.is_stale() else None


def _changed_outside(session: Session, *, token: CancelToken, progress: Progress) -> bool:
    return session.store.changed_outside()
