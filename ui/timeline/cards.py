"""The hover card of the timeline: what a mark is, when it was, and who took part."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from explorer.drawing.glyph_shape import Glyph
from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.layout import Placed
from explorer.drawing.wording import HoverText, interaction_hover
from ui.hover_card import HoverCard
from ui.theme import Appearance

_MOST_LISTED = 5
_AROUND_PX = 9.0


class TimelineCards:
    """One card that floats over the whole window: the timeline is too low to hold it."""

    def __init__(self, appearance: Appearance, owner: QWidget) -> None:
        self._appearance, self._owner = appearance, owner
        self._card: HoverCard | None = None
        #: What the card says, or said last.
        self.words = HoverText("")

    @property
    def is_open(self) -> bool:
        """Whether a card is shown."""
        return self._card is not None and self._card.isVisible()

    def hide(self) -> None:
        """Close the card."""
        if self._card is not None:
            self._card.hide()

    def show(self, content: TimelineContent, mark: Placed, over: QWidget, at: QPointF) -> None:
        """Show the card of a mark beside a place of a widget."""
        window = self._owner.window()
        if self._card is None or self._card.parentWidget() is not window:
            self._card = HoverCard(self._appearance, window)
        place = QPointF(over.mapTo(window, at.toPoint()))
        reach = _AROUND_PX
        around = QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)
        # Rather over the network than over the neighbours of the mark.
        canvas = QRectF(over.rect()).translated(QPointF(over.mapTo(window, over.rect().topLeft())))
        row = mark.members[0]
        glyph = None
        if len(mark.members) == 1:
            dataset = content.dataset
            glyph = Glyph(dataset.interaction_kind(row), dataset.interaction_family(row) or "other")
        is_hollow = glyph is not None and bool(content.marks.is_hollow[row])
        self.words = mark_words(content, mark)
        self._card.show_text(self.words, around, glyph, is_hollow=is_hollow, avoid=(canvas,))


def mark_words(content: TimelineContent, mark: Placed) -> HoverText:
    """Return what the card of a mark, or of a number of them, says."""
    if len(mark.members) > 1:
        titles = [content.title(row) for row in mark.members[:_MOST_LISTED]]
        more = len(mark.members) - _MOST_LISTED
        note = f"And {more:,} more. Zoom in to tell them apart." if more > 0 else ""
        return HoverText(f"{len(mark.members):,} interactions", tuple(titles), note)
    row = mark.members[0]
    text = interaction_hover(content.dataset, row)
    lines = list(text.lines)
    if content.marks.is_inferred[row]:
        lines.insert(1, "Date inferred")
    if who := content.who(row):
        lines.append(who)
    return replace(text, lines=tuple(lines))
