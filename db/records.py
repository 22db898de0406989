"""Rows that are few enough to be objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a vocabulary.

    Attributes
    ----------
    family
        Of interaction and relation kinds; of roles the direction; empty for kinds of actors.
    reverse_label
        Of relation kinds: the label read from the other end; else the label.
    """

    id: int
    name: str
    label: str
    family: str = ""
    reverse_label: str = ""


UNKNOWN_KIND = Term(0, "unknown", "Unknown kind", "other", "Unknown kind")
"""Stands for a kind that a row names and no table has, as only a damaged store does."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place, within another one or not."""

    id: int
    key: str | None
    name: str
    parent_id: int | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic that interactions share."""

    id: int
    key: str | None
    name: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source without its text, which may be long; `reads.source_text` gives it."""

    id: int
    key: str | None
    title: str
    author: str | None
    author_id: int | None
    publisher: str | None
    published: str | None
    url: str | None
    kind: str | None
    language: str | None
    reliability: str | None
    has_text: bool
    text_sha256: str | None
    properties: str | None


SOURCE_COLUMNS = (
    "id, key, title, author, author_id, publisher, published, url, kind, language, reliability, "
    "text IS NOT NULL, text_sha256, properties"
)


def source_row(values: tuple[Any, ...]) -> SourceRow:
    """Make a `SourceRow` of a row of `SOURCE_COLUMNS`."""
    fields = list(values)
    fields[11] = bool(fields[11])
    return SourceRow(*fields)
