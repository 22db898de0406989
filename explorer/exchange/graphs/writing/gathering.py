"""What hangs on actors and interactions of a store, gathered by whom it belongs to."""

from __future__ import annotations

from typing import Any

import numpy as np

from db import Store
from db.joining import representatives
from db.table_rows import table_rows


def members_of(store: Store) -> dict[int, int]:
    """Give the actors that are shown as part of another one, each with that one."""
    pairs = [
        (actor, other)
        for actor, other, verdict in table_rows(
            store, "judgements", ("actor_id", "other_id", "verdict")
        )
        if verdict == "same"
    ]
    if not pairs:
        return {}
    parts, wholes = np.array(pairs, dtype=np.int64).T
    members, chosen = representatives(parts, wholes)
    return dict(zip(members.tolist(), chosen.tolist(), strict=True))


def lists_by(
    store: Store, table: str, owner: str, columns: tuple[str, ...]
) -> dict[int, list[list[Any]]]:
    """Give the rows of a table by their owner, each as a list."""
    lists: dict[int, list[list[Any]]] = {}
    for identifier, *values in table_rows(store, table, (owner, *columns)):
        lists.setdefault(identifier, []).append(values)
    return lists


def objects_by(
    store: Store, table: str, owner: str, columns: tuple[str, ...]
) -> dict[int, list[dict[str, Any]]]:
    """Give the rows of a table by their owner, each as an object without what is empty."""
    return {
        identifier: [
            {name: value for name, value in zip(columns, row, strict=True) if value is not None}
            for row in rows
        ]
        for identifier, rows in lists_by(store, table, owner, columns).items()
    }


def sources_by_interaction(store: Store) -> dict[int, dict[str, None]]:
    """Give, by interaction, how the sources are cited on which it and its accounts rest."""
    cited = {
        identifier: ", ".join(part for part in parts if part)
        for identifier, *parts in table_rows(
            store, "sources", ("id", "title", "author", "publisher", "published", "url")
        )
    }
    sources: dict[int, dict[str, None]] = {}
    for table in ("evidence", "accounts"):
        for interaction, source in table_rows(store, table, ("interaction_id", "source_id")):
            if interaction is not None:
                sources.setdefault(interaction, {})[cited[source]] = None
    return sources
