"""Text of the network in Qt's fonts: measured, broken off nowhere, drawn with a halo."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
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
    from explorer.drawing.network_picture import LabelMark
    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Theme

_LINE_OF_FONT = 1.27
#: The halo reaches this far beyond the letters on each side.
_HALO_PX = 2.0
_MOST_PIXMAPS = 600
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
    metrics = QFontMetricsF(font)
    step = line_px(fonts, label.role)
    top = (step - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    lines = []
    for i, line in enumerate(label.lines):
        layout = _laid_out(line, font)
        free = label.width_px - layout.lineAt(0).naturalTextWidth()
        left = x_px + free * _FREE_AT_LEFT[label.alignment]
        lines.append((layout, line, left, y_px + top + i * step))
    outline = QPainterPath()
    for _, line, left, baseline in lines:
        outline.addText(QPointF(left, baseline), font, line)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QPen(theme.colour("canvas"), 2 * _HALO_PX)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(outline, halo)
    painter.setPen(theme.colour(label.colour))
    for layout, _, left, baseline in lines:
        # The layout's own origin is its upper left corner, its base line an ascent below.
        layout.draw(painter, QPointF(left, baseline - layout.lineAt(0).ascent()))


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
        look = (label.role, label.colour, label.alignment if len(label.lines) > 1 else "")
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
            inner = QPainter(pixmap)
            draw_label(inner, label, margin, margin, theme, fonts)
            inner.end()
            self._kept[key] = pixmap
            if len(self._kept) > _MOST_PIXMAPS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        x = round((label.x_px - margin) * ratio) / ratio
        y = round((label.y_px - margin) * ratio) / ratio
        painter.drawPixmap(QPointF(x, y), pixmap)
