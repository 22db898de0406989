"""The head of the panel: sign, what it is, its name, buttons; the figures; the jump bar."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui.controls import IconButton
from ui.details.flow import FlowLayout
from ui.details.intents import Intent, Jump
from ui.details.page import Figure, Head, HeadButton, SectionPage
from ui.details.rows.painting import paint_sign
from ui.details.rows.row import Sign, Span
from ui.details.rows.text_block import TextBlock
from ui.details.word_button import ChoiceButton, FigureButton
from ui.painting import guarded
from ui.theme import NOTE, SECONDARY, TITLE, Appearance

ACTOR_PX = 48
DIAMOND_PX = 30
_TIE_PX = 26
_PAD_PX = 16
_TOP_PX, _FOOT_PX = 13, 4

#: So near the jumps may come to each other.
_LEAST_GAP_PX = 7

#: Under this width the buttons stand below the name.
_NARROW_PX = 300

#: A name of more lines beside the buttons goes below them, if that saves a line.
_MOST_LINES_BESIDE = 2


class HeadView(QWidget):
    """Shows a `Head`.

    Signals
    -------
    asked(object)
        An `Intent`.
    """

    asked = Signal(object)

    def __init__(self, appearance: Appearance, head: Head, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = appearance.fonts.px
        self._appearance, self._head = appearance, head
        self._blocks: list[TextBlock] = []
        self._titles: list[TextBlock] = []
        self._buttons: QWidget | None = None
        self._sign: QWidget | None = None
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._all.setContentsMargins(px(_PAD_PX), px(_TOP_PX), px(_PAD_PX), px(_FOOT_PX))
        self._all.setSpacing(px(8))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        self._all.addLayout(row, 1)
        if head.sign is not None:
            self._sign = _HeadSign(appearance, head, self)
            row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(px(1))
        row.addLayout(texts, 1)
        over_row = QWidget(self)
        top = QHBoxLayout(over_row)
        top.setContentsMargins(0, 0, 0, 0)
        texts.addWidget(over_row)
        if head.over:
            over = TextBlock(appearance, head.over, factor=NOTE, colour="text_2")
            self._add(top, over, stretch=1)
        if head.titles:
            for span in head.titles:
                title = TextBlock(appearance, (span,), factor=TITLE, is_bold=True, most_lines=3)
                self._titles.append(title)
                self._add(texts, title)
            texts.setSpacing(px(7))
        else:
            title = TextBlock(appearance, head.title, factor=TITLE, is_bold=True, most_lines=5)
            self._titles.append(title)
            self._add(texts, title)
        if head.tag:
            tag = _Tag(appearance, head.tag, self)
            texts.addSpacing(px(3))
            texts.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeft)
        for line in head.under:
            self._add(texts, TextBlock(appearance, line, factor=SECONDARY, colour="text_2"))
        texts.addStretch(1)
        if head.buttons:
            self._buttons = QWidget(self)
            buttons = QHBoxLayout(self._buttons)
            buttons.setContentsMargins(0, 0, 0, 0)
            buttons.setSpacing(px(2))
            for button in head.buttons:
                buttons.addWidget(self._button(appearance, button))
            # Two places are kept for them; they stand over the one that is not hidden.
            self._beside, self._above = QWidget(self), QWidget(self)
            for place in (self._beside, self._above):
                place.setFixedSize(self._buttons.sizeHint())
            self._above.hide()
            self._all.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignTop)
            top.addWidget(self._above, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Put the buttons beside the name, above it, or below: where it is broken least."""
        if self._buttons is None:
            return
        is_above = self._is_long()
        is_narrow = self.width() < self._appearance.fonts.px(_NARROW_PX)
        if self._above.isHidden() is is_above:
            self._above.setVisible(is_above)
            self._beside.setHidden(is_above)
        directions = QBoxLayout.Direction
        is_below = not is_above and (is_narrow or self._breaks_a_word())
        wanted = directions.TopToBottom if is_below else directions.LeftToRight
        if self._all.direction() != wanted:
            self._all.setDirection(wanted)
        px, size = self._appearance.fonts.px, self._buttons.sizeHint()
        x = px(_PAD_PX) if is_below else self.width() - px(_PAD_PX) - size.width()
        y = self.height() - px(_FOOT_PX) - size.height() if is_below else px(_TOP_PX)
        self._buttons.setGeometry(x, y, size.width(), size.height())
        self._buttons.raise_()

    def _is_long(self) -> bool:
        """Whether the name has many lines beside the buttons, and fewer below them."""
        if not self._head.over or self._head.titles or self._breaks_a_word(is_beside=False):
            return False
        if self._blocks[0].widest_word_px() > self._room(is_beside=True):
            return False
        (title,) = self._titles
        beside = title.heightForWidth(max(1, self._room(is_beside=True)))
        whole = title.heightForWidth(max(1, self._room(is_beside=False)))
        one = title.sizeHint().height()
        return beside > (_MOST_LINES_BESIDE + 0.5) * one and whole < beside

    def _room(self, *, is_beside: bool) -> int:
        """Return how wide the name may be, beside the buttons or not."""
        px = self._appearance.fonts.px
        taken = 2 * px(_PAD_PX)
        if self._buttons is not None and is_beside:
            taken += px(8) + self._buttons.sizeHint().width()
        if self._sign is not None:
            taken += self._sign.sizeHint().width() + px(12)
        return self.width() - taken

    def _breaks_a_word(self, *, is_beside: bool = True) -> bool:
        """Whether a word of the title would have to be broken, beside the buttons or not."""
        if self._buttons is None or not self._titles:
            return False
        return max(title.widest_word_px() for title in self._titles) > self._room(
            is_beside=is_beside
        )

    def update_to(self, head: Head) -> bool:
        """Show other words of the same shape in place; False where it must be made anew."""
        before = self._head
        if head == before:
            return True
        same = replace(head, title=before.title, over=before.over, under=before.under)
        if same != before or head.titles or len(head.under) != len(before.under):
            return False
        lines = [*([head.over] if head.over else []), (Span(head.title),), *head.under]
        if len(lines) != len(self._blocks):
            return False
        self._head = head
        for block, line in zip(self._blocks, lines, strict=True):
            block.set_line(line)
        self._place_buttons()
        return True

    def _add(self, layout: QBoxLayout, block: TextBlock, *, stretch: int = 0) -> None:
        self._blocks.append(block)
        block.asked.connect(self.asked)
        layout.addWidget(block, stretch)

    def _button(self, appearance: Appearance, spec: HeadButton) -> IconButton:
        button = IconButton(appearance, spec.icon, spec.name, spec.keys, parent=self)
        button.setObjectName(f"details.{spec.key}")
        if spec.intent is not None:
            button.clicked.connect(lambda *_, intent=spec.intent: self.asked.emit(intent))
        if spec.menu:
            menu = QMenu(button)
            for text, intent in spec.menu:
                action = menu.addAction(text)
                action.triggered.connect(lambda *_, intent=intent: self.asked.emit(intent))
            button.setMenu(menu)
            button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        return button


class _HeadSign(QWidget):
    """The large sign, or the two of a tie joined by a line of the tie's width."""

    def __init__(self, appearance: Appearance, head: Head, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._head = appearance, head
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self._appearance.fonts.px
        if self._head.second is not None:
            return QSize(px(38), px(90))
        sign = self._head.sign
        if sign is not None and sign.kind == "actor":
            wide = sign.name in ("office", "state", "group")
            return QSize(px(ACTOR_PX + (10 if wide else 0)), px(ACTOR_PX + 6))
        return QSize(px(42), px(44))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fonts, theme = self._appearance.fonts, self._appearance.theme
            middle, head = self.width() / 2, self._head
            if head.sign is None:
                return
            if head.second is not None:
                top, bottom = fonts.px(37), fonts.px(37 + 33)
                pen = QPen(theme.colour("accent"), head.tie_width_px)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(QPointF(middle, top), QPointF(middle, bottom))
                self._paint(painter, head.sign, QPointF(middle, top), fonts.px(_TIE_PX))
                self._paint(painter, head.second, QPointF(middle, bottom), fonts.px(_TIE_PX))
                return
            centre = QPointF(middle, self.height() / 2)
            size = ACTOR_PX if head.sign.kind == "actor" else DIAMOND_PX
            if head.sign.name == "office":
                size = 40
            elif head.sign.kind == "icon":
                size = 28
            self._paint(painter, head.sign, centre, fonts.px(size))

    def _paint(self, painter: QPainter, sign: Sign, centre: QPointF, size_px: int) -> None:
        paint_sign(painter, sign, centre, float(size_px), self._appearance.theme)


class _Tag(QWidget):
    """A notice in a frame: the standing of what did not simply take place."""

    def __init__(self, appearance: Appearance, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        pad = appearance.fonts.px(6)
        row = QHBoxLayout(self)
        row.setContentsMargins(pad, appearance.fonts.px(2), pad, appearance.fonts.px(2))
        block = TextBlock(appearance, text, factor=NOTE, colour="warn")
        row.addWidget(block)
        self.setAccessibleName(text)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.theme.colour("warn_ground"))
            radius = self._appearance.fonts.px(4)
            painter.drawRoundedRect(self.rect(), radius, radius)


class FigureStrip(QWidget):
    """The figures side by side."""

    asked = Signal(object)

    def __init__(
        self, appearance: Appearance, figures: tuple[Figure, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = appearance.fonts.px
        flow = FlowLayout(self, gap_px=px(18), line_gap_px=px(6), least_gap_px=px(10))
        flow.setContentsMargins(px(_PAD_PX), px(6), px(_PAD_PX), px(12))
        self._buttons: list[FigureButton] = []
        for figure in figures:
            button = FigureButton(
                appearance, figure.value, figure.label, self, is_link=figure.intent is not None
            )
            button.clicked.connect(lambda *_, intent=figure.intent: self._ask(intent))
            flow.addWidget(button)
            self._buttons.append(button)

    def set_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show other numbers of the same things."""
        for button, figure in zip(self._buttons, figures, strict=True):
            button.set_figure(figure.value, figure.label)

    def _ask(self, intent: Intent | None) -> None:
        if intent is not None:
            self.asked.emit(intent)


class JumpBar(QWidget):
    """The sections with their counts; stays in sight while the panel scrolls."""

    asked = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        sections: tuple[SectionPage, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = appearance.fonts.px
        self._appearance = appearance
        self._flow = FlowLayout(self, gap_px=px(12), line_gap_px=0, least_gap_px=px(_LEAST_GAP_PX))
        self._flow.setContentsMargins(px(_PAD_PX), 0, px(_PAD_PX), 0)
        self._buttons: dict[str, ChoiceButton] = {}
        for section in sections:
            if section.jump:
                name = f"Jump to {section.jump}"
                button = ChoiceButton(appearance, section.jump, name, self)
                jump = Jump(section.key)
                button.clicked.connect(lambda *_, jump=jump: self.asked.emit(jump))
                self._flow.addWidget(button)
                self._buttons[section.key] = button

    def height_at(self, width: int) -> int:
        """Return its height at a width; its words are smaller where that saves a line."""
        factor, buttons = self._factor_at(width), list(self._buttons.values())
        room = width - 2 * self._appearance.fonts.px(_PAD_PX)
        _, ends = self._flow.lines_of([button.width_at(factor) for button in buttons], room)
        return sum(buttons[end - 1].sizeHint().height() for end in ends)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        factor = self._factor_at(self.width())
        for button in self._buttons.values():
            button.set_factor(factor)

    def _factor_at(self, width: int) -> float:
        px, buttons = self._appearance.fonts.px, self._buttons.values()
        room = width - 2 * px(_PAD_PX) - px(_LEAST_GAP_PX) * max(0, len(buttons) - 1)
        needed = {f: sum(b.width_at(f) for b in buttons) for f in (NOTE, SECONDARY)}
        return SECONDARY if needed[NOTE] > room >= needed[SECONDARY] else NOTE

    def set_jumps(self, sections: tuple[SectionPage, ...]) -> None:
        """Show other counts of the same sections."""
        for section in sections:
            button = self._buttons.get(section.key)
            if button is not None and button.text() != section.jump:
                button.setText(section.jump)
                button.updateGeometry()
        self._fit()

    def set_current(self, key: str) -> None:
        """Mark the section that is read."""
        for own, button in self._buttons.items():
            button.setChecked(own == key)
