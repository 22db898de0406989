"""The times of a graph file as dates: ISO, EDTF, words, and numbers that can only be years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from db.edtf import InvalidDate, parse_edtf
from explorer.editing.dates import NotUnderstood, understand
from explorer.exchange.graphs.model import Spell
from explorer.exchange.intake.records import When

LONGEST_MEETING_DAYS = 92
"""What goes on for longer is a lasting tie rather than a meeting."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?"
    r"(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$"
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$")
_MIDNIGHT = {"00:00", "00:00:00"}


@dataclass(frozen=True, slots=True)
class TimeScale:
    """What bare numbers mean that stand as times in a file.

    Attributes
    ----------
    unit
        "year", "second" or "millisecond" (of the Unix clock), "" where they cannot be told.
    """

    unit: str = ""

    @classmethod
    def of(cls, numbers: Iterable[float]) -> TimeScale:
        """Guess from all the numbers of a file."""
        values = list(numbers)
        if not values:
            return cls()
        low, high = min(values), max(values)
        if low >= 1000 and high <= 2200:
            return cls("year" if all(float(value).is_integer() for value in values) else "")
        if low >= 1e8 and high < 5e9:
            return cls("second")
        if low >= 1e11 and high < 5e12:
            return cls("millisecond")
        return cls()


NO_SCALE = TimeScale()


def bare_number(text: str) -> float | None:
    """Give the number that a time is, None where it is a date."""
    if not _NUMBER.match(text.strip()):
        return None
    value = float(text)
    # 20230926 is a date without dashes, which `point` reads.
    return None if _compact_day(text.strip()) else value


@lru_cache(maxsize=65_536)
def point(text: str, scale: TimeScale) -> str | None:
    """Give one time as EDTF; None where it is no date."""
    text = text.strip()
    if (value := bare_number(text)) is not None:
        return _of_number(value, scale)
    if found := _ISO.match(text):
        year, _, month, day, clock, zone = found.groups()
        edtf = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
        if clock and day and clock not in _MIDNIGHT:
            hours, _, rest = clock.partition(":")
            if zone and zone != "Z" and ":" not in zone:
                zone = f"{zone[:3]}:{zone[3:]}"
            edtf += f"T{int(hours):02}:{rest}{zone or ''}"
        return edtf if _is_edtf(edtf) else None
    if day := _compact_day(text):
        return day
    return text if _is_edtf(text) else None


def when_of(words: str, scale: TimeScale) -> When | None:
    """Give a date from one text, as an attribute holds it; None where it is none."""
    text = words.strip()
    edtf = point(text, scale)
    if edtf is None and len(text) > 4 and not _NUMBER.match(text):
        try:
            understood = understand(text)
        except NotUnderstood:
            return None
        edtf = understood.edtf
    return None if edtf is None else _when(edtf, text, scale)


def when_of_spell(spell: Spell, scale: TimeScale) -> When | None:
    """Give the date of a span with two ends, either of which may be open."""
    start = point(spell.start, scale) if spell.start else ".."
    end = point(spell.end, scale) if spell.end else ".."
    if start is None or end is None or start == end == "..":
        return None
    if start == end:
        edtf = start
    elif "/" in start or "/" in end:
        return None
    else:
        edtf = f"{start}/{end}"
    return _when(edtf, str(spell), scale) if _is_edtf(edtf) else None


def is_lasting(when: When) -> bool:
    """Tell whether a date spans so long that it is that of a lasting tie."""
    if when.edtf is None or "/" not in when.edtf:
        return False
    parsed = parse_edtf(when.edtf)
    if parsed.earliest is None or parsed.latest is None:
        return True
    return parsed.latest - parsed.earliest > LONGEST_MEETING_DAYS


def _when(edtf: str, words: str, scale: TimeScale) -> When:
    if scale.unit and _NUMBER.match(words.split(" – ")[0].strip() or "-"):
        meant = {"year": "a year", "second": "seconds", "millisecond": "milliseconds"}[scale.unit]
        since = "" if scale.unit == "year" else " since 1970"
        reasoning = f"The file gives the number {words}, taken as {meant}{since}."
        return When(edtf, words, "inferred", reasoning)
    return When(edtf, None if words == edtf else words)


def _of_number(value: float, scale: TimeScale) -> str | None:
    if scale.unit == "year" and value.is_integer():
        return f"{int(value):04}"
    if scale.unit in {"second", "millisecond"}:
        seconds = value / 1000 if scale.unit == "millisecond" else value
        moment = _EPOCH + timedelta(seconds=seconds)
        if moment.hour == moment.minute == moment.second == 0:
            return moment.strftime("%Y-%m-%d")
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return None


def _compact_day(text: str) -> str | None:
    if len(text) != 8 or not text.isdigit() or not "1000" <= text[:4] <= "2200":
        return None
    edtf = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return edtf if _is_edtf(edtf) else None


@lru_cache(maxsize=65_536)
def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except InvalidDate:
        return False
    return True
