"""The means of the layout in plain numpy, for where the compiled ones are not at hand.

Pushes are computed on a grid by Fourier transform, so that their cost does not grow with the
square of the number of actors. There are no coarser graphs: the picture unfolds from the
distances to pivots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout.large.rows import FAR

if TYPE_CHECKING:
    from explorer.network.layout.large.means import Level, Model
    from explorer.network.layout.large.rows import Rows, Steps
    from explorer.network.layout.request import Floats, Floats32, Ints, Mask
    from explorer.progress import CancelToken

ROWS_AT_ONCE = 20_000
STRESS_ROWS = 4_000
NEAR_IN_ORDER = 6
"""How many of those next in order each is compared with, to part those on one spot."""


class PlainMeans:
    """The costly parts without compiled code."""

    patience = 0.5

    def search(self, rows: Rows, source: int, steps: Steps) -> None:
        """Search from a row, one ring of neighbours after the other."""
        steps.fill(FAR)
        steps[source] = 0
        ring = np.array([source])
        far = 0
        while len(ring):
            far += 1
            if far == FAR - 1:
                # Everything is within reach, and distances from here on are not told apart.
                steps[steps == FAR] = far
                return
            first, count = rows.begin[ring], rows.begin[ring + 1] - rows.begin[ring]
            inner = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
            met = rows.to[np.repeat(first, count) + inner]
            met = met[steps[met] == FAR]
            steps[met] = far
            ring = np.unique(met)

    def coarsen(self, rows: Rows, rng: np.random.Generator, token: CancelToken) -> list[Level]:
        """Give no coarser graphs."""
        return []

    def body(self, rows: Rows, weight: Floats32, x: Floats32, mass: Floats32) -> PlainBody:
        """Set actors at their places."""
        return PlainBody(rows, weight, x, mass)

    def sum_stress(self, steps: Steps, pivots: Ints, x: Floats32) -> Floats:
        """Sum over rows at even distances, which estimate the others."""
        rows = np.unique(np.linspace(0, len(x) - 1, min(len(x), STRESS_ROWS)).astype(np.int64))
        far = steps[rows].astype(np.float64)
        apart = np.hypot(*(x[rows, None] - x[pivots]).astype(np.float64).transpose(2, 0, 1))
        ratio = (apart / np.maximum(far, 1))[far > 0]
        return np.array([(ratio**2).sum(), ratio.sum(), float(len(ratio))])


class PlainBody:
    """A `Body` that computes pushes on a grid.

    References
    ----------
    Linderman et al.: Fast interpolation-based t-SNE for improved visualization of single-cell
    RNA-seq data, 2019, for the grid.
    """

    def __init__(self, rows: Rows, weight: Floats32, x: Floats32, mass: Floats32) -> None:
        n = rows.n
        self.rows, self.mass = rows, mass.astype(np.float64)
        self.x: Floats32 = x.astype(np.float32)
        self.home: Floats32 = np.zeros((n, 2), dtype=np.float32)
        self.hold: Floats32 = np.zeros(n, dtype=np.float32)
        self.is_fixed: Mask = np.zeros(n, dtype=np.bool_)
        self._last_step = np.zeros((n, 2))
        # Each tie once; its pull acts on both ends.
        owner = rows.owner
        once = owner < rows.to
        self._a, self._b = owner[once], rows.to[once]
        self._weight = weight[once].astype(np.float64)
        self._side = 64 if n <= 3_000 else 128 if n <= 20_000 else 256

    def step(
        self,
        model: Model,
        cap: float,
        token: CancelToken,
        pivots: Ints | None = None,
        steps: Steps | None = None,
    ) -> float:
        """Move everybody once, at most by the cap; give the mean length of the moves."""
        token.raise_if_cancelled()
        force, slope = self._pushes(model)
        token.raise_if_cancelled()
        if model.near > 0:
            self._add_near_pushes(model, force, slope)
        token.raise_if_cancelled()
        self._add_ties(model, force, slope)
        if pivots is not None and steps is not None and model.faithful > 0:
            for first in range(0, len(self.x), ROWS_AT_ONCE):
                token.raise_if_cancelled()
                part = slice(first, first + ROWS_AT_ONCE)
                self._add_pivots(model, pivots, steps, part, force, slope)
        return self._move(force, slope, cap)

    def _pushes(self, model: Model) -> tuple[Floats, Floats]:
        """Spread masses on a grid, fold with the push of one mass, and read at each place."""
        side = self._side
        x = self.x.astype(np.float64)
        low = x.min(axis=0)
        cell = max(float((x.max(axis=0) - low).max()) / (side - 2), 1e-9)
        at = (x - low) / cell
        corner = np.minimum(at.astype(np.int64), side - 2)
        part = at - corner
        shares = [
            ((part[:, 0] if right else 1 - part[:, 0]) * (part[:, 1] if down else 1 - part[:, 1]))
            for right in (0, 1)
            for down in (0, 1)
        ]
        spots = [
            (corner[:, 0] + right) * side + corner[:, 1] + down
            for right in (0, 1)
            for down in (0, 1)
        ]
        masses = np.zeros(side * side)
        for share, spot in zip(shares, spots, strict=True):
            masses += np.bincount(spot, weights=share * self.mass, minlength=side * side)
        far = np.fft.fftfreq(2 * side, 1 / (2 * side)) * cell
        # Nothing finer than a cell can be told apart.
        one = model.push / (max(model.soft, cell * cell / 2) + far[:, None] ** 2 + far**2)
        one = one.astype(np.float32)
        far = far.astype(np.float32)
        folded = np.fft.rfft2(masses.astype(np.float32).reshape(side, side), (2 * side, 2 * side))
        fields = []
        for kernel in (one * far[:, None], one * far, one):
            field = np.fft.irfft2(folded * np.fft.rfft2(kernel), (2 * side, 2 * side))
            flat = np.ascontiguousarray(field[:side, :side]).ravel()
            read = sum(share * flat[spot] for share, spot in zip(shares, spots, strict=True))
            fields.append(read * self.mass)
        force = np.stack(fields[:2], axis=1)
        return force, np.maximum(fields[2], 0)

    def _add_near_pushes(self, model: Model, force: Floats, slope: Floats) -> None:
        """Push those apart that follow each other in cells of the reach, by rows and columns."""
        n = len(self.x)
        at = np.floor(self.x / model.reach).astype(np.int64)
        at -= at.min(axis=0)
        for first, second in ((0, 1), (1, 0)):
            order = np.argsort(
                at[:, first] * (int(at[:, second].max()) + 2) + at[:, second], kind="stable"
            )
            for further in range(1, min(NEAR_IN_ORDER, n - 1) + 1):
                a, b = order[:-further], order[further:]
                delta = (self.x[a] - self.x[b]).astype(np.float64)
                apart = (delta**2).sum(axis=1) + (model.reach / 10) ** 2
                room = model.reach**2 / apart - 1
                close = np.flatnonzero(room > 0)
                a, b, delta = a[close], b[close], delta[close]
                # Most pairs are met by rows and by columns.
                push = model.near / 2 * room[close]
                for axis in (0, 1):
                    along = push * delta[:, axis]
                    force[:, axis] += np.bincount(a, along, n) - np.bincount(b, along, n)
                slope += np.bincount(a, push, n) + np.bincount(b, push, n)

    def _add_ties(self, model: Model, force: Floats, slope: Floats) -> None:
        n = len(self.x)
        delta = (self.x[self._b] - self.x[self._a]).astype(np.float64)
        squared = delta[:, 0] ** 2 + delta[:, 1] ** 2
        pull = self._weight * (
            model.linear + model.by_length * np.sqrt(squared) + model.bounded / (1 + squared)
        )
        for axis in (0, 1):
            along = pull * delta[:, axis]
            force[:, axis] += np.bincount(self._a, along, n) - np.bincount(self._b, along, n)
        slope += np.bincount(self._a, pull, n) + np.bincount(self._b, pull, n)

    def _add_pivots(
        self,
        model: Model,
        pivots: Ints,
        steps: Steps,
        part: slice,
        force: Floats,
        slope: Floats,
    ) -> None:
        far = steps[part].astype(np.float32)
        dx = self.x[part, 0, None] - self.x[pivots, 0]
        dy = self.x[part, 1, None] - self.x[pivots, 1]
        weight = np.where(far > 0, model.faithful / np.maximum(far * far, 1), 0)
        push = weight * (model.unit * far / (np.sqrt(dx * dx + dy * dy) + 1e-6) - 1)
        force[part, 0] += (push * dx).sum(axis=1)
        force[part, 1] += (push * dy).sum(axis=1)
        slope[part] += weight.sum(axis=1)

    def _move(self, force: Floats, slope: Floats, cap: float) -> float:
        pull = self.hold * slope
        stiff = 0.7 / np.maximum(slope + pull, 1e-9)
        towards = force + pull[:, None] * (self.home - self.x)
        move = 0.5 * self._last_step + stiff[:, None] * towards
        length = np.hypot(move[:, 0], move[:, 1])
        move *= np.minimum(1, cap / np.maximum(length, 1e-12))[:, None]
        move[self.is_fixed] = 0
        self._last_step = move
        # Pivots pull without being pulled, so all would wander off together.
        is_held = bool(self.is_fixed.any() or (self.hold > 0).any())
        self.x = (self.x + move - (0 if is_held else move.mean(axis=0))).astype(np.float32)
        return float(np.minimum(length, cap).mean())
