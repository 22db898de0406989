"""A question before something that takes more along than is seen: what would go, then yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.controls import PushButton
from ui.editing.questions import Question
from ui.theme.appearance import Appearance

_WIDTH_PX = 460
_MOST_LIST_PX = 260


class Agreement(QDialog):
    """Says what would happen and asks for leave; the safe answer has the keyboard.

    Attributes
    ----------
    question
        What it says.
    """

    def __init__(
        self, appearance: Appearance, question: Question, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance, self.question = appearance, question
        lead, note, do = question.lead, question.note, question.do
        self.setWindowTitle(question.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        fonts = appearance.fonts
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(20), fonts.px(18), fonts.px(20), fonts.px(14))
        column.setSpacing(fonts.px(10))
        column.addWidget(_words(lead, "heading"))
        if question.lines:
            column.addWidget(self._list(question.lines))
        if question.stays:
            if question.lines:
                column.addWidget(_words("What stays:", "small-heading"))
            column.addWidget(self._list(question.stays))
        if note:
            column.addWidget(_words(note, "secondary"))
        foot = QHBoxLayout()
        foot.setSpacing(fonts.px(8))
        foot.addStretch(1)
        self.keep_button = PushButton(appearance, "Cancel" if do else "Close")
        self.keep_button.clicked.connect(self.reject)
        foot.addWidget(self.keep_button)
        self.do_button: PushButton | None = None
        if do:
            self.do_button = PushButton(appearance, do, role="primary")
            self.do_button.setAutoDefault(False)
            self.do_button.clicked.connect(self.accept)
            foot.addWidget(self.do_button)
        column.addLayout(foot)
        self.keep_button.setDefault(True)
        self.keep_button.setFocus()
        self.setAccessibleDescription(" ".join((lead, *question.lines, *question.stays, note)))
        room = self.screen().availableGeometry()
        self.setMinimumWidth(min(fonts.px(_WIDTH_PX), room.width() - 40))

    @classmethod
    def ask(
        cls,
        appearance: Appearance,
        question: Question,
        parent: QWidget | None,
        on_agreed: Callable[[], None],
    ) -> Agreement:
        """Open the question over its parent and return at once."""
        dialog = cls(appearance, question, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(on_agreed)
        dialog.open()
        return dialog

    def _list(self, lines: Sequence[str]) -> QWidget:
        fonts = self._appearance.fonts
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, fonts.px(8), 0)
        column.setSpacing(fonts.px(4))
        for line in lines:
            column.addWidget(_words(f"·  {line}", "body"))
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        wanted = body.sizeHint().height() + fonts.px(4)
        area.setFixedHeight(min(wanted, fonts.px(_MOST_LIST_PX)))
        return area


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
