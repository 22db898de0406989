"""What the columns leave open and only the user can say: whether days or months come first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.cells import has_decimal_comma, money_in
from explorer.exchange.tables.mapping import Mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.tables.mapping import Meaning, TableMapping
    from explorer.exchange.tables.table import Table

_DATES: Final[tuple[Meaning, ...]] = ("date", "start", "end", "published")
_NUMBERS: Final[tuple[Meaning, ...]] = ("amount", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """Dates of a table can be read in two ways.

    Attributes
    ----------
    is_mixed
        Whether some values need the day first and others the month.
    example
        A value that can be read either way.
    """

    table: str
    heading: str
    example: str
    is_mixed: bool

    def __str__(self) -> str:
        if self.is_mixed:
            return (
                f"In {self.table}, column {self.heading}, some dates have the day first and others "
                f"the month. How is “{self.example}” meant?"
            )
        return (
            f"In {self.table}, column {self.heading}, no date tells whether the day or the month "
            f"comes first. How is “{self.example}” meant?"
        )


def decided(mapping: Mapping, tables: Sequence[Table]) -> tuple[Mapping, list[OrderQuestion]]:
    """Fill in what the columns decide themselves, and give what they leave open."""
    orders = {table.name: _orders(mapping, table) for table in tables}
    known = {order for found in orders.values() for _, order, _ in found if order is not None}
    # What one column decides holds for the others of the import, unless they disagree.
    common = known.pop() if len(known) == 1 else None
    questions = []
    filled = []
    for entry in mapping.tables:
        table = next((t for t in tables if mapping.for_table(t.name) is entry), None)
        if table is None:
            filled.append(entry)
            continue
        if entry.day_first is None:
            entry, question = _with_order(entry, table, orders[table.name], common)
            questions += question
        if entry.decimal_comma is None:
            numbers = [c for u in entry.of(*_NUMBERS) if (c := table.column(u.heading))]
            if numbers:
                commas = any(
                    has_decimal_comma([money_in(value)[0] for value in column.values])
                    for column in numbers
                )
                entry = replace(entry, decimal_comma=commas)
        filled.append(entry)
    return Mapping(tuple(filled)), questions


_Order = tuple[str, bool | None, str]
"""Heading, whether the day comes first, a value that can be read either way."""


def _orders(mapping: Mapping, table: Table) -> list[_Order]:
    entry = mapping.for_table(table.name)
    found: list[_Order] = []
    for use in entry.of(*_DATES) if entry is not None else ():
        column = table.column(use.heading)
        if column is None:
            continue
        order = column.day_order()
        example = next((value for value in column.values if _is_open(value)), "")
        if order in ("day", "month"):
            found.append((use.heading, order == "day", example))
        elif example:
            found.append((use.heading, None, example if order == "either" else f"\0{example}"))
    return found


def _with_order(
    entry: TableMapping, table: Table, orders: Sequence[_Order], common: bool | None
) -> tuple[TableMapping, list[OrderQuestion]]:
    said = {order for _, order, _ in orders if order is not None}
    open_ones = [(heading, example) for heading, order, example in orders if order is None]
    mixed = [(h, example[1:]) for h, example in open_ones if example.startswith("\0")]
    if len(said) > 1:
        mixed = [(h, e) for h, order, e in orders if order is not None][:1]
    if mixed:
        return entry, [OrderQuestion(table.name, *mixed[0], is_mixed=True)]
    if said:
        return replace(entry, day_first=said.pop()), []
    if open_ones and common is None:
        return entry, [OrderQuestion(table.name, *open_ones[0], is_mixed=False)]
    return (replace(entry, day_first=common) if open_ones else entry), []


def _is_open(text: str) -> bool:
    """Tell whether a date in digits can be read in two ways."""
    from explorer.editing.dates import NotUnderstood, understand

    if not text[:1].isdigit() or len(text) > 40:
        return False
    try:
        return bool(understand(text).other) and "-" not in text[:5]
    except NotUnderstood:
        return False
