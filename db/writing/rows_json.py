"""How the change history writes rows down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from db.writing.validation import SqlValue

LONG_TEXT: Final = 4_096
"""Inserted texts beyond this length are noted by length and hash: the row itself has them."""


def row_json(row: Mapping[str, SqlValue]) -> str:
    """Write a row or a part of it, every value in full."""
    return _dumps(dict(row))


def inserted_json(row: Mapping[str, SqlValue]) -> str:
    """Write a new row: without its empty columns, long texts abbreviated."""
    return _dumps({name: _short(value) for name, value in row.items() if value is not None})


def rows_json(columns: Sequence[str], rows: Iterable[Sequence[SqlValue]]) -> str:
    """Write several rows of the same columns."""
    return _dumps({"columns": list(columns), "rows": [list(row) for row in rows]})


def read_rows(text: str) -> list[dict[str, Any]]:
    """Read what `row_json` or `rows_json` wrote.

    Raises
    ------
    ValueError
        If the text is neither.
    """
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("not a row")
    if value.keys() == {"columns", "rows"}:
        return [dict(zip(value["columns"], row, strict=True)) for row in value["rows"]]
    return [value]


def _short(value: SqlValue) -> object:
    if not isinstance(value, str) or len(value) <= LONG_TEXT:
        return value
    return {"characters": len(value), "sha256": hashlib.sha256(value.encode()).hexdigest()}


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
