"""Packs groups of actors into one picture of the canvas's shape, without wasted space.

The first groups take the middle; a later one goes into a free corner of the picture if there is
one, else where the picture grows least. Isolated actors form a strip below everything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.network.layout.small.legibility import PADDING, Boxes

if TYPE_CHECKING:
    from explorer.network.layout.request import Floats, Ints, Mask
    from explorer.progress import CancelToken

GAP = 0.3
"""Free space in layout units that groups keep from each other."""
ROOMY_GAPS = (1.0, 0.6)
"""Gaps tried first for corners, so that a small group does not look like part of a big one."""
MAX_NAMED_ISOLATED = 60
"""From this many isolated actors on, the strip leaves no room for names."""
BARE_STEP = 0.4
CELLS = 60_000
MOST_ONE_BY_ONE = 40
"""Up to so many groups the best place is looked for anew for each."""
ALIKE_AT_ONCE = 64
MARKED_TIES = 2_000
"""Up to so many ties are kept clear of other groups; more of them cover their group anyway."""

Bounds = tuple[float, float, float, float]


@dataclass(eq=False)
class Picture:
    """The picture so far: which cells are taken, and its bounds.

    Attributes
    ----------
    bounds
        Left, top, right, bottom of what is placed, None when nothing is.
    """

    aspect: float
    cell: float
    bounds: Bounds | None = None
    _taken: list[npt.NDArray[np.int64]] = field(default_factory=list)

    @classmethod
    def for_groups(cls, areas: Floats, aspect: float) -> Picture:
        """Choose cells fine enough for the groups and few enough to be quick."""
        return cls(aspect, max(0.15, float(np.sqrt(areas.sum() * 4 / CELLS))))

    def take(self, places: Floats, boxes: Boxes, ties: Ints, token: CancelToken) -> None:
        """Mark the room of placed actors and their ties as taken."""
        if len(places) == 0:
            return
        bounds = boxes.bounds(places)
        self._grow(bounds)
        middle = places.copy()
        middle[:, 1] += boxes.shift
        for x in np.linspace(-1, 1, 5):
            for y in np.linspace(-1, 1, 3):
                token.raise_if_cancelled()
                self._mark(middle + boxes.half * [x, y])
        if len(ties) <= MARKED_TIES:
            start, end = places[ties[:, 0]], places[ties[:, 1]]
            longest = float(np.abs(end - start).max()) if len(ties) else 0.0
            for t in np.linspace(0, 1, int(np.clip(longest / self.cell, 1, 400)) + 1):
                self._mark(start + t * (end - start))

    def _mark(self, points: Floats) -> None:
        self._taken.append(np.floor(points / self.cell).astype(np.int64))

    def _grow(self, b: Floats) -> None:
        left, top, right, bottom = (float(value) for value in b)
        if self.bounds is not None:
            left, top = min(left, self.bounds[0]), min(top, self.bounds[1])
            right, bottom = max(right, self.bounds[2]), max(bottom, self.bounds[3])
        self.bounds = (left, top, right, bottom)

    def place_all(self, sizes: Floats, token: CancelToken) -> Floats:
        """Find room for rectangles (c, 2), in their order, and take it; give middles (c, 2)."""
        middles = np.zeros((len(sizes), 2))
        if len(sizes) == 0:
            return middles
        grid = _Grid(self, sizes, token)
        if len(sizes) <= MOST_ONE_BY_ONE:
            for c, size in enumerate(sizes):
                token.raise_if_cancelled()
                middles[c] = grid.place(size)
        else:
            # Many groups are of few sizes; room for one size is found for dozens at once.
            steps = np.ceil(sizes / self.cell).astype(np.int64)
            alike, of_group = np.unique(steps, axis=0, return_inverse=True)
            for kind in np.argsort(-alike.prod(axis=1), kind="stable"):
                rows = np.flatnonzero(of_group.ravel() == kind)
                middles[rows] = grid.place_many(sizes[rows].max(axis=0), len(rows), token)
        if grid.bounds is not None:
            self._grow(np.array(grid.bounds))
        return middles

    def taken_mask(self, left: int, top: int, wide: int, high: int, token: CancelToken) -> Mask:
        """Give the taken cells of a window of the plane, (high, wide)."""
        mask = np.zeros((high, wide), dtype=np.bool_)
        for taken in self._taken:
            token.raise_if_cancelled()
            x, y = taken[:, 0] - left, taken[:, 1] - top
            inside = (x >= 0) & (x < wide) & (y >= 0) & (y < high)
            mask[y[inside], x[inside]] = True
        return mask


class _Grid:
    """The plane around the picture as cells, while rectangles are placed."""

    def __init__(self, picture: Picture, sizes: Floats, token: CancelToken) -> None:
        self.aspect, self.cell, self.bounds = picture.aspect, picture.cell, picture.bounds
        area = float(((sizes + GAP) ** 2).max(axis=1).sum())
        reach = np.sqrt(area) * 1.2 + float(sizes.max()) + 2 * GAP
        left, top, right, bottom = self.bounds or (0.0, 0.0, 0.0, 0.0)
        self.left = int(np.floor((left - reach * self.aspect) / self.cell))
        self.top = int(np.floor((top - reach) / self.cell))
        wide = int(np.ceil((right + reach * self.aspect) / self.cell)) - self.left
        high = int(np.ceil((bottom + reach) / self.cell)) - self.top
        self.taken = picture.taken_mask(self.left, self.top, wide, high, token)
        self._fill_holes(token)

    def _fill_holes(self, token: CancelToken) -> None:
        """Take what the outside does not reach: a group inside another's ring looks tied to it."""
        reached = np.zeros_like(self.taken)
        reached[0, :] = reached[-1, :] = reached[:, 0] = reached[:, -1] = True
        free = ~self.taken
        while True:
            token.raise_if_cancelled()
            grown = reached.copy()
            for axis in (0, 1):
                for backwards in (False, True):
                    _sweep(grown, free, axis, backwards)
            if np.array_equal(grown, reached):
                break
            reached = grown
        self.taken |= ~reached

    def place(self, size: Floats) -> Floats:
        if self.bounds is None:
            return self._settle(np.zeros(2), size)
        for gap in ROOMY_GAPS:
            found = self._ranked(size, gap, self.bounds, may_grow=False)
            if len(found):
                return self._settle(found[0], size)
        found = self._ranked(size, GAP, self.bounds, may_grow=True)
        return self._settle(found[0] if len(found) else self._below(size), size)

    def place_many(self, size: Floats, count: int, token: CancelToken) -> Floats:
        middles: list[Floats] = [] if self.bounds else [self._settle(np.zeros(2), size)]
        while len(middles) < count:
            token.raise_if_cancelled()
            ranked = self._ranked(size, GAP, self.bounds or (0, 0, 0, 0), may_grow=True)
            before = len(middles)
            for middle in ranked:
                if len(middles) == min(count, before + ALIKE_AT_ONCE):
                    break
                if not self.taken[self._window(middle, size + 2 * GAP)].any():
                    middles.append(self._settle(middle, size))
            if len(middles) == before:
                middles.append(self._settle(self._below(size), size))
        return np.array(middles)

    def _below(self, size: Floats) -> Floats:
        """Give a place where there is always room, for when the window of cells is full."""
        left, _, right, bottom = self.bounds or (0.0, 0.0, 0.0, 0.0)
        return np.array([(left + right) / 2, bottom + GAP + size[1] / 2])

    def _ranked(self, size: Floats, gap: float, bounds: Bounds, may_grow: bool) -> Floats:
        """Give the middles of free places for a rectangle, best first, (c, 2)."""
        wide, high = (int(np.ceil((side + 2 * gap) / self.cell)) for side in size)
        if high >= self.taken.shape[0] or wide >= self.taken.shape[1]:
            return np.zeros((0, 2))
        total = np.zeros((self.taken.shape[0] + 1, self.taken.shape[1] + 1), dtype=np.int32)
        np.cumsum(np.cumsum(self.taken, axis=0, dtype=np.int32), axis=1, out=total[1:, 1:])
        within = total[high:, wide:] - total[:-high, wide:] - total[high:, :-wide]
        is_free = (within + total[:-high, :-wide]) == 0
        y = (np.arange(is_free.shape[0]) + self.top + high / 2) * self.cell
        x = (np.arange(is_free.shape[1]) + self.left + wide / 2) * self.cell
        left, top, right, bottom = bounds
        new_wide = np.maximum(right, x + size[0] / 2) - np.minimum(left, x - size[0] / 2)
        new_high = np.maximum(bottom, y + size[1] / 2) - np.minimum(top, y - size[1] / 2)
        if not may_grow:
            is_free &= (new_wide <= right - left + 1e-6) & (new_high <= bottom - top + 1e-6)[
                :, None
            ]
        rows, columns = np.nonzero(is_free)
        span = np.maximum(new_wide[columns] / self.aspect, new_high[rows])
        # Equal spans: where the sum of both sides grows least, then nearest to the middle.
        around = new_wide[columns] / self.aspect + new_high[rows]
        off = ((x[columns] - (left + right) / 2) / self.aspect) ** 2
        off = off + (y[rows] - (top + bottom) / 2) ** 2
        order = np.lexsort((off, np.round(around, 6), np.round(span, 6)))
        return np.stack([x[columns[order]], y[rows[order]]], axis=1)

    def _window(self, middle: Floats, size: Floats) -> tuple[slice, slice]:
        """Give the cells that a rectangle lies on."""
        corner = np.array([self.left, self.top])
        first = np.maximum(np.floor((middle - size / 2) / self.cell + 1e-9).astype(int) - corner, 0)
        last = np.ceil((middle + size / 2) / self.cell - 1e-9).astype(int) - corner
        return slice(first[1], last[1]), slice(first[0], last[0])

    def _settle(self, middle: Floats, size: Floats) -> Floats:
        low, high = middle - size / 2, middle + size / 2
        self.taken[self._window(middle, size)] = True
        b = self.bounds or (low[0], low[1], high[0], high[1])
        self.bounds = (
            float(min(b[0], low[0])),
            float(min(b[1], low[1])),
            float(max(b[2], high[0])),
            float(max(b[3], high[1])),
        )
        return middle


def _sweep(reached: Mask, free: Mask, axis: int, backwards: bool) -> None:
    """Spread what is reached along lines of free cells in one direction."""
    lines, open_ = (reached, free) if axis == 0 else (reached.T, free.T)
    order = range(len(lines) - 2, -1, -1) if backwards else range(1, len(lines))
    for i in order:
        lines[i] |= lines[i + 1 if backwards else i - 1] & open_[i]


def shelves(sizes: Floats, width: float) -> Floats:
    """Set rectangles (c, 2) on shelves of a width below the origin; give middles (c, 2).

    Quick and without holes to fill: for pictures that are not ready.
    """
    middles = np.zeros((len(sizes), 2))
    left, top, tallest = 0.0, 0.0, 0.0
    for c, (wide, high) in enumerate(sizes + GAP):
        if left > 0 and left + wide > width:
            left, top, tallest = 0.0, top + tallest, 0.0
        middles[c] = left + wide / 2, top + high / 2
        left, tallest = left + wide, max(tallest, high)
    return middles


def strip(boxes: Boxes, bounds: Bounds | None, aspect: float) -> Floats:
    """Set isolated actors in rows below the bounds, in their order, (k, 2)."""
    k = len(boxes.radius)
    if k == 0:
        return np.zeros((0, 2))
    if k <= MAX_NAMED_ISOLATED:
        step = 2 * boxes.half.max(axis=0) + PADDING
    else:
        step = np.full(2, max(BARE_STEP, 2 * float(boxes.radius.max()) + PADDING))
    if bounds is None:
        columns = int(np.clip(np.ceil(np.sqrt(k * aspect * step[1] / step[0])), 1, k))
        corner = -np.array([columns * step[0], np.ceil(k / columns) * step[1]]) / 2
    else:
        columns = int(np.clip((bounds[2] - bounds[0]) // step[0], 1, k))
        corner = np.array([bounds[0], bounds[3] + GAP])
    rows, cols = np.divmod(np.arange(k), columns)
    places = corner + (np.stack([cols, rows], axis=1) + 0.5) * step
    places[:, 1] -= boxes.shift if k <= MAX_NAMED_ISOLATED else 0
    answer: Floats = places
    return answer
