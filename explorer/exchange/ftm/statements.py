"""Entities told in statements: a row for each value, with whose dataset it is from."""

from __future__ import annotations

import csv
import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NEEDED: Final = frozenset({"canonical_id", "entity_id", "prop", "schema", "value"})
_GENERAL: Final = frozenset({"Thing", "LegalEntity"})
_LONGEST_CELL: Final = 32 << 20

Row = tuple[int, Any]
"""A line and what stands on it: a value, or a sentence on why it is none."""


def are_statements(first: bytes) -> bool:
    """Tell statements by their first line: the headings of a table, or an object."""
    text = first.decode("utf-8-sig", "replace").strip()
    if text.startswith("{"):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return False
        return isinstance(value, dict) and is_statement(value)
    return "canonical_id" in text and {name.strip('" ') for name in text.split(",")} >= _NEEDED


def is_statement(value: dict[str, Any]) -> bool:
    """Tell a statement from an entity."""
    return value.keys() >= _NEEDED and "properties" not in value


def entities_in(first: bytes, stream: Iterable[bytes]) -> Iterator[Row]:
    """Give an entity for each run of statements about one, as its JSON would be."""
    is_json = first.decode("utf-8-sig", "replace").lstrip().startswith("{")
    rows = _objects(chain([first], stream)) if is_json else _cells(chain([first], stream))
    told: dict[str, Any] = {}
    begun = 0
    for line, statement in rows:
        if isinstance(statement, str):
            yield line, statement
            continue
        identity = statement.get("canonical_id") or statement.get("entity_id")
        if not identity or not statement.get("prop"):
            yield line, "A statement has a “canonical_id” and a “prop”."
            continue
        if told and told["id"] != identity:
            yield begun, told
            told = {}
        if not told:
            begun = line
            told = {"id": str(identity), "schema": "", "properties": {}, "datasets": []}
        _add(told, statement)
    if told:
        yield begun, told


def _add(told: dict[str, Any], statement: dict[str, Any]) -> None:
    schema = str(statement.get("schema") or "Thing")
    if not told["schema"] or told["schema"] in _GENERAL:
        told["schema"] = schema
    dataset = statement.get("dataset")
    if dataset and dataset not in told["datasets"]:
        told["datasets"].append(dataset)
    name, value = str(statement["prop"]), statement.get("value")
    # The first statement of an entity gives its checksum.
    if name == "id" or value in (None, ""):
        return
    values = told["properties"].setdefault(name, [])
    if value not in values:
        values.append(value)


def _cells(lines: Iterable[bytes]) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    texts = (line.decode("utf-8-sig" if not at else "utf-8", "replace").replace("\0", "")
             for at, line in enumerate(lines))  # fmt: skip
    reader = csv.reader(texts)
    headings: list[str] = []
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield line, f"The row cannot be read ({error}); mend it or take it out."
            return
        if cells is None:
            return
        if not headings:
            headings = cells
        elif any(cells):
            yield line, dict(zip(headings, cells, strict=False))
        line = reader.line_num + 1


def _objects(lines: Iterable[bytes]) -> Iterator[Row]:
    for line, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield line, f"It is no JSON ({error}); mend it or take it out."
            continue
        if isinstance(value, dict) and is_statement(value):
            yield line, value
        else:
            yield line, "It is no statement, as the others of the file are."
