"""How columns and tables are called in sentences about changes."""

from __future__ import annotations

from typing import Final

UNTOLD: Final = frozenset({"date_flags", "text_sha256", "recorded_at", "position"})
"""Columns that follow from others, or say nothing to people."""

SAID_BY_NAME: Final = {
    "actors": ("name",),
    "actor_names": ("actor_id", "name"),
    "actor_identifiers": ("actor_id", "scheme", "value"),
    "interaction_topics": ("interaction_id", "topic_id"),
    "interaction_order": ("interaction_id", "relation", "other_id"),
    "participants": ("interaction_id", "actor_id"),
    "amounts": ("interaction_id",),
    "quote_actors": ("quote_id", "actor_id"),
    "judgements": ("actor_id", "other_id", "verdict"),
    "places": ("name",),
    "topics": ("name",),
    "meta": ("name",),
}
"""Columns of new and removed rows that the name of the row says already."""

FIELD_NAMES: Final = {
    "kind_id": "kind",
    "role_id": "role",
    "is_unnamed": "without a name",
    "date_words": "date, as worded",
    "edtf": "date",
    "earliest": "not before",
    "latest": "not after",
    "date_basis": "date is",
    "date_reasoning": "reasoning on the date",
    "from_actor_id": "of",
    "to_actor_id": "to",
    "actor_id": "actor",
    "other_id": "other",
    "speaker_id": "speaker",
    "author_id": "author, as an actor",
    "source_id": "source",
    "interaction_id": "interaction",
    "place_id": "place",
    "parent_id": "part of",
    "position_id": "position",
    "topic_id": "topic",
    "quote_id": "quote",
    "account_id": "account",
    "relation_id": "relation",
    "participant_id": "participation",
    "amount_id": "amount",
    "order_id": "order in time",
    "standing_words": "standing, as worded",
    "url": "address",
    "start": "passage from",
    "end": "passage to",
}
"""Columns whose name says something else to people; the others go by their own."""

NOUNS: Final = {
    "actors": ("actor", "actors"),
    "actor_names": ("other name", "other names"),
    "actor_identifiers": ("identifier", "identifiers"),
    "relations": ("relation", "relations"),
    "interactions": ("interaction", "interactions"),
    "participants": ("participation", "participations"),
    "places": ("place", "places"),
    "topics": ("topic", "topics"),
    "interaction_topics": ("topic of interactions", "topics of interactions"),
    "interaction_order": ("order in time", "orders in time"),
    "amounts": ("amount", "amounts"),
    "sources": ("source", "sources"),
    "quotes": ("quote", "quotes"),
    "quote_actors": ("mention in a quote", "mentions in quotes"),
    "accounts": ("account", "accounts"),
    "attributions": ("link of attribution", "links of attribution"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "judgements": ("judgement on duplicates", "judgements on duplicates"),
    "actor_kinds": ("kind of actors", "kinds of actors"),
    "interaction_kinds": ("kind of interactions", "kinds of interactions"),
    "relation_kinds": ("kind of relations", "kinds of relations"),
    "roles": ("role", "roles"),
    "meta": ("entry about the store", "entries about the store"),
}
"""Rows of tables, one and several."""
