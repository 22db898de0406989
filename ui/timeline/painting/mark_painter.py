"""Paints one mark of the timeline in the grammar of certainty: solid, hollow, soft, dotted."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPen

from explorer.drawing.timeline.layout import DISC_PX, NUMBER_PX, OPEN_SIDE_PX
from explorer.drawing.timeline.marks import End
from ui.theme import Fonts, Theme, blend
from ui.theme.tokens import INK, PAPER

BAR_PX = 14.0
#: Height of a bar over which others lie.
THIN_BAR_PX = 5.0
_BAR_RADIUS_PX = 3.0
_SOFT_PX = 26.0
_OUTLINE_PX = 1.7
_WHISKER_PX = 2.0
_WHISKER_ALPHA = 0.38
_RING_GAP_PX = 2.2
#: Width and gap of a ring in a low row.
_LOW_RING_PX = 1.6
_LOW_GAP_PX = 1.1
_LOW_BAR_OVER_PX = 1.5
_CUT_PX = 1.6
_PIP_PX = 3.6
_PIP_PART = 0.36


class MarkPainter:
    """Paints marks at given places; knows colours and sizes, nothing of time.

    Parameters
    ----------
    ground
        Colour key of what lies behind the marks.
    """

    def __init__(self, theme: Theme, fonts: Fonts, ground: str = "canvas") -> None:
        self.theme = theme
        self.ground = theme.colour(ground)
        self._number_font = fonts.ui_font(10 / 13, bold=True)

    def disc(
        self,
        painter: QPainter,
        at: QPointF,
        hue: QColor,
        *,
        is_hollow: bool = False,
        is_split: bool = False,
        is_inferred: bool = False,
        diameter_px: float = DISC_PX,
    ) -> None:
        """Paint a disc; cut in two where accounts differ, with a dot where the date is inferred."""
        radius = diameter_px / 2
        painter.setPen(Qt.PenStyle.NoPen)
        # A rim of the ground parts it from its whisker, its bar and its neighbours.
        painter.setBrush(self.ground)
        painter.drawEllipse(at, radius + 1, radius + 1)
        if is_hollow:
            painter.setPen(QPen(hue, radius * 0.4))
            painter.drawEllipse(at, radius * 0.8, radius * 0.8)
        else:
            painter.setBrush(hue)
            painter.drawEllipse(at, radius, radius)
        if is_split:
            self._cut(painter, at, radius + 1)
        elif is_inferred and not is_hollow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.ground)
            painter.drawEllipse(at, radius * _PIP_PART, radius * _PIP_PART)

    def number(
        self, painter: QPainter, at: QPointF, hue: QColor, n: int, diameter_px: float = NUMBER_PX
    ) -> None:
        """Paint a disc with the number of those that do not fit, wider from three digits on."""
        words = f"{n}" if n < 1000 else f"{n // 1000}k"
        half = diameter_px / 2
        width = diameter_px * (1 + 0.33 * max(0, len(words) - 2))
        box = QRectF(at.x() - width / 2, at.y() - half, width, diameter_px)
        fill, ink = number_colours(hue.name(), self.theme.is_dark)
        painter.setPen(QPen(self.ground, 1.0))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), half + 0.5, half + 0.5)
        painter.setPen(QColor(ink))
        painter.setFont(self._number_font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def whisker(
        self, painter: QPainter, left: float, right: float, y: float, hue: QColor, is_soft: bool
    ) -> None:
        """Paint the whisker over the day (month, year) in which a disc stands."""
        alpha = 1.0 if is_soft else _WHISKER_ALPHA
        height = _WHISKER_PX * 1.5 if is_soft else _WHISKER_PX
        box = QRectF(left, y - height / 2, right - left, height)
        ends = (End.SOFT, End.SOFT) if is_soft else (End.SHARP, End.SHARP)
        painter.fillRect(box, _faded(box, hue, ends, alpha))

    def bracket(self, painter: QPainter, left: float, right: float, y: float, hue: QColor) -> None:
        """Paint the bracket over the stretch of which some day is meant."""
        painter.setPen(QPen(hue, 1.6))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        for x in (left, right):
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))

    def bar(
        self,
        painter: QPainter,
        box: QRectF,
        hue: QColor,
        ends: tuple[End, End],
        *,
        is_hollow: bool = False,
        is_split: bool = False,
        is_inferred: bool = False,
    ) -> None:
        """Paint a range; each end as its date is known."""
        path = QPainterPath()
        path.addRoundedRect(box, _BAR_RADIUS_PX, _BAR_RADIUS_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        all_hollow = is_hollow or ends == (End.HOLLOW, End.HOLLOW)
        if not all_hollow:
            painter.save()
            for end, side in zip(ends, (-1, 1), strict=True):
                if end == End.HOLLOW:
                    length = min(_SOFT_PX, box.width() / 2)
                    moved = box.adjusted(length, 0, 0, 0) if side < 0 else box
                    moved = box.adjusted(0, 0, -length, 0) if side > 0 else moved
                    painter.setClipRect(moved, Qt.ClipOperation.IntersectClip)
            painter.fillPath(path, _faded(box, hue, ends))
            painter.restore()
        if all_hollow or End.HOLLOW in ends or End.UNKNOWN in ends:
            self._outline(painter, box, hue, ends, is_dotted=End.UNKNOWN in ends)
        if is_split:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(QRectF(box.center().x() - 1, box.top(), 2, box.height()), self.ground)
        elif is_inferred and not all_hollow and ends[0] != End.SOFT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.ground)
            at = QPointF(box.left() + box.height() / 2, box.center().y())
            painter.drawEllipse(at, _PIP_PX / 2, _PIP_PX / 2)

    def bounds(self, painter: QPainter, box: QRectF, hue: QColor, ends: tuple[End, End]) -> None:
        """Paint a dotted empty bar: some day between two bounds."""
        self._outline(painter, box, hue, ends, is_dotted=True)

    def ring(
        self,
        painter: QPainter,
        box: QRectF,
        colour: QColor,
        width_px: float = 2.4,
        most_px: float = np.inf,
    ) -> None:
        """Paint the ring around a selected mark, with a gap to it.

        Parameters
        ----------
        most_px
            Height of the row: where it is low the ring takes its gap from the mark, so that it
            lies over no other row.
        """
        self._ring(painter, box, QPen(colour, width_px), most_px)

    def keyboard_ring(self, painter: QPainter, box: QRectF, most_px: float = np.inf) -> None:
        """Paint the ring of what the keyboard is on."""
        pen = QPen(self.theme.colour("accent"), 2.0)
        pen.setDashPattern([1.5, 1.5])
        self._ring(painter, box.adjusted(-2, -2, 2, 2), pen, most_px)

    def _ring(self, painter: QPainter, box: QRectF, pen: QPen, most_px: float) -> None:
        is_round = abs(box.width() - box.height()) < 1
        width = pen.widthF()
        grown = _RING_GAP_PX + width / 2
        # Around a bar it may reach a hair further: a gap taken from it would hide its outline.
        most_px += 0.0 if is_round else _LOW_BAR_OVER_PX
        is_low = box.height() + 2 * grown + width > most_px
        if is_low:
            pen.setWidthF(min(width, _LOW_RING_PX))
            grown = (most_px - box.height() - pen.widthF()) / 2
        ring = box.adjusted(-grown, -grown, grown, grown)
        radius = ring.height() / 2 if is_round else max(_BAR_RADIUS_PX, _BAR_RADIUS_PX + grown)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_low and is_round:
            inner = (pen.widthF() + _LOW_GAP_PX) / 2
            painter.setPen(QPen(self.ground, _LOW_GAP_PX + 0.4))
            painter.drawEllipse(ring.adjusted(inner, inner, -inner, -inner))
        painter.setPen(pen)
        painter.drawRoundedRect(ring, radius, radius)

    def _cut(self, painter: QPainter, at: QPointF, radius: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(
            QRectF(at.x() - _CUT_PX / 2, at.y() - radius, _CUT_PX, 2 * radius), self.ground
        )

    def _outline(
        self,
        painter: QPainter,
        box: QRectF,
        hue: QColor,
        ends: tuple[End, End],
        is_dotted: bool,
    ) -> None:
        half = _OUTLINE_PX / 2
        soft = tuple(end if end in (End.SOFT, End.OPEN, End.UNKNOWN) else End.SHARP for end in ends)
        pen = QPen(_faded(box, hue, (soft[0], soft[1])), _OUTLINE_PX)
        if is_dotted:
            pen.setDashPattern([1.6, 1.3])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            box.adjusted(half, half, -half, -half), _BAR_RADIUS_PX, _BAR_RADIUS_PX
        )


@lru_cache(maxsize=64)
def number_colours(hue: str, is_dark: bool) -> tuple[str, str]:
    """Return ground and ink of a number on a hue, dark enough for each other to be read."""
    return (hue, INK) if is_dark else (blend(hue, INK, 0.82), PAPER)


def _faded(box: QRectF, hue: QColor, ends: tuple[End, End], alpha: float = 1.0) -> QBrush:
    """Return a fill that fades where an end is approximate or open."""
    solid = QColor(hue)
    solid.setAlphaF(alpha)
    lengths = [_fade_px(end, box.width()) for end in ends]
    if not any(lengths):
        return QBrush(solid)
    clear = QColor(hue)
    clear.setAlpha(0)
    gradient = QLinearGradient(box.left(), 0.0, box.right(), 0.0)
    width = max(1.0, box.width())
    gradient.setColorAt(0.0, clear if lengths[0] else solid)
    gradient.setColorAt(min(0.5, lengths[0] / width) if lengths[1] else lengths[0] / width, solid)
    if lengths[1]:
        gradient.setColorAt(1.0 - min(0.499, lengths[1] / width), solid)
    gradient.setColorAt(1.0, clear if lengths[1] else solid)
    return QBrush(gradient)


def unread_px(end: End, width_px: float) -> float:
    """Return how much of a filled bar's end is too pale or empty for text on it."""
    return min(_SOFT_PX, width_px / 2) if end == End.HOLLOW else 0.6 * _fade_px(end, width_px)


def _fade_px(end: End, width_px: float) -> float:
    if end == End.SOFT:
        return min(_SOFT_PX, 0.45 * width_px)
    if end in (End.OPEN, End.UNKNOWN):
        return min(OPEN_SIDE_PX, 0.9 * width_px)
    return 0.0


def title_font(fonts: Fonts, bold: bool = False) -> QFont:
    """Return the font of names beside marks."""
    return fonts.ui_font(11 / 13, bold)
