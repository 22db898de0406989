"""Reads one date as typed, whole or in part, from its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from db.calendar_days import civil_of_day, day_number_of, days_in_month
from db.edtf import parse_edtf
from explorer.editing.calendar_words import MONTHS, ORDINALS, SEASONS, WEEKDAYS, meanings
from explorer.editing.date_tokens import Token, UnreadableDate, two_digit_year

Section = tuple[int, int]
"""Which of how many equal parts of a span: early is (1, 3)."""

_LARGEST_DAY: Final = 31
_SECTIONS: Final[dict[str, Section]] = {"early": (1, 3), "middle": (2, 3), "late": (3, 3)}


@dataclass(slots=True)
class Point:
    """A date, of which parts may still be missing.

    Attributes
    ----------
    digits
        Of a decade or century the year with its X, `199X`.
    some
        "day" or "month" that is not said which.
    is_order_open
        The day and the month could be changed over.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    clock: str = ""
    digits: str = ""
    section: Section | None = None
    some: Literal["", "day", "month"] = ""
    weekday: int | None = None
    is_about: bool = False
    is_unsure: bool = False
    is_before_christ: bool = False
    is_order_open: bool = False
    short_year: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it can stand by itself."""
        return self.year is not None or bool(self.digits)

    @property
    def mark(self) -> str:
        """The mark of EDTF for what is unsure."""
        return {(0, 0): "", (0, 1): "?", (1, 0): "~"}.get((self.is_about, self.is_unsure), "%")

    def core(self) -> str:
        """Return the EDTF of the date without its mark.

        Raises
        ------
        UnreadableDate
            If the year is missing, or no calendar has the day.
        """
        if self.digits:
            return self.digits
        if self.year is None:
            raise UnreadableDate(self._missing())
        year = 1 - self.year if self.is_before_christ else self.year
        text = f"{year:04}" if year >= 0 else f"-{-year:04}"
        if abs(year) > 9_999:
            text = f"Y{year}"
        if self.season is not None:
            return f"{text}-{self.season}"
        if self.month is None:
            if self.day is not None:
                raise UnreadableDate("the month is missing; add it, as in 26 September 2023")
            self._refuse_clock()
            return f"{text}-XX" if self.some == "month" else text
        if not 1 <= self.month <= 12:
            raise UnreadableDate(f"there is no month {self.month}")
        if self.day is None:
            self._refuse_clock()
            return f"{text}-{self.month:02}-XX" if self.some == "day" else f"{text}-{self.month:02}"
        most = days_in_month(year, self.month)
        if not 1 <= self.day <= most:
            raise UnreadableDate(f"that month has the days 1 to {most}, not {self.day}")
        text = f"{text}-{self.month:02}-{self.day:02}"
        return f"{text}T{self.clock}" if self.clock else text

    def bounds(self) -> tuple[int, int]:
        """Return the first and the last day that it names, without the width of "about"."""
        parsed = parse_edtf(self.core())
        first, last = parsed.earliest or 0, parsed.latest or 0
        if self.section is None:
            return first, last
        return _section_of(first, last, self.section, is_year=self.month is None)

    def as_end(self) -> str:
        """Return it as an end of a range, where "early 2020" is about its middle month."""
        if self.section is None:
            return self.core() + self.mark
        first, last = self.bounds()
        year, month, _ = civil_of_day((first + last) // 2)
        return f"{year:04}-{month:02}~"

    def _refuse_clock(self) -> None:
        if self.clock:
            raise UnreadableDate("a time of day needs its day; add it or leave the time out")

    def _missing(self) -> str:
        if self.month is None or not 1 <= self.month <= 12:
            return "the month and the year are missing; add them, as in 26 September 2023"
        words = " ".join(part for part in (str(self.day or ""), _ENGLISH[self.month - 1]) if part)
        return f"the year is missing; add it, as in {words} 2023"


_ENGLISH: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def read_point(tokens: Sequence[Token], *, day_first: bool | None) -> Point:
    """Read one date.

    Raises
    ------
    UnreadableDate
        If a word is not one of dates, or a number has no place in one.
    """
    point = Point()
    point.is_before_christ = any("bc" in meanings(token.text) for token in tokens)
    skip = 0
    for at, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind == "day":
            _take_digits(point, token, day_first)
        elif token.kind == "clock":
            point.clock = ":".join(f"{number:02}" for number in token.numbers) + token.zone
        elif token.kind == "decade":
            point.digits = _decade(token.text)
        elif token.kind == "number":
            is_last = not any(later.kind == "number" for later in tokens[at + 1 :])
            skip = _take_number(point, token, following, is_last=is_last)
        elif token.kind == "question":
            point.is_unsure = True
        elif token.kind == "word":
            skip = _take_word(point, token.text, tokens[at + 1 :])
    _check_weekday(point)
    return point


def _take_digits(point: Point, token: Token, day_first: bool | None) -> None:
    numbers = token.numbers
    if token.form == "ymd":
        point.year, point.month, point.day = numbers
    elif token.form == "ym":
        point.year, point.month = numbers
    elif token.form == "my":
        point.month, point.year = numbers
    else:
        first, second, year = numbers
        if len(token.text.rpartition(token.form)[2]) == 2:
            year = two_digit_year(year)
            point.short_year = year
        if day_first is None:
            is_open = first <= 12 and second <= 12 and first != second and token.form != "."
            point.is_order_open = is_open
            day_first = second <= 12
        point.day, point.month = (first, second) if day_first else (second, first)
        point.year = year
        if not 1 <= point.month <= 12:
            order = "the day" if day_first else "the month"
            raise UnreadableDate(f"with {order} first there would be a month {point.month}")


def _take_number(point: Point, token: Token, following: Token | None, *, is_last: bool) -> int:
    """Put a number where it belongs; return how many of the tokens after it are used up."""
    number = token.numbers[0]
    if following is not None and "century" in meanings(following.text):
        if not 1 <= number <= 99:
            raise UnreadableDate(f"there is no {number}th century here")
        point.digits = f"{number - 1:02}XX"
        return 1
    is_year = token.form in ("year", "digits4") or number > _LARGEST_DAY
    if point.is_before_christ and is_last:
        is_year = True
    if not is_year and point.day is None and token.form != "year":
        point.day = number
    elif point.year is None and token.form != "ordinal":
        if token.form == "digits" and number < 100 and not point.is_before_christ:
            number = two_digit_year(number)
            point.short_year = number
        point.year = number
    else:
        raise UnreadableDate(f"“{token.text}” is one number more than a date has")
    return 0


def _take_word(point: Point, word: str, rest: Sequence[Token]) -> int:
    meant = meanings(word)
    number = rest[0].numbers[0] if rest and rest[0].kind == "number" else 0
    if word in ("q", "h") and 1 <= number <= (4 if word == "q" else 2):
        point.section = (number, 4 if word == "q" else 2)
        return 1
    if word in ORDINALS and rest and meanings(rest[0].text) & {"half", "quarter"}:
        parts = 2 if "half" in meanings(rest[0].text) else 4
        which = min(ORDINALS[word] or parts, parts)
        point.section = (which, parts)
        return 1
    if word in MONTHS:
        if point.month is not None:
            raise UnreadableDate("there are two months and nothing that joins them")
        point.month = MONTHS[word]
    elif word in SEASONS and not (word == "fall" and "some" in meant):
        point.season = SEASONS[word]
    elif word in WEEKDAYS:
        point.weekday = WEEKDAYS[word]
    elif word == "um" and rest and rest[0].kind == "clock":
        return 0
    elif "about" in meant:
        point.is_about = True
    elif "perhaps" in meant:
        point.is_unsure = True
    elif "some" in meant:
        is_month = bool(rest) and "month_word" in meanings(rest[0].text)
        point.some = "month" if is_month else "day"
        return 1 if is_month else 0
    elif section := next((_SECTIONS[name] for name in _SECTIONS if name in meant), None):
        point.section = section
    elif not meant & {"filler", "bc"}:
        near = get_close_matches(word, [name.lower() for name in _ENGLISH], 1, 0.75)
        meant_words = f"; it may be {near[0].title()}" if near else ""
        raise UnreadableDate(f"“{word}” is no word of dates{meant_words}")
    return 0


def _decade(text: str) -> str:
    if text.endswith("x"):
        return text.upper()
    digits = text.rstrip("s")
    return f"{two_digit_year(int(digits)) // 10}X" if len(digits) == 2 else f"{digits[:3]}X"


def _check_weekday(point: Point) -> None:
    if point.weekday is None or point.day is None or point.month is None or point.year is None:
        return
    first, _ = point.bounds()
    # Day 0, 1 January 1970, was a Thursday.
    if (first + 3) % 7 != point.weekday:
        names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        raise UnreadableDate(f"that day was a {names[(first + 3) % 7]}")


def _section_of(first: int, last: int, section: Section, *, is_year: bool) -> tuple[int, int]:
    """Cut a span of days into parts: a year or more by months, less by days."""
    which, parts = section
    if not is_year or last - first < 300:
        days = last - first + 1
        length = 10 if parts == 3 and 28 <= days <= 31 else -(-days // parts)
        begin = first + (which - 1) * length
        return begin, last if which == parts else min(last, begin + length - 1)
    first_year, n_years = civil_of_day(first)[0], civil_of_day(last)[0] - civil_of_day(first)[0] + 1
    # Whole years of a decade or century, whole months of a year.
    unit = 1 if n_years == 1 else 12
    begin_month = round((which - 1) * n_years * 12 / parts / unit) * unit
    end_month = round(which * n_years * 12 / parts / unit) * unit - 1
    year, month = first_year + end_month // 12, end_month % 12 + 1
    return (
        day_number_of(first_year + begin_month // 12, begin_month % 12 + 1, 1),
        day_number_of(year, month, days_in_month(year, month)),
    )
