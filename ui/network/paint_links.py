"""Paints the links of a network picture: ties, positions, participations, nesting, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from explorer.drawing.network.signs import count_box, count_words
from ui.glyphs import SPLIT_DISC_PX, paint_split_disc
from ui.network.text import line_px
from ui.theme.fonts import SECONDARY

if TYPE_CHECKING:
    from explorer.drawing.network.camera import Camera
    from explorer.drawing.network.picture import LinkMark, NetworkPicture
    from explorer.drawing.network.scene import DenseBucket
    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Theme

#: A hollow tie's canvas-coloured inside is this much narrower than the tie.
_HOLLOW_EDGES_PX = 2.3
_DASH_PX = (5.0, 4.0)
_DOT_PX = (1.6, 2.6)
_GIVER_PX, _GIVER_DASH_PX = 2.0, (2.4, 3.2)
_ARROW_LENGTH_PX, _ARROW_HALF_PX = 10.0, 4.0


def paint_links(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    """Paint the rich links in their order, then the dotted lines to the givers of accounts."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for mark in picture.links:
        _paint_link(painter, mark, theme)
    painter.setOpacity(1.0)
    pen = QPen(theme.colour("accent"), _GIVER_PX)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([length / _GIVER_PX for length in _GIVER_DASH_PX])
    painter.setPen(pen)
    for line in picture.giver_lines:
        painter.drawLine(QPointF(*line.start), QPointF(*line.end))


def paint_discs(painter: QPainter, picture: NetworkPicture, theme: Theme, fonts: Fonts) -> None:
    """Paint the signs of differing accounts and the counts at the middles of ties."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in picture.links:
        if mark.has_split:
            _clear_ground(painter, QPointF(*mark.middle), SPLIT_DISC_PX / 2 + 2, theme)
            paint_split_disc(
                painter,
                QPointF(*mark.middle),
                SPLIT_DISC_PX,
                theme,
                ground="canvas",
                opacity=max(mark.opacity, 0.28) if mark.opacity < 1 else 1.0,
            )
        if mark.count:
            _paint_count(painter, mark, theme, fonts)


def paint_hairlines(
    painter: QPainter,
    bucket: DenseBucket,
    camera: Camera,
    theme: Theme,
    opacity: float,
    one_in: int = 1,
) -> None:
    """Paint many links as lines of one pixel, without antialiasing.

    Parameters
    ----------
    one_in
        Draw one link in so many, the same ones at each call, and these stronger: while
        something is dragged.
    """
    xy = bucket.xy
    if one_in > 1:
        xy = xy[bucket.links % one_in == 0]
        opacity = min(1.0 / bucket.opacity, opacity * one_in**0.7)
    ends = camera.to_px(xy.reshape(-1, 2)).reshape(-1, 4)
    low, high = np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])
    is_seen = ((high >= 0) & (low <= camera.size_px)).all(axis=1)
    ends = np.ascontiguousarray(ends[is_seen])
    if not len(ends):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    # Without a clip Qt leaves its fast path for thin lines.
    painter.setClipRect(
        QRectF(0, 0, camera.width_px, camera.height_px), Qt.ClipOperation.IntersectClip
    )
    pen = QPen(theme.colour(bucket.colour, bucket.opacity * opacity), 1.0)
    pen.setCosmetic(True)
    painter.setPen(pen)
    # One wrapper on the first of them: a QLineF is four doubles, as a row of the array is.
    first = cast("QLineF", shiboken6.wrapInstance(ends.ctypes.data, QLineF))
    painter.drawLines(first, len(ends))
    painter.restore()


def _paint_link(painter: QPainter, mark: LinkMark, theme: Theme) -> None:
    path = QPainterPath(QPointF(*mark.start))
    if mark.control is None:
        path.lineTo(QPointF(*mark.end))
    else:
        path.quadTo(QPointF(*mark.control), QPointF(*mark.end))
    painter.setOpacity(mark.opacity)
    pen = QPen(theme.colour(mark.colour), mark.width_px)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.stroke != "solid":
        lengths = _DASH_PX if mark.stroke == "dashed" else _DOT_PX
        pen.setDashPattern([length / mark.width_px for length in lengths])
    painter.strokePath(path, pen)
    if mark.is_hollow:
        painter.setOpacity(1.0)
        inside = QPen(theme.colour("canvas"), mark.width_px - _HOLLOW_EDGES_PX)
        inside.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(path, inside)
        painter.setOpacity(mark.opacity)
    if mark.arrow is not None:
        x, y, dx, dy = mark.arrow
        back_x, back_y = x - dx * _ARROW_LENGTH_PX, y - dy * _ARROW_LENGTH_PX
        half = max(_ARROW_HALF_PX, mark.width_px / 2 + 2.0)
        head = QPolygonF(
            [
                QPointF(x, y),
                QPointF(back_x - dy * half, back_y + dx * half),
                QPointF(back_x + dy * half, back_y - dx * half),
            ]
        )
        outline = QPainterPath()
        outline.addPolygon(head)
        outline.closeSubpath()
        painter.fillPath(outline, theme.colour(mark.colour))


def _clear_ground(painter: QPainter, centre: QPointF, radius: float, theme: Theme) -> None:
    painter.setOpacity(1.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("canvas"))
    painter.drawEllipse(centre, radius, radius)


def _paint_count(painter: QPainter, mark: LinkMark, theme: Theme, fonts: Fonts) -> None:
    left, top, right, bottom = count_box(mark, line_px(fonts, "minor"))
    box = QRectF(left, top, right - left, bottom - top)
    painter.setOpacity(1.0)
    painter.setPen(QPen(theme.colour("accent"), 1.5))
    painter.setBrush(theme.colour("canvas"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(fonts.ui_font(SECONDARY, bold=True))
    painter.setPen(theme.colour("accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, count_words(mark))
