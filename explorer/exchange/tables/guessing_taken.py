"""Which columns of a table are taken for what already, while its uses are guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.lexicon import is_said, words_of
from explorer.exchange.tables.mapping import Meaning, Use

if TYPE_CHECKING:
    from explorer.exchange.tables.guessing_columns import Guesses
    from explorer.exchange.tables.table import Column

_ONCE: Final = {
    "date": "date", "start": "start", "end": "end", "year": "year", "month": "month", "day": "day",
    "time": "time", "timeset": "timeset", "place": "place", "latitude": "latitude",
    "longitude": "longitude", "title": "title", "kind": "kind", "standing": "standing",
    "amount": "amount", "unit": "unit", "quote": "quote", "source": "source", "url": "source_url",
    "publisher": "publisher", "author": "author", "published": "published",
    "end_year": "end_year", "end_month": "end_month", "end_day": "end_day",
}  # fmt: skip
"""Concepts that one column of a table may be, and the meaning it then has."""


class Taken:
    """Uses found so far; each column has one."""

    def __init__(self, guesses: Guesses) -> None:
        self.guesses = guesses
        self.uses: dict[str, Use] = {}
        self.joined: set[str] = set()
        self._done: set[str] = set()

    def take(self, column: Column, meaning: Meaning, **more: object) -> None:
        """Say what a column is."""
        self.uses[column.heading] = Use(meaning, column.heading, **more)  # type: ignore[arg-type]

    def is_free(self, column: Column) -> bool:
        """Tell whether nothing is said of a column yet."""
        return column.heading not in self.uses and column.heading not in self.joined

    def free(self, *concepts: str) -> list[Column]:
        """Give the columns of concepts of which nothing is said yet."""
        return [c for c in self.guesses.columns(*concepts) if self.is_free(c)]

    def once(self, *, but: tuple[str, ...] = ()) -> None:
        """Take one column for each concept that comes once, where there is one."""
        for concept, meaning in _ONCE.items():
            if concept in but:
                continue
            found = self.free(concept)
            # "Event type" says it better than "Disorder type".
            found.sort(key=lambda c: (words_of(c.heading) != concept, not is_said(c.heading)))
            for column in found[:1]:
                self.take(column, meaning)  # type: ignore[arg-type]

    def rest(self, *, skip_empty: bool = True) -> tuple[Use, ...]:
        """Make descriptions and properties of the rest, and give all in the table's order."""
        table = self.guesses.table
        for column in self.free("description"):
            self.take(column, "description")
        for column in table.columns:
            if self.is_free(column) and (column.n_filled or not skip_empty):
                self.take(column, "property")
        return tuple(self.uses[h] for h in table.headings if h in self.uses)
