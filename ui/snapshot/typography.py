"""Text of a page: fonts that grow with it, lines broken and elided to the room there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui.theme.fonts import BODY, DESIGN_PX, Fonts

#: No text of a page is smaller than that, however small the page.
LEAST_TEXT_PX = 11.0
_LINE = 1.32

Align = Literal["left", "centre", "right"]


class PageFonts(Fonts):
    """The program's fonts, measured the same at every scale and on every device."""

    def ui_font(self, size_factor: float = BODY, bold: bool = False) -> QFont:
        font = super().ui_font(size_factor, bold)
        # Hinted letters have other widths at each scale: a line would not end where it was
        # measured to.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def page_fonts(fonts: Fonts) -> PageFonts:
    """Return fonts of the design's own size with the families that the program found."""
    return PageFonts(DESIGN_PX, fonts.ui_families, fonts.serif_families)


def network_fonts(fonts: PageFonts, network_scale: float) -> PageFonts:
    """Return the fonts of a network that is drawn so much larger: never too small to read."""
    return replace(fonts, base_px=DESIGN_PX / min(1.0, network_scale))


@dataclass(frozen=True)
class Scale:
    """Lengths and fonts of a page of a certain size.

    Attributes
    ----------
    factor
        On all lengths of the design, which is 1600 wide.
    """

    factor: float
    fonts: PageFonts

    def px(self, design_px: float, least: float = 0.0) -> float:
        """Return a length of the design on this page."""
        return max(least, design_px * self.factor)

    def font(self, design_px: float, *, bold: bool = False, least: float = LEAST_TEXT_PX) -> QFont:
        """Return the font of a size of the design on this page."""
        size = max(least, design_px * self.factor)
        return replace(self.fonts, base_px=size).ui_font(BODY, bold)


class TextBlock:
    """Some lines of text in one font, broken to a width; the last one elided.

    Attributes
    ----------
    lines
    is_elided
        Whether something did not find room.
    """

    def __init__(self, text: str, font: QFont, width: float, most_lines: int = 1) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.lines, self.is_elided = _broken(text, font, self._metrics, width, most_lines)

    @property
    def line_height(self) -> float:
        """Distance of two base lines."""
        return round(self.font.pixelSize() * _LINE)

    @property
    def height(self) -> float:
        """Height of all lines."""
        return self.line_height * len(self.lines)

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max((self._metrics.horizontalAdvance(line) for line in self.lines), default=0.0)

    def draw(
        self, painter: QPainter, x: float, top: float, colour: QColor, align: Align = "left"
    ) -> None:
        """Draw with the left upper corner at a place; `right`, `centre`: x is that edge."""
        painter.setFont(self.font)
        painter.setPen(colour)
        metrics = self._metrics
        rise = (self.line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        for i, line in enumerate(self.lines):
            left = x - share * metrics.horizontalAdvance(line)
            painter.drawText(QPointF(left, top + rise + i * self.line_height), line)


def _broken(
    text: str, font: QFont, metrics: QFontMetricsF, width: float, most_lines: int
) -> tuple[tuple[str, ...], bool]:
    if not text or width <= 0:
        return (), bool(text)
    if metrics.horizontalAdvance(text) <= width:
        return (text,), False
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        end = None if len(lines) == most_lines - 1 else start + line.textLength()
        lines.append(_units(text, start, end).strip())
    layout.endLayout()
    elided = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    is_elided = elided != lines[-1]
    return (*lines[:-1], elided), is_elided


def _units(text: str, start: int, end: int | None) -> str:
    """Cut a text where Qt counts, which is in units of UTF-16."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * start : None if end is None else 2 * end].decode("utf-16-le", "ignore")
