"""Columns that are parts of one date: `strtday`, `strtmnth`, `strtyr` and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.cells import is_missing, is_number, is_year
from explorer.exchange.tables.lexicon import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.exchange.tables.table import Column

_PART: Final = re.compile(
    r"(?P<side>.*?) ?(?P<part>year|yr|jahr|annee|ano|month|mnth|mon|monat|mois|mes|"
    r"day|dy|tag|jour|dia)(?P<rest>(?: of)?)"
)
_NAME: Final = {
    "year": "year", "yr": "year", "jahr": "year", "annee": "year", "ano": "year",
    "month": "month", "mnth": "month", "mon": "month", "monat": "month", "mois": "month",
    "mes": "month", "day": "day", "dy": "day", "tag": "day", "jour": "day", "dia": "day",
}  # fmt: skip
_STARTS: Final = ("start", "strt", "st", "begin", "beg", "from", "beginn", "debut", "inicio")
_ENDS: Final = ("end", "to", "until", "finish", "ende", "fin")
_MOSTLY: Final = 0.6


def parts_of_dates(columns: Sequence[Column]) -> dict[str, str]:
    """Give concepts for headings that are parts of a start and an end.

    Where there is a start in parts, a lone `year` beside it only tells which year a row is for.
    """
    sides: dict[str, dict[str, Column]] = {}
    for column in columns:
        match = _PART.fullmatch(words_of(column.heading))
        if match and _holds(_NAME[match["part"]], column):
            sides.setdefault(match["side"], {}).setdefault(_NAME[match["part"]], column)
    starts = [s for s in sides if _is_side(s, _STARTS) and "year" in sides[s]]
    ends = [s for s in sides if _is_side(s, _ENDS) and "year" in sides[s]]
    if not starts:
        # "iyear", "imonth", "iday"
        whole = next((s for s in sides.values() if {"year", "month", "day"} <= s.keys()), {})
        return {column.heading: part for part, column in whole.items()}
    start, end = sides[starts[0]], sides[ends[0]] if ends else {}
    found = dict(_named(start, end))
    if "" in sides and (lone := sides[""].get("year")):
        found[lone.heading] = ""
    return found


def _named(start: dict[str, Column], end: dict[str, Column]) -> Iterator[tuple[str, str]]:
    if len(start) == 1 and len(end) <= 1:
        yield start["year"].heading, "start"
        if end:
            yield end["year"].heading, "end"
        return
    for part, column in start.items():
        yield column.heading, part
    for part, column in end.items():
        yield column.heading, f"end_{part}"


def _is_side(side: str, words: Sequence[str]) -> bool:
    last = side.split()[-1:]
    return bool(last) and last[0] in words


def _holds(part: str, column: Column) -> bool:
    """Tell whether the cells are such parts, but for marks of what is not known."""
    if not column.n_filled:
        return False
    if part == "year":
        return column.share(lambda text: is_year(text) or is_missing(text)) >= _MOSTLY
    return column.share(lambda text: is_missing(text) or len(text) <= 2 or not is_number(text)) > (
        _MOSTLY
    )
