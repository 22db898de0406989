"""Finding ids by what things are known by, many at once: for what takes files in."""

from __future__ import annotations

import json
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from db.files.faults import told_apart
from db.writing.removal import table_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.store import Store

_EPOCH: Final = date(1970, 1, 1).toordinal()
_VOCABULARY_NAMES: Final = frozenset({"places", "topics"})


def ids_of_keys(store: Store, table: str, keys: Iterable[str]) -> dict[str, int]:
    """Give the ids of the rows of a table that have one of these keys; others are left out."""
    if "key" not in table_named(table).column_of_name:
        raise ValueError(f"rows of {table!r} have no key")
    return _pairs(
        store,
        f'SELECT key, id FROM "{table}" WHERE key IN (SELECT value FROM json_each(?))',  # noqa: S608
        keys,
    )


def ids_of_names(store: Store, table: str, names: Iterable[str]) -> dict[str, int]:
    """Give the ids of places or topics by name; of several places of one name the first."""
    if table not in _VOCABULARY_NAMES:
        raise ValueError(f"names of {table!r} do not tell rows apart")
    return _pairs(
        store,
        f'SELECT name, min(id) FROM "{table}"'  # noqa: S608
        " WHERE name IN (SELECT value FROM json_each(?)) GROUP BY name",
        names,
    )


def interactions_of_evidence(store: Store, keys: Iterable[str]) -> dict[str, int]:
    """Give the interactions on which passages with one of these keys bear, by key."""
    return _pairs(
        store,
        "SELECT key, interaction_id FROM evidence"
        " WHERE key IN (SELECT value FROM json_each(?)) AND interaction_id IS NOT NULL",
        keys,
    )


class PartsOfInteraction(NamedTuple):
    """Of an interaction its day, the name of its kind, its place, and who took part as what."""

    interaction_id: int
    edtf: str
    kind: str
    place_id: int | None
    parts: tuple[tuple[int, str], ...]


def parts_on_days(store: Store, days: Iterable[str], last_id: int) -> Iterator[PartsOfInteraction]:
    """Give the interactions up to an id that are on one of these very days, with who took part.

    Parameters
    ----------
    days
        As ``2023-09-26``.
    """
    numbers = [date.fromisoformat(day).toordinal() - _EPOCH for day in days]
    with told_apart(store.path):
        rows = store.connection.execute(
            "SELECT i.id, i.edtf, k.name, i.place_id, p.actor_id, r.name FROM json_each(?) day"
            " CROSS JOIN interactions i ON i.earliest = day.value AND i.latest = day.value"
            " JOIN interaction_kinds k ON k.id = i.kind_id"
            " CROSS JOIN participants p ON p.interaction_id = i.id"
            " JOIN roles r ON r.id = p.role_id"
            " WHERE i.id <= ? AND i.date_flags = 0 AND i.edtf IS NOT NULL ORDER BY i.id",
            (json.dumps(numbers), last_id),
        )
        for (number, edtf, kind, place_id), several in groupby(rows, itemgetter(0, 1, 2, 3)):
            parts = tuple((row[4], row[5]) for row in several)
            yield PartsOfInteraction(number, edtf, kind, place_id, parts)


def actors_of_names(store: Store, names: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Give who goes by each of these very names, as (id, kind), own names and others alike."""
    asked = _as_json(names)
    found: dict[str, list[tuple[int, str]]] = {}
    with told_apart(store.path):
        rows = store.connection.execute(
            "WITH asked AS MATERIALIZED (SELECT value AS name FROM json_each(?)),"
            " named AS ("
            "  SELECT a.name, a.id FROM asked JOIN actors a ON a.name = asked.name"
            "  UNION"
            "  SELECT n.name, n.actor_id FROM actor_names n"
            "  WHERE n.name IN (SELECT name FROM asked))"
            " SELECT named.name, named.id, k.name FROM named"
            " JOIN actors a ON a.id = named.id JOIN actor_kinds k ON k.id = a.kind_id"
            " ORDER BY named.id",
            (asked,),
        ).fetchall()
    for name, actor_id, kind in rows:
        found.setdefault(name, []).append((actor_id, kind))
    return found


def _pairs(store: Store, sql: str, values: Iterable[str]) -> dict[str, int]:
    with told_apart(store.path):
        return dict(store.connection.execute(sql, (_as_json(values),)).fetchall())


def _as_json(values: Iterable[str]) -> str:
    return json.dumps(list(values))
