"""What stands behind each tie under a filter and a time window, counted from what was before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Dataset, Mask, Rows
from explorer.network.filters import Shown
from explorer.network.ties import Ties

Counts = npt.NDArray[np.int32]

#: Where more than this share of all interactions changes, counting all anew is less work.
_LARGE_CHANGE = 0.2

_CERTAIN, _POSSIBLE = 1, 2


@dataclass(frozen=True, eq=False)
class Tally:
    """What is left of each tie; arrays of shape (n_ties,) where not said otherwise.

    A tally never changes: `count` makes another, and touches only the ties of interactions that
    came, went, or became sure or possible.

    Attributes
    ----------
    state : (n_interactions,) uint8
        0 for what is not shown.
    n, n_certain : int32
        Interactions that are shown, and those of them that are sure.
    lean : int32 or None
        How many more of them point from a to b than back; None where no role gives a direction.
    """

    ties: Ties
    dataset: Dataset
    state: npt.NDArray[np.uint8]
    n: Counts
    n_certain: Counts
    lean: Counts | None

    @property
    def n_possible(self) -> Counts:
        """Interactions that are shown but uncertain, or only possibly in the window."""
        return self.n - self.n_certain

    @cached_property
    def direction(self) -> npt.NDArray[np.int8]:
        """+1 or -1 where every shown interaction points that way, else 0."""
        if self.lean is None:
            return np.zeros(len(self.n), dtype=np.int8)
        is_any = self.n > 0
        forth, back = is_any & (self.lean == self.n), is_any & (self.lean == -self.n)
        return np.asarray(forth.view(np.int8) - back.view(np.int8))

    @cached_property
    def accounts_differ(self) -> Mask:
        """Whether two accounts of one shown interaction stand behind the tie."""
        differ = np.zeros(len(self.n), dtype=bool)
        rows = np.flatnonzero(self.dataset.accounts_differ & (self.state != 0))
        if len(rows):
            differ[self.ties.pair_tie[self.ties.pairs_of.of_all(rows)]] = True
        return differ


def count(ties: Ties, dataset: Dataset, shown: Shown, before: Tally | None = None) -> Tally:
    """Count what stands behind each tie.

    Parameters
    ----------
    before
        An earlier tally, of these ties or others. Changes nothing in the result.
    """
    state = states(shown)
    if before is not None and before.ties is ties:
        changed = np.flatnonzero(state != before.state)
        if not len(changed):
            return before
        if len(changed) < _LARGE_CHANGE * len(state):
            return _moved(before, state, changed)
    return _counted(ties, dataset, state)


def states(shown: Shown) -> npt.NDArray[np.uint8]:
    """Give the `Tally.state` of what is shown."""
    state = np.asarray(shown.is_certain.view(np.uint8) * _CERTAIN)
    state |= shown.is_possible.view(np.uint8) * _POSSIBLE
    return state


def _counted(ties: Ties, dataset: Dataset, state: npt.NDArray[np.uint8]) -> Tally:
    size = len(ties)
    of_pair = state[ties.pair_interaction]
    # From here on only what is shown is touched: a window leaves few of a million.
    pair = np.flatnonzero(of_pair)
    tie, of_pair = ties.pair_tie[pair], of_pair[pair]
    lean = None
    if ties.has_directions:
        way = ties.pair_direction[pair]
        lean = _numbers_of(tie[way == 1], size) - _numbers_of(tie[way == -1], size)
    certain = _numbers_of(tie[of_pair == _CERTAIN], size)
    return Tally(ties, dataset, state, _numbers_of(tie, size), certain, lean)


def _moved(before: Tally, state: npt.NDArray[np.uint8], changed: npt.NDArray[np.int64]) -> Tally:
    ties, old = before.ties, before.state[changed]
    new = state[changed]
    pairs = ties.pairs_of.of_all(changed)
    n_pairs = ties.pairs_of.counts_of(changed)
    tie = ties.pair_tie[pairs]

    def added(values: Counts, of_interaction: npt.NDArray[np.int8]) -> Counts:
        result = values.copy()
        np.add.at(result, tie, np.repeat(of_interaction, n_pairs).astype(np.int32))
        return result

    is_new = (new != 0).view(np.int8) - (old != 0).view(np.int8)
    is_sure = (new == _CERTAIN).view(np.int8) - (old == _CERTAIN).view(np.int8)
    lean = before.lean
    if lean is not None:
        lean = lean.copy()
        np.add.at(
            lean, tie, (np.repeat(is_new, n_pairs) * ties.pair_direction[pairs]).astype(np.int32)
        )
    return Tally(
        ties=ties,
        dataset=before.dataset,
        state=state,
        n=added(before.n, is_new),
        n_certain=added(before.n_certain, is_sure),
        lean=lean,
    )


def _numbers_of(rows: Rows, size: int) -> Counts:
    return np.bincount(rows, minlength=size).astype(np.int32)
