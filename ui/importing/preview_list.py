"""What rows will be, as cards below each other, with what is wrong beside its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.model.plain_text import shown_line
from ui.theme import pixmap
from ui.theme.icons import kind_icon

if TYPE_CHECKING:
    from explorer.exchange.describing import Described
    from explorer.exchange.tables.previewing import PreviewRow
    from ui.theme.appearance import Appearance

_ICON_PX = 16
_MOST_CHARACTERS = 240
_MOST_CARDS_OF_ROW = 4


class PreviewList(QFrame):
    """A card for each row; rows that are refused say why."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("role", "card")
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._area)
        self._texts: list[str] = []

    @property
    def texts(self) -> tuple[str, ...]:
        """What the cards say, one text each."""
        return tuple(self._texts)

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show rows of tables."""
        body, column = self._body()
        for row in rows:
            if row.reason:
                self._add(column, self._refused(row))
            for card in row.cards[:_MOST_CARDS_OF_ROW]:
                self._add(column, self._card(card, f"{row.line:,}"))
        if not rows:
            self._add(column, self._note("No row says anything yet. Say what the columns are."))
        column.addStretch(1)
        self._area.setWidget(body)

    def show_cards(self, cards: Sequence[Described]) -> None:
        """Show things that come in without a mapping."""
        body, column = self._body()
        for card in cards:
            self._add(column, self._card(card, ""))
        column.addStretch(1)
        self._area.setWidget(body)

    def show_words(self, words: str) -> None:
        """Show a sentence in place of cards."""
        body, column = self._body()
        self._add(column, self._note(words))
        column.addStretch(1)
        self._area.setWidget(body)

    def _body(self) -> tuple[QWidget, QVBoxLayout]:
        self._texts = []
        body = QWidget()
        body.setProperty("role", "scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        return body, column

    def _add(self, column: QVBoxLayout, widget: QWidget) -> None:
        if column.count():
            line = QFrame()
            line.setProperty("role", "hairline")
            column.addWidget(line)
        column.addWidget(widget)

    def _card(self, card: Described, line: str) -> QWidget:
        row, words = self._frame(line)
        sign = QLabel()
        theme, fonts = self._appearance.theme, self._appearance.fonts
        ratio = self.devicePixelRatioF()
        name = "link-simple" if card.sort == "relation" else kind_icon(card.kind)
        sign.setPixmap(pixmap(name, theme.colour("text_2"), fonts.px(_ICON_PX), ratio=ratio))
        layout = row.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(1, sign, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(_label(card.head, "body"))
        for text in card.lines:
            words.addWidget(_label(text, "note"))
        self._texts.append("\n".join((card.head, *card.lines)))
        return row

    def _refused(self, refused: PreviewRow) -> QWidget:
        row, words = self._frame(f"{refused.line:,}")
        what = f"{refused.heading}: “{refused.value}”" if refused.value else refused.heading
        head = _label(what or "This row", "danger")
        words.addWidget(head)
        words.addWidget(_label(refused.reason, "note"))
        self._texts.append(f"{what}\n{refused.reason}")
        return row

    def _note(self, words: str) -> QWidget:
        self._texts.append(words)
        label = _label(words, "quiet")
        fonts = self._appearance.fonts
        label.setContentsMargins(fonts.px(12), fonts.px(12), fonts.px(12), fonts.px(12))
        return label

    def _frame(self, line: str) -> tuple[QWidget, QVBoxLayout]:
        fonts = self._appearance.fonts
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(fonts.px(10), fonts.px(7), fonts.px(12), fonts.px(7))
        layout.setSpacing(fonts.px(8))
        number = _label(line, "faint")
        number.setWordWrap(False)
        number.setMinimumWidth(fonts.px(24) if line else 0)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        number.setToolTip(f"Line {line}")
        number.setVisible(bool(line))
        layout.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        layout.addLayout(words, 1)
        return row, words


def _label(text: str, role: str) -> QLabel:
    label = QLabel(shown_line(text, _MOST_CHARACTERS))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
