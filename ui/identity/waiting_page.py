"""What stands in a window while it looks for something, and where nothing was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.controls import PushButton
from ui.theme.appearance import Appearance


class WaitingPage(QWidget):
    """A sentence with a bar and a way out, or with a way to look again.

    Signals
    -------
    stop_wanted(), again_wanted()
        The user wants the search to end, or to begin anew.
    """

    stop_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        fonts = appearance.fonts
        self._words = QLabel()
        self._words.setProperty("role", "body")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(fonts.px(280))
        self._bar.setAccessibleName("How far the search is")
        self._stop = PushButton(appearance, "Cancel")
        self._again = PushButton(appearance, "Look again")
        self._stop.clicked.connect(self.stop_wanted)
        self._again.clicked.connect(self.again_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(fonts.px(12))
        column.addStretch(1)
        column.addWidget(self._words)
        for widget in (self._bar, self._stop, self._again):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        for button in (self._stop, self._again):
            button.setAutoDefault(False)
        self.setMinimumSize(fonts.px(420), fonts.px(240))

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def wait(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say what is done, and how far it is; a total of 0: not known."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._show(is_waiting=True)

    def rest(self, words: str) -> None:
        """Say how it ended, and offer to begin anew."""
        self._words.setText(words)
        self._show(is_waiting=False)
        self._again.setFocus()

    def _show(self, *, is_waiting: bool) -> None:
        self._bar.setVisible(is_waiting)
        self._stop.setVisible(is_waiting)
        self._again.setVisible(not is_waiting)
