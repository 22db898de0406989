"""A labelled field with what is to be said about its contents below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import NOTE, Appearance

_LONGEST_TEXT = 2_000_000
_LONGEST_LINE = 20_000
_SHOWN_OF_LONG = 4_000
"""A text widget takes minutes for one line of megabytes."""


class Field(QWidget):
    """A label, a control, and a line below for a fault or a hint.

    Signals
    -------
    edited()
        The user changed what is in it.
    """

    edited = Signal()

    def __init__(
        self,
        appearance: Appearance,
        label: str,
        control: QWidget,
        *,
        is_label_shown: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.appearance = appearance
        self.label = label
        self.control = control
        self._hint = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.fonts.px(3))
        self._label = QLabel(label)
        self._label.setProperty("role", "note")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(control)
        self._label.setVisible(is_label_shown)
        column.addWidget(self._label)
        column.addWidget(control)
        self.below = QHBoxLayout()
        self.below.setSpacing(appearance.fonts.px(6))
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.hide()
        self.below.addWidget(self._message, 1)
        column.addLayout(self.below)
        control.setAccessibleName(label)
        self.setFocusProxy(control)

    @property
    def fault(self) -> str:
        """What is said to be wrong, "" for nothing."""
        return self._message.text() if self._message.property("role") == "danger" else ""

    @property
    def hint(self) -> str:
        """What is said about what is in it, where nothing is wrong."""
        return self._hint

    def set_fault(self, words: str) -> None:
        """Say what is wrong and what mends it; "" for nothing."""
        self._say(words, "danger") if words else self._say(self._hint, "note")
        if isinstance(self.control, QLineEdit):
            role = "invalid" if words else ""
            if self.control.property("role") != role:
                self.control.setProperty("role", role)
                self.control.style().unpolish(self.control)
                self.control.style().polish(self.control)

    def set_hint(self, words: str) -> None:
        """Say how what is in it was understood."""
        self._hint = words
        self.set_fault("")

    def set_label(self, label: str) -> None:
        """Call it otherwise."""
        self.label = label
        self._label.setText(label)
        self.control.setAccessibleName(label)

    def _say(self, words: str, role: str) -> None:
        self._message.setText(words)
        if self._message.property("role") != role:
            self._message.setProperty("role", role)
            self._message.style().unpolish(self._message)
            self._message.style().polish(self._message)
        self._message.setFont(self.appearance.fonts.ui_font(NOTE))
        self._message.setVisible(bool(words))
        self.control.setAccessibleDescription(words)


class LineField(Field):
    """One line of text."""

    def __init__(
        self, appearance: Appearance, label: str, *, placeholder: str = "", text: str = ""
    ) -> None:
        self.line = QLineEdit(text)
        self.line.setPlaceholderText(placeholder)
        super().__init__(appearance, label, self.line)
        self._given: tuple[str, str] | None = None
        self.line.textEdited.connect(lambda _: self.set_fault(""))
        self.line.textEdited.connect(lambda _: self.edited.emit())

    def text(self) -> str:
        """Return what is in it, without blanks around it; what was given and left, to the letter.

        A line cannot show line ends: they must not get lost because somebody looked.
        """
        text = self.line.text()
        if self._given is not None and text == self._given[0]:
            return self._given[1]
        return text.strip()

    def value(self) -> str | None:
        """Return what is in it, None for nothing."""
        return self.text() or None

    def set_text(self, text: str | None) -> None:
        """Put a text in."""
        self.line.setText(text or "")
        self.line.setCursorPosition(0)
        self._given = (self.line.text(), text or "")


class TextField(Field):
    """Several lines of text; Tab leaves it."""

    def __init__(
        self, appearance: Appearance, label: str, *, n_lines: int = 3, is_quoted: bool = False
    ) -> None:
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self._n_lines, self._is_quoted = n_lines, is_quoted
        self._given: tuple[str, str] | None = None
        super().__init__(appearance, label, self.area)
        self.area.textChanged.connect(lambda: self.set_fault(""))
        self.area.textChanged.connect(self.edited)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        """Return what is in it; what was given and left, to the letter."""
        text = self.area.toPlainText()
        return self._given[1] if self._given is not None and text == self._given[0] else text

    @property
    def is_left(self) -> bool:
        """Whether what was given was left as it is."""
        return self._given is not None and self.area.toPlainText() == self._given[0]

    def value(self) -> str | None:
        """Return what is in it, None for nothing but blanks."""
        return self.text() if self.text().strip() else None

    def set_text(self, text: str | None) -> None:
        """Put a text in; one too long for a field is shown in part, and stays as it is."""
        given = text or ""
        is_long = len(given) > _LONGEST_TEXT or max(map(len, given.split("\n"))) > _LONGEST_LINE
        self.area.setPlainText(given[:_SHOWN_OF_LONG] if is_long else given)
        self.area.setReadOnly(is_long)
        self._given = (self.area.toPlainText(), given)
        if is_long:
            self.set_hint(f"{len(given):,} characters: too long to be changed here; it stays.")

    def _restyle(self) -> None:
        fonts = self.appearance.fonts
        if self._is_quoted:
            self.area.setFont(fonts.serif_font())
        self.area.setFixedHeight(round(self._n_lines * fonts.line_px() + fonts.px(14)))
