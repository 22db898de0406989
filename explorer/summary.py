"""What a store holds, in figures, for the command line and other programs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db import open_store
from explorer.model.dataset import Dataset


def summary(path: Path | str) -> dict[str, Any]:
    """Return counts, first and last day, format version and integrity of a store.

    The days are the first and last that any date of an interaction touches, as ISO 8601;
    None where no interaction has a date.

    Raises
    ------
    db.StoreError
        For every fault of the file, which is left as it was.
    """
    with open_store(path, writable=False) as store:
        counts = store.counts()
        problems = store.integrity()
        span = Dataset(store.columns()).day_span
        first, last = (None, None) if span is None else (_iso(span[0]), _iso(span[1]))
        return {
            "title": store.title,
            "actors": counts["actors"],
            "relations": counts["relations"],
            "interactions": counts["interactions"],
            "participants": counts["participants"],
            "sources": counts["sources"],
            "quotes": counts["quotes"],
            "accounts": counts["accounts"],
            "first_date": first,
            "last_date": last,
            "schema_version": ".".join(str(part) for part in store.format_version),
            "integrity": "ok" if not problems else "; ".join(problems),
        }


def _iso(day: int) -> str:
    try:
        return (date(1970, 1, 1) + timedelta(days=day)).isoformat()
    except OverflowError:
        # Years beyond Python's calendar: the year alone, in EDTF's long form.
        return f"Y{1970 + round(day / 365.2425)}"
