"""Paints bars of activity: what is certain solid, what is possible outlined on top."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.drawing.timeline.bins import Bins
from explorer.network.filters import TimeWindow
from ui.theme import Theme

#: What lies outside the time window, or not with the selection, is drawn so pale.
DIMMED = 0.42
_LEAST_BAR_PX = 2.5
#: Quarters of a power of ten that heights are rounded up to.
_ROUND = (4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40)


def paint_bars(
    painter: QPainter,
    bins: Bins,
    area: QRectF,
    x_px: Callable[[float], float],
    theme: Theme,
    window: TimeWindow | None = None,
    highest: int | None = None,
) -> None:
    """Paint the bars: what is certain solid, what is possible outlined on top.

    Parameters
    ----------
    area
        Where they stand: its bottom is the base line.
    x_px
        Function from a day to the horizontal place.
    window
        What lies outside of it is dimmed; None dims nothing.
    highest
        Count that fills the height; None for the highest of those that are seen.
    """
    edges = bins.edges
    low, high = _in_view(edges, area, x_px)
    if highest is None:
        highest = full_height(bins, low, high)
    if not highest:
        return
    ink = theme.colour("text_2")
    empty = theme.colour("canvas")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = area.height() / highest
    for i in range(low, high):
        certain, possible = int(bins.certain[i]), int(bins.possible[i])
        if not certain and not possible:
            continue
        left, right = float(x_px(int(edges[i]))), float(x_px(int(edges[i + 1])))
        gap = min(2.5, (right - left) / 8)
        left, right = left + gap, right - gap
        is_out = window is not None and _is_outside(window, edges, i)
        painter.setOpacity(DIMMED if is_out else 1.0)
        solid = max(_LEAST_BAR_PX, certain * scale) if certain else 0.0
        hollow = max(_LEAST_BAR_PX + 1, possible * scale) if possible else 0.0
        top = area.bottom() - solid
        if hollow:
            _paint_hollow(painter, QRectF(left, top - hollow, right - left, hollow), ink, empty)
        if solid:
            painter.fillRect(QRectF(left, top, right - left, solid), ink)
    painter.restore()


def full_height(bins: Bins, low: int, high: int) -> int:
    """Return the count that fills the height: a round number not below the highest in view.

    Round numbers are few, so the bars do not breathe while one moves in time.
    """
    highest = int((bins.certain[low:high] + bins.possible[low:high]).max(initial=0))
    if highest <= 10:
        return highest
    size: int = 10 ** (len(str(highest)) - 1)
    return next(n * size // 4 for n in _ROUND if n * size // 4 >= highest)


def _paint_hollow(painter: QPainter, box: QRectF, ink: QColor, empty: QColor) -> None:
    line = 1.2 if box.width() > 4 else 0.8
    painter.setPen(QPen(ink, line))
    painter.setBrush(empty)
    painter.drawRect(box.adjusted(line / 2, line / 2, -line / 2, 0))


def _in_view(
    edges: npt.NDArray[np.int64], area: QRectF, x_px: Callable[[float], float]
) -> tuple[int, int]:
    """Return the range of bars that lie in an area, by halving."""
    n = len(edges) - 1
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if x_px(int(edges[middle + 1])) < area.left():
            low = middle + 1
        else:
            high = middle
    start, high = low, n
    while low < high:
        middle = (low + high) // 2
        if x_px(int(edges[middle])) <= area.right():
            low = middle + 1
        else:
            high = middle
    return start, low


def _is_outside(window: TimeWindow, edges: npt.NDArray[np.int64], i: int) -> bool:
    return bool(edges[i] > window.last or edges[i + 1] - 1 < window.first)
