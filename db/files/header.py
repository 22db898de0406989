"""What a file says of itself in its first hundred bytes, before SQLite is let near it."""

from __future__ import annotations

import os
import stat
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.errors import NotAStore, StoreDamaged, StoreTooNew, StoreUnavailable
from db.format.schema import APPLICATION_ID, FORMAT_VERSION

if TYPE_CHECKING:
    from pathlib import Path

HEADER_LENGTH: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"
_UTF_8: Final = 1


@dataclass(frozen=True, slots=True)
class Header:
    """The checked header of a store.

    Attributes
    ----------
    is_wal
        Whether another program left the file in write-ahead mode.
    """

    format_version: tuple[int, int]
    is_wal: bool
    file_size: int

    @property
    def is_newer_minor(self) -> bool:
        """Whether the file may hold what this program does not know, and so may only be read."""
        return self.format_version > FORMAT_VERSION


def read_header(path: Path) -> Header:
    """Read and check the header without SQLite; the file is only read.

    Raises
    ------
    StoreUnavailable, NotAStore, StoreTooNew, StoreDamaged
    """
    raw, size = _first_bytes(path)
    if not raw:
        raise NotAStore(f"{path} is not a store: it is empty.", path)
    if raw[:16] != _MAGIC:
        raise NotAStore(f"{path} is not a store: it is not an SQLite file.", path)
    if len(raw) < HEADER_LENGTH:
        raise StoreDamaged(f"{path} breaks off in its first bytes; restore a backup of it.", path)
    page_size, write_mode, read_mode = struct.unpack_from(">HBB", raw, 16)
    page_size = 65_536 if page_size == 1 else page_size
    changes, page_count = struct.unpack_from(">II", raw, 24)
    encoding, user_version = struct.unpack_from(">II", raw, 56)
    (application_id,) = struct.unpack_from(">I", raw, 68)
    (counted_at,) = struct.unpack_from(">I", raw, 92)
    if application_id != APPLICATION_ID:
        raise NotAStore(f"{path} is not a store: it is a database of another program.", path)
    version = divmod(user_version, 65_536)
    _check_version(path, version)
    if page_size < 512 or page_size & (page_size - 1) or not {write_mode, read_mode} <= {1, 2}:
        raise StoreDamaged(f"{path} is damaged at its beginning; restore a backup of it.", path)
    if encoding != _UTF_8:
        raise StoreDamaged(
            f"{path} does not keep its text as UTF-8, as stores do; "
            "let the program that wrote it export the data.",
            path,
        )
    is_whole = page_count * page_size <= size or changes != counted_at
    if not is_whole and not has_journal(path):
        raise StoreDamaged(
            f"{path} breaks off: {size:,} bytes of {page_count * page_size:,} are there; "
            "fetch or restore it again.",
            path,
        )
    return Header(version, is_wal=2 in (write_mode, read_mode), file_size=size)


def has_journal(path: Path) -> bool:
    """Tell whether a change under way, or broken off, has left its journal beside the file."""
    return any(_size_beside(path, ending) > 0 for ending in ("-journal", "-wal"))


def has_wal(path: Path) -> bool:
    """Tell whether a write-ahead log lies beside the file."""
    return _size_beside(path, "-wal") > 0


def _size_beside(path: Path, ending: str) -> int:
    try:
        return os.stat(f"{path}{ending}").st_size
    except OSError:
        return 0


def _check_version(path: Path, version: tuple[int, int]) -> None:
    major, minor = version
    if major > FORMAT_VERSION[0]:
        raise StoreTooNew(
            f"{path} has the format {major}.{minor}, and this program knows formats up to "
            f"{FORMAT_VERSION[0]}.x; update the program.",
            path,
            version,
        )
    if major < 1:
        raise StoreDamaged(
            f"{path} gives no version of its format; let the program that wrote it mend that.",
            path,
        )


def _first_bytes(path: Path) -> tuple[bytes, int]:
    """Read the header; never waits, not even for a pipe that nobody writes to."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise StoreUnavailable(f"{path} is a folder; choose a file in it.", path)
        if not stat.S_ISREG(status.st_mode):
            raise StoreUnavailable(f"{path} is not a file but a device or a pipe.", path)
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise StoreUnavailable(f"{path} is not there; check the name.", path) from error
    except PermissionError as error:
        raise StoreUnavailable(
            f"{path} may not be read; ask its owner for permission.", path
        ) from error
    except (OSError, ValueError) as error:
        raise StoreUnavailable(f"{path} cannot be reached ({_reason(error)}).", path) from error
    try:
        return os.read(descriptor, HEADER_LENGTH), status.st_size
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be read ({_reason(error)}).", path) from error
    finally:
        os.close(descriptor)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
