"""Keeping the full-text tables right, at the end of each atomic change."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from db.folding import fold
from db.format.schema import SEARCH_TABLES
from db.waiting import Progress, Token, tell_nobody
from db.writing.changes import IdSet, as_run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_AT_ONCE: Final = 2_000
_MANY: Final = 20_000
_ROOM: Final = 1 << 20
"""What FTS5 takes by itself, in bytes."""
_ROOM_FOR_MANY: Final = 32 << 20

_TEXTS_OF_ACTORS = """
    SELECT a.id, a.name,
        (SELECT group_concat(n.name, char(10)) FROM actor_names n WHERE n.actor_id = a.id),
        (SELECT group_concat(i.value, char(10)) FROM actor_identifiers i WHERE i.actor_id = a.id)
    FROM actors a WHERE a.id BETWEEN ? AND ?"""
_TEXTS_OF_INTERACTIONS = """
    SELECT i.id, i.title, p.name,
        (SELECT group_concat(t.name, char(10)) FROM interaction_topics it
         JOIN topics t ON t.id = it.topic_id WHERE it.interaction_id = i.id)
    FROM interactions i LEFT JOIN places p ON p.id = i.place_id WHERE i.id BETWEEN ? AND ?"""
_TEXTS_OF_QUOTES = "SELECT id * 2, words FROM quotes WHERE id BETWEEN ? AND ?"
_TEXTS_OF_ACCOUNTS = "SELECT id * 2 + 1, words FROM accounts WHERE id BETWEEN ? AND ?"
_TEXTS_OF_SOURCES = (
    "SELECT id, title, author, publisher, text FROM sources WHERE id BETWEEN ? AND ?"
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is found: where its texts come from and where its folded words go."""

    table: str
    search_table: str
    texts_sql: str
    factor: int = 1
    addend: int = 0


SUBJECTS: Final = {
    subject.table: subject
    for subject in (
        _Subject("actors", "search_actors", _TEXTS_OF_ACTORS),
        _Subject("interactions", "search_interactions", _TEXTS_OF_INTERACTIONS),
        _Subject("quotes", "search_quotes", _TEXTS_OF_QUOTES, factor=2),
        _Subject("accounts", "search_quotes", _TEXTS_OF_ACCOUNTS, factor=2, addend=1),
        _Subject("sources", "search_sources", _TEXTS_OF_SOURCES),
    )
}

_OWNER_COLUMNS: Final = {
    "actor_names": ("actors", "actor_id"),
    "actor_identifiers": ("actors", "actor_id"),
    "interaction_topics": ("interactions", "interaction_id"),
}
"""Tables whose texts are found under another thing, and the column that names it."""

_SHARED: Final = {
    "places": "SELECT id FROM interactions WHERE place_id BETWEEN ? AND ?",
    "topics": "SELECT interaction_id FROM interaction_topics WHERE topic_id BETWEEN ? AND ?",
}
"""Tables whose texts are found under many interactions."""


class SearchUpdates:
    """The things whose folded words are out of date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._stale: dict[str, IdSet] = {}

    def touch(self, table: str, ids: Sequence[int]) -> None:
        """Note that rows with ids were inserted, updated or are gone."""
        if table in SUBJECTS:
            self._stale.setdefault(table, IdSet()).add(ids)
        elif table in _SHARED:
            for first, last in _spans(ids):
                users = self._connection.execute(_SHARED[table], (first, last)).fetchall()
                self.touch("interactions", [row[0] for row in users])

    def touch_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Note that rows were inserted or are gone, by their columns."""
        if table in _OWNER_COLUMNS:
            owner, column = _OWNER_COLUMNS[table]
            at = columns.index(column)
            self.touch(owner, [row[at] for row in rows])
        elif table in SUBJECTS or table in _SHARED:
            at = columns.index("id")
            self.touch(table, as_run([row[at] for row in rows]))

    def touch_new(self, table: str, columns: Mapping[str, Sequence[Any]], ids: range) -> None:
        """Note new rows, by column, whose ids, where they have any, are consecutive.

        Nothing can go by a place or a topic that is new.
        """
        if table in SUBJECTS:
            self.touch(table, ids)
        elif table in _OWNER_COLUMNS:
            owner, column = _OWNER_COLUMNS[table]
            self.touch(owner, columns[column])

    def flush(self) -> None:
        """Write the folded words of all that was touched."""
        for table, stale in self._stale.items():
            subject = SUBJECTS[table]
            last_found = _last_found(self._connection, subject)
            ids = stale.ids()
            with _room_for(self._connection, subject.search_table, len(ids)):
                for first, last in _spans(ids):
                    _refold(self._connection, subject, first, last, last_found)
        self._stale.clear()


@contextmanager
def _room_for(connection: sqlite3.Connection, search_table: str, n_things: int) -> Iterator[None]:
    """Let many things be put in order in memory before they are written, a third of the work."""
    if n_things < _MANY:
        yield
        return
    sql = f'INSERT INTO "{search_table}" ("{search_table}", rank) VALUES (\'hashsize\', ?)'  # noqa: S608
    connection.execute(sql, (_ROOM_FOR_MANY,))
    yield
    # After a failure everything is rolled back, this with the rest.
    connection.execute(sql, (_ROOM,))


def rebuild(
    connection: sqlite3.Connection, token: Token | None = None, progress: Progress = tell_nobody
) -> None:
    """Fill the search tables anew, inside the transaction that is open."""
    for search_table in SEARCH_TABLES:
        connection.execute(f'DELETE FROM "{search_table.name}"')  # noqa: S608
    for table, subject in SUBJECTS.items():
        (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
        done = 0
        ids = _next_ids(connection, table, after=-(2**63))
        while ids:
            if token is not None:
                token.raise_if_cancelled()
            progress(done, count, "Renewing the search index")
            _refold(connection, subject, ids[0], ids[-1], None)
            done += len(ids)
            ids = _next_ids(connection, table, after=ids[-1])
    connection.execute("DELETE FROM meta WHERE name = 'search_stale'")


def _next_ids(connection: sqlite3.Connection, table: str, *, after: int) -> list[int]:
    rows = connection.execute(
        f'SELECT id FROM "{table}" WHERE id > ? ORDER BY id LIMIT {_AT_ONCE}',  # noqa: S608
        (after,),
    ).fetchall()
    return [row[0] for row in rows]


def _refold(
    connection: sqlite3.Connection,
    subject: _Subject,
    first: int,
    last: int,
    last_found: int | None,
) -> None:
    """Replace the folded words of a span of ids; up to `last_found` there may be old ones."""
    table = subject.search_table
    if last_found is not None and first * subject.factor + subject.addend <= last_found:
        connection.executemany(
            f'DELETE FROM "{table}" WHERE rowid = ?',  # noqa: S608
            [(row_id * subject.factor + subject.addend,) for row_id in range(first, last + 1)],
        )
    rows = connection.execute(subject.texts_sql, (first, last)).fetchall()
    connection.executemany(
        f'INSERT INTO "{table}" (rowid, words) VALUES (?, ?)',  # noqa: S608
        zip((row[0] for row in rows), folded_words_of_many(row[1:] for row in rows), strict=True),
    )


def folded_words(texts: Sequence[str | None]) -> str:
    """Give the `words` of a thing; each text stands on a line of its own."""
    lines = (line for text in texts if text for line in text.split("\n"))
    return "\n".join(folded for folded in map(_folded, lines) if folded)


def folded_words_of_many(things: Iterable[Sequence[str | None]]) -> list[str]:
    """Give the `words` of many things; texts as most are are folded all at once."""
    texts = ["\n".join([text for text in thing if text]) for thing in things]
    if not texts:
        return []
    joined = "\0".join(texts)
    if _is_tidy(joined):
        # What `fold` makes of such text, many times as fast.
        return joined.lower().split("\0")
    return [text.lower() if _is_tidy(text) else folded_words((text,)) for text in texts]


def _is_tidy(text: str) -> bool:
    """Tell whether folding changes nothing but the case of a text, or of several parted by NUL."""
    if not text.isascii():
        return False
    ends = f"\0{text}\0"
    # A blank or an end of a line stands for itself only between words.
    if any(gap in ends for gap in _GAPS):
        return False
    return text.replace("\n", "").replace("\0", "").isprintable()


_GAPS: Final = ("  ", "\n\n", " \n", "\n ", "\0 ", " \0", "\0\n", "\n\0")

# Places and topics come again and again.
_folded = lru_cache(maxsize=16_384)(fold)


def _last_found(connection: sqlite3.Connection, subject: _Subject) -> int | None:
    row = connection.execute(
        f'SELECT rowid FROM "{subject.search_table}" ORDER BY rowid DESC LIMIT 1'  # noqa: S608
    ).fetchone()
    return None if row is None else int(row[0])


def _spans(ids: Sequence[int]) -> list[tuple[int, int]]:
    """Divide ascending ids into spans without gaps, none longer than is done at once."""
    if isinstance(ids, range):
        return [
            (start, min(start + _AT_ONCE, ids.stop) - 1)
            for start in range(ids.start, ids.stop, _AT_ONCE)
        ]
    spans: list[tuple[int, int]] = []
    for row_id in ids:
        if spans and spans[-1][1] == row_id - 1 and row_id - spans[-1][0] < _AT_ONCE:
            spans[-1] = (spans[-1][0], row_id)
        else:
            spans.append((row_id, row_id))
    return spans
