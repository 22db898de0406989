"""Paints the strip of activity under an exported picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from explorer.drawing.timeline_strip import ActivityStrip, activity_strip
from explorer.model.dataset import Dataset
from explorer.network.filters import Shown, TimeWindow
from ui.theme import SECONDARY, Fonts, Theme
from ui.timeline.bars_painter import paint_bars

_LABEL_PX = 110.0
_AXIS_PX = 20.0
_SENTENCE_PX = 20.0


def make_activity_strip(
    dataset: Dataset, shown: Shown, window: TimeWindow | None, width_px: float, fonts: Fonts
) -> ActivityStrip | None:
    """Work out a strip for a width of the whole strip; None where nothing is dated."""
    metrics = QFontMetricsF(fonts.ui_font(SECONDARY))
    bars_px = width_px - _LABEL_PX * fonts.scale
    return activity_strip(dataset, shown, window, bars_px, metrics.horizontalAdvance)


def paint_activity_strip(
    painter: QPainter, rect: QRectF, strip: ActivityStrip, theme: Theme, fonts: Fonts
) -> None:
    """Paint label, sentence, bars and axis into a rectangle.

    Parameters
    ----------
    rect
        As wide as the strip was made for; some 70 px high at a body text of 13 px. Lengths and
        text grow with `fonts`.
    """
    scale = fonts.scale
    left = rect.left() + _LABEL_PX * scale
    base = rect.bottom() - _AXIS_PX * scale
    top = rect.top() + (_SENTENCE_PX * scale if strip.sentence else 0.0)
    area = QRectF(left, top, rect.right() - left, max(4.0, base - top))
    px_per_day = area.width() / (strip.last + 1 - strip.first)

    def x_px(day: float) -> float:
        return area.left() + (day - strip.first) * px_per_day

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_bars(painter, strip.bins, area, x_px, theme)
    painter.setPen(QPen(theme.colour("strong"), scale))
    painter.drawLine(QPointF(left - 50 * scale, base), QPointF(rect.right(), base))
    painter.setFont(fonts.ui_font(SECONDARY))
    painter.setPen(theme.colour("text_2"))
    line = fonts.line_px(SECONDARY)
    for tick in strip.ticks:
        middle = x_px((tick.start + tick.end) / 2)
        box = QRectF(middle - 150 * scale, base + 2 * scale, 300 * scale, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tick.label)
    box = QRectF(rect.left(), base - 2 * line + 4 * scale, left - rect.left(), 2 * line)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, strip.label)
    if strip.sentence:
        box = QRectF(left, rect.top(), rect.right() - left, line)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, strip.sentence
        )
    painter.restore()
