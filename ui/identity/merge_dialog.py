"""Before two actors are shown as one: both side by side, which one is kept, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from explorer.identity.comparing import Comparison
from explorer.identity.deciding import Decision
from ui.controls import PushButton
from ui.identity.side_by_side import SideBySide
from ui.theme.appearance import Appearance


class MergeDialog(QDialog):
    """Asks in which direction two actors are to be joined.

    Signals
    -------
    decided(Decision)
        The user decided on the two.
    """

    decided = Signal(object)

    def __init__(self, appearance: Appearance, comparison: Comparison, parent: QWidget) -> None:
        super().__init__(parent)
        self._comparison = comparison
        self._is_switched = False
        self.setWindowTitle("Show two actors as one")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        fonts = appearance.fonts
        self.side_by_side = SideBySide(appearance)
        self.side_by_side.switch_wanted.connect(self.switch)
        self.note = QLineEdit()
        self.note.setPlaceholderText("Why (kept with the decision)")
        self.note.setAccessibleName("Why, kept with the decision")
        words = QLabel(
            "Nothing is lost: every name, meeting, quote and source stays with its record, and the "
            "two can be taken apart at any time."
        )
        words.setProperty("role", "note")
        words.setWordWrap(True)
        cancel = PushButton(appearance, "Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        different = PushButton(appearance, "They are not the same")
        different.setAutoDefault(False)
        different.clicked.connect(lambda: self._decide("different"))
        self.same_button = PushButton(appearance, "Show as one", role="primary")
        self.same_button.setDefault(True)
        self.same_button.clicked.connect(lambda: self._decide("same"))
        row = QHBoxLayout()
        row.setSpacing(fonts.px(8))
        row.addWidget(words, 1)
        for button in (cancel, different, self.same_button):
            row.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(fonts.px(16), fonts.px(10), fonts.px(16), fonts.px(12))
        foot.setSpacing(fonts.px(8))
        foot.addWidget(self.note)
        foot.addLayout(row)
        line = QFrame()
        line.setProperty("role", "hairline")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.side_by_side, 1)
        column.addWidget(line)
        column.addLayout(foot)
        QShortcut(QKeySequence("X"), self).activated.connect(self.switch)
        room = self.screen().availableGeometry()
        self.resize(min(fonts.px(800), room.width() - 40), min(fonts.px(620), room.height() - 80))
        self.side_by_side.show_comparison(comparison)
        self.same_button.setFocus()

    def switch(self) -> None:
        """Let the other of the two be kept."""
        self._is_switched = not self._is_switched
        self.side_by_side.show_comparison(self._comparison, is_switched=self._is_switched)

    def _decide(self, verdict: str) -> None:
        part, whole = self._comparison.first.id, self._comparison.other.id
        if self._is_switched:
            part, whole = whole, part
        note = self.note.text().strip()
        decision = Decision("same" if verdict == "same" else "different", part, whole, note)
        self.decided.emit(decision)
        self.accept()
