"""The lines of a feed's files: packed or not, many files at once, with where each stands."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final, NamedTuple

from explorer.exchange.packing import parts_of
from explorer.exchange.tables.encoding import STRAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.progress import CancelToken

_BYTES_AT_ONCE: Final = 1 << 20
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Part(NamedTuple):
    """One file of a feed, or what is packed in one.

    Attributes
    ----------
    label
        What its lines are called in a message: ``20230926.export.CSV, line``.
    """

    file_index: int
    label: str
    lines: Iterator[str]


def feed_parts(files: Sequence[IncomingFile], token: CancelToken) -> Iterator[Part]:
    """Give all parts of files, each with its lines from the first, without their line ends.

    Raises
    ------
    ImportFailed
        If a file cannot be read.
    Cancelled
    """
    n_parts = 0
    for file_index, file in enumerate(files):
        parts = parts_of(file.path)
        n_parts += len(parts)
        for part in parts:
            # Only what tells rows apart: the file is the source, and known.
            label = f"{part.name}, line" if len(parts) > 1 else "line"
            with part.open(_telling(file)) as stream:
                yield Part(file_index, label, _lines(stream, token))
        file.bytes_read = file.size


def _telling(file: IncomingFile) -> _Told:
    return _Told(file)


class _Told:
    """Notes how far a file is read."""

    def __init__(self, file: IncomingFile) -> None:
        self._file = file

    def __call__(self, position: int) -> None:
        self._file.bytes_read = position


def _lines(stream: BinaryIO, token: CancelToken) -> Iterator[str]:
    decoder: codecs.IncrementalDecoder | None = None
    rest = ""
    while block := stream.read(_BYTES_AT_ONCE):
        token.raise_if_cancelled()
        if decoder is None:
            is_wide = block.startswith(_UTF_16)
            name, errors = ("utf-16", "replace") if is_wide else ("utf-8-sig", STRAY)
            decoder = codecs.getincrementaldecoder(name)(errors)
        lines = (rest + decoder.decode(block)).split("\n")
        rest = lines.pop()
        for line in lines:
            yield line[:-1] if line.endswith("\r") else line
    if decoder is not None:
        rest += decoder.decode(b"", final=True)
    if rest:
        yield rest.removesuffix("\r")
