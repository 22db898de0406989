"""The days of feeds, and what is odd about them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Final

_DAY: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?Z?)?")
_EARLIEST_YEAR: Final = 1800
_YEARS_AHEAD: Final = 2
_WORN: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


class NoDay(ValueError):
    """A cell is no day that an event of a feed can have; the text is a sentence."""


@lru_cache(maxsize=4096)
def feed_day(cell: str) -> str:
    """Give the day that a cell says, as 2023-09-26.

    Raises
    ------
    NoDay
    """
    text = cell.strip()
    found = _DAY.fullmatch(text)
    if found is None:
        if _WORN.fullmatch(text):
            raise NoDay(
                "A spreadsheet has rounded this number; take the file as it was downloaded."
            )
        raise NoDay("This is no day; write it as 20230926 or 2023-09-26.")
    year, month, day = (int(part) for part in found.groups())
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        raise NoDay("There is no such day.") from None
    if not _EARLIEST_YEAR <= year <= datetime.datetime.now(datetime.UTC).year + _YEARS_AHEAD:
        raise NoDay(f"The year {year} cannot be meant; mend it.")
    return date.isoformat()


@lru_cache(maxsize=4096)
def is_a_year_before(day: str, told: str) -> bool:
    """Tell whether a day lies exactly a year before the one on which it was told."""
    try:
        reported = feed_day(told[:8] if told[:8].isdecimal() else told)
    except NoDay:
        return False
    return day[4:] == reported[4:] and int(day[:4]) == int(reported[:4]) - 1
