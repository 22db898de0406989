"""The order of interactions within the same days, as sources state it."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from explorer.model.dataset import Dataset, Rows


def stated_ranks(dataset: Dataset) -> Rows:
    """Return for each interaction its place among those of the very same days.

    The places are row numbers, so that what nothing is said of keeps the order of the store.
    Where statements contradict each other, as "before" round in a circle, the store decides.

    Returns
    -------
    array of int32, shape (n_interactions,)
        A permutation of the rows; only those of the same days have changed places.
    """
    c = dataset.columns
    ranks = np.arange(dataset.n_interactions, dtype=np.int32)
    one, other = c.order_earlier, c.order_later
    is_same = (c.earliest[one] == c.earliest[other]) & (c.latest[one] == c.latest[other])
    is_same &= dataset.has_date[one] & (one != other)
    after: dict[int, set[int]] = {}
    for earlier, later in zip(one[is_same].tolist(), other[is_same].tolist(), strict=True):
        after.setdefault(earlier, set()).add(later)
        after.setdefault(later, set())
    by_days: dict[tuple[int, int], list[int]] = {}
    for row in sorted(after):
        by_days.setdefault((int(c.earliest[row]), int(c.latest[row])), []).append(row)
    for rows in by_days.values():
        ranks[_in_order(rows, after)] = rows
    return ranks


def _in_order(rows: list[int], after: dict[int, set[int]]) -> list[int]:
    """Return rows so that each stands before those that come after it, else as they were."""
    waits_for = dict.fromkeys(rows, 0)
    for row in rows:
        for later in after[row]:
            waits_for[later] += 1
    free = [row for row in rows if not waits_for[row]]
    heapify(free)
    left, result = set(rows), []
    while left:
        # In a circle nothing is free: the first of the store begins.
        row = heappop(free) if free else min(left)
        if row not in left:
            continue
        left.discard(row)
        result.append(row)
        for later in after[row]:
            waits_for[later] -= 1
            if not waits_for[later] and later in left:
                heappush(free, later)
    return result
