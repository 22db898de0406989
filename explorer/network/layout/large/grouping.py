"""Groups actors that are tied much, level by level, for the compiled layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout.large import graph_kernels as kernels
from explorer.network.layout.large.means import Level
from explorer.network.layout.large.rows import Rows

if TYPE_CHECKING:
    from explorer.progress import CancelToken

COARSEST = 150
PASSES = 6
ROWS_AT_ONCE = 32_768
GROWTH = 8
"""How many groups of one level a group of the next may hold, at most twice."""
NO_LONGER_SHRINKS = 0.85


def coarsen(rows: Rows, rng: np.random.Generator, token: CancelToken) -> list[Level]:
    """Give coarser versions of a graph until few rows are left, finest first.

    References
    ----------
    Blondel et al.: Fast unfolding of communities in large networks, 2008; here with a limit on
    the size of groups, so that each level keeps the outline of the next finer one.
    """
    levels: list[Level] = []
    cap = 2 * GROWTH
    while rows.n > COARSEST:
        level = _grouped(rows, cap, rng, token)
        if level.rows.n > NO_LONGER_SHRINKS * rows.n:
            break
        levels.append(level)
        rows = level.rows
        cap *= GROWTH
    return levels


def _grouped(rows: Rows, cap: int, rng: np.random.Generator, token: CancelToken) -> Level:
    n = rows.n
    group = np.arange(n, dtype=np.int32)
    token.raise_if_cancelled()
    strength = np.bincount(rows.owner, weights=rows.weight, minlength=n).astype(np.float32)
    total = max(float(strength.sum(dtype=np.float64)), 1e-9)
    order = rng.permutation(n).astype(np.int32)
    for _ in range(PASSES):
        moves = 0
        for first in range(0, n, ROWS_AT_ONCE):
            token.raise_if_cancelled()
            moves += kernels.regroup(
                rows.begin, rows.to, rows.weight, order, rows.size, group, strength, total, cap,
                first, min(n, first + ROWS_AT_ONCE),
            )  # fmt: skip
        if moves < 0.01 * n:
            break
    token.raise_if_cancelled()
    used, compact = np.unique(group, return_inverse=True)
    token.raise_if_cancelled()
    group = compact.astype(np.int32)
    members = np.argsort(group, kind="stable").astype(np.int32)
    member_begin = np.zeros(len(used) + 1, dtype=np.int32)
    np.cumsum(np.bincount(group, minlength=len(used)), out=member_begin[1:])
    begin = np.zeros(len(used) + 1, dtype=np.int32)
    to = np.empty(max(len(rows.to), 1), dtype=np.int32)
    weight = np.empty(max(len(rows.to), 1), dtype=np.float32)
    token.raise_if_cancelled()
    filled = kernels.contract(
        rows.begin, rows.to, rows.weight, group, members, member_begin, begin, to, weight
    )
    token.raise_if_cancelled()
    size = np.bincount(group, weights=rows.size, minlength=len(used)).astype(np.int32)
    return Level(Rows(begin, to[:filled].copy(), weight[:filled].copy(), size), group)
