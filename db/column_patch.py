"""The columns after a small change: what stood is taken over, and only what was touched is read.

A change is small where rows keep their places: things were changed, added after all others, or were
the last and went. Whatever else happened is left to reading all anew (`db.columns`).
"""

# ruff: noqa: S608 - only this module's own constants are put into its statements

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from db.bulk import BulkReader
from db.columns import (
    StoreColumns,
    read_accounts_and_quotes,
    read_source_pairs,
    read_stated_order,
)
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST, STANDINGS, VOCABULARIES
from db.joining import are_joined_as
from db.positions import ActorPositions, Ints, Positions
from db.records import SOURCE_COLUMNS, PlaceRow, TopicRow, source_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from db.bulk import Numbers
    from db.writing.changes import Changes

_MOST_ROWS: Final = 5_000
_LARGE: Final = frozenset({*VOCABULARIES, "judgements", "meta"})
"""Tables of which any change means that all is read anew."""


class _TooMuch(Exception):
    """Rows would change places, or more changed than is worth the trouble."""


@dataclass(frozen=True, slots=True)
class ColumnPatch:
    """The columns after a change.

    Attributes
    ----------
    interactions
        Rows, ascending, of the interactions whose participants are others than before; of those
        that went as well.
    """

    columns: StoreColumns
    interactions: Ints


def patch_columns(
    connection: sqlite3.Connection, old: StoreColumns, changes: Changes
) -> ColumnPatch | None:
    """Give the columns after a change, None where all must be read anew.

    Parameters
    ----------
    old
        As they were right before the change.
    """
    tables = changes.tables
    n_rows = sum(
        len(ids)
        for how in (changes.inserted, changes.updated, changes.deleted)
        for ids in how.values()
    )
    if tables == {"judgements"} and are_joined_as(BulkReader(connection), old):
        return ColumnPatch(old, np.zeros(0, np.int32))
    if tables & _LARGE or n_rows > _MOST_ROWS:
        return None
    try:
        return _Patch(connection, old, changes).run()
    except _TooMuch:
        return None


@dataclass(frozen=True, slots=True)
class _Kept:
    """Which rows of a table in id order stay, which are others now, and which came.

    Attributes
    ----------
    rows
        Rows of `updated`.
    """

    n_kept: int
    updated: list[int]
    rows: list[int]
    inserted: list[int]

    def of(self, old: npt.NDArray[Any], changed: Sequence[Any], added: Sequence[Any]) -> Any:
        """Give an array with other values at the updated rows, and more at its end."""
        values = np.concatenate((old[: self.n_kept], np.asarray(added, dtype=old.dtype)))
        values[self.rows] = np.asarray(changed, dtype=old.dtype)
        return values


class _Patch:
    def __init__(self, connection: sqlite3.Connection, old: StoreColumns, changes: Changes) -> None:
        self._connection = connection
        self._old = old
        self._changes = changes
        self._values: dict[str, Any] = {}
        self._reader = BulkReader(connection, None)

    def run(self) -> ColumnPatch:
        old, tables = self._old, self._changes.tables
        self._things("places", "SELECT id, key, name, parent_id, latitude, longitude", PlaceRow)
        self._things("topics", "SELECT id, key, name", TopicRow)
        self._things("sources", f"SELECT {SOURCE_COLUMNS}", lambda *row: source_row(row))
        actors = self._actors()
        interactions = self._interactions()
        touched = self._participants(actors, interactions)
        self._relations(actors)
        self._topics(interactions)
        if tables & {"evidence", "quotes", "accounts", "participants", "amounts"}:
            sources = self._values.get("sources", old.sources)
            self._values |= read_source_pairs(self._reader, interactions, sources)
        if tables & {"quotes", "accounts"}:
            self._values |= read_accounts_and_quotes(self._reader, actors, interactions)
        else:
            self._values["n_quotes_by"] = _of_length(old.n_quotes_by, actors.count)
            self._values["n_accounts"] = _of_length(old.n_accounts, interactions.count)
        if "interaction_order" in tables:
            self._values |= read_stated_order(self._reader, interactions)
        for value in self._values.values():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
        return ColumnPatch(replace(old, **self._values), touched)

    # --- tables in the order of their ids --------------------------------------------------

    def _kept(self, table: str, old_ids: Numbers) -> _Kept | None:
        """Tell what stays of a table; None where nothing of it was touched."""
        changes = self._changes
        if table not in changes.tables:
            return None
        deleted = np.asarray(changes.deleted.get(table, ()), np.int64)
        n_kept = len(old_ids) - len(deleted)
        if len(deleted) and not np.array_equal(old_ids[n_kept:], deleted):
            raise _TooMuch
        inserted = [int(row_id) for row_id in changes.inserted.get(table, ())]
        if inserted and n_kept and inserted[0] < old_ids[n_kept - 1]:
            raise _TooMuch
        updated = [int(row_id) for row_id in changes.updated.get(table, ())]
        rows = Positions(old_ids[:n_kept]).of(np.asarray(updated, np.int64))
        if (rows < 0).any():
            raise _TooMuch
        return _Kept(n_kept, updated, rows.tolist(), inserted)

    def _things(self, table: str, select: str, make: Callable[..., Any]) -> None:
        old: tuple[Any, ...] = getattr(self._old, table)
        if table not in self._changes.tables:
            return
        ids = np.fromiter((one.id for one in old), np.int64, count=len(old))
        kept = self._kept(table, ids)
        if kept is None:
            return
        found = list(old[: kept.n_kept])
        for row, values in zip(
            kept.rows, self._rows(f"{select} FROM {table}", kept.updated), strict=True
        ):
            found[row] = make(*values)
        found += [make(*row) for row in self._rows(f"{select} FROM {table}", kept.inserted)]
        self._values[table] = tuple(found)

    def _actors(self) -> Positions:
        old, kept = self._old, self._kept("actors", self._old.actor_id)
        if kept is None:
            return ActorPositions(old.actor_id, old.member_id, old.member_of)
        select = "SELECT id, kind_id, is_unnamed, CAST(name AS BLOB) FROM actors"
        changed, added = self._rows(select, kept.updated), self._rows(select, kept.inserted)
        kinds = [_index(old.actor_kinds, row[1]) for row in changed]
        more_kinds = [_index(old.actor_kinds, row[1]) for row in added]
        self._values |= {
            "actor_id": kept.of(old.actor_id, kept.updated, kept.inserted),
            "actor_kind": kept.of(old.actor_kind, kinds, more_kinds),
            "actor_is_unnamed": kept.of(
                old.actor_is_unnamed,
                [row[2] != 0 for row in changed],
                [row[2] != 0 for row in added],
            ),
            "actor_name": old.actor_name.changed(
                kept.n_kept,
                dict(zip(kept.rows, (row[3] for row in changed), strict=True)),
                [row[3] for row in added],
            ),
        }
        return ActorPositions(self._values["actor_id"], old.member_id, old.member_of)

    def _interactions(self) -> Positions:
        old, kept = self._old, self._kept("interactions", self._old.interaction_id)
        if kept is None:
            return Positions(old.interaction_id)
        select = (
            "SELECT id, kind_id, standing, coalesce(date_basis = 'inferred', 0),"
            " date_flags & 65535, place_id, parent_id, earliest, latest, CAST(title AS BLOB),"
            " CAST(coalesce(edtf, '') AS BLOB) FROM interactions"
        )
        ids = kept.of(old.interaction_id, kept.updated, kept.inserted)
        positions, places = Positions(ids), self._values.get("places", old.places)
        changed, added = (
            [self._interaction(row, positions, places) for row in self._rows(select, asked)]
            for asked in (kept.updated, kept.inserted)
        )
        self._values["interaction_id"] = ids
        for at, name in enumerate(
            ("interaction_kind", "standing", "is_inferred", "date_flags", "place", "parent",
             "earliest", "latest", "has_date")
        ):  # fmt: skip
            self._values[name] = kept.of(
                getattr(old, name), [row[at] for row in changed], [row[at] for row in added]
            )
        for at, name in ((9, "interaction_title"), (10, "interaction_edtf")):
            texts = dict(zip(kept.rows, (row[at] for row in changed), strict=True))
            self._values[name] = getattr(old, name).changed(
                kept.n_kept, texts, [row[at] for row in added]
            )
        return positions

    def _interaction(
        self, row: tuple[Any, ...], positions: Positions, places: tuple[PlaceRow, ...]
    ) -> tuple[Any, ...]:
        _, kind, standing, inferred, flags, place, parent, earliest, latest, title, edtf = row
        first = OPEN_EARLIEST if earliest is None else max(earliest, OPEN_EARLIEST)
        last = OPEN_LATEST if latest is None else min(latest, OPEN_LATEST)
        return (
            _index(self._old.interaction_kinds, kind),
            STANDINGS.index(standing),
            inferred != 0,
            flags,
            -1 if place is None else _index(places, place),
            -1 if parent is None else int(positions.of(np.asarray([parent], np.int64))[0]),
            first,
            last,
            first != OPEN_EARLIEST or last != OPEN_LATEST,
            title,
            edtf,
        )

    # --- tables in another order -----------------------------------------------------------

    def _participants(self, actors: Positions, interactions: Positions) -> Ints:
        """Patch who took part; give the rows of the interactions concerned."""
        old = self._old
        ids = self._touched("participants")
        if not ids.size:
            return np.zeros(0, np.int32)
        is_gone = np.isin(old.participant_id, ids)
        # Of actors that are one several parts may be one, also with parts that were not touched.
        n_known = len(ids) - len(self._changes.inserted.get("participants", ()))
        if old.member_id.size and np.count_nonzero(is_gone) < n_known:
            raise _TooMuch
        kept = np.flatnonzero(~is_gone)
        fresh = self._rows(
            "SELECT id, interaction_id, actor_id, role_id FROM participants", ids.tolist()
        )
        numbers = np.asarray(fresh, np.int64).reshape(-1, 4)
        rows, who = interactions.of(numbers[:, 1]), actors.of(numbers[:, 2])
        roles = np.asarray([_index(old.roles, role) for role in numbers[:, 3].tolist()], np.int32)
        if (rows < 0).any() or (who < 0).any():
            raise _TooMuch
        if np.isin((*who, *old.participant_actor[is_gone]), old.member_of).any():
            raise _TooMuch
        order = np.lexsort((numbers[:, 0], rows))
        numbers, rows, who, roles = numbers[order], rows[order], who[order], roles[order]
        kept_rows, kept_ids = old.participant_interaction[kept], old.participant_id[kept]
        at = []
        for row, row_id in zip(rows.tolist(), numbers[:, 0].tolist(), strict=True):
            low = int(np.searchsorted(kept_rows, row, side="left"))
            high = int(np.searchsorted(kept_rows, row, side="right"))
            at.append(low + int(np.searchsorted(kept_ids[low:high], row_id)))
        self._values |= {
            "participant_id": np.insert(kept_ids, at, numbers[:, 0]),
            "participant_interaction": np.insert(kept_rows, at, rows),
            "participant_actor": np.insert(old.participant_actor[kept], at, who),
            "participant_role": np.insert(old.participant_role[kept], at, roles),
        }
        return np.unique(np.concatenate((old.participant_interaction[is_gone], rows)))

    def _relations(self, actors: Positions) -> None:
        old = self._old
        ids = self._touched("relations")
        if not ids.size:
            return
        fresh = self._rows(
            "SELECT id, kind_id, from_actor_id, to_actor_id,"
            f" coalesce(earliest, {OPEN_EARLIEST}), coalesce(latest, {OPEN_LATEST}),"
            " CAST(coalesce(title, '') AS BLOB) FROM relations",
            ids.tolist(),
        )
        kept = np.flatnonzero(~np.isin(old.relation_id, ids))
        new_ids = np.asarray([row[0] for row in fresh], np.int64)
        kept_ids = old.relation_id[kept]
        at = np.searchsorted(kept_ids, new_ids)
        ends = [
            actors.of(np.asarray([row[column] for row in fresh], np.int64)) for column in (2, 3)
        ]
        if any((end < 0).any() for end in ends) or (
            old.member_id.size and (ends[0] == ends[1]).any()
        ):
            raise _TooMuch
        kinds = np.asarray([_index(old.relation_kinds, row[1]) for row in fresh], np.int32)
        days = [
            np.clip([row[column] for row in fresh], OPEN_EARLIEST, OPEN_LATEST).astype(np.int32)
            for column in (4, 5)
        ]
        whole, ends_at = old.relation_title.buffer, old.relation_title.offsets
        titles = [whole[ends_at[row] : ends_at[row + 1]] for row in kept.tolist()]
        for place, row in zip(at.tolist()[::-1], fresh[::-1], strict=True):
            titles.insert(place, row[6])
        self._values |= {
            "relation_id": np.insert(kept_ids, at, new_ids),
            "relation_kind": np.insert(old.relation_kind[kept], at, kinds),
            "relation_from": np.insert(old.relation_from[kept], at, ends[0]),
            "relation_to": np.insert(old.relation_to[kept], at, ends[1]),
            "relation_earliest": np.insert(old.relation_earliest[kept], at, days[0]),
            "relation_latest": np.insert(old.relation_latest[kept], at, days[1]),
            "relation_title": type(old.relation_title).of_bytes(titles),
        }

    def _topics(self, interactions: Positions) -> None:
        old = self._old
        ids = self._touched("interaction_topics")
        if not ids.size:
            return
        topics = self._values.get("topics", old.topics)
        rows_before = Positions(old.interaction_id).of(ids)
        kept = ~np.isin(old.topic_interaction, rows_before)
        pairs = self._connection.execute(
            "SELECT interaction_id, topic_id FROM interaction_topics"
            " WHERE interaction_id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids.tolist()),),
        ).fetchall()
        rows = interactions.of(np.asarray([pair[0] for pair in pairs], np.int64))
        indexes = np.asarray([_index(topics, pair[1]) for pair in pairs], np.int64)
        packed = np.concatenate((
            old.topic_interaction[kept].astype(np.int64) << 32 | old.topic_index[kept],
            rows.astype(np.int64) << 32 | indexes,
        ))  # fmt: skip
        packed.sort()
        self._values |= {
            "topic_interaction": (packed >> 32).astype(np.int32),
            "topic_index": (packed & 0xFFFFFFFF).astype(np.int32),
        }

    # --- within ----------------------------------------------------------------------------

    def _touched(self, table: str) -> Numbers:
        changes = self._changes
        ids = {
            int(row_id)
            for how in (changes.inserted, changes.updated, changes.deleted)
            for row_id in how.get(table, ())
        }
        return np.asarray(sorted(ids), np.int64)

    def _rows(self, select: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        if not ids:
            return []
        return self._connection.execute(
            f"{select} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(ids)),),
        ).fetchall()


def _index(things: Sequence[Any], row_id: int) -> int:
    """Give the index of a thing among those in the order of their ids."""
    at = bisect_left(things, row_id, key=lambda thing: thing.id)
    if at == len(things) or things[at].id != row_id:
        raise _TooMuch
    return at


def _of_length(values: npt.NDArray[Any], count: int) -> Any:
    if len(values) == count:
        return values
    return np.concatenate((values[:count], np.zeros(max(0, count - len(values)), values.dtype)))
