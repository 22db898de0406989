"""Finding things by the beginnings of their words, without regard to case and accents."""

# ruff: noqa: S608 - only this module's own constants are put into its statements

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from db.files.faults import told_apart
from db.folding import fold
from db.format.schema import SEARCH_TABLES
from db.reads.asking import ASKED_IDS, as_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.store import Store

__all__ = ["Hit", "SearchHits", "fold", "search"]

_CANDIDATES: Final = 200
"""Matches looked at per table. FTS5's own rank visits every match to weigh the words: 365 ms where
a third of a million titles match, against 10 ms for this many."""

_MOST_WORDS: Final = 12
_LONGEST_TEXT: Final = 2_000
_NO_WORD: Final = re.compile(r"[\W_]+")
_PREFIX_LENGTHS: Final = {table.name: table.prefix_lengths for table in SEARCH_TABLES}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes
    ----------
    id
        Of the actor, interaction, quote, account or source.
    text
        Its name, title or words, as given; of long ones the first 2,000 characters.
    reason
        What matched where the text does not show it (another name, an identifier, a place, a
        topic, an author), or who said it; may be empty.
    actor_id, interaction_id, source_id
        Of quotes and accounts: who said it, where, and which source has it.
    """

    id: int
    text: str
    reason: str = ""
    actor_id: int | None = None
    interaction_id: int | None = None
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class SearchHits:
    """What was found, each list with the best first."""

    actors: list[Hit] = field(default_factory=list)
    interactions: list[Hit] = field(default_factory=list)
    quotes: list[Hit] = field(default_factory=list)
    accounts: list[Hit] = field(default_factory=list)
    sources: list[Hit] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (
            self.actors or self.interactions or self.quotes or self.accounts or self.sources
        )


class _Query:
    """What was typed, as words to match."""

    def __init__(self, text: str) -> None:
        # A word of Chinese or Korean folds to several: they stay together as a phrase.
        folded = [fold(word) for word in text.split()[:_MOST_WORDS]]
        self.phrases = [words for words in folded if any(map(str.isalnum, words))]
        self.whole = " ".join(self.phrases)
        self._beginnings = [f" {_apart(phrase)}" for phrase in self.phrases]

    def match(self, search_table: str, *, at_start: bool = False) -> str:
        """Give FTS5's expression; whatever the person typed is quoted in it."""
        shortest = min(_PREFIX_LENGTHS[search_table])
        phrases = [self.whole] if at_start else self.phrases
        return ("^" if at_start else "") + " ".join(
            # A letter alone begins too many words for an index that starts at two.
            f'"{words}"{"*" if len(words) >= shortest else ""}'
            for words in (phrase.replace('"', " ") for phrase in phrases)
        )

    def is_in(self, text: str | None) -> bool:
        """Tell whether each word begins a word of the text."""
        return bool(text) and self._is_in_folded(fold(str(text)))

    def rank(self, text: str) -> tuple[int, int, str]:
        """Order texts: begins with it, has all its words, or is found by something else."""
        folded = fold(text)
        group = 0 if folded.startswith(self.whole) else 1 if self._is_in_folded(folded) else 2
        return group, len(folded), folded

    def _is_in_folded(self, folded: str) -> bool:
        words = f" {_apart(folded)}"
        return all(beginning in words for beginning in self._beginnings)


def search(store: Store, query: str, *, limit: int = 20) -> SearchHits:
    """Find actors, interactions, quotes, accounts and sources, at most `limit` of each.

    Each word of the query must begin a word of what is found, in any order. Names and titles that
    begin with the query come first, then the shorter ones; what was said and written comes newest
    first. Nothing in the query is taken as a command.

    Takes 5 to 40 ms for 1,000,000 interactions.

    Raises
    ------
    StoreError
        If the file cannot be read.
    """
    asked = _Query(query)
    if not asked.phrases or limit < 1:
        return SearchHits()
    with told_apart(store.path):
        return SearchHits(
            _actors(store, asked, limit),
            _interactions(store, asked, limit),
            _words(store, asked, limit, _QUOTES, is_account=False),
            _words(store, asked, limit, _ACCOUNTS, is_account=True),
            _sources(store, asked, limit),
        )


def _actors(store: Store, asked: _Query, limit: int) -> list[Hit]:
    ids = _ids(store, asked, "search_actors")
    rows = _rows(store, f"SELECT id, {_short('name')} FROM actors WHERE id IN {ASKED_IDS}", ids)
    best = sorted(rows, key=lambda row: asked.rank(row[1]))[:limit]
    return [Hit(row_id, name, _other_name(store, asked, row_id, name)) for row_id, name in best]


def _other_name(store: Store, asked: _Query, actor_id: int, name: str) -> str:
    if asked.is_in(name):
        return ""
    rows = store.connection.execute(
        f"SELECT {_short('name')} FROM actor_names WHERE actor_id = :actor"
        f" UNION ALL SELECT {_short('value')} FROM actor_identifiers WHERE actor_id = :actor",
        {"actor": actor_id},
    ).fetchall()
    others = [str(row[0]) for row in rows]
    whole = [other for other in others if asked.is_in(other)]
    # The words may stand in several names: then the first that has one of them.
    parts = [other for other in others if any(_Query(p).is_in(other) for p in asked.phrases)]
    return next(iter((*whole, *parts)), "")


def _interactions(store: Store, asked: _Query, limit: int) -> list[Hit]:
    ids = _ids(store, asked, "search_interactions")
    rows = _rows(
        store,
        f"SELECT i.id, {_short('i.title')}, {_short('p.name')},"
        " coalesce(i.latest, i.earliest, -1e9) FROM interactions i"
        f" LEFT JOIN places p ON p.id = i.place_id WHERE i.id IN {ASKED_IDS}",
        ids,
    )
    best = sorted(rows, key=lambda row: (asked.rank(row[1])[0], -row[3], -row[0]))[:limit]
    topics: dict[int, list[str]] = {}
    for interaction_id, name in _rows(
        store,
        f"SELECT it.interaction_id, {_short('t.name')} FROM interaction_topics it"
        f" JOIN topics t ON t.id = it.topic_id WHERE it.interaction_id IN {ASKED_IDS}",
        [row[0] for row in best],
    ):
        topics.setdefault(interaction_id, []).append(name)
    hits = []
    for row_id, title, place, _ in best:
        others = (place, *topics.get(row_id, ()))
        phrases = [_Query(phrase) for phrase in asked.phrases]
        matched = [o for o in others if o and any(phrase.is_in(o) for phrase in phrases)]
        hits.append(Hit(row_id, title, "" if asked.is_in(title) else ", ".join(matched)))
    return hits


def _short(column: str) -> str:
    """Give as much of a text as ranking and showing need: one of megabytes would hold both up."""
    return f"substr({column}, 1, {_LONGEST_TEXT})"


_QUOTES: Final = (
    f"SELECT q.id, {_short('q.words')}, {_short('a.name')}, q.speaker_id, q.interaction_id,"
    " q.source_id FROM quotes q"
    " LEFT JOIN actors a ON a.id = q.speaker_id"
    " LEFT JOIN interactions i ON i.id = q.interaction_id"
    f" WHERE q.id IN {ASKED_IDS} ORDER BY i.latest IS NULL, i.latest DESC, q.id"
)
_ACCOUNTS: Final = (
    f"SELECT q.id, {_short('q.words')}, {_short('a.name')}, q.actor_id, q.interaction_id,"
    " q.source_id FROM accounts q"
    " JOIN actors a ON a.id = q.actor_id"
    " JOIN interactions i ON i.id = q.interaction_id"
    f" WHERE q.id IN {ASKED_IDS} ORDER BY i.latest IS NULL, i.latest DESC, q.id"
)


def _words(store: Store, asked: _Query, limit: int, sql: str, *, is_account: bool) -> list[Hit]:
    # Quotes and accounts share a table: even and odd numbers.
    ids = _ids(store, asked, "search_quotes", lambda row_id: row_id % 2 == is_account)
    rows = _rows(store, f"{sql} LIMIT {int(limit)}", [row_id // 2 for row_id in ids])
    return [
        Hit(row_id, words, speaker or "", actor_id, interaction_id, source_id)
        for row_id, words, speaker, actor_id, interaction_id, source_id in rows
    ]


def _sources(store: Store, asked: _Query, limit: int) -> list[Hit]:
    ids = _ids(store, asked, "search_sources")
    rows = _rows(
        store,
        f"SELECT id, {_short('title')}, {_short('author')}, {_short('publisher')} FROM sources"
        f" WHERE id IN {ASKED_IDS} ORDER BY published IS NULL, published DESC, id",
        ids,
    )
    best = sorted(rows, key=lambda row: asked.rank(row[1])[0])[:limit]
    return [
        Hit(row_id, title, ", ".join(part for part in (author, publisher) if part), None, None,
            row_id)
        for row_id, title, author, publisher in best
    ]  # fmt: skip


def _ids(
    store: Store,
    asked: _Query,
    search_table: str,
    is_wanted: Callable[[int], bool] = lambda _: True,
) -> list[int]:
    """Give candidates: what begins with the query, and the newest of what has its words."""
    sql = (
        f'SELECT rowid FROM "{search_table}" WHERE "{search_table}" MATCH ?'
        f" ORDER BY rowid DESC LIMIT {_CANDIDATES}"
    )
    found: dict[int, None] = {}
    for at_start in (True, False):
        rows = store.connection.execute(sql, (asked.match(search_table, at_start=at_start),))
        found.update((row[0], None) for row in rows.fetchall() if is_wanted(row[0]))
    return list(found)


def _rows(store: Store, sql: str, ids: list[int]) -> list[tuple[Any, ...]]:
    return store.connection.execute(sql, (as_ids(ids),)).fetchall() if ids else []


def _apart(folded: str) -> str:
    """Divide folded text where the index does: at all that is neither letter nor figure."""
    return " ".join(_NO_WORD.sub(" ", folded).split())
