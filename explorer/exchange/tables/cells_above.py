"""Reports that say a name once and leave the cells below it empty."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.tables.grid import Row as Line
    from explorer.exchange.tables.row import Layout
    from explorer.exchange.tables.table import Table

_SEEN_ROWS: Final = 2_000
_MOST_FILLED: Final = 0.6
_LONG_RUN: Final = 2


def filled_from_above(layout: Layout, rows: Iterator[Line]) -> Iterator[Line]:
    """Give rows with what stands above in the empty cells of columns that are said to be so."""
    places = [layout.at[use.heading] for use in layout.mapping.uses if use.is_from_above]
    if not places:
        yield from rows
        return
    above = dict.fromkeys(places, "")
    for line, cells in rows:
        filled = list(cells)
        for at in places:
            if filled[at].strip():
                above[at] = filled[at]
            else:
                filled[at] = above[at]
        yield line, filled


def said_above(layout: Layout) -> Iterator[str]:
    """Give a sentence for each column whose empty cells are taken for what stands above."""
    for use in layout.mapping.uses:
        if use.is_from_above:
            yield (
                f"{layout.table.name}: {use.heading}: empty cells were taken for what stands above."
            )


def columns_said_once(table: Table) -> list[str]:
    """Give the first columns of a report whose names stand once, above the rows that they are of.

    Each name comes once, most cells are empty, and rows without one follow each other.
    """
    found = []
    for at, column in enumerate(table.columns):
        is_sparse = 0 < column.n_filled <= _MOST_FILLED * table.n_rows
        if not is_sparse or not column.is_unique or not _begins_and_runs(table, at):
            break
        found.append(column.heading)
    return found


def _begins_and_runs(table: Table, at: int) -> bool:
    run = longest = 0
    for number, (_, cells) in enumerate(islice(table.rows(), _SEEN_ROWS)):
        if cells[at].strip():
            run = 0
        elif not number:
            return False
        else:
            run += 1
            longest = max(longest, run)
    return longest >= _LONG_RUN
