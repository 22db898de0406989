"""Paints one row of the panel: grounds, signs, texts, bars, links under pointer or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextLayout

from ui.details.rows.layout import SIGN_PX, RowMetrics, RowShape
from ui.details.rows.row import Row, Sign
from ui.details.rows.text_layout import Link, Piece
from ui.glyphs import paint_actor_glyph, paint_interaction_glyph, paint_split_disc
from ui.theme import Theme, kind_icon, paint_icon

_RADIUS_PX = 6.0


def paint_row(
    painter: QPainter,
    rect: QRectF,
    row: Row,
    shape: RowShape,
    metrics: RowMetrics,
    *,
    is_hovered: bool = False,
    is_current: bool = False,
    is_unfolded: bool = False,
    active_link: Link | None = None,
) -> None:
    """Paint a row into its rectangle.

    Parameters
    ----------
    is_current
        The keyboard is on this row: it gets the ring.
    active_link
        The link in the row's texts under pointer or keyboard; None: the row itself is active.
    """
    theme, px = metrics.theme, metrics.fonts.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_hovered and (row.links or row.children):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(rect, _RADIUS_PX, _RADIUS_PX)
    if row.is_dim:
        painter.setOpacity(0.6)
    painter.translate(rect.topLeft())
    if shape.rule is not None:
        painter.fillRect(shape.rule, theme.colour(row.quote_rule))
    if row.is_joined and shape.sign_at is not None:
        top, x = shape.sign_at.y() + px(11), round(shape.sign_at.x())
        painter.fillRect(QRectF(x, top, 1, rect.height() - top + px(3)), theme.colour("strong"))
    if row.sign is not None and shape.sign_at is not None:
        paint_sign(painter, row.sign, shape.sign_at, float(px(SIGN_PX)), theme)
    if shape.bar is not None and row.bar is not None:
        _paint_bar(painter, shape.bar, row.bar, theme.hex_of(row.bar_colour), theme)
    is_active = (is_hovered or is_current) and row.intent is not None and active_link is None
    for piece in shape.pieces:
        marked = _marked(piece, active_link, is_active and piece.is_title, theme)
        painter.setPen(theme.colour(piece.colour))
        piece.layout.draw(painter, piece.at, marked)
    if shape.tag is not None:
        paint_tag(painter, shape.tag, row.tag, metrics, is_warning=row.tag_is_warning)
    if shape.caret is not None:
        name = "caret-down" if is_unfolded else "caret-right"
        inner = shape.caret.adjusted(px(3), px(3), -px(3), -px(3))
        paint_icon(painter, name, inner, theme.colour("text_3"))
    if is_current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2.0))
        ring = QRectF(1, 1, rect.width() - 2, rect.height() - 2)
        painter.drawRoundedRect(ring, _RADIUS_PX - 1, _RADIUS_PX - 1)
    painter.restore()


def paint_waiting(painter: QPainter, rect: QRectF, metrics: RowMetrics) -> None:
    """Paint a row that is still being fetched: bars where the texts will stand."""
    px = metrics.fonts.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(metrics.theme.colour("sunken"))
    left = rect.left() + metrics.text_left_px(Row())
    for top, width in ((8, 0.55), (27, 0.35)):
        bar = QRectF(left, rect.top() + px(top), (rect.right() - left) * width, px(8))
        painter.drawRoundedRect(bar, 3, 3)
    painter.restore()


def paint_sign(
    painter: QPainter, sign: Sign, centre: QPointF, size_px: float, theme: Theme
) -> None:
    """Paint the sign before a text, or a large one in a head."""
    match sign.kind:
        case "actor":
            paint_actor_glyph(
                painter,
                sign.name,
                centre,
                size_px,
                theme,
                hollow=sign.is_hollow,
                ground="surface",
                pictogram=size_px >= 20,
            )
        case "interaction":
            side = size_px * 0.94
            box = QRectF(0, 0, side, side)
            box.moveCenter(centre)
            colour = theme.colour(f"family:{sign.family}")
            paint_icon(painter, kind_icon(sign.name), box, colour, filled=True)
        case "diamond":
            paint_interaction_glyph(
                painter,
                sign.family,
                sign.name,
                centre,
                size_px,
                theme,
                hollow=sign.is_hollow,
                ground="surface",
            )
        case "split":
            paint_split_disc(painter, centre, size_px * 0.9, theme)
        case "icon":
            box = QRectF(0, 0, size_px, size_px)
            box.moveCenter(centre)
            paint_icon(painter, sign.name, box, theme.colour("text_2"))


def paint_tag(
    painter: QPainter, frame: QRectF, text: str, metrics: RowMetrics, *, is_warning: bool
) -> None:
    """Paint a word in a frame."""
    theme = metrics.theme
    painter.setPen(QPen(theme.colour("warn_ground" if is_warning else "border"), 1.0))
    painter.setBrush(theme.colour("warn_ground" if is_warning else "sunken"))
    radius = metrics.fonts.px(4)
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(theme.colour("warn" if is_warning else "text_2"))
    painter.setFont(metrics.face("line").font)
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), text)


def _marked(
    piece: Piece, active: Link | None, is_title_active: bool, theme: Theme
) -> list[QTextLayout.FormatRange]:
    """Return accent and underline for what a click would follow."""
    if active is not None and active in piece.links:
        return [link_format(active.start, active.end - active.start, theme)]
    if is_title_active:
        layout = piece.layout
        length = sum(layout.lineAt(n).textLength() for n in range(layout.lineCount()))
        return [link_format(0, length, theme)]
    return []


def link_format(start: int, length: int, theme: Theme) -> QTextLayout.FormatRange:
    """Return the look of a link under pointer or keyboard: accent, underlined."""
    wanted = QTextCharFormat()
    wanted.setForeground(theme.colour("accent"))
    wanted.setFontUnderline(True)
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, length, wanted
    return part


def _paint_bar(painter: QPainter, track: QRectF, part: float, colour: str, theme: Theme) -> None:
    radius = track.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken"))
    painter.drawRoundedRect(track, radius, radius)
    filled = QRectF(track)
    filled.setWidth(max(track.height(), track.width() * min(1.0, part)))
    painter.setBrush(theme.colour(colour))
    painter.drawRoundedRect(filled, radius, radius)
