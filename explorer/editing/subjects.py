"""What evidence is about, and what stands around a row: in words, and as something to select."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import reads
from db.rows import row_of
from explorer.editing import titles
from explorer.editing.drafts import Fact
from explorer.model.view import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from db import Store

    Row = Mapping[str, object]

TABLE_OF_SUBJECT: Mapping[str, str] = {
    "actor": "actors",
    "relation": "relations",
    "interaction": "interactions",
    "participant": "participants",
    "amount": "amounts",
    "order": "interaction_order",
    "account": "accounts",
    "quote": "quotes",
}
"""Table of each thing that evidence can be about."""


def fact_words(store: Store, fact: Fact) -> str:
    """Name a fact within a sentence, as "the call of 26 September 2023"."""
    return row_words(store, TABLE_OF_SUBJECT[fact.subject], fact.id)


def selection_of_fact(store: Store, fact: Fact) -> Selection | None:
    """Give what to select for a fact to be seen; None where nothing shows it."""
    return selection_of_row(store, TABLE_OF_SUBJECT[fact.subject], fact.id)


def row_words(store: Store, table: str, row_id: int) -> str:
    """Name a row of a table within a sentence; of one that is gone, only what it was."""
    row = row_of(store, table, row_id)
    return words_of_values(store, table, {} if row is None else row)


def words_of_values(
    store: Store,
    table: str,
    row: Mapping[str, object],
    name: Callable[[str, int], str] | None = None,
) -> str:
    """Name a row by its columns, whether it is still there or not.

    Parameters
    ----------
    name
        Names the rows that it points to, by table and id; without it those that are there.

    Raises
    ------
    KeyError
        If a column that it is named by is not given.
    """
    named = _Named(store, name or (lambda table, row_id: row_words(store, table, row_id)))
    if not row:
        return _NOBODY.get(table, f"a row of {table.replace('_', ' ')}")
    tell = _TELLERS.get(table)
    return f"a row of {table.replace('_', ' ')}" if tell is None else tell(named, row)


def selection_of_row(store: Store, table: str, row_id: int) -> Selection | None:
    """Give what to select for a row to be seen; None where nothing shows it."""
    match table:
        case "actors":
            return Selection.actor(row_id)
        case "interactions":
            return Selection.interaction(row_id)
        case "sources":
            return Selection.of_source(row_id)
    row = row_of(store, table, row_id)
    if row is None:
        return None
    if row.get("interaction_id") is not None:
        return Selection.interaction(_id(row["interaction_id"]))
    for column in ("actor_id", "from_actor_id", "speaker_id"):
        if row.get(column) is not None:
            return Selection.actor(_id(row[column]))
    source_id = row.get("source_id")
    return None if source_id is None else Selection.of_source(_id(source_id))


def amount_words(row: Mapping[str, object]) -> str:
    """Give an amount as the source words it, or as a number with its unit."""
    if row.get("words"):
        return titles.name_of(str(row["words"]))
    return titles.name_of(f"{row['value']:,g} {row['unit']}")


def order_words(relation: str) -> str:
    """Give an order as it stands within a sentence."""
    return "on the same day as" if relation == "same_day" else relation


class _Named:
    """Names the rows that a row points to."""

    def __init__(self, store: Store, name: Callable[[str, int], str]) -> None:
        self.store = store
        self._name = name

    def actor(self, row: Row, column: str = "actor_id") -> str:
        """Name the actor in a column."""
        return "somebody" if row[column] is None else self._name("actors", _id(row[column]))

    def interaction(self, row: Row, column: str = "interaction_id") -> str:
        """Name the interaction in a column."""
        return self._name("interactions", _id(row[column]))

    def kind(self, table: str, row: Row) -> str:
        """Give the name of a row's kind."""
        names = {term.id: term.name for term in reads.terms(self.store, table)}
        return names.get(_id(row["kind_id"]), "other")


def _interaction(named: _Named, row: Row) -> str:
    return titles.interaction_words_of(named.store, named.kind("interaction_kinds", row), row)


def _relation(named: _Named, row: Row) -> str:
    ends = named.actor(row, "from_actor_id"), named.actor(row, "to_actor_id")
    title = row.get("title")
    return titles.relation_words_of(
        named.store,
        named.kind("relation_kinds", row),
        None if title is None else str(title),
        *ends,
    )


def _attribution(named: _Named, row: Row) -> str:
    what = "the quote" if row.get("quote_id") is not None else "the account"
    return f"the link “{titles.name_of(str(row['verb']))}” of {what}"


def _order(named: _Named, row: Row) -> str:
    words = order_words(str(row["relation"]))
    return f"that {named.interaction(row)} was {words} {named.interaction(row, 'other_id')}"


def _identifier(named: _Named, row: Row) -> str:
    number = titles.name_of(f"{row['scheme']} {row['value']}")
    return f"{number} of {named.actor(row)}"


def _judgement(named: _Named, row: Row) -> str:
    pair = f"{named.actor(row)} and {named.actor(row, 'other_id')}"
    return f"the judgement “{row['verdict']}” on {pair}"


_TELLERS: Mapping[str, Callable[[_Named, Row], str]] = {
    "actors": lambda named, row: titles.name_of(str(row["name"])),
    "sources": lambda named, row: titles.source_words(str(row["title"])),
    "interactions": _interaction,
    "relations": _relation,
    "quotes": lambda named, row: f"the quote {titles.passage_words(str(row['words']))}",
    "accounts": lambda named, row: f"the account of {named.actor(row)} on {named.interaction(row)}",
    "participants": lambda named, row: (
        f"the part of {named.actor(row)} in {named.interaction(row)}"
    ),
    "amounts": lambda named, row: f"{amount_words(row)} of {named.interaction(row)}",
    "interaction_order": _order,
    "evidence": lambda named, row: f"the evidence {titles.passage_words(str(row['excerpt']))}",
    "attributions": _attribution,
    "actor_names": lambda named, row: (
        f"the name {titles.name_of(str(row['name']))} of {named.actor(row)}"
    ),
    "actor_identifiers": _identifier,
    "judgements": _judgement,
    "places": lambda named, row: f"the place {titles.name_of(str(row['name']))}",
    "topics": lambda named, row: f"the topic {titles.name_of(str(row['name']))}",
    "actor_kinds": lambda named, row: f"the kind “{titles.name_of(str(row['label']))}”",
    "interaction_kinds": lambda named, row: f"the kind “{titles.name_of(str(row['label']))}”",
    "relation_kinds": lambda named, row: f"the kind “{titles.name_of(str(row['label']))}”",
    "roles": lambda named, row: f"the role “{titles.name_of(str(row['label']))}”",
}

_NOBODY: Mapping[str, str] = {
    "actors": "an actor",
    "sources": "a source",
    "interactions": "an interaction",
    "relations": "a relation",
    "quotes": "a quote",
    "accounts": "an account",
    "participants": "a participation",
    "amounts": "an amount",
    "interaction_order": "an order in time",
    "evidence": "a piece of evidence",
    "attributions": "a link of attribution",
    "actor_names": "another name",
    "actor_identifiers": "an identifier",
    "judgements": "a judgement on duplicates",
    "places": "a place",
    "topics": "a topic",
}


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
