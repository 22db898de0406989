"""Reads about the words that a store uses: kinds and roles with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.format.schema import VOCABULARIES
from db.reads.asking import ask
from db.records import Term

if TYPE_CHECKING:
    from db.store import Store

_COLUMNS = {
    "actor_kinds": "id, name, label, '', label",
    "interaction_kinds": "id, name, label, family, label",
    "relation_kinds": "id, name, label, family, reverse_label",
    "roles": "id, name, label, direction, label",
}


def terms(store: Store, table: str) -> list[Term]:
    """Give the terms of a vocabulary by id.

    Raises
    ------
    ValueError
        If the table is none.
    """
    if table not in VOCABULARIES:
        raise ValueError(f"{table!r} is not a vocabulary")
    return ask(store, Term, f'SELECT {_COLUMNS[table]} FROM "{table}" ORDER BY id')  # noqa: S608
