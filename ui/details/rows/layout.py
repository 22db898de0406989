"""Where the pieces of a row stand at a width: text laid out once, links found by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt

from ui.details.rows.row import Line, Row, Span
from ui.details.rows.text_layout import Face, Link, Piece, lay_line, lay_text
from ui.theme import BODY, NOTE, SECONDARY, Fonts, Theme

#: Lengths of the design at a body text of 13 px.
INSET_PX = 8
DATE_COLUMN_PX = 62
DATE_GAP_PX = 8
SIGN_PX = 16
SIGN_GAP_PX = 10
PAD_TOP_PX = 4
PAD_BOTTOM_PX = 4
VALUE_GAP_PX = 14
BAR_PX = 84
CARET_PX = 18
TAG_PAD_PX = 5
RULE_PX = 3
RULE_GAP_PX = 9
_MOST_FOR_VALUES = 0.52


@dataclass(frozen=True)
class RowShape:
    """A row at a width: its height and all that is painted."""

    height_px: int
    pieces: tuple[Piece, ...]
    sign_at: QPointF | None = None
    bar: QRectF | None = None
    rule: QRectF | None = None
    caret: QRectF | None = None
    tag: QRectF | None = None

    @property
    def links(self) -> list[tuple[Piece, Link]]:
        """All links inside the texts, in reading order."""
        return [(piece, link) for piece in self.pieces for link in piece.links]

    def link_at(self, point: QPointF) -> tuple[Piece, Link] | None:
        """Return the link under a point of the row."""
        for piece in self.pieces:
            link = piece.link_at(point) if piece.links else None
            if link is not None:
                return piece, link
        return None


@lru_cache(maxsize=4)
def faces_of(fonts: Fonts) -> dict[str, Face]:
    """Return the fonts of title, date, line and quote with their measures, made once for all."""
    ui = fonts.ui_font
    return {
        "title": Face(ui(BODY)),
        "date": Face(ui(NOTE)),
        "line": Face(ui(SECONDARY)),
        "quote": Face(fonts.serif_font(BODY)),
    }


@dataclass
class RowMetrics:
    """What all rows of one list share."""

    fonts: Fonts
    theme: Theme
    width_px: float
    value_widths_px: Sequence[float] = ()
    has_dates: bool = False
    has_signs: bool = False
    has_carets: bool = False
    title_lines: int = 2
    is_uniform: bool = False
    inset_px: int = INSET_PX
    widest_px: float = 0.0

    def face(self, name: str) -> Face:
        """Return the font of title, date, line or quote with its measures."""
        return faces_of(self.fonts)[name]

    @property
    def inset(self) -> int:
        """Space left and right of the texts, for the ground under the pointer."""
        return self.fonts.px(self.inset_px) if self.inset_px else 0

    @property
    def uniform_height_px(self) -> int:
        """Height of every row of a list that is too long for rows of their own height."""
        return (
            self.fonts.px(PAD_TOP_PX + PAD_BOTTOM_PX)
            + self.fonts.line_px(BODY)
            + self.fonts.line_px(SECONDARY)
        )

    def text_left_px(self, row: Row) -> float:
        """Where a row's title begins."""
        px = self.fonts.px
        left = float(self.inset)
        if self.has_dates:
            left += px(DATE_COLUMN_PX) + px(DATE_GAP_PX)
        if self.has_signs:
            left += px(SIGN_PX) + px(SIGN_GAP_PX)
        return left


def shape_of(row: Row, m: RowMetrics) -> RowShape:
    """Lay a row out."""
    px, fonts, serif = m.fonts.px, m.fonts, m.fonts.serif_families
    top = float(px(PAD_TOP_PX))
    left = m.text_left_px(row)
    right = m.width_px - float(m.inset)
    pieces: list[Piece] = []
    caret = None
    if m.has_carets:
        if row.children:
            side = px(CARET_PX)
            caret = QRectF(right - side, top + (fonts.line_px(BODY) - side) / 2, side, side)
        right -= px(CARET_PX)
    line_px = fonts.line_px(BODY)
    if row.when and m.has_dates:
        drop = (line_px - fonts.line_px(NOTE)) / 2
        room = px(DATE_COLUMN_PX) + px(DATE_GAP_PX) - 2
        most = 2 if m.is_uniform else 3
        piece = lay_text(row.when, m.face("date"), room, fonts.line_px(NOTE), most, "text_2")
        pieces.append(piece.moved(m.inset, top + drop))
    values, widths, value_lines = _split_values(row, m, right - left)
    bar = None
    for number in reversed(range(len(values))):
        width = widths[number]
        aligned = Qt.AlignmentFlag.AlignRight
        ink = "accent" if row.values_are_links else "text_2"
        piece = lay_text(values[number], m.face("title"), width + 2, line_px, 1, ink, aligned)
        pieces.append(piece.moved(right - width - 2, top))
        right -= width + px(VALUE_GAP_PX)
        if number == len(values) - 1 and row.bar is not None:
            length = min(float(px(BAR_PX)), (right - left) * 0.4)
            bar = QRectF(right - length, top + line_px / 2 - px(3), length, px(6))
            right -= length + px(VALUE_GAP_PX)
    sign_at = None
    if row.sign is not None and m.has_signs:
        sign_left = left - px(SIGN_PX) - px(SIGN_GAP_PX)
        sign_at = QPointF(sign_left + px(SIGN_PX) / 2, top + line_px / 2)
    width = max(float(px(24)), right - left)
    y, tag = top, None
    if row.title:
        most = 1 if m.is_uniform else m.title_lines
        piece = lay_line(row.title, m.face("title"), width, line_px, most, m.theme, "text_1", serif)
        pieces.append(piece.moved(left, y, is_title=True))
        y += piece.n_lines * line_px
        if row.tag:
            tag = _tag_after(piece, row.tag, m, left, top, width)
            y = max(y, tag.bottom() + px(2))
    full = max(float(px(24)), m.width_px - m.inset - left - (px(CARET_PX) if m.has_carets else 0))
    note_px = fonts.line_px(SECONDARY)
    for line in (*value_lines, *row.lines):
        most = 1 if m.is_uniform else row.most_lines
        piece = lay_line(line, m.face("line"), full, note_px, most, m.theme, "text_2", serif)
        pieces.append(piece.moved(left, y))
        y += piece.n_lines * note_px
        if m.is_uniform:
            break
    rule = None
    if row.quote and not m.is_uniform:
        y += px(3) if y > top else 0
        inset = px(RULE_PX + RULE_GAP_PX)
        quote_px = fonts.line_px(BODY)
        piece = lay_text(row.quote, m.face("quote"), full - inset, quote_px, 60, "text_1")
        pieces.append(piece.moved(left + inset, y))
        height = piece.n_lines * quote_px
        rule = QRectF(left, y, px(RULE_PX), height)
        y += height + px(2)
    for line in () if m.is_uniform else row.after:
        piece = lay_line(line, m.face("line"), full, note_px, 3, m.theme, "text_2", serif)
        pieces.append(piece.moved(left, y))
        y += piece.n_lines * note_px
    dates = max((p.bottom_px for p in pieces), default=top)
    height_px = m.uniform_height_px if m.is_uniform else round(max(y, dates) + px(PAD_BOTTOM_PX))
    return RowShape(max(height_px, px(26)), tuple(pieces), sign_at, bar, rule, caret, tag)


def _tag_after(
    title: Piece, text: str, m: RowMetrics, left: float, top: float, room_px: float
) -> QRectF:
    """Return the frame of a tag: after the title's last line, or below where it does not fit."""
    px, line_px = m.fonts.px, m.fonts.line_px(BODY)
    width = m.face("line").width_px(text) + 2 * px(TAG_PAD_PX)
    height = m.fonts.line_px(SECONDARY) + px(2)
    n = title.n_lines
    used = title.last_line_px + px(4)
    if used + width <= room_px:
        return QRectF(left + used, top + (n - 1) * line_px + (line_px - height) / 2, width, height)
    return QRectF(left, top + n * line_px + px(1), width, height)


def widest(rows: Sequence[Row], face: Face) -> float:
    """Return the width of the widest title with its value, on one line."""
    return max(
        (
            sum(face.width_px(span.text) for span in row.title)
            + sum(face.width_px(value) for value in row.values)
            for row in rows
            if row.values
        ),
        default=0.0,
    )


def value_widths(rows: Sequence[Row], face: Face) -> list[float]:
    """Return how wide each column of values must be."""
    n = max((len(row.values) for row in rows), default=0)
    widths = [0.0] * n
    for row in rows:
        for number, value in enumerate(row.values):
            widths[number] = max(widths[number], face.width_px(value))
    return widths


def _split_values(
    row: Row, m: RowMetrics, room_px: float
) -> tuple[tuple[str, ...], Sequence[float], tuple[Line, ...]]:
    """Return values for the right and their widths, or a line below where they need the room."""
    if not row.values:
        return (), (), ()
    gap = m.fonts.px(VALUE_GAP_PX)
    needed = sum(m.value_widths_px[: len(row.values)]) + gap * len(row.values)
    if needed <= _MOST_FOR_VALUES * room_px:
        return row.values, m.value_widths_px, ()
    # All rows of a list alike: their values beside the titles, or all of them below.
    if len(row.values) == 1 and m.widest_px + gap <= room_px:
        return row.values, [m.face("title").width_px(row.values[0])], ()
    below = " · ".join(value for value in row.values if value)
    return (), (), ((Span(below),),) if below else ()
