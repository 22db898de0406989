"""What a store says about itself as a document."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Final

from db.writing.validation import check_text

PROGRAM: Final = "Actor Explorer"


def utc_now() -> str:
    """Give the present as the store writes it, ``2023-09-28T12:00:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def first_entries(title: str, description: str) -> list[tuple[str, str]]:
    """Give the rows of `meta` for a new store.

    Raises
    ------
    InvalidRow
        If a text holds characters that no text may hold.
    """
    check_text("meta", "value", title)
    check_text("meta", "value", description)
    return [
        ("uuid", str(uuid.uuid4())),
        ("title", title),
        ("description", description),
        ("created", utc_now()),
        ("program", PROGRAM),
    ]
