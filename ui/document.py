"""The store open in the window: opening, changing, reloading and closing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from db import (
    NotAStore,
    Store,
    StoreDamaged,
    StoreHostile,
    StoreReadOnly,
    StoreTooNew,
    create_store,
)
from explorer.compiling.loading import load_for
from explorer.editing.edited import Edited
from explorer.editing.history.chain import UndoChain, undo_chain
from explorer.editing.history.taking_back import take_back_step
from explorer.model.dataset import Dataset
from explorer.progress import CancelToken, Progress
from explorer.sample import create_sample
from explorer.session import Session
from ui.edit_queue import EditQueue, Outcome, UseCase
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
    edited(object)
        An `Edited` is done and `loaded(True)` has told of it.
    editing_changed(bool)
        An edit is under way, or none is any more.
    chain_changed()
        `chain` is another: what Undo and Redo would do.
    glimpsed(object)
        Of a store that is being read there is already what `make_glimpse` gave.
    """

    loaded = Signal(bool)
    closed = Signal()
    failed = Signal(object)
    changed_outside = Signal()
    edited = Signal(object)
    editing_changed = Signal(bool)
    chain_changed = Signal()
    glimpsed = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.make_ready: Callable[[Session], Any] = lambda _: None
        """What else is made in the store lane before a store that was opened is told of."""
        self.ready: Any = None
        """What `make_ready` gave for the session, until `loaded` has been told."""
        self.make_glimpse: Callable[[Store, Dataset], Any] = lambda *_: None
        """What is made in the store lane of the actors alone, None for nothing."""
        self._session: Session | None = None
        self._has_told_of_change = False
        self._chain = UndoChain()
        self._edits = EditQueue(jobs, self)
        self._edits.done.connect(self._take_outcome)
        self._edits.failed.connect(self.failed)
        self._edits.cancelled.connect(self._settle)
        self._edits.changed.connect(self.editing_changed)
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
        return self._edits.is_busy

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

    @property
    def edits(self) -> EditQueue:
        """The line in which edits wait."""
        return self._edits

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
        session, why_not = self._session, self.why_not
        if session is not None and not why_not:
            self._edits.add(lambda: self._session, use_case, args, on_done, on_failed)
            return
        refused = StoreReadOnly(why_not)
        if on_failed is not None:
            on_failed(refused)
        else:
            self.failed.emit(refused)

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
        self._jobs.run("kernels", load_for, Path(path), lane="drawing")
        self._start(partial(_load, make_glimpse=self.make_glimpse), Path(path))

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
        self._edits.clear()
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
        self._jobs.run(
            "open",
            partial(_made_ready, job, self.make_ready),
            *args,
            on_done=self._take_opened,
            on_failed=self.failed.emit,
            on_partial=self.glimpsed.emit,
        )

    def _take_opened(self, opened: tuple[Session, Any]) -> None:
        session, self.ready = opened
        try:
            self._take(session)
        finally:
            self.ready = None

    def _take(
        self, session: Session, *, is_same_store: bool = False, chain: UndoChain | None = None
    ) -> None:
        old, self._session = self._session, session
        self._has_told_of_change = False
        self._timer.start()
        if not is_same_store:
            self._edits.clear()
        self._set_chain(chain or UndoChain())
        self.loaded.emit(is_same_store)
        if chain is None:
            self._jobs.run("chain", _chain_of, session, on_done=self._set_chain)
        # Last, since what follows the view state may still ask the old one on the way.
        if old is not None and old.store is not session.store:
            self._jobs.submit_last(old.close)

    # --- editing ---------------------------------------------------------------------------

    def _take_outcome(self, session: Session, outcome: Outcome) -> None:
        if self._session is None or self._session.store is not session.store:
            return
        if outcome.session is not None and outcome.session is not session:
            self._take(outcome.session, is_same_store=True, chain=outcome.chain)
        if outcome.fault is not None:
            self.failed.emit(outcome.fault)
        self.edited.emit(outcome.edited)

    def _settle(self) -> None:
        """Look whether an edit that was cancelled had been done before the cancel came."""
        session = self._session
        if session is not None:
            self._jobs.run(
                "open",
                _reread_if_changed,
                session,
                on_done=self._take_if_changed,
                on_failed=self.failed.emit,
            )

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


def _made_ready(
    job: Callable[..., Session],
    make_ready: Callable[[Session], Any],
    *args: Any,
    token: CancelToken,
    progress: Progress,
    on_partial: Callable[[Any], None],
) -> tuple[Session, Any]:
    session = job(*args, token=token, progress=progress, on_partial=on_partial)
    try:
        return session, make_ready(session)
    except BaseException:
        session.close()
        raise


def _load(
    path: Path,
    *,
    make_glimpse: Callable[[Store, Dataset], Any],
    token: CancelToken,
    progress: Progress,
    on_partial: Callable[[Any], None],
) -> Session:
    def tell(store: Store, actors: Dataset) -> None:
        glimpse = make_glimpse(store, actors)
        if glimpse is not None:
            on_partial(glimpse)

    return Session.load(path, token, progress, on_actors=tell)


def _load_sample(path: Path, *, token: CancelToken, progress: Progress, **_: Any) -> Session:
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


def _create(path: Path, title: str, *, token: CancelToken, progress: Progress, **_: Any) -> Session:
    create_store(path, title=title or path.stem, overwrite=True).close()
    return Session.load(path, token, progress)


def _reread(session: Session, *, token: CancelToken, progress: Progress) -> Session:
    return session.reread(token, progress)


def _chain_of(session: Session, *, token: CancelToken, progress: Progress) -> UndoChain:
    return undo_chain(session.store)


def _reread_if_changed(
    session: Session, *, token: CancelToken, progress: Progress
) -> Session | None:
    return session.reread(token, progress) if session.is_stale() else None


def _changed_outside(session: Session, *, token: CancelToken, progress: Progress) -> bool:
    return session.store.changed_outside()
