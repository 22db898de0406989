"""The text of a source with what is known of it underlined, and passages marked by the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from explorer.model.locating import ShownText, locate
from explorer.model.source_marks import Mark
from ui.theme import QUOTE, Appearance

_INK: Final = {
    "evidence": "accent",
    "quote": "family:words",
    "account": "family:talk",
    "name": "text_3",
}
_UNDERLINE: Final = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True, slots=True)
class Selected:
    """What is marked by the reader, in code points of the stored text, and its words there."""

    words: str
    start: int
    end: int


class ReadingView(QPlainTextEdit):
    """Shows a text; letters ask for something to be made of what is marked.

    Signals
    -------
    letter(str)
        One of the letters given to `set_letters` was pressed.
    marks_asked(object, QPoint)
        The marks under the click, or under the caret, and where on the screen.
    """

    letter = Signal(str)
    marks_asked = Signal(object, QPoint)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._text: ShownText | None = None
        self._marks: list[tuple[int, int, Mark]] = []
        self._passage: tuple[int, int] | None = None
        self._letters: frozenset[str] = frozenset()
        self._pressed_at = QPoint()
        self.setReadOnly(True)
        self.setAccessibleName("Text of the source")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.restyle()

    # --- what is shown ------------------------------------------------------------------------

    def set_text(self, text: str) -> None:
        """Show a text with nothing known of it."""
        self._text = ShownText.of(text)
        self._marks, self._passage = [], None
        self.setPlainText(self._text.shown)
        self._show_marks()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Underline what is known."""
        text = self._text
        if text is None:
            return
        self._marks = [(text.position(m.start), text.position(m.end), m) for m in marks]
        self._show_marks()

    def show_passage(self, excerpt: str, start: int | None, end: int | None) -> bool:
        """Highlight a passage and bring it into sight; False where it does not stand there."""
        found = None if self._text is None else locate(self._text, excerpt, start, end)
        self._passage = found
        self._show_marks()
        if found is None:
            return False
        self._go_to(found[0])
        return True

    def marked_text(self) -> str:
        """Return the text that is highlighted."""
        if self._passage is None:
            return ""
        return str(self._cursor(*self._passage).selectedText())

    def restyle(self) -> None:
        """Take other fonts and colours."""
        self.setFont(self._appearance.fonts.serif_font(QUOTE))
        self._show_marks()

    # --- what is marked -----------------------------------------------------------------------

    def set_letters(self, letters: str) -> None:
        """Say which letters are told of."""
        self._letters = frozenset(letters)

    def selected(self) -> Selected | None:
        """Return what the reader has marked, without white space at its ends; None for nothing."""
        cursor, text = self.textCursor(), self._text
        if text is None or not cursor.hasSelection():
            return None
        start = text.offset(cursor.selectionStart())
        end = text.offset(cursor.selectionEnd(), is_end=True)
        words = text.raw[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Selected(words, start, start + len(words)) if words else None

    def marks_at(self, position: int) -> list[Mark]:
        """Return what is known at a place of the shown text, the shortest first."""
        found = [(end - start, mark) for start, end, mark in self._marks if start <= position < end]
        return [mark for _, mark in sorted(found, key=lambda pair: pair[0])]

    def step(self, by: int) -> None:
        """Go to the next or the previous passage that something is known of."""
        here = self.textCursor().position()
        starts = sorted({start for start, _, mark in self._marks if mark.kind != "name"})
        later = [start for start in starts if start > here]
        earlier = [start for start in starts if start < here]
        if by > 0 and later:
            self._go_to(later[0])
        elif by < 0 and earlier:
            self._go_to(earlier[-1])

    # --- hands --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letter = event.text().upper()
        is_plain = held == Qt.KeyboardModifier.NoModifier
        if is_plain and letter in self._letters and letter:
            self.letter.emit(letter)
        elif is_plain and event.text() in ("[", "]"):
            self.step(1 if event.text() == "]" else -1)
        elif is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_at(self.textCursor().position(), self.cursorRect().bottomLeft())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        marks = self._under(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if marks else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip("\n".join(mark.words for mark in marks[:6]))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        is_click = (at - self._pressed_at).manhattanLength() < 4
        if is_click and event.button() == Qt.MouseButton.LeftButton:
            marks = self._under(at)
            if marks and not self.textCursor().hasSelection():
                self.marks_asked.emit(marks, self.viewport().mapToGlobal(at))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.cursorRect().bottomLeft()
        self.marks_asked.emit(self._under(at), self.viewport().mapToGlobal(at))

    def _under(self, at: QPoint) -> list[Mark]:
        cursor = self.cursorForPosition(at)
        # Right of a line's end the cursor is at the end; nothing stands there.
        if abs(self.cursorRect(cursor).center().x() - at.x()) > 3 * self.cursorRect().height():
            return []
        return self.marks_at(cursor.position())

    def _ask_at(self, position: int, at: QPoint) -> None:
        marks = self.marks_at(position)
        if marks:
            self.marks_asked.emit(marks, self.viewport().mapToGlobal(at))

    # --- drawing ------------------------------------------------------------------------------

    def _go_to(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.centerCursor()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show_marks(self) -> None:
        theme = self._appearance.theme
        selections: list[QTextEdit.ExtraSelection] = []
        if self._passage is not None:
            form = QTextCharFormat()
            form.setBackground(QColor(theme.colour("selection")))
            form.setForeground(theme.colour("text_1"))
            form.setFontUnderline(True)
            selections.append(self._selection(*self._passage, form))
        for start, end, mark in self._marks:
            form = QTextCharFormat()
            form.setUnderlineColor(theme.colour(_INK[mark.kind]))
            is_name = mark.kind == "name"
            form.setUnderlineStyle(_UNDERLINE.DotLine if is_name else _UNDERLINE.SingleUnderline)
            selections.append(self._selection(start, end, form))
        self.setExtraSelections(selections)

    def _selection(self, start: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = self._cursor(start, end), form
        return selection
