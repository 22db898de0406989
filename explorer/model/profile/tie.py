"""All that passed between two actors, readable in order, and what else connects them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from db import reads
from explorer.model.dataset import Mask
from explorer.model.profile.entries import (
    ActorEntry,
    Evidence,
    InteractionEntry,
    Quote,
    RelationEntry,
    SourceUse,
    When,
)
from explorer.model.profile.interaction import position_words
from explorer.model.profile.listing import sources_behind
from explorer.model.profile.ordering import (
    Ids,
    contacts_of,
    ids_of,
    kept,
    newest_first,
    oldest_first,
)
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.tellings import read_accounts, read_quotes
from explorer.model.timespan import NOT_STATED, span_words
from explorer.session import Session

_FIRST = 30
_MOST_CONTACTS = 200

#: Aspects of an interaction whose passages tell what passed.
_TELLING = frozenset({"occurrence", "date", "standing"})


@dataclass(frozen=True, slots=True)
class Passing:
    """One interaction behind a tie with what makes it readable: passages, words, accounts.

    Attributes
    ----------
    roles
        Role labels of the two, in the tie's order; empty where none is stated.
    passages
        Evidence of what happened, when, and that the two took part.
    """

    entry: InteractionEntry
    roles: tuple[str, str]
    passages: tuple[Evidence, ...]
    quotes: tuple[Quote, ...]
    accounts: tuple[Quote, ...]


@dataclass(frozen=True, eq=False)
class TieProfile:
    """Two actors and what lies between them.

    Attributes
    ----------
    newest, oldest
        Ids of the shared interactions that are shown, in both orders of time.
    passings, passings_oldest
        The first of each.
    n_uncertain
        How many of them are not stated as having taken place on a known day.
    capacities
        For each of the two the capacities acted in, as the sources word them.
    common
        Contacts of both with the newest time either dealt with them.
    """

    actors: tuple[ActorEntry, ActorEntry]
    newest: Ids
    oldest: Ids
    passings: tuple[Passing, ...]
    passings_oldest: tuple[Passing, ...]
    n_interactions: int
    n_uncertain: int
    span: str
    capacities: tuple[tuple[str, ...], tuple[str, ...]]
    relations: tuple[RelationEntry, ...]
    common: tuple[tuple[ActorEntry, When], ...]
    n_common: int
    sources: tuple[SourceUse, ...]


def build_tie(
    reader: StoreReader, first_id: int, second_id: int, is_shown: Mask | None = None
) -> TieProfile | None:
    """Read a tie; None where the store has not both actors."""
    dataset = reader.dataset
    first, second = reader.actor(first_id), reader.actor(second_id)
    if first is None or second is None:
        return None
    one, other = dataset.actor_row(first_id), dataset.actor_row(second_id)
    shared = np.intersect1d(dataset.interactions_of.of(one), dataset.interactions_of.of(other))
    rows = newest_first(dataset, kept(shared.astype(np.int32), is_shown))
    newest = ids_of(dataset, rows)
    oldest = ids_of(dataset, oldest_first(dataset, rows))
    ends = (first.id, second.id)
    mine, theirs = dataset.actor_ids(one), dataset.actor_ids(other)
    relations = [
        row
        for row in reads.relations_of(reader.store, mine)
        if row.from_actor_id in theirs or row.to_actor_id in theirs
    ]
    common, n_common = _common(reader, one, other, is_shown)
    days = dataset.day_range(rows)
    return TieProfile(
        actors=(first, second),
        newest=newest,
        oldest=oldest,
        passings=_passings(reader, [int(i) for i in newest[:_FIRST]], ends),
        passings_oldest=_passings(reader, [int(i) for i in oldest[:_FIRST]], ends),
        n_interactions=len(shared),
        n_uncertain=int(np.count_nonzero(dataset.is_uncertain[rows] | ~dataset.has_date[rows])),
        span=span_words(*days, short=True) if days else NOT_STATED,
        capacities=_capacities(reader, newest, ends),
        relations=reader.relations(relations, mine),
        common=common,
        n_common=n_common,
        sources=sources_behind(reader, rows, actor_ids=()),
    )


def read_passings(
    session: Session, ends: tuple[int, int], ids: Ids, first: int, last: int
) -> tuple[Passing, ...]:
    """Return one page of what passed between two actors; store lane."""
    reader = StoreReader(session)
    previous = int(ids[first - 1]) if first > 0 else None
    return _passings(reader, [int(i) for i in ids[first:last]], ends, previous)


def _passings(
    reader: StoreReader, ids: Sequence[int], ends: tuple[int, int], previous: int | None = None
) -> tuple[Passing, ...]:
    if not ids:
        return ()
    store = reader.store
    labels = {term.name: term.label for term in reader.dataset.columns.roles}
    roles: dict[tuple[int, int], str] = {}
    owner: dict[int, int] = {}
    for p in reads.participants_of(store, ids):
        actor = reader.actor(p.actor_id)
        if actor is not None and actor.id in ends:
            owner[p.id] = p.interaction_id
            if p.role != "participant":
                roles[p.interaction_id, actor.id] = labels.get(p.role, p.role)
    passages: dict[int, dict[str, Evidence]] = defaultdict(dict)
    for row in reads.evidence_for(store, interaction_ids=ids, participant_ids=list(owner)):
        of = row.interaction_id if row.participant_id is None else owner[row.participant_id]
        if of is not None and (row.participant_id is not None or row.aspect in _TELLING):
            (passage,) = reader.evidence([row])
            passages[of].setdefault(row.excerpt, passage)
    quotes: dict[int, list[Quote]] = defaultdict(list)
    for quote in read_quotes(reader, reads.quotes_of_interactions(store, ids)):
        if quote.interaction is not None:
            quotes[quote.interaction.id].append(quote)
    accounts: dict[int, list[Quote]] = defaultdict(list)
    for account in read_accounts(reader, reads.accounts_of(store, ids)):
        if account.interaction is not None:
            accounts[account.interaction.id].append(account)
    return tuple(
        Passing(
            entry=entry,
            roles=(roles.get((entry.id, ends[0]), ""), roles.get((entry.id, ends[1]), "")),
            passages=_telling(passages[entry.id].values()),
            quotes=tuple(quotes[entry.id]),
            accounts=tuple(accounts[entry.id]),
        )
        for entry in reader.interactions(ids, previous)
    )


def _telling(passages: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return passages as recorded, but none that lies within a longer one."""
    found = list(passages)
    return tuple(
        passage
        for passage in found
        if not any(p is not passage and passage.excerpt in p.excerpt for p in found)
    )


def _capacities(
    reader: StoreReader, ids: Ids, ends: tuple[int, int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {ends[0]: {}, ends[1]: {}}
    positions = position_words(reader)
    # Capacities repeat; the newest few hundred interactions tell them.
    for p in reads.participants_of(reader.store, [int(i) for i in ids[:500]]):
        actor = reader.actor(p.actor_id)
        if actor is not None and actor.id in found:
            words = positions(p.position_id) or p.capacity
            if words:
                found[actor.id].setdefault(words)
    return tuple(found[ends[0]]), tuple(found[ends[1]])


def _common(
    reader: StoreReader, one: int, other: int, is_shown: Mask | None
) -> tuple[tuple[tuple[ActorEntry, When], ...], int]:
    dataset = reader.dataset
    each = []
    for row in (one, other):
        mine = newest_first(dataset, kept(dataset.interactions_of.of(row), is_shown))
        each.append(contacts_of(dataset, row, mine))
    shared, at_one, at_other = np.intersect1d(each[0].actors, each[1].actors, return_indices=True)
    wanted = ~np.isin(shared, [one, other])
    shared, at_one, at_other = shared[wanted], at_one[wanted], at_other[wanted]
    if not len(shared):
        return (), 0
    # The newer of the two last times; both are places in one order of all their interactions.
    pair = np.stack((each[0].last[at_one], each[1].last[at_other]), axis=1)
    union = newest_first(dataset, np.unique(pair).astype(np.int32))
    place = np.empty(dataset.n_interactions, dtype=np.int64)
    place[union] = np.arange(len(union))
    best = np.where(place[pair[:, 0]] <= place[pair[:, 1]], pair[:, 0], pair[:, 1])
    order = np.argsort(place[best], kind="stable")[:_MOST_CONTACTS]
    ids = ids_of(dataset, best[order].astype(np.int32))
    rows = reads.interactions(reader.store, list(dict.fromkeys(int(i) for i in ids)))
    dates = {row.id: reader.when(row, with_year=reader.spans_years) for row in rows}
    entries = tuple(
        (reader.actor_of_row(int(shared[at])), dates[int(newest)])
        for at, newest in zip(order, ids, strict=True)
    )
    return entries, len(shared)
