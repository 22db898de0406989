"""Small buttons that are words: figures with a label below, jumps, sides and orders of a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.painting import guarded
from ui.theme import FIGURE, NOTE, Appearance


class _WordButton(QAbstractButton):
    """A button painted as text; underlined under pointer and keyboard."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_hovered = False
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

    @property
    def is_marked(self) -> bool:
        """Whether it looks like a link: pointer or keyboard is on it."""
        return self.isEnabled() and (self._is_hovered or self.hasFocus())

    def _width(self, text: str, font: QFont) -> int:
        return round(QFontMetricsF(font).horizontalAdvance(text)) + 2


class FigureButton(_WordButton):
    """A number in bold with its word below; disabled where there is nothing to jump to."""

    def __init__(
        self,
        appearance: Appearance,
        value: str,
        label: str,
        parent: QWidget | None = None,
        *,
        is_link: bool = True,
    ) -> None:
        super().__init__(appearance, f"{value} {label}", parent)
        self._value, self._label = value, label
        self.setEnabled(is_link)
        if not is_link:
            self.setCursor(Qt.CursorShape.ArrowCursor)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_figure(self, value: str, label: str) -> None:
        """Show another number."""
        if (value, label) != (self._value, self._label):
            self._value, self._label = value, label
            self.setAccessibleName(f"{value} {label}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        fonts = self._appearance.fonts
        width = max(
            self._width(self._value, fonts.ui_font(FIGURE, bold=True)),
            self._width(self._label, fonts.ui_font(NOTE)),
        )
        return QSize(width, fonts.line_px(FIGURE) + fonts.line_px(NOTE))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fonts, theme = self._appearance.fonts, self._appearance.theme
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            top = fonts.line_px(FIGURE)
            painter.setFont(fonts.ui_font(FIGURE, bold=True))
            painter.setPen(theme.colour("accent" if self.is_marked else "text_1"))
            painter.drawText(QRectF(0, 0, self.width(), top), left, self._value)
            font = fonts.ui_font(NOTE)
            font.setUnderline(self.is_marked)
            painter.setFont(font)
            painter.setPen(theme.colour("accent" if self.is_marked else "text_2"))
            painter.drawText(QRectF(0, top, self.width(), fonts.line_px(NOTE)), left, self._label)


class ChoiceButton(_WordButton):
    """A word that chooses: a section to jump to, or an order; underlined bar when chosen."""

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        name: str,
        parent: QWidget | None = None,
        *,
        has_bar: bool = True,
    ) -> None:
        super().__init__(appearance, name, parent)
        self._has_bar, self._factor = has_bar, NOTE
        self.setText(text)
        self.setCheckable(True)

    def set_factor(self, factor: float) -> None:
        """Write in another size of text."""
        if factor != self._factor:
            self._factor = factor
            self.updateGeometry()
            self.update()

    def width_at(self, factor: float) -> int:
        """Return how wide it is in a size of text."""
        return self._width(self.text(), self._appearance.fonts.ui_font(factor, bold=True))

    def nextCheckState(self) -> None:
        # Whoever answers the click decides what is chosen.
        return

    def sizeHint(self) -> QSize:
        fonts = self._appearance.fonts
        height = fonts.px(24) if not self._has_bar else fonts.px(28)
        return QSize(self.width_at(self._factor), height)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fonts, theme = self._appearance.fonts, self._appearance.theme
            font = fonts.ui_font(self._factor, bold=self.isChecked())
            font.setUnderline(self.is_marked)
            painter.setFont(font)
            ink = "accent" if self.is_marked else "text_1" if self.isChecked() else "text_2"
            painter.setPen(theme.colour(ink))
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(self.rect()), flags, self.text())
            if self._has_bar and self.isChecked():
                bar = QRectF(0, self.height() - 2, self.width(), 2)
                painter.fillRect(bar, theme.colour("accent"))
