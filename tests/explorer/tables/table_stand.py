"""Files of tables, and what a store holds after they were taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db import Store, create_store
from db.table_rows import table_rows
from explorer.exchange.packing import parts_of
from explorer.exchange.report import ImportReport
from explorer.exchange.tables.delimited import delimited_grid
from explorer.exchange.tables.table import Table, look_through
from explorer.exchange.taking_in import sorted_by_format, take_in


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def table_of(path: Path) -> Table:
    """Look through the only table of a file of text."""
    (part,) = parts_of(path)
    return look_through(delimited_grid(part))


def cells_of(path: Path) -> list[list[str]]:
    """Give the rows below the headings."""
    return [cells for _, cells in table_of(path).rows()]


@dataclass
class Taken:
    """What came of an import."""

    report: ImportReport
    actors: dict[str, str] = field(default_factory=dict)
    """Kind by name."""
    interactions: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def new_store(folder: Path) -> Iterator[Store]:
    """Make an empty store."""
    with create_store(folder / "store.actors", title="Store") as store:
        yield store


def taken(store: Store, paths: Sequence[Path], **options: Any) -> Taken:
    """Take files in and tell what the store then holds."""
    is_skipping = options.pop("is_skipping", False)
    (files,) = sorted_by_format(paths)
    report = take_in(store, files, options, is_skipping=is_skipping)
    result = Taken(report)
    names = {table: dict(table_rows(store, table, ("id", "name"))) for table in _NAMED}
    actors = {}
    for actor_id, kind_id, name in table_rows(store, "actors", ("id", "kind_id", "name")):
        actors[actor_id] = name
        result.actors[name] = names["actor_kinds"][kind_id]
    people: dict[int, list[tuple[str, str, str | None]]] = {}
    columns = ("interaction_id", "actor_id", "role_id", "capacity")
    for interaction_id, actor_id, role_id, capacity in table_rows(store, "participants", columns):
        who = (actors[actor_id], names["roles"][role_id], capacity)
        people.setdefault(interaction_id, []).append(who)
    topics: dict[int, set[str]] = {}
    for interaction_id, topic_id in table_rows(store, "interaction_topics"):
        topics.setdefault(interaction_id, set()).add(names["topics"][topic_id])
    columns = ("id", "kind_id", "title", "standing", "place_id", "edtf", "date_words", "properties")
    for row_id, kind_id, title, standing, place_id, *rest in table_rows(
        store, "interactions", columns
    ):
        result.interactions.append(
            {
                "kind": names["interaction_kinds"][kind_id], "title": title, "standing": standing,
                "place": names["places"].get(place_id), "edtf": rest[0], "words": rest[1],
                "properties": rest[2], "people": people.get(row_id, []),
                "topics": topics.get(row_id, set()),
            }
        )  # fmt: skip
    columns = ("kind_id", "from_actor_id", "to_actor_id", "title", "edtf")
    for kind_id, from_id, to_id, title, edtf in table_rows(store, "relations", columns):
        result.relations.append(
            {
                "kind": names["relation_kinds"][kind_id], "from": actors[from_id],
                "to": actors[to_id], "title": title, "edtf": edtf,
            }
        )  # fmt: skip
    return result


_NAMED = ("actor_kinds", "interaction_kinds", "relation_kinds", "roles", "places", "topics")
