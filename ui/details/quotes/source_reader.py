"""The source reader: the stored text with the passage highlighted, or what is known of it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QMenu, QScrollArea, QSplitter, QVBoxLayout, QWidget

from explorer.editing.marked import MarkedPassage
from explorer.model.citation import source_citation
from explorer.model.plain_text import shown_line
from explorer.model.profile.source import SourceText
from explorer.model.source_marks import Mark
from ui.controls import PushButton, as_label
from ui.details.flow import FlowLayout
from ui.details.intents import (
    Change,
    CopyText,
    Intent,
    OpenAddress,
    ReadSource,
    Remove,
    Select,
    UsePassage,
)
from ui.details.pages.source_page import can_open, passage_row
from ui.details.quotes.reading_view import ReadingView
from ui.details.rows.row import Line, Span
from ui.details.rows.row_list import RowList
from ui.details.rows.text_block import TextBlock
from ui.theme import NOTE, TITLE, Appearance

_USES: Final = (
    ("Q", "quote", "Quote", "quotes"),
    ("A", "account", "Account", "chats-circle"),
    ("P", "actor", "Actor", "user"),
    ("I", "interaction", "Interaction", "handshake"),
    ("E", "evidence", "Evidence", "check-square"),
)
"""Key, use, words and icon of what a marked passage can become."""

_MOST_OFFERED = 8


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
        self.setWindowTitle("Source")
        self.setModal(False)
        self.setProperty("ground", "surface")
        px = appearance.fonts.px
        room = self.screen().availableGeometry()
        self.resize(min(px(900), room.width() - 24), min(px(640), room.height() - 48))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(6))
        self._title = TextBlock(appearance, "", factor=TITLE, is_bold=True, most_lines=4)
        self._about = TextBlock(appearance, "", factor=NOTE, colour="text_2")
        column.addWidget(self._title)
        column.addWidget(self._about)
        actions = QWidget()
        flow = FlowLayout(actions, gap_px=px(18), line_gap_px=0)
        self._copy = PushButton(appearance, "Copy citation", "copy", role="quiet-link")
        self._open = PushButton(appearance, "Open address", "arrow-square-out", role="quiet-link")
        self._copy_address = PushButton(
            appearance, "Copy address", "link-simple", role="quiet-link"
        )
        self._change = PushButton(appearance, "Change", "pencil-simple", role="quiet-link")
        for button in (self._copy, self._open, self._copy_address, self._change):
            button.setAutoDefault(False)
            flow.addWidget(button)
        column.addWidget(actions)
        self._change.clicked.connect(self._ask_change)
        self._copy.clicked.connect(self._copy_citation)
        self._open.clicked.connect(self._open_address)
        self._copy_address.clicked.connect(self._copy_url)
        self._note = TextBlock(appearance, "", factor=NOTE, colour="text_2")
        column.addWidget(self._note)
        self._reading = ReadingView(appearance, self)
        self._reading.set_letters("".join(key for key, *_ in _USES))
        self._reading.letter.connect(self._use)
        self._reading.marks_asked.connect(self._offer)
        self._reading.selectionChanged.connect(self._on_selection)
        self._uses = QWidget()
        uses = FlowLayout(self._uses, gap_px=px(14), line_gap_px=0)
        self._use_buttons: list[PushButton] = []
        for key, _, words, icon in _USES:
            button = PushButton(appearance, f"{words}  {key}", icon, role="quiet-link")
            button.setAccessibleName(f"Make a new {words.lower()} of what is marked ({key})")
            button.setToolTip(button.accessibleName())
            button.setAutoDefault(False)
            button.setEnabled(False)
            button.clicked.connect(partial(self._use, key, None))
            uses.addWidget(button)
            self._use_buttons.append(button)
        column.addWidget(self._uses)
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
        self._uses.setVisible(text.text is not None)
        self._change.setText("Change" if text.text is not None else "Add its text")
        self._change.show()
        if text.text is None:
            words = "The text is not stored here; these are the passages recorded from it."
            if not rows:
                words = "Neither the text nor a passage of it is stored."
            self._note.set_line(_plain(words))
        else:
            self._reading.set_text(text.text)
            self._reading.set_marks(text.marks)
        self._note.setVisible(text.text is None)
        self._come_up()
        if text.text is not None:
            # Only a text that has its place on the screen can be scrolled to its middle.
            self._mark(excerpt, start, end)

    def show_anew(self, text: SourceText) -> None:
        """Show the same source as it is known now, at the same place of its text."""
        before = self._source
        if before is None or (before.source.id, before.text) != (text.source.id, text.text):
            self.show_source(text)
            return
        self._source = text
        self._reading.set_marks(text.marks)
        rows = tuple(passage_row(p) for p in text.passages)
        self._passages.set_rows(rows, len(rows), None)
        self._holder.setVisible(bool(rows))

    @property
    def source_id(self) -> int | None:
        """The source that is shown; None for words alone."""
        return None if self._source is None else self._source.source.id

    @property
    def reading(self) -> ReadingView:
        """The text."""
        return self._reading

    def show_words(self, title: str, words: str) -> None:
        """Show words that are too long for the panel."""
        self._source = None
        self._title.set_line(_plain(shown_line(title)))
        self._about.set_line(_plain(f"{len(words):,} characters"))
        for widget in (self._copy, self._open, self._copy_address, self._change, self._uses):
            widget.hide()
        self._note.hide()
        self._holder.hide()
        self._reading.show()
        self._reading.set_text(words)
        self._come_up()

    def marked_text(self) -> str:
        """Return the text that is highlighted."""
        return self._reading.marked_text()

    def _mark(self, excerpt: str, start: int | None, end: int | None) -> None:
        self._note.set_line(_plain(""))
        self._note.hide()
        if not (excerpt or start is not None):
            return
        if not self._reading.show_passage(excerpt, start, end):
            self._tell("The passage does not stand in the stored text as recorded.")

    def _tell(self, words: str) -> None:
        self._note.set_line(_plain(words))
        self._note.show()

    # --- making something of the text ---------------------------------------------------------

    def _on_selection(self) -> None:
        has_selection = self._reading.textCursor().hasSelection()
        for button in self._use_buttons:
            button.setEnabled(has_selection)

    def _use(self, key: str, fact: tuple[str, int] | None = None) -> None:
        selected = self._reading.selected()
        if self._source is None:
            return
        if selected is None:
            self._tell("Mark the passage first, with the pointer or with Shift and the arrows.")
            return
        self._note.hide()
        use = next(use for letter, use, *_ in _USES if letter == key)
        passage = MarkedPassage(
            self._source.source.id, selected.words, selected.start, selected.end
        )
        self.asked.emit(UsePassage(use, passage, fact))

    def _offer(self, marks: list[Mark], at: QPoint) -> None:
        """Open a menu with what can be made of the text at a place, and what is known there."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_selection = self._reading.selected() is not None and self._source is not None
        if has_selection:
            for key, _, words, _icon in _USES:
                menu.addAction(f"New {words.lower()}…\t{key}", partial(self._use, key))
            menu.addSeparator()
        for mark in list(dict.fromkeys(marks))[:_MOST_OFFERED]:
            self._offer_mark(menu.addMenu(as_label(mark.words)), mark, has_selection)
        if not menu.isEmpty():
            menu.popup(at)

    def _offer_mark(self, menu: QMenu, mark: Mark, has_selection: bool) -> None:
        if mark.selection is not None:
            menu.addAction("Show", partial(self._follow, Select(mark.selection)))
        if has_selection and mark.kind == "name":
            use = partial(self._use, "E", ("actor", mark.thing[1]))
            menu.addAction("What is marked supports it…", use)
        menu.addAction("Change…", partial(self.asked.emit, Change(*mark.thing)))
        if mark.kind != "name":
            menu.addAction("Delete…", partial(self.asked.emit, Remove(*mark.thing)))

    def _ask_change(self) -> None:
        if self._source is not None:
            self.asked.emit(Change("sources", self._source.source.id))

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
        self._reading.restyle()
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
