"""Typed queries: what a panel shows of single things, always in few questions for many ids."""

from db.reads.actors import (
    ActorIdentifierRow,
    ActorNameRow,
    ActorRow,
    RelationRow,
    actor,
    actor_identifiers,
    actor_names,
    actors,
    relations,
    relations_of,
)
from db.reads.interactions import (
    AmountRow,
    InteractionRow,
    InteractionTopicRow,
    OrderRow,
    ParticipantRow,
    amounts_of,
    children_of,
    interaction,
    interactions,
    n_interactions_with,
    order_of,
    participants_of,
    participations_of,
    topics_of,
)
from db.reads.judgements import JudgementRow, judgements, judgements_on
from db.reads.provenance import (
    EvidenceRow,
    evidence,
    evidence_for,
    evidence_in_source,
    interactions_of_source,
    n_evidence_in_source,
    source_text,
    sources,
)
from db.reads.vocabulary import terms
from db.reads.words import (
    AccountRow,
    AttributionRow,
    QuoteRow,
    accounts,
    accounts_by,
    accounts_in_source,
    accounts_of,
    attributions,
    carried_by,
    n_quotes_about,
    n_quotes_by,
    n_quotes_in_source,
    quote_actors,
    quotes,
    quotes_about,
    quotes_by,
    quotes_in_source,
    quotes_of_interactions,
)
from db.records import PlaceRow, SourceRow, Term, TopicRow

__all__ = [
    "AccountRow", "ActorIdentifierRow", "ActorNameRow", "ActorRow", "AmountRow", "AttributionRow",
    "EvidenceRow", "InteractionRow", "InteractionTopicRow", "JudgementRow", "OrderRow",
    "ParticipantRow",
    "PlaceRow", "QuoteRow", "RelationRow", "SourceRow", "Term", "TopicRow", "accounts",
    "accounts_by", "accounts_in_source", "accounts_of", "actor", "actor_identifiers",
    "actor_names", "actors", "amounts_of", "attributions", "carried_by", "children_of",
    "evidence", "evidence_for",
    "evidence_in_source", "interaction", "interactions", "interactions_of_source",
    "judgements", "judgements_on", "n_evidence_in_source", "n_interactions_with", "n_quotes_about",
    "n_quotes_by", "n_quotes_in_source",
    "order_of", "participants_of", "participations_of", "quote_actors", "quotes",
    "quotes_about", "quotes_by", "quotes_in_source", "quotes_of_interactions", "relations",
    "relations_of", "source_text", "sources", "terms", "topics_of",
]  # fmt: skip
