"""Columns that follow from others, and what a writer fills in where nothing was given."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from db.edtf import DateFlag, parse_edtf

if TYPE_CHECKING:
    from db.format.tables import Table
    from db.writing.validation import SqlValue, Values

Columns = dict[str, "Values"]
_DAY_COLUMNS = ("earliest", "latest")


def fill_columns(table: Table, columns: Columns, count: int, recorder: str, now: str) -> None:
    """Complete checked columns of new rows in place: defaults, dates, hashes, who and when."""
    for column in table.columns:
        if column.default is not None and column.name not in columns:
            columns[column.name] = [column.default] * count
    if table.name == "evidence":
        columns.setdefault("recorded_by", [recorder] * count)
        columns.setdefault("recorded_at", [now] * count)
    elif table.name == "judgements":
        columns.setdefault("decided_by", [recorder] * count)
        columns.setdefault("decided_at", [now] * count)
    elif table.name == "relation_kinds" and "label" in columns:
        columns.setdefault("reverse_label", list(columns["label"]))
    elif table.name == "sources" and "text" in columns:
        given = columns.get("text_sha256", [None] * count)
        columns["text_sha256"] = [
            text_sha256(text) or old for text, old in zip(columns["text"], given, strict=True)
        ]
    if "date_flags" in table.column_of_name:
        _fill_dates(columns, count)


def _fill_dates(columns: Columns, count: int) -> None:
    empty: Values = [None] * count
    dates = columns.get("edtf", empty)
    earliest, latest = (list(columns.get(name, empty)) for name in _DAY_COLUMNS)
    flags: Values = [0] * count
    known: dict[SqlValue, tuple[SqlValue, SqlValue, int]] = {}
    for row, text in enumerate(dates):
        found = known.get(text) if text is not None else None
        if found is None:
            found = date_columns(text, earliest[row], latest[row])
            if text is not None:
                known[text] = found
        earliest[row], latest[row], flags[row] = found
    columns["earliest"], columns["latest"], columns["date_flags"] = earliest, latest, flags


def date_columns(
    edtf: SqlValue, earliest: SqlValue, latest: SqlValue
) -> tuple[SqlValue, SqlValue, int]:
    """Give `earliest`, `latest` and `date_flags` of a checked date; bounds stay without one."""
    if edtf is not None:
        date = parse_edtf(str(edtf))
        return date.earliest, date.latest, date.flags
    is_bounded = earliest is not None or latest is not None
    return earliest, latest, int(DateFlag.BOUNDS_ONLY) if is_bounded else 0


def text_sha256(text: SqlValue) -> str | None:
    """Give the hash of a source's text, None where there is no text."""
    return None if text is None else hashlib.sha256(str(text).encode()).hexdigest()


def changed_with(
    table: Table, current: dict[str, SqlValue], wanted: dict[str, SqlValue]
) -> dict[str, SqlValue]:
    """Give the wanted values together with those that follow from them, as far as they differ."""
    wanted = dict(wanted)
    if "date_flags" in table.column_of_name and not wanted.keys().isdisjoint(
        ("edtf", *_DAY_COLUMNS)
    ):
        edtf = wanted.get("edtf", current["edtf"])
        # Bounds that were derived from a date go with it.
        was_derived = current["edtf"] is not None
        kept = [wanted.get(name, None if was_derived else current[name]) for name in _DAY_COLUMNS]
        wanted["earliest"], wanted["latest"], wanted["date_flags"] = date_columns(edtf, *kept)
    if table.name == "sources" and "text" in wanted:
        wanted["text_sha256"] = text_sha256(wanted["text"])
    return {name: value for name, value in wanted.items() if value != current[name]}
