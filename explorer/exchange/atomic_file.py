"""Writing a file so that its name stands for the whole of it or for what was there before."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import ExportFailed, OutputExists

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_HARD_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def write_atomically(
    path: str | os.PathLike[str],
    content: bytes | Callable[[Path], None],
    *,
    overwrite: bool = False,
) -> None:
    """Write a file at once: whoever looks sees nothing, the former file, or the finished one.

    Parameters
    ----------
    content
        The bytes, or a function that writes them to the path it is given: a file in the same
        folder with the same suffix, which takes the right name when the function has returned.
    overwrite
        Whether a file at `path` may be replaced.

    Raises
    ------
    OutputExists
        If there is something at `path` and `overwrite` is False.
    ExportFailed
        If the file cannot be written; errors that `content` raises itself pass unchanged, unless
        they come from the operating system.
    """
    target = Path(path)
    if "\0" in str(target):
        raise ExportFailed(f"{str(target)!a} cannot be the name of a file.", target)
    if overwrite:
        # A link keeps pointing at the file, whose contents change.
        target = Path(os.path.realpath(target))
    if os.path.isdir(target):  # unlike Path.is_dir, never raises
        raise ExportFailed(f"{target} is a folder. Give the name of a file in it.", target)
    if not overwrite and os.path.lexists(target):
        raise OutputExists(target)
    part = target.with_name(f".{secrets.token_hex(6)}.part{target.suffix}")
    try:
        _fill(part, content)
        _take_name(part, target, overwrite=overwrite)
    except FileExistsError as fault:
        raise OutputExists(target) from fault
    except OSError as fault:
        raise ExportFailed(_sentence(target, fault), target) from fault
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _fill(part: Path, content: bytes | Callable[[Path], None]) -> None:
    """Write the contents and see them onto the disk."""
    if callable(content):
        content(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        return
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take_name(part: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
        with contextlib.suppress(OSError):
            shutil.copymode(target, part)
        part.replace(target)
    elif os.name == "nt":
        part.rename(target)  # refuses an existing name there, unlike elsewhere
    else:
        try:
            os.link(part, target)
        except OSError as fault:
            if fault.errno not in _NO_HARD_LINKS:
                raise
            # Some mounted folders know no hard links: the name is taken by an empty file first.
            target.open("xb").close()
            part.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """See the new name onto the disk too, where the system allows it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(target: Path, fault: OSError) -> str:
    if not os.path.lexists(target.parent):
        return f"{target} was not written: there is no folder {target.parent}. Make it first."
    if not os.path.isdir(target.parent):
        return f"{target} was not written: {target.parent} is a file, not a folder."
    reasons = {
        errno.EACCES: f"files may not be written in {target.parent}. Choose another folder",
        errno.EPERM: f"files may not be written in {target.parent}. Choose another folder",
        errno.EROFS: f"{target.parent} may only be read. Choose another folder",
        errno.ENOSPC: "the disk is full. Make room, or choose another disk",
        errno.EDQUOT: "your share of the disk is used up. Make room, or choose another disk",
        errno.ENAMETOOLONG: "its name is too long. Choose a shorter one",
    }
    reason = reasons.get(fault.errno or 0, fault.strerror or str(fault))
    return f"{target} was not written: {reason}."
