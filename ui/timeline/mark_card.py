"""The card beside the pointer: what a mark is, when it was and who took part."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from explorer.drawing.timeline_content import TimelineContent
from explorer.drawing.timeline_layout import Placed
from ui.controls import add_shadow
from ui.glyphs import paint_interaction_glyph
from ui.theme import Appearance

_WIDTH_PX = 280
_MOST_LISTED = 5
_OFF_PX = 14
_GLYPH_PX = 13.0


class MarkCard(QFrame):
    """A card that floats over the window and takes no events."""

    def __init__(self, appearance: Appearance, owner: QWidget) -> None:
        super().__init__(owner)
        self._appearance, self._owner = appearance, owner
        self.setProperty("role", "hover-card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glyph = _Glyph(appearance, self)
        self._title = _label(self, "heading")
        self._facts = _label(self, "note")
        self._who = _label(self, "note")
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(12, 9, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.addWidget(self._glyph, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._facts, 1, 0, 1, 2)
        grid.addWidget(self._who, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        add_shadow(self)
        self.hide()

    def show_mark(self, content: TimelineContent, mark: Placed, at: QPoint) -> None:
        """Show the card near a place of the window."""
        row = mark.members[0]
        if len(mark.members) == 1:
            title, facts, who = content.title(row), content.spoken(row), content.who(row, 4)
            kind = content.dataset.columns.interaction_kinds[
                int(content.dataset.columns.interaction_kind[row])
            ]
            self._glyph.show_kind(kind.family, kind.name, bool(content.marks.is_hollow[row]))
        else:
            title = f"{len(mark.members):,} interactions"
            facts = "\n".join(content.title(r) for r in mark.members[:_MOST_LISTED])
            more = len(mark.members) - _MOST_LISTED
            who = f"and {more:,} more. Zoom in to tell them apart." if more > 0 else ""
            self._glyph.show_kind("", "", False)
        self._title.setText(title)
        self._facts.setText(facts)
        self._who.setText(who)
        self._who.setVisible(bool(who))
        self._place(at)

    def _place(self, at: QPoint) -> None:
        window = self._owner.window()
        if self.parentWidget() is not window:
            # Over all panes: near the upper edge of the timeline it reaches into the network.
            self.setParent(window)
        self.setFixedWidth(self._appearance.fonts.px(_WIDTH_PX))
        self.setFixedHeight(self._grid.totalHeightForWidth(self.width()))
        x = min(at.x() + _OFF_PX, window.width() - self.width() - 8)
        y = at.y() - self.height() - _OFF_PX
        if y < 8:
            y = at.y() + _OFF_PX
        self.move(max(8, x), y)
        self.show()
        self.raise_()


class _Glyph(QWidget):
    """The diamond of a kind, none for several."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._family = self._kind = ""
        self._is_hollow = False

    def show_kind(self, family: str, kind: str, is_hollow: bool) -> None:
        self._family, self._kind, self._is_hollow = family, kind, is_hollow
        side = self._appearance.fonts.px(19)
        self.setFixedSize(side, side)
        self.setVisible(bool(kind))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._kind:
            return
        painter = QPainter(self)
        centre = QRectF(self.rect()).center()
        size = _GLYPH_PX * self._appearance.fonts.scale
        paint_interaction_glyph(
            painter, self._family, self._kind, centre, size, self._appearance.theme,
            hollow=self._is_hollow, pictogram=False, ground="raised",
        )  # fmt: skip


def _label(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
