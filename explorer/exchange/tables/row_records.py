"""Rows as records: actors, relations, pairs, interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.exchange.intake.incoming_file import content_key
from explorer.exchange.intake.records import (
    ActorRecord,
    InteractionRecord,
    NameRecord,
    ParticipantRecord,
    RelationRecord,
)
from explorer.exchange.tables.dating import BadCell
from explorer.exchange.tables.naming_actors import splitter
from explorer.exchange.tables.row_actors import RowActors, named
from explorer.exchange.tables.row_interactions import citations_of, interaction_of, spans_of
from explorer.exchange.tables.terms import actor_kind, relation_kind, role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.tables.row import Row

_UNDIRECTED: Final = frozenset({"undirected", "u", "0", "false", "no", "mutual", "ungerichtet"})


def actor_of(row: Row, actors: RowActors) -> ActorRecord:
    """Give the actor of a row of a table of actors.

    Raises
    ------
    BadCell
        If it has no name.
    """
    layout = actors.layout
    actor_id = row.first("id")
    parts = (row.first("first_name"), row.first("last_name"))
    name = row.first("name") or " ".join(part for part in parts if part)
    name = " ".join((name or actor_id).split())
    if not name:
        uses = layout.uses("name", "last_name", "id")
        raise BadCell(uses[0].heading if uses else "", "", "The row names no actor.")
    # An id alone does not do as a key: other files count their rows from 1 as well.
    key = content_key("actor", actor_id, name) if actor_id and actor_id != name else ""
    kind = row.first("actor_kind")
    identifiers = tuple(
        (use.label or use.heading, words)
        for use in layout.uses("identifier")
        if (words := row.text(use))
    )
    names = tuple(
        NameRecord(other)
        for use in layout.uses("other_name")
        for other in splitter(use.separator)(row.text(use))
        if other != name
    )
    return ActorRecord(
        name, key, actor_kind(kind) if kind else "", False, names, identifiers,
        row.all("description") or None, row.properties(), row.origin(),
    )  # fmt: skip


def memberships_of(row: Row, actors: RowActors, actor: ActorRecord) -> Iterator[RelationRecord]:
    """Give what the actor of a row belongs to.

    Raises
    ------
    BadCell
    """
    uses = actors.layout.uses("member_of")
    if not uses:
        return
    when = actors.noted(row.when(is_lasting=True))
    title = row.first("capacity") or None
    kind = "position" if title else "membership"
    for use in uses:
        for whole in actors.of_use(use, row):
            key = row.key("row", "member", named(whole))
            member = actor.key or actor
            yield RelationRecord(key, kind, member, whole, title, when, origin=row.origin())


def relations_of(row: Row, actors: RowActors, number: int = 1) -> Iterator[RelationRecord]:
    """Give the relations of a row: between each on the one and each on the other side.

    Parameters
    ----------
    number
        Of rows that say the same throughout, the how many-th this is.

    Raises
    ------
    BadCell
    """
    firsts, seconds = actors.sides(row)
    kind = relation_kind(row.first("kind") or "other")
    title = row.first("title") or row.first("capacity") or None
    source = row.source()
    spans = spans_of(row, actors) or [actors.noted(row.when(is_lasting=True))]
    for at, when in enumerate(spans):
        for first in firsts:
            for second in seconds:
                key = row.key("row", str(number), str(at), named(first), named(second))
                yield RelationRecord(
                    key, kind, first, second, title, when, row.all("description") or None,
                    row.properties(), citations_of(row, source), row.origin(),
                )  # fmt: skip


def ties_of(
    row: Row, actors: RowActors, number: int = 1
) -> Iterator[InteractionRecord | RelationRecord]:
    """Give the pair of a row as interactions where there is a date, else as a relation.

    Raises
    ------
    BadCell
    """
    spans = spans_of(row, actors) or [actors.noted(row.when())]
    if not any(when is not None and when.edtf for when in spans):
        yield from relations_of(row, actors, number)
        return
    words = row.first("direction").casefold()
    is_directed = bool(words) and words not in _UNDIRECTED
    ends = ("source", "target") if is_directed else ("participant", "participant")
    uses = (actors.layout.uses("from")[0], actors.layout.uses("to")[0])
    participants = tuple(
        ParticipantRecord(actor, role(use.role or end))
        for use, side, end in zip(uses, actors.sides(row), ends, strict=True)
        for actor in side
    )
    for at, when in enumerate(spans):
        key = row.key("row", str(number), str(at))
        yield interaction_of(row, actors, participants, when, key)


def interactions_of(row: Row, actors: RowActors, number: int = 1) -> Iterator[InteractionRecord]:
    """Give the interaction of a row, one for each of its spells.

    Raises
    ------
    BadCell
    """
    participants = tuple(actors.participants(row))
    for at, when in enumerate(spans_of(row, actors) or [actors.noted(row.when())]):
        key = row.key("row", str(number), str(at))
        yield interaction_of(row, actors, participants, when, key)
