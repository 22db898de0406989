"""The compiled means of the layout: its import loads, or compiles, the kernels.

Import it only where `compiled.engine_is_ready`, or in the process that fills the cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout.large import force_kernels, graph_kernels, grouping

if TYPE_CHECKING:
    from explorer.network.layout.large.means import Level, Model
    from explorer.network.layout.large.rows import Rows, Steps
    from explorer.network.layout.request import Floats, Floats32, Ints, Mask
    from explorer.progress import CancelToken

LEAVES_AT_ONCE = 2048
ROWS_AT_ONCE = 32_768
"""After so many the token is asked: each part takes some ten thousandths of a second."""
OPENING = 1.0
"""Cells smaller than this by their distance push as one (Barnes-Hut)."""


class CompiledMeans:
    """The costly parts as compiled kernels."""

    patience = 1.0

    def search(self, rows: Rows, source: int, steps: Steps) -> None:
        """Search from a row, breadth first."""
        graph_kernels.search(rows.begin, rows.to, source, steps, np.empty(rows.n, dtype=np.int32))

    def coarsen(self, rows: Rows, rng: np.random.Generator, token: CancelToken) -> list[Level]:
        """Group rows that are tied much, level by level."""
        return grouping.coarsen(rows, rng, token)

    def body(self, rows: Rows, weight: Floats32, x: Floats32, mass: Floats32) -> CompiledBody:
        """Set actors at their places."""
        return CompiledBody(rows, weight, x, mass)

    def sum_stress(self, steps: Steps, pivots: Ints, x: Floats32) -> Floats:
        """Sum over all rows."""
        sums = np.zeros(3)
        graph_kernels.sum_stress(steps, pivots, x, sums)
        return sums


class CompiledBody:
    """A `Body` with the room that a step needs, so that no step allocates much.

    Everybody pushes everybody by a quadtree (Barnes, Hut 1986), each leaf for its own points.
    """

    def __init__(self, rows: Rows, weight: Floats32, x: Floats32, mass: Floats32) -> None:
        n = rows.n
        self.rows, self.weight, self.mass = rows, weight, mass
        self.x: Floats32 = np.ascontiguousarray(x, dtype=np.float32)
        self.home: Floats32 = np.zeros((n, 2), dtype=np.float32)
        self.hold: Floats32 = np.zeros(n, dtype=np.float32)
        self.is_fixed: Mask = np.zeros(n, dtype=np.bool_)
        self._last_step = np.zeros((n, 2), dtype=np.float32)
        self._force = np.zeros((n, 2), dtype=np.float32)
        self._slope = np.zeros(n, dtype=np.float32)
        self._order = np.empty(n, dtype=np.int32)
        self._keys = np.empty(n, dtype=np.uint32)
        cells = 2 * n + 64
        self._cell = np.empty((cells, 4), dtype=np.int32)
        self._real = np.empty((cells, 7), dtype=np.float32)
        self._leaves = np.empty(n + 2, dtype=np.int32)
        self._work = np.empty((3, n + cells), dtype=np.float32)

    def step(
        self,
        model: Model,
        cap: float,
        token: CancelToken,
        pivots: Ints | None = None,
        steps: Steps | None = None,
    ) -> float:
        """Move everybody once, at most by the cap; give the mean length of the moves."""
        n = self.rows.n
        token.raise_if_cancelled()
        self._force.fill(0)
        self._slope.fill(0)
        self._push(model, token)
        for first in range(0, n, ROWS_AT_ONCE):
            last = min(n, first + ROWS_AT_ONCE)
            token.raise_if_cancelled()
            force_kernels.attract(
                self.rows.begin, self.rows.to, self.weight, first, last, self.x, model.linear,
                model.by_length, model.bounded, self._force, self._slope,
            )  # fmt: skip
            if pivots is not None and steps is not None and model.faithful > 0:
                token.raise_if_cancelled()
                force_kernels.keep_distances(
                    steps, pivots, first, last, self.x, model.faithful, model.unit, self._force,
                    self._slope,
                )  # fmt: skip
        token.raise_if_cancelled()
        return float(
            force_kernels.move(
                self.x, self._last_step, self._force, self._slope, self.home, self.hold,
                self.is_fixed, cap,
            )
        )  # fmt: skip

    def _push(self, model: Model, token: CancelToken) -> None:
        # Column by column: numpy reduces the long axis of pairs slowly.
        low = [self.x[:, axis].min() for axis in (0, 1)]
        side = max(float(self.x[:, axis].max() - low[axis]) for axis in (0, 1)) + 1e-6
        scale = (1 << force_kernels.BITS) / side
        force_kernels.z_order(self.x, low[0], low[1], scale, self._order, self._keys)
        token.raise_if_cancelled()
        count = force_kernels.build_tree(
            self._keys, self._order, self.x, self.mass, self._cell, self._real, self._leaves
        )
        n_leaves = int(self._leaves[-1])
        for first in range(0, n_leaves, LEAVES_AT_ONCE):
            token.raise_if_cancelled()
            force_kernels.repel(
                self._cell, self._real, count, self._leaves, first,
                min(n_leaves, first + LEAVES_AT_ONCE), self._order, self.x, self.mass, OPENING,
                model.push, model.soft, model.near, model.reach, self._work, self._force,
                self._slope,
            )  # fmt: skip
