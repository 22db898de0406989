"""The collector of objects that refer to each other, kept to the window's own thread.

Left to itself it runs in whatever thread makes the next object. If that is a worker, widgets that
nobody needs any more are deleted there, while the window's thread may be painting: the process
ends at once, or with memory that is no longer sound.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS: Final = 300
#: So many new objects are worth a round over the young ones, some milliseconds of work.
_MANY: Final = 10_000
#: After so many rounds over the young ones those that outlived them are looked at, too.
_ROUNDS_TO_OLDER, _ROUNDS_TO_ALL = 10, 100


class Collector(QObject):
    """Collects in the thread it was made in, and nowhere else while it lives; one per process."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Leave out what lives as long as the program, and begin.

        A full round over all modules takes 60 ms, which would be felt at a click.
        """
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Run a round if enough objects have come since the last."""
        if gc.isenabled():
            # Switched on again by a library that had it off for a while.
            gc.disable()
        if gc.get_count()[0] < _MANY:
            return
        self._rounds += 1
        if self._rounds % _ROUNDS_TO_ALL == 0:
            gc.collect(2)
        elif self._rounds % _ROUNDS_TO_OLDER == 0:
            gc.collect(1)
        else:
            gc.collect(0)
