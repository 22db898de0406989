"""The form of each interaction's mark on a time axis, from what its date says and leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from db import TextColumn
from db.edtf import WIDENING_DAYS, DateFlag, EdtfDate, parse_edtf
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.model.dataset import TOOK_PLACE, Dataset, Mask

_MINUTES_A_DAY = 1440.0
#: Beyond so many dates with a time of day, or ranges with unsure ends, their words are not read
#: one by one: the marks then stand at noon, and both ends of such a range are drawn unsure.
_MOST_READ = 60_000
#: An approximate date's whisker fades out over this part of what it might be off.
_SOFT_PART = 0.5
#: Longest length of an approximate date, in days, for each precision that widens its bounds.
_WIDENED: tuple[tuple[int, int], ...] = (
    (10, WIDENING_DAYS["day"]),
    (100, WIDENING_DAYS["month"]),
    (1_000, WIDENING_DAYS["year"]),
    (10_000, WIDENING_DAYS["decade"]),
    (100_000, WIDENING_DAYS["century"]),
    (10**9, WIDENING_DAYS["millennium"]),
)


class MarkShape(IntEnum):
    """What is drawn: solid is stated, hollow unsure, soft approximate, dotted bounds only."""

    DISC = 0  #: a disc in the middle of its day (month, year) on a whisker over it
    INSTANT = 1  #: a disc alone: the time of day is known
    BRACKET = 2  #: a hollow disc on a bracket: some day of the month
    BAR = 3  #: a range
    BOUNDS = 4  #: a dotted empty bar: some day between two bounds


class End(IntEnum):
    """How one end of a bar or whisker is drawn."""

    SHARP = 0
    SOFT = 1  #: approximate: fades out
    HOLLOW = 2  #: uncertain: outlined only
    OPEN = 3  #: open: fades towards that side
    UNKNOWN = 4  #: not known: fades and is dotted


@dataclass(frozen=True, eq=False)
class Marks:
    """The marks of all interactions, by interaction row.

    Attributes
    ----------
    start, end : float64
        Where the mark is drawn, in days; the end is exclusive. An open side is NaN. Both are
        NaN where there is no date.
    at : float64
        Where the disc stands; the middle for bars.
    shape : uint8
        `MarkShape`.
    start_end, end_end : uint8
        `End` of the two sides.
    is_hollow : bool
        The day or the standing is unsure: nothing is filled.
    is_inferred : bool
        The date was concluded, not stated: a dot of the ground in the middle.
    is_split : bool
        Accounts differ: the mark is cut in two.
    """

    start: npt.NDArray[np.float64]
    end: npt.NDArray[np.float64]
    at: npt.NDArray[np.float64]
    shape: npt.NDArray[np.uint8]
    start_end: npt.NDArray[np.uint8]
    end_end: npt.NDArray[np.uint8]
    is_hollow: Mask
    is_inferred: Mask
    is_split: Mask

    def span(self, mask: Mask) -> tuple[int, int] | None:
        """Return first and last day that the marks of a mask reach, None where none is dated."""
        starts = self.start[mask & ~np.isnan(self.start)]
        ends = self.end[mask & ~np.isnan(self.end)]
        if not len(starts) and not len(ends):
            return None
        low = min(starts.min(initial=np.inf), ends.min(initial=np.inf) - 1)
        high = max(ends.max(initial=-np.inf), starts.max(initial=-np.inf) + 1)
        return int(np.floor(low)), int(np.ceil(high)) - 1


def build_marks(dataset: Dataset) -> Marks:
    """Give every dated interaction of a dataset its mark."""
    c = dataset.columns
    flags = c.date_flags.astype(np.int64)
    has_start = dataset.has_date & (c.earliest != OPEN_EARLIEST)
    has_end = dataset.has_date & (c.latest != OPEN_LATEST)
    start = np.where(has_start, c.earliest.astype(np.float64), np.nan)
    end = np.where(has_end, c.latest.astype(np.float64) + 1, np.nan)

    def has(flag: DateFlag) -> Mask:
        return np.asarray((flags & int(flag)) != 0, dtype=bool)

    is_range, is_approximate = has(DateFlag.RANGE), has(DateFlag.APPROXIMATE)
    is_uncertain = has(DateFlag.UNCERTAIN)
    shape = np.full(dataset.n_interactions, MarkShape.DISC, dtype=np.uint8)
    shape[has(DateFlag.HAS_TIME)] = MarkShape.INSTANT
    shape[has(DateFlag.UNSPECIFIED)] = MarkShape.BRACKET
    shape[is_range] = MarkShape.BAR
    shape[has(DateFlag.BOUNDS_ONLY)] = MarkShape.BOUNDS
    start_end = np.full(dataset.n_interactions, End.SHARP, dtype=np.uint8)
    end_end = start_end.copy()
    soft_point = is_approximate & ~is_range
    _narrow_soft_points(start, end, soft_point)
    for ends, is_open, is_unknown in (
        (start_end, has(DateFlag.OPEN_START), has(DateFlag.UNKNOWN_START)),
        (end_end, has(DateFlag.OPEN_END), has(DateFlag.UNKNOWN_END)),
    ):
        ends[is_range & is_uncertain] = End.HOLLOW
        ends[is_approximate] = End.SOFT
        ends[is_unknown] = End.UNKNOWN
        ends[is_open] = End.OPEN
    # Bounds that are known on one side only are as open as a range written so.
    start_end[dataset.has_date & ~has_start & (start_end != End.UNKNOWN)] = End.OPEN
    end_end[dataset.has_date & ~has_end & (end_end != End.UNKNOWN)] = End.OPEN
    at = _middle(start, end)
    is_hollow = dataset.has_date & (c.standing != TOOK_PLACE)
    is_hollow |= (is_uncertain & ~is_range) | (shape == MarkShape.BRACKET)
    _read_words(c.interaction_edtf, shape, start, end, at, start_end, end_end)
    return Marks(
        start,
        end,
        at,
        shape,
        start_end,
        end_end,
        np.asarray(is_hollow, dtype=bool),
        np.asarray(c.is_inferred, dtype=bool) & dataset.has_date,
        dataset.accounts_differ,
    )


def _middle(
    start: npt.NDArray[np.float64], end: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    middle = (start + end) / 2
    return np.where(np.isnan(middle), np.where(np.isnan(start), end - 0.5, start + 0.5), middle)


def _narrow_soft_points(
    start: npt.NDArray[np.float64], end: npt.NDArray[np.float64], soft: Mask
) -> None:
    """Draw approximate dates less wide than all that they might be."""
    length = end[soft] - start[soft]
    widening = np.empty_like(length)
    shortest = 0
    for longest, days in _WIDENED:
        widening[(length > shortest) & (length <= longest)] = days
        shortest = longest
    start[soft] += widening * (1 - _SOFT_PART)
    end[soft] -= widening * (1 - _SOFT_PART)


def _read_words(
    edtf: TextColumn,
    shape: npt.NDArray[np.uint8],
    start: npt.NDArray[np.float64],
    end: npt.NDArray[np.float64],
    at: npt.NDArray[np.float64],
    start_end: npt.NDArray[np.uint8],
    end_end: npt.NDArray[np.uint8],
) -> None:
    """Take from the words what the flags do not tell: the clock, and which end is unsure."""
    for row in np.flatnonzero(shape == MarkShape.INSTANT)[:_MOST_READ]:
        date = parse_edtf(edtf[row]).start
        if date is not None and date.time is not None:
            hours, minutes = int(date.time[:2]), int(date.time[3:5])
            at[row] = np.floor(start[row]) + (hours * 60 + minutes) / _MINUTES_A_DAY
    unsure = (shape == MarkShape.BAR) & (
        np.isin(start_end, (End.SOFT, End.HOLLOW)) | np.isin(end_end, (End.SOFT, End.HOLLOW))
    )
    for row in np.flatnonzero(unsure)[:_MOST_READ]:
        stated = parse_edtf(edtf[row])
        if stated.start is not None:
            start[row] += _widening_days(stated.start)
            start_end[row] = _end_of(stated.start)
        if stated.end is not None:
            end[row] -= _widening_days(stated.end)
            end_end[row] = _end_of(stated.end)
        at[row] = _middle(start[row : row + 1], end[row : row + 1])[0]


def _widening_days(date: EdtfDate) -> int:
    return WIDENING_DAYS[date.precision] if date.is_approximate else 0


def _end_of(date: EdtfDate) -> End:
    if date.is_approximate:
        return End.SOFT
    return End.HOLLOW if date.is_uncertain else End.SHARP
