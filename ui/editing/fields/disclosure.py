"""A line that opens what is seldom needed below it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls import PushButton
from ui.theme import Appearance


class Disclosure(QWidget):
    """Fields that are there after a press of a button."""

    def __init__(self, appearance: Appearance, words: str) -> None:
        super().__init__()
        self.button = PushButton(appearance, words, "caret-down", role="quiet-link")
        self.button.setAutoDefault(False)
        self.button.setCheckable(False)
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(appearance.fonts.px(10))
        self._inside.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(appearance.fonts.px(6))
        whole.addWidget(self.button)
        whole.addWidget(self._inside)
        self.button.clicked.connect(self.open)

    def open(self) -> None:
        """Show what is inside for good, the keyboard in its first field."""
        had_focus = self.button.hasFocus()
        self._inside.show()
        if had_focus:
            self.focusNextChild()
        self.button.hide()

    @property
    def is_open(self) -> bool:
        """Whether what is inside is shown."""
        return not self._inside.isHidden()
