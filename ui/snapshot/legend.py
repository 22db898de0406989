"""The legend of a page: a column at the right, or rows below where the page is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from explorer.model.plain_text import counted, listed
from ui.snapshot.legend_content import LegendGroup, LegendRow
from ui.snapshot.legend_signs import paint_sign, sign_width
from ui.snapshot.typography import Scale, TextBlock
from ui.theme.tokens import Theme

_TEXT = 13.0
_WIDEST_TEXT = 190.0
_SIGN_GAP = 8.0
_ROW_GAP, _LINE_ROW_GAP, _HEADING_GAP = 11.0, 7.0, 9.0
_GROUP_GAP = 22.0
_FLOW_GAP = 22.0


@dataclass
class PlacedRow:
    """A row of a legend at its place: sign at the left, words right of it."""

    row: LegendRow | None
    block: TextBlock
    x: float
    y: float


@dataclass
class LegendLayout:
    """A legend with its size; places are relative to its left upper corner.

    Attributes
    ----------
    left_out
        Rows that found no place, said in words in the legend where that is possible.
    """

    scale: Scale
    width: float = 0.0
    height: float = 0.0
    rows: list[PlacedRow] = field(default_factory=list)
    left_out: int = 0

    def paint(
        self, painter: QPainter, x: float, y: float, theme: Theme, network_scale: float
    ) -> None:
        """Paint at a place."""
        sign = sign_width(self.scale)
        for placed in self.rows:
            left, top = x + placed.x, y + placed.y
            if placed.row is not None:
                middle = QPointF(left + sign / 2, top + placed.block.line_height / 2)
                paint_sign(painter, placed.row, middle, self.scale, theme, network_scale)
                left += sign + self.scale.px(_SIGN_GAP, 5.0)
            placed.block.draw(painter, left, top, theme.colour("text_1"))


def column_layout(
    groups: Sequence[LegendGroup], scale: Scale, most_height: float
) -> LegendLayout | None:
    """Lay the legend out as a column; None where not even all signs find room.

    Names of unconnected actors that do not fit are counted in a last row.
    """
    layout = LegendLayout(scale)
    beside = sign_width(scale) + scale.px(_SIGN_GAP, 5.0)
    most_text = max(scale.px(_WIDEST_TEXT), 110.0)
    font, bold = scale.font(_TEXT), scale.font(_TEXT, bold=True)
    y = 0.0
    for group in groups:
        is_list = group.heading == "Unconnected"
        gap = scale.px(_LINE_ROW_GAP if group.rows[0].entry.sign != "actor" else _ROW_GAP, 3.0)
        gap = scale.px(_LINE_ROW_GAP, 3.0) if is_list else gap
        start = len(layout.rows)
        top = y + (scale.px(_GROUP_GAP, 6.0) if y else 0.0)
        if group.heading:
            block = TextBlock(group.heading, bold, most_text + beside)
            layout.rows.append(PlacedRow(None, block, 0.0, top))
            top += block.height + scale.px(_HEADING_GAP, 3.0)
        for i, row in enumerate(group.rows):
            block = TextBlock(row.words, font, most_text, 2 if is_list else 4)
            rest = len(group.rows) - i - 1
            # The last row that fits gives way to the count of those that do not.
            needed = block.height + (gap + block.line_height if is_list and rest else 0.0)
            if top + needed > most_height:
                if not is_list:
                    return None
                if i == 0:
                    words = counted(rest + 1, "unconnected actor")
                    del layout.rows[start:]
                    top = y + scale.px(_GROUP_GAP, 6.0)
                else:
                    words = f"and {rest + 1:,} more"
                block = TextBlock(words, font, most_text + beside)
                layout.left_out = rest + 1
                if top + block.height > most_height:
                    return None if i == 0 else layout
                layout.rows.append(PlacedRow(None, block, 0.0 if i == 0 else beside, top))
                top += block.height + gap
                break
            layout.rows.append(PlacedRow(row, block, 0.0, top))
            top += block.height + gap
        y = top - gap
    layout.height = y
    layout.width = max(
        (row.x + row.block.width + (beside if row.row else 0.0) for row in layout.rows),
        default=0.0,
    )
    return layout


def flow_layout(
    groups: Sequence[LegendGroup], scale: Scale, width: float, most_height: float
) -> LegendLayout:
    """Lay the legend out in rows as wide as the page; what does not fit is left out."""
    layout = LegendLayout(scale, width=width)
    beside = sign_width(scale) + scale.px(_SIGN_GAP, 5.0)
    font = scale.font(_TEXT)
    gap_x, gap_y = scale.px(_FLOW_GAP, 12.0), scale.px(_LINE_ROW_GAP, 3.0)
    x = y = 0.0
    for row, words in _flowing(groups):
        indent = beside if row is not None else 0.0
        block = TextBlock(words, font, width - indent)
        if x and x + indent + block.width > width:
            x, y = 0.0, y + block.height + gap_y
        if y + block.height > most_height:
            layout.left_out += 1
            continue
        layout.rows.append(PlacedRow(row, block, x, y))
        x += indent + block.width + gap_x
        layout.height = max(layout.height, y + block.height)
    return layout


def _flowing(groups: Sequence[LegendGroup]) -> list[tuple[LegendRow | None, str]]:
    """Return rows that need no heading: what a width means is said in the last one."""
    flowing: list[tuple[LegendRow | None, str]] = []
    for group in groups:
        if group.heading == "Unconnected":
            names = listed([row.words for row in group.rows], 2)
            flowing.append((None, f"{group.heading}: {names}"))
            continue
        widths = [row for row in group.rows if row.entry.sign == "tie"]
        for row in group.rows:
            words = row.words
            if widths and row is widths[-1]:
                words += " interaction" if row.entry.n == 1 else " interactions"
            flowing.append((row, words))
    return flowing
