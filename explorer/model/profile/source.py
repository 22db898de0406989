"""A source: what it is, and each of its passages with the facts that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from db import reads
from db.reads import EvidenceRow
from explorer.model.profile.entries import (
    ActorEntry,
    Evidence,
    Named,
    Quote,
    SourceEntry,
)
from explorer.model.profile.listing import Listing, list_interactions
from explorer.model.profile.ordering import newest_first
from explorer.model.profile.reading import ASPECT_WORDS, StoreReader
from explorer.model.profile.tellings import read_quotes
from explorer.model.source_marks import Mark, name_marks, passage_marks
from explorer.model.view import Selection
from explorer.session import Session

FIRST_PASSAGES = 100
FIRST_QUOTES = 3
_MOST_GROUPED = 2000
_MOST_SEARCHED = 500


@dataclass(frozen=True, slots=True)
class Supported:
    """A fact that a passage supports, with what it is a fact of."""

    words: str
    actor: ActorEntry | None
    interaction: Named | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the source and all facts that rest on it."""

    evidence: Evidence
    facts: tuple[Supported, ...]


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """A source.

    Attributes
    ----------
    author
        The author as an actor of the store, if it is one.
    passages
        In the order of the text where offsets are known, else as recorded. Of a source with very
        many facts only the first; the others come by `read_passages`.
    n_passages
        How many passages there are; for such a source how many facts.
    """

    source: SourceEntry
    author: ActorEntry | None
    interactions: Listing
    passages: tuple[Passage, ...]
    n_passages: int
    n_facts: int
    quotes: tuple[Quote, ...]
    n_quotes: int


def build_source(reader: StoreReader, source_id: int) -> SourceProfile | None:
    """Read a source; None where the store has none with that id."""
    if source_id not in {row.id for row in reader.dataset.columns.sources}:
        return None
    source = reader.source(source_id)
    n_facts = reads.n_evidence_in_source(reader.store, source_id)
    is_long = n_facts > _MOST_GROUPED
    limit = FIRST_PASSAGES if is_long else -1
    rows = reads.evidence_in_source(reader.store, source_id, limit)
    passages = _passages(reader, rows, is_grouped=not is_long)
    columns = reader.dataset.columns
    index = next(i for i, row in enumerate(columns.sources) if row.id == source_id)
    at = columns.source_interaction[columns.source_index == index].astype(np.int32)
    return SourceProfile(
        source=source,
        author=reader.actor(source.author_id) if source.author_id is not None else None,
        interactions=list_interactions(reader, newest_first(reader.dataset, at)),
        passages=passages,
        n_passages=n_facts if is_long else len(passages),
        n_facts=n_facts,
        quotes=read_quotes(reader, reads.quotes_in_source(reader.store, source_id, FIRST_QUOTES)),
        n_quotes=reads.n_quotes_in_source(reader.store, source_id),
    )


def read_passages(session: Session, source_id: int, first: int, last: int) -> tuple[Passage, ...]:
    """Return further passages of a source with very many, one for each fact; store lane."""
    rows = reads.evidence_in_source(session.store, source_id, last - first, first)
    return _passages(StoreReader(session), rows, is_grouped=False)


def read_quotes_in_source(
    session: Session, source_id: int, first: int, last: int
) -> tuple[Quote, ...]:
    """Return further quotes of a source; store lane."""
    rows = reads.quotes_in_source(session.store, source_id, last - first, first)
    return read_quotes(StoreReader(session), rows)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as the reader shows it: its text (None: not stored) and its known passages."""

    source: SourceEntry
    text: str | None
    passages: tuple[Passage, ...]
    marks: tuple[Mark, ...] = ()


def read_source_text(session: Session, source_id: int) -> SourceText:
    """Return a source with its text and what is known of it; store lane."""
    reader = StoreReader(session)
    rows = reads.evidence_in_source(session.store, source_id, _MOST_GROUPED)
    text = reads.source_text(session.store, source_id)
    marks: list[Mark] = []
    if text is not None:
        facts = _facts_in_words(reader, rows)
        marks = passage_marks(session, source_id, text, facts) + name_marks(session, text)
    return SourceText(reader.source(source_id), text, _passages(reader, rows), tuple(marks))


def _facts_in_words(
    reader: StoreReader, rows: Sequence[EvidenceRow]
) -> dict[int, tuple[str, Selection | None]]:
    owners = _Owners(reader, rows)
    found: dict[int, tuple[str, Selection | None]] = {}
    for row in rows:
        fact = owners.fact(row)
        of = [fact.actor.shown] if fact.actor is not None else []
        of += [fact.interaction.shown] if fact.interaction is not None else []
        selection = None
        if fact.interaction is not None:
            selection = Selection.interaction(fact.interaction.id)
        elif fact.actor is not None:
            selection = Selection.actor(fact.actor.id)
        found[row.id] = (f"{fact.words}: {', '.join(of)}" if of else fact.words), selection
    return found


def _passages(
    reader: StoreReader, rows: Sequence[EvidenceRow], *, is_grouped: bool = True
) -> tuple[Passage, ...]:
    groups: dict[object, list[EvidenceRow]] = defaultdict(list)
    for row in rows:
        groups[row.excerpt if is_grouped else row.id].append(row)
    owners = _Owners(reader, rows)
    passages = []
    for group in groups.values():
        facts = tuple(dict.fromkeys(owners.fact(row) for row in group))
        (evidence,) = reader.evidence(group[:1])
        passages.append(Passage(evidence, facts))
    return tuple(passages)


class _Owners:
    """Says of what a piece of evidence is evidence."""

    def __init__(self, reader: StoreReader, rows: Sequence[EvidenceRow]) -> None:
        self._reader = reader
        store, columns = reader.store, reader.dataset.columns
        wanted = [row.participant_id for row in rows if row.participant_id is not None]
        at = np.flatnonzero(np.isin(columns.participant_id, wanted))
        self._participants = {
            int(columns.participant_id[i]): (
                reader.actor_of_row(int(columns.participant_actor[i])),
                reader.named_of_row(int(columns.participant_interaction[i])),
            )
            for i in at
        }
        relations = [row.relation_id for row in rows if row.relation_id is not None]
        self._relations = {row.id: row for row in reads.relations(store, relations)}
        said = [row.quote_id for row in rows if row.quote_id is not None]
        self._quotes = {row.id: row for row in reads.quotes(store, said)}
        told = [row.account_id for row in rows if row.account_id is not None]
        self._accounts = {row.id: row for row in reads.accounts(store, told)}
        self._loose = self._find_loose(rows)

    def _find_loose(self, rows: Sequence[EvidenceRow]) -> dict[tuple[str, int], Named | None]:
        """Return the interactions of amounts and orders, which are asked for by interaction."""
        if not any(row.amount_id is not None or row.order_id is not None for row in rows):
            return {}
        reader, store = self._reader, self._reader.store
        ids = reads.interactions_of_source(store, rows[0].source_id)[:_MOST_SEARCHED]
        found: dict[tuple[str, int], Named | None] = {
            ("amount", amount.id): reader.named(amount.interaction_id)
            for amount in reads.amounts_of(store, ids)
        }
        if any(row.order_id is not None for row in rows):
            for interaction_id in ids:
                for order in reads.order_of(store, interaction_id):
                    found["order", order.id] = reader.named(order.interaction_id)
        return found

    def fact(self, row: EvidenceRow) -> Supported:
        """Return the fact that a row supports."""
        reader = self._reader
        aspect = ASPECT_WORDS.get(row.aspect, row.aspect)
        actor: ActorEntry | None = None
        named: Named | None = None
        words = aspect
        if row.actor_id is not None:
            actor = reader.actor(row.actor_id)
        elif row.interaction_id is not None:
            named = reader.named(row.interaction_id)
        elif row.participant_id is not None:
            words = "Took part"
            actor, named = self._participants.get(row.participant_id, (None, None))
        elif row.relation_id is not None:
            relation = self._relations.get(row.relation_id)
            words = relation.title or "Relation" if relation is not None else "Relation"
            actor = reader.actor(relation.from_actor_id) if relation is not None else None
        elif row.quote_id is not None:
            words, quote = "Words", self._quotes.get(row.quote_id)
            if quote is not None and quote.speaker_id is not None:
                actor = reader.actor(quote.speaker_id)
            if quote is not None and quote.interaction_id is not None:
                named = reader.named(quote.interaction_id)
        elif row.account_id is not None:
            words, account = "Account", self._accounts.get(row.account_id)
            if account is not None:
                actor = reader.actor(account.actor_id)
                named = reader.named(account.interaction_id)
        elif row.amount_id is not None:
            words, named = "Amount", self._loose.get(("amount", row.amount_id))
        elif row.order_id is not None:
            words, named = "Order in time", self._loose.get(("order", row.order_id))
        return Supported(words, actor, named, row.confidence)
