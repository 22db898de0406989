"""Reads the tokens of a date, a range of dates, or a choice between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.calendar_days import civil_of_day
from explorer.editing.calendar_words import MONTHS, meanings
from explorer.editing.date_points import Point, read_point
from explorer.editing.date_tokens import Token, UnreadableDate
from explorer.editing.understood import Understood, of_bounds, of_edtf
from explorer.model.timespan import day_words


class DateReader:
    """Reads the tokens of one date, range or choice.

    `day_first` and `base` are those of `explorer.editing.dates.understand`.
    """

    def __init__(self, tokens: list[Token], day_first: bool | None, base: date | None) -> None:
        self._tokens, self._day_first, self._base = _prepared(tokens), day_first, base
        self._notes: list[str] = []
        self._is_inferred = False

    def read(self) -> Understood:
        """Read all of it.

        Raises
        ------
        UnreadableDate
            If it is no date, or the parts of it do not go together.
        """
        tokens = self._tokens
        if not tokens:
            raise UnreadableDate("there is no date in it")
        intro = meanings(tokens[0].text)
        at, joint = self._joint(tokens)
        if at is not None and joint in ("and", "or") and ("between" in intro or joint == "or"):
            start = 1 if "between" in intro else 0
            left, right = self._both(tokens[start:at], tokens[at + 1 :])
            return self._between(left, right)
        if at is not None and ("between" in intro or _is_some_day(tokens)):
            return self._between(*self._both(tokens[1:at], tokens[at + 1 :]))
        if at is not None:
            start = 1 if intro & {"from", "since", "until"} else 0
            return self._range(tokens[start:at], tokens[at + 1 :], joint)
        return self._one_sided(tokens) or self._single(tokens)

    # --- one date ---------------------------------------------------------------------------

    def _one_sided(self, tokens: list[Token]) -> Understood | None:
        intro = meanings(tokens[0].text)
        rest = tokens[1:]
        if not rest or not intro & {"since", "from", "until", "by", "before", "after"}:
            return None
        if tokens[0].text in ("c", "in", "um"):
            return None
        point = self._complete(self._read(rest))
        if intro & {"since", "from"}:
            return self._of(f"{point.as_end()}/..")
        if "until" in intro:
            return self._of(f"/{point.as_end()}")
        if "by" in intro:
            return self._of(f"../{point.as_end()}")
        first, last = point.bounds()
        if "before" in intro:
            return self._of(f"../{_like(point, first - 1)}{point.mark}")
        return self._of(f"{_like(point, last + 1)}{point.mark}/..")

    def _single(self, tokens: list[Token]) -> Understood:
        point = self._complete(self._read(tokens))
        if point.section is not None:
            first, last = point.bounds()
            if point.is_about or point.is_unsure:
                self._notes.append("a part of a span is vague already")
            return self._of_bounds(first, last)
        if point.some == "day" and point.month is None and point.season is None:
            point.some = "month"
        return self._of(point.core() + point.mark)

    # --- two dates --------------------------------------------------------------------------

    def _joint(self, tokens: list[Token]) -> tuple[int | None, str]:
        """Find what joins two dates: its place, and "to", "and" or "or"."""
        found: list[tuple[int, str]] = []
        is_counted_from = bool(meanings(tokens[0].text) & {"from", "since"})
        for at, token in enumerate(tokens):
            meant = meanings(token.text) if token.kind == "word" else frozenset[str]()
            before = tokens[at - 1] if at else None
            if token.kind == "dash":
                is_hyphen = before is not None and meanings(before.text) & {
                    "early", "middle", "late"
                }  # fmt: skip
                if not is_hyphen:
                    found.append((at, "to"))
            elif token.kind == "slash":
                is_months = before is not None and before.text in MONTHS
                found.append((at, "or" if is_months else "to"))
            elif at and "or" in meant and token.text not in ("o",):
                found.append((at, "or"))
            elif at and self._says_to(tokens, at, is_counted_from=is_counted_from):
                found.append((at, "to"))
            elif at and "and" in meant and token.text != "e":
                found.append((at, "and"))
        if not found:
            return None, ""
        if len(found) > 1:
            raise UnreadableDate("there are more than two dates in it")
        return found[0]

    @staticmethod
    def _says_to(tokens: list[Token], at: int, *, is_counted_from: bool) -> bool:
        """Tell whether a word such as "a" joins: only where there is a date behind it."""
        meant = meanings(tokens[at].text)
        if is_counted_from and "by" in meant:
            return True
        return bool(meant & {"to", "until"}) and any(
            token.kind in ("number", "day", "decade", "clock")
            or token.text in MONTHS
            or "now" in meanings(token.text)
            for token in tokens[at + 1 :]
        )

    def _both(self, left: Sequence[Token], right: Sequence[Token]) -> tuple[Point, Point]:
        first, last = self._read(left), self._read(right)
        _share(first, last)
        return self._complete(first), self._complete(last)

    def _between(self, left: Point, right: Point) -> Understood:
        first, last = left.bounds()[0], right.bounds()[1]
        if first > last:
            raise UnreadableDate("the second date is before the first; change them over")
        if first == last:
            return self._of(_like(Point(day=1), first))
        return self._of_bounds(first, last)

    def _range(self, left: list[Token], right: list[Token], joint: str) -> Understood:
        is_open = not right or any("now" in meanings(token.text) for token in right)
        if not left and not is_open:
            return self._of(f"../{self._complete(self._read(right)).as_end()}")
        if is_open:
            return self._of(f"{self._complete(self._read(left)).as_end()}/..")
        was_whole = self._read(left).is_whole
        if _is_season_over_new_year(left, right):
            return self._single(left)
        first, last = self._both(left, right)
        if joint == "and" and last.bounds()[0] != first.bounds()[1] + 1:
            raise UnreadableDate("these are two dates; enter what happened on each by itself")
        if not was_whole:
            # "about 18–24 September" is said of both ends, and so is a mark behind them.
            first.is_about |= last.is_about
            last.is_about |= first.is_about
            first.is_unsure |= last.is_unsure
            last.is_unsure |= first.is_unsure
        return self._of(f"{first.as_end()}/{last.as_end()}")

    # --- what both need ---------------------------------------------------------------------

    def _read(self, tokens: Sequence[Token]) -> Point:
        return read_point(tokens, day_first=self._day_first)

    def _complete(self, point: Point) -> Point:
        if not point.is_whole and self._base is not None and point.month is not None:
            point.year = self._base.year
            self._is_inferred = True
            self._notes.append(note_of_base(self._base))
        if point.is_order_open and self._day_first is None:
            self._notes.append("the day taken as first")
        if point.short_year is not None:
            self._notes.append(f"{point.short_year % 100:02} taken as {point.short_year}")
        point.core()
        return point

    def _of(self, edtf: str) -> Understood:
        found = of_edtf(edtf, note=self._note())
        if self._day_first is None and "the day taken as first" in self._notes:
            turned = DateReader(self._tokens, False, self._base).read()
            found = replace(found, other=turned.edtf or "")
        return replace(found, is_inferred=self._is_inferred)

    def _of_bounds(self, first: int, last: int) -> Understood:
        return of_bounds(first, last, note=self._note(), is_inferred=self._is_inferred)

    def _note(self) -> str:
        return ", ".join(dict.fromkeys(self._notes))


def note_of_base(base: date) -> str:
    """Say from where a missing part was taken."""
    day = (base - date(1970, 1, 1)).days
    return f"counted from {day_words(day)}"


def _is_some_day(tokens: Sequence[Token]) -> bool:
    """Tell "some day, 22–25 September" from "some day of September"."""
    begin = [token.text for token in tokens[:3]]
    return begin[:2] == ["some", "day"] and begin[2:] != ["of"]


def _share(first: Point, last: Point) -> None:
    """Give each of two dates what only the other one says: the month, the year, the day."""
    is_year = first.year is not None and first.month is None and first.day is None
    if is_year and first.year and last.day is not None and last.month is last.year is None:
        # "2019–21"
        last.year, last.day = first.year // 100 * 100 + last.day, None
    if last.clock and last.day is None and last.month is None:
        last.year, last.month, last.day = first.year, first.month, first.day
    if first.day is not None and first.month is None:
        first.month = last.month
    if last.day is not None and last.month is None:
        last.month = first.month
    if last.year is None and not last.digits:
        last.year = first.year
    if first.year is None and not first.digits:
        first.year = last.year
        is_turned = first.month is not None and last.month is not None and first.month > last.month
        if is_turned and first.year is not None:
            first.year -= 1
    first.is_before_christ |= last.is_before_christ and first.year is not None


def _is_season_over_new_year(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Tell a winter of two years, "winter 2022/23", from a range."""
    point = read_point(left, day_first=None)
    numbers = [t.numbers[0] for t in right if t.kind == "number" and len(t.text) == 2]
    if point.season is None or point.year is None or len(right) != 1 or not numbers:
        return False
    return (point.year + 1) % 100 == numbers[0] % 100


def _like(point: Point, day: int) -> str:
    """Return the date of a day as exactly as the point is."""
    year, month, day_of_month = civil_of_day(day)
    if point.digits or point.season is not None or point.day is not None or point.section:
        return f"{year:04}-{month:02}-{day_of_month:02}"
    return f"{year:04}-{month:02}" if point.month is not None else f"{year:04}"


def _prepared(tokens: list[Token]) -> list[Token]:
    """Leave commas out; take years joined by a hyphen (`2019-25`) apart again."""
    found: list[Token] = []
    for token in tokens:
        if token.kind == "comma":
            continue
        if token.kind == "day" and token.form == "ym" and not 1 <= token.numbers[1] <= 12:
            year, short = token.numbers
            dash = Token("slash" if "/" in token.text else "dash", "-")
            year_token = Token("number", f"{year:04}", (year,), "digits4")
            found += [year_token, dash, Token("number", f"{short:02}", (short,), "digits")]
        else:
            found.append(token)
    return found
