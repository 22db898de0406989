"""The sheets as data: which columns each has, and how the values of a row become cells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from explorer.exchange.form import LISTS, Field, ListForm

Cell = str | int | float | None
Row = dict[str, Any]

ABOUT: Final = "about"
"""The sheet that tells what the others are."""
MARK: Final = "actor-explorer sheets"
"""What stands in its first line."""

_YES: Final = "yes"
_SHOWN_FOR: Final = {"actors", "interactions", "sources", "relations"}
_TRIPLE: Final = ("interaction", "actor", "role")
_NUMBERS: Final = {"number", "latitude", "longitude", "integer", "offset"}


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet.

    Attributes
    ----------
    field
        Of the row; None for the row's own id.
    part
        Of a reference to a participation, which takes three columns.
    is_shown
        Whether it only says, for people, what the id before it is called.
    """

    text: str
    field: Field | None
    part: str = ""
    is_shown: bool = False


def headings_of(form: ListForm) -> tuple[Heading, ...]:
    """Give the columns of the sheet of a list."""
    found: list[Heading] = []
    if form.has_ids:
        found.append(Heading("id", None))
    for field in form.fields:
        if field.is_triple:
            found += [Heading(f"{field.name} {part}", field, part) for part in _TRIPLE]
            continue
        found.append(Heading(field.name, field))
        if field.column.target in _SHOWN_FOR:
            found.append(Heading(f"({field.name})", field, is_shown=True))
    return tuple(found)


HEADINGS: Final = {form.name: headings_of(form) for form in LISTS}


class Titles:
    """What rows are called, by list and id: for the columns that people read."""

    def __init__(self) -> None:
        self._titles: dict[str, dict[str, str]] = {}

    def learn(self, form: ListForm, titles: dict[str, str]) -> None:
        """Remember what the rows of a list are called, by their ids."""
        if titles and form.name in _SHOWN_FOR:
            self._titles[form.name] = titles

    def of(self, target: str, name: str) -> str:
        """Give what a row is called, "" where that is not known."""
        return self._titles.get(target, {}).get(name, "")


def cells_of(form: ListForm, row: Row, titles: Titles) -> list[Cell]:
    """Give the cells of a row, in the order of the headings."""
    cells: list[Cell] = []
    for heading in HEADINGS[form.name]:
        field = heading.field
        if field is None:
            cells.append(row.get("id"))
            continue
        value = row.get(field.name)
        if heading.is_shown:
            cells.append(titles.of(field.column.target, value) if value is not None else None)
        elif heading.part:
            cells.append(None if value is None else value[_TRIPLE.index(heading.part)])
        else:
            cells.append(_cell(field, value))
    return cells


def _cell(field: Field, value: Any) -> Cell:
    match field.column.rule:
        case "flag":
            return _YES if value else None
        case "json_object":
            return None if value is None else json.dumps(value, ensure_ascii=False)
        case "choice":
            # Left out of a row where it is the usual one, but people look for it.
            usual = field.column.default
            return str(usual) if value is None and usual is not None else value
        case _:
            return value  # type: ignore[no-any-return]


def row_of(form: ListForm, cells: Mapping[str, str]) -> Row:
    """Give the row behind cells, which are text by heading; empty ones are absent.

    Raises
    ------
    ValueError
        With a sentence on the cell that is not what its column holds.
    """
    row: Row = {}
    for heading in HEADINGS[form.name]:
        if heading.is_shown:
            continue
        text = cells.get(heading.text, "")
        field = heading.field
        if field is None:
            if text:
                row["id"] = text
        elif heading.part:
            if text:
                row.setdefault(field.name, [None] * 3)[_TRIPLE.index(heading.part)] = text
        elif text:
            row[field.name] = _value(field, text)
        elif field.column.is_required and field.column.may_be_empty:
            row[field.name] = ""
    return row


def _value(field: Field, text: str) -> Any:
    rule = field.column.rule
    if rule == "flag":
        return text.strip().lower() in {_YES, "true", "1", "x"}
    if rule in _NUMBERS:
        try:
            number = float(text)
        except ValueError:
            raise ValueError(f"{field.name}: “{text[:60]}” is no number.") from None
        return int(number) if number.is_integer() and "e" not in text.lower() else number
    if rule == "json_object":
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise ValueError(f"{field.name}: “{text[:60]}” is no JSON object.") from None
    return text


def is_empty(row: Row) -> bool:
    """Tell a row in which nothing stands but what everyone has."""
    return not any(value not in ("", None) for value in row.values())
