"""Interactions as feeds tell them by the million: who, whom, which day, from which article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from explorer.exchange.intake.records import (
    Citation,
    InteractionRecord,
    Origin,
    ParticipantRecord,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.intake.records import ActorRecord, PlaceRecord, SourceRecord, Term


class PlainInteraction(NamedTuple):
    """One row of a feed.

    Attributes
    ----------
    edtf, date_words
        The day, and as the row says it.
    parts
        Who took part and as what; the same actor and role once.
    properties
        A JSON object.
    row
        Where it stands in its file, as ``line 17``.
    excerpt
        The cells that were used, verbatim.
    source
        The article or story behind the row.
    note
        Where in that source.
    about
        The key of the interaction that this row tells again; "" if it is told first here.
    """

    key: str
    kind: Term | str
    title: str
    edtf: str
    date_words: str
    place: PlaceRecord | None
    parts: tuple[tuple[ActorRecord, Term | str], ...]
    properties: str | None
    row: str
    excerpt: str
    source: SourceRecord | None = None
    note: str | None = None
    file_index: int = 0
    about: str = ""

    def as_record(self) -> InteractionRecord:
        """Give it as any other record."""
        citations: tuple[Citation, ...] = ()
        if self.source is not None:
            citations = (Citation(self.source, self.excerpt, self.note),)
        return InteractionRecord(
            self.key,
            self.kind,
            tuple(ParticipantRecord(actor, role) for actor, role in self.parts),
            self.title,
            when=When(self.edtf, self.date_words),
            place=self.place,
            properties=json.loads(self.properties) if self.properties else None,
            citations=citations,
            origin=Origin(self.row, self.excerpt, self.file_index),
        )


def is_text_sound(events: Sequence[PlainInteraction]) -> bool:
    """Tell whether all texts of rows are such as a store takes; looked at all at once."""
    joined = "".join(
        [
            text
            for event in events
            for text in (event.key, event.title, event.excerpt, event.note or "", event.about)
        ]
        + [event.source.key for event in events if event.source is not None]
    )
    if joined.isascii():
        return "\x00" not in joined
    if "\x00" in joined:
        return False
    try:
        joined.encode()
    except UnicodeEncodeError:
        return False
    return True
