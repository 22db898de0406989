"""One line of signs at the lower left of the network: only those that are on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.drawing.network.legend import LegendEntry
from ui.glyphs import paint_actor_glyph, paint_interaction_glyph, paint_split_disc
from ui.painting import guarded
from ui.theme.fonts import SECONDARY

if TYPE_CHECKING:
    from ui.theme import Appearance
    from ui.theme.tokens import Theme

_LINE_SIGN_PX = 22.0
_GLYPH_SIGN_PX = 12.0
_SPLIT_SIGN_PX = 16.0
_TO_WORDS_PX = 6.0
_APART_PX, _APART_LEAST_PX = 16.0, 9.0
_ROW_PX = 20.0
_HEIGHT_PAD_PX = 8.0
_MOST_ROWS = 3
_SHARE_OF_HEIGHT = 0.16


def sign_width_px(entry: LegendEntry, scale: float = 1.0) -> float:
    """Return the width of a sign in a legend."""
    match entry.sign:
        case "actor" | "unnamed" | "hue":
            return 17.0 * scale
        case "family" | "undated":
            return 16.0 * scale
        case "community":
            return 20.0 * scale
        case "split":
            return (_SPLIT_SIGN_PX + 2.0) * scale
        case _:
            return _LINE_SIGN_PX * scale


def paint_sign(
    painter: QPainter, entry: LegendEntry, x: float, y: float, theme: Theme, scale: float = 1.0
) -> None:
    """Paint the sign of an entry with its left end at x and its middle at y.

    Parameters
    ----------
    scale
        Factor on all lengths.
    """
    width = sign_width_px(entry, scale)
    centre = QPointF(x + width / 2, y)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match entry.sign:
        case "actor":
            kind = entry.glyph.kind if entry.glyph is not None else ""
            hue = entry.glyph.hue if entry.glyph is not None else ""
            paint_actor_glyph(
                painter, kind, centre, 14.0 * scale, theme, pictogram=False, hue_key=hue
            )
        case "community":
            paint_community_sign(painter, centre, 5.0 * scale, theme)
        case "hue":
            paint_hue_sign(painter, entry.hue, centre, 11.0 * scale, theme)
        case "unnamed":
            painter.setPen(QPen(theme.colour("text_2"), 1.6 * scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 6.2 * scale, 6.2 * scale)
        case "family" | "undated":
            family = entry.glyph.family if entry.glyph is not None else "other"
            paint_interaction_glyph(
                painter,
                family,
                "",
                centre,
                10.0 * scale,
                theme,
                hollow=entry.sign == "undated",
                pictogram=False,
            )
        case "split":
            paint_split_disc(painter, centre, _SPLIT_SIGN_PX * scale, theme, ground="canvas")
        case _:
            _paint_line(painter, entry, x, y, width, theme, scale)
    painter.restore()


def paint_hue_sign(
    painter: QPainter, hue: str, centre: QPointF, diameter: float, theme: Theme
) -> None:
    """Paint a disc in the hue that stands for a value of a property."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(hue))
    painter.drawEllipse(centre, diameter / 2, diameter / 2)


def paint_community_sign(painter: QPainter, centre: QPointF, diameter: float, theme: Theme) -> None:
    """Paint three discs in hues of communities, the middle one at a point."""
    painter.setPen(Qt.PenStyle.NoPen)
    for step, number in ((-1, 0), (0, 3), (1, 1)):
        painter.setBrush(theme.colour(f"community:{number}"))
        middle = centre + QPointF(step * diameter * 1.3, -abs(step) * diameter * 0.2)
        painter.drawEllipse(middle, diameter / 2, diameter / 2)


def _paint_line(
    painter: QPainter,
    entry: LegendEntry,
    x: float,
    y: float,
    width: float,
    theme: Theme,
    scale: float,
) -> None:
    tie = theme.colour("tie")
    start, end = QPointF(x, y), QPointF(x + width, y)
    pen = QPen(tie, 1.4 * scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    match entry.sign:
        case "tie":
            # As many as 9 px would burst the line; the number beside it says the rest.
            pen.setWidthF(min(entry.width_px, 7.0) * scale)
        case "position":
            pen = QPen(theme.colour("position"), 1.1 * scale)
            pen.setDashPattern([5 / 1.1, 4 / 1.1])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        case "nesting":
            pen.setDashPattern([1.6 / 1.4, 2.6 / 1.4])
        case "hollow":
            for off in (-1.9, 1.9):
                painter.setPen(QPen(tie, 1.1 * scale))
                by = QPointF(0, off * scale)
                painter.drawLine(start + by, end + by)
            return
        case "arrow":
            head = QPainterPath(end)
            head.lineTo(end.x() - 8 * scale, y - 3.5 * scale)
            head.lineTo(end.x() - 8 * scale, y + 3.5 * scale)
            head.closeSubpath()
            painter.fillPath(head, tie)
            end = QPointF(end.x() - 7 * scale, y)
    painter.setPen(pen)
    painter.drawLine(start, end)


class LegendLine(QWidget):
    """Signs and their words in one line; in two where one is too narrow."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._entries: tuple[LegendEntry, ...] = ()
        self._most_rows = _MOST_ROWS
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Legend")
        appearance.changed.connect(self.update)

    def set_entries(self, entries: tuple[LegendEntry, ...]) -> bool:
        """Show other signs; return whether they differ from those shown."""
        if entries == self._entries:
            return False
        self._entries = entries
        self.setAccessibleDescription(", ".join(entry.detail or entry.words for entry in entries))
        self.update()
        return True

    def fit_into(self, width_px: int, height_px: int) -> None:
        """Take as many lines as this width needs, and no more of the height than is fair.

        What finds no line stays in the description and in the snapshot's legend.
        """
        fair = int(height_px * _SHARE_OF_HEIGHT / self._row_height())
        self._most_rows = max(1, min(_MOST_ROWS, fair))
        rows = self._rows(width_px)
        widths = [self._row_width(row, gap) for row, gap in rows]
        height = len(rows) * self._row_height() + _HEIGHT_PAD_PX if rows else 0
        self.setFixedSize(QSize(round(max(widths, default=0.0)) + 2, round(height)))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            theme, fonts = self._appearance.theme, self._appearance.fonts
            painter.fillRect(self.rect(), theme.colour("canvas", 0.86))
            font = fonts.ui_font(SECONDARY)
            painter.setFont(font)
            metrics = QFontMetricsF(font)
            step = self._row_height()
            for i, (row, gap) in enumerate(self._rows(self.width())):
                x, y = 0.0, _HEIGHT_PAD_PX / 2 + (i + 0.5) * step
                for entry in row:
                    paint_sign(painter, entry, x, y, theme, fonts.scale)
                    x += sign_width_px(entry, fonts.scale) + _TO_WORDS_PX
                    painter.setPen(theme.colour("text_2"))
                    baseline = y + (metrics.ascent() - metrics.descent()) / 2
                    painter.drawText(QPointF(x, baseline), entry.words)
                    x += metrics.horizontalAdvance(entry.words) + gap

    def _row_height(self) -> float:
        return _ROW_PX * self._appearance.fonts.scale

    def _rows(self, width_px: int) -> list[tuple[tuple[LegendEntry, ...], float]]:
        if not self._entries:
            return []
        for gap in (_APART_PX, _APART_LEAST_PX):
            if self._row_width(self._entries, gap) <= width_px:
                return [(self._entries, gap)]
        rows: list[tuple[tuple[LegendEntry, ...], float]] = []
        row: list[LegendEntry] = []
        for entry in self._entries:
            if row and self._row_width((*row, entry), _APART_PX) > width_px:
                rows.append((tuple(row), _APART_PX))
                row = []
            row.append(entry)
        rows.append((tuple(row), _APART_PX))
        return rows[: self._most_rows]

    def _row_width(self, row: tuple[LegendEntry, ...], gap: float) -> float:
        fonts = self._appearance.fonts
        metrics = QFontMetricsF(fonts.ui_font(SECONDARY))
        total = sum(
            sign_width_px(entry, fonts.scale)
            + _TO_WORDS_PX
            + metrics.horizontalAdvance(entry.words)
            for entry in row
        )
        return total + gap * max(0, len(row) - 1)
