"""Dates in words: the one place where the program says when something was."""

from __future__ import annotations

from datetime import date, timedelta

from db.edtf import DateFlag
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST

_EPOCH = date(1970, 1, 1)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

NOT_STATED = "date not given"


def day_words(day: int, *, short: bool = False, year: bool = True) -> str:
    """Return a day number in words: `26 September 2023`, short `26 Sep`."""
    try:
        when = _EPOCH + timedelta(days=day)
    except OverflowError:
        return f"year {1970 + round(day / 365.2425)}"
    month = _MONTHS[when.month - 1]
    text = f"{when.day} {month[:3] if short else month}"
    return f"{text} {when.year}" if year else text


def span_words(first: int, last: int, *, short: bool = False, year: bool = True) -> str:
    """Return a range of days in words, saying month and year once: `22–25 September 2023`."""
    if first == last:
        return day_words(first, short=short, year=year)
    try:
        start, end = _EPOCH + timedelta(days=first), _EPOCH + timedelta(days=last)
    except OverflowError:
        return f"{day_words(first, short=short)} – {day_words(last, short=short)}"
    if start.year != end.year:
        left, right = day_words(first, short=short), day_words(last, short=short)
        return f"{left} – {right}"
    tail = day_words(last, short=short, year=year)
    if start.month == end.month:
        return f"{start.day}–{tail}"
    return f"{day_words(first, short=short, year=False)} – {tail}"


def date_words(
    edtf: str | None,
    earliest: int = OPEN_EARLIEST,
    latest: int = OPEN_LATEST,
    flags: int = 0,
    *,
    short: bool = False,
    year: bool = True,
) -> str:
    """Return a date in words with its certainty: `about 1998`, `25 Sep?`, `by 28 September`.

    A question mark is uncertainty and nothing else; "about" is approximation; "some day"
    says that only the bounds are known.
    """
    if not edtf:
        if earliest == OPEN_EARLIEST and latest == OPEN_LATEST:
            return "no date" if short else NOT_STATED
        if latest == OPEN_LATEST:
            return f"after {day_words(earliest, short=short, year=year)}"
        if earliest == OPEN_EARLIEST:
            return f"before {day_words(latest, short=short, year=year)}"
        span = span_words(earliest, latest, short=short, year=year)
        return span if short else f"some day, {span}"
    if "/" in edtf:
        return _range_words(edtf, earliest, latest, short=short, year=year)
    words = _point_words(edtf.rstrip("?~%"), short=short, year=year)
    return _qualified(words, edtf)


def precision_words(edtf: str | None, flags: int) -> str:
    """Return how exactly a date is known, in a word for the tag beside it, or an empty text."""
    if not edtf:
        return "bounds only" if flags & int(DateFlag.BOUNDS_ONLY) else ""
    if "/" in edtf:
        open_ends = DateFlag.OPEN_START | DateFlag.OPEN_END
        open_ends |= DateFlag.UNKNOWN_START | DateFlag.UNKNOWN_END
        return "open range" if flags & int(open_ends) else "range"
    if "T" in edtf:
        return "time"
    core = edtf.rstrip("?~%")
    parts = core.lstrip("-").split("-")
    for part, tag in zip(parts, ("some year", "some month", "some day"), strict=False):
        if "X" in part:
            return tag
    if len(parts) == 2 and parts[1].isdigit() and int(parts[1]) > 12:
        return "season"
    return {3: "day", 2: "month"}.get(len(parts), "year")


def _qualified(words: str, edtf: str) -> str:
    if edtf.endswith("~"):
        return f"about {words}"
    if edtf.endswith("?"):
        return f"{words}?"
    if edtf.endswith("%"):
        return f"about {words}?"
    return words


def _range_words(edtf: str, earliest: int, latest: int, *, short: bool, year: bool) -> str:
    start, end = edtf.split("/", 1)
    left = _qualified(_point_words(start.rstrip("?~%"), short=short, year=year), start)
    right = _qualified(_point_words(end.rstrip("?~%"), short=short, year=year), end)
    if start in ("", "..") and end in ("", ".."):
        return "no date" if short else NOT_STATED
    if start == "..":
        return f"by {right}"
    if end == "..":
        return f"from {left}"
    if start == "":
        return f"until {right}, start not known"
    if end == "":
        return f"from {left}, end not known"
    days = all(len(part.rstrip("?~%")) == 10 for part in (start, end))
    if days and start[-1] == end[-1] and start[-1] in "~?%":
        plain_start, plain_end = start[:-1], end[:-1]
        plain = _range_words(f"{plain_start}/{plain_end}", earliest, latest, short=short, year=year)
        return _qualified(plain, start)
    if days and start[-1].isdigit() and end[-1] == "?":
        plain = _range_words(f"{start}/{end[:-1]}", earliest, latest, short=short, year=year)
        return f"{plain}?"
    if days and start[-1].isdigit() and end[-1].isdigit():
        try:
            ends = [(date.fromisoformat(part) - _EPOCH).days for part in (start, end)]
        except ValueError:
            return f"{left} – {right}"
        return span_words(ends[0], ends[1], short=short, year=year)
    return f"{left} – {right}"


def _year_words(digits: str, *, is_negative: bool) -> str:
    if digits.endswith("XX") and not is_negative:
        return _century_words(int(digits[:-2]) + 1)
    if digits.endswith("X"):
        return f"{digits.replace('X', '0')}s{' BC' if is_negative else ''}"
    # The year 0 is 1 BC.
    return f"{int(digits) + 1} BC" if is_negative else "1 BC" if digits == "0000" else digits


def _century_words(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending} century"


def _point_words(core: str, *, short: bool, year: bool) -> str:
    if core in ("", ".."):
        return ""
    day_part, _, clock = core.partition("T")
    begin = day_part[:2] if day_part[:2] == "Y-" else day_part[: day_part[:1] in ("-", "Y")]
    parts = day_part[len(begin) :].split("-")
    shown_year = _year_words(parts[0], is_negative="-" in begin)
    if len(parts) == 1:
        return shown_year
    if not parts[1].isdigit():
        return f"some month of {shown_year}"
    number = int(parts[1])
    if number in _SEASONS:
        return f"{_SEASONS[number]} {shown_year}"
    month = _MONTHS[number - 1] if 1 <= number <= 12 else parts[1]
    month = month[:3] if short else month
    if len(parts) == 2:
        return f"{month} {shown_year}"
    if "X" in parts[2]:
        return f"some day of {month} {shown_year}"
    words = f"{int(parts[2])} {month}"
    if year:
        words = f"{words} {shown_year}"
    return f"{words}, {clock[:5]}" if clock else words
