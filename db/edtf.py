"""Dates as sources give them: EDTF level 1 values, their bounds in days and what is unsure in them.

An own parser, since of the two libraries for Python edtf 5.0.2 (MIT) fails on times of day and on
the bounds of open ranges and takes 4 ms a value, and undate 0.8.0 (Apache-2.0) knows neither
seasons, times of day nor the marks for uncertain and approximate; this one takes some 5 µs.

References
----------
Library of Congress, *Extended Date/Time Format (EDTF) Specification*, 4 February 2019, levels 0
and 1. Beyond it a time of day may lack its seconds, and the ends of a range may have times.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from typing import Final, Literal

from db.calendar_days import civil_of_day, day_number_of, days_in_month

Precision = Literal["time", "day", "month", "season", "year", "decade", "century", "millennium"]

MAX_YEAR: Final = 5_800_000
"""Years beyond this, either way, do not fit the store's 32-bit day numbers."""

_COARSENESS: Final = ("time", "day", "month", "season", "year", "decade", "century", "millennium")

WIDENING_DAYS: Final[dict[Precision, int]] = {
    "time": 1,
    "day": 1,
    "month": 15,
    "season": 183,
    "year": 183,
    "decade": 1_826,
    "century": 18_262,
    "millennium": 182_621,
}
"""By how many days each bound of an approximate date is moved outwards."""


class DateFlag(IntFlag):
    """What is unsure or special in a date; `date_flags` of the store is a sum of these."""

    UNCERTAIN = 1
    APPROXIMATE = 2
    UNSPECIFIED = 4
    OPEN_START = 8
    OPEN_END = 16
    UNKNOWN_START = 32
    UNKNOWN_END = 64
    HAS_TIME = 128
    RANGE = 256
    BOUNDS_ONLY = 512


class InvalidDate(ValueError):
    """Words that are not an EDTF level 1 date.

    Attributes
    ----------
    text
        The words.
    mend
        What is wrong and what would be right, as half a sentence.
    """

    def __init__(self, text: str, mend: str) -> None:
        super().__init__(f"“{text[:40]}” is not a date that can be kept: {mend}.")
        self.text = text
        self.mend = mend


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date of an EDTF value, not a range.

    Attributes
    ----------
    season
        21 spring, 22 summer, 23 autumn, 24 winter, or None.
    time
        As written, ``"14:30"`` or ``"14:30:05"``, or None.
    zone
        As written, ``"Z"`` or ``"+04:00"``, or None for local time.
    earliest, latest
        First and last day that it can be, widened where it is approximate.
    """

    year: int
    month: int | None
    day: int | None
    season: int | None
    time: str | None
    zone: str | None
    precision: Precision
    is_uncertain: bool
    is_approximate: bool
    has_unspecified: bool
    earliest: int
    latest: int

    @property
    def flags(self) -> DateFlag:
        """What is unsure in this date."""
        flags = DateFlag(0)
        if self.is_uncertain:
            flags |= DateFlag.UNCERTAIN
        if self.is_approximate:
            flags |= DateFlag.APPROXIMATE
        if self.has_unspecified:
            flags |= DateFlag.UNSPECIFIED
        if self.time is not None:
            flags |= DateFlag.HAS_TIME
        return flags


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed EDTF level 1 value.

    Attributes
    ----------
    earliest, latest
        First and last day that it can be, in days since 1970-01-01; None where it is open or
        unknown on that side.
    flags
        Sum of `DateFlag`.
    precision
        The coarser one of the two ends of a range.
    start, end
        The ends of a range, None where open or unknown; the same date twice when it is no range.
    """

    text: str
    earliest: int | None
    latest: int | None
    flags: int
    is_range: bool
    precision: Precision
    start: EdtfDate | None
    end: EdtfDate | None


_PLAIN_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DATE = re.compile(
    r"""(?P<year> -?\d{4} | -?\d{3}X | -?\d{2}XX | Y-?\d{5,} )
        (?: -(?P<month> \d{2} | XX )
            (?: -(?P<day> \d{2} | XX )
                (?: T(?P<time> \d{2}:\d{2} (?: :\d{2} )? )
                     (?P<zone> Z | [+-]\d{2} (?: :\d{2} )? )? )?
            )?
        )?
        (?P<mark> [?~%] )?""",
    re.ASCII | re.VERBOSE,
)
_SHAPE = (
    "write it as 2023, 2023-09, 2023-09-26, 2023-09-26T14:30, 2023-09-XX, 2023-21 (spring), "
    "with ? ~ or % at the end where unsure, or a range such as 2023-09-22/2023-09-25 or 2023-09/.."
)


@lru_cache(maxsize=65_536)
def parse_edtf(text: str) -> Edtf:
    """Read an EDTF level 1 value.

    Raises
    ------
    InvalidDate
        If the text is no such value, names a day that no calendar has, or is a range that ends
        before it begins.

    Examples
    --------
    >>> september = parse_edtf("2023-09~")
    >>> date_of_day(september.earliest), DateFlag(september.flags).name
    (datetime.date(2023, 8, 17), 'APPROXIMATE')
    >>> parse_edtf("../2023-09-28").earliest is None
    True
    """
    if "/" in text:
        return _parse_range(text)
    date = _parse_date(text, text)
    return Edtf(
        text, date.earliest, date.latest, int(date.flags), False, date.precision, date, date
    )


def day_number(date: datetime.date) -> int:
    """Give the days from 1970-01-01 to the date."""
    return date.toordinal() - _EPOCH_ORDINAL


def date_of_day(day: int) -> datetime.date:
    """Give the date of a day number.

    Raises
    ------
    OverflowError
        Outside the years 1 to 9999; `db.calendar_days.civil_of_day` has no such limit.
    """
    ordinal = day + _EPOCH_ORDINAL
    if not 1 <= ordinal <= _LAST_ORDINAL:
        raise OverflowError(f"day {day} is in the year {civil_of_day(day)[0]}")
    return datetime.date.fromordinal(ordinal)


_EPOCH_ORDINAL: Final = datetime.date(1970, 1, 1).toordinal()
_LAST_ORDINAL: Final = datetime.date.max.toordinal()


def _parse_range(text: str) -> Edtf:
    first, _, last = text.partition("/")
    if "/" in last:
        raise InvalidDate(text, "a range has one slash, between its first and its last date")
    flags = DateFlag.RANGE
    start = end = None
    if first == "..":
        flags |= DateFlag.OPEN_START
    elif not first:
        flags |= DateFlag.UNKNOWN_START
    else:
        start = _parse_date(first, text)
        flags |= start.flags
    if last == "..":
        flags |= DateFlag.OPEN_END
    elif not last:
        flags |= DateFlag.UNKNOWN_END
    else:
        end = _parse_date(last, text)
        flags |= end.flags
    if start is None and end is None:
        raise InvalidDate(text, "a range needs a date on one side at least; else leave it empty")
    ends = [date for date in (start, end) if date is not None]
    if start is not None and end is not None and start.earliest > end.latest:
        raise InvalidDate(text, "the range ends before it begins; change the two dates over")
    precision = max((date.precision for date in ends), key=_COARSENESS.index)
    return Edtf(
        text,
        None if start is None else start.earliest,
        None if end is None else end.latest,
        int(flags),
        True,
        precision,
        start,
        end,
    )


def _parse_date(part: str, whole: str) -> EdtfDate:
    if plain := _PLAIN_DAY.fullmatch(part):
        year, month, day = int(plain[1]), int(plain[2]), int(plain[3])
        number = _day(year, month, day, whole)
        return EdtfDate(
            year, month, day, None, None, None, "day", False, False, False, number, number
        )
    match = _DATE.fullmatch(part)
    if match is None:
        raise InvalidDate(whole, _SHAPE)
    if match["month"] == "XX" and match["day"] not in (None, "XX"):
        raise InvalidDate(whole, "a day without its month cannot be placed; write XX for the day")
    unspecified_years = match["year"].count("X")
    if unspecified_years and match["month"] not in (None, "XX"):
        raise InvalidDate(whole, "a month needs its year in full; write the year's digits")
    return _dated(match, whole, unspecified_years)


def _dated(match: re.Match[str], whole: str, unspecified_years: int) -> EdtfDate:
    """Turn the parts into a date with bounds."""
    first_year, last_year = _years(match["year"], whole)
    month = day = season = None
    precision: Precision = ("year", "decade", "century")[unspecified_years]
    earliest, latest = day_number_of(first_year, 1, 1), day_number_of(last_year, 12, 31)
    month_digits, day_digits = match["month"], match["day"]
    if month_digits not in (None, "XX"):
        number = int(month_digits)
        if 21 <= number <= 24 and day_digits is None:
            season, precision = number, "season"
            earliest, latest = _season(first_year, season)
        elif day_digits in (None, "XX"):
            month, precision = number, "month"
            earliest = _day(first_year, month, 1, whole)
            latest = earliest + days_in_month(first_year, month) - 1
        else:
            month, day, precision = number, int(day_digits), "day"
            earliest = latest = _day(first_year, month, day, whole)
    time, zone = match["time"], match["zone"]
    if time is not None:
        if day is None:
            raise InvalidDate(whole, "a time of day needs its day; leave the time out")
        _check_time(time, zone, whole)
        precision = "time"
    mark = match["mark"]
    is_approximate = mark in ("~", "%")
    if is_approximate:
        earliest -= WIDENING_DAYS[precision]
        latest += WIDENING_DAYS[precision]
    return EdtfDate(
        first_year,
        month,
        day,
        season,
        time,
        zone,
        precision,
        mark in ("?", "%"),
        is_approximate,
        unspecified_years > 0 or "XX" in (month_digits, day_digits),
        earliest,
        latest,
    )


def _years(digits: str, whole: str) -> tuple[int, int]:
    """Give the first and the last year that the digits can mean."""
    text = digits.removeprefix("Y")
    if text == "-0000":
        raise InvalidDate(whole, "the year 0 has no sign; write 0000 for 1 BC")
    if len(text) > 9:
        raise InvalidDate(whole, f"years reach from -{MAX_YEAR:,} to {MAX_YEAR:,}")
    low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
    low, high = min(low, high), max(low, high)
    if max(abs(low), abs(high)) > MAX_YEAR:
        raise InvalidDate(whole, f"years reach from -{MAX_YEAR:,} to {MAX_YEAR:,}")
    return low, high


def _season(year: int, season: int) -> tuple[int, int]:
    """Give the bounds of a season of the northern half; a winter ends in the next year."""
    first_month = (season - 20) * 3
    last_year, last_month = (year, first_month + 2) if season < 24 else (year + 1, 2)
    return (
        day_number_of(year, first_month, 1),
        day_number_of(last_year, last_month, days_in_month(last_year, last_month)),
    )


def _day(year: int, month: int, day: int, whole: str) -> int:
    if not 1 <= month <= 12:
        raise InvalidDate(
            whole, f"there is no month {month:02}; write 01 to 12, or XX where it is not known"
        )
    if not 1 <= day <= days_in_month(year, month):
        raise InvalidDate(
            whole,
            f"that month has the days 01 to {days_in_month(year, month)}, not {day:02}; "
            "write XX where the day is not known",
        )
    return day_number_of(year, month, day)


def _check_time(time: str, zone: str | None, whole: str) -> None:
    hour, minute, *second = (int(digits) for digits in time.split(":"))
    if hour > 23 or minute > 59 or any(value > 59 for value in second):
        raise InvalidDate(whole, "a time of day runs from 00:00 to 23:59:59")
    if zone not in (None, "Z"):
        zone_hours, _, zone_minutes = str(zone)[1:].partition(":")
        if int(zone_hours) > 14 or int(zone_minutes or 0) > 59:
            raise InvalidDate(whole, "a time zone lies within 14 hours of Z")
