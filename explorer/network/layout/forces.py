"""One step of all actors of a large graph: everybody pushes, ties and pivots pull."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout import force_kernels as kernels

if TYPE_CHECKING:
    from explorer.network.layout.request import Floats32, Ints, Mask
    from explorer.network.layout.rows import Rows, Steps
    from explorer.progress import CancelToken

OPENING = 1.0
"""Cells smaller than this by their distance push as one (Barnes-Hut)."""


@dataclass(frozen=True)
class Model:
    """Strengths of the forces.

    A tie pulls with its weight × (`linear` + `by_length` d + `bounded` / (1 + d²)) × d. Two
    masses m push with m m' (`push` / (`soft` + d²) + `near` (`reach`² - d²)) × d, the latter
    within the reach only. Pivots pull to `unit` per step with `faithful` / D².
    """

    linear: float = 0.0
    by_length: float = 0.0
    bounded: float = 0.0
    push: float = 0.0
    soft: float = 1.0
    near: float = 0.0
    reach: float = 0.0
    faithful: float = 0.0
    unit: float = 1.0


class Body:
    """Actors on the move, with the room that a step needs, so that no step allocates much.

    Attributes
    ----------
    x
        (n, 2) float32, changed in place by `step`.
    home, hold
        Where each is held, and how strongly by the slope of its forces; 0 is free.
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
        self._force.fill(0)
        self._slope.fill(0)
        self._push(model, token)
        token.raise_if_cancelled()
        kernels.attract(
            self.rows.begin, self.rows.to, self.weight, 0, n, self.x, model.linear,
            model.by_length, model.bounded, self._force, self._slope,
        )  # fmt: skip
        if pivots is not None and steps is not None and model.faithful > 0:
            token.raise_if_cancelled()
            kernels.keep_distances(
                steps, pivots, 0, n, self.x, model.faithful, model.unit, self._force, self._slope
            )
        token.raise_if_cancelled()
        return float(
            kernels.move(
                self.x, self._last_step, self._force, self._slope, self.home, self.hold,
                self.is_fixed, cap,
            )
        )  # fmt: skip

    def _push(self, model: Model, token: CancelToken) -> None:
        low, high = self.x.min(axis=0), self.x.max(axis=0)
        side = max(float((high - low).max()), 1e-6)
        scale = (1 << kernels.BITS) / side
        kernels.z_order(self.x, low[0], low[1], scale, self._order, self._keys)
        count = kernels.build_tree(
            self._keys, self._order, self.x, self.mass, self._cell, self._real, self._leaves
        )
        token.raise_if_cancelled()
        kernels.repel(
            self._cell, self._real, count, self._leaves, 0, int(self._leaves[-1]), self._order,
            self.x, self.mass, OPENING, model.push, model.soft, model.near, model.reach,
            self._work, self._force, self._slope,
        )  # fmt: skip
