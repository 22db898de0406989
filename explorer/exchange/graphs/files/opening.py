"""Opening a graph file: packed or not, in whatever encoding, line by line or piece by piece."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.packing import Part, parts_of
from explorer.exchange.tables.encoding import find_encoding

_CHUNK = 1 << 18
_LINE_ENDS = re.compile(r"\r\n|\n\r|\n|\r")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Unreadable(Exception):
    """The file is not what its reader reads; the text is a sentence with the place."""


def part_of(path: Path) -> Part:
    """Give the one file that is there, unpacked.

    Raises
    ------
    ImportFailed
        If it cannot be read, or is an archive of several.
    """
    parts = parts_of(path)
    if len(parts) != 1:
        raise refusal(
            path,
            f"The archive holds {len(parts):,} files. Unpack it, and import the one that is meant.",
        )
    return parts[0]


def refusal(path: Path, sentence: str) -> ImportFailed:
    """Give the failure to raise for a file that is not taken in."""
    return ImportFailed(path.name, [ImportProblem(sentence)])


def encoding_of(stream: BinaryIO) -> str:
    """Tell the encoding from the whole of a stream, which is read to its end."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    start = stream.read(_CHUNK)
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name
    if start[:64].count(0) > len(start[:64]) // 3:
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    try:
        data = start
        while data:
            decoder.decode(data)
            data = stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        stream.seek(0)
        # As elsewhere, a few stray bytes leave UTF-8 what it is; they become marks.
        return find_encoding(stream).name
    return "utf-8"


def text_chunks(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Decode a stream piece by piece; what the encoding does not know becomes a mark."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while data := stream.read(_CHUNK):
        yield decoder.decode(data)
    if rest := decoder.decode(b"", final=True):
        yield rest


def whole_text(stream: BinaryIO) -> str:
    """Decode a stream from its beginning, for forms whose parts may stand in any order."""
    encoding = encoding_of(stream)
    stream.seek(0)
    return "".join(text_chunks(stream, encoding))


def text_lines(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, str]]:
    """Give the lines with their numbers from 1; any line end counts, LF-CR as one."""
    rest = ""
    number = 0
    for chunk in text_chunks(stream, encoding):
        lines = _LINE_ENDS.split(rest + chunk)
        # The last may go on; and its line end may be half of a pair.
        keep = 2 if len(lines) > 1 and not lines[-1] else 1
        for line in lines[:-keep]:
            number += 1
            yield number, line
        rest = "\n".join(lines[-keep:])
    for line in _LINE_ENDS.split(rest):
        number += 1
        yield number, line
