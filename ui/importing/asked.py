"""What the user wants to take in, where, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import create_store
from explorer.editing.edited import Edited
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.report import ImportReport
from explorer.exchange.taking_in import FilesOfFormat, take_in
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress

if TYPE_CHECKING:
    from db import Store

_MOST_SELECTED = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One import.

    Attributes
    ----------
    into
        The path of the new store, None for the one that is open.
    """

    files: FilesOfFormat
    options: Mapping[str, Any] = field(default_factory=dict)
    is_skipping: bool = False
    into: Path | None = None


@dataclass(frozen=True, slots=True)
class Imported(Edited):
    """An import that was done, as an edit with its report."""

    report: ImportReport | None = None


def import_files(store: Store, asked: Asked, *, token: CancelToken, progress: Progress) -> Imported:
    """Take files into a store as an edit that selects what came; store thread.

    Raises
    ------
    ImportFailed
    db.StoreError
    Cancelled
    """
    report = take_in(
        store, asked.files, asked.options, is_skipping=asked.is_skipping, token=token,
        progress=progress,
    )  # fmt: skip
    names = ", ".join(path.name for path in asked.files.paths)
    inserted = report.changes.inserted
    actors = inserted.get("actors", ())
    selection = None
    if 0 < len(actors) <= _MOST_SELECTED and len(actors) < _n_actors(store):
        # In a store that held nothing before, all of it is what came.
        selection = Selection.several(actors)
    return Imported(f"Import {names}", report.changes, selection, report=report)


def import_into_new(asked: Asked, *, token: CancelToken, progress: Progress) -> ImportReport:
    """Take files into a new store, which appears only when they were taken.

    Raises
    ------
    ImportFailed
    db.StoreError
    Cancelled
    """
    if asked.into is None:
        raise ValueError("a new store needs a path")
    reports: list[ImportReport] = []

    def build(part: Path) -> None:
        with create_store(part, title=asked.files.paths[0].name.split(".")[0]) as store:
            reports.append(
                take_in(
                    store, asked.files, asked.options, is_skipping=asked.is_skipping, token=token,
                    progress=progress,
                )
            )  # fmt: skip

    write_atomically(asked.into, build)
    return reports[0]


def _n_actors(store: Store) -> int:
    return int(store.counts()["actors"])
