"""Paints the nodes of a network picture: glyphs, rims, rings, pins and signs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

from explorer.drawing.glyph_shape import Glyph, rim_px
from explorer.drawing.network.styling import split_corner
from ui.glyphs import (
    actor_path,
    interaction_path,
    paint_actor_glyph,
    paint_interaction_glyph,
    paint_split_disc,
)
from ui.theme.icons import paint_icon

if TYPE_CHECKING:
    from explorer.drawing.network.picture import NetworkPicture
    from ui.theme.tokens import Theme

_RIM_PX = 2.0
_RIM_FROM_PX = 8.0
_RING_GAP_PX, _RING_PX = 3.0, 2.4
#: Rings of so many are joined where they would cross; of more each has its own.
_MOST_JOINED, _UNITING_SCALE = 60, 32.0
_HOVER_RING_PX = 1.6
_CURRENT_RING_PX = 2.0
_HALO_PX, _HALO_OPACITY = 12.0, 0.13
_PIN_DISC_PX, _PIN_PX = 15.0, 11.0
_CORNER_DISC_PX = 12.0


def paint_glyphs(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    """Paint the glyphs of all nodes in their order, as vectors."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    nodes = picture.nodes
    for (x, y), diameter, glyph, opacity, is_hollow, is_ghost in zip(
        nodes.xy_px.tolist(),
        nodes.diameter_px.tolist(),
        nodes.glyph.tolist(),
        nodes.opacity.tolist(),
        nodes.is_hollow.tolist(),
        nodes.is_ghost.tolist(),
        strict=True,
    ):
        paint = paint_ghost if is_ghost else paint_glyph
        paint(
            painter,
            picture.glyphs[glyph],
            x,
            y,
            diameter,
            theme,
            is_hollow=is_hollow,
            opacity=opacity,
        )
    painter.setOpacity(1.0)


def paint_marks(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    """Paint what hangs on the glyphs: rings, signs of differing accounts, pins."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if picture.has_rings:
        _paint_rings(painter, picture, theme)
    _paint_corners(painter, picture, theme)


def paint_halo(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    """Paint the soft ground under the sole selected node; below the links."""
    if not picture.has_rings or picture.emphasis.halo < 0:
        return
    for i in (picture.nodes.node == picture.emphasis.halo).nonzero()[0].tolist():
        x, y = picture.nodes.xy_px[i].tolist()
        path = grown_path(
            picture.glyphs[int(picture.nodes.glyph[i])],
            float(picture.nodes.diameter_px[i]),
            _HALO_PX,
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path.translated(x, y), theme.colour("accent", _HALO_OPACITY))


def grown_path(glyph: Glyph, diameter_px: float, by_px: float) -> QPainterPath:
    """Return a glyph's outline moved outwards, around (0, 0), in pixels."""
    return _grown(glyph, round(diameter_px * 4) / 4, by_px)


@lru_cache(maxsize=2048)
def _grown(glyph: Glyph, diameter_px: float, by_px: float) -> QPainterPath:
    inset = -by_px / diameter_px
    path = interaction_path(inset) if glyph.is_interaction else actor_path(glyph.kind, inset)
    return QTransform.fromScale(diameter_px, diameter_px).map(path)


def paint_glyph(
    painter: QPainter,
    glyph: Glyph,
    x: float,
    y: float,
    diameter_px: float,
    theme: Theme,
    *,
    is_hollow: bool,
    opacity: float = 1.0,
) -> None:
    """Paint one glyph on a rim in the colour of the canvas, which holds the ties off."""
    # Small ones have no rim, but a dimmed one still must not shine through.
    if diameter_px >= _RIM_FROM_PX or opacity < 1.0:
        has_rim = diameter_px >= _RIM_FROM_PX and not is_hollow
        ground = grown_path(glyph, diameter_px, _RIM_PX if has_rim else 0.0)
        painter.fillPath(ground.translated(x, y), theme.colour("canvas"))
    if glyph.is_interaction:
        paint_interaction_glyph(
            painter,
            glyph.family,
            glyph.kind,
            QPointF(x, y),
            diameter_px,
            theme,
            hollow=is_hollow,
            opacity=opacity,
        )
    else:
        paint_actor_glyph(
            painter,
            glyph.kind,
            QPointF(x, y),
            diameter_px,
            theme,
            hollow=is_hollow,
            opacity=opacity,
            hue_key=glyph.hue,
        )


def paint_ghost(
    painter: QPainter,
    glyph: Glyph,
    x: float,
    y: float,
    diameter_px: float,
    theme: Theme,
    *,
    is_hollow: bool,
    opacity: float,
) -> None:
    """Paint the grey trace of something that is filtered out."""
    colour = theme.colour("text_2", opacity)
    path = grown_path(glyph, diameter_px, -0.8 if is_hollow else 0.0).translated(x, y)
    if is_hollow:
        painter.strokePath(path, QPen(colour, 1.6))
    else:
        painter.fillPath(path, colour)


def _paint_rings(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    nodes = picture.nodes
    accent = theme.colour("accent")
    selected = nodes.is_selected.nonzero()[0].tolist()
    rings = [_ring_path(picture, i, _RING_PX) for i in selected]
    pen = QPen(accent, _RING_PX)
    for outline in joined_rings(rings):
        painter.strokePath(outline, pen)
    marked = (nodes.node == picture.hovered) | (nodes.node == picture.current)
    for i in marked.nonzero()[0].tolist():
        node, is_selected = int(nodes.node[i]), bool(nodes.is_selected[i])
        if node == picture.current:
            pen = QPen(accent, _CURRENT_RING_PX)
            pen.setDashPattern([1.5, 1.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            beyond = _RING_PX + 2.0 if is_selected else 0.0
            painter.strokePath(_ring_path(picture, i, _CURRENT_RING_PX, beyond), pen)
        elif not is_selected:
            pen = QPen(theme.colour("text_1"), _HOVER_RING_PX)
            painter.strokePath(_ring_path(picture, i, _HOVER_RING_PX), pen)


def joined_rings(rings: list[QPainterPath]) -> list[QPainterPath]:
    """Return rings with those that would cross each other joined to one outline."""
    if not 1 < len(rings) <= _MOST_JOINED:
        return rings
    boxes = [ring.boundingRect() for ring in rings]
    groups: list[list[int]] = []
    for i, box in enumerate(boxes):
        touched = [group for group in groups if any(box.intersects(boxes[j]) for j in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([i, *(j for group in touched for j in group)])
    outlines = []
    for group in groups:
        # Curves are united as polygons of about a unit: that is not seen from much larger ones.
        large = QTransform.fromScale(_UNITING_SCALE, _UNITING_SCALE)
        outline = large.map(rings[group[0]])
        for j in group[1:]:
            outline = outline.united(large.map(rings[j]))
        outlines.append(large.inverted()[0].map(outline) if len(group) > 1 else rings[group[0]])
    return outlines


def _ring_path(
    picture: NetworkPicture, i: int, width_px: float, beyond_px: float = 0.0
) -> QPainterPath:
    nodes = picture.nodes
    x, y = nodes.xy_px[i].tolist()
    by = _RING_GAP_PX + width_px / 2 + beyond_px
    path = grown_path(picture.glyphs[int(nodes.glyph[i])], float(nodes.diameter_px[i]), by)
    return path.translated(x, y)


def _paint_corners(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    """Paint pins, and the signs of differing accounts at the corners of interactions."""
    nodes = picture.nodes
    lit = picture.emphasis.disc_node
    has_sign = nodes.has_split | ((nodes.node == lit) & ~nodes.is_ghost)
    for i in has_sign.nonzero()[0].tolist():
        x, y = nodes.xy_px[i].tolist()
        diameter = float(nodes.diameter_px[i])
        if diameter < 10.0:
            continue
        corner = QPointF(*split_corner(x, y, diameter))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("canvas"))
        size = _CORNER_DISC_PX
        painter.drawEllipse(corner, size / 2 + 2, size / 2 + 2)
        opacity = float(nodes.opacity[i])
        paint_split_disc(painter, corner, size, theme, ground="canvas", opacity=opacity)
    for i in nodes.is_pinned.nonzero()[0].tolist():
        x, y = nodes.xy_px[i].tolist()
        beyond = _RING_GAP_PX + _RING_PX if nodes.is_selected[i] else 0.0
        glyph = picture.glyphs[int(nodes.glyph[i])]
        away = 0.707 * (rim_px(glyph, float(nodes.diameter_px[i]), 1.0, -1.0) + beyond + 1.5)
        disc = QPointF(x + away, y - away)
        painter.setOpacity(1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("canvas"))
        painter.drawEllipse(disc, _PIN_DISC_PX / 2, _PIN_DISC_PX / 2)
        painter.setOpacity(float(nodes.opacity[i]))
        side = QRectF(disc.x() - _PIN_PX / 2, disc.y() - _PIN_PX / 2, _PIN_PX, _PIN_PX)
        paint_icon(painter, "push-pin", side, theme.colour("text_1"), filled=True)
    painter.setOpacity(1.0)
