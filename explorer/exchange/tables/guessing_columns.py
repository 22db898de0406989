"""What single columns may be: their names weighed against their contents."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.cells import (
    is_address,
    is_date,
    is_flag,
    is_life,
    is_mail,
    is_number,
    is_spells,
    is_year,
    looks_like_date,
    money_in,
    serial_day,
    without_midnight,
)
from explorer.exchange.tables.guessing_parts import parts_of_dates
from explorer.exchange.tables.lexicon import concepts_of, words_of
from explorer.exchange.tables.state_names import is_state
from explorer.exchange.tables.terms import known_interaction_kind, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.tables.table import Column, Table

_MOSTLY: Final = 0.6
_SOME: Final = 0.4
_SEPARATORS: Final = (";", "|", "\n", " / ", "；", "、", "؛", "•")
_AIMS: Final = frozenset({"destination", "ziel ort", "destino", "zielort"})
_SHORTEST_NAME: Final = 2
_WORDY: Final = 60
_FEW: Final = 40


class Guesses:
    """What each column of a table may be.

    Attributes
    ----------
    concepts
        Of each column, the concepts of `lexicon` that its name and its contents allow.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.concepts = {
            column.heading: frozenset(
                concept for concept in concepts_of(column.heading) if _allows(concept, column)
            )
            for column in table.columns
        }
        for column in table.columns:
            if not self.concepts[column.heading]:
                self.concepts[column.heading] = _by_contents(column)
        for heading, concept in parts_of_dates(table.columns).items():
            self.concepts[heading] = frozenset({concept} - {""})
        if any(words_of(c.heading) in _AIMS for c in table.columns):
            # `source` beside `destination` is where something comes from.
            for column in table.columns:
                if words_of(column.heading) == "source":
                    self.concepts[column.heading] = frozenset()
        self._settle_times()
        if not table.headings_line and len(table.columns) > 1:
            self._take_for_pairs(table.columns[:2])

    def _settle_times(self) -> None:
        """Let `from` and `to` be years where others act, take a record's time for want of one."""
        sides = self.columns("from", "to")
        acting = [c for c in self.columns("person", "organisation", "name") if c not in sides]
        for column in sides if acting else ():
            if column.share(is_year) >= _MOSTLY and self.is_(column, "start", "end"):
                self.concepts[column.heading] -= {"from", "to"}
        if self.has("date", "start", "year", "timeset") or self.has("life", "actor_kind"):
            return
        if self.has("description", "quote", "title", "url"):
            for column in self.columns("recorded", "published")[:1]:
                if column.share(is_date) >= _MOSTLY:
                    self.concepts[column.heading] = frozenset({"date"})

    def _take_for_pairs(self, columns: Sequence[Column]) -> None:
        """Take the first two columns of a table without headings for the sides of pairs."""
        if all(not self.concepts[c.heading] - {"nameish", "state"} for c in columns):
            for column, side in zip(columns, ("from", "to"), strict=True):
                self.concepts[column.heading] = frozenset({side})

    def columns(self, *concepts: str) -> list[Column]:
        """Give the columns that may be one of these, in their order."""
        wanted = set(concepts)
        return [c for c in self.table.columns if self.concepts[c.heading] & wanted]

    def has(self, *concepts: str) -> bool:
        """Tell whether there is a column of one of these."""
        return bool(self.columns(*concepts))

    def is_(self, column: Column, *concepts: str) -> bool:
        """Tell whether a column may be one of these."""
        return bool(self.concepts[column.heading] & set(concepts))


def _allows(concept: str, column: Column) -> bool:
    """Tell whether the contents of a column do not speak against what its name says."""
    if not column.n_filled:
        return concept in ("description", "other_name", "end")
    match concept:
        case "date" if column.share(is_life) > 0.5:
            # Lives and terms of office: "1879-1955", "1941-"
            return False
        case "date" | "published":
            is_in_years = concept == "date" and column.share(is_year) > _MOSTLY
            return column.share(looks_like_date) >= _SOME or is_in_years
        case "start" | "end":
            dated = column.share(
                lambda t: (
                    is_date(t) or is_year(t) or is_year(without_midnight(t)) or bool(serial_day(t))
                )
            )
            is_open = column.share(lambda text: not any(map(str.isdigit, text)))
            return dated >= _MOSTLY or (dated > 0 and dated + is_open >= 0.9)
        case "year":
            return column.share(is_year) >= _MOSTLY
        case "month":
            return column.share(lambda text: len(text) <= 12) >= _MOSTLY
        case "day":
            return column.share(lambda text: is_number(text) and len(text) <= 2) >= _MOSTLY
        case "amount":
            return column.share(lambda text: is_number(money_in(text)[0])) >= _MOSTLY
        case "latitude" | "longitude" | "weight":
            return column.share(is_number) >= _MOSTLY
        case "timeset":
            return (
                column.share(lambda text: is_spells(text) or is_date(text) or is_year(text)) > 0.5
            )
        case "url":
            return column.share(is_address) >= _MOSTLY
        case "person" | "organisation" | "state" | "name" | "first_name" | "last_name":
            is_said = column.share(is_number) < 0.5 and column.share(is_date) < 0.5
            is_said = is_said and column.share(is_address) < 0.5
            return is_said and column.share(is_flag) < 0.5
        case "standing":
            return column.has_only_flags() or column.share(lambda t: bool(standing(t))) > 0
        case "group":
            return column.share(is_number) < 0.5 and _mean_length(column) > _SHORTEST_NAME
        case "from" | "to":
            return column.share(is_date) < 0.5
        case "title" | "topic" | "description" | "place":
            return column.share(is_number) < _MOSTLY and column.share(is_date) < _MOSTLY
        case _:
            return True


def _by_contents(column: Column) -> frozenset[str]:
    """Tell what a column is whose name says nothing."""
    if not column.n_filled:
        return frozenset()
    if column.share(is_address) >= 0.9:
        return frozenset({"url"})
    if column.share(is_life) > 0.5:
        return frozenset({"life"})
    has_digits = column.share(lambda text: any(map(str.isdigit, text)))
    if has_digits > 0.9 and column.share(is_date) >= 0.9 and column.share(is_number) < 0.5:
        return frozenset({"date"})
    if column.share(is_spells) >= 0.9:
        return frozenset({"timeset"})
    if len(column.values) > 1 and column.share(lambda text: is_state(text)) >= 0.8:
        return frozenset({"state"})
    if (
        len(column.values) <= _FEW
        and column.share(lambda text: bool(known_interaction_kind(text))) >= 0.6
    ):
        return frozenset({"kind"})
    if column.share(_is_like_name) >= 0.8 and column.share(is_date) < 0.2:
        return frozenset({"nameish"})
    if _mean_length(column) > _WORDY:
        return frozenset({"description"})
    return frozenset()


def _is_like_name(text: str) -> bool:
    """Tell whether a cell has the look of a person's name: two to six words with capitals."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 6 or any(map(str.isdigit, text)) or len(text) > 60:
        return False
    capital = sum(word[:1].isupper() for word in words)
    return capital >= max(2, len(words) - 2)


def _mean_length(column: Column) -> float:
    seen = list(islice(column.values, 300))
    return sum(map(len, seen)) / len(seen) if seen else 0.0


def separator_in(column: Column) -> str:
    """Tell at what the cells of a column seem to be split; "" for nothing.

    A comma never counts, since `Surname, First` is one person; but where all that stands between
    commas are states or mail addresses it does.
    """
    seen = list(islice(column.values, 1_000))
    if not seen:
        return ""
    listed = [text.split(",") for text in seen if "," in text]
    if listed and all(len(p) > 1 and all(map(_is_somebody, p)) for p in listed):
        return ","
    counts = Counter({mark: sum(mark in text for text in seen) for mark in _SEPARATORS})
    mark, count = counts.most_common(1)[0]
    if not count or count < 0.02 * len(seen):
        return ""
    return mark.strip() if mark != "\n" else "\n"


def _is_somebody(text: str) -> bool:
    return is_mail(text) or is_state(text)


def stem_of(heading: str) -> str:
    """Give a heading without what makes it an id or a number of others."""
    words = words_of(heading).rstrip("0123456789 ")
    for ending in (" id", " key", " name", " code", " type", " kind", " role"):
        words = words.removesuffix(ending)
    return words
