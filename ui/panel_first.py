"""Lets the panel show a click before the pictures do: both at once would take twice as long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance

#: What a picture waits at most: then the panel's page is one that takes long, and goes on alone.
_LONGEST_WAIT_MS = 60


class PanelFirst(QObject):
    """Holds back what a click changes in the pictures until the panel shows it; main thread.

    The panel reads in a thread of its own, which stands still while this one composes and paints.

    Parameters
    ----------
    is_reading
        Whether the panel is about to show what was clicked.
    settled
        The panel stands on the screen.
    """

    def __init__(
        self, is_reading: Callable[[], bool], settled: SignalInstance, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._is_reading = is_reading
        self._held: list[Callable[[], None]] = []
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_LONGEST_WAIT_MS)
        self._wait.timeout.connect(self._go_on)
        settled.connect(self._go_on)

    def holds(self, draw: Callable[[], None]) -> bool:
        """Keep `draw` for the moment when the panel stands; False if it need not wait."""
        if not self._is_reading():
            return False
        if draw not in self._held:
            self._held.append(draw)
        self._wait.start()
        return True

    def _go_on(self) -> None:
        self._wait.stop()
        held, self._held = self._held, []
        for draw in held:
            draw()
