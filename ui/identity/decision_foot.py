"""The foot of the window of pairs: why, and what is decided."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.controls import PushButton
from ui.theme.appearance import Appearance


class DecisionFoot(QWidget):
    """A line for the reason, and a button for each decision.

    Attributes
    ----------
    note
        The reason.

    Signals
    -------
    decided(str)
        A verdict was chosen.
    skip_wanted(), back_wanted(), show_wanted()
        The pair shall wait, the last decision be taken back, both be shown in the main window.
    """

    decided = Signal(str)
    skip_wanted = Signal()
    back_wanted = Signal()
    show_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        fonts = appearance.fonts
        self._appearance = appearance
        self.note = QLineEdit()
        self.note.setPlaceholderText("Why (kept with the decision)")
        self.note.setAccessibleName("Why, kept with the decision")
        self._count, self._said = QLabel(), QLabel()
        for label, role in ((self._count, "count"), (self._said, "danger")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._said.hide()
        self._decisions: list[PushButton] = []
        for verdict, text, role in (
            ("unsure", "Unsure  (U)", ""),
            ("different", "Not the same  (D)", ""),
            ("same", "Same  (S)", "primary"),
        ):
            button = self._button(text, role)
            button.clicked.connect(lambda _=False, verdict=verdict: self.decided.emit(verdict))
            self._decisions.append(button)
        show = self._button("Show in the window", "link")
        show.clicked.connect(self.show_wanted)
        self._back = self._button("Take back  (Ctrl+Z)")
        self._back.clicked.connect(self.back_wanted)
        skip = self._button("Skip  (N)")
        skip.clicked.connect(self.skip_wanted)
        above, row = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.note, 1)
        above.addWidget(show)
        row.addWidget(self._count, 1)
        for button in (self._back, skip, *self._decisions):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(16), fonts.px(10), fonts.px(16), fonts.px(12))
        for layout in (above, row, column):
            layout.setSpacing(fonts.px(8))
        column.addLayout(above)
        column.addWidget(self._said)
        column.addLayout(row)

    def show_state(self, words: str, *, can_decide: bool, can_take_back: bool) -> None:
        """Say how many pairs are left, and what can be done."""
        self._count.setText(words)
        for button in self._decisions:
            button.setEnabled(can_decide)
        self.note.setEnabled(can_decide)
        self._back.setEnabled(can_take_back)

    def show_failure(self, words: str) -> None:
        """Say why a decision was not written; empty: nothing failed."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _button(self, text: str, role: str = "") -> PushButton:
        button = PushButton(self._appearance, text, role=role)
        button.setAutoDefault(False)
        return button
