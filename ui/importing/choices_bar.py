"""Asks what a format's files do not say themselves: what edges become, who is an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

if TYPE_CHECKING:
    from explorer.exchange.choice import Choice
    from ui.theme.appearance import Appearance

_TOOLTIP = Qt.ItemDataRole.ToolTipRole


class ChoicesBar(QWidget):
    """The choices, two in a row; hidden where a format has none.

    Signals
    -------
    changed()
        Another answer was given.
    """

    changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fonts = appearance.fonts
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, fonts.px(6))
        self._grid.setHorizontalSpacing(fonts.px(12))
        self._grid.setVerticalSpacing(fonts.px(6))
        self._grid.setColumnMinimumWidth(2, fonts.px(12))
        self._grid.setColumnStretch(5, 1)
        self.fields: dict[str, QComboBox] = {}
        self._told: dict[str, str] = {}
        self.hide()

    def ask(self, choices: Sequence[Choice]) -> None:
        """Offer these choices, each with its first answer."""
        for at, choice in enumerate(choices):
            row, column = at // 2, at % 2 * 3
            field = QComboBox()
            field.setAccessibleName(choice.label)
            for name, words, meaning in choice.answers:
                field.addItem(words, name)
                field.setItemData(field.count() - 1, meaning, _TOOLTIP)
            label = QLabel(choice.label)
            label.setBuddy(field)
            if choice.is_open:
                field.setEditable(True)
                field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
                line = field.lineEdit()
                if line is not None:
                    line.editingFinished.connect(self._on_written)
            field.activated.connect(self.changed)
            self._grid.addWidget(label, row, column)
            self._grid.addWidget(field, row, column + 1)
            self.fields[choice.name] = field
        self._told = self.answers
        self.setVisible(bool(choices))

    @property
    def answers(self) -> dict[str, str]:
        """The answers by the names of the choices."""
        return {name: _answer(field) for name, field in self.fields.items()}

    def _on_written(self) -> None:
        # Leaving a field without a change is no other answer.
        if self.answers != self._told:
            self._told = self.answers
            self.changed.emit()


def _answer(field: QComboBox) -> str:
    """Give the name of the answer that is shown, or what was written instead."""
    words = field.currentText().strip()
    at = field.findText(words)
    return str(field.itemData(at)) if at >= 0 else words
