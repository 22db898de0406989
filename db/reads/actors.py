"""Reads about actors: who they are, what they are called, what lasts between them."""

# ruff: noqa: S608 - only this module's own constants are put into its statements

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.reads.asking import ASKED_IDS, Ids, as_ids, ask, ask_one

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor; `properties` is JSON."""

    id: int
    key: str | None
    name: str
    kind_id: int
    kind: str
    is_unnamed: bool
    description: str | None
    properties: str | None


@dataclass(frozen=True, slots=True)
class ActorNameRow:
    """Another name or spelling of an actor."""

    id: int
    actor_id: int
    name: str
    language: str | None
    script: str | None
    note: str | None
    source_id: int | None


@dataclass(frozen=True, slots=True)
class ActorIdentifierRow:
    """An actor's number in some register."""

    id: int
    actor_id: int
    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """What lasts between two actors, from the holder, member or part to the whole."""

    id: int
    key: str | None
    kind_id: int
    kind: str
    from_actor_id: int
    to_actor_id: int
    title: str | None
    date_words: str | None
    edtf: str | None
    earliest: int | None
    latest: int | None
    date_flags: int
    date_basis: str | None
    date_reasoning: str | None
    description: str | None
    properties: str | None


_ACTORS = (
    "SELECT a.id, a.key, a.name, a.kind_id, coalesce(k.name, 'unknown'), a.is_unnamed,"
    " a.description, a.properties"
    " FROM actors a LEFT JOIN actor_kinds k ON k.id = a.kind_id"
)
_RELATIONS = (
    "SELECT r.id, r.key, r.kind_id, coalesce(k.name, 'unknown'), r.from_actor_id,"
    " r.to_actor_id, r.title, r.date_words, r.edtf, r.earliest, r.latest, r.date_flags,"
    " r.date_basis, r.date_reasoning, r.description, r.properties"
    " FROM relations r LEFT JOIN relation_kinds k ON k.id = r.kind_id"
)


def actor(store: Store, actor_id: int) -> ActorRow | None:
    """Give an actor, None if there is none with that id."""
    return ask_one(store, _actor, f"{_ACTORS} WHERE a.id = ?", (int(actor_id),))


def actors(store: Store, ids: Iterable[int]) -> list[ActorRow]:
    """Give actors in the order asked; ids without an actor are passed over."""
    wanted = [int(row_id) for row_id in ids]
    rows = ask(store, _actor, f"{_ACTORS} WHERE a.id IN {ASKED_IDS}", (as_ids(wanted),))
    by_id = {row.id: row for row in rows}
    return [by_id[row_id] for row_id in wanted if row_id in by_id]


def actor_names(store: Store, actor_ids: Ids) -> list[ActorNameRow]:
    """Give the other names of an actor, or of several, in the order in which they were entered."""
    return ask(
        store,
        ActorNameRow,
        "SELECT id, actor_id, name, language, script, note, source_id FROM actor_names"
        f" WHERE actor_id IN {ASKED_IDS} ORDER BY id",
        (as_ids(actor_ids),),
    )


def actor_identifiers(store: Store, actor_ids: Ids) -> list[ActorIdentifierRow]:
    """Give the identifiers of an actor, or of several, by scheme."""
    return ask(
        store,
        ActorIdentifierRow,
        "SELECT id, actor_id, scheme, value FROM actor_identifiers"
        f" WHERE actor_id IN {ASKED_IDS} ORDER BY scheme, value, id",
        (as_ids(actor_ids),),
    )


def relations_of(store: Store, actor_ids: Ids) -> list[RelationRow]:
    """Give the relations at either end of which the actor, or any of several, stands, by id."""
    sql = (
        f"{_RELATIONS} WHERE r.from_actor_id IN {ASKED_IDS}"
        f" UNION {_RELATIONS} WHERE r.to_actor_id IN {ASKED_IDS} ORDER BY 1"
    )
    asked = as_ids(actor_ids)
    return ask(store, RelationRow, sql, (asked, asked))


def relations(store: Store, ids: Iterable[int]) -> list[RelationRow]:
    """Give relations in the order asked; ids without a relation are passed over."""
    wanted = [int(row_id) for row_id in ids]
    rows = ask(store, RelationRow, f"{_RELATIONS} WHERE r.id IN {ASKED_IDS}", (as_ids(wanted),))
    by_id = {row.id: row for row in rows}
    return [by_id[row_id] for row_id in wanted if row_id in by_id]


def _actor(
    row_id: int,
    key: str | None,
    name: str,
    kind_id: int,
    kind: str,
    is_unnamed: int,
    description: str | None,
    properties: str | None,
) -> ActorRow:
    return ActorRow(row_id, key, name, kind_id, kind, bool(is_unnamed), description, properties)
