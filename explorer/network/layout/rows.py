"""A large graph as compressed rows, its coarser versions, and searches from pivots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.network.layout import graph_kernels as kernels

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.network.layout.components import Component
    from explorer.network.layout.request import Floats32, Ints
    from explorer.progress import CancelToken

COARSEST = 150
GROUPING_PASSES = 6
GROWTH = 8
"""How many actors of one level a group of the next may hold, at most twice."""
NO_LONGER_SHRINKS = 0.85

Steps = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Rows:
    """Neighbours of i are ``to[begin[i]:begin[i + 1]]``; `size` counts the actors in a row."""

    begin: Ints
    to: Ints
    weight: Floats32
    size: Ints

    @property
    def n(self) -> int:
        """Number of rows."""
        return len(self.size)

    @property
    def degree(self) -> Ints:
        """Number of neighbours of each row."""
        return np.diff(self.begin)

    @classmethod
    def of(cls, component: Component) -> Rows:
        """Compress a component's ties."""
        n, m = component.size, len(component.ties)
        begin = np.zeros(n + 1, dtype=np.int32)
        to = np.empty(2 * m, dtype=np.int32)
        weight = np.empty(2 * m, dtype=np.float32)
        kernels.compress(
            np.ascontiguousarray(component.ties),
            np.ascontiguousarray(component.weights),
            begin,
            to,
            weight,
        )
        return cls(begin, to, weight, np.ones(n, dtype=np.int32))


@dataclass(frozen=True, eq=False)
class Level:
    """A coarser graph and the row of it that each row of the finer one went into."""

    rows: Rows
    group: Ints


def coarsen(rows: Rows, rng: np.random.Generator, token: CancelToken) -> list[Level]:
    """Group rows that are tied much, level by level, until few are left.

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
    strength = np.zeros(n, dtype=np.float32)
    np.add.at(strength, np.repeat(np.arange(n), rows.degree), rows.weight)
    total = max(float(strength.sum()), 1e-9)
    order = rng.permutation(n).astype(np.int32)
    for _ in range(GROUPING_PASSES):
        token.raise_if_cancelled()
        moves = kernels.regroup(
            rows.begin, rows.to, rows.weight, order, rows.size, group, strength, total, cap
        )
        if moves < 0.01 * n:
            break
    token.raise_if_cancelled()
    used, compact = np.unique(group, return_inverse=True)
    group = compact.astype(np.int32)
    members = np.argsort(group, kind="stable").astype(np.int32)
    counts = np.bincount(group, minlength=len(used))
    member_begin = np.r_[0, np.cumsum(counts)].astype(np.int32)
    begin = np.zeros(len(used) + 1, dtype=np.int32)
    to = np.empty(max(len(rows.to), 1), dtype=np.int32)
    weight = np.empty(max(len(rows.to), 1), dtype=np.float32)
    filled = kernels.contract(
        rows.begin, rows.to, rows.weight, group, members, member_begin, begin, to, weight
    )
    size = np.bincount(group, weights=rows.size, minlength=len(used)).astype(np.int32)
    return Level(Rows(begin, to[:filled].copy(), weight[:filled].copy(), size), group)


class Pivots:
    """Rows from which all distances in steps are known.

    Attributes
    ----------
    rows
        (p,) int32.
    steps
        (n, p) uint8.
    """

    def __init__(self, rows: Rows, capacity: int, rng: np.random.Generator) -> None:
        self._graph = rows
        self._steps = np.zeros((rows.n, capacity), dtype=np.uint8)
        self._found: list[int] = []
        self._nearest = np.full(rows.n, kernels.FAR, dtype=np.int64)
        # Ties by a seeded order: by row, pivots pile up in one region.
        self._order = rng.permutation(rows.n)
        self._chance = rng.permutation(rows.n).astype(np.int32)
        self._queue = np.empty(rows.n, dtype=np.int32)
        self._one = np.empty(rows.n, dtype=np.uint8)

    @property
    def rows(self) -> Ints:
        """(p,) the pivots found so far."""
        return np.array(self._found, dtype=np.int32)

    @property
    def steps(self) -> Steps:
        """(n, p) distances in steps to the pivots found so far."""
        return np.ascontiguousarray(self._steps[:, : len(self._found)])

    def add_far_ones(self, count: int, token: CancelToken) -> None:
        """Add rows each of which is farthest from all pivots before."""
        for _ in range(count):
            pivot = int(np.argmax(self._nearest * self._graph.n + self._order))
            self._add(pivot, token)

    def add_by_chance(
        self, count: int, token: CancelToken, on_each: Callable[[], None] | None = None
    ) -> None:
        """Add rows by chance."""
        taken = set(self._found)
        for row in self._chance:
            if count <= 0:
                break
            if int(row) not in taken:
                self._add(int(row), token)
                count -= 1
                if on_each is not None:
                    on_each()

    def _add(self, pivot: int, token: CancelToken) -> None:
        token.raise_if_cancelled()
        kernels.search(self._graph.begin, self._graph.to, pivot, self._one, self._queue)
        self._steps[:, len(self._found)] = self._one
        np.minimum(self._nearest, self._one, out=self._nearest)
        self._found.append(pivot)


def pivot_scaling(pivots: Pivots) -> Floats32:
    """Place all rows, (n, 2), by their distances to the pivots.

    References
    ----------
    Brandes, Pich: Eigensolver methods for progressive multidimensional scaling, 2006.
    """
    squared = pivots.steps.astype(np.float32) ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    best = np.argsort(values)[::-1][:2]
    direction = vectors[:, best]
    heaviest = np.argmax(np.abs(direction), axis=0)
    direction = direction * np.sign(direction[heaviest, np.arange(len(best))])
    places = np.zeros((len(centred), 2), dtype=np.float32)
    places[:, : len(best)] = centred @ direction.astype(np.float32)
    return places
