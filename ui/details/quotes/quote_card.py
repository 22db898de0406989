"""A quote as a card: who said it in which form, the words, how they reached us, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from explorer.model.citation import FORM_WORDS
from explorer.model.plain_text import quoted, shown_passage
from explorer.model.profile.entries import Quote
from explorer.model.view import Selection
from ui.controls import PushButton
from ui.details.flow import FlowLayout
from ui.details.intents import Change, CopyQuotes, Intent, ReadSource, ReadWords, Select
from ui.details.quotes.chain import actor_sign, chain_rows
from ui.details.rows.amending import fill_amending
from ui.details.rows.row import Row, Sign, Span
from ui.details.rows.row_list import RowList
from ui.details.rows.text_block import TextBlock
from ui.theme import NOTE, QUOTE, Appearance

_PAD_PX = 12


class QuoteCard(QFrame):
    """Shows one `Quote`.

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
        quote: Quote,
        parent: QWidget | None = None,
        *,
        most_characters: int = 2000,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._quote = quote
        px = appearance.fonts.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_PAD_PX), px(8), px(_PAD_PX), px(6))
        column.setSpacing(px(4))
        speaker = RowList(appearance, "Speaker", self, inset_px=0)
        speaker.set_rows((_speaker_row(quote),), 1, None)
        self._connect_list(speaker)
        column.addWidget(speaker)
        words, is_cut = shown_passage(quote.words, most_characters)
        self._words = TextBlock(
            appearance, quoted(words), factor=QUOTE, is_serif=True, rule=_rule(quote), parent=self
        )
        self._words.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._words.customContextMenuRequested.connect(self._offer_copy)
        column.addWidget(self._words)
        if is_cut:
            n = f"Show all {len(quote.words):,} characters"
            more = PushButton(appearance, n, role="quiet-link", parent=self)
            title = quote.speaker.shown if quote.speaker is not None else "Speaker not named"
            read = ReadWords(title, quote.words)
            more.clicked.connect(lambda: self.asked.emit(read))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if quote.is_account and quote.interaction is not None:
            of = Span(quote.interaction.shown, Select(Selection.interaction(quote.interaction.id)))
            what = TextBlock(appearance, (Span("Account of "), of), factor=NOTE, colour="text_2")
            what.asked.connect(self.asked)
            column.addWidget(what)
        if quote.about:
            spans = [Span("About ")]
            for at, actor in enumerate(quote.about):
                spans.append(Span(", " if at else ""))
                spans.append(Span(actor.shown, Select(Selection.actor(actor.id))))
            about = TextBlock(appearance, tuple(spans), factor=NOTE, colour="text_2")
            about.asked.connect(self.asked)
            column.addWidget(about)
        column.addSpacing(px(2))
        column.addWidget(TextBlock(appearance, "How it reached us", factor=NOTE, colour="text_2"))
        chain = RowList(appearance, "How it reached us", self, inset_px=0)
        rows = chain_rows(quote)
        chain.set_rows(rows, len(rows), None)
        self._connect_list(chain)
        column.addWidget(chain)
        column.addWidget(quote_actions(appearance, (quote,), self))

    def _connect_list(self, view: RowList) -> None:
        view.asked.connect(self.asked)
        view.hovered.connect(self.hovered)

    def _offer_copy(self) -> None:
        menu = QMenu(self)
        copy = menu.addAction("Copy with citation")
        copy.triggered.connect(lambda: self.asked.emit(CopyQuotes((self._quote,))))
        menu.addSeparator()
        fill_amending(menu, thing_of_quote(self._quote), self.asked.emit)
        menu.popup(self._words.mapToGlobal(self._words.rect().bottomLeft()))


def quote_actions(appearance: Appearance, quotes: tuple[Quote, ...], parent: QWidget) -> QWidget:
    """Return the links below words: copy with citation, open the source at them.

    `parent` has a signal `asked`.
    """
    px = appearance.fonts.px
    row = QWidget(parent)
    flow = FlowLayout(row, gap_px=px(18), line_gap_px=0)
    copy_text = "Copy with citation"
    if len(quotes) > 1:
        copy_text = "Copy both with citation" if len(quotes) == 2 else "Copy all with citation"
    actions: list[tuple[str, str, Intent]] = [("copy", copy_text, CopyQuotes(quotes))]
    first = quotes[0]
    actions.append(("book-open", "Open source", read_source(first)))
    if len(quotes) == 1:
        actions.append(("pencil-simple", "Change", Change(*thing_of_quote(first))))
    for icon, text, intent in actions:
        button = PushButton(appearance, text, icon, role="quiet-link", parent=row)
        button.clicked.connect(lambda *_, intent=intent: parent.asked.emit(intent))  # type: ignore[attr-defined]
        flow.addWidget(button)
    return row


def thing_of_quote(quote: Quote) -> tuple[str, int]:
    """Return the table and id of words."""
    return ("accounts" if quote.is_account else "quotes"), quote.id


def read_source(quote: Quote) -> ReadSource:
    """Return the wish to read a quote's source at its words."""
    start, end = quote.start, quote.end
    if start is None and quote.evidence:
        start, end = quote.evidence[0].start, quote.evidence[0].end
    return ReadSource(quote.source.id, quote.words[:4000], start, end)


def _speaker_row(quote: Quote) -> Row:
    form = FORM_WORDS.get(quote.form, quote.form)
    if quote.is_account:
        form = f"account, {form}"
    carrier = next((link.carrier for link in quote.chain if link.carrier is not None), None)
    if quote.form == "verbatim" and carrier is not None and not quote.is_account:
        form = carrier.kind_label.lower()
    if quote.speaker is None:
        return Row(
            title=(Span("Speaker not named", is_bold=True), Span(f"  {form}")),
            sign=Sign("icon", "question"),
        )
    select = Select(Selection.actor(quote.speaker.id))
    return Row(
        title=(Span(quote.speaker.shown, select, is_bold=True), Span(f"  {form}")),
        intent=None,
        sign=actor_sign(quote.speaker),
        hover_key=quote.speaker.id,
    )


def _rule(quote: Quote) -> str:
    carrier = next((link.carrier for link in quote.chain if link.carrier is not None), None)
    if carrier is not None:
        return f"family:{carrier.family}"
    return f"family:{quote.interaction.family}" if quote.interaction is not None else "strong"
