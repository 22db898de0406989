"""What one step changed, sentence by sentence, with before and after side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.editing.history.sentences import ChangeWords, StepWords
from explorer.model.plain_text import counted, shown_text
from ui.controls import PushButton
from ui.editing.history.step_model import described
from ui.theme.appearance import Appearance

_MARGIN_PX = 16


class StepView(QScrollArea):
    """A step with its first changes; further ones are asked for.

    Signals
    -------
    more_wanted(int)
        Read further changes from this one on, and call `add`.
    selection_wanted(object)
        The user wants to see something: a `Selection`.
    """

    more_wanted = Signal(int)
    selection_wanted = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._n_shown = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What the step changed")
        self.setProperty("ground", "surface")
        self.more_button: PushButton | None = None
        self.say("")

    def say(self, words: str) -> None:
        """Show a sentence instead of a step."""
        self._begin()
        if words:
            self._column.addWidget(_label(words, "secondary"))
        self._column.addStretch(1)

    def show_step(self, words: StepWords) -> None:
        """Show another step."""
        self._begin()
        self._column.addWidget(_label(shown_text(words.step.title), "heading"))
        self._column.addWidget(_label(described(words.step), "secondary"))
        self._fill(words)

    def add(self, words: StepWords) -> None:
        """Show further changes of the same step."""
        if self.more_button is not None:
            self._column.removeWidget(self.more_button)
            self.more_button.deleteLater()
            self.more_button = None
        # The stretch at the end goes, to come back below what is added.
        self._column.takeAt(self._column.count() - 1)
        self._fill(words)

    @property
    def text(self) -> str:
        """All that is shown, for tests and screen readers."""
        body = self.widget()
        shown = [] if body is None else body.findChildren(QWidget)
        return "\n".join(
            one.text().replace("&&", "&") for one in shown if isinstance(one, QLabel | QPushButton)
        )

    def _begin(self) -> None:
        fonts = self._appearance.fonts
        body = QWidget()
        body.setProperty("ground", "surface")
        self._column = QVBoxLayout(body)
        margin = fonts.px(_MARGIN_PX)
        self._column.setContentsMargins(margin, fonts.px(12), margin, fonts.px(12))
        self._column.setSpacing(fonts.px(6))
        self._n_shown = 0
        self.more_button = None
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)

    def _fill(self, words: StepWords) -> None:
        for change in words.changes:
            self._column.addWidget(_hairline())
            self._add_change(change)
        self._n_shown += len(words.changes)
        left = words.n_changes - self._n_shown
        if left > 0 and words.changes:
            button = PushButton(self._appearance, f"Show more of {counted(left, 'change')}")
            button.clicked.connect(lambda: self.more_wanted.emit(self._n_shown))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.more_button = button
        self._column.addStretch(1)

    def _add_change(self, change: ChangeWords) -> None:
        if change.selection is None:
            self._column.addWidget(_label(change.sentence, "small-heading"))
        else:
            selection = change.selection
            link = PushButton(self._appearance, change.sentence.replace("&", "&&"), role="link")
            link.setToolTip("Show it")
            link.clicked.connect(lambda: self.selection_wanted.emit(selection))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if not change.fields:
            return
        fonts = self._appearance.fonts
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, fonts.px(4))
        grid.setHorizontalSpacing(fonts.px(12))
        grid.setVerticalSpacing(fonts.px(3))
        grid.setColumnMinimumWidth(0, fonts.px(96))
        grid.setColumnStretch(1, 1)
        is_change = any(one.before and one.after for one in change.fields)
        for row, one in enumerate(change.fields):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(_label(one.name, "secondary"), row, 0, top)
            if not is_change:
                grid.addWidget(_value(one.before or one.after, is_gone=not one.after), row, 1, top)
                continue
            grid.addWidget(_value(one.before, is_gone=True), row, 1, top)
            grid.addWidget(_label("→", "secondary"), row, 2, top)
            grid.addWidget(_value(one.after), row, 3, top)
            grid.setColumnStretch(3, 1)
        self._column.addLayout(grid)


def _value(words: str, *, is_gone: bool = False) -> QLabel:
    label = _label(words or "–", "body")
    if is_gone and words:
        font = label.font()
        font.setStrikeOut(True)
        label.setFont(font)
        label.setAccessibleDescription("before")
    return label


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("role", "hairline")
    return line
