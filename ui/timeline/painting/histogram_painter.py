"""Paints the histogram of activity, the time window over it, and the axis below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import NOTE
from ui.timeline.painting.bars_painter import paint_bars
from ui.timeline.painting.mark_painter import title_font
from ui.timeline.picture import Lighting, Picture

HANDLE_PX = (10.0, 26.0)
_HANDLE_RADIUS_PX = 4.0
_NAME_LEFT_PX = 29


#: What the handle at the first day takes of the column of names.
_CLEAR_OF_HANDLE_PX = 8


def paint_outside(painter: QPainter, picture: Picture, light: Lighting) -> None:
    """Turn what lies outside the time window sunken; below everything."""
    if light.window is None:
        return
    geometry = picture.geometry
    left, right = geometry.names_px, geometry.width_px
    first = min(max(picture.x_px(light.window.first), left), right)
    last = min(max(picture.x_px(light.window.last + 1), left), right)
    sunken = picture.theme.colour("sunken")
    painter.fillRect(QRectF(left, 0, first - left, geometry.base_px), sunken)
    painter.fillRect(QRectF(last, 0, right - last, geometry.base_px), sunken)


def paint_histogram(painter: QPainter, picture: Picture, light: Lighting) -> None:
    """Paint bars, base line, axis labels and the name of the unit."""
    geometry, theme, fonts = picture.geometry, picture.theme, picture.fonts
    painter.save()
    painter.setClipRect(QRectF(geometry.names_px, 0, geometry.plot_px, geometry.height_px))
    bins = picture.bins
    if bins is not None:
        area = geometry.histogram_rect.adjusted(0, 4, 0, 0)
        window = light.window if light.is_dimming else None
        paint_bars(painter, bins, area, picture.x_px, theme, window)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setClipping(False)
    painter.setPen(QPen(theme.colour("strong"), 1))
    base = round(geometry.base_px)
    painter.drawLine(round(geometry.names_px), base, round(geometry.width_px), base)
    painter.setFont(title_font(fonts))
    painter.setPen(theme.colour("text_2"))
    for tick in picture.axis[0]:
        middle = picture.x_px((tick.start + tick.end) / 2)
        box = QRectF(middle - 200, base + 1, 400, geometry.height_px - base - 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tick.label)
    painter.setFont(fonts.ui_font(NOTE))
    height = fonts.line_px(NOTE)
    left = fonts.px(_NAME_LEFT_PX)
    room = geometry.names_px - left - _CLEAR_OF_HANDLE_PX
    if bins is not None:
        elide = Qt.TextElideMode.ElideRight
        label = painter.fontMetrics().elidedText(bins.unit.label, elide, max(0, round(room)))
        box = QRectF(left, base - height - 2, geometry.names_px, height)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, label)
    painter.restore()


def paint_window(painter: QPainter, picture: Picture, light: Lighting) -> None:
    """Paint the frame and the handles of the time window, grey while it holds all dates."""
    geometry, theme = picture.geometry, picture.theme
    span = picture.content.span
    if span is None:
        return
    window = light.window
    first, last = (window.first, window.last) if window is not None else span
    left, right = picture.x_px(first), picture.x_px(last + 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(geometry.names_px - 6, 0, geometry.plot_px + 12, geometry.height_px))
    if window is not None:
        accent = theme.colour("accent")
        painter.setPen(QPen(accent, 1.5))
        for x in (left, right):
            painter.drawLine(QPointF(x, 0), QPointF(x, geometry.base_px))
        painter.fillRect(QRectF(left - 0.75, 0, right - left + 1.5, 3), accent)
    for x in (left, right):
        _paint_handle(painter, picture, x, window is not None, light.has_window_focus)
    painter.restore()


def handle_rect(picture: Picture, x: float) -> QRectF:
    """Return where the handle of an edge is."""
    scale = picture.fonts.scale
    width, height = HANDLE_PX[0] * scale, HANDLE_PX[1] * scale
    return QRectF(x - width / 2, picture.geometry.base_px - height - 6, width, height)


def _paint_handle(
    painter: QPainter, picture: Picture, x: float, is_narrowed: bool, has_focus: bool
) -> None:
    theme = picture.theme
    box = handle_rect(picture, x)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent" if is_narrowed else "strong"))
    painter.drawRoundedRect(box, _HANDLE_RADIUS_PX, _HANDLE_RADIUS_PX)
    painter.setPen(QPen(theme.colour("on_accent" if is_narrowed else "canvas"), 1.2))
    for dx in (-1.6, 1.6):
        painter.drawLine(
            QPointF(x + dx, box.center().y() - 5), QPointF(x + dx, box.center().y() + 5)
        )
    if has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)
