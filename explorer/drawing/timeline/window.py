"""How the time window moves by drags and keys, in whole units of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.drawing.timeline.axis import DAY, TimeUnit, first_day, index_of, snapped
from explorer.network.filters import TimeWindow

Grip = Literal["first", "last", "inside", "new"]


@dataclass(frozen=True)
class WindowDrag:
    """One drag of the time window, from where it began.

    Attributes
    ----------
    grip
        What was taken: an edge, the window as a whole, or an empty place for a new one.
    begun_at
        The moment that was pressed on, in days.
    window
        The window as it was.
    """

    grip: Grip
    begun_at: float
    window: TimeWindow

    def to(self, moment: float, unit: TimeUnit, *, is_free: bool = False) -> TimeWindow:
        """Return the window when the pointer is at a moment.

        Parameters
        ----------
        unit
            What edges snap to: never less than one whole unit is left.
        is_free
            Snap to days only.
        """
        unit = DAY if is_free else unit
        first, last = self.window.first, self.window.last
        if self.grip == "inside":
            return self._moved(moment - self.begun_at, unit)
        if self.grip == "new":
            low, high = sorted((self.begun_at, moment))
            start = int(first_day(unit, index_of(unit, int(np.floor(low)))))
            end = int(first_day(unit, index_of(unit, int(np.ceil(high)) - 1) + 1))
            return TimeWindow(start, max(start, end - 1))
        edge = snapped(unit, moment)
        if self.grip == "first":
            most = int(first_day(unit, index_of(unit, last)))
            return TimeWindow(min(edge, max(most, first), last), last)
        least = int(first_day(unit, index_of(unit, first) + 1)) - 1
        return TimeWindow(first, max(edge - 1, min(least, last), first))

    def _moved(self, by_days: float, unit: TimeUnit) -> TimeWindow:
        first, last = self.window.first, self.window.last
        if unit is DAY:
            by = round(by_days)
            return TimeWindow(first + by, last + by)
        start, n_units = index_of(unit, first), _units(self.window, unit)
        if first_day(unit, start) != first or first_day(unit, start + n_units) != last + 1:
            # A window of odd days keeps its length; only its beginning snaps.
            begin = snapped(unit, first + by_days)
            return TimeWindow(begin, begin + last - first)
        begin = index_of(unit, snapped(unit, first + by_days))
        return TimeWindow(int(first_day(unit, begin)), int(first_day(unit, begin + n_units)) - 1)


def stepped(window: TimeWindow, unit: TimeUnit, steps: int) -> TimeWindow:
    """Move a window by whole units."""
    start, n_units = index_of(unit, window.first), _units(window, unit)
    begin = start + steps
    return TimeWindow(int(first_day(unit, begin)), int(first_day(unit, begin + n_units)) - 1)


def widened(window: TimeWindow, unit: TimeUnit, steps: int) -> TimeWindow:
    """Move a window's end by whole units; at least one unit is left."""
    start = index_of(unit, window.first)
    end = max(start, index_of(unit, window.last) + steps)
    last = int(first_day(unit, end + 1)) - 1
    return TimeWindow(window.first, max(window.first, last))


def is_everything(window: TimeWindow, span: tuple[int, int]) -> bool:
    """Tell whether a window leaves nothing of a span out, and so is none."""
    return window.first <= span[0] and window.last >= span[1]


def _units(window: TimeWindow, unit: TimeUnit) -> int:
    return int(index_of(unit, window.last)) - int(index_of(unit, window.first)) + 1
