"""How the canvas of the timeline is divided: names, lanes, histogram and axis."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.theme import Fonts

_TOP_PX = 4
_MOST_ROW_PX = 32
_USUAL_ROW_PX = 17
#: Rows as low as that where all lanes then fit; else they keep their height and scroll.
_LEAST_ROW_PX = 13.0
_AXIS_PX = 21
_HISTOGRAM_PART = 0.23
_HISTOGRAM_PX = (32, 76)


@dataclass(frozen=True)
class Geometry:
    """Rectangles of the canvas in logical pixels, for a size, a text size and a number of rows.

    Attributes
    ----------
    names_px
        Width of the column with the names of the lanes.
    row_px
        Height of one row.
    lanes_top, lanes_px
        Where the visible part of the lanes is.
    base_px
        Where the histogram stands and the axis begins.
    scroll_px
        By how much the lanes are scrolled, 0 to `most_scroll_px`.
    """

    width_px: float
    height_px: float
    names_px: float
    row_px: float
    n_rows: int
    lanes_top: float
    lanes_px: float
    histogram_px: float
    base_px: float
    scroll_px: float

    @property
    def plot_px(self) -> float:
        """Width of the time axis."""
        return max(1.0, self.width_px - self.names_px)

    @property
    def most_scroll_px(self) -> float:
        """By how much the lanes can be scrolled."""
        return max(0.0, self.n_rows * self.row_px - self.lanes_px)

    @property
    def lanes_rect(self) -> QRectF:
        """Where marks are, in the coordinates of the canvas."""
        return QRectF(self.names_px, 0.0, self.plot_px, self.lanes_top + self.lanes_px)

    @property
    def painted_lanes(self) -> QRectF:
        """Where marks are painted: scrolled, no strip of the row above the first is left."""
        top = self.lanes_top - 1 if self.scroll_px > 0 else 0.0
        return self.lanes_rect.adjusted(0, top, 0, 0)

    @property
    def histogram_rect(self) -> QRectF:
        """Where the bars of the histogram are."""
        top = self.base_px - self.histogram_px
        return QRectF(self.names_px, top, self.plot_px, self.histogram_px)

    @property
    def window_rect(self) -> QRectF:
        """Where the time window is dragged: histogram and axis."""
        top = self.lanes_top + self.lanes_px
        return QRectF(self.names_px, top, self.plot_px, self.height_px - top)

    def row_middle_px(self, row: int) -> float:
        """Return the height at which the marks of a row stand."""
        return self.lanes_top - self.scroll_px + (row + 0.5) * self.row_px

    def row_at(self, y_px: float) -> int:
        """Return the row at a height."""
        return int((y_px - self.lanes_top + self.scroll_px) // self.row_px)


def rows_that_fit(height_px: float, fonts: Fonts) -> int:
    """Return how many rows of lanes a canvas can hold at the most."""
    scale = fonts.scale
    free = height_px - (_AXIS_PX + _HISTOGRAM_PX[0]) * scale - _TOP_PX
    return max(1, int(free / (_LEAST_ROW_PX * scale)))


def divide(
    width_px: float,
    height_px: float,
    n_rows: int,
    longest_name_px: float,
    fonts: Fonts,
    scroll_px: float = 0.0,
) -> Geometry:
    """Divide the canvas: rows grow with the space and shrink a little before they scroll."""
    scale = fonts.scale
    # Large text gets more of a narrow canvas, so that the names of lanes are words.
    room = max(112.0, width_px * 0.22, min(112.0 * scale, width_px * 0.36))
    names_px = min(max(longest_name_px + 40 * scale, 112.0), room)
    axis = _AXIS_PX * scale
    free = height_px - axis - _TOP_PX
    least_histogram, most_histogram = _HISTOGRAM_PX[0] * scale, _HISTOGRAM_PX[1] * scale
    histogram = min(max(height_px * _HISTOGRAM_PART, least_histogram), most_histogram)
    rows, usual = max(1, n_rows), _USUAL_ROW_PX * scale
    # Rather a lower histogram, then lower rows, than lanes out of sight.
    histogram = min(histogram, max(least_histogram, free - rows * usual))
    lanes = max(usual, free - histogram)
    row = min(lanes / rows, _MOST_ROW_PX * scale)
    if row < _LEAST_ROW_PX * scale:
        # Lanes scroll by whole rows, and a whole number of them is in sight.
        row = lanes / max(1, int(lanes / usual))
    most_scroll = max(0.0, n_rows * row - lanes)
    scroll = min(max(0.0, round(scroll_px / row) * row), most_scroll)
    return Geometry(
        width_px,
        height_px,
        round(names_px),
        row,
        n_rows,
        _TOP_PX,
        lanes,
        histogram - 4,
        height_px - axis,
        scroll,
    )
