"""The sheets as an Excel workbook: text stays text, whatever it looks like."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from explorer.errors import ExportFailed
from explorer.exchange.sheets.shape import ABOUT

if TYPE_CHECKING:
    from explorer.exchange.sheets.writing import Sheet, SheetsContent

MOST_CHARACTERS: Final = 32_000
"""Excel takes 32,767 in a cell; what is longer goes on in further columns."""
_MOST_ROWS: Final = 1_048_576
_EXACT_BELOW: Final = 1e15
_CONTINUED: Final = re.compile(r"^(.+) \((\d+)\)$")

# As Office writes what its XML has no other way to write.
_ESCAPED: Final = re.compile("_x(?=[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\r]")
_IMPOSSIBLE: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_WIDTHS: Final = {
    "id": 16.0, "name": 34.0, "title": 48.0, "description": 50.0, "words": 60.0, "excerpt": 60.0,
    "text": 60.0, "note": 40.0, "url": 40.0, "date_words": 22.0, "edtf": 20.0, "publisher": 24.0,
}  # fmt: skip
_USUAL_WIDTH, _SHOWN_WIDTH = 15.0, 32.0


def continued(heading: str) -> tuple[str, int]:
    """Tell which column a heading continues, and as which part.

    Examples
    --------
    >>> continued("text (3)"), continued("text")
    (('text', 3), ('text', 1))
    """
    found = _CONTINUED.match(heading)
    return (found[1], int(found[2])) if found else (heading, 1)


def fill_workbook(content: SheetsContent, path: Path) -> list[str]:
    """Write the sheets to a file; give what did not fit, as sentences.

    Raises
    ------
    ExportFailed
        If a sheet would have more rows than Excel takes.
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    head = Font(bold=True)
    writer = _Writer()
    about = book.create_sheet(ABOUT)
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 90
    for sheet in content.sheets():
        if len(sheet.rows) >= _MOST_ROWS:
            raise ExportFailed(
                f"{path.name} was not written: {len(sheet.rows):,} rows of {sheet.name} are more "
                f"than a sheet of Excel takes ({_MOST_ROWS:,}). Export tables of text instead.",
                path,
            )
        _fill_sheet(book.create_sheet(sheet.name), sheet, writer, head)
    for name, text in content.about():
        about.append([writer.text(about, name, head), writer.text(about, text)])
    book.save(path)
    if writer.n_lost:
        many = "" if writer.n_lost == 1 else "s"
        return [f"{writer.n_lost:,} character{many} that a workbook cannot hold were left out."]
    return []


def _fill_sheet(page: Any, sheet: Sheet, writer: _Writer, head: Any) -> None:
    from openpyxl.utils import get_column_letter

    n_parts = _parts(sheet)
    columns: list[str] = []
    for heading, n in zip(sheet.headings, n_parts, strict=True):
        columns += [heading, *(f"{heading} ({part})" for part in range(2, n + 1))]
    for at, heading in enumerate(columns, start=1):
        usual = _SHOWN_WIDTH if heading.startswith("(") else _USUAL_WIDTH
        page.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(heading, usual)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(sheet.rows) + 1}"
    page.append([writer.text(page, heading, head) for heading in columns])
    for line in sheet.lines:
        cells: list[Any] = []
        for cell, n in zip(line, n_parts, strict=True):
            if isinstance(cell, int | float) and not _is_exact(cell):
                cell = repr(cell)
            if isinstance(cell, str):
                starts = range(0, len(cell), MOST_CHARACTERS)
                parts = [cell[start : start + MOST_CHARACTERS] for start in starts]
                cells += [writer.text(page, part) for part in parts]
                cells += [None] * (n - len(parts))
            else:
                cells += [cell, *([None] * (n - 1))]
        page.append(cells)


def _is_exact(number: float) -> bool:
    """Whether a number survives the 15 digits that a workbook keeps."""
    return abs(number) < _EXACT_BELOW and float(f"{number:.15g}") == number


def _parts(sheet: Sheet) -> list[int]:
    """Give how many columns each takes, by its longest text."""
    longest = dict.fromkeys(sheet.headings, 0)
    for row in sheet.rows:
        for heading, value in row.items():
            if heading in longest:
                length = len(value) if isinstance(value, str) else 0
                if isinstance(value, dict):
                    length = len(json.dumps(value, ensure_ascii=False))
                longest[heading] = max(longest[heading], length)
    return [max(1, -(-longest[heading] // MOST_CHARACTERS)) for heading in sheet.headings]


class _Writer:
    """Makes cells of text.

    Attributes
    ----------
    n_lost
        Characters that no workbook can hold.
    """

    def __init__(self) -> None:
        self.n_lost = 0

    def text(self, sheet: Any, text: str, font: Any = None) -> Any:
        """Give a cell that a spreadsheet takes for text and never runs."""
        from openpyxl.cell import WriteOnlyCell

        text, n = _IMPOSSIBLE.subn("", text)
        self.n_lost += n
        text = _ESCAPED.sub(_escape, text)
        if text and not text.strip(" \t\n"):
            # Blanks alone are taken for nothing by who reads a workbook.
            text = f"_x{ord(text[0]):04X}_{text[1:]}"
        if font is None and not text.startswith(("=", "+", "-", "@", "#", "\t", "'")):
            return text
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        if font is None:
            cell.quotePrefix = True
        else:
            cell.font = font
        return cell


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return "_x005F_x" if character == "_x" else f"_x{ord(character):04X}_"
