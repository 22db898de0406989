"""Ties, and what is counted of them, after a small change: only what was touched is made anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from db.splice import Splice, find, splice_of_runs
from explorer.model.regrouping import regrouped
from explorer.network.tally import Tally, states
from explorer.network.ties import Ties, n_too_large, pairs_behind

if TYPE_CHECKING:
    from db.column_patch import ColumnPatch
    from explorer.model.dataset import Dataset, Rows
    from explorer.network.filters import Shown

#: From so many pairs on all ties are made one number each, which finds them at once.
_MANY = 2_000


@dataclass(frozen=True, eq=False)
class TiePatch:
    """The ties after a change.

    Attributes
    ----------
    splice
        Which ties have gone and come.
    touched
        Those of now, ascending, behind which other interactions stand.
    """

    ties: Ties
    splice: Splice
    touched: Rows


def patch_ties(old: Ties, dataset: Dataset, patch: ColumnPatch) -> TiePatch:
    """Project the dataset after a change."""
    actors, interactions = patch.actors, patch.interactions
    gone = np.sort(old.pairs_of.of_all(patch.parts_before))
    first, second, behind, direction = pairs_behind(dataset, patch.parts)
    at, is_known = _found(old, actors, first, second)
    # How many pairs are left to each tie that loses some or gets more.
    losing = old.pair_tie[gone]
    concerned = np.unique(np.concatenate((losing, at[is_known])).astype(np.int64))
    low = find(old.pair_tie, concerned)
    high = find(old.pair_tie, concerned, "right")
    n_left = high - low - np.bincount(np.searchsorted(concerned, losing),
                                      minlength=len(concerned))  # fmt: skip
    n_left += np.bincount(np.searchsorted(concerned, at[is_known]), minlength=len(concerned))
    ends = concerned[n_left == 0]
    is_new = ~is_known
    is_first = is_new.copy()
    is_first[1:] &= (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    ties = _ties_spliced(len(old), ends, at[is_first])
    # Where the new pairs stand: within their tie by interaction, or where the tie has come.
    place = find(old.pair_tie, at)
    stood = interactions.stood(behind)
    for i in np.flatnonzero(is_known).tolist():
        k = int(np.searchsorted(concerned, at[i]))
        run = old.pair_interaction[low[k] : high[k]]
        place[i] = low[k] + find(run, stood[i : i + 1])[0]
    pairs = splice_of_runs(
        len(old.pair_tie), (gone, gone + 1), np.arange(len(first)), place,
        np.ones(len(first), np.int64),
    )  # fmt: skip
    came = np.setdiff1d(ties.put, ties.rows(ties.taken))
    tie_now = np.empty(len(first), np.int64)
    tie_now[is_known] = ties.rows(at[is_known])
    tie_now[is_new] = came[np.cumsum(is_first[is_new]) - 1]
    made = Ties(
        a=ties.of(actors.rows(old.a), first[is_first]),
        b=ties.of(actors.rows(old.b), second[is_first]),
        pair_tie=pairs.of(ties.rows(old.pair_tie), tie_now),
        pair_interaction=pairs.of(interactions.rows(old.pair_interaction), behind),
        pair_direction=pairs.of(old.pair_direction, direction),
        n_interactions=dataset.n_interactions,
        n_too_large=n_too_large(dataset),
    )
    order = np.argsort(behind, kind="stable")
    made.__dict__["pairs_of"] = regrouped(
        old.pairs_of, interactions, patch.parts, behind[order], pairs.put[order], pairs.rows
    )
    left = ties.rows(concerned)
    touched = np.union1d(left[left >= 0], tie_now).astype(np.int32)
    return TiePatch(made, ties, touched)


def patch_tally(
    old: Tally, dataset: Dataset, shown: Shown, patch: ColumnPatch, ties: TiePatch
) -> Tally:
    """Count what stands behind each tie after a change, where all is shown before and after."""
    made, state = ties.ties, states(shown)
    behind = made.pairs_of.of_all(patch.interactions.put)
    touched = np.union1d(ties.touched, made.pair_tie[behind])
    low = find(made.pair_tie, touched)
    counts = find(made.pair_tie, touched, "right") - low
    pair = np.repeat(low - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    at = np.repeat(np.arange(len(touched)), counts)
    of_pair = state[made.pair_interaction[pair]]

    def mended(before: npt.NDArray[np.int32], weight: npt.NDArray[Any]) -> Any:
        values = ties.splice.of(before, ties.splice.carried(before))
        if values is before:
            values = before.copy()
        values[touched] = np.bincount(at, weights=weight, minlength=len(touched))
        return values

    lean = None
    if made.has_directions:
        before = np.zeros(len(old.n), np.int32) if old.lean is None else old.lean
        lean = mended(before, made.pair_direction[pair] * (of_pair != 0))
    return Tally(
        ties=made,
        dataset=dataset,
        state=state,
        n=mended(old.n, of_pair != 0),
        n_certain=mended(old.n_certain, of_pair == 1),
        lean=lean,
    )


def _ties_spliced(n_ties: int, ends: Any, places: Any) -> Splice:
    """Let ties end, and others come before the ties in some places, ascending."""
    at, counts = np.unique(places, return_counts=True)
    cuts = [(place, place, n) for place, n in zip(at.tolist(), counts.tolist(), strict=True)]
    cuts += [(tie, tie + 1, 0) for tie in ends.tolist()]
    return Splice(n_ties, tuple(sorted(cuts)))


def _found(old: Ties, actors: Splice, first: Rows, second: Rows) -> tuple[Any, Any]:
    """Find pairs of actors among the ties: where they stand or would, and whether they do."""
    came = np.setdiff1d(actors.put, actors.rows(actors.taken))
    is_new, is_second_new = np.isin(first, came), np.isin(second, came)
    one, other = actors.stood(first), actors.stood(second)
    # Ties of one that has come stand before those of the one that it stands before.
    other[is_new] = 0
    if len(first) > _MANY:
        n = actors.n_old + 1
        at = np.searchsorted(old.a.astype(np.int64) * n + old.b, one * n + other)
    else:
        at = find(old.a, one)
        high = find(old.a, one, "right")
        for i in np.flatnonzero(~is_new).tolist():
            at[i] += find(old.b[at[i] : high[i]], other[i : i + 1])[0]
    if not len(old):
        return at, np.zeros(len(first), bool)
    there = np.minimum(at, len(old) - 1)
    is_there = (old.a[there] == one) & (old.b[there] == other) & (at < len(old))
    return at, is_there & ~is_new & ~is_second_new
