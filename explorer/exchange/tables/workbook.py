"""Sheets of a workbook (Excel, OpenDocument) as grids of the text that they show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.tables.grid import Grid
from explorer.exchange.tables.sheet_extent import far_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explorer.exchange.tables.grid import Row, Told

ENDINGS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_MAGIC: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_EXACT: Final = 2**53
_MEND_FAR: Final = (
    "Delete the columns and rows beyond the table (Ctrl+End shows how far it goes), and save it "
    "again, or save the table as CSV."
)


def is_workbook(path: Path, head: bytes) -> bool:
    """Tell a workbook by its first bytes and its name."""
    return path.name.lower().endswith(ENDINGS) and head.startswith(_MAGIC)


def workbook_grids(path: Path) -> list[Grid]:
    """Give the sheets that are shown and not empty, in their order.

    Raises
    ------
    ImportFailed
        If the file is damaged, locked, or no workbook.
    """
    grids = []
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if far := far_sheet(path):
        # The reader would ask for more memory than there is, and end the program.
        raise _refused(
            path,
            f"A sheet reaches to row {far[0]:,} and column {far[1]:,}, which is too much to read. "
            f"{_MEND_FAR}",
        )
    book = _opened(path)
    for sheet in book.sheets_metadata:
        is_shown = sheet.visible == SheetVisibleEnum.Visible
        if sheet.typ != SheetTypeEnum.WorkSheet or not is_shown:
            continue
        source = _Sheet(path, sheet.name)
        if any(True for _ in source.rows(None, book)):
            grids.append(Grid(sheet.name, path, source.rows))
    if not grids:
        raise _refused(path, "None of its sheets has anything in it.")
    return grids


@dataclass(frozen=True, slots=True)
class _Sheet:
    path: Path
    name: str

    def rows(self, told: Told | None = None, book: Any = None) -> Iterator[Row]:
        """Give the rows that have something in them; numbers and dates as text."""
        from python_calamine import CalamineError

        book = book or _opened(self.path)
        try:
            sheet = book.get_sheet_by_name(self.name)
        except CalamineError as error:
            what = f"The sheet “{self.name}” cannot be read: {error}."
            raise _refused(self.path, what) from error
        size = self.path.stat().st_size if told else 0
        merged = _merged(sheet)
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            texts = [cell if isinstance(cell, str) else _text(cell) for cell in cells]
            for block in merged:
                block.fill(number, texts)
            if any(texts):
                yield number, texts
            if told is not None and number % 1_000 == 0:
                told(min(size, size * number // max(1, sheet.total_height)))
        if told is not None:
            told(size)


@dataclass(slots=True)
class _Merged:
    """Cells of a column that are merged over rows: what the first says holds for each."""

    first: int
    last: int
    column: int
    words: str = ""

    def fill(self, number: int, texts: list[str]) -> None:
        """Keep what the first cell says, and give it to the others."""
        if not self.first <= number <= self.last or self.column >= len(texts):
            return
        if number == self.first:
            self.words = texts[self.column]
        elif not texts[self.column] and any(texts):
            texts[self.column] = self.words


def _merged(sheet: Any) -> list[_Merged]:
    ranges = sheet.merged_cell_ranges or ()
    return [
        _Merged(first + 1, last + 1, column)
        for (first, column), (last, _) in ranges
        if last > first
    ]


def _text(cell: object) -> str:
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            # A workbook knows no whole numbers; 2023.0 was typed as 2023.
            return str(int(cell)) if cell.is_integer() and abs(cell) <= _EXACT else repr(cell)
        case datetime.datetime():
            is_midnight = cell.time() == datetime.time()
            return cell.date().isoformat() if is_midnight else cell.isoformat(timespec="seconds")
        case datetime.date():
            return cell.isoformat()
        case datetime.time():
            return cell.isoformat(timespec="minutes" if not cell.second else "seconds")
        case datetime.timedelta():
            minutes = int(cell.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case None:
            return ""
        case _:
            return str(cell)


def _opened(path: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise _refused(path, "It is locked with a password; save it without one.") from error
    except OSError as error:
        raise _refused(path, f"It cannot be read: {error.strerror or error}.") from error
    except CalamineError as error:
        if "limit exceeded" in str(error):
            raise _refused(path, f"A sheet reaches too far to be read. {_MEND_FAR}") from error
        raise _refused(path, f"It is damaged or no workbook ({error}).") from error


def _refused(path: Path, what: str) -> ImportFailed:
    return ImportFailed(str(path), [ImportProblem(what)])
