"""Rows of short texts, as other names or identifiers; Enter goes on to the next row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.controls import IconButton, PushButton
from ui.editing.fields.side_by_side import SideBySide
from ui.theme import Appearance

Column = tuple[str, str, int]
"""What a text is (its accessible name), what stands in it while it is empty, its share."""


class LinesRow(QWidget):
    """One row; `kept` is whatever it was made from."""

    dropped = Signal()
    done = Signal()

    def __init__(self, appearance: Appearance, columns: Sequence[Column], number: int) -> None:
        super().__init__()
        self.kept: Any = None
        self.lines: list[QLineEdit] = []
        self._given: list[tuple[str, str]] = []
        for name, placeholder, _ in columns:
            line = QLineEdit()
            line.setAccessibleName(f"{name} {number}")
            line.setPlaceholderText(placeholder)
            line.returnPressed.connect(self.done)
            self.lines.append(line)
        self.drop = IconButton(appearance, "x", f"Take {columns[0][0].lower()} {number} out")
        self.drop.clicked.connect(self.dropped)
        parts = tuple((line, column[2]) for line, column in zip(self.lines, columns, strict=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SideBySide(appearance, parts, last=self.drop))

    @property
    def texts(self) -> list[str]:
        """What is in it, without blanks around; what was given and left, to the letter."""
        texts = [line.text().strip() for line in self.lines]
        for at, (shown, given) in enumerate(self._given):
            if self.lines[at].text() == shown:
                texts[at] = given
        return texts

    def give(self, texts: Sequence[str]) -> None:
        """Put texts in."""
        for line, text in zip(self.lines, texts, strict=False):
            line.setText(text)
            line.setCursorPosition(0)
            self._given.append((line.text(), text))


class LinesField(QWidget):
    """Rows of texts below a button that adds one.

    Signals
    -------
    edited()
        Something in it changed.
    """

    edited = Signal()

    def __init__(self, appearance: Appearance, columns: Sequence[Column], add_words: str) -> None:
        super().__init__()
        self._appearance, self._columns = appearance, columns
        self.rows: list[LinesRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(appearance.fonts.px(4))
        self.add_button = PushButton(appearance, add_words, "plus", role="quiet-link")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.add_row().lines[0].setFocus())
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def add_row(self, texts: Sequence[str] = (), kept: Any = None) -> LinesRow:
        """Add a row at the end, and return it."""
        row = LinesRow(self._appearance, self._columns, len(self.rows) + 1)
        row.kept = kept
        row.give(texts)
        for line in row.lines:
            line.textEdited.connect(lambda _: self.edited.emit())
        row.dropped.connect(lambda: self._drop(row))
        row.done.connect(lambda: self._go_on(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        chain = [widget for each in self.rows for widget in (*each.lines, each.drop)]
        for first, second in pairwise([*chain, self.add_button]):
            QWidget.setTabOrder(first, second)
        return row

    def values(self, make: Callable[[list[str], Any], Any]) -> tuple[Any, ...]:
        """Make a value of each row that has a text in its first column."""
        return tuple(make(row.texts, row.kept) for row in self.rows if row.texts[0])

    def _go_on(self, row: LinesRow) -> None:
        at = self.rows.index(row)
        if row is self.rows[-1]:
            self.add_row()
        self.rows[at + 1].lines[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _drop(self, row: LinesRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add_button.setFocus()
        self.edited.emit()
