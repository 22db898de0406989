"""Dates in parts, as exactly as they are known: year, year and month, or a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from db.edtf import InvalidDate, parse_edtf

Parts = tuple[int, ...]
"""(year,), (year, month) or (year, month, day)."""

_PLAIN = re.compile(r"(-?\d{4})(?:-(0[1-9]|1[0-2]))?(?:-([0-3]\d))?[?~%]?(?:T.*)?$")
_EPOCH = date(1970, 1, 1)
_DAYS_IN_YEAR = 365.2425


def date_parts(edtf: str) -> tuple[Parts, ...]:
    """Give a date as one or two ends; none where it is open, unknown or no date.

    What has no parts of its own, as a season or “some day of a month”, is told by its bounds.

    Examples
    --------
    >>> date_parts("2023-09-22/2023-09"), date_parts("2023~"), date_parts("2023-09-XX")
    (((2023, 9, 22), (2023, 9)), ((2023,),), ((2023, 9, 1), (2023, 9, 30)))
    >>> date_parts("2023-09-22/.."), date_parts("../2023"), date_parts("soon")
    (((2023, 9, 22),), ((2023,),), ())
    """
    ends = edtf.split("/")
    plain = [_PLAIN.match(end) for end in ends]
    if len(ends) <= 2 and all(plain):
        return tuple(_parts(found) for found in plain if found is not None)
    try:
        parsed = parse_edtf(edtf)
    except InvalidDate:
        return ()
    if len(ends) == 2 and any(plain):
        return tuple(_parts(found) for found in plain if found is not None)
    bounds = [day for day in (parsed.earliest, parsed.latest) if day is not None]
    return tuple(dict.fromkeys(day_parts(day) for day in bounds))


def day_parts(day: int) -> Parts:
    """Give the parts of a day number; of one beyond the calendar its year."""
    try:
        when = _EPOCH + timedelta(days=day)
    except OverflowError:
        return (1970 + round(day / _DAYS_IN_YEAR),)
    return (when.year, when.month, when.day)


def _parts(found: re.Match[str]) -> Parts:
    return tuple(int(part) for part in found.groups() if part is not None)
