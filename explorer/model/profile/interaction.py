"""Everything about one interaction: who, when, where, what each side tells, and how we know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from db import reads
from db.reads import EvidenceRow, InteractionRow, ParticipantRow
from explorer.model.dataset import Mask
from explorer.model.profile.entries import (
    ActorEntry,
    Evidence,
    InteractionEntry,
    Named,
    Quote,
    SourceUse,
    When,
)
from explorer.model.profile.joined import parts_as_one
from explorer.model.profile.listing import FIRST_ROWS, Listing, list_interactions
from explorer.model.profile.ordering import oldest_first
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.tellings import read_accounts, read_quotes
from explorer.model.properties import Property, read_properties
from explorer.session import Session

#: How the order relative to another interaction is said, from the one that states it and back.
ORDER_WORDS = {
    ("before", True): "before",
    ("before", False): "after",
    ("after", True): "after",
    ("after", False): "before",
    ("during", True): "during",
    ("during", False): "while it went on:",
    ("same_day", True): "the same day as",
    ("same_day", False): "the same day as",
}


@dataclass(frozen=True, slots=True)
class Participant:
    """One who took part, in a role and a capacity.

    Attributes
    ----------
    role
        The role's label; empty where it says no more than that the actor took part.
    capacity
        As the source words it, or None.
    position
        The position acted in ("Secretary of State, United States"), or None.
    """

    actor: ActorEntry
    role: str
    capacity: str | None
    position: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum with its unit, as the source words it and what for."""

    value: float
    unit: str
    words: str | None
    purpose: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Order relative to another interaction: `relation` is in words ("after")."""

    relation: str
    other: Named
    words: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class InteractionProfile:
    """One interaction.

    Attributes
    ----------
    place
        From near to far ("Yerevan, Armenia"), or None.
    quotes
        What was said there, the words without a named origin included.
    carried
        Quotes and accounts of other interactions that reached us through this one: what a
        statement says of a call.
    evidence
        Passages on the interaction itself: that it happened, its date, place, standing, topics.
    n_participants
        All of them; `participants` are the first ones.
    is_shown
        Whether filter and time window let it through.
    properties
        What else the store tells of it, as (name, words).
    """

    entry: InteractionEntry
    when: When
    description: str | None
    place: str | None
    participants: tuple[Participant, ...]
    n_participants: int
    accounts: tuple[Quote, ...]
    quotes: tuple[Quote, ...]
    carried: tuple[Quote, ...]
    amounts: tuple[Amount, ...]
    topics: tuple[tuple[int, str], ...]
    orders: tuple[Order, ...]
    parent: Named | None
    children: Listing
    evidence: tuple[Evidence, ...]
    sources: tuple[SourceUse, ...]
    is_shown: bool
    properties: tuple[Property, ...] = ()

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Every passage behind every fact of the interaction."""
        parts: list[tuple[Evidence, ...]] = [self.evidence]
        parts += [p.evidence for p in self.participants]
        parts += [a.evidence for a in self.amounts]
        parts += [o.evidence for o in self.orders]
        parts += [a.evidence for a in self.accounts]
        parts += [q.evidence for q in (*self.quotes, *self.carried)]
        return tuple(passage for part in parts for passage in part)


def build_interaction(
    reader: StoreReader, interaction_id: int, is_shown: Mask | None = None
) -> InteractionProfile | None:
    """Read an interaction; None where the store has none with that id.

    Parameters
    ----------
    is_shown
        Mask over all interactions that filter and time window leave; None: all.
    """
    store, dataset = reader.store, reader.dataset
    at = dataset.interaction_row(interaction_id)
    if at < 0:
        return None
    row = reads.interaction(store, interaction_id)
    if row is None:
        return None
    (entry,) = reader.interactions([interaction_id])
    participants = parts_as_one(reader, reads.participants_of(store, [interaction_id]))
    amounts = reads.amounts_of(store, [interaction_id])
    orders = reads.order_of(store, interaction_id)
    passages = _Passages(
        reads.evidence_for(
            store,
            interaction_ids=[interaction_id],
            participant_ids=[p.id for part in participants[:FIRST_ROWS] for p in part],
            amount_ids=[a.id for a in amounts],
            order_ids=[o.id for o in orders],
        )
    )
    topics = [dataset.columns.topics[int(i)] for i in dataset.topics_of.of(at)]
    children = np.flatnonzero(dataset.columns.parent == at).astype(np.int32)
    own = reader.evidence(passages.of("interaction_id", interaction_id))
    profile = InteractionProfile(
        entry=entry,
        when=reader.when(row),
        description=row.description,
        properties=read_properties(row.properties),
        place=_place_words(reader, row),
        participants=_participants(reader, participants[:FIRST_ROWS], passages),
        n_participants=len(participants),
        accounts=read_accounts(reader, reads.accounts_of(store, [interaction_id])),
        quotes=read_quotes(reader, reads.quotes_of_interactions(store, [interaction_id])),
        carried=_carried(reader, interaction_id),
        amounts=tuple(_amount(reader, a, passages, is_alone=len(amounts) < 2) for a in amounts),
        topics=tuple((topic.id, topic.name) for topic in topics),
        orders=tuple(_orders(reader, interaction_id, orders, passages)),
        parent=entry.parent,
        children=list_interactions(reader, oldest_first(dataset, children)),
        evidence=own,
        sources=(),
        is_shown=is_shown is None or bool(is_shown[at]),
    )
    return _with_sources(profile)


def _amount(
    reader: StoreReader, row: reads.AmountRow, passages: _Passages, *, is_alone: bool
) -> Amount:
    behind = passages.of("amount_id", row.id)
    which = "" if is_alone else row.words or f"{row.value:,.15g} {row.unit}"
    evidence = tuple(
        passage
        for one in behind
        for passage in reader.evidence((one,), _of_amount(row, one.excerpt), which)
    )
    return Amount(row.value, row.unit, row.words, row.purpose, evidence)


def _of_amount(row: reads.AmountRow, excerpt: str) -> str:
    """Return which side of an amount a passage supports: the sum, or what it is for."""
    said, purpose = excerpt.casefold(), (row.purpose or "").casefold()
    if row.words and row.words.casefold() in said:
        return "Amount"
    return "Purpose of the amount" if purpose and said.strip() in purpose else "Amount"


def _carried(reader: StoreReader, interaction_id: int) -> tuple[Quote, ...]:
    store = reader.store
    quote_ids, account_ids = reads.carried_by(store, interaction_id)
    quotes = [q for q in reads.quotes(store, quote_ids) if q.interaction_id != interaction_id]
    accounts = [a for a in reads.accounts(store, account_ids) if a.interaction_id != interaction_id]
    return (*read_accounts(reader, accounts), *read_quotes(reader, quotes))


def read_participants(
    session: Session, interaction_id: int, first: int, last: int
) -> tuple[Participant, ...]:
    """Return further participants of an interaction; store lane."""
    reader = StoreReader(session)
    parts = parts_as_one(reader, reads.participants_of(session.store, [interaction_id]))[first:last]
    ids = [row.id for part in parts for row in part]
    passages = _Passages(reads.evidence_for(session.store, participant_ids=ids))
    return _participants(reader, parts, passages)


class _Passages:
    """Evidence by the thing it supports."""

    def __init__(self, rows: Iterable[EvidenceRow]) -> None:
        self._by: dict[tuple[str, int], list[EvidenceRow]] = defaultdict(list)
        for row in rows:
            for name in ("interaction_id", "participant_id", "amount_id", "order_id"):
                target = getattr(row, name)
                if target is not None:
                    self._by[name, target].append(row)

    def of(self, name: str, target: int) -> list[EvidenceRow]:
        return self._by.get((name, target), [])


def _participants(
    reader: StoreReader, parts: Iterable[Sequence[ParticipantRow]], passages: _Passages
) -> tuple[Participant, ...]:
    labels = {term.name: term.label for term in reader.dataset.columns.roles}
    entries: list[Participant] = []
    positions = position_words(reader)
    for part in parts:
        actor = reader.actor(part[0].actor_id)
        if actor is None:
            continue
        role = part[0].role
        behind = [passage for row in part for passage in passages.of("participant_id", row.id)]
        records = dict.fromkeys(filter(None, (reader.record(row.actor_id) for row in part)))
        entries.append(
            Participant(
                actor=replace(actor, record=", ".join(records)),
                role="" if role == "participant" else labels.get(role, role),
                capacity="; ".join(dict.fromkeys(row.capacity for row in part if row.capacity))
                or None,
                position=next(filter(None, (positions(row.position_id) for row in part)), None),
                evidence=reader.evidence(behind, "Took part", actor.shown),
            )
        )
    return tuple(entries)


def position_words(reader: StoreReader) -> Callable[[int | None], str | None]:
    """Return a function that says a position by its relation's id: `Head, USAID`."""
    columns = reader.dataset.columns

    def words(relation_id: int | None) -> str | None:
        if relation_id is None:
            return None
        at = int(np.searchsorted(columns.relation_id, relation_id))
        if at >= len(columns.relation_id) or int(columns.relation_id[at]) != relation_id:
            return None
        title = columns.relation_title[at]
        of = reader.actor_of_row(int(columns.relation_to[at])).shown
        return f"{title}, {of}" if title else of

    return words


def _orders(
    reader: StoreReader, interaction_id: int, rows: Iterable[reads.OrderRow], passages: _Passages
) -> Iterable[Order]:
    for row in rows:
        is_forward = row.interaction_id == interaction_id
        other = reader.named(row.other_id if is_forward else row.interaction_id)
        if other is None:
            continue
        relation = ORDER_WORDS.get((row.relation, is_forward), row.relation.replace("_", " "))
        behind = passages.of("order_id", row.id)
        evidence = reader.evidence(behind, "Order", f"{relation} {other.shown}")
        yield Order(relation, other, row.words, evidence)


def _place_words(reader: StoreReader, row: InteractionRow) -> str | None:
    places = {place.id: place for place in reader.dataset.columns.places}
    names: list[str] = []
    at, seen = row.place_id, set[int]()
    while at is not None and at in places and at not in seen and len(names) < 2:
        seen.add(at)
        names.append(places[at].name)
        at = places[at].parent_id
    return ", ".join(names) or None


def _with_sources(profile: InteractionProfile) -> InteractionProfile:
    passages: dict[int, set[str]] = defaultdict(set)
    sources = {}
    for passage in profile.all_evidence:
        passages[passage.source.id].add(passage.excerpt)
        sources[passage.source.id] = passage.source
    for quote in (*profile.accounts, *profile.quotes, *profile.carried):
        sources.setdefault(quote.source.id, quote.source)
    uses = [SourceUse(source, len(passages[i]), is_passages=True) for i, source in sources.items()]
    return replace(profile, sources=tuple(sorted(uses, key=lambda use: -use.n)))
