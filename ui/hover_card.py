"""The card that floats beside what the pointer rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.drawing.glyph_shape import Glyph
from ui.controls import add_shadow
from ui.glyphs import paint_actor_glyph, paint_interaction_glyph
from ui.painting import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.drawing.wording import HoverText
    from ui.theme import Appearance

_WIDEST_PX = 260
_NARROWEST_PX = 150
_GLYPH_PX = 16
_AWAY_PX = 12
#: The card stays this far from the edges of what it floats over, to leave room for its shadow.
_MARGIN_PX = 6
#: Hiding what it is about is worse than hiding anything else by this factor.
_COVERS_ITSELF = 1e6


class HoverCard(QFrame):
    """A title with its glyph, some lines, a quiet last line; never takes the pointer itself.

    Parameters
    ----------
    parent
        What it floats over; it never leaves it.
    """

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("role", "hover-card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glyph = _GlyphMark(appearance, self)
        self._title = _label("heading", self)
        self._lines = _label("body", self)
        self._note = _label("faint", self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self._lines)
        column.addWidget(self._note)
        add_shadow(self)
        self.hide()

    def show_text(
        self,
        text: HoverText,
        around: QRectF,
        glyph: Glyph | None = None,
        *,
        is_hollow: bool = False,
        avoid: Sequence[QRectF] = (),
    ) -> None:
        """Show the card beside a rectangle of its parent, where it hides least.

        Parameters
        ----------
        around
            What the card is about; it is not covered.
        avoid
            What it should hide as little of as it can.
        """
        self._glyph.show_glyph(glyph, is_hollow=is_hollow)
        self._title.setText(text.title)
        self._lines.setText("\n".join(text.lines))
        self._lines.setVisible(bool(text.lines))
        self._note.setText(text.note)
        self._note.setVisible(bool(text.note))
        self.setFixedWidth(self._width_for(text))
        self._column.activate()
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))
        parent = self.parentWidget()
        if parent is None:
            return
        size = QSize(self.width(), self.height())
        x, y = _beside(around, size, QRectF(parent.rect()), avoid)
        self.move(round(x), round(y))
        self.raise_()
        self.show()

    def _width_for(self, text: HoverText) -> int:
        fonts = self._appearance.fonts
        bold = self._title.fontMetrics()
        plain = self._lines.fontMetrics()
        words = [bold.horizontalAdvance(text.title) * 1.1 + 24]
        words += [plain.horizontalAdvance(line) for line in (*text.lines, text.note)]
        return round(min(fonts.px(_WIDEST_PX), max(fonts.px(_NARROWEST_PX), max(words) + 30)))


class _GlyphMark(QWidget):
    """The glyph of what the card is about."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._glyph: Glyph | None = None
        self._is_hollow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_glyph(self, glyph: Glyph | None, *, is_hollow: bool) -> None:
        self._glyph, self._is_hollow = glyph, is_hollow
        side = self._appearance.fonts.px(_GLYPH_PX + 4)
        self.setFixedSize(side, side)
        self.setVisible(glyph is not None)
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._glyph is None:
            return
        with QPainter(self) as painter:
            size = self._appearance.fonts.px(_GLYPH_PX)
            centre = QPointF(self.width() / 2, self.height() / 2)
            theme, glyph = self._appearance.theme, self._glyph
            hollow = self._is_hollow
            if glyph.is_interaction:
                paint_interaction_glyph(
                    painter,
                    glyph.family,
                    glyph.kind,
                    centre,
                    size * 0.75,
                    theme,
                    hollow=hollow,
                    ground="raised",
                )
            else:
                paint_actor_glyph(
                    painter, glyph.kind, centre, size, theme, hollow=hollow, ground="raised"
                )


def _label(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    # A stranger's file must not bring its own markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _beside(
    around: QRectF, size: QSize, room: QRectF, avoid: Sequence[QRectF]
) -> tuple[float, float]:
    """Return the corner of a card on the side where it hides least."""
    inner = room.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
    width, height = size.width(), size.height()
    middle_y = around.center().y() - height / 2
    middle_x = around.center().x() - width / 2
    right, left = around.right() + _AWAY_PX, around.left() - _AWAY_PX - width
    below, above = around.bottom() + _AWAY_PX, around.top() - _AWAY_PX - height
    places = (
        (right, middle_y),
        (left, middle_y),
        (middle_x, below),
        (middle_x, above),
        (right, below),
        (right, above),
        (left, below),
        (left, above),
    )
    best, least = QPointF(inner.left(), inner.top()), math.inf
    for rank, (x, y) in enumerate(places):
        card = QRectF(
            min(max(x, inner.left()), max(inner.left(), inner.right() - width)),
            min(max(y, inner.top()), max(inner.top(), inner.bottom() - height)),
            width,
            height,
        )
        hidden = sum(_common_area(card, other) for other in avoid)
        hidden += _COVERS_ITSELF * _common_area(card, around) + rank
        if hidden < least:
            best, least = card.topLeft(), hidden
    return best.x(), best.y()


def _common_area(one: QRectF, other: QRectF) -> float:
    common = one.intersected(other)
    return max(0.0, common.width()) * max(0.0, common.height())
