"""Long lists: the order as an array, the first rows at hand, the others read page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from db import reads
from explorer.model.dataset import Dataset, Rows
from explorer.model.profile.entries import (
    ContactEntry,
    InteractionEntry,
    RelationEntry,
    SourceUse,
)
from explorer.model.profile.ordering import Contacts, Ids, gathered, ids_of
from explorer.model.profile.reading import StoreReader
from explorer.model.timespan import NOT_STATED, span_words
from explorer.session import Session

#: Rows that come with the profile itself; the rest is fetched when it is looked at.
FIRST_ROWS = 30

#: Longer lists are never in sight as a whole.
LONG_LIST = 300

#: Up to so many interactions the passages behind them are counted one by one.
_MOST_FOR_PASSAGES = 400


@dataclass(frozen=True, eq=False)
class Listing:
    """Interactions in an order: all ids, and the entries of the first ones."""

    ids: Ids
    first: tuple[InteractionEntry, ...]

    def __len__(self) -> int:
        return len(self.ids)


def list_interactions(reader: StoreReader, rows: Rows, n_first: int = FIRST_ROWS) -> Listing:
    """Return interaction rows, in their order, as a listing."""
    ids = ids_of(reader.dataset, rows)
    first = [int(i) for i in ids[:n_first]]
    return Listing(ids, reader.interactions(first, is_long=len(ids) > LONG_LIST))


def read_interactions(
    session: Session, ids: Ids, first: int, last: int
) -> tuple[InteractionEntry, ...]:
    """Return one page of a listing; store lane."""
    previous = int(ids[first - 1]) if first > 0 else None
    page = [int(i) for i in ids[first:last]]
    return StoreReader(session).interactions(page, previous, is_long=len(ids) > LONG_LIST)


@dataclass(frozen=True, eq=False)
class RelationListing:
    """Relations by id: all ids, and the entries of the first ones.

    Attributes
    ----------
    seen_from
        The ids of the actor at whose end they are told, see `StoreReader.relations`.
    """

    ids: Ids
    first: tuple[RelationEntry, ...]
    seen_from: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


def list_relations(reader: StoreReader, ids: Ids, seen_from: tuple[int, ...]) -> RelationListing:
    """Return relations of an actor, in their order, as a listing."""
    rows = reads.relations(reader.store, ids[:FIRST_ROWS]) if len(ids) else []
    return RelationListing(ids, reader.relations(rows, seen_from), seen_from)


def read_relations(
    session: Session, ids: Ids, seen_from: tuple[int, ...], first: int, last: int
) -> tuple[RelationEntry, ...]:
    """Return one page of a listing of relations; store lane."""
    return StoreReader(session).relations(
        reads.relations(session.store, ids[first:last]), seen_from
    )


def list_contacts(
    reader: StoreReader, contacts: Contacts, first: int, last: int
) -> tuple[ContactEntry, ...]:
    """Return one page of contacts in their order."""
    page = slice(first, last)
    ids = ids_of(reader.dataset, contacts.last[page])
    # The years are said throughout: contacts need not be in the order of time.
    rows = reads.interactions(reader.store, list(dict.fromkeys(int(i) for i in ids)))
    dates = {row.id: reader.when(row, with_year=reader.spans_years) for row in rows}
    return tuple(
        ContactEntry(reader.actor_of_row(int(actor)), int(count), dates[int(newest)])
        for actor, count, newest in zip(
            contacts.actors[page], contacts.counts[page], ids, strict=True
        )
    )


def read_contacts(
    session: Session, contacts: Contacts, first: int, last: int
) -> tuple[ContactEntry, ...]:
    """Return one page of contacts; store lane."""
    return list_contacts(StoreReader(session), contacts, first, last)


def span_of(dataset: Dataset, rows: Rows) -> str:
    """Return from when to when interactions reach, in words: `25–27 Sep 2023`."""
    days = dataset.day_range(rows)
    return span_words(*days, short=True) if days is not None else NOT_STATED


def sources_behind(
    reader: StoreReader,
    rows: Rows,
    *,
    actor_ids: Sequence[int] = (),
    relation_ids: Sequence[int] = (),
) -> tuple[SourceUse, ...]:
    """Return the sources that interactions, actors and relations rest on, most used first.

    Counts passages where there are few interactions, else interactions.
    """
    columns = reader.dataset.columns
    if len(rows) > _MOST_FOR_PASSAGES:
        used, _ = gathered(reader.dataset.sources_of, rows)
        index, n = np.unique(used, return_counts=True)
        uses = [
            SourceUse(reader.source(columns.sources[int(i)].id), int(count), is_passages=False)
            for i, count in zip(index, n, strict=True)
        ]
        return tuple(sorted(uses, key=lambda use: (-use.n, use.source.id)))
    ids = [int(i) for i in ids_of(reader.dataset, rows)]
    participants = reads.participants_of(reader.store, ids) if ids else []
    wanted = set(actor_ids)
    mine = [p.id for p in participants if not wanted or p.actor_id in wanted]
    passages: dict[int, set[str]] = {}
    for row in reads.evidence_for(
        reader.store,
        actor_ids=list(actor_ids),
        relation_ids=list(relation_ids),
        interaction_ids=ids,
        participant_ids=mine,
    ):
        passages.setdefault(row.source_id, set()).add(row.excerpt)
    uses = [
        SourceUse(reader.source(source), len(excerpts), is_passages=True)
        for source, excerpts in passages.items()
    ]
    return tuple(sorted(uses, key=lambda use: (-use.n, use.source.id)))
