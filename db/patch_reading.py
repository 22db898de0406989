"""Reading what one step of the history touched, and which other rows that concerns."""

# ruff: noqa: S608 - only constants of this package are put into its statements

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from db.writing.rows_json import read_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from db.bulk import Numbers
    from db.writing.changes import Changes

_TELLING: Final = ("evidence", "quotes", "accounts", "participants", "amounts")
"""What may stand behind an interaction's sources."""


class TooMuch(Exception):
    """More is concerned than is worth the trouble."""


class PatchReading:
    """Asks for rows by their ids; the store is as it is after the step."""

    def __init__(self, connection: sqlite3.Connection, changes: Changes) -> None:
        self._connection = connection
        self.changes = changes

    def there(self, table: str) -> list[int]:
        """Give the ids of the rows that have come or changed."""
        changes = self.changes
        ids = {*changes.inserted.get(table, ()), *changes.updated.get(table, ())}
        return sorted(int(row_id) for row_id in ids)

    def touched(self, table: str) -> list[int]:
        """Give the ids of the rows that have come, changed or gone."""
        gone = {int(row_id) for row_id in self.changes.deleted.get(table, ())}
        return sorted(gone.union(self.there(table)))

    def rows(self, select: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """Read rows by their ids, in that order."""
        if not ids:
            return []
        return self._connection.execute(
            f"{select} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(ids)),),
        ).fetchall()

    def numbers_by(self, select: str, ids: Iterable[int], width: int) -> Numbers:
        """Read whole numbers of rows by a column that `select` ends with; shape (n, width)."""
        wanted = [int(one) for one in ids]
        if not wanted:
            return np.zeros((0, width), np.int64)
        n_lists = select.count(_LIST) + 1
        text = json.dumps(wanted)
        rows = self._connection.execute(
            f"{select} IN (SELECT value FROM json_each(?))".replace(
                _LIST, "IN (SELECT value FROM json_each(?))"
            ),
            (text,) * n_lists,
        ).fetchall()
        return np.asarray(rows, np.int64).reshape(-1, width)

    def before(self, table: str) -> list[dict[str, Any]]:
        """Give the rows of a table that changed or went, as far as they did, as they were."""
        return self._before.get(table, [])

    @cached_property
    def _before(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        rows = self._connection.execute(
            "SELECT table_name, row_id, before FROM history_changes"
            " WHERE step_id = ? AND before IS NOT NULL ORDER BY id",
            (self.changes.step_id,),
        ).fetchall()
        for table, row_id, text in rows:
            found.setdefault(table, []).extend({"id": row_id, **row} for row in read_rows(text))
        return found

    def interactions_of_parts(self, moved: Numbers) -> Numbers:
        """Give the ids of interactions whose participants may be others.

        Parameters
        ----------
        moved
            Actors that are shown as others than before.
        """
        ids = self._interactions_behind("participants")
        if len(moved):
            ids |= set(
                self.numbers_by(
                    "SELECT DISTINCT interaction_id FROM participants WHERE actor_id", moved, 1
                )[:, 0].tolist()
            )
        return _sorted(ids)

    def told_interactions(self) -> Numbers:
        """Give the ids of interactions of which the sources may be others."""
        ids: set[int] = set()
        if not self.changes.tables.isdisjoint(_TELLING):
            for table in _TELLING:
                ids |= self._interactions_behind(table)
            for table, column in (("participants", "participant_id"), ("amounts", "amount_id")):
                behind = self._values("evidence", column)
                ids |= set(
                    self.numbers_by(f"SELECT interaction_id FROM {table} WHERE id", behind, 1)[
                        :, 0
                    ].tolist()
                )
        return _sorted(ids)

    def relations(self, moved: Numbers) -> Numbers:
        """Give the ids of relations that are others, or between others, than before."""
        ids = set(self.touched("relations"))
        for column in ("from_actor_id", "to_actor_id"):
            ids |= set(
                self.numbers_by(f"SELECT id FROM relations WHERE {column}", moved, 1)[:, 0].tolist()
            )
        return _sorted(ids)

    def _interactions_behind(self, table: str) -> set[int]:
        return self._values(table, "interaction_id")

    def _values(self, table: str, column: str) -> set[int]:
        """Give what the touched rows of a table have in a column, now or before."""
        if table not in self.changes.tables:
            return set()
        now = self.rows(f"SELECT {column} FROM {table}", self.there(table))
        found = {row[0] for row in now} | {row.get(column) for row in self.before(table)}
        return {int(value) for value in found if value is not None}

    def n_by(self, table: str, column: str) -> tuple[Numbers, Numbers]:
        """Give values of a column by how many rows more or less have them than before.

        Returns
        -------
        values, more
            A value may be there several times.
        """
        now = self.rows(f"SELECT id, {column} FROM {table}", self.there(table))
        gone = set(self.changes.deleted.get(table, ()))
        came = set(self.changes.inserted.get(table, ()))
        pairs: list[tuple[int | None, int]] = []
        known = {row["id"]: row[column] for row in reversed(self.before(table)) if column in row}
        for row_id, value in now:
            if row_id in came:
                pairs.append((value, 1))
            elif row_id in known:
                pairs += [(value, 1), (known[row_id], -1)]
        pairs += [(known.get(row_id), -1) for row_id in gone]
        kept = [(value, more) for value, more in pairs if value is not None]
        numbers = np.asarray(kept, np.int64).reshape(-1, 2)
        return numbers[:, 0], numbers[:, 1]


_LIST: Final = "{ids}"


def index_of(things: Sequence[Any], row_id: int) -> int:
    """Give the index of a thing among those in the order of their ids.

    Raises
    ------
    TooMuch
        If it is not there.
    """
    at = bisect_left(things, row_id, key=lambda thing: thing.id)
    if at == len(things) or things[at].id != row_id:
        raise TooMuch
    return at


def _sorted(ids: set[int]) -> Numbers:
    return np.asarray(sorted(ids), np.int64)
