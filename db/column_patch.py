"""The columns after a small change: what stood is taken over, and only what was touched is read.

Rows that come, go or change are cut into the columns of before (`db.splice`); what points to rows
behind them is counted anew without asking the store. What is large is left to reading all anew.
"""

# ruff: noqa: S608 - only this module's own constants are put into its statements

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from db.bulk import BulkReader
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST, STANDINGS, VOCABULARIES
from db.joining import is_first_part
from db.patch_links import patch_links
from db.patch_reading import PatchReading, TooMuch, index_of
from db.patch_who import Who, who_is_who
from db.positions import Positions
from db.records import SOURCE_COLUMNS, PlaceRow, TopicRow, source_row
from db.splice import Splice, splice_by_owner

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from db.columns import StoreColumns
    from db.positions import Ints
    from db.writing.changes import Changes

_MOST_ROWS: Final = 5_000
_MOST_INTERACTIONS: Final = 50_000
_LARGE: Final = frozenset({*VOCABULARIES, "meta"})
"""Tables of which any change means that all is read anew."""


@dataclass(frozen=True, slots=True)
class ColumnPatch:
    """The columns after a change, and what became of the rows before.

    Attributes
    ----------
    actors, interactions, relations
        What of these was changed, has gone or come.
    parts
        Rows, ascending, of the interactions whose participants are others than before.
    parts_before
        The same as they were counted before, those that went included.
    """

    columns: StoreColumns
    actors: Splice
    interactions: Splice
    relations: Splice
    parts: Ints
    parts_before: Ints

    @property
    def is_nothing(self) -> bool:
        """Whether the columns are as before."""
        cuts = self.actors.cuts or self.interactions.cuts or self.relations.cuts
        return not cuts and not len(self.parts) and not len(self.parts_before)


def patch_columns(
    connection: sqlite3.Connection, old: StoreColumns, changes: Changes
) -> ColumnPatch | None:
    """Give the columns after a change, None where all must be read anew.

    Parameters
    ----------
    old
        As they were right before the change.
    """
    n_rows = sum(
        len(ids)
        for how in (changes.inserted, changes.updated, changes.deleted)
        for ids in how.values()
    )
    if changes.tables & _LARGE or n_rows > _MOST_ROWS:
        return None
    try:
        return _Patch(connection, old, changes).run()
    except TooMuch:
        return None


class _Patch:
    def __init__(self, connection: sqlite3.Connection, old: StoreColumns, changes: Changes) -> None:
        self._old = old
        self._changes = changes
        self._values: dict[str, Any] = {}
        self._things: dict[str, Splice] = {}
        self._reading = PatchReading(connection, changes)
        self._reader = BulkReader(connection, None)

    def run(self) -> ColumnPatch:
        old = self._old
        self._take_things("places", "SELECT id, key, name, parent_id, latitude, longitude",
                          PlaceRow)  # fmt: skip
        self._take_things("topics", "SELECT id, key, name", TopicRow)
        self._take_things("sources", f"SELECT {SOURCE_COLUMNS}", lambda *row: source_row(row))
        who = who_is_who(self._reader, old, self._changes)
        actors = self._actors(who)
        interactions = self._interactions()
        parts, parts_before = self._participants(who, interactions)
        relations = self._relations(who)
        self._values |= patch_links(
            self._reading, self._reader, old, self._values, self._things, interactions, who, actors
        )
        for value in self._values.values():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
        others = {
            name: value for name, value in self._values.items() if value is not getattr(old, name)
        }
        columns = replace(old, **others) if others else old
        return ColumnPatch(columns, actors, interactions, relations, parts, parts_before)

    # --- tables in the order of their ids --------------------------------------------------

    def _take_things(self, table: str, select: str, make: Callable[..., Any]) -> None:
        old: tuple[Any, ...] = getattr(self._old, table)
        if table not in self._changes.tables:
            self._things[table] = Splice(len(old))
            return
        ids = np.fromiter((one.id for one in old), np.int64, count=len(old))
        rows = self._reading.rows(f"{select} FROM {table}", self._reading.there(table))
        splice = Splice.by_ids(ids, self._changes.deleted.get(table, ()), (row[0] for row in rows))
        found, at, taken = [], 0, 0
        for start, stop, n in splice.cuts:
            found += [*old[at:start], *(make(*row) for row in rows[taken : taken + n])]
            at, taken = stop, taken + n
        self._things[table], self._values[table] = splice, (*found, *old[at:])

    def _actors(self, who: Who) -> Splice:
        old = self._old
        rows = self._reading.rows(
            "SELECT id, kind_id, is_unnamed, CAST(name AS BLOB) FROM actors",
            who.there.tolist(),
        )
        splice = Splice.by_ids(old.actor_id, who.gone.tolist(), (row[0] for row in rows))
        kinds = [index_of(old.actor_kinds, row[1]) for row in rows]
        self._put("actor_id", splice, [row[0] for row in rows])
        self._put("actor_kind", splice, kinds)
        self._put("actor_is_unnamed", splice, [row[2] != 0 for row in rows])
        if splice.cuts:
            self._values["actor_name"] = splice.texts(old.actor_name, [row[3] for row in rows])
        ids = self._values.get("actor_id", old.actor_id)
        if who.is_other or (len(who.member_id) and splice.cuts):
            self._values |= who.columns(ids)
        who.stand_at(ids, self._values.get("member_of", old.member_of))
        return splice

    def _interactions(self) -> Splice:
        old = self._old
        rows = self._reading.rows(
            "SELECT id, kind_id, standing, coalesce(date_basis = 'inferred', 0),"
            " date_flags & 65535, place_id, parent_id, earliest, latest, CAST(title AS BLOB),"
            " CAST(coalesce(edtf, '') AS BLOB) FROM interactions",
            self._reading.there("interactions"),
        )
        gone = self._changes.deleted.get("interactions", ())
        splice = Splice.by_ids(old.interaction_id, gone, (row[0] for row in rows))
        places, things = self._things["places"], self._values.get("places", old.places)
        if not places.keeps_rows:
            self._values["place"] = places.rows(old.place)
        if not splice.keeps_rows:
            self._values["parent"] = splice.rows(old.parent)
        if not splice.cuts:
            return splice
        self._put("interaction_id", splice, [row[0] for row in rows])
        positions = Positions(self._values["interaction_id"])
        first = [OPEN_EARLIEST if row[7] is None else max(row[7], OPEN_EARLIEST) for row in rows]
        last = [OPEN_LATEST if row[8] is None else min(row[8], OPEN_LATEST) for row in rows]
        parents = np.asarray([-1 if row[6] is None else row[6] for row in rows], np.int64)
        self._put("interaction_kind", splice,
                  [index_of(old.interaction_kinds, row[1]) for row in rows])  # fmt: skip
        self._put("standing", splice, [STANDINGS.index(row[2]) for row in rows])
        self._put("is_inferred", splice, [row[3] != 0 for row in rows])
        self._put("date_flags", splice, [row[4] for row in rows])
        self._put("place", splice,
                  [-1 if row[5] is None else index_of(things, row[5]) for row in rows])  # fmt: skip
        self._put("parent", splice, positions.of(parents))
        self._put("earliest", splice, first)
        self._put("latest", splice, last)
        has_date = [
            a != OPEN_EARLIEST or b != OPEN_LATEST for a, b in zip(first, last, strict=True)
        ]
        self._put("has_date", splice, has_date)
        for at, name in ((9, "interaction_title"), (10, "interaction_edtf")):
            self._values[name] = splice.texts(getattr(old, name), [row[at] for row in rows])
        return splice

    def _put(self, name: str, splice: Splice, there: Any) -> None:
        """Cut values into a column, which may have been counted anew before."""
        if splice.cuts:
            self._values[name] = splice.of(self._values.get(name, getattr(self._old, name)), there)

    # --- tables in another order -----------------------------------------------------------

    def _participants(self, who: Who, interactions: Splice) -> tuple[Ints, Ints]:
        """Patch who took part; give the interactions concerned as rows of now and of before."""
        old = self._old
        ids = self._values.get("interaction_id", old.interaction_id)
        positions, before = Positions(ids), Positions(old.interaction_id)
        asked = self._reading.interactions_of_parts(who.moved)
        if len(asked) > _MOST_INTERACTIONS:
            raise TooMuch
        rows_before = before.of(asked)
        gone = interactions.taken[interactions.rows(interactions.taken) < 0]
        rows_before = np.union1d(rows_before[rows_before >= 0], gone)
        came = interactions.put[before.of(ids[interactions.put]) < 0]
        rows_now = positions.of(asked)
        rows_now = np.union1d(rows_now[rows_now >= 0], came).astype(np.int32)
        if not len(rows_before) and not len(rows_now):
            none = np.zeros(0, np.int32)
            if not interactions.keeps_rows:
                self._values["participant_interaction"] = interactions.rows(
                    old.participant_interaction
                )
            if not who.keeps_rows:
                self._values["participant_actor"] = who.splice_rows(old.participant_actor)
            return none, none
        fresh = self._fresh_parts(ids[rows_now], positions, who)
        splice = splice_by_owner(
            old.participant_interaction,
            rows_before,
            rows_now,
            interactions.stood(rows_now),
            fresh[1],
        )
        self._values["participant_id"] = splice.of(old.participant_id, fresh[0])
        self._values["participant_interaction"] = splice.of(
            interactions.rows(old.participant_interaction), fresh[1]
        )
        self._values["participant_actor"] = splice.of(
            who.splice_rows(old.participant_actor), fresh[2]
        )
        self._values["participant_role"] = splice.of(old.participant_role, fresh[3])
        return rows_now, rows_before.astype(np.int32)

    def _fresh_parts(self, interaction_ids: Any, positions: Positions, who: Who) -> list[Any]:
        """Read who took part in some interactions, as the columns have it."""
        found = self._reading.numbers_by(
            "SELECT id, interaction_id, actor_id, role_id FROM participants WHERE interaction_id",
            interaction_ids,
            4,
        )
        numbers, rows, actors = found[:, 0], positions.of(found[:, 1]), who.rows_of(found[:, 2])
        roles = [index_of(self._old.roles, role) for role in found[:, 3].tolist()]
        if (rows < 0).any() or (actors < 0).any():
            raise TooMuch
        order = np.lexsort((numbers, rows))
        parts: list[Any] = [
            numbers[order],
            rows[order],
            actors[order],
            np.asarray(roles, np.int32)[order],
        ]
        if len(who.member_id):
            member_of = self._values.get("member_of", self._old.member_of)
            is_first = is_first_part(parts[1], parts[2], parts[3], member_of)
            parts = [part[is_first] for part in parts]
        return parts

    def _relations(self, who: Who) -> Splice:
        old = self._old
        touched = self._reading.relations(who.moved)
        if not who.keeps_rows:
            for name in ("relation_from", "relation_to"):
                self._values[name] = who.splice_rows(getattr(old, name))
        if not len(touched):
            return Splice(len(old.relation_id))
        rows = self._reading.rows(
            "SELECT id, kind_id, from_actor_id, to_actor_id,"
            f" coalesce(earliest, {OPEN_EARLIEST}), coalesce(latest, {OPEN_LATEST}),"
            " CAST(coalesce(title, '') AS BLOB) FROM relations",
            touched.tolist(),
        )
        pairs = np.asarray([row[2:4] for row in rows], np.int64).reshape(-1, 2)
        ends = np.column_stack([who.rows_of(pairs[:, 0]), who.rows_of(pairs[:, 1])])
        if (ends < 0).any():
            raise TooMuch
        # What lasts between two that are one joins it to nobody.
        is_kept = (ends[:, 0] != ends[:, 1]) | (pairs[:, 0] == pairs[:, 1])
        rows = [row for row, kept in zip(rows, is_kept.tolist(), strict=True) if kept]
        ends = ends[is_kept]
        there = {row[0] for row in rows}
        gone = [row_id for row_id in touched.tolist() if row_id not in there]
        splice = Splice.by_ids(old.relation_id, gone, there)
        self._put("relation_id", splice, [row[0] for row in rows])
        self._put("relation_kind", splice, [index_of(old.relation_kinds, row[1]) for row in rows])
        self._put("relation_from", splice, ends[:, 0])
        self._put("relation_to", splice, ends[:, 1])
        for at, name in ((4, "relation_earliest"), (5, "relation_latest")):
            days = np.clip([row[at] for row in rows], OPEN_EARLIEST, OPEN_LATEST)
            self._put(name, splice, days)
        if splice.cuts:
            texts = [row[6] for row in rows]
            self._values["relation_title"] = splice.texts(old.relation_title, texts)
        return splice
