"""Whom and what records name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.exchange.intake.records import InteractionRecord, RelationRecord, SourceRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.exchange.intake.records import ActorReference, Record, SourceReference


def actors_in(records: Sequence[Record]) -> Iterator[ActorReference]:
    """Give all actors that relations and interactions name."""
    for record in records:
        if isinstance(record, InteractionRecord):
            for participant in record.participants:
                yield participant.actor
            if record.quotes:
                yield from (q.speaker for q in record.quotes if q.speaker is not None)
            if record.accounts:
                yield from (account.actor for account in record.accounts)
        elif isinstance(record, RelationRecord):
            yield record.from_actor
            yield record.to_actor


def source_references(records: Sequence[Record]) -> Iterator[SourceReference]:
    """Give all sources that records rest on, by themselves or by key."""
    for record in records:
        if not isinstance(record, SourceRecord):
            for citation in record.citations:
                yield citation.source
        # Most have no words of anybody, and there are hundreds of thousands.
        if isinstance(record, InteractionRecord) and (record.quotes or record.accounts):
            for source in (s.source for told in (record.quotes, record.accounts) for s in told):
                if source is not None:
                    yield source


def sources_in(records: Sequence[Record]) -> Iterator[SourceRecord]:
    """Give all sources that are told, among the records or within them."""
    for record in records:
        if isinstance(record, SourceRecord):
            yield record
    for source in source_references(records):
        if isinstance(source, SourceRecord):
            yield source
