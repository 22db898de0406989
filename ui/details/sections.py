"""A section of the panel as a widget: heading, choices, contents; updated in place where it can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.model.profile.entries import Quote
from ui.controls import PushButton, Segmented
from ui.details.flow import FlowLayout
from ui.details.heading import HeadingRow, HeadingSign
from ui.details.intents import Resort
from ui.details.page import (
    AccountsContent,
    ActionsContent,
    ChipsContent,
    Content,
    QuotesContent,
    RowsContent,
    SectionPage,
    TextContent,
)
from ui.details.quotes.account_cards import AccountCards
from ui.details.quotes.quote_card import QuoteCard
from ui.details.rows.row import Row, Span
from ui.details.rows.row_list import RowList
from ui.details.rows.text_block import TextBlock
from ui.details.word_button import ChoiceButton
from ui.theme import NOTE, Appearance

PAD_PX = 16
_ROWS_MARGIN_PX = 8

#: Fetches more of a content: (what is asked for, first, last, whom to give it to).
Fetch = Callable[[tuple[str, Any], int, int, Callable[[Any], None]], None]


class SectionView(QWidget):
    """Shows a `SectionPage`.

    Signals
    -------
    asked(object), hovered(object)
        An `Intent`; a network key or None.
    """

    asked = Signal(object)
    hovered = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        section: SectionPage,
        fetch: Fetch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._fetch = appearance, fetch
        self._section = section
        self._lists: dict[int, RowList] = {}
        self._mores: dict[int, PushButton] = {}
        self._note: TextBlock | None = None
        self._heading: HeadingRow | None = None
        px = appearance.fonts.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, px(9 if section.heading else 4), 0, px(8))
        self._column.setSpacing(px(3))
        if section.heading:
            self._heading = self._make_heading(section)
            self._column.addWidget(self._heading)
        for number, content in enumerate(section.contents):
            self._add(number, content)

    @property
    def key(self) -> str:
        """The section's key."""
        return self._section.key

    def lists(self) -> list[RowList]:
        """Return the lists in the section, in their order."""
        return list(self._lists.values())

    def update_to(self, section: SectionPage) -> bool:
        """Show other contents of the same kinds in place; False where it must be made anew."""
        before = self._section
        if section == before:
            return True
        kinds = [type(c) for c in section.contents]
        if (
            section.key != before.key
            or section.heading != before.heading
            or section.choices != before.choices
            or bool(section.note) != bool(before.note)
            or kinds != [type(c) for c in before.contents]
            or any(k is not RowsContent for k in kinds)
        ):
            return False
        self._section = section
        if self._note is not None and self._heading is not None:
            self._note.set_line((Span(section.note),))
            self._heading.changed()
        for number, content in enumerate(section.contents):
            if isinstance(content, RowsContent):
                self._fill(number, content)
        return True

    # --- making -------------------------------------------------------------------------------

    def _make_heading(self, section: SectionPage) -> HeadingRow:
        heading = TextBlock(self._appearance, section.heading, is_bold=True)
        right: list[QWidget] = []
        if section.note:
            self._note = TextBlock(self._appearance, section.note, factor=NOTE, colour="text_2")
            right.append(self._note)
        if section.choices and section.is_segmented:
            segments = [(c.key, c.text, "") for c in section.choices]
            chosen = next((c.key for c in section.choices if c.is_chosen), segments[0][0])
            sides = Segmented(self._appearance, segments, section.choices_name)
            sides.set_choice(chosen)
            sides.chosen.connect(lambda key: self.asked.emit(Resort(section.key, key)))
            right.append(sides)
        elif section.choices:
            for choice in section.choices:
                name = f"{section.choices_name}: {choice.text}"
                button = ChoiceButton(self._appearance, choice.text, name, has_bar=False)
                button.setChecked(choice.is_chosen)
                resort = Resort(section.key, choice.key)
                button.clicked.connect(lambda *_, resort=resort: self.asked.emit(resort))
                right.append(button)
        sign = HeadingSign(self._appearance, section.sign) if section.sign is not None else None
        return HeadingRow(self._appearance, sign, heading, right, self)

    def _add(self, number: int, content: Content) -> None:
        px = self._appearance.fonts.px
        match content:
            case RowsContent():
                self._add_list(number, content)
            case QuotesContent():
                self._add_quotes(content)
            case AccountsContent():
                cards = AccountCards(self._appearance, content.accounts, self)
                cards.asked.connect(self.asked)
                cards.hovered.connect(self.hovered)
                self._add_padded(cards)
            case ChipsContent():
                holder = QWidget(self)
                flow = FlowLayout(holder, gap_px=px(6), line_gap_px=px(6))
                for text, intent in content.chips:
                    chip = PushButton(self._appearance, text, role="chip", parent=holder)
                    chip.clicked.connect(lambda *_, intent=intent: self.asked.emit(intent))
                    flow.addWidget(chip)
                self._add_padded(holder)
            case TextContent():
                colour = "text_2" if content.is_faint else "text_1"
                factor = NOTE if content.is_faint else 1.0
                block = TextBlock(self._appearance, content.text, factor=factor, colour=colour)
                self._add_padded(block)
            case ActionsContent():
                holder = QWidget(self)
                flow = FlowLayout(holder, gap_px=px(18), line_gap_px=0)
                for icon, text, intent in content.actions:
                    link = PushButton(
                        self._appearance, text, icon, role="quiet-link", parent=holder
                    )
                    link.clicked.connect(lambda *_, intent=intent: self.asked.emit(intent))
                    flow.addWidget(link)
                self._add_padded(holder)

    def _add_padded(self, widget: QWidget) -> None:
        px = self._appearance.fonts.px
        row = QHBoxLayout()
        row.setContentsMargins(px(PAD_PX), 0, px(PAD_PX), 0)
        row.addWidget(widget)
        self._column.addLayout(row)

    def _add_list(self, number: int, content: RowsContent) -> None:
        px = self._appearance.fonts.px
        name = self._section.heading or self._section.key.capitalize()
        view = RowList(self._appearance, name, self)
        view.asked.connect(self.asked)
        view.hovered.connect(self.hovered)
        view.wanted.connect(lambda first, last: self._want(number, first, last))
        self._lists[number] = view
        margin = px(_ROWS_MARGIN_PX)
        row = QHBoxLayout()
        row.setContentsMargins(margin, 0, margin, 0)
        row.addWidget(view)
        self._column.addLayout(row)
        more = PushButton(self._appearance, "", role="quiet-link", parent=self)
        more.clicked.connect(lambda: self._show_all(number))
        self._mores[number] = more
        self._add_padded(more)
        self._fill(number, content)

    def _fill(self, number: int, content: RowsContent) -> None:
        limit = content.n_first if content.n_total > content.n_first + 2 else None
        view, more = self._lists[number], self._mores[number]
        view.set_rows(content.rows, content.n_total, limit, content.title_lines)
        more.setEnabled(True)
        more.setText(f"Show all {content.n_total:,}")
        more.setVisible(view.rows.is_cut)

    def _show_all(self, number: int) -> None:
        view, more = self._lists[number], self._mores[number]
        view.show_all()
        more.setEnabled(False)
        more.setText(f"The first {view.rows.n_shown:,} of {view.rows.n_total:,} are shown")
        more.setVisible(view.rows.is_cut)
        view.setFocus()

    def _want(self, number: int, first: int, last: int) -> None:
        content = self._section.contents[number]
        if isinstance(content, RowsContent) and content.pages is not None:
            view = self._lists[number]

            def put(rows: tuple[Row, ...]) -> None:
                view.rows.put(first, rows)

            self._fetch(content.pages, first, last, put)

    # --- quotes -------------------------------------------------------------------------------

    def _add_quotes(self, content: QuotesContent) -> None:
        if not content.quotes:
            self._add_padded(
                TextBlock(self._appearance, content.empty, factor=NOTE, colour="text_2")
            )
            return
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._appearance.fonts.px(8))
        self._add_padded(holder)
        more = PushButton(self._appearance, "", role="quiet-link", parent=self)
        self._add_padded(more)
        shown = 0

        def add(quotes: tuple[Quote, ...]) -> None:
            nonlocal shown
            for quote in quotes:
                card = QuoteCard(self._appearance, quote, holder)
                card.asked.connect(self.asked)
                card.hovered.connect(self.hovered)
                column.addWidget(card)
            shown += len(quotes)
            left = content.n_total - shown
            more.setText(f"Show {min(left, 20):,} more of {left:,}")
            more.setVisible(left > 0 and content.pages is not None)

        def fetch_more() -> None:
            if content.pages is not None:
                self._fetch(content.pages, shown, min(shown + 20, content.n_total), add)

        more.clicked.connect(fetch_more)
        add(content.quotes)
