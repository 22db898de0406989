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
        Of that thread's own work: what waits for a busy machine does not count.
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
        self.during = "the beginning"
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

    def close(self) -> None:
        """End the watch."""
        self._beat()
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
            self.stops.append(Stop(work_ms, self.during, list(dict.fromkeys(reversed(found)))))

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
