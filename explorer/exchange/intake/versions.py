"""Files that come again in another version: which rows have changed since.

Nothing in the store is changed by it: what an earlier version told stays, what the new one tells is
added, and the report says which belong together, so that the user decides.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from db.reads.told_by_files import (
    ToldRow,
    excerpts_of_file,
    files_of_name,
    last_id,
    rows_of_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db import Store
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import Origin

_TABLES: Final = ("actors", "relations", "interactions")
_COMPARED: Final = ("relations", "interactions")
_SHOWN: Final = 10
_MOST_ROWS: Final = 50_000
_COMMON: Final = 200
"""What stands in more rows than this tells none from another."""


class Met(NamedTuple):
    """A record of the file that the store has already."""

    table: str
    thing_id: int
    origin: Origin


class Versions:
    """Compares what is taken in with what earlier versions of the same files told."""

    def __init__(self, store: Store, files: Sequence[IncomingFile], problems: Problems) -> None:
        self._store = store
        self._files = files
        self._problems = problems
        self._last_ids = {table: last_id(store, table) for table in _TABLES}
        self._met: dict[str, set[int]] = {table: set() for table in _COMPARED}
        # A file that is there already in this very version has nothing new to say.
        self._earlier = {
            index: list(found.values())[-1]
            for index, file in enumerate(files)
            if (found := files_of_name(store, file.path.name)) and file.key not in found
        }

    def note(self, met: Sequence[Met]) -> None:
        """Note what was met again, and remark what an earlier version told in other words."""
        for (table, index), several in groupby(sorted(met, key=_whence), _whence):
            before = {m.thing_id: m.origin for m in several if m.thing_id <= self._last_ids[table]}
            if table in self._met:
                self._met[table].update(before)
            if not before or index not in self._earlier:
                continue
            name = self._files[index].path.name
            for thing_id, excerpts in excerpts_of_file(self._store, name, table, before).items():
                if before[thing_id].excerpt not in excerpts:
                    self._problems.remark(
                        "A row says something else of what the store has under its key already; "
                        "what the store has was left as it is."
                    )

    def compare(self, file_ids: Sequence[int]) -> None:
        """Remark which new rows read like changed versions of earlier ones, once all is in."""
        for index, earlier_id in self._earlier.items():
            name = self._files[index].path.name
            for table in _COMPARED:
                self._compare(name, table, earlier_id, file_ids[index])

    def _compare(self, name: str, table: str, earlier_id: int, file_id: int) -> None:
        met = self._met[table]
        gone = _once(row for row in rows_of_file(self._store, earlier_id, table)
                     if row.thing_id not in met)  # fmt: skip
        if not gone:
            return
        new = _once(row for row in rows_of_file(self._store, file_id, table)
                    if row.thing_id > self._last_ids[table])  # fmt: skip
        pairs = []
        if max(len(gone), len(new)) <= _MOST_ROWS:
            pairs = list(_pairs(gone, new))
        for now, before in pairs[:_SHOWN]:
            at = f" ({before.place} then)" if before.place not in ("", now.place) else ""
            self._problems.remark(
                f"{name}, {now.place}: “{now.title}” reads like a changed version of "
                f"“{before.title}”{at}, which an earlier import of the file told. Both are in the "
                "store; delete the earlier one if it was mended."
            )
        if len(pairs) > _SHOWN:
            more = len(pairs) - _SHOWN
            self._problems.remark(
                f"{name}: {more:,} more rows read like changed versions of earlier ones."
            )
        if left := len(gone) - len(pairs):
            self._problems.remark(
                f"{name}: {left:,} of the {table} that an earlier import of the file told are no "
                "longer in it; they stay in the store."
            )


def _whence(met: Met) -> tuple[str, int]:
    return met.table, met.origin.file_index


def _once(rows: Iterable[ToldRow]) -> list[ToldRow]:
    return list({row.thing_id: row for row in rows}.values())


def _pairs(gone: Sequence[ToldRow], new: Sequence[ToldRow]) -> Iterator[tuple[ToldRow, ToldRow]]:
    """Give new rows with the earlier one that each shares at least half of its cells with."""
    cells_of_gone = [_cells(row) for row in gone]
    rows_with: dict[str, list[int]] = {}
    for at, cells in enumerate(cells_of_gone):
        for cell in cells:
            rows_with.setdefault(cell, []).append(at)
    taken: set[int] = set()
    for row in new:
        cells = _cells(row)
        shared = Counter(
            at
            for cell in cells
            if len(rows := rows_with.get(cell, ())) <= _COMMON
            for at in rows
            if at not in taken
        )
        for at in shared:
            # What is common tells no rows apart, but belongs to the likeness of two.
            shared[at] = len(cells & cells_of_gone[at])
        best = max(shared, key=lambda at: (shared[at], gone[at].place == row.place), default=None)
        if best is None or shared[best] * 2 < max(len(cells), len(cells_of_gone[best])):
            continue
        taken.add(best)
        yield row, gone[best]


def _cells(row: ToldRow) -> set[str]:
    return set(row.excerpt.split(" | "))
