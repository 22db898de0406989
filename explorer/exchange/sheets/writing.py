"""Writes a store, or a part of it, as a workbook or as tables of text in an archive."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.exporting import ListExport
from explorer.exchange.form import LISTS, ListForm
from explorer.exchange.graphs.files.own_tables import safe_cell
from explorer.exchange.sheets.parting import part_of
from explorer.exchange.sheets.shape import ABOUT, HEADINGS, MARK, Cell, Row, Titles, cells_of
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from explorer.exchange.writers import Order

_CHECK_EVERY_ROWS: Final = 500
_BEGINNINGS: Final = frozenset("'=+-@\t\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, whose lines of cells are made as they are asked for.

    Attributes
    ----------
    longest
        By heading: how long its longest text can be; not of those that only repeat a name.
    """

    name: str
    headings: tuple[str, ...]
    longest: Mapping[str, int]
    lines: Iterator[list[Cell]]


class SheetsContent:
    """The sheets of what an order asks for; store thread."""

    def __init__(self, order: Order) -> None:
        self._store, self._scope = order.store, order.scope
        self._token, self._progress = order.token or CancelToken(), order.progress
        self._export = ListExport(order.store, self._token, order.progress)
        self._titles = Titles()
        self._lists: dict[str, list[Row]] | None = None
        if not self._is_whole:
            exported = self._export.all()
            self._lists = part_of(order.store, exported, order.scope)

    @property
    def _is_whole(self) -> bool:
        return self._scope.actors is None and self._scope.interactions is None

    def sheets(self) -> Iterator[Sheet]:
        """Give the sheets in their order; of a whole store no list is held in memory."""
        counts = self._store.counts()
        for form in LISTS:
            lists = self._lists
            if lists is None:
                rows, n_rows = self._export.rows_of(form), counts[form.name]
            else:
                rows, n_rows = iter(lists.get(form.name, [])), len(lists.get(form.name, []))
            first = next(rows, None)
            if first is None:
                continue
            # Before the lines: a row may refer to one further down.
            self._titles.learn(form, self._export.titles(form))
            headings = tuple(heading.text for heading in HEADINGS[form.name])
            by_field = self._export.longest(form)
            longest = {
                heading.text: by_field.get(heading.field.name if heading.field else "id", 0)
                for heading in HEADINGS[form.name]
                if not heading.is_shown
            }
            lines = self._lines(form, chain([first], rows), n_rows)
            yield Sheet(form.name, headings, longest, lines)

    def about(self) -> list[tuple[str, str]]:
        """Give the lines of the first sheet, as (name, value); known once all others are."""
        major, minor = self._export.version
        lines = [(MARK, f"{major}.{minor}")]
        head = self._export.head.items()
        lines += [(name, text) for name, text in head if self._is_whole or name == "title"]
        return [
            *lines,
            ("what", self._scope.words),
            ("written", date.today().isoformat()),
            (
                "how to read",
                "A sheet for each sort of thing; an id stands for its row.",
            ),
            ("", "Headings in brackets only repeat a name; they are not read back."),
            ("", "Dates are EDTF: 2023-09-22, 2023-09, 2023~ (about), 2023-09-22/2023-09-25."),
        ]

    def _lines(self, form: ListForm, rows: Iterable[Row], n_rows: int) -> Iterator[list[Cell]]:
        for number, row in enumerate(rows):
            if number % _CHECK_EVERY_ROWS == 0:
                self._token.raise_if_cancelled()
                self._progress(number, n_rows, f"Writing {form.name}.")
            yield cells_of(form, row, self._titles)


def write_workbook(order: Order) -> tuple[str, ...]:
    """Write an Excel workbook; give what did not fit, as sentences.

    Raises
    ------
    explorer.errors.ExportFailed
        If the file cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; nothing was written then.
    """
    from explorer.exchange.sheets.workbook import fill_workbook

    content = SheetsContent(order)
    notes: list[str] = []
    write_atomically(
        order.path,
        lambda path: notes.extend(fill_workbook(content, path)),
        overwrite=order.overwrite,
    )
    return tuple(notes)


def write_archive(order: Order) -> tuple[str, ...]:
    """Write tables of text in a zip archive; give what did not fit, as sentences.

    Raises
    ------
    explorer.errors.ExportFailed
        If the file cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; nothing was written then.
    """
    content = SheetsContent(order)
    write_atomically(
        order.path, lambda path: _fill_archive(content, path), overwrite=order.overwrite
    )
    return ()


def _fill_archive(content: SheetsContent, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in content.sheets():
            _add_table(archive, sheet.name, _with_head(sheet.headings, sheet.lines))
        _add_table(archive, ABOUT, ([name, text] for name, text in content.about()))


def _with_head(
    headings: tuple[str, ...], rows: Iterator[list[Cell]]
) -> Iterator[list[str] | list[Cell]]:
    yield list(headings)
    yield from rows


def _add_table(archive: zipfile.ZipFile, name: str, rows: Iterator[list[str] | list[Cell]]) -> None:
    # The mark of the byte order is how spreadsheets know that letters are UTF-8.
    with (
        archive.open(f"{name}.csv", "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text,
    ):
        writer = csv.writer(text)
        for row in rows:
            writer.writerow([_csv_cell(cell) for cell in row])


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe_cell(cell) if cell[:1] in _BEGINNINGS else cell
    return "" if cell is None else repr(cell)
