"""Activity over time: how many interactions surely, and how many possibly, fall in each unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from db.edtf import DateFlag
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.drawing.timeline.axis import TimeUnit, first_day, index_of
from explorer.model.dataset import Dataset, Mask
from explorer.model.window_bounds import is_coarse

_VAGUE = int(DateFlag.UNCERTAIN | DateFlag.APPROXIMATE)
_NO_START = int(DateFlag.OPEN_START | DateFlag.UNKNOWN_START)
_NO_END = int(DateFlag.OPEN_END | DateFlag.UNKNOWN_END)
#: Days that a table of counts may span; beyond, days are sorted instead.
_LARGEST_TABLE = 2_000_000


@dataclass(frozen=True, eq=False)
class Bins:
    """Counts per unit of time, unit after unit without gaps.

    Attributes
    ----------
    certain, possible : (n,) int64
        Disjoint counts; an interaction of many days counts in each unit that it touches.
    """

    unit: TimeUnit
    first_index: int
    certain: npt.NDArray[np.int64]
    possible: npt.NDArray[np.int64]

    @property
    def edges(self) -> npt.NDArray[np.int64]:
        """First day of each unit and of the one after the last, shape (n + 1,)."""
        indexes = np.arange(len(self.certain) + 1, dtype=np.int64) + self.first_index
        return np.asarray(first_day(self.unit, indexes), dtype=np.int64)

    @property
    def highest(self) -> int:
        """The highest sum of a unit, 0 where there is nothing."""
        return int((self.certain + self.possible).max(initial=0))


class Activity:
    """The dated interactions of a mask, ready to be counted in any unit; immutable.

    What is sure is decided as for a time window of that unit: a bar of the histogram and the
    window drawn around it say the same numbers.
    """

    def __init__(self, dataset: Dataset, mask: Mask) -> None:
        c = dataset.columns
        dated = mask & dataset.has_date
        first, last = c.earliest[dated], c.latest[dated]
        flags = c.date_flags[dated]
        no_start, no_end = (flags & _NO_START) != 0, (flags & _NO_END) != 0
        is_sure = ((flags & _VAGUE) == 0) & ~dataset.is_uncertain[dated] & ~(no_start & no_end)
        self._begun, self._over = _Below(first), _Below(last)
        # What took place in a month did so on one of its days: sure where a unit holds them all.
        coarse = is_coarse(c)[dated]
        of_unit, n = np.unique(
            np.stack([first[is_sure & coarse], last[is_sure & coarse]]), axis=1, return_counts=True
        )
        self._coarse, self._n_coarse = of_unit, n
        is_sure &= ~coarse
        # Of an open or half-known range only the unit with its stated end is sure.
        self._sure_begun = _Below(np.where(no_start, last, first)[is_sure])
        self._sure_over = _Below(np.where(no_end, first, last)[is_sure])

    def bins(self, unit: TimeUnit, first: int, last: int) -> Bins:
        """Count in the units from that of day `first` to that of `last`."""
        low, high = int(index_of(unit, first)), int(index_of(unit, last))
        indexes = np.arange(low, high + 2, dtype=np.int64)
        edges = np.asarray(first_day(unit, indexes), dtype=np.int64)
        touched = self._begun.count(edges[1:]) - self._over.count(edges[:-1])
        certain = self._sure_begun.count(edges[1:]) - self._sure_over.count(edges[:-1])
        begins, ends = (index_of(unit, days) - low for days in self._coarse)
        held = (begins == ends) & (begins >= 0) & (begins < len(certain))
        np.add.at(certain, begins[held], self._n_coarse[held])
        return Bins(unit, low, certain, touched - certain)


class _Below:
    """Counts how many of some days are earlier than others, at the price of a look-up."""

    def __init__(self, days: npt.NDArray[np.int32]) -> None:
        self._first, self._up_to = 0, np.zeros(1, dtype=np.int64)
        #: In order, of days that are too far apart for a table.
        self._days: npt.NDArray[np.int32] | None = None
        self._always = int((days == OPEN_EARLIEST).sum())
        days = days[(days != OPEN_EARLIEST) & (days != OPEN_LATEST)]
        if not len(days):
            return
        self._first, last = int(days.min()), int(days.max())
        if last - self._first > _LARGEST_TABLE:
            self._days = np.sort(days)
            return
        of_day = np.bincount(days.astype(np.int64) - self._first)
        self._up_to = np.concatenate([[0], np.cumsum(of_day)])

    def count(self, days: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        if self._days is not None:
            return self._always + np.searchsorted(self._days, days).astype(np.int64)
        at = np.clip(days - self._first, 0, len(self._up_to) - 1)
        return np.asarray(self._always + self._up_to[at], dtype=np.int64)


def count_bins(dataset: Dataset, mask: Mask, unit: TimeUnit, first: int, last: int) -> Bins:
    """Count the interactions of a mask in the units from that of day `first` to that of `last`."""
    return Activity(dataset, mask).bins(unit, first, last)
