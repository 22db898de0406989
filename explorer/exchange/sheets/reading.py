"""Reads the sheets back: as many tables as there are, all into one document of the form."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.form import FORMAT, LIST_OF_NAME, STORE_FIELDS
from explorer.exchange.graphs.files.own_tables import unsafe_cell
from explorer.exchange.importing import import_document
from explorer.exchange.reading import read_document
from explorer.exchange.sheets.shape import ABOUT, MARK, Row, is_empty, row_of
from explorer.exchange.sheets.workbook import continued
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from db import Store
    from explorer.exchange.report import ImportReport

_LARGEST_FIELD: Final = 1 << 27
_LARGEST_TABLE: Final = 1 << 31
_MOST_PROBLEMS: Final = 100
_DAMAGED = (OSError, EOFError, zipfile.BadZipFile, RuntimeError, csv.Error, UnicodeDecodeError)

Sheet = tuple[str, Iterator[tuple[int, list[str]]]]


def is_sheets(path: Path) -> bool:
    """Tell whether a file is a workbook or an archive that this program wrote."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if f"{ABOUT}.csv" in names:
                with archive.open(f"{ABOUT}.csv") as file:
                    return MARK.encode() in file.read(200)
            if "xl/workbook.xml" not in names:
                return False
            with archive.open("xl/workbook.xml") as file:
                book = file.read(1 << 20)
            is_likely = f'name="{ABOUT}"'.encode() in book and b'name="participants"' in book
            is_likely |= f'name="{ABOUT}"'.encode() in book and b'name="actors"' in book
    except _DAMAGED:
        return False
    return is_likely and _is_marked(path)


def import_sheets(
    store: Store,
    path: Path,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take a workbook or an archive of ours into a store: all of it, or nothing.

    Store thread. One step of the history; what is there already, word for word, is left alone.

    Raises
    ------
    ImportFailed
        With every problem that was found; the store is as it was.
    db.StoreError
        If the store cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; the store is as it was.
    """
    token = token or CancelToken()
    progress(0, 0, f"Reading {path.name}.")
    return import_document(store, _document(path, token), token, progress)


def _document(path: Path, token: CancelToken) -> Any:
    version, head = "1.0", {}
    lists: dict[str, list[Row]] = {}
    problems: list[ImportProblem] = []
    for sheet, rows in _sheets_of(path):
        token.raise_if_cancelled()
        name, _ = continued(sheet)  # what is too long for a sheet goes on in further ones
        if name == ABOUT:
            lines = {row[0]: row[1] for _, row in rows if len(row) > 1 and row[1]}
            version = lines.get(MARK, version)
            head = {field: lines[field] for field in STORE_FIELDS if field in lines}
        elif name in LIST_OF_NAME:
            lists.setdefault(name, []).extend(_rows(name, rows, problems))
    if problems:
        raise ImportFailed(str(path), problems[:_MOST_PROBLEMS])
    try:
        major, minor = (int(part) for part in version.split("."))
    except ValueError:
        what = f"Its first sheet says “{version[:40]}” where a version such as 1.1 should stand."
        raise ImportFailed(str(path), [ImportProblem(what)]) from None
    text = json.dumps(
        {"format": FORMAT, "version": [major, minor], "store": head, **lists}, ensure_ascii=False
    )
    return read_document(text, str(path))


def _rows(
    name: str, rows: Iterator[tuple[int, list[str]]], problems: list[ImportProblem]
) -> list[Row]:
    form = LIST_OF_NAME[name]
    found: list[Row] = []
    columns: list[tuple[str, int]] = []
    for number, cells in rows:
        if not columns:
            columns = [continued(cell.strip()) for cell in cells]
            continue
        texts: dict[str, str] = {}
        # Further parts of a long text stand to the right of the first.
        for (heading, _), cell in zip(columns, cells, strict=False):
            if cell:
                texts[heading] = texts.get(heading, "") + cell
        try:
            row = row_of(form, texts)
        except ValueError as fault:
            problems.append(ImportProblem(f"{name}, row {number}: {fault}"))
            continue
        if not is_empty(row):
            found.append(row)
    return found


def _sheets_of(path: Path) -> Iterator[Sheet]:
    try:
        is_archive = False
        with zipfile.ZipFile(path) as archive:
            is_archive = f"{ABOUT}.csv" in archive.namelist()
        if not is_archive:
            yield from _sheets_of_workbook(path)
            return
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                name = member.filename.removesuffix(".csv")
                if name != member.filename and (name == ABOUT or name in LIST_OF_NAME):
                    if member.file_size > _LARGEST_TABLE:
                        what = f"{member.filename} in it is larger than 2 GB."
                        raise ImportFailed(str(path), [ImportProblem(what)])
                    with archive.open(member) as raw:
                        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
                        yield name, _csv_rows(text)
    except _DAMAGED as fault:
        what = f"It is damaged or cannot be read ({fault})."
        raise ImportFailed(str(path), [ImportProblem(what)]) from fault


def _csv_rows(text: io.TextIOWrapper) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_FIELD))
    reader = csv.reader(text)
    for row in reader:
        yield reader.line_num, [unsafe_cell(cell) for cell in row]


def _sheets_of_workbook(path: Path) -> Iterator[Sheet]:
    from explorer.exchange.tables.workbook import workbook_grids

    for grid in workbook_grids(path):
        yield grid.name, iter(grid.read(None))


def _is_marked(path: Path) -> bool:
    try:
        for name, rows in _sheets_of_workbook(path):
            if name == ABOUT:
                return any(row[:1] == [MARK] for _, row in rows)
    except ImportFailed:
        return False
    return False
