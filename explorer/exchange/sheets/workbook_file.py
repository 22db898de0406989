"""A workbook written as a stream: whatever its length, a row at a time is held in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Self
from xml.sax.saxutils import escape, quoteattr

from explorer.exchange.sheets.shape import Cell

if TYPE_CHECKING:
    from pathlib import Path

MOST_ROWS: Final = 1_048_576
"""Excel takes no more on a sheet."""

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEAD_STYLE, _TEXT_STYLE = 1, 2
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" '
    'applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
    'builtinId="0"/></cellStyles></styleSheet>'
)
_RUNNABLE: Final = ("=", "+", "-", "@", "#", "\t", "'")
_FASTER: Final = 3
_FLUSHED_ROWS: Final = 512


class WorkbookFile:
    """A workbook in the making; a context manager that completes it.

    Sheets are written one after the other; their order in the book is that in which they are
    named first.
    """

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_FASTER)
        self._names: list[str] = []

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Complete the book, or leave it as it is after a fault."""
        try:
            if kind is None:
                self._complete()
        finally:
            self._archive.close()

    def reserve(self, name: str) -> int:
        """Give the number of a sheet, from 1; a new one comes after those that are there."""
        if name not in self._names:
            self._names.append(name)
        return self._names.index(name) + 1

    @contextmanager
    def sheet(self, name: str, widths: Sequence[float]) -> Iterator[Page]:
        """Begin a sheet whose columns have these widths, in characters."""
        number = self.reserve(name)
        with (
            self._archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as raw,
            io.TextIOWrapper(raw, encoding="utf-8", newline="") as text,
        ):
            page = Page(text, widths)
            yield page
            page.end()

    def _complete(self) -> None:
        numbers = range(1, len(self._names) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
            for number, name in enumerate(self._names, start=1)
        )
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
            for number in numbers
        )
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
            f'ContentType="{_KINDS}.worksheet+xml"/>'
            for number in numbers
        )
        for name, content in {
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}'
            "</sheets></workbook>",
            "xl/styles.xml": _STYLES,
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
            f'<Relationship Id="rId{len(self._names) + 1}" Type="{_OFFICE}/styles" '
            'Target="styles.xml"/></Relationships>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
            f'+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
            f'PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/><Override '
            f'PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>{parts}</Types>',
        }.items():
            self._archive.writestr(name, _DECLARATION + content)


class Page:
    """One sheet in the making.

    Attributes
    ----------
    n_rows
        So many are written.
    """

    def __init__(self, text: io.TextIOWrapper, widths: Sequence[float]) -> None:
        self.n_rows = 0
        self._text = text
        self._letters = [letters_of(rank) for rank in range(1, len(widths) + 1)]
        self._has_head = False
        self._rows: list[str] = []
        columns = "".join(
            f'<col min="{rank}" max="{rank}" width="{width:g}" customWidth="1"/>'
            for rank, width in enumerate(widths, start=1)
        )
        text.write(
            f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
            f"</sheetViews><cols>{columns}</cols><sheetData>"
        )

    def row(self, cells: Sequence[Cell], *, is_head: bool = False) -> None:
        """Write a row: texts as texts, whatever they look like, and numbers."""
        self.n_rows += 1
        self._has_head |= is_head
        number = self.n_rows
        written: list[str] = []
        for letters, cell in zip(self._letters, cells, strict=False):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                style = f' s="{_HEAD_STYLE}"' if is_head else ""
                if cell[0] in _RUNNABLE and not is_head:
                    style = f' s="{_TEXT_STYLE}"'
                if "&" in cell or "<" in cell or ">" in cell:
                    cell = escape(cell)
                written.append(
                    f'<c r="{letters}{number}"{style} t="inlineStr"><is>'
                    f'<t xml:space="preserve">{cell}</t></is></c>'
                )
            else:
                written.append(f'<c r="{letters}{number}"><v>{cell!r}</v></c>')
        self._rows.append(f'<row r="{number}">{"".join(written)}</row>')
        if len(self._rows) == _FLUSHED_ROWS:
            self._flush()

    def end(self) -> None:
        """Complete the sheet."""
        self._flush()
        head = ""
        if self._has_head and self.n_rows:
            head = f'<autoFilter ref="A1:{self._letters[-1]}{self.n_rows}"/>'
        self._text.write(f"</sheetData>{head}</worksheet>")

    def _flush(self) -> None:
        self._text.write("".join(self._rows))
        self._rows.clear()


def letters_of(column: int) -> str:
    """Give the letters of a column, which is counted from 1.

    Examples
    --------
    >>> letters_of(1), letters_of(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
