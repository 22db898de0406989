"""The sample store: the first article as data, made from readable text through the import."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from db import Store, create_store, open_store
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.interchange import import_json

if TYPE_CHECKING:
    import os
    from pathlib import Path

_FILE = "karabakh-2023-09.json"


def sample_text() -> str:
    """Return the sample in the interchange form."""
    return files("resources").joinpath("sample", _FILE).read_text(encoding="utf-8")


def create_sample(path: str | os.PathLike[str], *, overwrite: bool = False) -> Store:
    """Write the sample store and open it; the file appears only when it is complete.

    Raises
    ------
    explorer.errors.OutputExists
        If there is a file at `path` and `overwrite` is False.
    explorer.errors.ExportFailed
        If the file cannot be written.
    """
    write_atomically(path, _build, overwrite=overwrite)
    return open_store(path)


def _build(path: Path) -> None:
    # The title is the file's: an empty store takes it over.
    with create_store(path, title="Sample") as store:
        import_json(store, sample_text())
