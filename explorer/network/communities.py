"""Communities: groups of actors that are tied more among themselves than with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from explorer.compiling.ready import engine_is_ready, use_cache_folder
from explorer.network.layout.components import Component
from explorer.network.layout.large.rows import Rows
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable

Ints = npt.NDArray[np.int32]
Floats32 = npt.NDArray[np.float32]

_SWEEPS: Final = 12
_SETTLED: Final = 0.002
_LEVELS: Final = 12
_PARTS: Final = 12


def communities(
    n: int,
    a: npt.NDArray[np.integer],
    b: npt.NDArray[np.integer],
    weights: npt.NDArray[np.floating] | None = None,
    *,
    seed: int = 0,
    token: CancelToken | None = None,
) -> Ints:
    """Give the community of each actor, (n,): 0 is the largest, and so on.

    Ties go from `a` to `b`, shape (m,); loops are passed over and parallel ones add up. The same
    input gives the same answer on one machine. An actor without ties is a community of its own.

    Raises
    ------
    Cancelled

    References
    ----------
    Blondel et al.: Fast unfolding of communities in large networks, 2008.
    """
    token = token or CancelToken()
    rng = np.random.default_rng(seed)
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    given = np.ones(len(low)) if weights is None else np.asarray(weights, dtype=np.float64)
    use = low != high
    pairs, place = np.unique(low[use] * max(n, 1) + high[use], return_inverse=True)
    summed = np.bincount(place, weights=given[use], minlength=len(pairs))
    ties = np.stack([pairs // max(n, 1), pairs % max(n, 1)], axis=1).astype(np.int32)
    rows = Rows.of(Component(np.arange(n), ties, summed.astype(np.float32)), token)
    inside = np.zeros(n)
    group = np.arange(n, dtype=np.int32)
    sweep = _best_sweep()
    for _ in range(_LEVELS):
        found = _settled(rows, inside, rng, sweep, token)
        used, compact = np.unique(found, return_inverse=True)
        group = compact.astype(np.int32)[group]
        if len(used) == rows.n:
            break
        rows, inside = _contracted(rows, inside, compact, len(used), token)
    return by_size(group)


def by_size(group: Ints) -> Ints:
    """Give groups their rank by size for a number; of equal ones the one met first is first."""
    if not len(group):
        return group
    used, first, compact, size = np.unique(
        group, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(used), dtype=np.int32)
    rank[np.lexsort((first, -size))] = np.arange(len(used), dtype=np.int32)
    return rank[compact]


def hues_of(
    community: Ints, xy: npt.NDArray[np.float64], n_hues: int, *, least_share: float = 0.002
) -> npt.NDArray[np.uint8]:
    """Give each community a hue, (n,) by actor, such that those side by side differ.

    The largest choose first: each takes the hue whose nearest bearer is farthest away. Communities
    of less than `least_share` of all actors have no hue of their own: index `n_hues`.

    Parameters
    ----------
    community : (n,)
        As from `communities`.
    xy : (n, 2)
        Places of the actors.
    """
    n = len(community)
    if not n:
        return np.zeros(0, dtype=np.uint8)
    size = np.bincount(community)
    coloured = np.flatnonzero(size >= max(2, least_share * n))
    middle = np.stack(
        [np.bincount(community, weights=xy[:, axis]) / size for axis in (0, 1)], axis=1
    )
    hue = np.full(len(size), n_hues, dtype=np.uint8)
    taken: list[int] = []
    nobody = np.inf
    for order, c in enumerate(coloured.tolist()):
        nearest = np.full(n_hues, nobody)
        if taken:
            away = np.hypot(*(middle[taken] - middle[c]).T)
            np.minimum.at(nearest, hue[taken].astype(np.int64), away)
        free = np.flatnonzero(nearest == nearest.max())
        hue[c] = free[order % len(free)]
        taken.append(c)
    return hue[community]


def _settled(
    rows: Rows,
    inside: npt.NDArray[np.float64],
    rng: np.random.Generator,
    sweep: Callable[[Rows, Ints, Ints, Floats32, float], int],
    token: CancelToken,
) -> Ints:
    group = np.arange(rows.n, dtype=np.int32)
    strength = np.bincount(rows.owner, weights=rows.weight, minlength=rows.n) + inside
    total = max(float(strength.sum()), 1e-9)
    order = rng.permutation(rows.n).astype(np.int32)
    for _ in range(_SWEEPS):
        token.raise_if_cancelled()
        if sweep(rows, order, group, strength.astype(np.float32), total) <= _SETTLED * rows.n:
            break
    return group


def _contracted(
    rows: Rows,
    inside: npt.NDArray[np.float64],
    group: npt.NDArray[np.integer],
    count: int,
    token: CancelToken,
) -> tuple[Rows, npt.NDArray[np.float64]]:
    """Make the graph of groups; what was tied inside a group is kept apart."""
    a, b = group[rows.owner], group[rows.to]
    within = a == b
    kept = np.bincount(group, weights=inside, minlength=count)
    kept = kept + np.bincount(a[within], weights=rows.weight[within], minlength=count)
    once = a < b
    pairs, place = np.unique(a[once].astype(np.int64) * count + b[once], return_inverse=True)
    summed = np.bincount(place, weights=rows.weight[once], minlength=len(pairs))
    ties = np.stack([pairs // count, pairs % count], axis=1).astype(np.int32)
    coarse = Rows.of(Component(np.arange(count), ties, summed.astype(np.float32)), token)
    return coarse, kept.astype(np.float64)


def _best_sweep() -> Callable[[Rows, Ints, Ints, Floats32, float], int]:
    if not engine_is_ready():
        return _plain_sweep
    use_cache_folder()
    from explorer.network.layout.large import graph_kernels as kernels

    def sweep(rows: Rows, order: Ints, group: Ints, strength: Floats32, total: float) -> int:
        size = np.ones(rows.n, dtype=np.int32)
        return int(
            kernels.regroup(
                rows.begin,
                rows.to,
                rows.weight,
                order,
                size,
                group,
                strength,
                total,
                rows.n,
                0,
                rows.n,
            )
        )

    return sweep


def _plain_sweep(rows: Rows, order: Ints, group: Ints, strength: Floats32, total: float) -> int:
    """Move rows to the group they are tied to most, a part of them after the other.

    Not all at a time, since two that change places with each other would do so for ever.
    """
    moves = 0
    part = np.empty(rows.n, dtype=np.int64)
    part[order] = np.arange(rows.n) * _PARTS // max(rows.n, 1)
    owner = rows.owner
    for number in range(_PARTS):
        mine = part == number
        if not mine.any():
            continue
        of = mine[owner]
        who, target = owner[of].astype(np.int64), group[rows.to[of]].astype(np.int64)
        pairs, place = np.unique(
            np.concatenate([who * rows.n + target, np.flatnonzero(mine) * rows.n + group[mine]]),
            return_inverse=True,
        )
        pull = np.bincount(
            place, weights=np.concatenate([rows.weight[of], np.zeros(int(mine.sum()))])
        )
        row, to = pairs // rows.n, pairs % rows.n
        in_group = np.bincount(group, weights=strength, minlength=rows.n)
        others = in_group[to] - np.where(group[row] == to, strength[row], 0)
        gain = pull - strength[row] * others / total
        # The last of each row is its best; of equal ones that of the lowest number, its own first.
        at = np.lexsort((-to, group[row] == to, gain, row))
        last = np.append(np.flatnonzero(np.diff(row[at])), len(at) - 1)
        best = at[last]
        moves += int((group[row[best]] != to[best]).sum())
        group[row[best]] = to[best].astype(np.int32)
    return moves
