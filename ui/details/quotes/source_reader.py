"""The source reader: the stored text with the passage highlighted, or what is known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from explorer.model.citation import source_citation
from explorer.model.locating import ShownText, locate
from explorer.model.plain_text import shown_line
from explorer.model.profile.source import SourceText
from ui.controls import PushButton
from ui.details.intents import CopyText, Intent, OpenAddress, ReadSource, Select
from ui.details.pages.source_page import can_open, passage_row
from ui.details.rows.row import Line, Span
from ui.details.rows.row_list import RowList
from ui.details.rows.text_block import TextBlock
from ui.theme import NOTE, QUOTE, TITLE, Appearance


class SourceReader(QDialog):
    """A window beside the main one, opened at a passage.

    Signals
    -------
    asked(object)
        A link in it was followed; an `Intent`.
    """

    asked = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._source: SourceText | None = None
        self._text: ShownText | None = None
        self.setWindowTitle("Source")
        self.setModal(False)
        self.setProperty("ground", "surface")
        px = appearance.fonts.px
        self.resize(px(900), px(640))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(6))
        self._title = TextBlock(appearance, "", factor=TITLE, is_bold=True, most_lines=4)
        self._about = TextBlock(appearance, "", factor=NOTE, colour="text_2")
        column.addWidget(self._title)
        column.addWidget(self._about)
        actions = QHBoxLayout()
        actions.setSpacing(px(18))
        self._copy = PushButton(appearance, "Copy citation", "copy", role="quiet-link")
        self._open = PushButton(appearance, "Open address", "arrow-square-out", role="quiet-link")
        self._copy_address = PushButton(
            appearance, "Copy address", "link-simple", role="quiet-link"
        )
        for button in (self._copy, self._open, self._copy_address):
            actions.addWidget(button)
        actions.addStretch(1)
        column.addLayout(actions)
        self._copy.clicked.connect(self._copy_citation)
        self._open.clicked.connect(self._open_address)
        self._copy_address.clicked.connect(self._copy_url)
        self._note = TextBlock(appearance, "", factor=NOTE, colour="text_2")
        column.addWidget(self._note)
        self._reading = QPlainTextEdit(self)
        self._reading.setReadOnly(True)
        self._reading.setAccessibleName("Text of the source")
        self._reading.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._passages = RowList(appearance, "Passages of the source")
        self._passages.asked.connect(self._follow)
        self._holder = QScrollArea(self)
        self._holder.setWidgetResizable(True)
        self._holder.setAccessibleName("Passages of the source")
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._passages)
        rows.addStretch(1)
        self._holder.setWidget(inside)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(self._reading)
        self._split.addWidget(self._holder)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([px(560), px(320)])
        column.addWidget(self._split, 1)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_source(
        self,
        text: SourceText,
        *,
        excerpt: str = "",
        start: int | None = None,
        end: int | None = None,
    ) -> None:
        """Show a source and scroll to a passage.

        Parameters
        ----------
        excerpt, start, end
            The passage: by its offsets in the stored text where they hold, else by its words.
        """
        self._source = text
        source = text.source
        self._title.set_line(_plain(shown_line(source.title, 600)))
        self._about.set_line(_plain(_about(text)))
        self._open.setVisible(bool(source.url) and can_open(source.url or ""))
        self._open.setToolTip(shown_line(source.url or "", 2000) if source.url else "")
        self._copy_address.setVisible(bool(source.url))
        self._copy.setVisible(True)
        rows = tuple(passage_row(p) for p in text.passages)
        self._passages.set_rows(rows, len(rows), None)
        self._holder.setVisible(bool(rows))
        self._reading.setVisible(text.text is not None)
        if text.text is None:
            words = "The text is not stored here; these are the passages recorded from it."
            if not rows:
                words = "Neither the text nor a passage of it is stored."
            self._note.set_line(_plain(words))
        else:
            self._load(text.text)
        self._note.setVisible(text.text is None)
        self._come_up()
        if text.text is not None:
            # Only a text that has its place on the screen can be scrolled to its middle.
            self._mark(excerpt, start, end)

    def show_words(self, title: str, words: str) -> None:
        """Show words that are too long for the panel."""
        self._source = None
        self._title.set_line(_plain(shown_line(title)))
        self._about.set_line(_plain(f"{len(words):,} characters"))
        for button in (self._copy, self._open, self._copy_address):
            button.hide()
        self._note.hide()
        self._holder.hide()
        self._reading.show()
        self._load(words)
        self._come_up()

    def marked_text(self) -> str:
        """Return the text that is highlighted."""
        marks = self._reading.extraSelections()
        return str(marks[0].cursor.selectedText()) if marks else ""

    def _load(self, text: str) -> None:
        self._text = ShownText.of(text)
        self._reading.setExtraSelections([])
        self._reading.setPlainText(self._text.shown)

    def _mark(self, excerpt: str, start: int | None, end: int | None) -> None:
        self._note.set_line(_plain(""))
        self._note.hide()
        if self._text is None or not (excerpt or start is not None):
            return
        found = locate(self._text, excerpt, start, end)
        if found is None:
            self._note.set_line(
                _plain("The passage does not stand in the stored text as recorded.")
            )
            return
        cursor = QTextCursor(self._reading.document())
        cursor.setPosition(found[0])
        cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        ground = QColor(self._appearance.theme.colour("selection"))
        form.setBackground(ground)
        form.setForeground(self._appearance.theme.colour("text_1"))
        form.setFontUnderline(True)
        mark.cursor, mark.format = cursor, form
        self._reading.setExtraSelections([mark])
        at = QTextCursor(self._reading.document())
        at.setPosition(found[0])
        self._reading.setTextCursor(at)
        self._reading.centerCursor()

    def _follow(self, intent: Intent) -> None:
        if isinstance(intent, ReadSource):
            self._mark(intent.excerpt, intent.start, intent.end)
        else:
            self.asked.emit(intent)
            if isinstance(intent, Select):
                self.hide()

    def _copy_citation(self) -> None:
        if self._source is not None:
            self.asked.emit(CopyText(source_citation(self._source.source), "Copied the citation"))

    def _open_address(self) -> None:
        if self._source is not None and self._source.source.url:
            self.asked.emit(OpenAddress(self._source.source.url))

    def _copy_url(self) -> None:
        if self._source is not None and self._source.source.url:
            self.asked.emit(CopyText(self._source.source.url, "Copied the address"))

    def _come_up(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        if self._reading.isVisible():
            self._reading.setFocus()

    def _restyle(self) -> None:
        self._reading.setFont(self._appearance.fonts.serif_font(QUOTE))
        for block in (self._title, self._about, self._note):
            block.restyle()
        self._passages.restyle()


def _plain(text: str) -> Line:
    return (Span(text),)


def _about(text: SourceText) -> str:
    source = text.source
    parts = [shown_line(p) for p in (source.author, source.publisher) if p]
    parts.append(source.date)
    if source.url:
        parts.append(shown_line(source.url, 2000))
    return ", ".join(parts)
