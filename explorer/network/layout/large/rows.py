"""A large graph as compressed rows, and distances in it from some rows called pivots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.network.layout.ordering import stable_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.network.layout.components import Component
    from explorer.network.layout.request import Floats32, Ints
    from explorer.progress import CancelToken

Steps = npt.NDArray[np.uint8]
ROWS_AT_ONCE = 8192
FAR = 255
"""Distance of what a search did not reach; also the largest that is told apart, plus one."""


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

    @property
    def owner(self) -> Ints:
        """The row each entry of `to` belongs to."""
        return np.repeat(np.arange(self.n, dtype=np.int32), self.degree)

    @classmethod
    def of(cls, component: Component, token: CancelToken) -> Rows:
        """Compress a component's ties; neighbours are ascending."""
        n = component.size
        a, b = component.ties[:, 0], component.ties[:, 1]
        owner = np.concatenate([b, a])
        order = stable_order(owner, token)
        token.raise_if_cancelled()
        begin = np.zeros(n + 1, dtype=np.int32)
        np.cumsum(np.bincount(owner, minlength=n), out=begin[1:])
        to = np.concatenate([a, b])[order].astype(np.int32)
        token.raise_if_cancelled()
        weight = np.concatenate([component.weights, component.weights])[order]
        return cls(begin, to, weight.astype(np.float32), np.ones(n, dtype=np.int32))


Search = "Callable[[Rows, int, Steps], None]"


class Pivots:
    """Rows from which all distances in steps are known.

    Parameters
    ----------
    search
        Fills an array (n,) with the steps from a row to all rows, at most `FAR` - 1.
    """

    def __init__(
        self,
        rows: Rows,
        capacity: int,
        search: Callable[[Rows, int, Steps], None],
        rng: np.random.Generator,
    ) -> None:
        self._graph, self._search = rows, search
        self._capacity = min(capacity, rows.n)
        self._steps = np.zeros((rows.n, self._capacity), dtype=np.uint8)
        self._found: list[int] = []
        self._nearest = np.full(rows.n, FAR, dtype=np.int64)
        # Ties by a seeded order: by row, pivots pile up in one region.
        self._order = rng.permutation(rows.n)
        self._chance = rng.permutation(rows.n)
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
            self._add(int(np.argmax(self._nearest * self._graph.n + self._order)), token)

    def add_by_chance(self, count: int, token: CancelToken) -> None:
        """Add rows by chance."""
        fresh = self._chance[~np.isin(self._chance, self._found)]
        for row in fresh[:count]:
            self._add(int(row), token)

    def _add(self, pivot: int, token: CancelToken) -> None:
        token.raise_if_cancelled()
        if len(self._found) >= self._capacity:
            return
        self._search(self._graph, pivot, self._one)
        self._steps[:, len(self._found)] = self._one
        np.minimum(self._nearest, self._one, out=self._nearest)
        self._found.append(pivot)


def pivot_scaling(pivots: Pivots, token: CancelToken) -> Floats32:
    """Place all rows, (n, 2), by their distances to the pivots.

    References
    ----------
    Brandes, Pich: Eigensolver methods for progressive multidimensional scaling, 2006.
    """
    steps = pivots.steps
    n, count = steps.shape
    parts = [slice(first, first + ROWS_AT_ONCE) for first in range(0, n, ROWS_AT_ONCE)]
    squares = np.arange(FAR + 1, dtype=np.float32) ** 2
    column_mean = np.zeros(count)
    for part in parts:
        token.raise_if_cancelled()
        column_mean += squares[steps[part]].sum(axis=0, dtype=np.float64) / n
    offset = (column_mean.mean() - column_mean).astype(np.float32)

    def centred(part: slice) -> Floats32:
        token.raise_if_cancelled()
        squared = squares[steps[part]]
        answer: Floats32 = squared - squared.mean(axis=1)[:, None] + offset
        return answer

    products = np.zeros((count, count))
    for part in parts:
        block = centred(part)
        products += block.T @ block
    token.raise_if_cancelled()
    values, vectors = np.linalg.eigh(products)
    direction = vectors[:, np.argsort(values)[::-1][:2]]
    # An eigenvector has no sign of its own.
    heaviest = np.argmax(np.abs(direction), axis=0)
    direction = direction * np.sign(direction[heaviest, np.arange(direction.shape[1])])
    places = np.zeros((n, 2), dtype=np.float32)
    for part in parts:
        places[part, : direction.shape[1]] = centred(part) @ direction.astype(np.float32)
    return places
