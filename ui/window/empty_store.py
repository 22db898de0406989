"""What is seen where a store has no actors yet: that it is so, and what to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.controls import PushButton
from ui.theme.appearance import Appearance


class EmptyStore(QWidget):
    """Stands in the place of the network."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Empty store")
        self._words = _label("This store has no actors yet.", "lead")
        self._note = _label("Or drop a file anywhere in this window.", "note")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addLayout(self._buttons)
        column.addWidget(self._note)
        column.addStretch(1)
        self.offer(())

    def offer(self, actions: Sequence[tuple[str, QAction]]) -> None:
        """Offer the actions that a new store can begin with, the first of them foremost."""
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons.addStretch(1)
        for at, (words, action) in enumerate(actions):
            button = PushButton(self._appearance, words, role="" if at else "primary")
            button.setProperty("extent", "large")
            button.setToolTip(action.toolTip())
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(button.setEnabled)
            button.clicked.connect(action.trigger)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._note.setVisible(bool(actions))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
