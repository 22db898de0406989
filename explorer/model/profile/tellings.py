"""Quotes and accounts with the chain by which they came, read in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from db import reads
from db.reads import AccountRow, AttributionRow, EvidenceRow, QuoteRow
from explorer.model.profile.entries import ActorEntry, ChainLink, Quote
from explorer.model.profile.reading import StoreReader
from explorer.model.timespan import NOT_STATED


def read_quotes(reader: StoreReader, rows: Sequence[QuoteRow]) -> tuple[Quote, ...]:
    """Return quotes in the order of their rows."""
    if not rows:
        return ()
    ids = [row.id for row in rows]
    chains = _chains(reader, reads.attributions(reader.store, quote_ids=ids))
    about: dict[int, list[ActorEntry]] = defaultdict(list)
    for quote_id, actor_id in reads.quote_actors(reader.store, ids):
        actor = reader.actor(actor_id)
        if actor is not None:
            about[quote_id].append(actor)
    passages: dict[int, list[EvidenceRow]] = defaultdict(list)
    for passage in reads.evidence_for(reader.store, quote_ids=ids):
        if passage.quote_id is not None:
            passages[passage.quote_id].append(passage)
    return tuple(
        Quote(
            id=row.id,
            is_account=False,
            form=row.form,
            words=row.words,
            summary=None,
            speaker=reader.actor_as(row.speaker_id),
            about=tuple(about[row.id]),
            interaction=reader.named(row.interaction_id) if row.interaction_id else None,
            chain=chains.get(("quote", row.id), ()),
            source=reader.source(row.source_id),
            start=row.start,
            end=row.end,
            evidence=reader.evidence(
                passages[row.id], "These words", _name(_speaker(reader, row.speaker_id))
            ),
        )
        for row in rows
    )


def read_accounts(reader: StoreReader, rows: Sequence[AccountRow]) -> tuple[Quote, ...]:
    """Return accounts in the store's order, then by name."""
    if not rows:
        return ()
    ids = [row.id for row in rows]
    chains = _chains(reader, reads.attributions(reader.store, account_ids=ids))
    passages: dict[int, list[EvidenceRow]] = defaultdict(list)
    for passage in reads.evidence_for(reader.store, account_ids=ids):
        if passage.account_id is not None:
            passages[passage.account_id].append(passage)
    return tuple(
        Quote(
            id=row.id,
            is_account=True,
            form=row.form,
            words=row.words,
            summary=row.summary,
            speaker=reader.actor_as(row.actor_id),
            about=(),
            interaction=reader.named(row.interaction_id),
            chain=chains.get(("account", row.id), ()),
            source=reader.source(row.source_id),
            start=row.start,
            end=row.end,
            evidence=reader.evidence(
                passages[row.id], "This account", _name(reader.actor(row.actor_id))
            ),
        )
        for row in rows
    )


def _speaker(reader: StoreReader, actor_id: int | None) -> ActorEntry | None:
    return None if actor_id is None else reader.actor(actor_id)


def _name(actor: ActorEntry | None) -> str:
    return "" if actor is None else actor.shown


def _chains(
    reader: StoreReader, rows: Sequence[AttributionRow]
) -> dict[tuple[str, int], tuple[ChainLink, ...]]:
    dates = reader.dates(row.interaction_id for row in rows if row.interaction_id is not None)
    chains: dict[tuple[str, int], list[ChainLink]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.position):
        carrier = reader.named(row.interaction_id) if row.interaction_id is not None else None
        source = reader.source(row.source_id) if row.source_id is not None else None
        when = row.date_words or ""
        if carrier is not None:
            when = when or dates.get(carrier.id, NOT_STATED)
        elif source is not None:
            when = when or source.date
        link = ChainLink(
            actor=reader.actor(row.actor_id) if row.actor_id is not None else None,
            verb=row.verb,
            carrier=carrier,
            source=source,
            when=when,
        )
        if row.quote_id is not None:
            chains["quote", row.quote_id].append(link)
        elif row.account_id is not None:
            chains["account", row.account_id].append(link)
    return {key: tuple(links) for key, links in chains.items()}
