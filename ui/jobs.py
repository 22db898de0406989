"""Work off the main thread: lanes of one worker each, generations, cancellation."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot

from explorer.progress import Cancelled, CancelToken
from explorer.resident import give_back

#: `files` looks at places that may not answer for a minute; nothing else waits in it.
#: `matching` compares names for up to a minute, which no layout shall wait for.
#: `looks` counts what filters leave, for which somebody waits.
Lane = Literal["store", "compute", "drawing", "files", "matching", "looks"]
Job = Callable[..., Any]

_log = logging.getLogger(__name__)

#: What works in the others for longer ends with the process.
_AWAITED_LANES = ("store-lane", "compute-lane", "drawing-lane", "files-lane", "looks-lane")

#: Progress is told at most this often; more would be seen by nobody.
_PROGRESS_EVERY_S = 0.1

#: What takes longer works on much, and leaves much memory behind that nobody uses.
_LONG_S = 0.5


@dataclass
class _Run:
    topic: str
    generation: int
    token: CancelToken
    on_done: Callable[[Any], None] | None
    on_failed: Callable[[Exception], None] | None
    last_progress_s: float = 0.0
    is_over: bool = field(default=False)


class JobRunner(QObject):
    """Runs plain functions in worker threads and brings results back to the main thread.

    A job is a function `f(*args, token, progress)` of `explorer`: immutable inputs in, new
    objects out. Each topic has a generation: a new run of a topic cancels the one before, whose
    result, if it still comes, is dropped.

    Parameters
    ----------
    is_synchronous
        Run jobs at once in the calling thread: for widget tests.

    Signals
    -------
    started(str), ended(str)
        A topic has begun; it is over (done, failed or cancelled).
    progressed(str, int, int, str)
        Topic, done, total (0: not known), words.
    """

    started = Signal(str)
    ended = Signal(str)
    progressed = Signal(str, int, int, str)
    _delivered = Signal(object, object, object)
    _partial = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, *, is_synchronous: bool = False) -> None:
        super().__init__(parent)
        self._is_synchronous = is_synchronous
        self._runs: dict[str, _Run] = {}
        self._generation = 0
        #: Held while a lane tells something: nobody may go in the middle of it.
        self._telling = threading.RLock()
        self._closing = threading.Event()
        self._lanes = {
            "store": ThreadPoolExecutor(1, thread_name_prefix="store-lane"),
            "compute": ThreadPoolExecutor(1, thread_name_prefix="compute-lane"),
            "drawing": ThreadPoolExecutor(1, thread_name_prefix="drawing-lane"),
            "files": ThreadPoolExecutor(1, thread_name_prefix="files-lane"),
            "matching": ThreadPoolExecutor(1, thread_name_prefix="matching-lane"),
            "looks": ThreadPoolExecutor(1, thread_name_prefix="looks-lane"),
        }
        queued = Qt.ConnectionType.QueuedConnection
        self._delivered.connect(self._on_delivered, queued)
        self._partial.connect(self._on_partial, queued)
        telling, closing = self._telling, self._closing

        def end(*_: object) -> None:
            with telling:
                closing.set()

        # Whoever lets it go without closing it: a lane must not tell an object that is gone.
        self.destroyed.connect(end)

    def run(
        self,
        topic: str,
        job: Job,
        *args: Any,
        lane: Lane = "store",
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        on_partial: Callable[[Any], None] | None = None,
    ) -> None:
        """Start a job; main thread.

        Parameters
        ----------
        on_done, on_failed
            Called in the main thread with the result or the exception. A cancelled job calls
            neither. Without `on_failed` a failure is logged as an error.
        on_partial
            If given, the job gets a keyword `on_partial` to hand over intermediate results,
            which arrive here in the main thread.
        """
        if self._closing.is_set():
            return
        self.cancel(topic)
        self._generation += 1
        run = _Run(topic, self._generation, CancelToken(), on_done, on_failed)
        self._runs[topic] = run
        self.started.emit(topic)
        extra: dict[str, Any] = {}
        if on_partial is not None:
            extra["on_partial"] = lambda value: self._tell("_partial", run, on_partial, value)
        if self._is_synchronous:
            value, error = self._call(run, job, args, extra)
            self._on_delivered(run, value, error)
        else:
            self._lanes[lane].submit(self._work, run, job, args, extra)

    def cancel(self, topic: str) -> None:
        """Ask the running job of a topic to stop; its result will be dropped."""
        run = self._runs.pop(topic, None)
        if run is not None:
            run.token.cancel()
            run.is_over = True
            self.ended.emit(topic)

    def is_running(self, topic: str) -> bool:
        """Whether a job of that topic has not come back yet."""
        return topic in self._runs

    @property
    def is_idle(self) -> bool:
        """Whether no job is running."""
        return not self._runs

    def submit_last(self, job: Callable[[], None]) -> None:
        """Run something in the store lane after all that waits there, without an answer."""
        if self._is_synchronous:
            job()
        else:
            self._lanes["store"].submit(_logged, job)

    def close(self, limit_s: float = 5.0) -> None:
        """Stop accepting, cancel what runs and wait for the lanes, at most `limit_s` seconds."""
        if self._closing.is_set():
            return
        with self._telling:
            self._closing.set()
        for topic in list(self._runs):
            self.cancel(topic)
        for lane in self._lanes.values():
            lane.shutdown(wait=False)
        deadline_s = time.monotonic() + limit_s
        for thread in threading.enumerate():
            if thread.name.startswith(_AWAITED_LANES):
                thread.join(max(0.0, deadline_s - time.monotonic()))

    def _work(self, run: _Run, job: Job, args: tuple[Any, ...], extra: dict[str, Any]) -> None:
        begun_s = time.monotonic()
        value, error = self._call(run, job, args, extra)
        self._tell("_delivered", run, value, error)
        if time.monotonic() - begun_s > _LONG_S:
            give_back()

    def _tell(self, signal: str, *values: object) -> None:
        """Emit a signal from a lane, unless the runner has gone or is going."""
        with self._telling:
            if not self._closing.is_set():
                getattr(self, signal).emit(*values)

    def _call(
        self, run: _Run, job: Job, args: tuple[Any, ...], extra: dict[str, Any]
    ) -> tuple[Any, Exception | None]:
        def progress(done: int, total: int, words: str, /) -> None:
            now_s = time.monotonic()
            if now_s - run.last_progress_s >= _PROGRESS_EVERY_S and not run.is_over:
                run.last_progress_s = now_s
                self._tell("progressed", run.topic, done, total, words)

        try:
            run.token.raise_if_cancelled()
            return job(*args, token=run.token, progress=progress, **extra), None
        except Exception as error:  # noqa: BLE001 - a lane hands every fault to the main thread
            return None, error

    @Slot(object, object, object)
    def _on_delivered(self, run: _Run, value: Any, error: Exception | None) -> None:
        if run.is_over or self._runs.get(run.topic) is not run:
            return
        run.is_over = True
        del self._runs[run.topic]
        self.ended.emit(run.topic)
        if error is None:
            if run.on_done is not None:
                run.on_done(value)
        elif isinstance(error, Cancelled):
            return
        elif run.on_failed is not None:
            run.on_failed(error)
        else:
            _log.error("The job “%s” failed.", run.topic, exc_info=error)

    @Slot(object, object, object)
    def _on_partial(self, run: _Run, deliver: Callable[[Any], None], value: Any) -> None:
        if not run.is_over:
            deliver(value)


def _logged(job: Callable[[], None]) -> None:
    try:
        job()
    except Exception:  # noqa: BLE001 - nobody waits for the answer
        _log.exception("A last job in the store lane failed.")
