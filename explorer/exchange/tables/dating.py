"""The date of a row: from one cell, a start and an end, or parts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from db.edtf import InvalidDate, parse_edtf
from explorer.editing.dates import NotUnderstood, understand
from explorer.exchange.intake.records import When
from explorer.exchange.tables.cells import is_missing, serial_day, without_midnight

if TYPE_CHECKING:
    from explorer.editing.dates import Understood

_PLAIN: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SPELL: Final = re.compile(r"([\[(<])\s*([^\[\]()<>;]*?)\s*([\])>])")
_EPOCH: Final = date(1970, 1, 1)
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_INFINITE: Final = frozenset({"", "infinity", "-infinity", "inf", "-inf", "+inf", "nan", ".."})
_OPEN: Final = frozenset(
    {"", "present", "now", "current", "ongoing", "today", "to date", "heute", "aujourd'hui",
     "actual", "actualidad", "presente", "н. в.", "настоящее время", "-", "–", "—", "..",
     "incumbent"}
)  # fmt: skip


class BadCell(ValueError):
    """A cell that cannot be what its column is.

    Attributes
    ----------
    heading, value
        Where it stands and what it says.
    reason
        A sentence that says what mends it.
    """

    def __init__(self, heading: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.heading = heading
        self.value = value
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a row.

    Attributes
    ----------
    remark
        What the user should know of it, a sentence, "" for nothing.
    """

    when: When | None
    remark: str = ""


NO_DATE: Final = Dated(None)


@lru_cache(maxsize=65_536)
def dated(heading: str, text: str, *, day_first: bool | None) -> Dated:
    """Read a cell that is a date by itself.

    Raises
    ------
    BadCell
    """
    text = text.strip()
    if not text or is_missing(text):
        return NO_DATE
    if _PLAIN.fullmatch(text):
        _checked(heading, text)
        return Dated(When(text))
    if (bounded := _bounded(text, day_first)) is not None:
        return Dated(bounded)
    edtf, remark = _read(heading, text, day_first)
    if edtf is None:
        return Dated(When(None, text, basis="") if remark else None, remark)
    return Dated(When(edtf, None if edtf == text else text), remark)


def dated_between(
    start: tuple[str, str], end: tuple[str, str], *, day_first: bool | None, is_lasting: bool
) -> Dated:
    """Read a start and an end, each as heading and cell.

    Parameters
    ----------
    is_lasting
        Whether an empty end means that it goes on, as of a position; else the start is the day.

    Raises
    ------
    BadCell
    """
    first, last = start[1].strip(), end[1].strip()
    first = "" if is_missing(first) else first
    if not first and not last:
        return NO_DATE
    a, remark = _read(start[0], first, day_first) if first else (None, "")
    is_open = last.casefold() in _OPEN or is_missing(last)
    b, other = (None, "") if is_open else _read(end[0], last, day_first)
    words = " – ".join(word for word in (first, last) if word)
    if a is None and b is None:
        return Dated(When(None, words, basis="") if words else None, remark or other)
    if (a and "/" in a) or (b and "/" in b):
        a, b = (a or "").split("/")[0], (b or "").split("/")[-1]
    if a and b:
        edtf = a if a == b else f"{a}/{b}"
    elif a:
        edtf = f"{a}/.." if is_lasting else a
    else:
        edtf = f"/{b}"
    try:
        parse_edtf(edtf)
    except InvalidDate as error:
        raise BadCell(end[0], last, f"With the start “{first}”: {error.mend}.") from error
    is_plain = {first, last} <= {part for part in (a, b, "") if part is not None}
    return Dated(When(edtf, None if is_plain else words), remark or other)


def dated_by_parts(
    parts: tuple[tuple[str, str], ...],
    *,
    end: tuple[tuple[str, str], ...] = (),
    is_lasting: bool = False,
) -> Dated:
    """Read year, month and day of one date, or of a start and an end, each as heading and cell.

    Parameters
    ----------
    is_lasting
        Whether an empty end means that it goes on.

    Raises
    ------
    BadCell
    """
    first, last = _of_parts(parts), _of_parts(end)
    if first is None:
        return NO_DATE
    edtf = f"{first}/{last}" if last and last != first else first
    if is_lasting and end and last is None:
        edtf = f"{first}/.."
    try:
        parse_edtf(edtf)
    except InvalidDate as error:
        heading, value = parts[0]
        raise BadCell(heading, value, f"{edtf}: {error.mend}.") from error
    return Dated(When(edtf))


def with_time(found: Dated, heading: str, text: str) -> Dated:
    """Add a time of day from another column to a day.

    Raises
    ------
    BadCell
    """
    text = text.strip()
    edtf = found.when.edtf if found.when is not None else None
    if not text or edtf is None or not _PLAIN.fullmatch(edtf):
        return found
    at = _read(heading, f"{edtf} {text}", None)[0]
    words = found.when.words if found.when is not None else None
    return Dated(When(at, f"{words or edtf} {text}"), found.remark)


def spells(heading: str, text: str) -> list[Dated]:
    """Read the spells of a timeset: `<[2016-02-03, 2016-02-04]; [2016-03-04, Infinity]>`.

    Raises
    ------
    BadCell
    """
    text = text.strip()
    if not text:
        return []
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    found = _SPELL.findall(bare)
    if not found:
        return [_spell(heading, text, bare.strip(), bare.strip())]
    result = []
    for _, inner, _ in found:
        points = [point.strip().strip('"') for point in inner.split(",")]
        result.append(
            _spell(heading, inner, points[0], points[1] if len(points) > 1 else points[0])
        )
    return result


def _spell(heading: str, text: str, first: str, last: str) -> Dated:
    a = "" if first.casefold() in _INFINITE else first
    b = "" if last.casefold() in _INFINITE else last
    if not a and not b:
        return NO_DATE
    if any(_is_count(point) for point in (a, b) if point):
        # Steps of a simulation and the like: no date, but not to be lost.
        return Dated(When(None, text, basis=""))
    # Gephi writes a year as 2021.0.
    a, b = (str(int(float(p))) if _NUMBER.fullmatch(p) else p for p in (a, b))
    return dated_between((heading, a), (heading, b), day_first=None, is_lasting=True)


def _is_count(point: str) -> bool:
    """Tell a plain number from a year."""
    if not _NUMBER.fullmatch(point):
        return False
    value = float(point)
    return not (value.is_integer() and 1000 <= value < 2200) or math.isinf(value)


def _of_parts(parts: tuple[tuple[str, str], ...]) -> str | None:
    """Join a year, a month and a day as far as they are given."""
    texts = ["" if is_missing(text) else text.strip().removesuffix(".0") for _, text in parts]
    if not texts or not texts[0]:
        return None
    heading, value = parts[0]
    if not texts[0].lstrip("-").isdigit():
        raise BadCell(heading, value, "It is not a year; write it in digits.")
    result = f"{int(texts[0]):04}"
    for (heading, value), text in zip(parts[1:], texts[1:], strict=True):
        if text in ("", "0", "00"):
            break
        if not text.isdigit():
            return _of_words(heading, value, texts)
        result += f"-{int(text):02}"
    return result


def _of_words(heading: str, value: str, texts: list[str]) -> str:
    """Read parts of which the month is a word."""
    year, *rest = texts
    edtf = _read(heading, " ".join([*reversed([part for part in rest if part]), year]), None)[0]
    if edtf is None:
        raise BadCell(heading, value, "It is not a month; write its number or its name.")
    return edtf


def _checked(heading: str, text: str) -> None:
    try:
        parse_edtf(text)
    except InvalidDate as error:
        raise BadCell(heading, text, f"{_capital(error.mend)}.") from error


def _read(heading: str, text: str, day_first: bool | None) -> tuple[str | None, str]:
    """Give the EDTF of words and what should be remarked."""
    bare = without_midnight(text)
    if day := serial_day(bare):
        return (
            day,
            _counted(heading, bare),
        )
    found = _understood(bare, day_first)
    if isinstance(found, str):
        if not any(map(str.isdigit, bare)):
            return None, f"{heading}: words that are no date were kept as words, such as “{bare}”."
        raise BadCell(heading, text, f"It is not understood as a date: {found}.")
    if found.edtf is None and (around := _around(found)):
        # What EDTF has no word for, such as an early March, is in March all the same.
        remark = f"{heading}: parts of a month or year were read as the whole, such as “{bare}”."
        return around, remark
    if found.edtf is None and found.is_dated:
        return None, f"{heading}: dates such as “{bare}” were kept as words."
    return found.edtf, ""


def _bounded(text: str, day_first: bool | None) -> When | None:
    """Give the words and the days between which a date lies that EDTF has no word for."""
    found = _understood(without_midnight(text), day_first)
    if isinstance(found, str) or found.edtf is not None:
        return None
    if found.earliest is None and found.latest is None:
        return None
    return When(None, text, earliest=found.earliest, latest=found.latest)


def _around(found: Understood) -> str:
    """Give the month or the year in which all days lie that a date can be, "" for none."""
    if found.earliest is None or found.latest is None:
        return ""
    try:
        first, last = (_EPOCH + timedelta(days=day) for day in (found.earliest, found.latest))
    except OverflowError:
        return ""
    if first.year != last.year:
        return ""
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def _counted(heading: str, number: str) -> str:
    return f"{heading}: numbers were read as days that a spreadsheet counts, such as “{number}”."


@lru_cache(maxsize=100_000)
def _understood(text: str, day_first: bool | None) -> Understood | str:
    try:
        return understand(text, day_first=day_first)
    except NotUnderstood as error:
        return error.mend


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
