"""Day numbers and civil dates of the proleptic Gregorian calendar, for years of any size."""

from __future__ import annotations

from typing import Final

_DAYS_IN_MONTH: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_ERA: Final = 146_097
_EPOCH_FROM_MARCH_0: Final = 719_468


def is_leap(year: int) -> bool:
    """Tell whether the year has a 29 February; year 0 is 1 BC."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Give the length of the month, 1 to 12."""
    return 29 if month == 2 and is_leap(year) else _DAYS_IN_MONTH[month]


def day_number_of(year: int, month: int, day: int) -> int:
    """Give the days from 1970-01-01 to a civil date, which is not checked.

    Examples
    --------
    >>> day_number_of(1970, 1, 1), day_number_of(0, 1, 1)
    (0, -719528)
    """
    # Years counted from March put the leap day last, and eras of 400 years are all alike.
    year_from_march = year - (month <= 2)
    era, year_of_era = divmod(year_from_march, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_IN_ERA + day_of_era - _EPOCH_FROM_MARCH_0


def civil_of_day(day: int) -> tuple[int, int, int]:
    """Give (year, month, day) of a day number.

    Examples
    --------
    >>> civil_of_day(19626)
    (2023, 9, 26)
    """
    era, day_of_era = divmod(day + _EPOCH_FROM_MARCH_0, _DAYS_IN_ERA)
    year_of_era = (
        day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return (
        era * 400 + year_of_era + (month <= 2),
        month,
        day_of_year - (153 * shifted_month + 2) // 5 + 1,
    )
