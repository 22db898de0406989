"""Where ids stand in the columns that are read in their order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from db.bulk import Numbers

Ints = npt.NDArray[np.int32]


class Positions:
    """Where ids stand in an ascending array of them."""

    __slots__ = ("_first", "_ids", "_is_gapless")

    def __init__(self, ids: Numbers) -> None:
        self._ids = ids
        self._first = int(ids[0]) if ids.size else 0
        self._is_gapless = bool(ids.size) and int(ids[-1]) - self._first + 1 == ids.size

    @property
    def count(self) -> int:
        """How many ids there are."""
        return int(self._ids.size)

    def of(self, ids: Numbers) -> Ints:
        """Give the position of each id, -1 where it is not there."""
        if not self._ids.size:
            return np.full(ids.shape, -1, np.int32)
        if self._is_gapless:
            is_there = (ids >= self._first) & (ids <= self._ids[-1])
            return np.where(is_there, ids - self._first, -1).astype(np.int32)
        found = np.minimum(np.searchsorted(self._ids, ids), self._ids.size - 1)
        return np.where(self._ids[found] == ids, found, -1).astype(np.int32)


class ActorPositions(Positions):
    """Where actors stand, those that are shown as part of another one where that one stands.

    Parameters
    ----------
    ids
        Of the actors that are shown.
    member_ids, member_of
        The others, ascending, and the positions at which they are shown.
    """

    __slots__ = ("_all", "_shown_at")

    def __init__(self, ids: Numbers, member_ids: Numbers, member_of: Ints) -> None:
        super().__init__(ids)
        self._all: Positions | None = None
        if member_ids.size:
            every = np.concatenate((ids, member_ids))
            order = np.argsort(every, kind="stable")
            at = np.concatenate((np.arange(ids.size, dtype=np.int32), member_of))
            # One look-up for both: ids of actors are mostly without a gap.
            self._all, self._shown_at = Positions(every[order]), at[order]

    def of(self, ids: Numbers) -> Ints:
        """Give the position at which each id is shown, -1 where it is not there."""
        if self._all is None:
            return super().of(ids)
        found = self._all.of(ids)
        shown_at: Ints = np.where(found < 0, np.int32(-1), self._shown_at[found])
        return shown_at
