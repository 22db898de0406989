"""Tables as records, by their mapping: the reader behind the import of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.tables.below_tables import passed_over
from explorer.exchange.tables.cells_above import filled_from_above, said_above
from explorer.exchange.tables.dating import BadCell
from explorer.exchange.tables.fitting import fitted_tables
from explorer.exchange.tables.guessing import guess
from explorer.exchange.tables.joining import FurtherRows
from explorer.exchange.tables.mapping import Mapping
from explorer.exchange.tables.naming_actors import KnownActors
from explorer.exchange.tables.opening import OpenedTable, open_tables
from explorer.exchange.tables.questions import decided
from explorer.exchange.tables.row import Layout, Row
from explorer.exchange.tables.row_actors import RowActors
from explorer.exchange.tables.row_records import (
    actor_of,
    interactions_of,
    memberships_of,
    relations_of,
    ties_of,
)
from explorer.exchange.tables.several_names import kept_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explorer.exchange.format import Reading
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import Record
    from explorer.exchange.tables.grid import Told
    from explorer.progress import CancelToken

_CANCEL_ROWS: Final = 512
_PARTS_OF_PREVIEW: Final = 200


def read_tables(files: Sequence[IncomingFile], reading: Reading, /) -> Iterator[Record]:
    """Read files of tables as records; options `mapping` (a `Mapping`) and `day_first`.

    Without a mapping the columns are guessed.

    Raises
    ------
    ImportFailed
        If a file cannot be read, the mapping does not fit, or a question is open.
    Cancelled
    """
    mapping: Mapping | None = reading.options.get("mapping")
    tables = open_tables([file.path for file in files], mapping, reading.token)
    if mapping is None:
        mapping = guess([opened.table for opened in tables])
    day_first = reading.options.get("day_first")
    mapping, questions = decided(mapping, [opened.table for opened in tables])
    if questions and day_first is None:
        names = ", ".join(file.path.name for file in files)
        mend = "Say day_first = true or false in the mapping, or --day-first or --month-first."
        raise ImportFailed(names, [ImportProblem(f"{q} {mend}") for q in questions])
    told = [_teller(file) for file in files]
    yield from read_opened(
        tables, mapping, reading.problems, reading.token, told, day_first=day_first
    )


def read_opened(
    tables: Sequence[OpenedTable],
    mapping: Mapping,
    problems: Problems,
    token: CancelToken,
    told: Sequence[Told | None],
    *,
    day_first: bool | None = None,
) -> Iterator[Record]:
    """Read tables that are open as records.

    Parameters
    ----------
    told
        For each file, who is told how far it is read.
    day_first
        For tables of which the mapping does not say it.

    Raises
    ------
    ImportFailed
        If the mapping does not fit the tables.
    """
    for read in rows_read(tables, mapping, problems, token, told, day_first=day_first):
        if read.bad is not None:
            place = f"{read.table}, line {read.line:,}"
            problems.refuse(place, read.bad.heading, read.bad.value or None, read.bad.reason)
        yield from read.records


@dataclass(frozen=True, slots=True)
class RowRead:
    """What came of one row: records, or what is wrong with it."""

    table: str
    line: int
    records: Sequence[Record]
    bad: BadCell | None = None


def rows_read(
    tables: Sequence[OpenedTable],
    mapping: Mapping,
    problems: Problems,
    token: CancelToken,
    told: Sequence[Told | None],
    *,
    day_first: bool | None = None,
    most_rows: int | None = None,
) -> Iterator[RowRead]:
    """Read tables that are open, row by row.

    Parameters
    ----------
    most_rows
        So many rows of each table, for a preview.

    Raises
    ------
    ImportFailed
        If the mapping does not fit the tables.
    """
    sets = fitted_tables(tables, mapping, day_first)
    if not sets:
        names = ", ".join(opened.table.name for opened in tables)
        what = (
            "Nothing in it reads as a table of actors or interactions. Say in the mapping what its "
            "rows are, or give its columns headings such as Date and Participants."
        )
        raise ImportFailed(names, [ImportProblem(what)])
    has_ids = any(s.mapping.rows == "actors" for s in sets)
    is_strict = has_ids and not any(s.mapping.rows == "ties" for s in sets)
    known = KnownActors(is_strict=is_strict)
    yield from _Tables(sets, known, problems, token, told, most_rows).rows()


class _Tables:
    """Reads a set of tables that belong together."""

    def __init__(
        self,
        sets: Sequence[Layout],
        known: KnownActors,
        problems: Problems,
        token: CancelToken,
        told: Sequence[Told | None],
        most_rows: int | None,
    ) -> None:
        self._sets = sets
        self._known = known
        self._problems = problems
        self._token = token
        self._told = told
        self._most_rows = most_rows
        self._seen: set[int] = set()
        self._again: dict[int, int] = {}
        self._further = FurtherRows()

    def rows(self) -> Iterator[RowRead]:
        """Give all rows: actors first, since the other tables name them."""
        for fitted in self._sets:
            for remark in fitted.table.remarks:
                self._problems.remark(remark)
            for remark, count in kept_whole(fitted):
                self._problems.remark(remark, count)
            for remark in said_above(fitted):
                self._problems.remark(remark)
        most = self._most_rows
        for fitted in self._with("actors"):
            # Others name them, so a preview needs them all.
            for count, read in enumerate(self._each(fitted, self._actors, None)):
                if most is None or count < most:
                    yield read
        interactions = list(self._with("interactions"))
        parts = [f for f in interactions if f.uses("part_of")]
        wholes = [f for f in interactions if not f.uses("part_of")]
        for fitted in parts:
            further = self._each(
                fitted, self._further_row, most * _PARTS_OF_PREVIEW if most else None
            )
            yield from (read for read in further if read.bad is not None)
        for fitted in wholes:
            yield from self._each(fitted, self._interaction, most)
        for fitted in parts:
            if not self._further.is_joined(fitted.table.name):
                yield from self._each(fitted, self._first_of_several, most)
        if most is None:
            yield from self._left_over()
        for rows, method in (("relations", self._relations), ("ties", self._ties)):
            for fitted in self._with(rows):
                yield from self._each(fitted, method, most)

    def _with(self, rows: str) -> Iterator[Layout]:
        return (fitted for fitted in self._sets if fitted.mapping.rows == rows)

    def _each(
        self,
        fitted: Layout,
        method: Callable[[Row, RowActors], Iterator[Record]],
        most_rows: int | None,
    ) -> Iterator[RowRead]:
        layout = fitted
        name = layout.table.name
        actors = RowActors(layout, self._known)
        # Equal rows of one table are as many as they are; those of two tables overlap.
        self._seen.clear()
        self._again.clear()
        rows = filled_from_above(layout, layout.table.rows(self._told[fitted.file_index]))
        for count, (line, cells) in enumerate(islice(rows, most_rows)):
            if not count % _CANCEL_ROWS:
                self._token.raise_if_cancelled()
            if why := passed_over(layout, cells):
                self._problems.remark(f"{name}, line {line:,}: {why}.")
                continue
            row = Row(layout, line, cells)
            try:
                # All of a row or nothing of it.
                yield RowRead(name, line, list(method(row, actors)))
            except BadCell as bad:
                yield RowRead(name, line, (), bad)
        for remark, count in actors.all_remarks().items():
            self._problems.remark(f"{name}: {remark}", count)

    # --- rows of each sort ----------------------------------------------------------------------

    def _actors(self, row: Row, actors: RowActors) -> Iterator[Record]:
        actor = actor_of(row, actors)
        if actor.key:
            actor_id = row.first("id")
            if not self._known.learn(actor_id, actor.name, actor.key):
                heading = actors.layout.uses("id")[0].heading
                raise BadCell(heading, actor_id, "Another row has this id; each needs its own.")
        yield actor
        yield from memberships_of(row, actors, actor)

    def _interaction(self, row: Row, actors: RowActors) -> Iterator[Record]:
        own_id = row.first("id")
        for record in interactions_of(row, actors, self._number(row)):
            yield self._further.joined(record, own_id) if own_id else record

    def _further_row(self, row: Row, actors: RowActors) -> Iterator[Record]:
        whole = row.first("part_of")
        if not whole:
            heading = actors.layout.uses("part_of")[0].heading
            raise BadCell(heading, "", "It does not say what the row is part of.")
        self._further.add(whole, row, actors)
        yield from ()

    def _first_of_several(self, row: Row, actors: RowActors) -> Iterator[Record]:
        whole = row.first("part_of")
        if self._further.has(whole):
            record = next(interactions_of(row, actors))
            yield self._further.joined(record, whole, is_among=True)

    def _relations(self, row: Row, actors: RowActors) -> Iterator[Record]:
        yield from relations_of(row, actors, self._number(row))

    def _ties(self, row: Row, actors: RowActors) -> Iterator[Record]:
        yield from ties_of(row, actors, self._number(row))

    def _number(self, row: Row) -> int:
        """Tell the how many-th row this is that says the same throughout."""
        mark = hash(tuple(row.cells))
        if mark not in self._seen:
            self._seen.add(mark)
            return 1
        number = self._again[mark] = self._again.get(mark, 1) + 1
        return number

    def _left_over(self) -> Iterator[RowRead]:
        for interaction_id, name, line in self._further.left_over():
            reason = "No row tells what has this id; correct it or add the row."
            yield RowRead(name, line, (), BadCell("", interaction_id, reason))


def _teller(file: IncomingFile) -> Told:
    def tell(n_bytes: int) -> None:
        file.bytes_read = n_bytes

    return tell
