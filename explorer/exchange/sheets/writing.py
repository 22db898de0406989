"""Writes a store, or a part of it, as a workbook or as tables of text in an archive."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.exporting import export_lists
from explorer.exchange.form import LISTS, ListForm
from explorer.exchange.graphs.files.own_tables import safe_cell
from explorer.exchange.sheets.parting import part_of
from explorer.exchange.sheets.shape import ABOUT, HEADINGS, MARK, Cell, Row, Titles, cells_of
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from db import Store
    from explorer.exchange.writers import Order

_CHECK_EVERY_ROWS: Final = 500


@dataclass(slots=True)
class SheetsContent:
    """The sheets of a store, in their order.

    Attributes
    ----------
    about
        (name, value) lines of the first sheet.
    lists
        The rows of each list that has any.
    """

    about: list[tuple[str, str]]
    lists: dict[str, list[Row]]
    token: CancelToken
    progress: Progress
    titles: Titles = field(default_factory=Titles)

    def sheets(self) -> Iterator[tuple[str, tuple[str, ...], Iterator[list[Cell]]]]:
        """Give name, headings and rows of each sheet."""
        for form in LISTS:
            for row in self.lists.get(form.name, []):
                self.titles.note(form, row)
        total = sum(map(len, self.lists.values()))
        done = 0
        for form in LISTS:
            if rows := self.lists.get(form.name):
                headings = tuple(heading.text for heading in HEADINGS[form.name])
                yield form.name, headings, self._cells(form, rows, done, total)
                done += len(rows)

    def _cells(
        self, form: ListForm, rows: list[Row], done: int, total: int
    ) -> Iterator[list[Cell]]:
        for number, row in enumerate(rows):
            if number % _CHECK_EVERY_ROWS == 0:
                self.token.raise_if_cancelled()
                self.progress(done + number, total, f"Writing {form.name}.")
            yield cells_of(form, row, self.titles)


def sheets_content(order: Order) -> SheetsContent:
    """Gather what an order asks for; store thread."""
    store: Store = order.store
    token, progress = order.token or CancelToken(), order.progress or no_progress
    exported = export_lists(store, token, progress)
    lists = part_of(store, exported, order.scope)
    is_whole = order.scope.actors is None and order.scope.interactions is None
    major, minor = exported.version
    about = [(MARK, f"{major}.{minor}")]
    about += [(name, text) for name, text in exported.head.items() if is_whole or name == "title"]
    about += [
        ("what", order.scope.words),
        ("written", date.today().isoformat()),
        (
            "how to read",
            "One sheet for each sort of thing; an id stands for the row that bears it.",
        ),
        ("", "Headings in brackets only repeat a name; they are not read back."),
        ("", "An empty id is taken to be a new row. Dates are EDTF."),
    ]
    return SheetsContent(
        about, {name: rows for name, rows in lists.items() if rows}, token, progress
    )


def write_workbook(order: Order) -> tuple[str, ...]:
    """Write an Excel workbook; give what did not fit, as sentences.

    Raises
    ------
    explorer.errors.ExportFailed
        If the file cannot be written, or a sheet would have more rows than Excel takes.
    explorer.progress.Cancelled
        When the token was cancelled; nothing was written then.
    """
    from explorer.exchange.sheets.workbook import fill_workbook

    content = sheets_content(order)
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
    content = sheets_content(order)
    write_atomically(
        order.path, lambda path: _fill_archive(content, path), overwrite=order.overwrite
    )
    return ()


def _fill_archive(content: SheetsContent, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        about = ([name, text] for name, text in content.about)
        _add_table(archive, ABOUT, about)
        for name, headings, rows in content.sheets():
            _add_table(archive, name, _with_head(headings, rows))


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
    if cell is None:
        return ""
    return safe_cell(cell) if isinstance(cell, str) else repr(cell)
