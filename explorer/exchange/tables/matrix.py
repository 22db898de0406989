"""A matrix of who has how much to do with whom, as a list of pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.cells import is_number
from explorer.exchange.tables.table import Table, look_through

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.tables.grid import Row, Told

HEADINGS: Final = ("Source", "Target", "Weight")
_LEAST: Final = 3
_NOTHING: Final = frozenset({"", "0", "0.0", "-", "NA"})


def unrolled(table: Table) -> Table:
    """Give a square matrix as pairs, one for each cell that is not 0; others as they are.

    A matrix that is the same on both sides of its diagonal gives each pair once.
    """
    names = table.headings[1:]
    if len(names) < _LEAST or table.n_rows != len(names):
        return table
    rows = list(table.rows())
    if [cells[0].strip() for _, cells in rows] != [name.strip() for name in names]:
        return table
    if not all(not cell or is_number(cell) for _, cells in rows for cell in cells[1:]):
        return table
    pairs = _Pairs(table, names, _is_symmetric([cells[1:] for _, cells in rows]))
    grid = replace(
        table.grid,
        read=pairs.rows,
        remarks=(*table.grid.remarks, f"{table.name} is a matrix; it is read as pairs."),
    )
    return look_through(grid, 0).with_headings(HEADINGS)


@dataclass(frozen=True, slots=True)
class _Pairs:
    table: Table
    names: tuple[str, ...]
    is_symmetric: bool

    def rows(self, told: Told | None = None) -> Iterator[Row]:
        """Give a row for each pair."""
        for at, (line, cells) in enumerate(self.table.rows(told)):
            first = at if self.is_symmetric else 0
            for other in range(first, len(self.names)):
                value = cells[other + 1].strip()
                if value not in _NOTHING:
                    yield line, [self.names[at], self.names[other], value]


def _is_symmetric(cells: list[list[str]]) -> bool:
    return all(
        cells[at][other] == cells[other][at] for at in range(len(cells)) for other in range(at)
    )
