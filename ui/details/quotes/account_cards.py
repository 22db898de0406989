"""Accounts of one interaction beside each other: equal cards, in no order of merit."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.model.citation import chain_words
from explorer.model.plain_text import quoted, shown_passage
from explorer.model.profile.entries import Quote
from explorer.model.view import Selection
from ui.controls import PushButton
from ui.details.intents import CopyQuotes, ReadWords, Select
from ui.details.quotes.chain import actor_sign
from ui.details.quotes.quote_card import quote_actions
from ui.details.rows.amending import fill_amending
from ui.details.rows.row import Row, Sign, Span
from ui.details.rows.row_list import RowList
from ui.details.rows.text_block import TextBlock
from ui.theme import BODY, SECONDARY, Appearance

#: Under this inner width (at 13 px text) the cards stand one below another: a line would hold
#: three words.
STACKED_UNDER_PX = 272
_GAP_PX = 8
_SCROLLED_CARD_PX = 172
_PAD_PX = 11

#: So many cards are made at once, which is more than are in sight; of the rest a few in each
#: turn of the event loop.
_AT_ONCE, _IN_A_TURN = 5, 5


class AccountCards(QWidget):
    """Shows two or more accounts at equal size.

    Signals
    -------
    asked(object), hovered(object)
        An `Intent`; a network key or None.
    """

    asked = Signal(object)
    hovered = Signal(object)

    def __init__(
        self, appearance: Appearance, accounts: tuple[Quote, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.fonts.px(6))
        self._waiting = list(accounts[_AT_ONCE:])
        self._board = _Board(appearance, accounts[:_AT_ONCE], self)
        for card in self._board.cards:
            self._follow(card)
        self._area: _SidewaysArea | None = None
        if len(accounts) > 2:
            self._area = _SidewaysArea(self._board, self)
            column.addWidget(self._area)
        else:
            column.addWidget(self._board)
        column.addWidget(quote_actions(appearance, accounts, self))
        if self._waiting:
            QTimer.singleShot(0, self, self._make_more)

    @property
    def is_stacked(self) -> bool:
        """Whether the cards stand one below another."""
        return self._board.is_stacked(self.width())

    @property
    def cards(self) -> list[AccountCard]:
        """The cards, in the store's order; those not made yet come in a moment."""
        return self._board.cards

    def _make_more(self) -> None:
        some, self._waiting = self._waiting[:_IN_A_TURN], self._waiting[_IN_A_TURN:]
        for card in self._board.add(some):
            self._follow(card)
        if self._area is not None:
            self._area.fit()
        if self._waiting:
            QTimer.singleShot(0, self, self._make_more)

    def _follow(self, card: AccountCard) -> None:
        card.asked.connect(self.asked)
        card.hovered.connect(self.hovered)


class AccountCard(QFrame):
    """One account: who, the words, and the way they came."""

    asked = Signal(object)
    hovered = Signal(object)

    def __init__(self, appearance: Appearance, account: Quote, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._appearance = appearance
        who = account.speaker
        name = who.shown if who is not None else "Not named"
        self.setAccessibleName(f"Account of {name}")
        self.who = RowList(appearance, f"Account of {name}", self, inset_px=0)
        row = Row(title=(Span(name, is_bold=True),), sign=Sign("icon", "question"))
        if who is not None:
            select = Select(Selection.actor(who.id))
            row = Row(
                title=(Span(who.shown, select, is_bold=True),),
                intent=select,
                sign=actor_sign(who),
                hover_key=who.id,
            )
        self.who.set_rows((row,), 1, None, title_lines=4)
        self.who.asked.connect(self.asked)
        self.who.hovered.connect(self.hovered)
        words, is_cut = shown_passage(account.words)
        self.words = TextBlock(
            appearance, quoted(words), factor=BODY, is_serif=True, rule="accent", parent=self
        )
        self.more: PushButton | None = None
        if is_cut:
            self.more = PushButton(appearance, "Show all", role="quiet-link", parent=self)
            read = ReadWords(name, account.words)
            self.more.clicked.connect(lambda: self.asked.emit(read))
        self.line = QFrame(self)
        self.line.setProperty("role", "hairline")
        self.foot = TextBlock(
            appearance,
            chain_words(account, is_sentence=True),
            factor=SECONDARY,
            colour="text_2",
            parent=self,
        )
        carrier = next((link.carrier for link in account.chain if link.carrier), None)
        if carrier is not None:
            intent = Select(Selection.interaction(carrier.id))
            self.foot.set_line((Span(self.foot.text(), intent),))
        self.foot.asked.connect(self.asked)
        self._account = account

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy with citation")
        copy.triggered.connect(lambda: self.asked.emit(CopyQuotes((self._account,))))
        menu.addSeparator()
        fill_amending(menu, ("accounts", self._account.id), self.asked.emit)
        menu.popup(event.globalPos())

    def heights(self, width: int, *, keeps_two_lines: bool) -> tuple[int, int, int]:
        """Return the heights that who, words and way need at a card's width."""
        px = self._appearance.fonts.px
        inner = max(1, width - 2 * px(_PAD_PX))
        two_lines = 2 * self._appearance.fonts.line_px(BODY) + px(8) if keeps_two_lines else 0
        more = self.more.sizeHint().height() if self.more is not None else 0
        return (
            max(two_lines, self.who.heightForWidth(inner)),
            self.words.heightForWidth(inner) + more,
            self.foot.heightForWidth(inner),
        )

    def place(self, who: int, words: int, foot: int) -> None:
        """Set the parts at given heights, so that those of all cards are level."""
        px = self._appearance.fonts.px
        pad, inner = px(_PAD_PX), max(1, self.width() - 2 * px(_PAD_PX))
        y = px(5)
        self.who.setGeometry(QRect(pad, y, inner, self.who.heightForWidth(inner)))
        y += who + px(4)
        own = self.words.heightForWidth(inner)
        more = self.more.sizeHint().height() if self.more is not None else 0
        self.words.setGeometry(QRect(pad, y, inner, max(own, words - more)))
        if self.more is not None:
            self.more.setGeometry(QRect(pad, y + words - more, inner, more))
        y += words + px(8)
        self.line.setGeometry(QRect(pad, y, inner, 1))
        y += px(7)
        self.foot.setGeometry(QRect(pad, y, inner, foot))


class _Board(QWidget):
    """Sets the cards beside each other, or one below another where it is narrow."""

    def __init__(
        self, appearance: Appearance, accounts: tuple[Quote, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.cards = [AccountCard(appearance, account, self) for account in accounts]
        self._known: dict[int, list[tuple[int, int, int]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, accounts: list[Quote]) -> list[AccountCard]:
        """Add further cards after the others, and return them."""
        more = [AccountCard(self._appearance, account, self) for account in accounts]
        for card in more:
            card.show()
        self.cards += more
        self._known.clear()
        self.updateGeometry()
        return more

    def is_stacked(self, width: int) -> bool:
        return width < self._appearance.fonts.px(STACKED_UNDER_PX)

    def card_width(self, width: int) -> int:
        px = self._appearance.fonts.px
        if self.is_stacked(width):
            return width
        if len(self.cards) > 2:
            return px(_SCROLLED_CARD_PX)
        return (width - px(_GAP_PX) * (len(self.cards) - 1)) // len(self.cards)

    def content_width(self, width: int) -> int:
        """Return how wide all cards are when `width` is to be seen."""
        if self.is_stacked(width) or len(self.cards) <= 2:
            return width
        n, px = len(self.cards), self._appearance.fonts.px
        return n * self.card_width(width) + (n - 1) * px(_GAP_PX)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_at(width)

    def height_at(self, width: int) -> int:
        """Return the height of the board when `width` is to be seen."""
        chrome = self._chrome()
        heights = self._heights(width)
        if self.is_stacked(width):
            gaps = self._appearance.fonts.px(_GAP_PX) * (len(self.cards) - 1)
            return sum(sum(h) + chrome for h in heights) + gaps
        return sum(max(h[part] for h in heights) for part in range(3)) + chrome

    def sizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange(self.width())

    def arrange(self, width: int) -> None:
        """Place the cards when `width` of the board is to be seen."""
        card, gap = self.card_width(width), self._appearance.fonts.px(_GAP_PX)
        heights = self._heights(width)
        level = tuple(max(h[part] for h in heights) for part in range(3))
        x = y = 0
        for own, height in zip(self.cards, heights, strict=True):
            who, words, foot = height if self.is_stacked(width) else level
            total = who + words + foot + self._chrome()
            own.setGeometry(QRect(x, y, card, total))
            own.place(who, words, foot)
            if self.is_stacked(width):
                y += total + gap
            else:
                x += card + gap

    def _heights(self, width: int) -> list[tuple[int, int, int]]:
        known = self._known.get(width)
        if known is None:
            if len(self._known) > 8:
                self._known.clear()
            card, is_stacked = self.card_width(width), self.is_stacked(width)
            known = [own.heights(card, keeps_two_lines=not is_stacked) for own in self.cards]
            self._known[width] = known
        return known

    def _chrome(self) -> int:
        px = self._appearance.fonts.px
        return px(5) + px(4) + px(8) + px(7) + px(9)


class _SidewaysArea(QScrollArea):
    """Scrolls three or more cards sideways; as high as they are."""

    def __init__(self, board: _Board, parent: QWidget) -> None:
        super().__init__(parent)
        self._board = board
        self.setWidget(board)
        self.setWidgetResizable(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Accounts, scroll sideways")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        bar = self.horizontalScrollBar().sizeHint().height()
        needs_bar = self._board.content_width(width) > width
        return self._board.height_at(width) + (bar if needs_bar else 0)

    def sizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def fit(self) -> None:
        """Follow the board, which has more cards than before."""
        self._place()
        self.updateGeometry()

    def _place(self) -> None:
        width = self.viewport().width()
        self._board.resize(self._board.content_width(width), self._board.height_at(width))
        self._board.arrange(width)
