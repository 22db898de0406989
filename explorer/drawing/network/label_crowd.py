"""How many small glyphs a name would cover, where they are too many to look at one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from explorer.drawing.network.label_boxes import Boxes

_CELL_PX = 4.0


@dataclass(frozen=True, eq=False)
class Crowd:
    """Weights of points, to be summed in boxes.

    Attributes
    ----------
    column, row, weight
        Cell and weight of each point; those outside the view are left out.
    shape
        Rows and columns of cells.
    reach_px
        A name covers a glyph whose centre lies this far outside, too.
    """

    column: npt.NDArray[np.intp]
    row: npt.NDArray[np.intp]
    weight: npt.NDArray[np.float64]
    shape: tuple[int, int]
    reach_px: float

    @classmethod
    def of(
        cls,
        xy_px: npt.NDArray[np.float64],
        weight: npt.NDArray[np.float64],
        size_px: tuple[float, float],
        reach_px: float,
    ) -> Crowd:
        """Count points in a view of a size; those outside do not count."""
        width_px, height_px = size_px
        columns = int(np.ceil(width_px / _CELL_PX)) + 1
        rows = int(np.ceil(height_px / _CELL_PX)) + 1
        at = np.floor(xy_px / _CELL_PX).astype(np.intp)
        inside = (at >= 0).all(axis=1) & (at[:, 0] < columns) & (at[:, 1] < rows)
        return cls(at[inside, 0], at[inside, 1], weight[inside], (rows, columns), reach_px)

    @cached_property
    def total(self) -> npt.NDArray[np.float64]:
        """Weights of all cells above and to the left, (rows + 1, columns + 1).

        Four looks give any box. Made when a name is first weighed: while names only move along
        with the view, none is.
        """
        rows, columns = self.shape
        flat = self.row * columns + self.column
        cells = np.bincount(flat, weights=self.weight, minlength=rows * columns)
        total = np.zeros((rows + 1, columns + 1))
        np.cumsum(np.cumsum(cells.reshape(rows, columns), axis=0), axis=1, out=total[1:, 1:])
        return total

    def weight_in(self, boxes: Boxes) -> npt.NDArray[np.float64]:
        """Return the weight of the points in or close by each box (..., 4), within a cell."""
        rows, columns = self.total.shape
        grown = boxes + self.reach_px * np.array([-1.0, -1.0, 1.0, 1.0])
        at = np.rint(grown / _CELL_PX).astype(np.int64)
        left, right = np.clip(at[..., 0], 0, columns - 1), np.clip(at[..., 2], 0, columns - 1)
        top, bottom = np.clip(at[..., 1], 0, rows - 1), np.clip(at[..., 3], 0, rows - 1)
        below = self.total[bottom, right] - self.total[bottom, left]
        return np.asarray(below - self.total[top, right] + self.total[top, left])
