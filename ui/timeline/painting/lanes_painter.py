"""Paints the lanes: hairlines, nesting, marks with their names, and the names of lanes."""

from __future__ import annotations

from PySide6.QtCore import QLine, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from explorer.drawing.timeline.layout import Placed
from explorer.drawing.timeline.marks import End, MarkShape
from explorer.drawing.timeline.names import PlacedName
from explorer.model.plain_text import shown_line
from ui.glyphs import paint_actor_glyph
from ui.theme import NOTE, blend, kind_icon, paint_icon
from ui.timeline.painting.areas_painter import KeptAreas
from ui.timeline.painting.bars_painter import DIMMED
from ui.timeline.painting.mark_painter import MarkPainter, title_font
from ui.timeline.picture import Lighting, Picture

_ICON_PX = 14
_ICON_LEFT_PX = 10
_NAME_LEFT_PX = 29


def paint_lanes(painter: QPainter, picture: Picture, light: Lighting, areas: KeptAreas) -> None:
    """Paint everything above the histogram but the column of names."""
    geometry = picture.geometry
    painter.save()
    painter.setClipRect(geometry.painted_lanes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    areas.paint(painter, picture, light)
    _paint_nesting(painter, picture, light)
    marks = MarkPainter(picture.theme, picture.fonts)
    # What is dimmed first: nothing pale lies over what stands out.
    lit = [light.is_lit(mark.members) for mark in picture.placed]
    for wanted in (False, True):
        painter.setOpacity(1.0 if wanted else DIMMED)
        chosen = [m for m, is_lit in zip(picture.placed, lit, strict=True) if is_lit == wanted]
        for mark in chosen:
            _paint_reach(painter, picture, marks, mark)
        # Bars first, so that what lies inside them is seen.
        for mark in sorted(chosen, key=lambda mark: mark.form != "bar"):
            _paint_body(painter, picture, marks, mark)
    painter.setOpacity(1.0)
    _paint_names(painter, picture, lit)
    _paint_rings(painter, picture, marks, light)
    painter.restore()


def paint_hairlines(painter: QPainter, picture: Picture) -> None:
    """Paint the lines between lanes and at the edges of days (months, years)."""
    geometry, theme = picture.geometry, picture.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    # Opaque and cosmetic: translucent lines of width 1 take Qt ten times as long.
    painter.setPen(QPen(theme.colour(blend(theme.border, theme.canvas, 0.72)), 0))
    _, edges = picture.axis
    base = round(geometry.base_px)
    across = [round(picture.x_px(float(day))) for day in edges]
    painter.drawLines([QLine(x, 0, x, base) for x in across if x > geometry.names_px])
    painter.setClipRect(QRectF(0, 0, geometry.width_px, geometry.lanes_top + geometry.lanes_px))
    ends = [
        round(geometry.row_middle_px(lane.first_row + lane.n_rows - 1) + geometry.row_px / 2)
        for lane in picture.lanes.lanes
    ]
    painter.drawLines([QLine(0, y, round(geometry.width_px), y) for y in ends])
    painter.restore()


def paint_lane_names(painter: QPainter, picture: Picture) -> None:
    """Paint the column of names with pictograms over the ground of the canvas."""
    geometry, theme, fonts = picture.geometry, picture.theme, picture.fonts
    painter.save()
    lanes = geometry.painted_lanes
    painter.setClipRect(QRectF(0, lanes.top(), geometry.names_px, lanes.height()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = fonts.ui_font(NOTE if geometry.row_px >= 17 * fonts.scale else 11 / 13)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    left, side = fonts.px(_NAME_LEFT_PX), float(fonts.px(_ICON_PX))
    side = min(side, geometry.row_px - 2)
    for lane in picture.lanes.lanes:
        middle = geometry.row_middle_px(lane.first_row)
        if middle < -geometry.row_px or middle > geometry.height_px:
            continue
        at = QPointF(fonts.px(_ICON_LEFT_PX) + side / 2, middle)
        if picture.content.by == "actor":
            paint_actor_glyph(painter, lane.kind, at, 0.82 * side, theme, hollow=lane.is_unnamed)
        else:
            box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
            paint_icon(
                painter, kind_icon(lane.kind), box, theme.colour(f"family:{lane.family}"), True
            )
        box = QRectF(left, middle - geometry.row_px, geometry.names_px - left - 6, 0)
        box.setHeight(2 * geometry.row_px)
        name = shown_line(lane.label, 100)
        painter.setPen(theme.colour("text_2"))
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


def paint_scroll_bar(painter: QPainter, picture: Picture) -> None:
    """Show how much of the lanes is in sight, where not all is."""
    geometry = picture.geometry
    if geometry.most_scroll_px <= 0.5:
        return
    whole = geometry.n_rows * geometry.row_px
    length = max(18.0, geometry.lanes_px * geometry.lanes_px / whole)
    top = geometry.lanes_top + (geometry.lanes_px - length) * (
        geometry.scroll_px / geometry.most_scroll_px
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(picture.theme.colour("strong"))
    painter.drawRoundedRect(QRectF(geometry.width_px - 7, top, 5, length), 2.5, 2.5)
    painter.restore()


def _hue(picture: Picture, row: int) -> QColor:
    return picture.theme.colour(f"family:{picture.content.dataset.interaction_family(row)}")


def _paint_reach(painter: QPainter, picture: Picture, marks: MarkPainter, mark: Placed) -> None:
    if not mark.is_whisker_drawn or mark.form != "disc":
        return
    row, all_marks = mark.members[0], picture.content.marks
    left = picture.geometry.names_px + mark.reach_left
    right = picture.geometry.names_px + mark.reach_right
    y = picture.geometry.row_middle_px(mark.row)
    hue = _hue(picture, row)
    if all_marks.shape[row] == MarkShape.BRACKET:
        marks.bracket(painter, left, right, y, hue)
    elif all_marks.shape[row] == MarkShape.DISC:
        is_soft = all_marks.start_end[row] == End.SOFT
        marks.whisker(painter, left, right, y, hue, bool(is_soft))


def _paint_body(painter: QPainter, picture: Picture, marks: MarkPainter, mark: Placed) -> None:
    all_marks, row = picture.content.marks, mark.members[0]
    box = picture.body(mark)
    if mark.form == "number":
        families = {picture.content.dataset.interaction_family(r) for r in mark.members[:50]}
        hue = _hue(picture, row) if len(families) == 1 else picture.theme.colour("text_2")
        marks.number(painter, box.center(), hue, len(mark.members), box.height())
        return
    hue = _hue(picture, row)
    hollow, split = bool(all_marks.is_hollow[row]), bool(all_marks.is_split[row])
    inferred = bool(all_marks.is_inferred[row])
    if mark.form == "disc":
        marks.disc(
            painter,
            box.center(),
            hue,
            is_hollow=hollow,
            is_split=split,
            is_inferred=inferred,
            diameter_px=box.height(),
        )
        return
    ends = (End(int(all_marks.start_end[row])), End(int(all_marks.end_end[row])))
    if all_marks.shape[row] == MarkShape.BOUNDS:
        marks.bounds(painter, box, hue, ends)
    else:
        marks.bar(painter, box, hue, ends, is_hollow=hollow, is_split=split, is_inferred=inferred)


def _paint_nesting(painter: QPainter, picture: Picture, light: Lighting) -> None:
    """Join whole and part by a dotted line, behind all marks."""
    lines, geometry = picture.nesting, picture.geometry
    if not lines:
        return
    painter.save()
    painter.setClipRegion(_around_names(picture))
    for line in lines:
        is_lit = light.is_lit((line.part,)) and light.is_lit((line.whole,))
        pen = QPen(_hue(picture, line.part), 1.3)
        pen.setDashPattern([1.6, 1.6])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setOpacity(1.0 if is_lit else DIMMED)
        painter.setPen(pen)
        painter.drawLine(
            QPointF(geometry.names_px + line.from_x, geometry.row_middle_px(line.from_row)),
            QPointF(geometry.names_px + line.to_x, geometry.row_middle_px(line.to_row)),
        )
    painter.restore()


def _around_names(picture: Picture) -> QRegion:
    """Return the lanes without the places of names: lines do not run through them."""
    geometry = picture.geometry
    region = QRegion(geometry.painted_lanes.toAlignedRect())
    half = geometry.row_px / 2
    for name in picture.names:
        middle, left = geometry.row_middle_px(name.row), geometry.names_px + name.left
        box = QRectF(left - 2, middle - half, name.width + 4, 2 * half)
        region = region.subtracted(QRegion(box.toAlignedRect()))
    return region


def _paint_names(painter: QPainter, picture: Picture, lit: list[bool]) -> None:
    theme, geometry = picture.theme, picture.geometry
    for name in picture.names:
        mark = picture.placed[name.index]
        row = mark.members[0]
        middle = geometry.row_middle_px(name.row)
        box = QRectF(geometry.names_px + name.left - 2, middle - geometry.row_px, name.width + 4, 0)
        box.setHeight(2 * geometry.row_px)
        is_bold = name.is_bold and not picture.is_empty(row)
        painter.setFont(title_font(picture.fonts, is_bold))
        painter.setPen(theme.colour(_ink(picture, name, row)))
        painter.setOpacity(1.0 if lit[name.index] else DIMMED)
        # Text keeps its own direction, but stands at the mark's side of its place.
        side = {
            "left": Qt.AlignmentFlag.AlignRight,
            "right": Qt.AlignmentFlag.AlignLeft,
            "inside": Qt.AlignmentFlag.AlignHCenter,
        }[name.side]
        painter.drawText(
            box,
            side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextSingleLine,
            picture.content.title(row),
        )  # fmt: skip
    painter.setOpacity(1.0)


def _ink(picture: Picture, name: PlacedName, row: int) -> str:
    if name.side != "inside" or picture.is_empty(row):
        return "text_1"
    family = picture.content.dataset.interaction_family(row)
    return picture.theme.text_on(f"family:{family}") or "text_1"


def _paint_rings(painter: QPainter, picture: Picture, marks: MarkPainter, light: Lighting) -> None:
    accent, text = picture.theme.colour("accent"), picture.theme.colour("text_1")
    for mark in picture.placed:
        most_px = picture.geometry.row_px
        if light.is_ringed(mark.members):
            marks.ring(painter, picture.body(mark), accent, 2.2, most_px)
        elif light.hovered in mark.members:
            marks.ring(painter, picture.body(mark), text, 1.6, most_px)
        if light.has_marks_focus and light.current in mark.members:
            marks.keyboard_ring(painter, picture.body(mark), most_px)
