"""The order of interactions in time, and who met whom in it, from the columns alone."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.model.dataset import Dataset, Grouped, Mask, Rows

Ids = npt.NDArray[np.int64]


def newest_first(dataset: Dataset, rows: Rows) -> Rows:
    """Return interaction rows by their last possible day, newest first, undated last.

    Of the same days the later in the store comes first: sources tell in order.
    """
    rank = _newest_ranks(dataset)
    if len(rows) == dataset.n_interactions:
        everything = np.empty(len(rank), np.int32)
        everything[rank] = np.arange(len(rank), dtype=np.int32)
        return everything
    return np.ascontiguousarray(rows[np.argsort(rank[rows])])


#: Places in the order of time, worked out once for a dataset: sorting a million takes a while.
_RANKS: WeakKeyDictionary[Dataset, Rows] = WeakKeyDictionary()


def _newest_ranks(dataset: Dataset) -> Rows:
    """Return the place of each interaction among all, 0 for the newest."""
    rank = _RANKS.get(dataset)
    if rank is None:
        columns = dataset.columns
        earliest, latest = columns.earliest, columns.latest
        last = np.where(latest == OPEN_LATEST, earliest, latest).astype(np.int64)
        first = np.where(earliest == OPEN_EARLIEST, last, earliest).astype(np.int64)
        at = np.arange(len(last), dtype=np.int32)
        order = np.lexsort((-at, -first, -last, ~dataset.has_date))
        rank = np.empty(len(at), np.int32)
        rank[order] = at
        _RANKS[dataset] = rank
    return rank


def oldest_first(dataset: Dataset, rows: Rows) -> Rows:
    """Return interaction rows by their first possible day, oldest first, undated last."""
    columns = dataset.columns
    earliest, latest = columns.earliest[rows], columns.latest[rows]
    first = np.where(earliest == OPEN_EARLIEST, latest, earliest).astype(np.int64)
    last = np.where(latest == OPEN_LATEST, first, latest).astype(np.int64)
    undated = ~dataset.has_date[rows]
    order = np.lexsort((rows, last, first, undated))
    return np.ascontiguousarray(rows[order])


@dataclass(frozen=True, eq=False)
class Contacts:
    """Those an actor dealt with; arrays of one length.

    Attributes
    ----------
    actors : (n,) int32
        Actor rows.
    counts : (n,) int64
        In how many interactions.
    last : (n,) int32
        Row of the newest of them (an undated one only where there is no other).
    rank : (n,) int64
        Place of `last` among the newest; 0 is the newest.
    """

    actors: Rows
    counts: npt.NDArray[np.int64]
    last: Rows
    rank: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.actors)

    def by_count(self) -> Contacts:
        """Return the same, most interactions first, then newest."""
        return self._taken(np.lexsort((self.actors, self.rank, -self.counts)))

    def by_last(self) -> Contacts:
        """Return the same, newest first."""
        return self._taken(np.lexsort((self.actors, -self.counts, self.rank)))

    def _taken(self, order: npt.NDArray[np.intp]) -> Contacts:
        return Contacts(self.actors[order], self.counts[order], self.last[order], self.rank[order])


def contacts_of(dataset: Dataset, actor_row: int, newest: Rows) -> Contacts:
    """Return the contacts of an actor.

    Parameters
    ----------
    newest
        The actor's interaction rows, newest first.
    """
    if not len(newest):
        none = np.zeros(0, np.int32)
        return Contacts(none, none.astype(np.int64), none, none.astype(np.int64))
    members, place = gathered(dataset.actors_of, newest)
    others = members != actor_row
    members, place = members[others], place[others]
    n = np.bincount(members, minlength=dataset.n_actors)
    actors = np.flatnonzero(n).astype(np.int32)
    # Places ascend, so what is written last, from the end, is the newest interaction.
    first = np.empty(dataset.n_actors, np.int64)
    first[members[::-1]] = place[::-1]
    rank = first[actors]
    return Contacts(actors, n[actors].astype(np.int64), newest[rank], rank)


def gathered(grouped: Grouped, owners: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
    """Return the rows of several owners, owner by owner, and each one's place in `owners`."""
    if not len(owners):
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    starts, counts = grouped.start[owners], grouped.counts[owners]
    before = np.concatenate(([0], np.cumsum(counts)[:-1]))
    at = np.arange(int(counts.sum())) + np.repeat(starts - before, counts)
    return grouped.rows[at.astype(np.int64)], np.repeat(np.arange(len(owners)), counts)


def shared_by(dataset: Dataset, actor_rows: list[int]) -> tuple[Rows, npt.NDArray[np.int64]]:
    """Return interactions with at least two of the actors, and how many of them took part."""
    taken, _ = gathered(dataset.interactions_of, np.array(actor_rows, dtype=np.int32))
    rows, n = np.unique(taken, return_counts=True)
    both = n >= 2
    return rows[both].astype(np.int32), n[both].astype(np.int64)


def shared_actors(dataset: Dataset, interactions: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
    """Return actors in at least two of the interactions, and in how many, most first."""
    members, _ = gathered(dataset.actors_of, interactions)
    rows, n = np.unique(members, return_counts=True)
    rows, n = rows[n >= 2], n[n >= 2]
    order = np.lexsort((rows, -n))
    return rows[order].astype(np.int32), n[order].astype(np.int64)


def ids_of(dataset: Dataset, rows: Rows) -> Ids:
    """Return the ids of interaction rows, in their order."""
    return np.asarray(dataset.columns.interaction_id[rows], dtype=np.int64)


def kept(rows: Rows, mask: Mask | None) -> Rows:
    """Return the rows that a mask over all interactions lets through."""
    return rows if mask is None else rows[mask[rows]]
