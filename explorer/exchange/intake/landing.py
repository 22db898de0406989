"""The landing of records in a store: batch by batch, in one transaction and one history step."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from db.errors import InvalidRow
from explorer.exchange.intake.batch import Batch
from explorer.exchange.intake.event_block import EventBlock
from explorer.exchange.intake.event_landing import EventLanding
from explorer.exchange.intake.known import Known
from explorer.exchange.intake.problems import faults_of
from explorer.exchange.intake.versions import Versions
from explorer.exchange.report import ImportReport
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db import Store, Writer
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import Record

RECORDS_AT_ONCE: Final = 5_000
_OBJECTS_BETWEEN_ROUNDS: Final = 200_000


def land(
    store: Store,
    files: Sequence[IncomingFile],
    records: Iterable[Record | EventBlock],
    problems: Problems,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
    *,
    title: str = "",
) -> ImportReport:
    """Take the records of files into a store; memory is bounded by actors and sources, not rows.

    Store thread. One transaction and one step of the history. What the store has already (by key)
    is left as it is and counted. Each file becomes a source, and each record's origin a passage
    of it.

    Parameters
    ----------
    title
        Of the history step; "" is "Import " and the files' names.

    Raises
    ------
    ImportFailed
        With every problem that was found, unless `problems` skips; the store is as it was.
    db.StoreError
        If the store cannot be written.
    Cancelled
        When the token was cancelled; the store is as it was.
    """
    token = token or CancelToken()
    names = ", ".join(file.path.name for file in files)
    with (
        _collecting_seldom(),
        store.atomic(title or f"Import {names}", kind="import", token=token) as writer,
    ):
        landing = _Landing(store, writer, files, problems)
        total = sum(file.size for file in files)
        n_records = 0
        for chunk in _chunks(records):
            token.raise_if_cancelled()
            if isinstance(chunk, EventBlock):
                landing.take_events(chunk)
                n_records += chunk.n_rows
            else:
                landing.take(chunk)
                n_records += len(chunk)
            done = min(total, sum(file.bytes_read for file in files))
            progress(done, total, f"Importing {names}: {n_records:,} records.")
        landing.take_waiting()
        problems.raise_if_any()
    return ImportReport(
        problems.origin, landing.added, landing.present, writer.changes,
        refused=problems.refused, remarks=problems.remarks,
    )  # fmt: skip


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Let the collector look less often: records come by the thousand, and hold no circles."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_ROUNDS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _chunks(records: Iterable[Record | EventBlock]) -> Iterator[list[Record] | EventBlock]:
    """Put records together as they come; blocks stay what they are."""
    chunk: list[Record] = []
    for record in records:
        if isinstance(record, EventBlock):
            if chunk:
                yield chunk
                chunk = []
            yield record
            continue
        chunk.append(record)
        if len(chunk) == RECORDS_AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Landing:
    """What came so far, and what still waits for the actors it names."""

    def __init__(
        self, store: Store, writer: Writer, files: Sequence[IncomingFile], problems: Problems
    ) -> None:
        self.added: dict[str, int] = {}
        self.present: dict[str, int] = {}
        self._store = store
        self._known = Known(store, writer)
        self._writer = writer
        self._problems = problems
        self._files = files
        self._file_ids: list[int] = []
        self._waiting: list[Record] = []
        self._parents: list[tuple[int, str]] = []
        self._events: EventLanding | None = None
        self._versions = Versions(store, files, problems)

    def take(self, records: list[Record]) -> None:
        """Take in a batch; what names unknown actors waits."""
        if self._problems.is_skipping:
            records = [record for record in records if self._is_sound(record)]
        try:
            self._land(records, is_last=False)
        except (InvalidRow, UnicodeError) as fault:
            # Which record it was is worked out only now, since all is well almost always.
            if all(self._is_sound(record) for record in records):
                words = str(fault)
                self._problems.refuse(self._problems.origin, "", None, words)
            self._problems.raise_if_any()
            raise

    def take_events(self, block: EventBlock) -> None:
        """Take in a block; what tells of interactions that are yet to come waits."""
        if self._events is None:
            self._make_file_sources()
            self._events = EventLanding(
                self._store, self._writer, self._known, self._file_ids, self._problems
            )
        self._events.take(block)

    def take_waiting(self) -> None:
        """Take in what waited; what names unknown things still is refused."""
        if self._events is not None:
            self._events.take_waiting()
            self._add_up(self._events)
        waiting, self._waiting = self._waiting, []
        for first in range(0, len(waiting), RECORDS_AT_ONCE):
            self._land(waiting[first : first + RECORDS_AT_ONCE], is_last=True)
        if self._parents:
            found = self._known.present("interactions", {key for _, key in self._parents})
            for interaction_id, key in self._parents:
                if key in found and found[key] != interaction_id:
                    self._writer.update("interactions", interaction_id, parent_id=found[key])
                else:
                    self._problems.remark(
                        "What an interaction was part of is not in the file; it stands alone."
                    )
        if self._events is None and self._file_ids:
            # Rows of feeds go by numbers of their own, in whatever file they come.
            self._versions.compare(self._file_ids)

    def _land(self, records: Sequence[Record], *, is_last: bool) -> None:
        self._make_file_sources()
        batch = Batch(self._writer, self._known, self._file_ids, self._problems, is_last=is_last)
        batch.take(records)
        self._waiting += batch.waiting
        self._parents += batch.parents
        self._versions.note(batch.met)
        self._add_up(batch)

    def _make_file_sources(self) -> None:
        if not self._file_ids:
            self._file_ids = [self._file_source(file) for file in self._files]

    def _add_up(self, batch: Batch | EventLanding) -> None:
        for total, more in ((self.added, batch.added), (self.present, batch.present)):
            for name, count in more.items():
                total[name] = total.get(name, 0) + count

    def _file_source(self, file: IncomingFile) -> int:
        self._known.look_up_sources([file.key])
        found = self._known.sources.get(file.key)
        if found is None:
            found = self._writer.insert(
                "sources",
                key=file.key,
                title=file.path.name,
                kind="file",
                properties={"format": file.format_label, "sha256": file.sha256, "bytes": file.size},
            )
            self._known.sources[file.key] = found
            self.added["sources"] = self.added.get("sources", 0) + 1
        return found

    def _is_sound(self, record: Record) -> bool:
        is_sound = True
        for field, value, reason in faults_of(record):
            origin = getattr(record, "origin", None)
            place = origin.place if origin else getattr(record, "key", "")
            self._problems.refuse(place, field, value, reason)
            is_sound = False
        return is_sound
