"""Files that are packed: gzip of one file, zip of one or more."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from explorer.errors import ImportFailed, ImportProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_LARGEST_RATIO: Final = 400
_HARMLESS_BYTES: Final = 128 << 20
"""What is packed more tightly than this, and is larger than that, is a trap and not data."""

_LARGEST_DOCUMENT_RATIO: Final = 100

_DOCUMENTS_IN_ZIP: Final = {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"}
_PACKED_ENDINGS: Final = (".zip", ".gz", ".7z", ".rar", ".bz2", ".xz", ".tar")
_DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Part:
    """One file within a file: the file itself, or what is packed in it.

    Attributes
    ----------
    name
        Without the ending of the packing: ``votes.csv``.
    member
        Its name within a zip, "" otherwise.
    """

    path: Path
    name: str
    member: str = ""
    is_gzip: bool = False

    @property
    def is_packed(self) -> bool:
        """Whether it must be unpacked to be read."""
        return self.is_gzip or bool(self.member)

    @contextmanager
    def open(self, on_read: Callable[[int], None] | None = None) -> Iterator[BinaryIO]:
        """Open what is packed as plain bytes.

        Parameters
        ----------
        on_read
            Told, now and then, how far into the packed file the reading is, in bytes.

        Raises
        ------
        ImportFailed
            If the file cannot be read, or its packing is damaged.
        """
        try:
            with self.path.open("rb") as raw:
                file: BinaryIO = _Told(raw, on_read) if on_read else raw
                if self.is_gzip:
                    with gzip.open(file) as unpacked:
                        guard = _Guarded(unpacked, raw, self.path)  # type: ignore[arg-type]
                        yield io.BufferedReader(guard, 1 << 16)
                elif self.member:
                    with zipfile.ZipFile(file) as archive, archive.open(self.member) as unpacked:
                        yield unpacked  # type: ignore[misc]
                else:
                    yield file
        except _DAMAGED as error:
            raise _damaged(self.path, error) from error

    def head(self, size: int) -> bytes:
        """Give the first bytes.

        Raises
        ------
        ImportFailed
            If it cannot be read.
        """
        with self.open() as file:
            return file.read(size)


class _Guarded(io.RawIOBase):
    """What is unpacked, as long as it is not far more than it should be."""

    def __init__(self, unpacked: BinaryIO, packed: BinaryIO, path: Path) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._path = path

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._unpacked.seek(offset, whence)

    def readinto(self, buffer: Any, /) -> int:
        block = self._unpacked.read(len(buffer))
        buffer[: len(block)] = block
        size = self._unpacked.tell()
        if size > _HARMLESS_BYTES and size > _LARGEST_RATIO * self._packed.tell():
            raise _refused(self._path, "It unpacks to far more than it should.")
        return len(block)


class _Told(io.BufferedReader):
    """A file that tells how far it is read."""

    def __init__(self, raw: io.BufferedReader, on_read: Callable[[int], None]) -> None:
        super().__init__(raw.raw, 1 << 18)
        self._on_read = on_read

    def read(self, size: int | None = -1, /) -> bytes:
        block = super().read(size)
        self._on_read(self.tell())
        return block

    def read1(self, size: int = -1, /) -> bytes:
        block = super().read1(size)
        self._on_read(self.tell())
        return block


def parts_of(path: Path) -> list[Part]:
    """Give what a file holds: itself, or what is packed in it.

    Raises
    ------
    ImportFailed
        If it cannot be read, or holds nothing, or far more than it should.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # To open a pipe may wait for ever, and what comes out of one cannot be read twice.
            raise _refused(
                path, "It is no file but a pipe or a device. Save what it gives as a file."
            )
        with path.open("rb") as file:
            magic = file.read(4)
        if magic.startswith(_GZIP):
            name = path.stem if path.suffix.lower() in (".gz", ".gzip") else path.name
            return [Part(path, name, is_gzip=True)]
        if magic == _ZIP:
            with zipfile.ZipFile(path) as archive:
                infos = archive.infolist()
            if _DOCUMENTS_IN_ZIP & {info.filename for info in infos}:
                if any(_is_trap(info, _LARGEST_DOCUMENT_RATIO) for info in infos):
                    raise _refused(path, "It unpacks to far more than it should.")
                return [Part(path, path.name)]
            return _members(path, infos)
    except _DAMAGED as error:
        raise _damaged(path, error) from error
    return [Part(path, path.name)]


def _is_trap(info: zipfile.ZipInfo, largest_ratio: int) -> bool:
    is_large = info.file_size > _HARMLESS_BYTES
    return is_large and info.file_size > largest_ratio * info.compress_size


def _members(path: Path, infos: list[zipfile.ZipInfo]) -> list[Part]:
    found = []
    for info in infos:
        name = PurePosixPath(info.filename)
        is_hidden = name.name.startswith(".") or "__MACOSX" in name.parts
        if info.is_dir() or is_hidden:
            continue
        if info.flag_bits & 1:
            raise _refused(path, "It is locked with a password; unpack it first.")
        if _is_trap(info, _LARGEST_RATIO):
            raise _refused(path, f"“{name.name}” in it unpacks to far more than it should.")
        found.append(Part(path, name.name, info.filename))
    if not found:
        raise _refused(path, "There is no file in it.")
    if all(part.name.lower().endswith(_PACKED_ENDINGS) for part in found):
        raise _refused(path, f"“{found[0].name}” in it is packed itself; unpack it first.")
    return found


def _damaged(path: Path, error: BaseException) -> ImportFailed:
    if isinstance(error, OSError) and error.strerror:
        return _refused(path, f"It cannot be read: {error.strerror}.")
    return _refused(path, f"It is damaged and cannot be unpacked ({error}); fetch it again.")


def _refused(path: Path, what: str) -> ImportFailed:
    return ImportFailed(str(path), [ImportProblem(what)])
