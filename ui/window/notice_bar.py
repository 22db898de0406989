"""A bar above the network for what the user should know; never a modal box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.controls import IconButton
from ui.theme import pixmap
from ui.theme.appearance import Appearance


class NoticeBar(QWidget):
    """Shows one message with at most two buttons; hidden when there is nothing to say."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = [QPushButton(), QPushButton()]
        for button in self._buttons:
            button.setProperty("role", "link")
        self._close = IconButton(appearance, "x", "Close this message")
        self._close.clicked.connect(self.hide)
        self._is_error = False
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        for button in self._buttons:
            row.addWidget(button)
        row.addWidget(self._close)
        self._handlers: list[Callable[[], None]] = []
        for at, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, at=at: self._on_clicked(at))
        appearance.changed.connect(self._paint_icons)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._text.text()

    def say(
        self, text: str, *buttons: tuple[str, Callable[[], None]], is_error: bool = False
    ) -> None:
        """Show a message; each button closes the bar and then does its work."""
        self._text.setText(text)
        self._is_error = is_error
        self._handlers = [handler for _, handler in buttons]
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(buttons))
            if at < len(buttons):
                button.setText(buttons[at][0])
        self._paint_icons()
        self.setAccessibleName(text)
        self.show()

    def _on_clicked(self, at: int) -> None:
        self.hide()
        self._handlers[at]()

    def _paint_icons(self) -> None:
        theme, side = self._appearance.theme, self._appearance.fonts.px(16)
        name, key = ("warning-circle", "danger") if self._is_error else ("info", "accent")
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap(name, theme.colour(key), side, ratio=ratio))
