"""The tables in files: of text, of workbooks, of archives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.format import HEAD_BYTES
from explorer.exchange.packing import parts_of
from explorer.exchange.tables.delimited import delimited_grid
from explorer.exchange.tables.matrix import unrolled
from explorer.exchange.tables.table import Table, look_through
from explorer.exchange.tables.wide import taken_apart
from explorer.exchange.tables.workbook import is_workbook, workbook_grids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from explorer.exchange.tables.grid import Grid
    from explorer.exchange.tables.mapping import Mapping
    from explorer.progress import CancelToken, Progress

_NO_TABLES: Final = (".md", ".pdf", ".docx", ".doc", ".rtf", ".html", ".htm", ".png", ".jpg")


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A table of one of the files.

    Attributes
    ----------
    file_index
        Of which file.
    is_sheet
        Whether it is one of several in its file, so that its name must be told with a row.
    """

    table: Table
    file_index: int
    is_sheet: bool


def open_tables(
    paths: Sequence[Path],
    mapping: Mapping | None = None,
    token: CancelToken | None = None,
    progress: Progress | None = None,
) -> list[OpenedTable]:
    """Open all tables of files and look through each once.

    Parameters
    ----------
    mapping
        For what it says of encoding, separator and headings.

    Raises
    ------
    ImportFailed
        If a file cannot be read, or there is no table with anything in it.
    Cancelled
    """
    found: list[OpenedTable] = []
    for file_index, path in enumerate(paths):
        if progress is not None:
            progress(file_index, len(paths), f"Looking through {path.name}.")
        grids = _grids(path, mapping, token)
        for grid in grids:
            # Two files may have one name, as nodes.csv of two folders.
            grid = _named_apart(grid, [opened.table.name for opened in found])
            known = mapping.for_table(grid.name) if mapping is not None else None
            line = known.headings_line if known is not None else None
            table = look_through(grid, line, token)
            if not table.n_rows:
                continue
            made = _made(table, token) if line is None else [table]
            is_sheet = len(grids) > 1 or len(made) > 1
            found += [OpenedTable(each, file_index, is_sheet) for each in made]
    if not found:
        names = ", ".join(path.name for path in paths)
        raise ImportFailed(names, [ImportProblem("There are no rows below the headings.")])
    return found


def _made(table: Table, token: CancelToken | None) -> list[Table]:
    """Give what a table is made into: a matrix pairs, marks rows of who took part."""
    pairs = unrolled(table)
    return [pairs] if pairs is not table else taken_apart(table, token)


def _named_apart(grid: Grid, taken: Sequence[str]) -> Grid:
    number, name = 2, grid.name
    while name in taken:
        name = f"{grid.name} ({number})"
        number += 1
    return grid if name == grid.name else replace(grid, name=name)


def _grids(path: Path, mapping: Mapping | None, token: CancelToken | None) -> list[Grid]:
    if path.name.lower().endswith(_NO_TABLES):
        what = "It is not a table. Save the table in it as CSV or as a workbook."
        raise ImportFailed(str(path), [ImportProblem(what)])
    parts = parts_of(path)
    if len(parts) == 1 and is_workbook(path, parts[0].head(HEAD_BYTES)):
        return workbook_grids(path)
    grids = []
    for part in parts:
        if part.member and not part.name.lower().endswith((".csv", ".tsv", ".tab", ".txt")):
            continue
        known = mapping.for_table(part.name) if mapping is not None else None
        grids.append(
            delimited_grid(
                part,
                token,
                encoding=known.encoding if known is not None else "",
                separator=known.separator if known is not None else "",
            )
        )
    if not grids:
        what = "There is no table of text in it; unpack it and choose the file."
        raise ImportFailed(str(path), [ImportProblem(what)])
    return grids
