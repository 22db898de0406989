"""Rows that are several of one interaction: the id of a meeting that comes again and again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from explorer.exchange.tables.guessing_columns import Guesses
    from explorer.exchange.tables.table import Column

_SEEN_ROWS: Final = 2_000
_LIKE: Final = 0.9
_SAME: Final = ("date", "start", "time", "place", "title", "topic")
"""What rows of one interaction say alike."""


def repeated_id(guesses: Guesses) -> Column | None:
    """Give the column whose values tell which rows are of one interaction, if there is one."""
    for column in guesses.columns("part_of"):
        return column
    for column in guesses.columns("event_id"):
        if column.is_unique or column.n_filled < guesses.table.n_rows:
            continue
        if not guesses.has("person", "organisation", "state", "name", "nameish", "actor_id"):
            continue
        if _agree(guesses, column):
            return column
    return None


def _agree(guesses: Guesses, column: Column) -> bool:
    """Tell whether rows with one id agree on when and where it was."""
    headings = guesses.table.headings
    at = headings.index(column.heading)
    dated = guesses.columns("date", "start")
    beside = dated[:1] or guesses.columns(*_SAME)[:1]
    others = [headings.index(other.heading) for other in beside if other is not column]
    said: dict[str, list[str]] = {}
    n_again = n_alike = 0
    for _, cells in islice(guesses.table.rows(), _SEEN_ROWS):
        here = [cells[other] for other in others]
        first = said.setdefault(cells[at], here)
        if first is not here:
            n_again += 1
            n_alike += first == here
    return n_again > 0 and n_alike >= _LIKE * n_again
