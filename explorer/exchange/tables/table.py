"""A grid whose headings are found and whose columns were looked through from top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from explorer.editing.dates import day_order_of
from explorer.exchange.tables.cells import is_address, is_date, is_number
from explorer.exchange.tables.lexicon import concepts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from explorer.editing.dates import DayOrder
    from explorer.exchange.tables.grid import Grid, Row, Told
    from explorer.progress import CancelToken

_HEAD_ROWS: Final = 40
_MOST_VALUES: Final = 5_000
_MOST_DATES: Final = 200_000
_LONGEST_HEADING: Final = 120
_CANCEL_ROWS: Final = 4_096
_CODE: Final = re.compile(r"[^\W\d_]{1,4}[_.-]?\d{1,3}")


@dataclass(slots=True)
class Column:
    """What was seen in a column.

    Attributes
    ----------
    values
        How often each value comes, of the first few thousand different ones.
    n_filled
        Number of cells that are not empty.
    has_more
        Whether there are further values.
    """

    heading: str
    values: Counter[str] = field(default_factory=Counter)
    n_filled: int = 0
    has_more: bool = False
    _more_dates: set[str] = field(default_factory=set)

    @property
    def is_unique(self) -> bool:
        """Whether no value comes twice, as far as was seen."""
        return bool(self.values) and max(self.values.values()) == 1

    def share(self, test: Callable[[str], bool]) -> float:
        """Give the share of different values that pass a test."""
        seen = list(islice(self.values, 500))
        return sum(map(test, seen)) / len(seen) if seen else 0.0

    def has_only_flags(self) -> bool:
        """Tell whether it says no more than yes or no, as 0 and 1."""
        return self.values.keys() == {"0", "1"} and not self.has_more

    def day_order(self) -> DayOrder:
        """Tell from all values whether dates in digits have the day or the month first."""
        return day_order_of((*self.values, *self._more_dates))

    def add(self, value: str) -> None:
        """Count a cell that is not empty."""
        self.n_filled += 1
        values = self.values
        if value in values or len(values) < _MOST_VALUES:
            values[value] += 1
        else:
            self.has_more = True
            if len(value) <= 24 and value[:1].isdigit() and len(self._more_dates) < _MOST_DATES:
                self._more_dates.add(value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read row by row, as often as needed.

    Attributes
    ----------
    columns
        With unique headings, from left to right.
    headings_line
        Where the headings stand, 0 if there are none.
    n_rows
        Rows that have something in them, without headings.
    remarks
        What the user should know; sentences.
    """

    grid: Grid
    columns: tuple[Column, ...]
    headings_line: int
    n_rows: int
    remarks: tuple[str, ...]
    _first_cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the file, sheet or member."""
        return self.grid.name

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, unique."""
        return tuple(column.heading for column in self.columns)

    def column(self, heading: str) -> Column | None:
        """Give a column by its heading."""
        return next((column for column in self.columns if column.heading == heading), None)

    def with_headings(self, headings: Sequence[str]) -> Table:
        """Give the table with other headings over its columns."""
        for column, heading in zip(self.columns, headings, strict=True):
            column.heading = heading
        return self

    def rows(self, told: Told | None = None) -> Iterator[Row]:
        """Give the rows below the headings, each as wide as the table.

        Empty rows are passed over, and so are headings that come again.
        """
        width = len(self.columns)
        for line, cells in _below(self.grid.read(told), self.headings_line, self._first_cells):
            n = len(cells)
            yield line, cells if n == width else cells[:width] + [""] * (width - n)


def look_through(
    grid: Grid, headings_line: int | None = None, token: CancelToken | None = None
) -> Table:
    """Find the headings of a grid and look through all its rows.

    Parameters
    ----------
    headings_line
        Where they are, 0 for nowhere, None to find out.
    """
    head = list(islice(grid.read(None), _HEAD_ROWS))
    line = _headings_line(head) if headings_line is None else headings_line
    first_cells = next((tuple(cells) for at, cells in head if at == line), ())
    if line and not first_cells:
        # Said by the user, and further down than the rows that were looked at.
        first_cells = next((tuple(cells) for at, cells in grid.read(None) if at == line), ())
    columns: list[Column] = []
    n_rows = n_wide = first_wide = 0
    taken = _names(first_cells)
    n_named = len(taken)
    for at, cells in _below(grid.read(None), line, first_cells):
        n_rows += 1
        if token is not None and not n_rows % _CANCEL_ROWS:
            token.raise_if_cancelled()
        if len(cells) > len(columns):
            _widen(columns, taken, len(cells))
        for column, cell in zip(columns, cells, strict=False):
            if cell:
                column.add(cell)
        if line and len(cells) > n_named and any(cells[n_named:]):
            n_wide += 1
            first_wide = first_wide or at
    _widen(columns, taken, n_named)
    while len(columns) > n_named and not columns[-1].n_filled:
        columns.pop()
    remarks = list(grid.remarks)
    if n_wide:
        remarks.append(
            f"{grid.name}: {n_wide:,} {'row has' if n_wide == 1 else 'rows have'} more cells than "
            f"there are headings, first on line {first_wide:,}."
        )
    return Table(grid, tuple(columns), line, n_rows, tuple(remarks), first_cells)


def _below(rows: Iterator[Row], line: int, first_cells: tuple[str, ...]) -> Iterator[Row]:
    for at, cells in rows:
        if at <= line or not any(cells):
            continue
        if first_cells and cells[0] == first_cells[0] and tuple(cells) == first_cells:
            continue
        yield at, cells


def _widen(columns: list[Column], taken: list[str], width: int) -> None:
    while len(columns) < width:
        at = len(columns)
        if at >= len(taken):
            taken.append(_free(f"column {at + 1}", taken))
        columns.append(Column(taken[at]))


def _names(cells: Sequence[str]) -> list[str]:
    """Give each column a name of its own."""
    taken: list[str] = []
    for at, cell in enumerate(cells, start=1):
        words = " ".join(cell.replace("\ufeff", "").split())[:_LONGEST_HEADING]
        taken.append(_free(words or f"column {at}", taken))
    return taken


def _free(name: str, taken: Sequence[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _headings_line(head: Sequence[Row]) -> int:
    """Find the line of the headings among the first rows, 0 if there is none."""
    filled = [(line, cells, sum(map(bool, cells))) for line, cells in head if any(cells)]
    if not filled:
        return 0
    widest = max(n for _, _, n in filled)
    # Titles above and notes below are rows of one cell, and no measure of a table.
    sizes = Counter(n for _, _, n in filled if n > 1 or widest < 3)
    usual = sizes.most_common(1)[0][0]
    for at, (line, cells, n) in enumerate(filled[:20]):
        if n < min(usual, widest) * 0.6 or (n == 1 and usual > 1):
            continue
        below = [other for _, other, _ in filled[at + 1 :] if other != cells]
        return line if _are_headings(cells, below) else 0
    return 0


def _are_headings(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    words = [cell.strip() for cell in cells if cell.strip()]
    if any(_is_value(word) for word in words):
        # Years may head columns; a row of data has such cells where others have them too.
        return len(set(words)) == len(words) and _is_told_by_below(cells, below)
    known = sum(bool(concepts_of(word)) for word in words)
    if known >= max(1, len(words) // 3):
        return True
    if any(len(word) > _LONGEST_HEADING for word in words) or len(set(words)) < len(words):
        return False
    for at, cell in enumerate(cells):
        if cell and any(len(row) > at and row[at] == cell for row in below):
            return False
    return bool(below)


def _is_value(word: str) -> bool:
    """Tell a cell of data from a heading; `c12` is a heading, though it reads as a date."""
    is_code = _CODE.fullmatch(word) is not None
    return not is_code and (is_number(word) or is_date(word) or is_address(word))


def _is_told_by_below(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    for at, cell in enumerate(cells):
        if not (is_number(cell) or is_date(cell) or is_address(cell)):
            continue
        same = [row[at] for row in below if len(row) > at and row[at]]
        if is_date(cell) and not is_number(cell) and not any(map(is_date, same)):
            # "Jan 2023" over marks or counts
            continue
        if any(is_number(c) or is_date(c) or is_address(c) for c in same):
            return False
    return True
