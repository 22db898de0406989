"""Paints the signs beside the words of a legend, by the painters that draw the network."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.glyphs import paint_actor_glyph, paint_interaction_glyph, paint_split_disc
from ui.network.legend_line import paint_community_sign, paint_hue_sign
from ui.snapshot.legend_content import LegendRow
from ui.snapshot.typography import Scale
from ui.theme.tokens import Theme

_WIDTH, _LEAST_WIDTH = 26.0, 20.0
_GLYPH = 18.0
_SPLIT = 16.0
_ARROW = (10.0, 4.0)


def sign_width(scale: Scale) -> float:
    """Return the width of the column of signs."""
    return scale.px(_WIDTH, _LEAST_WIDTH)


def paint_sign(
    painter: QPainter,
    row: LegendRow,
    middle: QPointF,
    scale: Scale,
    theme: Theme,
    network_scale: float,
) -> None:
    """Paint the sign of a row around a point.

    Parameters
    ----------
    network_scale
        By how much the network itself is drawn larger: widths of lines are true to it.
    """
    entry = row.entry
    glyph_px = scale.px(_GLYPH, 12.0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if entry.sign == "actor" and entry.glyph is not None:
        paint_actor_glyph(
            painter, entry.glyph.kind, middle, glyph_px, theme, row.is_hollow, pictogram=False,
            hue_key=entry.glyph.hue,
        )  # fmt: skip
    elif entry.sign == "community":
        paint_community_sign(painter, middle, glyph_px * 0.4, theme)
    elif entry.sign == "hue":
        paint_hue_sign(painter, entry.hue, middle, glyph_px * 0.86, theme)
    elif entry.sign == "unnamed":
        width = scale.px(2.0, 1.4)
        painter.setPen(QPen(theme.colour("text_3"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = (glyph_px - width) / 2
        painter.drawEllipse(middle, radius, radius)
    elif entry.sign in ("family", "undated") and entry.glyph is not None:
        hollow = entry.sign == "undated"
        if hollow:
            _hollow_diamond(painter, middle, glyph_px, theme)
        else:
            paint_interaction_glyph(
                painter, entry.glyph.family, entry.glyph.kind, middle, glyph_px * 0.86, theme
            )
    elif entry.sign == "split":
        size = min(_SPLIT * network_scale, scale.px(_SPLIT * 1.1, 12.0))
        paint_split_disc(painter, middle, size, theme, ground="canvas")
    else:
        _line(painter, row, middle, scale, theme, network_scale)
    painter.restore()


def _hollow_diamond(painter: QPainter, middle: QPointF, size: float, theme: Theme) -> None:
    """Paint an outline in the neutral colour: it may be of any family."""
    half = size * 0.55
    painter.setPen(QPen(theme.colour("text_3"), max(1.4, size / 10)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(
        QPolygonF(
            [
                middle + QPointF(0, -half),
                middle + QPointF(half, 0),
                middle + QPointF(0, half),
                middle + QPointF(-half, 0),
            ]
        )
    )


def _line(
    painter: QPainter,
    row: LegendRow,
    middle: QPointF,
    scale: Scale,
    theme: Theme,
    network_scale: float,
) -> None:
    entry = row.entry
    half = sign_width(scale) / 2
    left, right = middle - QPointF(half, 0), middle + QPointF(half, 0)
    colour = theme.colour("position" if entry.sign == "position" else "tie")
    pen = QPen(colour, 1.4 * network_scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if entry.sign == "tie":
        pen.setWidthF(entry.width_px * network_scale)
    elif entry.sign == "position":
        pen.setWidthF(1.1 * network_scale)
        pen.setDashPattern([5 / 1.1, 4 / 1.1])
    elif entry.sign == "nesting":
        pen.setDashPattern([1.6 / 1.4, 2.6 / 1.4])
    if entry.sign == "hollow":
        # Two lines with nothing between, so that it also stands on no ground at all.
        apart = QPointF(0, 1.92 * network_scale)
        pen.setWidthF(1.15 * network_scale)
        painter.setPen(pen)
        painter.drawLine(left - apart, right - apart)
        painter.drawLine(left + apart, right + apart)
        return
    if entry.sign == "arrow":
        length, broad = (value * network_scale for value in _ARROW)
        painter.setPen(pen)
        painter.drawLine(left, right - QPointF(length, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        back = right - QPointF(length, 0)
        painter.drawPolygon(QPolygonF([right, back + QPointF(0, broad), back - QPointF(0, broad)]))
        return
    painter.setPen(pen)
    painter.drawLine(left, right)
