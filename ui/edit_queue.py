"""Edits in a line: one at a time in the store lane, each read anew before the next begins."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from db import StoreError
from explorer.editing.edited import Edited
from explorer.editing.history.chain import UndoChain, undo_chain
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.jobs import JobRunner

UseCase = Callable[..., Edited]
"""A function `f(store, *args, token, progress)` that changes the store in one step."""

_TOPIC = "edit"


@dataclass
class _Asked:
    """An edit that waits for its turn."""

    session: Callable[[], Session | None]
    use_case: UseCase
    args: tuple[Any, ...]
    on_done: Callable[[Edited], None] | None
    on_failed: Callable[[Exception], None] | None


@dataclass(frozen=True)
class Outcome:
    """What an edit did and what the store holds since.

    Attributes
    ----------
    session
        The one that the edit began with where nothing changed; None where the store could not
        be read anew, for which `fault` is the reason.
    """

    edited: Edited
    session: Session | None
    chain: UndoChain
    fault: StoreError | None = None


class EditQueue(QObject):
    """Runs edits one after the other; main thread.

    Signals
    -------
    done(object, object)
        The `Session` that an edit began with, and its `Outcome`.
    failed(object)
        An exception of an edit that nobody else takes care of.
    cancelled()
        An edit was cancelled; it may have been done just before.
    changed(bool)
        An edit has begun, or is over.
    """

    done = Signal(object, object)
    failed = Signal(object)
    cancelled = Signal()
    changed = Signal(bool)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.make_ready: Callable[[Session], None] = lambda _: None
        """What else is made in the store lane of what an edit left, before it is told of."""
        self._waiting: deque[_Asked] = deque()
        self._current: _Asked | None = None
        jobs.ended.connect(self._on_job_ended)

    @property
    def is_busy(self) -> bool:
        """Whether an edit is under way or waits."""
        return self._current is not None or bool(self._waiting)

    def add(
        self,
        session: Callable[[], Session | None],
        use_case: UseCase,
        args: tuple[Any, ...],
        on_done: Callable[[Edited], None] | None,
        on_failed: Callable[[Exception], None] | None,
    ) -> None:
        """Take an edit into the line; `session` is asked when its turn has come."""
        self._waiting.append(_Asked(session, use_case, args, on_done, on_failed))
        if self._current is None:
            self._next()

    def clear(self) -> None:
        """Let go of what waits: it was meant for another store."""
        self._waiting.clear()

    def _next(self) -> None:
        if not self._waiting:
            return
        asked = self._waiting.popleft()
        session = asked.session()
        if session is None:
            return
        self._current = asked
        self.changed.emit(True)
        self._jobs.run(
            _TOPIC,
            partial(_edit, make_ready=self.make_ready),
            session,
            asked.use_case,
            asked.args,
            on_done=lambda outcome: self._take(asked, session, outcome),
            on_failed=lambda error: self._take_failure(asked, error),
        )

    def _take(self, asked: _Asked, session: Session, outcome: Outcome) -> None:
        self._end(asked)
        self.done.emit(session, outcome)
        if asked.on_done is not None:
            asked.on_done(outcome.edited)
        if self._current is None:
            self._next()

    def _take_failure(self, asked: _Asked, error: Exception) -> None:
        self._end(asked)
        if asked.on_failed is not None:
            asked.on_failed(error)
        else:
            self.failed.emit(error)
        if self._current is None:
            self._next()

    def _end(self, asked: _Asked) -> None:
        if self._current is asked:
            self._current = None
            self.changed.emit(False)

    def _on_job_ended(self, topic: str) -> None:
        # A result that comes is delivered right after this; what has none then was cancelled.
        if topic == _TOPIC and self._current is not None:
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        asked = self._current
        if asked is None or self._jobs.is_running(_TOPIC):
            return
        self._end(asked)
        self.cancelled.emit()
        self._next()


def _edit(
    session: Session,
    use_case: UseCase,
    args: tuple[Any, ...],
    *,
    make_ready: Callable[[Session], None],
    token: CancelToken,
    progress: Progress,
) -> Outcome:
    store = session.store
    edited = use_case(store, *args, token=token, progress=progress)
    if not (edited.is_whole or session.is_stale()):
        return Outcome(edited, session, undo_chain(store))
    # It is done: what follows must not be cancelled, or the window would not show it.
    try:
        fresh = session.reread if edited.is_whole else partial(session.after, edited.changes)
        after = fresh(progress=progress)
        make_ready(after)
        return Outcome(edited, after, undo_chain(store))
    except StoreError as fault:
        return Outcome(edited, None, UndoChain(), fault)
