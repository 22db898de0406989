"""Everything about one actor: who it is, whom it dealt with, what it said, and how we know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from db import reads
from explorer.model.dataset import Dataset, Mask
from explorer.model.profile.entries import (
    ActorEntry,
    ContactEntry,
    Evidence,
    Quote,
    RelationEntry,
    SourceEntry,
    SourceUse,
)
from explorer.model.profile.joined import JoinedRecord, read_joined
from explorer.model.profile.listing import (
    FIRST_ROWS,
    Listing,
    RelationListing,
    list_contacts,
    list_interactions,
    list_relations,
    sources_behind,
    span_of,
)
from explorer.model.profile.ordering import Contacts, Ids, contacts_of, kept, newest_first
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.tellings import read_accounts, read_quotes
from explorer.model.properties import Property, read_properties
from explorer.session import Session

FIRST_QUOTES = 3
_MOST_ACTED_FOR = 3
_NOT_ACTING_FOR = frozenset({"residence"})


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name or spelling, with who writes it so.

    Attributes
    ----------
    record
        The actor under which it is recorded, where that is shown as part of the one at hand.
    """

    name: str
    note: str | None
    language: str | None
    source: SourceEntry | None
    record: str = ""


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """One actor.

    Attributes
    ----------
    acts_for
        Whom the actor acts for, from near to far ("USAID", "United States").
    positions, other_relations
        What the actor holds, and all else that lasts between it and others.
    interactions
        Newest first, undated last; those that are shown only.
    n_interactions
        All of the actor's, shown or not.
    contacts
        Most interactions first, from the shown interactions.
    contacts_first_by_last
        The beginning of the contacts by last time.
    accounts
        The first of the accounts that the actor gives of interactions.
    joined
        The records that are shown as part of this actor, as they are judged to be the same.
    properties
        What else the store tells of the actor, as (name, words).
    """

    actor: ActorEntry
    kind_label: str
    acts_for: tuple[ActorEntry, ...]
    names: tuple[OtherName, ...]
    description: str | None
    identifiers: tuple[tuple[str, str], ...]
    positions: RelationListing
    other_relations: RelationListing
    interactions: Listing
    n_interactions: int
    span: str
    contacts: Contacts
    contacts_first: tuple[ContactEntry, ...]
    contacts_first_by_last: tuple[ContactEntry, ...]
    quotes_by: tuple[Quote, ...]
    n_quotes_by: int
    quotes_about: tuple[Quote, ...]
    accounts: tuple[Quote, ...]
    n_accounts: int
    n_quotes_about: int
    sources: tuple[SourceUse, ...]
    evidence: tuple[Evidence, ...]
    joined: tuple[JoinedRecord, ...] = ()
    properties: tuple[Property, ...] = ()

    @property
    def relations(self) -> tuple[RelationEntry, ...]:
        """The first of all relations, by id."""
        both = (*self.positions.first, *self.other_relations.first)
        return tuple(sorted(both, key=lambda relation: relation.id))


def build_actor(
    reader: StoreReader, actor_id: int, is_shown: Mask | None = None
) -> ActorProfile | None:
    """Read an actor; None where the store has none with that id.

    Parameters
    ----------
    is_shown
        Mask over all interactions that filter and time window leave; None: all.
    """
    store, dataset = reader.store, reader.dataset
    at = dataset.actor_row(actor_id)
    if at < 0:
        return None
    ids = dataset.actor_ids(at)
    row = reads.actor(store, ids[0])
    if row is None:
        return None
    all_rows = dataset.interactions_of.of(at)
    rows = newest_first(dataset, kept(all_rows, is_shown))
    contacts = contacts_of(dataset, at, rows).by_count()
    positions, others = _relation_ids(dataset, at)
    by, n_by = _quotes(reader, ids, is_about=False)
    about, n_about = _quotes(reader, ids, is_about=True)
    accounts = reads.accounts_by(store, ids)
    kind = dataset.columns.actor_kinds[int(dataset.columns.actor_kind[at])]
    return ActorProfile(
        actor=reader.actor_of_row(at),
        kind_label=kind.label,
        acts_for=_acts_for(reader, actor_id),
        names=_names(reader, ids),
        description=row.description,
        identifiers=tuple((i.scheme, i.value) for i in reads.actor_identifiers(store, ids)),
        positions=list_relations(reader, positions, ids),
        other_relations=list_relations(reader, others, ids),
        interactions=list_interactions(reader, rows),
        n_interactions=len(all_rows),
        span=span_of(dataset, rows),
        contacts=contacts,
        contacts_first=list_contacts(reader, contacts, 0, FIRST_ROWS),
        contacts_first_by_last=list_contacts(reader, contacts.by_last(), 0, FIRST_ROWS),
        quotes_by=by,
        n_quotes_by=n_by,
        quotes_about=about,
        n_quotes_about=n_about,
        accounts=read_accounts(reader, accounts[:FIRST_QUOTES]),
        n_accounts=len(accounts),
        sources=sources_behind(
            reader, rows, actor_ids=ids, relation_ids=[*positions.tolist(), *others.tolist()]
        ),
        evidence=reader.evidence(reads.evidence_for(store, actor_ids=ids)),
        joined=read_joined(reader, ids),
        properties=read_properties(row.properties),
    )


def read_quotes_page(
    session: Session, actor_id: int, is_about: bool, first: int, last: int
) -> tuple[Quote, ...]:
    """Return further quotes by or about an actor; store lane."""
    find = reads.quotes_about if is_about else reads.quotes_by
    rows = find(session.store, _ids(session, actor_id), last - first, first)
    return read_quotes(StoreReader(session), rows)


def read_accounts_page(session: Session, actor_id: int, first: int, last: int) -> tuple[Quote, ...]:
    """Return further accounts that an actor gives; store lane."""
    rows = reads.accounts_by(session.store, _ids(session, actor_id))[first:last]
    return read_accounts(StoreReader(session), rows)


def _relation_ids(dataset: Dataset, at: int) -> tuple[Ids, Ids]:
    """Return the ids of the positions that an actor holds, and of its other relations."""
    columns = dataset.columns
    mine = columns.relation_from == at
    is_position = np.array(
        [kind.family == "position" for kind in columns.relation_kinds] or [False]
    )
    held = mine & is_position[columns.relation_kind]
    others = (mine | (columns.relation_to == at)) & ~held
    return columns.relation_id[held], columns.relation_id[others]


def _ids(session: Session, actor_id: int) -> tuple[int, ...]:
    row = session.dataset.actor_row(actor_id)
    return session.dataset.actor_ids(row) if row >= 0 else (actor_id,)


def _quotes(
    reader: StoreReader, ids: Sequence[int], *, is_about: bool
) -> tuple[tuple[Quote, ...], int]:
    find = reads.quotes_about if is_about else reads.quotes_by
    rows = find(reader.store, ids, FIRST_QUOTES, 0)
    count = reads.n_quotes_about if is_about else reads.n_quotes_by
    n = len(rows) if len(rows) < FIRST_QUOTES else count(reader.store, ids)
    return read_quotes(reader, rows), n


def _names(reader: StoreReader, ids: Sequence[int]) -> tuple[OtherName, ...]:
    return tuple(
        OtherName(
            row.name,
            row.note,
            row.language,
            reader.source(row.source_id) if row.source_id is not None else None,
            reader.record(row.actor_id),
        )
        for row in reads.actor_names(reader.store, ids)
    )


def _acts_for(reader: StoreReader, actor_id: int) -> tuple[ActorEntry, ...]:
    """Follow positions and memberships upwards, at most to the state."""
    columns = reader.dataset.columns
    families = [term.family for term in columns.relation_kinds]
    names = [term.name for term in columns.relation_kinds]
    chain: list[ActorEntry] = []
    at = reader.dataset.actor_row(actor_id)
    seen = {at}
    while len(chain) < _MOST_ACTED_FOR:
        best: tuple[int, int] | None = None
        for link in np.flatnonzero(columns.relation_from == at):
            kind, target = int(columns.relation_kind[link]), int(columns.relation_to[link])
            if target in seen or names[kind] in _NOT_ACTING_FOR:
                continue
            if families[kind] in ("position", "membership") or names[kind] == "representation":
                rank = 0 if families[kind] == "position" else 1
                best = min(best, (rank, target)) if best is not None else (rank, target)
        if best is None:
            break
        at = best[1]
        seen.add(at)
        chain.append(reader.actor_of_row(at))
    return tuple(chain)
