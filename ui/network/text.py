"""Text of the network in Qt's fonts: measured, broken off nowhere, drawn with a halo."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from explorer.drawing.text import TextRole
from ui.theme.fonts import NOTE, SECONDARY

if TYPE_CHECKING:
    from explorer.drawing.network.picture import LabelMark, NetworkPicture
    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Theme

_LINE_OF_FONT = 1.27
#: The halo reaches this far beyond the letters on each side.
_HALO_PX = 2.0
#: Width of the line that leads to a name apart from its node.
_LEAD_PX = 1.0
_GROUND_OPACITY, _GROUND_RADIUS_PX = 0.72, 4.0
_MOST_PIXMAPS = 600
_AROUND = tuple(
    (_HALO_PX * share * math.cos(k * math.pi / 6), _HALO_PX * share * math.sin(k * math.pi / 6))
    for share in (0.5, 1.0)
    for k in range(12)
)
_FREE_AT_LEFT = {"left": 0.0, "centre": 0.5, "right": 1.0}


def label_font(fonts: Fonts, role: TextRole) -> QFont:
    """Return the font of a name on a node, of one in bold, of the words under an interaction."""
    return fonts.ui_font(SECONDARY if role == "minor" else NOTE, bold=role == "strong")


class QtTextMeasure:
    """Measures text in the program's fonts; implements `explorer.drawing.text.TextMeasure`."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self._metrics = {
            role: QFontMetricsF(label_font(fonts, role)) for role in ("name", "strong", "minor")
        }

    def width_px(self, text: str, role: TextRole) -> float:
        """Return the advance of one line."""
        return self._metrics[role].horizontalAdvance(text)

    def line_px(self, role: TextRole) -> float:
        """Return the distance between two lines."""
        return line_px(self.fonts, role)


def line_px(fonts: Fonts, role: TextRole) -> float:
    """Return the distance between the lines of a name."""
    return float(round(label_font(fonts, role).pixelSize() * _LINE_OF_FONT))


def draw_label(
    painter: QPainter, label: LabelMark, x_px: float, y_px: float, theme: Theme, fonts: Fonts
) -> None:
    """Draw a name with its halo as vectors; real text on devices that know text."""
    font = label_font(fonts, label.role)
    lines = _placed_lines(label, x_px, y_px, fonts, font)
    _draw_ground(painter, label, x_px, y_px, theme)
    outline = QPainterPath()
    for layout, at in lines:
        baseline = QPointF(at.x(), at.y() + layout.lineAt(0).ascent())
        outline.addText(baseline, font, layout.text())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QPen(theme.colour("canvas"), 2 * _HALO_PX)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(outline, halo)
    painter.setPen(theme.colour(label.colour))
    for layout, at in lines:
        layout.draw(painter, at)


def draw_leads(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    """Draw the lines that lead from nodes to the names that stand apart from them."""
    led = [label for label in picture.labels if label.line is not None]
    if not led:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen in (
        QPen(theme.colour("canvas"), _LEAD_PX + 2.4),
        QPen(theme.colour("text_2"), _LEAD_PX),
    ):
        painter.setPen(pen)
        for label in led:
            x0, y0, x1, y1 = label.line or (0.0, 0.0, 0.0, 0.0)
            painter.setOpacity(label.opacity)
            painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))
    painter.setOpacity(1.0)


def _draw_on_pixmap(
    painter: QPainter, label: LabelMark, x_px: float, y_px: float, theme: Theme, fonts: Fonts
) -> None:
    """Draw a name with its halo as shifted copies: fifty times as quick as outlining it."""
    lines = _placed_lines(label, x_px, y_px, fonts, label_font(fonts, label.role))
    _draw_ground(painter, label, x_px, y_px, theme)
    painter.setPen(theme.colour("canvas"))
    for dx, dy in _AROUND:
        for layout, at in lines:
            layout.draw(painter, at + QPointF(dx, dy))
    painter.setPen(theme.colour(label.colour))
    for layout, at in lines:
        layout.draw(painter, at)


def _draw_ground(
    painter: QPainter, label: LabelMark, x_px: float, y_px: float, theme: Theme
) -> None:
    if not label.has_ground:
        return
    beyond = _HALO_PX
    box = QRectF(x_px - beyond, y_px, label.width_px + 2 * beyond, label.height_px)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("canvas", _GROUND_OPACITY))
    painter.drawRoundedRect(box, _GROUND_RADIUS_PX, _GROUND_RADIUS_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _placed_lines(
    label: LabelMark, x_px: float, y_px: float, fonts: Fonts, font: QFont
) -> list[tuple[QTextLayout, QPointF]]:
    """Return each line with the upper left corner of its layout."""
    metrics = QFontMetricsF(font)
    step = line_px(fonts, label.role)
    top = (step - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    lines = []
    for i, words in enumerate(label.lines):
        layout = _laid_out(words, font)
        line = layout.lineAt(0)
        left = x_px + (label.width_px - line.naturalTextWidth()) * _FREE_AT_LEFT[label.alignment]
        lines.append((layout, QPointF(left, y_px + top + i * step - line.ascent())))
    return lines


def _laid_out(line: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(line, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    # Each name is read in its own direction; the canvas itself is never mirrored.
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


class LabelPixmaps:
    """Names drawn once and kept: outlining a name takes a hundred times as long as copying it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def clear(self) -> None:
        """Forget all: theme or fonts are others."""
        self._kept.clear()

    def draw(self, painter: QPainter, label: LabelMark, theme: Theme, fonts: Fonts) -> None:
        """Draw a name from its kept picture, at whole device pixels."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        alignment = label.alignment if len(label.lines) > 1 else ""
        look = (label.role, label.colour, alignment, label.has_ground)
        key = (label.lines, *look, theme.name, fonts.base_px, ratio)
        pixmap = self._kept.get(key)
        margin = 3
        if pixmap is None:
            pixmap = QPixmap(
                round((label.width_px + 2 * margin + 1) * ratio),
                round((label.height_px + 2 * margin + 1) * ratio),
            )
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(0, 0, 0, 0))
            with QPainter(pixmap) as inner:
                _draw_on_pixmap(inner, label, margin, margin, theme, fonts)
            self._kept[key] = pixmap
            if len(self._kept) > _MOST_PIXMAPS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        x = round((label.x_px - margin) * ratio) / ratio
        y = round((label.y_px - margin) * ratio) / ratio
        painter.drawPixmap(QPointF(x, y), pixmap)
