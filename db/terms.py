"""The short tables of a store as tuples: kinds, roles, places, topics, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.format.vocabularies import DIRECTIONS, FAMILIES
from db.records import SOURCE_COLUMNS, PlaceRow, Term, TopicRow, source_row

if TYPE_CHECKING:
    import sqlite3


def read_vocabularies(connection: sqlite3.Connection) -> dict[str, Any]:
    """Read them, each in the order of its ids."""

    def terms(table: str, extra: str) -> tuple[Term, ...]:
        rows = connection.execute(f"SELECT id, name, label{extra} FROM {table} ORDER BY id")  # noqa: S608
        found = (Term(*row) for row in rows.fetchall())
        families = FAMILIES.get(table, DIRECTIONS if table == "roles" else ("",))
        return tuple(
            # Colours and directions are chosen by it: a word of another program's means nothing.
            term if term.family in families else replace(term, family=families[-1])
            for term in found
        )

    places = connection.execute(
        "SELECT id, key, name, parent_id, latitude, longitude FROM places ORDER BY id"
    )
    topics = connection.execute("SELECT id, key, name FROM topics ORDER BY id")
    sources = connection.execute(f"SELECT {SOURCE_COLUMNS} FROM sources ORDER BY id")  # noqa: S608
    return {
        "actor_kinds": terms("actor_kinds", ", '', label"),
        "interaction_kinds": terms("interaction_kinds", ", family, label"),
        "relation_kinds": terms("relation_kinds", ", family, reverse_label"),
        "roles": terms("roles", ", direction, label"),
        "places": tuple(PlaceRow(*row) for row in places.fetchall()),
        "topics": tuple(TopicRow(*row) for row in topics.fetchall()),
        "sources": tuple(source_row(row) for row in sources.fetchall()),
    }
