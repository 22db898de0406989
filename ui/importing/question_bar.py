"""Asks which of two readings of a column's dates is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.editing.dates import NotUnderstood, understand
from explorer.model.plain_text import shown_text
from ui.controls import PushButton

if TYPE_CHECKING:
    from explorer.exchange.tables.questions import OrderQuestion
    from ui.theme.appearance import Appearance


class QuestionBar(QFrame):
    """One question with two answers; hidden when there is none.

    Signals
    -------
    answered(str, bool)
        Of which table, and whether the day comes first.
    """

    answered = Signal(str, bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "warn")
        self._question: OrderQuestion | None = None
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.day_first = PushButton(appearance, "")
        self.month_first = PushButton(appearance, "")
        self.day_first.clicked.connect(lambda: self._answer(is_day_first=True))
        self.month_first.clicked.connect(lambda: self._answer(is_day_first=False))
        fonts = appearance.fonts
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(12), fonts.px(8), fonts.px(12), fonts.px(10))
        column.setSpacing(fonts.px(8))
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(fonts.px(8))
        for button in (self.day_first, self.month_first):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(self, questions: Sequence[OrderQuestion]) -> None:
        """Ask the first of the questions; without any, be gone."""
        self._question = questions[0] if questions else None
        self.setVisible(self._question is not None)
        if self._question is not None:
            self._words.setText(shown_text(str(self._question)))
            self.day_first.setText(_read(self._question.example, day_first=True))
            self.month_first.setText(_read(self._question.example, day_first=False))

    def _answer(self, *, is_day_first: bool) -> None:
        if self._question is not None:
            self.answered.emit(self._question.table, is_day_first)


def _read(text: str, *, day_first: bool) -> str:
    try:
        return understand(text, day_first=day_first).words
    except NotUnderstood:
        return "Day first" if day_first else "Month first"
