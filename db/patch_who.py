"""Which actors are shown after a change, and as whom: rows of before and of now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from db.joining import read_members
from db.positions import ActorPositions, Ints, Positions

if TYPE_CHECKING:
    from db.bulk import BulkReader, Numbers
    from db.columns import StoreColumns
    from db.writing.changes import Changes


@dataclass(eq=False)
class Who:
    """Who is shown, and what of it is another than before.

    Attributes
    ----------
    member_id, representative_id
        The actors that are shown as part of another one, ascending, and that one.
    gone
        Ids of actors that were shown and are no more.
    there
        Ids of actors that are shown and have come or may be others.
    moved
        Ids of actors that are shown as others than before, in either direction.
    """

    old: StoreColumns
    member_id: Numbers
    representative_id: Numbers
    gone: Numbers
    there: Numbers
    moved: Numbers
    is_other: bool
    _positions: Positions = field(init=False)
    _now: Ints | None = field(init=False, default=None)

    def columns(self, actor_ids: Numbers) -> dict[str, Any]:
        """Give the columns that say who is shown as part of whom."""
        return {
            "member_id": self.member_id,
            "member_of": Positions(actor_ids).of(self.representative_id),
        }

    def stand_at(self, actor_ids: Numbers, member_of: Ints) -> None:
        """Take where actors stand now; `rows_of` can be asked after that."""
        self._positions = ActorPositions(actor_ids, self.member_id, member_of)
        if not np.array_equal(actor_ids[: len(self.old.actor_id)], self.old.actor_id):
            self._now = np.append(self._positions.of(self.old.actor_id), np.int32(-1))

    @property
    def positions(self) -> Positions:
        """Where actors stand now."""
        return self._positions

    @property
    def keeps_rows(self) -> bool:
        """Whether all that were shown stand where they stood."""
        return self._now is None

    def rows_of(self, ids: Numbers) -> Ints:
        """Give the row at which each actor is shown now, -1 for none."""
        return self._positions.of(ids)

    def splice_rows(self, rows: Ints) -> Ints:
        """Give where those in rows of before are shown now, -1 for none."""
        return rows if self._now is None else self._now[rows]


def who_is_who(reader: BulkReader, old: StoreColumns, changes: Changes) -> Who:
    """Find who is shown after a change."""
    deleted = np.asarray(changes.deleted.get("actors", ()), np.int64)
    came = np.asarray(changes.inserted.get("actors", ()), np.int64)
    updated = np.asarray(changes.updated.get("actors", ()), np.int64)
    members, wholes = old.member_id, old.actor_id[old.member_of]
    if "judgements" in changes.tables or (len(members) and len(deleted)):
        every = np.union1d(np.union1d(old.actor_id, members), came)
        members, wholes = read_members(reader, np.setdiff1d(every, deleted))
    before = dict(zip(old.member_id.tolist(), old.actor_id[old.member_of].tolist(), strict=True))
    now = dict(zip(members.tolist(), wholes.tolist(), strict=True))
    moved = [one for one in before.keys() | now.keys() if before.get(one) != now.get(one)]
    gone, there = set(deleted.tolist()), {*came.tolist(), *updated.tolist()}
    for one in moved:
        if one in now:
            gone.add(one)
            there.discard(one)
        elif one not in gone:
            there.add(one)
    there.difference_update(now)
    return Who(
        old=old,
        member_id=members,
        representative_id=wholes,
        gone=_sorted(gone),
        there=_sorted(there),
        moved=_sorted(moved),
        is_other=bool(moved),
    )


def _sorted(ids: set[int] | list[int]) -> Numbers:
    return np.asarray(sorted(ids), np.int64)
