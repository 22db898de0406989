"""How far the sheets of an Excel workbook reach, told before anything is made of their cells."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_MOST_CELLS: Final = 24_000_000
"""So many, filled or not, take some hundred megabytes: a sheet is read as the whole rectangle."""

_BYTES_AT_ONCE: Final = 1 << 22
_OVERLAP: Final = 256
_WIDE: Final = re.compile(rb'<(?:\w+:)?c [^<>]*?\br="([A-Z]{2,3})\d')
_DEEP: Final = re.compile(rb'<(?:\w+:)?(?:c|row) [^<>]*?\br="[A-Z]{0,3}(\d{4,7})"')
_NARROW_COLUMNS: Final = 26
_SHALLOW_ROWS: Final = 1_000


def far_sheet(path: Path) -> tuple[int, int] | None:
    """Give rows and columns of a sheet that reaches too far to be read, None if none does.

    A single cell far out, as a slip of the hand leaves, makes a sheet of a few rows one of
    thousands of millions of cells.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    n_rows, n_columns = _extent(archive, name)
                    if n_rows * n_columns > _MOST_CELLS:
                        return n_rows, n_columns
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        # No workbook of this kind, or damaged: its reader says so.
        return None
    return None


def _extent(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """Give at least how many rows and columns a sheet spans."""
    n_rows, n_columns = _SHALLOW_ROWS, _NARROW_COLUMNS
    with archive.open(name) as file:
        rest = b""
        while block := file.read(_BYTES_AT_ONCE):
            block = rest + block
            n_rows = max([n_rows, *map(int, _DEEP.findall(block))])
            n_columns = max([n_columns, *map(_column_number, set(_WIDE.findall(block)))])
            rest = block[-_OVERLAP:]
    return n_rows, n_columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
