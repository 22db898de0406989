"""The layers of the canvas: graphics items that paint in pixels over the time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.painting import guarded
from ui.theme import BODY, NOTE
from ui.timeline.painting.areas_painter import KeptAreas
from ui.timeline.painting.histogram_painter import paint_histogram, paint_outside, paint_window
from ui.timeline.painting.lanes_painter import (
    paint_hairlines,
    paint_lane_names,
    paint_lanes,
    paint_scroll_bar,
)

if TYPE_CHECKING:
    from ui.timeline.canvas import TimelineCanvas
    from ui.timeline.picture import Picture


class _Layer(pg.GraphicsObject):
    """A layer as large as the canvas; the pointer goes through it."""

    def __init__(self, canvas: TimelineCanvas, depth: float) -> None:
        super().__init__()
        self._canvas = canvas
        self.setZValue(depth)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return QRectF(self._canvas.viewport().rect())


class LanesLayer(_Layer):
    """Lanes with their marks and names."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas, 10.0)
        self._areas = KeptAreas()

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        picture, light = self._canvas.picture, self._canvas.light
        if picture is None or light is None:
            return
        paint_outside(painter, picture, light)
        if picture.content.span is not None:
            paint_hairlines(painter, picture)
        paint_lanes(painter, picture, light, self._areas)
        paint_lane_names(painter, picture)
        paint_scroll_bar(painter, picture)


class WindowLayer(_Layer):
    """Histogram, axis and time window, and the sentence where nothing is shown."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas, 20.0)

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        picture, light = self._canvas.picture, self._canvas.light
        if picture is None or light is None:
            return
        if picture.content.span is not None:
            paint_histogram(painter, picture, light)
            paint_window(painter, picture, light)
        words = self._canvas.message()
        if words:
            self._paint_message(painter, picture, words)

    def _paint_message(self, painter: QPainter, picture: Picture, words: str) -> None:
        """Paint a calm sentence in the middle of the lanes, on a ground of its own."""
        theme, fonts, geometry = picture.theme, picture.fonts, picture.geometry
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.ui_font(BODY if picture.content.span is None else NOTE))
        area = geometry.lanes_rect if picture.content.span is not None else self.boundingRect()
        room = area.adjusted(12, 4, -12, -4)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        box = QRectF(painter.boundingRect(room, flags, words)).adjusted(-12, -6, 12, 6)
        if picture.content.span is not None:
            painter.setPen(theme.colour("border"))
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(box, 6, 6)
        painter.setPen(theme.colour("text_2"))
        painter.drawText(box, flags, words)
