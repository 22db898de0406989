"""A mapping laid over the tables that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.tables.cells import is_plain_number
from explorer.exchange.tables.row import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.exchange.tables.mapping import Mapping, TableMapping
    from explorer.exchange.tables.opening import OpenedTable
    from explorer.exchange.tables.table import Table


def fitted_tables(
    tables: Sequence[OpenedTable], mapping: Mapping, day_first: bool | None
) -> list[Layout]:
    """Lay the mapping over the tables.

    Raises
    ------
    ImportFailed
        If it names columns that are not there.
    """
    fitted = []
    problems: list[ImportProblem] = []
    for opened in tables:
        entry = mapping.for_table(opened.table.name)
        if entry is None or entry.rows == "nothing":
            continue
        at = {heading: i for i, heading in enumerate(opened.table.headings)}
        wanted = {h for use in entry.uses for h in (use.heading, *use.joined, use.of) if h}
        if missing := sorted(wanted - at.keys()):
            listed = ", ".join(f"“{heading}”" for heading in missing)
            there = ", ".join(at)
            what = f"There is no column {listed}. The columns are: {there}."
            problems.append(ImportProblem(what, opened.table.name))
            continue
        problems += [ImportProblem(what, opened.table.name) for what in _lacking(entry)]
        used = tuple((i, heading) for heading, i in at.items() if heading in wanted)
        name = opened.table.name
        place = f"{name}, row" if opened.is_sheet else "row"
        order = entry.day_first if entry.day_first is not None else day_first
        layout = Layout(
            opened.table, entry, at, used, order, bool(entry.decimal_comma),
            opened.file_index, place, _numeric(entry, opened.table),
        )  # fmt: skip
        fitted.append(layout)
    if problems:
        raise ImportFailed("The mapping does not fit; it", problems)
    return fitted


def _numeric(entry: TableMapping, table: Table) -> frozenset[str]:
    """Give the properties in whose columns there are only numbers."""
    columns = (table.column(use.heading) for use in entry.of("property"))
    return frozenset(
        column.heading
        for column in columns
        if column is not None and column.values and all(map(is_plain_number, column.values))
    )


def _lacking(entry: TableMapping) -> Iterator[str]:
    """Say what a mapping must have and has not."""
    has = {use.meaning for use in entry.uses}
    if entry.rows in ("relations", "ties"):
        for meaning, words in (("from", "the one side"), ("to", "the other side")):
            if meaning not in has:
                yield f"No column says who is on {words}: one must be “{meaning}”."
    if entry.rows == "actors" and not has & {"name", "first_name", "last_name", "id"}:
        yield "No column says what the actors are called: one must be “name”."
