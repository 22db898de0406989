"""What files told of things when they were taken in: for an import that meets them again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from db.files.faults import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.store import Store

_KIND_OF_RELATION: Final = "(SELECT label FROM relation_kinds k WHERE k.id = thing.kind_id)"
_SUBJECTS: Final = {
    "actors": ("actor_id", "thing.name"),
    "relations": ("relation_id", f"coalesce(thing.title, {_KIND_OF_RELATION})"),
    "interactions": ("interaction_id", "thing.title"),
}


class ToldRow(NamedTuple):
    """A thing as a row of a file told it.

    Attributes
    ----------
    thing_id, title
        Of the actor, relation or interaction.
    place, excerpt
        Where the row stood in the file, "" if that was not noted, and what it said.
    """

    thing_id: int
    title: str
    place: str
    excerpt: str


def last_id(store: Store, table: str) -> int:
    """Give the highest id of actors, relations or interactions, 0 if there are none."""
    if table not in _SUBJECTS:
        raise ValueError(f"{table!r} are not told by files")
    with told_apart(store.path):
        (last,) = store.connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()  # noqa: S608
    return int(last or 0)


def files_of_name(store: Store, name: str) -> dict[str, int]:
    """Give the sources that are files of this name, the ids by their keys, the latest last."""
    with told_apart(store.path):
        rows = store.connection.execute(
            "SELECT key, id FROM sources WHERE kind = 'file' AND title = ? AND key IS NOT NULL"
            " ORDER BY id",
            (name,),
        ).fetchall()
    return dict(rows)


def rows_of_file(store: Store, source_id: int, table: str) -> Iterator[ToldRow]:
    """Give what a file told of actors, relations or interactions, in the order of its rows."""
    column, title = _SUBJECTS[table]
    with told_apart(store.path):
        rows = store.connection.execute(
            f"SELECT thing.id, {title}, coalesce(e.note, ''), e.excerpt"  # noqa: S608
            f' FROM evidence e JOIN "{table}" thing ON thing.id = e.{column}'
            " WHERE e.source_id = ? ORDER BY e.id",
            (source_id,),
        )
        yield from map(ToldRow._make, rows)


def excerpts_of_file(
    store: Store, name: str, table: str, ids: Iterable[int]
) -> dict[int, set[str]]:
    """Give what rows of files of a name said of things, by id; of others there is nothing."""
    column, _ = _SUBJECTS[table]
    found: dict[int, set[str]] = {}
    with told_apart(store.path):
        rows = store.connection.execute(
            f"SELECT e.{column}, e.excerpt FROM evidence e"  # noqa: S608
            " JOIN sources s ON s.id = e.source_id"
            f" WHERE e.{column} IN (SELECT value FROM json_each(?))"
            " AND s.kind = 'file' AND s.title = ?",
            (json.dumps(list(ids)), name),
        )
        for thing_id, excerpt in rows:
            found.setdefault(thing_id, set()).add(excerpt)
    return found
