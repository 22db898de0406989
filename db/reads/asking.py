"""How the reads of this folder ask: typed rows, many ids in one question, faults told apart."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from db.files.faults import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.store import Store

Row = TypeVar("Row")

Ids = int | Iterable[int]
"""An id; or several, as of actors that are judged to be one."""

ASKED_IDS = "(SELECT value FROM json_each(?))"
"""Stands for the ids in a statement, which so is the same for one id and for thousands."""


def ask(
    store: Store, make: Callable[..., Row], sql: str, parameters: Sequence[Any] = ()
) -> list[Row]:
    """Give the rows of a statement as objects."""
    with told_apart(store.path):
        return [make(*values) for values in store.connection.execute(sql, parameters).fetchall()]


def ask_one(
    store: Store, make: Callable[..., Row], sql: str, parameters: Sequence[Any] = ()
) -> Row | None:
    """Give the first row of a statement, None if there is none."""
    with told_apart(store.path):
        values = store.connection.execute(sql, parameters).fetchone()
    return None if values is None else make(*values)


def ask_number(store: Store, sql: str, parameters: Sequence[Any] = ()) -> int:
    """Give the one number that a statement counts."""
    with told_apart(store.path):
        return int(store.connection.execute(sql, parameters).fetchone()[0])


def as_ids(ids: Ids) -> str:
    """Write ids, or a single one, for `ASKED_IDS`; numpy's numbers are welcome."""
    several = ids if isinstance(ids, Iterable) else (ids,)
    return json.dumps([int(row_id) for row_id in several])
