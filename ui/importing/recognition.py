"""Telling files to be taken in from stores and pictures, which are opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from explorer.errors import ExplorerError
from explorer.exchange.format import PERHAPS
from explorer.exchange.formats import FORMATS, likeliest_format

_STORE: Final = b"SQLite format 3\0"
_OPENED: Final = (".png", ".actors")


def is_foreign(path: Path) -> bool:
    """Tell whether a file is of a format that is taken in rather than opened."""
    if path.suffix.lower() in _OPENED or is_store(path):
        return False
    try:
        return likeliest_format(path)[1] >= PERHAPS
    except (OSError, ValueError, ExplorerError):
        return False


def is_store(path: Path) -> bool:
    """Tell whether a file is one of a database, by how it begins."""
    try:
        with path.open("rb") as file:
            return file.read(len(_STORE)) == _STORE
    except (OSError, ValueError):
        return False


def file_filter() -> str:
    """Give the kinds of files for a dialog that asks for some."""
    endings = [f"*{ending}" for known in FORMATS for ending in known.endings]
    packed = ["*.gz", "*.zip"]
    kinds = [f"All that can be imported ({' '.join(dict.fromkeys((*endings, *packed)))})"]
    kinds += [
        f"{known.label.replace('(', '– ').replace(')', '')} "
        f"({' '.join(f'*{ending}' for ending in known.endings)})"
        for known in FORMATS
    ]
    return ";;".join((*kinds, "All files (*)"))


def new_store_path(source: Path, suffix: str) -> Path:
    """Give a place for the store that is made of a file: beside it, under a name not taken."""
    stem = source.name.split(".")[0] or source.stem
    place = source.parent if _may_be_written(source.parent) else Path.home()
    path = place / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = place / f"{stem} {number}{suffix}"
        number += 1
    return path


def _may_be_written(folder: Path) -> bool:
    try:
        is_for_writing = bool(folder.stat().st_mode & 0o222)
    except OSError:
        return False
    return is_for_writing and os.access(folder, os.W_OK)
