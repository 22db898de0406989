"""Reads about what was said: quotes, accounts, and through whom they reached us."""

# ruff: noqa: S608 - only this module's own constants are put into its statements

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.reads.asking import ASKED_IDS, Ids, as_ids, ask, ask_number

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """Words of a speaker; `start` and `end` are offsets in characters of the source's text."""

    id: int
    key: str | None
    speaker_id: int | None
    form: str
    words: str
    interaction_id: int | None
    source_id: int
    start: int | None
    end: int | None
    language: str | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What one actor says happened in an interaction."""

    id: int
    key: str | None
    interaction_id: int
    actor_id: int
    form: str
    words: str
    summary: str | None
    source_id: int
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """One link between who spoke and the source at hand; position 1 is the first who spoke."""

    id: int
    quote_id: int | None
    account_id: int | None
    position: int
    actor_id: int | None
    interaction_id: int | None
    source_id: int | None
    verb: str
    date_words: str | None


_QUOTES = (
    "SELECT q.id, q.key, q.speaker_id, q.form, q.words, q.interaction_id, q.source_id, q.start,"
    ' q."end", q.language FROM quotes q'
)
_NEWEST_FIRST = (
    " LEFT JOIN interactions i ON i.id = q.interaction_id{}"
    " ORDER BY i.latest IS NULL, i.latest DESC, q.id LIMIT ? OFFSET ?"
)
_ACCOUNTS = (
    "SELECT id, key, interaction_id, actor_id, form, words, summary, source_id, start,"
    ' "end" FROM accounts'
)


def quotes_by(store: Store, actor_ids: Ids, limit: int = -1, offset: int = 0) -> list[QuoteRow]:
    """Give quotes of a speaker, newest first, those without a date last; -1 means all.

    Here as below an actor may be several that are judged to be one.
    """
    sql = _QUOTES + _NEWEST_FIRST.format(f" WHERE q.speaker_id IN {ASKED_IDS}")
    return ask(store, QuoteRow, sql, (as_ids(actor_ids), limit, offset))


def n_quotes_by(store: Store, actor_ids: Ids) -> int:
    """Count the quotes of a speaker."""
    sql = f"SELECT count(*) FROM quotes WHERE speaker_id IN {ASKED_IDS}"
    return ask_number(store, sql, (as_ids(actor_ids),))


def quotes_about(store: Store, actor_ids: Ids, limit: int = -1, offset: int = 0) -> list[QuoteRow]:
    """Give quotes that are about an actor, newest first, those without a date last."""
    chosen = f"SELECT quote_id FROM quote_actors WHERE actor_id IN {ASKED_IDS}"
    sql = _QUOTES + _NEWEST_FIRST.format(f" WHERE q.id IN ({chosen})")
    return ask(store, QuoteRow, sql, (as_ids(actor_ids), limit, offset))


def n_quotes_about(store: Store, actor_ids: Ids) -> int:
    """Count the quotes that are about an actor."""
    sql = f"SELECT count(DISTINCT quote_id) FROM quote_actors WHERE actor_id IN {ASKED_IDS}"
    return ask_number(store, sql, (as_ids(actor_ids),))


def quotes_of_interactions(store: Store, interaction_ids: Iterable[int]) -> list[QuoteRow]:
    """Give what was said in interactions, by interaction and then as entered."""
    sql = f"{_QUOTES} WHERE q.interaction_id IN {ASKED_IDS} ORDER BY q.interaction_id, q.id"
    return ask(store, QuoteRow, sql, (as_ids(interaction_ids),))


def quotes(store: Store, ids: Iterable[int]) -> list[QuoteRow]:
    """Give quotes in the order asked; ids without a quote are passed over."""
    wanted = [int(row_id) for row_id in ids]
    rows = ask(store, QuoteRow, f"{_QUOTES} WHERE q.id IN {ASKED_IDS}", (as_ids(wanted),))
    by_id = {row.id: row for row in rows}
    return [by_id[row_id] for row_id in wanted if row_id in by_id]


def quotes_in_source(
    store: Store, source_id: int, limit: int = -1, offset: int = 0
) -> list[QuoteRow]:
    """Give the quotes of a source in the order of its text, those without a place last."""
    sql = (
        f"{_QUOTES} WHERE q.source_id = ? ORDER BY q.start IS NULL, q.start, q.id LIMIT ? OFFSET ?"
    )
    return ask(store, QuoteRow, sql, (int(source_id), limit, offset))


def n_quotes_in_source(store: Store, source_id: int) -> int:
    """Count the quotes of a source."""
    return ask_number(store, "SELECT count(*) FROM quotes WHERE source_id = ?", (int(source_id),))


def quote_actors(store: Store, quote_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Give pairs of quote and actor whom it is about, in order."""
    return ask(
        store,
        _pair,
        f"SELECT quote_id, actor_id FROM quote_actors WHERE quote_id IN {ASKED_IDS} ORDER BY 1, 2",
        (as_ids(quote_ids),),
    )


def accounts_of(store: Store, interaction_ids: Iterable[int]) -> list[AccountRow]:
    """Give the accounts of interactions, by interaction and then as entered."""
    sql = f"{_ACCOUNTS} WHERE interaction_id IN {ASKED_IDS} ORDER BY interaction_id, id"
    return ask(store, AccountRow, sql, (as_ids(interaction_ids),))


def accounts_by(store: Store, actor_ids: Ids) -> list[AccountRow]:
    """Give the accounts that an actor gives, as entered."""
    sql = f"{_ACCOUNTS} WHERE actor_id IN {ASKED_IDS} ORDER BY id"
    return ask(store, AccountRow, sql, (as_ids(actor_ids),))


def accounts(store: Store, ids: Iterable[int]) -> list[AccountRow]:
    """Give accounts in the order asked; ids without an account are passed over."""
    wanted = [int(row_id) for row_id in ids]
    rows = ask(store, AccountRow, f"{_ACCOUNTS} WHERE id IN {ASKED_IDS}", (as_ids(wanted),))
    by_id = {row.id: row for row in rows}
    return [by_id[row_id] for row_id in wanted if row_id in by_id]


def accounts_in_source(store: Store, source_id: int) -> list[AccountRow]:
    """Give the accounts of a source in the order of its text, those without a place last."""
    sql = f"{_ACCOUNTS} WHERE source_id = ? ORDER BY start IS NULL, start, id"
    return ask(store, AccountRow, sql, (int(source_id),))


def attributions(
    store: Store, quote_ids: Iterable[int] = (), account_ids: Iterable[int] = ()
) -> list[AttributionRow]:
    """Give the links of several chains: quotes first, then accounts, each from position 1 on."""
    columns = (
        "id, quote_id, account_id, position, actor_id, interaction_id, source_id, verb, date_words"
    )
    rows: list[AttributionRow] = []
    for name, ids in (("quote_id", as_ids(quote_ids)), ("account_id", as_ids(account_ids))):
        if ids != "[]":
            rows += ask(
                store,
                AttributionRow,
                f"SELECT {columns} FROM attributions WHERE {name} IN {ASKED_IDS}"
                f" ORDER BY {name}, position, id",
                (ids,),
            )
    return rows


def carried_by(store: Store, interaction_id: int) -> tuple[list[int], list[int]]:
    """Give the ids of the quotes and of the accounts that an interaction carried on, ascending."""
    rows = ask(
        store,
        _link,
        "SELECT DISTINCT quote_id, account_id FROM attributions WHERE interaction_id = ?"
        " ORDER BY quote_id, account_id",
        (int(interaction_id),),
    )
    return (
        [quote for quote, _ in rows if quote is not None],
        [account for _, account in rows if account is not None],
    )


def _link(quote_id: int | None, account_id: int | None) -> tuple[int | None, int | None]:
    return quote_id, account_id


def _pair(first: int, second: int) -> tuple[int, int]:
    return first, second
