"""The sheets as an Excel workbook: text stays text, whatever it looks like."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

from explorer.exchange.sheets.shape import ABOUT, Cell
from explorer.exchange.sheets.workbook_file import MOST_ROWS, WorkbookFile

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.exchange.sheets.writing import Sheet, SheetsContent

MOST_CHARACTERS: Final = 32_000
"""Excel takes 32,767 in a cell; what is longer goes on in further columns."""
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
    """Write the sheets to a file, a row at a time; give what did not fit, as sentences.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    text = _Text()
    notes: list[str] = []
    with WorkbookFile(path) as book:
        book.reserve(ABOUT)
        for sheet in content.sheets():
            n_pages = _fill_pages(book, sheet, text)
            if n_pages > 1:
                notes.append(
                    f"A sheet of Excel takes {MOST_ROWS:,} rows, so {sheet.name} goes on in "
                    f"{n_pages - 1} more."
                )
        with book.sheet(ABOUT, (24.0, 90.0)) as page:
            for name, words in content.about():
                page.row((text.of(name), text.of(words)), is_head=False)
    if text.n_lost:
        many = "" if text.n_lost == 1 else "s"
        notes.append(f"{text.n_lost:,} character{many} that a workbook cannot hold were left out.")
    return notes


def _fill_pages(book: WorkbookFile, sheet: Sheet, text: _Text) -> int:
    """Write the lines of a sheet, on as many pages as they take; give how many those are."""
    n_parts = [
        max(1, -(-sheet.longest.get(heading, 0) // MOST_CHARACTERS)) for heading in sheet.headings
    ]
    columns: list[str] = []
    for heading, n in zip(sheet.headings, n_parts, strict=True):
        columns += [heading, *(f"{heading} ({part})" for part in range(2, n + 1))]
    widths = tuple(
        _WIDTHS.get(name, _SHOWN_WIDTH if name.startswith("(") else _USUAL_WIDTH)
        for name in columns
    )
    lines = (_cells(line, n_parts, text) for line in sheet.lines)
    for n_pages in count(1):
        name = sheet.name if n_pages == 1 else f"{sheet.name} ({n_pages})"
        with book.sheet(name, widths) as page:
            page.row([text.of(heading) for heading in columns], is_head=True)
            for line in lines:
                page.row(line)
                if page.n_rows == MOST_ROWS:
                    break
            else:
                return n_pages
    raise AssertionError  # pragma: no cover - counting has no end


def _cells(line: list[Cell], n_parts: list[int], text: _Text) -> list[Cell]:
    cells: list[Cell] = []
    for cell, n in zip(line, n_parts, strict=True):
        if isinstance(cell, int | float) and not _is_exact(cell):
            cell = repr(cell)
        if isinstance(cell, str):
            if n == 1 and len(cell) <= MOST_CHARACTERS:
                cells.append(text.of(cell))
                continue
            starts = range(0, len(cell), MOST_CHARACTERS)
            # Of a name that is only repeated the beginning does.
            parts = [text.of(cell[start : start + MOST_CHARACTERS]) for start in starts][:n]
            cells += [*parts, *([None] * (n - len(parts)))]
        else:
            cells += [cell, *([None] * (n - 1))]
    return cells


def _is_exact(number: float) -> bool:
    """Whether a number survives the 15 digits that a workbook keeps."""
    return abs(number) < _EXACT_BELOW and float(f"{number:.15g}") == number


class _Text:
    """Makes texts such that a workbook can hold them.

    Attributes
    ----------
    n_lost
        Characters that no workbook can hold.
    """

    def __init__(self) -> None:
        self.n_lost = 0

    def of(self, text: str) -> str:
        """Give a text as a cell holds it."""
        if text.isprintable() and "_x" not in text:
            return text if text.strip() else self._blank(text)
        text, n = _IMPOSSIBLE.subn("", text)
        self.n_lost += n
        text = _ESCAPED.sub(_escape, text)
        return text if text.strip(" \t\n") else self._blank(text)

    def _blank(self, text: str) -> str:
        """Give blanks so that who reads a workbook does not take them for nothing."""
        return f"_x{ord(text[0]):04X}_{text[1:]}" if text else text


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return "_x005F_x" if character == "_x" else f"_x{ord(character):04X}_"
