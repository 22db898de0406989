"""Tells for how long the window's thread stood still, and over what."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 4
_SAMPLE_EVERY_S = 0.005
_ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Stop:
    """A time in which the window's thread worked without looking at events.

    Attributes
    ----------
    work_ms
        Of that thread's own work, as long as it takes undisturbed: what waits for a busy machine
        does not count, nor by how much that slows the work.
    during
        What was going on, as the test names it.
    places
        Where the thread was found, innermost first, each place once.
    """

    work_ms: float
    during: str
    places: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.work_ms:.0f} ms during {self.during}: " + "; ".join(self.places[:6])


class StallWatch(QObject):
    """Beats in the event loop of the thread that makes it; a thread beside looks where it hangs.

    Parameters
    ----------
    least_ms
        Shorter stops are not kept.
    """

    def __init__(self, least_ms: float) -> None:
        super().__init__()
        self._during = "the beginning"
        self._slowness = 1.0
        self._of_now: list[Stop] = []
        self.stops: list[Stop] = []
        self._least_ms = least_ms
        self._watched = threading.get_ident()
        self._last_s = time.thread_time()
        self._found: list[str] = []
        self._is_over = threading.Event()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._sampler = threading.Thread(target=self._sample, name="stall-watch")
        self._sampler.start()

    def begin(self, during: str) -> None:
        """Say what is going on from now on."""
        self._end_deed()
        self._during = during
        self._last_s = time.thread_time()

    def _end_deed(self) -> None:
        self._beat()
        before, self._slowness = self._slowness, slowness()
        for stop in self._of_now:
            stop.work_ms /= (before + self._slowness) / 2
        self.stops += [stop for stop in self._of_now if stop.work_ms >= self._least_ms]
        self._of_now = []

    def close(self) -> None:
        """End the watch."""
        self._end_deed()
        self._timer.stop()
        self._is_over.set()
        self._sampler.join()

    def longest(self, n: int = 5) -> list[Stop]:
        """Give the longest stops."""
        return sorted(self.stops, key=lambda stop: -stop.work_ms)[:n]

    def _beat(self) -> None:
        now_s = time.thread_time()
        work_ms = (now_s - self._last_s) * 1000
        found, self._found = self._found, []
        self._last_s = now_s
        if work_ms >= self._least_ms:
            self._of_now.append(Stop(work_ms, self._during, list(dict.fromkeys(reversed(found)))))

    def _sample(self) -> None:
        while not self._is_over.wait(_SAMPLE_EVERY_S):
            frame = sys._current_frames().get(self._watched)
            for entry in reversed(traceback.extract_stack(frame)):
                file = Path(entry.filename)
                if file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] != "tests":
                    where = file.relative_to(_ROOT)
                    if where.parts[0] in ("ui", "explorer", "db"):
                        self._found.append(f"{where}:{entry.lineno} {entry.name}")
                        break


@contextmanager
def watched(least_ms: float = 20.0) -> Iterator[StallWatch]:
    """Watch this thread's event loop."""
    watch = StallWatch(least_ms)
    try:
        yield watch
    finally:
        watch.close()


#: What `_fixed_work` takes on the machine for which bounds of milliseconds are meant, undisturbed.
_FIXED_WORK_MS = 2.1


def slowness() -> float:
    """Tell how many times as long work takes now as it does undisturbed; 1 at least.

    Another program on the same core or cache makes each instruction slower, which a thread's own
    time does not show.
    """
    begin = time.thread_time()
    for _ in range(5):
        _fixed_work()
    return max(1.0, (time.thread_time() - begin) * 1000 / 5 / _FIXED_WORK_MS)


def _fixed_work() -> int:
    words = [f"{number * 7919 % 10_007:05}" for number in range(6_000)]
    counts: dict[str, int] = {}
    for word in words:
        counts[word[:3]] = counts.get(word[:3], 0) + len(word)
    return sum(sorted(counts.values()))
