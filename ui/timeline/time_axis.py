"""The one axis of the timeline: a pyqtgraph view box whose x is the day, and how it moves."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEasingCurve, QObject, Qt, QVariantAnimation, Signal

_SHORTEST_DAYS = 1.0
_FLIGHT_MS = 180
#: How much longer than all of the data the view may get.
_LONGEST_PART = 3.0
_LONGEST_AT_LEAST_DAYS = 30.0


class TimeAxis(QObject):
    """Holds the visible range of days, within what makes sense for a span of data.

    Signals
    -------
    changed()
        Another range is in view.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.box = pg.ViewBox(enableMenu=False, border=None, defaultPadding=0)
        self.box.setMouseEnabled(x=False, y=False)
        self.box.disableAutoRange()
        self.box.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.box.sigXRangeChanged.connect(lambda *_: self.changed.emit())
        self._span: tuple[int, int] | None = None
        self._ends: tuple[tuple[float, float], tuple[float, float]] | None = None
        self._flight = QVariantAnimation(self)
        self._flight.setDuration(_FLIGHT_MS)
        self._flight.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._flight.valueChanged.connect(self._on_flight)

    @property
    def range(self) -> tuple[float, float]:
        """First and last moment in view."""
        (start, end), _ = self.box.viewRange()
        return float(start), float(end)

    def set_span(self, span: tuple[int, int] | None) -> None:
        """Say what first and last day the data have."""
        self._span = span

    def show(self, start: float, end: float) -> None:
        """Show exactly a range, at once."""
        self._flight.stop()
        self.box.setXRange(start, end, padding=0)

    def move_to(self, start: float, end: float, anchor: float | None = None) -> None:
        """Show a range as far as it makes sense: not below a day, not off the data.

        Parameters
        ----------
        anchor
            The moment that keeps its place where the length has to be another.
        """
        if self._span is None:
            return
        first, last = float(self._span[0]), float(self._span[1] + 1)
        longest = max(_LONGEST_AT_LEAST_DAYS, _LONGEST_PART * (last - first))
        length = min(max(end - start, _SHORTEST_DAYS), longest)
        if anchor is not None and end > start:
            start = anchor - (anchor - start) / (end - start) * length
        middle = min(max(start + length / 2, first), last)
        self.show(middle - length / 2, middle + length / 2)

    def fly_to(self, start: float, end: float, *, at_once: bool = False) -> None:
        """Move to a range in a short flight, or at once."""
        before = self.range
        self._flight.stop()
        if at_once or before == (start, end):
            self.show(start, end)
            return
        self._ends = (before, (start, end))
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.start()

    def stop(self) -> None:
        """End a flight where it is: a hand took over."""
        self._flight.stop()

    def _on_flight(self, part: float) -> None:
        if self._ends is not None:
            (start, end), (to_start, to_end) = self._ends
            self.box.setXRange(
                start + (to_start - start) * part, end + (to_end - end) * part, padding=0
            )
