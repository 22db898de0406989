"""One row of a table with the ways to ask it for what its mapping says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from explorer.exchange.intake.incoming_file import content_key
from explorer.exchange.intake.records import Origin, SourceRecord
from explorer.exchange.tables.cells import is_address, money_in, number_of, plain_number
from explorer.exchange.tables.dating import (
    NO_DATE,
    BadCell,
    Dated,
    dated,
    dated_between,
    dated_by_parts,
    with_time,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.intake.records import Properties
    from explorer.exchange.tables.mapping import Meaning, TableMapping, Use
    from explorer.exchange.tables.table import Table

_LONGEST_EXCERPT: Final = 20_000
_NO_NUMBER: Final = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "–", "?", "."})
_SOURCE: Final[tuple[Meaning, ...]] = ("source", "source_url", "publisher", "author", "published")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a mapping are in a table, worked out once.

    Attributes
    ----------
    day_first, decimal_comma
        As the mapping says, or as the columns have decided.
    numeric
        Headings of columns in which there are only numbers.
    place
        How rows are called: `row`, or `sheet Meetings, row`.
    """

    table: Table
    mapping: TableMapping
    at: dict[str, int]
    used: tuple[tuple[int, str], ...]
    day_first: bool | None
    decimal_comma: bool
    file_index: int
    place: str
    numeric: frozenset[str] = frozenset()
    _found: dict[tuple[Meaning, ...], tuple[Use, ...]] = field(default_factory=dict)
    _told: frozenset[Meaning] | None = None

    def told(self) -> frozenset[Meaning]:
        """Give the meanings that any column or value has; most rows are asked for many more."""
        if self._told is None:
            object.__setattr__(self, "_told", frozenset(u.meaning for u in self.mapping.uses))
        return self._told or frozenset()

    def uses(self, *meanings: Meaning) -> tuple[Use, ...]:
        """Give the uses of these meanings."""
        # Asked some twenty times for every row.
        found = self._found.get(meanings)
        if found is None:
            found = self._found[meanings] = self.mapping.of(*meanings)
        return found


class Row:
    """One row; cells are asked for by use."""

    __slots__ = ("_layout", "cells", "line")

    def __init__(self, layout: Layout, line: int, cells: Sequence[str]) -> None:
        self._layout = layout
        self.line = line
        self.cells = cells

    def text(self, use: Use) -> str:
        """Give what a use says in this row, "" for nothing, in the words of the mapping."""
        at = self._layout.at.get(use.heading, -1)
        words = self.cells[at].strip() if at >= 0 else ""
        if use.joined:
            parts = [words, *(self.cells[self._layout.at[h]].strip() for h in use.joined)]
            words = " ".join(part for part in parts if part)
        if use.words:
            words = use.words.get(words, words)
        return words or use.value

    def first(self, *meanings: Meaning) -> str:
        """Give the first that any use of a meaning says."""
        layout = self._layout
        uses = layout._found.get(meanings)
        if uses is None:
            uses = layout.uses(*meanings)
        for use in uses:
            if words := self.text(use):
                return words
        return ""

    def all(self, meaning: Meaning) -> str:
        """Give what all uses of a meaning say, in paragraphs."""
        uses = self._layout.uses(meaning)
        return "\n".join(words for use in uses if (words := self.text(use)))

    def origin(self) -> Origin:
        """Give where the row stands and what of it was used."""
        told = [
            f"{heading}: {self.cells[at]}" for at, heading in self._layout.used if self.cells[at]
        ]
        excerpt = " | ".join(told)[:_LONGEST_EXCERPT]
        place = f"{self._layout.place} {self.line:,}"
        return Origin(place, excerpt, self._layout.file_index)

    def key(self, prefix: str, *more: str) -> str:
        """Give a key from all that the row says, whatever of it is used."""
        return content_key(prefix, *self.cells, *more)

    # --- when -------------------------------------------------------------------------------

    def when(self, *, is_lasting: bool = False) -> Dated:
        """Give the date of the row.

        Raises
        ------
        BadCell
        """
        layout = self._layout
        found = NO_DATE
        if (starts := layout.uses("start")) or layout.uses("end"):
            ends = layout.uses("end")
            found = dated_between(
                self._filled(starts), self._filled(ends), day_first=layout.day_first,
                is_lasting=is_lasting and bool(ends),
            )  # fmt: skip
        if found.when is None and (dates := layout.uses("date")):
            heading, text = self._filled(dates)
            found = dated(heading, text, day_first=layout.day_first)
        if found.when is None and layout.uses("year"):
            found = dated_by_parts(
                self._parts("year", "month", "day"),
                end=self._parts("end_year", "end_month", "end_day"),
                is_lasting=is_lasting,
            )
        if times := layout.uses("time"):
            found = with_time(found, *self._filled(times))
        return found

    def _filled(self, uses: Sequence[Use]) -> tuple[str, str]:
        """Give heading and words of the first use that says something."""
        for use in uses:
            if words := self.text(use):
                return use.heading, words
        return (uses[0].heading if uses else "", "")

    def _parts(self, *meanings: Meaning) -> tuple[tuple[str, str], ...]:
        found = [self._filled(self._layout.uses(meaning)) for meaning in meanings]
        return tuple(found) if self._layout.uses(meanings[0]) else ()

    # --- numbers, sources, the rest ---------------------------------------------------------

    def number(self, use: Use) -> float | None:
        """Give a number, None for an empty cell.

        Raises
        ------
        BadCell
        """
        words = self.text(use)
        if words.casefold() in _NO_NUMBER:
            return None
        value = number_of(money_in(words)[0], decimal_comma=self._layout.decimal_comma)
        if value is None:
            raise BadCell(use.heading, words, "It is not a number.")
        return value

    def source(self) -> SourceRecord | None:
        """Give the source that the row names, other than its file."""
        if not self._layout.uses(*_SOURCE):
            return None
        title, url = self.first("source"), self.first("source_url")
        publisher, author = self.first("publisher"), self.first("author")
        if title and not url and is_address(title):
            url = title
        title = title or url or publisher or author
        if not title:
            return None
        key = f"url:{url}" if url else content_key("source", title, publisher, author)
        published = self._published()
        return SourceRecord(
            key, title, author or None, publisher or None, published, url or None, "document"
        )

    def _published(self) -> str | None:
        uses = self._layout.uses("published")
        heading, text = self._filled(uses)
        found = dated(heading, text, day_first=self._layout.day_first)
        return found.when.edtf if found.when is not None else None

    def properties(self) -> Properties | None:
        """Give what is kept as properties: columns of numbers as numbers, the rest as text."""
        found: dict[str, object] = {}
        for use in self._layout.uses("property"):
            if words := self.text(use):
                is_number = use.heading in self._layout.numeric
                found[use.label or use.heading] = plain_number(words) if is_number else words
        return found or None
