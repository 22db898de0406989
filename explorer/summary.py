"""What a store holds, in figures, for the command line and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db import open_store
from db.calendar_days import civil_of_day
from explorer.model.dataset import Dataset

_COUNTED = (
    "actors",
    "relations",
    "interactions",
    "participants",
    "sources",
    "quotes",
    "accounts",
)


def summary(path: Path | str) -> dict[str, Any]:
    """Return counts, first and last day, format version and integrity of a store.

    The days are the first and last that any date of an interaction touches, as ISO 8601;
    None where no interaction has a date. `integrity` is "ok" or what is wrong, in words.

    Raises
    ------
    db.StoreError
        For every fault of the file, which is left as it was.
    """
    with open_store(path, writable=False) as store:
        counts = store.counts()
        problems = store.integrity()
        span = Dataset(store.columns()).day_span
        first, last = (None, None) if span is None else (iso_day(span[0]), iso_day(span[1]))
        return {
            "title": store.title,
            **{name: counts[name] for name in _COUNTED},
            "first_date": first,
            "last_date": last,
            "schema_version": ".".join(str(part) for part in store.format_version),
            "integrity": "ok" if not problems else "; ".join(problems),
        }


def iso_day(day: int) -> str:
    """Return a day number as ISO 8601; years of more than four digits get EDTF's `Y` alone.

    Examples
    --------
    >>> iso_day(19626)
    '2023-09-26'
    """
    year, month, of_month = civil_of_day(day)
    if abs(year) > 9999:
        return f"Y{year}"
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"
