"""Activity over time: how many interactions surely, and how many possibly, fall in each unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from db.edtf import DateFlag
from explorer.drawing.timeline.axis import TimeUnit, first_day, index_of
from explorer.model.dataset import Dataset, Mask

_VAGUE = int(DateFlag.UNCERTAIN | DateFlag.APPROXIMATE)
_NO_START = int(DateFlag.OPEN_START | DateFlag.UNKNOWN_START)
_NO_END = int(DateFlag.OPEN_END | DateFlag.UNKNOWN_END)


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


def count_bins(dataset: Dataset, mask: Mask, unit: TimeUnit, first: int, last: int) -> Bins:
    """Count the interactions of a mask in the units from that of day `first` to that of `last`.

    What is sure is decided as for a time window of that unit: a bar of the histogram and the
    window drawn around it say the same numbers.
    """
    c = dataset.columns
    low, high = int(index_of(unit, first)), int(index_of(unit, last))
    n = high - low + 1
    dated = mask & dataset.has_date
    begin = np.asarray(index_of(unit, c.earliest[dated].astype(np.int64))) - low
    end = np.asarray(index_of(unit, c.latest[dated].astype(np.int64))) - low
    flags = c.date_flags[dated]
    no_start, no_end = (flags & _NO_START) != 0, (flags & _NO_END) != 0
    is_sure = ((flags & _VAGUE) == 0) & ~dataset.is_uncertain[dated] & ~(no_start & no_end)
    touched = _covered(begin, end, n)
    # Of an open or half-known range only the unit with its stated end is sure.
    sure_begin = np.where(no_start, end, begin)[is_sure]
    sure_end = np.where(no_end, begin, end)[is_sure]
    certain = _covered(sure_begin, sure_end, n)
    return Bins(unit, low, certain, touched - certain)


def _covered(
    begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64], n: int
) -> npt.NDArray[np.int64]:
    """Count for each of n cells how many closed ranges cover it."""
    seen = (end >= 0) & (begin < n)
    rises = np.bincount(np.maximum(begin[seen], 0), minlength=n)
    falls = np.bincount(np.minimum(end[seen], n - 1) + 1, minlength=n + 1)
    return np.cumsum(rises - falls[:n]).astype(np.int64)
