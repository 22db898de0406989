"""Files of any known format into a store, or into a copy of it to see what would come."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db import create_store, open_store
from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.format import Format, Reading
from explorer.exchange.formats import format_named, format_of
from explorer.exchange.intake.event_block import EventBlock, FirstEvents
from explorer.exchange.intake.incoming_file import IncomingFile
from explorer.exchange.intake.landing import land
from explorer.exchange.intake.problems import Problems
from explorer.exchange.intake.records import (
    ActorRecord,
    InteractionRecord,
    RelationRecord,
    SourceRecord,
)
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from db import Store
    from explorer.exchange.intake.records import Record
    from explorer.exchange.report import ImportReport

FIRST_RECORDS: Final = 50
"""So many records of each sort a look shows."""

_CANCEL_RECORDS: Final = 512


@dataclass(frozen=True, slots=True)
class FilesOfFormat:
    """Files of one format, which are taken in together."""

    format: Format
    paths: tuple[Path, ...]


def sorted_by_format(paths: Sequence[Path], format_name: str = "") -> list[FilesOfFormat]:
    """Tell which format files are of, those of one format together, in their order.

    Raises
    ------
    ImportFailed
        If one cannot be read, or is of none that is known.
    """
    found: dict[str, list[Path]] = {}
    for path in paths:
        name = format_name or format_of(path).name
        found.setdefault(name, []).append(path)
    return [FilesOfFormat(format_named(name), tuple(files)) for name, files in found.items()]


def take_in(
    store: Store,
    files: FilesOfFormat,
    options: Mapping[str, Any] | None = None,
    *,
    is_skipping: bool = False,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take files of one format into a store, in one transaction and one step of its history.

    Parameters
    ----------
    options
        Answers of the user for the format's reader, such as a table's `mapping`.
    is_skipping
        Whether what is wrong is left out and the rest taken in; else nothing is.

    Raises
    ------
    ImportFailed
        With every problem that was found; the store is as it was.
    db.StoreError
        If the store cannot be written.
    Cancelled
        When the token was cancelled; the store is as it was.
    """
    token = token or CancelToken()
    if files.format.take_in is not None:
        return _taken_by_itself(store, files, token, progress)
    incoming, problems, records = _read(files, options, is_skipping, token, progress)
    return land(store, incoming, records, problems, token, progress)


def rehearse(
    store: Path,
    files: FilesOfFormat,
    options: Mapping[str, Any] | None = None,
    *,
    is_skipping: bool = False,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take files into a copy of a store, which is thrown away: what would come of it.

    Parameters
    ----------
    store
        It need not be there.

    Raises
    ------
    ImportFailed
    db.StoreError
    Cancelled
    """
    with _copy_of(store) as copy:
        return take_in(
            copy, files, options, is_skipping=is_skipping, token=token, progress=progress
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What files would bring, without a store.

    Attributes
    ----------
    counts
        Records, by "actors", "relations", "interactions" and "sources"; actors that are only
        named are among them.
    first
        The first records of each sort.
    problems
        What is refused and remarked.
    names
        What the actors are called that the first records name by their keys.
    """

    counts: Mapping[str, int]
    first: tuple[Record, ...]
    problems: Problems
    names: Mapping[str, str] = field(default_factory=dict)


def look_into(
    files: FilesOfFormat,
    options: Mapping[str, Any] | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Look:
    """Read files through and tell what is in them.

    Raises
    ------
    ImportFailed
        If a file cannot be read.
    Cancelled
    """
    token = token or CancelToken()
    incoming, problems, records = _read(files, options, True, token, progress)
    total = sum(file.size for file in incoming)
    counts: Counter[str] = Counter()
    first: dict[str, list[Record]] = {}
    actors: set[str] = set()
    names: dict[str, str] = {}
    events = FirstEvents()
    for number, record in enumerate(records):
        is_block = isinstance(record, EventBlock)
        if is_block or not number % _CANCEL_RECORDS:
            token.raise_if_cancelled()
            done = min(total, sum(file.bytes_read for file in incoming))
            progress(done, total, f"Looking through {_names(files.paths)}.")
        if isinstance(record, EventBlock):
            counts["interactions"] += len(record.key)
            actors.update(actor.key or actor.name for actor in record.new_actors)
            shown = first.setdefault("interactions", [])
            if len(shown) < FIRST_RECORDS:
                told = events.of(record, FIRST_RECORDS - len(shown))
                shown += (event.as_record() for event in told)
            continue
        name = _LISTS[type(record)]
        counts[name] += 1
        actors.update(_named_by(record))
        if isinstance(record, ActorRecord) and record.key:
            names[record.key] = record.name
        if len(shown := first.setdefault(name, [])) < FIRST_RECORDS:
            shown.append(record)
    counts["actors"] = len(actors)
    order = [record for name in _LISTS.values() for record in first.get(name, ())]
    asked = {key for record in order for key in _named_by(record)}
    return Look(counts, tuple(order), problems, {k: n for k, n in names.items() if k in asked})


_LISTS: Final[dict[type[Record], str]] = {
    InteractionRecord: "interactions",
    RelationRecord: "relations",
    ActorRecord: "actors",
    SourceRecord: "sources",
}


def _named_by(record: Record) -> Iterator[str]:
    """Give the keys or names of the actors in a record."""
    match record:
        case ActorRecord():
            yield record.key or record.name
        case RelationRecord():
            for actor in (record.from_actor, record.to_actor):
                yield actor if isinstance(actor, str) else actor.key or actor.name
        case InteractionRecord():
            for participant in record.participants:
                actor = participant.actor
                yield actor if isinstance(actor, str) else actor.key or actor.name


def _read(
    files: FilesOfFormat,
    options: Mapping[str, Any] | None,
    is_skipping: bool,
    token: CancelToken,
    progress: Progress,
) -> tuple[list[IncomingFile], Problems, Iterator[Record | EventBlock]]:
    if files.format.read is None:
        what = "Files of this format are taken in as a whole; there is nothing to look at first."
        raise ImportFailed(_names(files.paths), [ImportProblem(what)])
    progress(0, 0, f"Reading {_names(files.paths)}.")
    incoming = [IncomingFile.of(path, files.format.label, token) for path in files.paths]
    problems = Problems(_names(files.paths), is_skipping=is_skipping)
    return incoming, problems, files.format.read(incoming, Reading(problems, token, options or {}))


def _taken_by_itself(
    store: Store, files: FilesOfFormat, token: CancelToken, progress: Progress
) -> ImportReport:
    take = files.format.take_in
    if take is None or len(files.paths) > 1:
        what = "Such files are taken in one by one; choose one of them."
        raise ImportFailed(_names(files.paths), [ImportProblem(what)])
    return take(store, files.paths, token, progress)


@contextmanager
def _copy_of(store: Path) -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="actor-explorer-") as folder:
        copy = Path(folder) / "copy.actors"
        if store.exists():
            with open_store(store, writable=False) as opened:
                opened.back_up(copy)
            with open_store(copy) as writable:
                yield writable
        else:
            with create_store(copy, title=store.stem or "New") as created:
                yield created


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)
