"""Reads about how we know: sources, and the passages of theirs that support single facts."""

# ruff: noqa: S608 - only this module's own constants are put into its statements

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.reads.asking import ASKED_IDS, as_ids, ask, ask_number, ask_one
from db.records import SOURCE_COLUMNS, SourceRow, source_row

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A passage that supports one fact: exactly one of the eight ids after `end` is given."""

    id: int
    key: str | None
    source_id: int
    excerpt: str
    start: int | None
    end: int | None
    actor_id: int | None
    relation_id: int | None
    interaction_id: int | None
    participant_id: int | None
    amount_id: int | None
    order_id: int | None
    account_id: int | None
    quote_id: int | None
    aspect: str
    confidence: str
    note: str | None
    recorded_by: str
    recorded_at: str


_EVIDENCE = (
    'SELECT id, key, source_id, excerpt, start, "end", actor_id, relation_id, interaction_id,'
    " participant_id, amount_id, order_id, account_id, quote_id, aspect, confidence, note,"
    " recorded_by, recorded_at FROM evidence"
)


def evidence_for(
    store: Store,
    *,
    actor_ids: Iterable[int] = (),
    relation_ids: Iterable[int] = (),
    interaction_ids: Iterable[int] = (),
    participant_ids: Iterable[int] = (),
    amount_ids: Iterable[int] = (),
    order_ids: Iterable[int] = (),
    account_ids: Iterable[int] = (),
    quote_ids: Iterable[int] = (),
) -> list[EvidenceRow]:
    """Give the evidence for things of one or several sorts: in the order of the parameters, by id.

    `interaction_ids` brings what supports the interaction itself, not what supports its
    participants and amounts: those have ids of their own.
    """
    rows: list[EvidenceRow] = []
    for column, ids in (
        ("actor_id", actor_ids),
        ("relation_id", relation_ids),
        ("interaction_id", interaction_ids),
        ("participant_id", participant_ids),
        ("amount_id", amount_ids),
        ("order_id", order_ids),
        ("account_id", account_ids),
        ("quote_id", quote_ids),
    ):
        asked = as_ids(ids)
        if asked != "[]":
            sql = f"{_EVIDENCE} WHERE {column} IN {ASKED_IDS} ORDER BY id"
            rows += ask(store, EvidenceRow, sql, (asked,))
    return rows


def evidence(store: Store, ids: Iterable[int]) -> list[EvidenceRow]:
    """Give evidence in the order asked; ids without a row are passed over."""
    wanted = [int(row_id) for row_id in ids]
    rows = ask(store, EvidenceRow, f"{_EVIDENCE} WHERE id IN {ASKED_IDS}", (as_ids(wanted),))
    by_id = {row.id: row for row in rows}
    return [by_id[row_id] for row_id in wanted if row_id in by_id]


def evidence_in_source(
    store: Store, source_id: int, limit: int = -1, offset: int = 0
) -> list[EvidenceRow]:
    """Give the evidence of a source in the order of its text, that without a place last.

    A `limit` of -1 means all.
    """
    sql = f"{_EVIDENCE} WHERE source_id = ? ORDER BY start IS NULL, start, id LIMIT ? OFFSET ?"
    return ask(store, EvidenceRow, sql, (int(source_id), limit, offset))


def n_evidence_in_source(store: Store, source_id: int) -> int:
    """Count the evidence of a source."""
    sql = "SELECT count(*) FROM evidence WHERE source_id = ?"
    return ask_number(store, sql, (int(source_id),))


def sources(store: Store, ids: Iterable[int] | None = None) -> list[SourceRow]:
    """Give all sources by id, or some in the order asked; without their texts."""
    select = f"SELECT {SOURCE_COLUMNS} FROM sources"
    if ids is None:
        return ask(store, _source, f"{select} ORDER BY id")
    wanted = [int(row_id) for row_id in ids]
    rows = ask(store, _source, f"{select} WHERE id IN {ASKED_IDS}", (as_ids(wanted),))
    by_id = {row.id: row for row in rows}
    return [by_id[row_id] for row_id in wanted if row_id in by_id]


def source_text(store: Store, source_id: int) -> str | None:
    """Give the text of a source, None where none is stored."""
    return ask_one(store, _only, "SELECT text FROM sources WHERE id = ?", (int(source_id),))


def interactions_of_source(store: Store, source_id: int) -> list[int]:
    """Give the ids of the interactions of which a source tells anything, ascending."""
    return ask(
        store,
        _number,
        "SELECT interaction_id FROM evidence WHERE source_id = ? AND interaction_id IS NOT NULL"
        " UNION SELECT p.interaction_id FROM evidence e JOIN participants p"
        "  ON p.id = e.participant_id WHERE e.source_id = ?"
        " UNION SELECT a.interaction_id FROM evidence e JOIN amounts a ON a.id = e.amount_id"
        "  WHERE e.source_id = ?"
        " UNION SELECT o.interaction_id FROM evidence e JOIN interaction_order o"
        "  ON o.id = e.order_id WHERE e.source_id = ?"
        " UNION SELECT interaction_id FROM accounts WHERE source_id = ?"
        " UNION SELECT interaction_id FROM quotes WHERE source_id = ? AND interaction_id NOT NULL"
        " ORDER BY 1",
        (int(source_id),) * 6,
    )


def _source(*values: object) -> SourceRow:
    return source_row(values)


def _only(value: str | None) -> str | None:
    return value


def _number(value: int) -> int:
    return value
