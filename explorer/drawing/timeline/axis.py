"""Units of calendar time, and the labels of a time axis, for days of any era."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from db.calendar_days import civil_of_day, day_number_of

Days = npt.NDArray[np.int64]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: Monday of the week of 1970-01-01, a Thursday.
_WEEK_SHIFT = 3
#: Free room between two labels of the axis.
_LABEL_GAP_PX = 8.0


@dataclass(frozen=True)
class TimeUnit:
    """A stretch of the calendar: days, weeks from Monday, months, years and powers of ten of them.

    Attributes
    ----------
    name
        `day`, `week`, `month`, `year`, `decade`, ...
    days
        How long one is on average.
    years
        How many years it has, 0 for what is shorter.
    """

    name: str
    days: float
    years: int = 0

    @property
    def label(self) -> str:
        """How a histogram says what one bar is: `Per day`."""
        return f"Per {self.name}"


DAY = TimeUnit("day", 1.0)
WEEK = TimeUnit("week", 7.0)
MONTH = TimeUnit("month", 30.436875)
YEAR = TimeUnit("year", 365.2425, 1)
DECADE = TimeUnit("decade", 3_652.425, 10)
CENTURY = TimeUnit("century", 36_524.25, 100)
UNITS: tuple[TimeUnit, ...] = (
    DAY,
    WEEK,
    MONTH,
    YEAR,
    DECADE,
    CENTURY,
    *(TimeUnit(f"{10**power:,} years", 365.2425 * 10**power, 10**power) for power in range(3, 7)),
)


@dataclass(frozen=True)
class Tick:
    """A labelled cell of the axis: days [start, end), its words in the middle of it."""

    start: int
    end: int
    label: str


def index_of(unit: TimeUnit, day: Any) -> Any:
    """Return the number of the unit that a day lies in; for an int or an array of int64."""
    if unit is DAY:
        return day
    if unit is WEEK:
        return (day + _WEEK_SHIFT) // 7
    year, month, _ = _civil(day)
    return year * 12 + month - 1 if unit is MONTH else year // unit.years


def first_day(unit: TimeUnit, index: Any) -> Any:
    """Return the first day of a unit; the inverse of `index_of`, for an int or an array."""
    if unit is DAY:
        return index
    if unit is WEEK:
        return index * 7 - _WEEK_SHIFT
    if unit is MONTH:
        return day_number_of(index // 12, index % 12 + 1, 1)
    return day_number_of(index * unit.years, 1, 1)


def unit_for(px_per_day: float, at_least_px: float) -> TimeUnit:
    """Return the smallest unit that is at least so wide on the screen."""
    for unit in UNITS:
        if unit.days * px_per_day >= at_least_px:
            return unit
    return UNITS[-1]


def snapped(unit: TimeUnit, edge: float) -> int:
    """Return the boundary between two units that is nearest to a moment, as a day number."""
    index = index_of(unit, int(np.floor(edge)))
    before, after = int(first_day(unit, index)), int(first_day(unit, index + 1))
    return before if edge - before <= after - edge else after


def axis_ticks(
    start: float,
    end: float,
    width_px: float,
    label_width_px: Callable[[str], float],
    *,
    always_year: bool = False,
) -> tuple[list[Tick], Days]:
    """Label the days [start, end) drawn over a width.

    Parameters
    ----------
    label_width_px
        How wide a text is on the screen.
    always_year
        Whether the first label says its year; later ones say it only where it changes.

    Returns
    -------
    ticks : list of Tick
        Labels that neither overlap nor leave the axis, centred in their cells.
    edges : array of int64
        Where the cells begin, for hairlines; about as dense as the labels.
    """
    px_per_day = width_px / (end - start)
    low, high = int(np.floor(start)), int(np.ceil(end))
    for unit, stride, sample in _LABELLINGS:
        cell_px = unit.days * px_per_day
        if cell_px * stride >= label_width_px(sample) + _LABEL_GAP_PX:
            break
    first, last = int(index_of(unit, low)), int(index_of(unit, high))
    indexes = np.arange(first - first % stride, last + stride, stride, dtype=np.int64)
    is_cell_small = cell_px < 5.0
    edge_indexes = indexes if is_cell_small else np.arange(first, last + 2, dtype=np.int64)
    ticks: list[Tick] = []
    taken_px = 0.0
    said_year: int | None = None if always_year else civil_of_day(low)[0]
    for index in indexes:
        begin, stop = int(first_day(unit, index)), int(first_day(unit, index + 1))
        year = civil_of_day(begin)[0]
        label = _cell_label(unit, begin, stop - 1, with_year=year != said_year)
        half_px = label_width_px(label) / 2
        middle_px = ((begin + stop) / 2 - start) * px_per_day
        if middle_px - half_px < taken_px or middle_px + half_px > width_px:
            continue
        ticks.append(Tick(begin, stop, label))
        taken_px = middle_px + half_px + _LABEL_GAP_PX / 2
        said_year = year
    return ticks, np.asarray(first_day(unit, edge_indexes), dtype=np.int64)


def year_words(year: int) -> str:
    """Return a year in words; year 0 is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


def _cell_label(unit: TimeUnit, first: int, last: int, *, with_year: bool) -> str:
    year, month, day = civil_of_day(first)
    if unit is DAY:
        words = f"{day} {_MONTHS[month - 1]}"
    elif unit is WEEK:
        _, last_month, last_of_week = civil_of_day(last)
        begins = f"{day}" if last_month == month else f"{day} {_MONTHS[month - 1]} "
        gap = " " if last_month != month else ""
        words = f"{begins}–{gap}{last_of_week} {_MONTHS[last_month - 1]}"
    elif unit is MONTH:
        words = _MONTHS[month - 1]
    elif unit is YEAR:
        return year_words(year)
    elif unit is DECADE and year > 0:
        return f"{year}s"
    else:
        return f"{year_words(max(year, 1) if year >= 0 else year)}"
    return f"{words} {year_words(year)}" if with_year else words


def _civil(day: Any) -> tuple[Any, Any, Any]:
    """Return year, month, day for an int or an array; the calendar's formula on numpy."""
    if not isinstance(day, np.ndarray):
        return civil_of_day(int(day))
    era, day_of_era = np.divmod(day.astype(np.int64) + 719_468, 146_097)
    year_of_era = (
        day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = np.where(shifted_month < 10, shifted_month + 3, shifted_month - 9)
    day_of_month = day_of_year - (153 * shifted_month + 2) // 5 + 1
    return era * 400 + year_of_era + (month <= 2), month, day_of_month


#: Ways to label an axis, finest first: unit, every how many, and a text as wide as they get.
_LABELLINGS: tuple[tuple[TimeUnit, int, str], ...] = (
    (DAY, 1, "28 Sep"),
    (DAY, 2, "28 Sep"),
    (WEEK, 1, "18–24 Sep"),
    (MONTH, 1, "Sep 2023"),
    (MONTH, 3, "Sep 2023"),
    (YEAR, 1, "2023"),
    (YEAR, 2, "2023"),
    (YEAR, 5, "2023"),
    (DECADE, 1, "2020s"),
    (DECADE, 2, "2020s"),
    (DECADE, 5, "2020s"),
    *(
        (unit, stride, "5,800,000 BC")
        for unit in UNITS[5:]
        for stride in ((1, 2, 5) if unit is not UNITS[-1] else (1, 2, 5, 10, 20))
    ),
)
