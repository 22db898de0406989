"""What evidence is about, and what stands around a row: in words, and as something to select."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import reads
from db.rows import row_of
from explorer.editing import titles
from explorer.editing.drafts import Fact
from explorer.model.view import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db import Store

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
    """Name a row of a table within a sentence; rows that are gone go by what they were."""
    row = row_of(store, table, row_id)
    return words_of_values(store, table, {} if row is None else row)


def words_of_values(store: Store, table: str, row: Mapping[str, object]) -> str:
    """Name a row by its columns, whether it is still there or not."""
    match table:
        case "actors":
            return titles.name_of(str(row["name"])) if row else "an actor"
        case "sources":
            return titles.source_words(str(row["title"])) if row else "a source"
        case "interactions":
            return _interaction(store, row) if row else "an interaction"
        case "relations":
            return _relation(store, row) if row else "a relation"
        case "quotes":
            return f"the quote {titles.passage_words(str(row['words']))}" if row else "a quote"
        case "accounts":
            if not row:
                return "an account"
            where = titles.interaction_words(store, _id(row["interaction_id"]))
            return f"the account of {_actor(store, row['actor_id'])} on {where}"
        case "participants":
            if not row:
                return "a participant"
            where = titles.interaction_words(store, _id(row["interaction_id"]))
            return f"the part of {_actor(store, row['actor_id'])} in {where}"
        case "amounts":
            if not row:
                return "an amount"
            where = titles.interaction_words(store, _id(row["interaction_id"]))
            return f"{amount_words(row)} of {where}"
        case "interaction_order":
            if not row:
                return "an order of interactions"
            first = titles.interaction_words(store, _id(row["interaction_id"]))
            other = titles.interaction_words(store, _id(row["other_id"]))
            return f"that {first} was {order_words(str(row['relation']))} {other}"
        case "evidence":
            return (
                f"the evidence {titles.passage_words(str(row['excerpt']))}" if row else "evidence"
            )
        case "actor_names":
            if not row:
                return "a name"
            return (
                f"the name {titles.name_of(str(row['name']))} of {_actor(store, row['actor_id'])}"
            )
        case "actor_identifiers":
            if not row:
                return "an identifier"
            number = titles.name_of(f"{row['scheme']} {row['value']}")
            return f"{number} of {_actor(store, row['actor_id'])}"
        case "places" | "topics":
            kind = table[:-1]
            return f"the {kind} {titles.name_of(str(row['name']))}" if row else f"a {kind}"
        case _:
            return f"a row of {table.replace('_', ' ')}"


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


def _interaction(store: Store, row: Mapping[str, object]) -> str:
    kinds = {term.id: term.name for term in reads.terms(store, "interaction_kinds")}
    return titles.interaction_words_of(store, kinds.get(_id(row["kind_id"]), "interaction"), row)


def _relation(store: Store, row: Mapping[str, object]) -> str:
    kinds = {term.id: term.name for term in reads.terms(store, "relation_kinds")}
    title = row.get("title")
    return titles.relation_words(
        store,
        kinds.get(_id(row["kind_id"]), "relation"),
        None if title is None else str(title),
        _id(row["from_actor_id"]),
        _id(row["to_actor_id"]),
    )


def _actor(store: Store, actor_id: object) -> str:
    return titles.actor_words(store, _id(actor_id))


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
