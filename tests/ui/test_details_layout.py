"""At every width and text size all of a page is in sight: nothing is clipped, nothing overlaps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from explorer.model.view import Selection
from tests.ui.details_stand import Stand, standing
from ui.details.quotes.account_cards import AccountCard
from ui.details.rows.row_list import RowList
from ui.details.rows.text_block import TextBlock


def selections(stand: Stand) -> list[Selection]:
    return [
        Selection(),
        Selection.actor(stand.actor("Samantha Power")),
        Selection.actor(stand.actor("Armenians who had crossed the border")),
        Selection.interaction(stand.interaction("speak by phone")),
        Selection.tie(stand.actor("Samantha Power"), stand.actor("Yuri Kim")),
        Selection.several([stand.actor(n) for n in ("Yuri Kim", "USAID", "Armenia")]),
        Selection.of_source(1),
    ]


@pytest.mark.parametrize(
    ("width", "text_scale", "theme"),
    [(320, 1.0, "light"), (384, 1.0, "dark"), (520, 1.0, "light"), (400, 2.0, "light")],
)
def test_nothing_is_clipped_or_overlaps_at_any_width_or_text_size(
    qapp: QApplication, sample_store: Path, width: int, text_scale: float, theme: str
) -> None:
    with standing(qapp, sample_store, width=width, theme=theme, text_scale=text_scale) as stand:
        for selection in selections(stand):
            stand.state.select(selection)
            stand.settle()
            check_sections(stand, width)
            content = stand.pane.view.widget()
            assert width == content.width()
            for block in seen(stand, TextBlock):
                assert block.height() >= block.heightForWidth(block.width()), block.text()
                assert_inside(block, content)
            for button in seen(stand, QAbstractButton):
                assert button.width() >= button.minimumSizeHint().width(), button.text()
                assert_inside(button, stand.pane.view.viewport())
            for view in seen(stand, RowList):
                assert view.height() >= view.heightForWidth(view.width()), view.accessibleName()
                assert_inside(view, content)
                for number in range(view.rows.rowCount()):
                    row = view.rows.row(number)
                    shape = view.shape(row)
                    for piece in shape.pieces:
                        edge = piece.at.x() + piece.layout.boundingRect().right()
                        assert edge <= view.width() + 1, row.spoken
                        assert piece.bottom_px <= shape.height_px + 1, row.spoken


def check_sections(stand: Stand, width: int) -> None:
    bottom = 0
    for section in stand.pane.view.sections:
        assert section.y() >= bottom
        bottom = section.geometry().bottom()
        assert section.height() >= section.heightForWidth(width)
    for card in seen(stand, AccountCard):
        parts = [card.who.geometry(), card.words.geometry(), card.foot.geometry()]
        for above, below in pairwise(parts):
            assert above.bottom() < below.top()
        assert parts[-1].bottom() < card.height()


def seen(stand: Stand, kind: type) -> list:  # type: ignore[type-arg]
    return [widget for widget in stand.pane.findChildren(kind) if widget.isVisible()]


def assert_inside(widget: QWidget, holder: QWidget) -> None:
    at = widget.mapTo(holder, QPoint(0, 0))
    rect = QRect(at, widget.size())
    assert rect.left() >= 0, widget.accessibleName()
    assert rect.right() < holder.width(), widget.accessibleName()
