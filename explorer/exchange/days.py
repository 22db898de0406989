"""Bounds of a date as the interchange form writes them: ``2023-09-22``."""

from __future__ import annotations

import re
from typing import Final

from db.calendar_days import civil_of_day, day_number_of

_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def words_of_day(day: int) -> str | int:
    """Write a day number as a date, or as the number where its year has not four digits.

    Examples
    --------
    >>> words_of_day(19622), words_of_day(-800000)
    ('2023-09-22', -800000)
    """
    year, month, day_of_month = civil_of_day(day)
    if not 0 <= year <= 9_999:
        return day
    return f"{year:04}-{month:02}-{day_of_month:02}"


def day_of_words(words: object) -> int | None:
    """Read what `words_of_day` writes; None if it is not that.

    Examples
    --------
    >>> day_of_words("2023-09-22"), day_of_words(-800000), day_of_words("2023-02-30")
    (19622, -800000, None)
    """
    if isinstance(words, int) and not isinstance(words, bool):
        return words
    found = _DATE.fullmatch(words) if isinstance(words, str) else None
    if found is None:
        return None
    parts = tuple(map(int, found.groups()))
    if not 1 <= parts[1] <= 12:
        return None
    day = day_number_of(*parts)
    # A day that the month does not have comes back as another date.
    return day if civil_of_day(day) == parts else None
