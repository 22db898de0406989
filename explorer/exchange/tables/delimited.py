"""Text with separators as a grid: read as a stream, however large it is."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.tables.dialect import Dialect, find_dialect
from explorer.exchange.tables.encoding import Encoding, find_encoding
from explorer.exchange.tables.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.packing import Part
    from explorer.exchange.tables.grid import Row, Told
    from explorer.progress import CancelToken

_SAMPLE_CHARACTERS: Final = 1 << 18
_FEW_CONTROLS: Final = 3
_LONGEST_CELL: Final = 32 << 20
_PAGE: Final = re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_NO_TEXT: Final = (
    b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1b"
)


def delimited_grid(
    part: Part,
    token: CancelToken | None = None,
    *,
    encoding: str = "",
    separator: str = "",
) -> Grid:
    """Look through a file of text and give its rows.

    Parameters
    ----------
    encoding, separator
        As the user says; "" finds it out.

    Raises
    ------
    ImportFailed
        If it cannot be read or is no text.
    Cancelled
    """
    with part.open() as file:
        found = Encoding(encoding) if encoding else find_encoding(file, token)
    text = _sample(part, found)
    if _is_binary(text):
        raise _refused(part, "It is not a table of text. If it is one, save it as CSV in UTF-8.")
    if _PAGE.match(text):
        what = "It is a web page and not a table, such as one that asks to sign in."
        raise _refused(part, f"{what} Fetch the file again, or save the table in it as CSV.")
    is_whole = len(text) < _SAMPLE_CHARACTERS
    dialect = find_dialect(text, part.name, is_whole=is_whole)
    if separator:
        dialect = Dialect(separator, dialect.quoting, dialect.says_separator)
    remarks: tuple[str, ...] = ()
    if found.n_stray:
        remarks = (
            f"{part.name} is UTF-8 but for {found.n_stray:,} bytes, which were read as "
            "Windows-1252.",
        )
    source = _Text(part, found, dialect)
    return Grid(part.name, part.path, source.rows, remarks, found.name, dialect.separator)


@dataclass(frozen=True, slots=True)
class _Text:
    part: Part
    encoding: Encoding
    dialect: Dialect

    def rows(self, told: Told | None = None) -> Iterator[Row]:
        """Give the rows, each with the line it begins on."""
        csv.field_size_limit(_LONGEST_CELL)
        with self.part.open(told) as file, _decoded(file, self.encoding) as text:
            skipped = 1 if self.dialect.says_separator else 0
            lines = _Lines(text)
            reader = csv.reader(islice(lines, skipped, None), **self.dialect.reader_options())
            line = skipped + 1
            try:
                for cells in reader:
                    next_line = skipped + reader.line_num + 1
                    is_open = lines.n_marks % 2 and self.dialect.quoting == "double"
                    if is_open and next_line - line > 1 and lines.is_at_end():
                        what = f"The quotation mark opened in the row of line {line:,} is never"
                        raise _refused(self.part, f"{what} closed. Close it there.")
                    lines.n_marks = 0
                    yield line, cells
                    line = next_line
            except csv.Error as error:
                raise self._failed(line, error) from error
            except UnicodeError as error:
                reason = error.reason if isinstance(error, UnicodeDecodeError) else error
                what = f"It is not {self.encoding.name} text throughout ({reason})."
                raise _refused(self.part, f"{what} Say its encoding in the mapping.") from error

    def _failed(self, line: int, error: csv.Error) -> ImportFailed:
        if "field larger" in str(error):
            what = (
                f"The row of line {line:,} is longer than {_LONGEST_CELL:,} characters. If a "
                "quotation mark in it is never closed, close it."
            )
        else:
            what = f"The row of line {line:,} cannot be read: {error}."
        return _refused(self.part, what)


def _decoded(file: object, encoding: Encoding) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        file,  # type: ignore[arg-type]
        encoding.name,
        encoding.errors,
        newline="",
    )


@dataclass(slots=True)
class _Lines:
    """Lines without NUL; one without an end is not read to it.

    Attributes
    ----------
    n_marks
        Quotation marks in the lines since it was last set.
    """

    text: io.TextIOWrapper
    n_marks: int = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(_LONGEST_CELL):
            if len(line) == _LONGEST_CELL:
                raise csv.Error("field larger than a line may be")
            self.n_marks += line.count('"')
            yield line.replace("\0", "") if "\0" in line else line

    def is_at_end(self) -> bool:
        """Tell whether no line is left; what was read for that is not given back."""
        return not self.text.read(1)


def _sample(part: Part, encoding: Encoding) -> str:
    try:
        with part.open() as file, _decoded(file, encoding) as text:
            return text.read(_SAMPLE_CHARACTERS)
    except LookupError as error:
        raise _refused(part, f"There is no encoding “{encoding.name}”; try utf-8.") from error
    except UnicodeError as error:
        raise _refused(part, f"It is not {encoding.name} text; name another encoding.") from error


def _is_binary(text: str) -> bool:
    head = text[:4096]
    controls = sum(character in _CONTROLS for character in head)
    return controls > max(_FEW_CONTROLS, len(head) * 0.02)


_CONTROLS: Final = frozenset(map(chr, (*range(9), *range(14, 27))))


def _refused(part: Part, what: str) -> ImportFailed:
    return ImportFailed(str(part.path), [ImportProblem(what, part.name if part.member else "")])
