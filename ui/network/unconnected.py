"""The button that counts the actors without tie and position, and selects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.model.plain_text import listed
from ui.glyphs import paint_actor_glyph
from ui.painting import guarded
from ui.theme.fonts import SECONDARY

if TYPE_CHECKING:
    from ui.theme import Appearance

_GLYPH_PX = 13.0
_STEP_PX = 17.0
_PAD_PX = 6.0
_MOST_GLYPHS = 5
_MOST_NAMES = 12


class UnconnectedButton(QAbstractButton):
    """Small glyphs and `3 unconnected`; hidden where there are none."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._kinds: tuple[tuple[str, bool], ...] = ()
        self._is_selected = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance.changed.connect(self.updateGeometry)
        self.hide()

    def show_actors(
        self, kinds: tuple[tuple[str, bool], ...], names: list[str], *, is_selected: bool
    ) -> None:
        """Count other actors.

        Parameters
        ----------
        kinds
            Kind, and whether it is without a name, of each.
        is_selected
            Whether one of them is selected: then the words take the accent.
        """
        n = len(kinds)
        self.setVisible(n > 0)
        self._kinds, self._is_selected = kinds, is_selected
        self.setText(f"{n:,} unconnected")
        self.setAccessibleName(f"Select the {n:,} unconnected actors")
        self.setToolTip(f"{listed(names, _MOST_NAMES)}: neither tie nor position shown")
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        fonts = self._appearance.fonts
        metrics = QFontMetricsF(fonts.ui_font(SECONDARY))
        width = self._glyphs_width() + metrics.horizontalAdvance(self.text()) + 2 * _PAD_PX
        return QSize(round(width) + 2, fonts.px(26))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            theme, fonts = self._appearance.theme, self._appearance.fonts
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            is_hot = self.underMouse() and self.isEnabled()
            painter.setBrush(theme.colour("hover") if is_hot else theme.colour("canvas", 0.86))
            painter.drawRoundedRect(self.rect(), 6, 6)
            scale, y = fonts.scale, self.height() / 2
            x = _PAD_PX + _STEP_PX * scale / 2
            for kind, is_unnamed in self._kinds[:_MOST_GLYPHS]:
                paint_actor_glyph(
                    painter, kind, QPointF(x, y), _GLYPH_PX * scale, theme, hollow=is_unnamed
                )
                x += _STEP_PX * scale
            font = fonts.ui_font(SECONDARY)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(theme.colour("accent" if self._is_selected else "text_2"))
            left = _PAD_PX + self._glyphs_width()
            baseline = y + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(left, baseline), self.text())
            if is_hot:
                painter.setPen(QPen(theme.colour("text_2"), 1.0))
                end = left + metrics.horizontalAdvance(self.text())
                painter.drawLine(QPointF(left, baseline + 2.5), QPointF(end, baseline + 2.5))

    def _glyphs_width(self) -> float:
        n = min(len(self._kinds), _MOST_GLYPHS)
        return (n * _STEP_PX + 4.0) * self._appearance.fonts.scale
