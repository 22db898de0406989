"""Reads about interactions: what they were, who took part, what about, in which order."""

# ruff: noqa: S608 - only this module's own constants are put into its statements

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.reads.asking import ASKED_IDS, Ids, as_ids, ask, ask_number

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """An interaction with all its columns, and the names of its kind and place."""

    id: int
    key: str | None
    kind_id: int
    kind: str
    title: str
    standing: str
    standing_words: str | None
    place_id: int | None
    place_name: str | None
    parent_id: int | None
    date_words: str | None
    edtf: str | None
    earliest: int | None
    latest: int | None
    date_flags: int
    date_basis: str | None
    date_reasoning: str | None
    description: str | None
    properties: str | None


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One actor's part in one interaction; `position_id` is the relation in which they acted."""

    id: int
    interaction_id: int
    actor_id: int
    role_id: int
    role: str
    capacity: str | None
    position_id: int | None
    properties: str | None = None


@dataclass(frozen=True, slots=True)
class InteractionTopicRow:
    """A topic of an interaction."""

    interaction_id: int
    topic_id: int
    name: str


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A sum or quantity of an interaction."""

    id: int
    interaction_id: int
    value: float
    unit: str
    words: str | None
    purpose: str | None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """That one interaction was before, after, during or on the same day as the other."""

    id: int
    interaction_id: int
    relation: str
    other_id: int
    words: str | None


_INTERACTIONS = (
    "SELECT i.id, i.key, i.kind_id, coalesce(k.name, 'unknown'), i.title, i.standing,"
    " i.standing_words, i.place_id, p.name, i.parent_id, i.date_words, i.edtf, i.earliest,"
    " i.latest, i.date_flags, i.date_basis, i.date_reasoning, i.description, i.properties"
    " FROM interactions i LEFT JOIN interaction_kinds k ON k.id = i.kind_id"
    " LEFT JOIN places p ON p.id = i.place_id"
)


def interaction(store: Store, interaction_id: int) -> InteractionRow | None:
    """Give an interaction, None if there is none with that id."""
    rows = interactions(store, (interaction_id,))
    return rows[0] if rows else None


def interactions(store: Store, ids: Iterable[int]) -> list[InteractionRow]:
    """Give interactions in the order asked; ids without an interaction are passed over."""
    wanted = [int(row_id) for row_id in ids]
    sql = f"{_INTERACTIONS} WHERE i.id IN {ASKED_IDS}"
    by_id = {row.id: row for row in ask(store, InteractionRow, sql, (as_ids(wanted),))}
    return [by_id[row_id] for row_id in wanted if row_id in by_id]


def children_of(store: Store, interaction_id: int) -> list[InteractionRow]:
    """Give what is part of an interaction, in order of time, undated ones last."""
    sql = f"{_INTERACTIONS} WHERE i.parent_id = ? ORDER BY i.earliest IS NULL, i.earliest, i.id"
    return ask(store, InteractionRow, sql, (int(interaction_id),))


def participants_of(store: Store, interaction_ids: Iterable[int]) -> list[ParticipantRow]:
    """Give the participants of interactions, by interaction and then as entered."""
    return ask(
        store,
        ParticipantRow,
        "SELECT p.id, p.interaction_id, p.actor_id, p.role_id, r.name, p.capacity, p.position_id,"
        " p.properties"
        " FROM participants p JOIN roles r ON r.id = p.role_id"
        f" WHERE p.interaction_id IN {ASKED_IDS} ORDER BY p.interaction_id, p.id",
        (as_ids(interaction_ids),),
    )


def participations_of(store: Store, actor_ids: Ids, limit: int = -1) -> list[ParticipantRow]:
    """Give where an actor, or any of several, took part: newest first, undated ones last."""
    return ask(
        store,
        ParticipantRow,
        "SELECT p.id, p.interaction_id, p.actor_id, p.role_id, r.name, p.capacity, p.position_id"
        " FROM participants p JOIN roles r ON r.id = p.role_id"
        " JOIN interactions i ON i.id = p.interaction_id"
        f" WHERE p.actor_id IN {ASKED_IDS}"
        " ORDER BY i.latest IS NULL, i.latest DESC, p.id LIMIT ?",
        (as_ids(actor_ids), limit),
    )


def n_interactions_with(store: Store, actor_ids: Ids) -> int:
    """Count the interactions in which an actor, or any of several, took part."""
    sql = f"SELECT count(DISTINCT interaction_id) FROM participants WHERE actor_id IN {ASKED_IDS}"
    return ask_number(store, sql, (as_ids(actor_ids),))


def topics_of(store: Store, interaction_ids: Iterable[int]) -> list[InteractionTopicRow]:
    """Give the topics of interactions, by interaction and name."""
    return ask(
        store,
        InteractionTopicRow,
        "SELECT it.interaction_id, it.topic_id, t.name FROM interaction_topics it"
        " JOIN topics t ON t.id = it.topic_id"
        f" WHERE it.interaction_id IN {ASKED_IDS} ORDER BY it.interaction_id, t.name",
        (as_ids(interaction_ids),),
    )


def amounts_of(store: Store, interaction_ids: Iterable[int]) -> list[AmountRow]:
    """Give the amounts of interactions, by interaction and then as entered."""
    return ask(
        store,
        AmountRow,
        "SELECT id, interaction_id, value, unit, words, purpose FROM amounts"
        f" WHERE interaction_id IN {ASKED_IDS} ORDER BY interaction_id, id",
        (as_ids(interaction_ids),),
    )


def order_of(store: Store, interaction_id: int) -> list[OrderRow]:
    """Give what is known of an interaction's order relative to others, from either side, by id."""
    return ask(
        store,
        OrderRow,
        "SELECT id, interaction_id, relation, other_id, words FROM interaction_order"
        " WHERE interaction_id = ? OR other_id = ? ORDER BY id",
        (int(interaction_id),) * 2,
    )
