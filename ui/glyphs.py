"""Paints the signs for actors and interactions as vectors: the same in network, panel and print.

A glyph is sized by its *nominal diameter*: that of the person's circle. The other kinds are drawn
somewhat smaller or larger so that all look equally heavy at the same nominal diameter.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from ui.glyph_shapes import actor_path, interaction_path, symbol_extent, symbol_path
from ui.theme.icons import kind_icon, paint_icon
from ui.theme.tokens import blend

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.tokens import Theme

__all__ = [
    "DIAMOND_PX",
    "PICTOGRAM_FROM_PX",
    "SPLIT_DISC_PX",
    "actor_path",
    "interaction_path",
    "outline_width_px",
    "paint_actor_glyph",
    "paint_interaction_glyph",
    "paint_source_glyph",
    "paint_split_disc",
    "pictogram_ink",
    "symbol_extent",
    "symbol_path",
]

PICTOGRAM_FROM_PX = 20.0
"""Nominal diameter from which glyphs carry a pictogram."""

DIAMOND_PX = 25.0
"""Side of an interaction's diamond in the network."""

SPLIT_DISC_PX = 16.0

# In nominal diameters, and in sides of the diamond.
_PICTOGRAM = 0.54
_PICTOGRAM_IN_DIAMOND = 0.56


def outline_width_px(size_px: float) -> float:
    """Return the width of a hollow glyph's outline: 2 px, 1.6 px for glyphs under 18 px."""
    return 2.0 if size_px >= 18.0 else 1.6


def paint_actor_glyph(
    painter: QPainter,
    kind: str,
    centre: QPointF,
    diameter_px: float,
    theme: Theme,
    hollow: bool = False,
    pictogram: bool = True,
    opacity: float = 1.0,
    ground: str = "canvas",
    hue_key: str = "",
) -> None:
    """Paint an actor.

    Parameters
    ----------
    diameter_px
        Nominal diameter in the painter's units.
    hollow
        True for an actor without a name: outline and pictogram in the hue of the kind.
    pictogram
        Whether a pictogram is wanted; it is left out under 20 px and in groups at any size.
    ground
        Colour key behind the glyph: fills hollow glyphs and colours the pictogram in full ones
        in the dark theme. "canvas" in the network, "surface" in the panel.
    hue_key
        Colour key instead of that of the kind.
    """
    hue = theme.colour(hue_key or f"kind:{kind}")
    with _Placed(painter, centre, opacity):
        inside = theme.colour(ground) if hollow else None
        _paint_body(painter, partial(actor_path, kind), diameter_px, hue, inside)
        if pictogram and kind != "group" and diameter_px >= PICTOGRAM_FROM_PX:
            side = _PICTOGRAM * diameter_px
            _paint_pictogram(painter, kind, side, theme, hue if hollow else None, ground, opacity)


def paint_interaction_glyph(
    painter: QPainter,
    family: str,
    kind: str,
    centre: QPointF,
    size_px: float,
    theme: Theme,
    hollow: bool = False,
    pictogram: bool = True,
    opacity: float = 1.0,
    ground: str = "canvas",
) -> None:
    """Paint an interaction as a diamond in the colour of its family.

    Parameters
    ----------
    family, kind
        The family gives the colour, the kind the pictogram.
    size_px
        Side of the diamond; across its points it is 1.36 times as wide.
    hollow
        True for an uncertain interaction.
    pictogram, ground
        As for actors.
    """
    hue = theme.colour(f"family:{family}")
    with _Placed(painter, centre, opacity):
        inside = theme.colour(ground) if hollow else None
        _paint_body(painter, interaction_path, size_px, hue, inside)
        if pictogram and size_px >= PICTOGRAM_FROM_PX:
            side = _PICTOGRAM_IN_DIAMOND * size_px
            _paint_pictogram(painter, kind, side, theme, hue if hollow else None, ground, opacity)


def paint_split_disc(
    painter: QPainter,
    centre: QPointF,
    diameter_px: float,
    theme: Theme,
    colour: str = "accent",
    ground: str = "surface",
    opacity: float = 1.0,
) -> None:
    """Paint the sign "accounts differ": a disc cut in two, left half filled, right half outlined.

    Parameters
    ----------
    diameter_px
        Its height; the cut makes it an eighth wider.
    colour, ground
        Colour keys of the sign and of the inside of the outlined half.
    """
    radius = diameter_px / 2
    half_cut = diameter_px / 16
    width = max(1.2, diameter_px / 10)
    hue = theme.colour(colour)
    with _Placed(painter, centre, opacity):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue)
        painter.drawPath(_half_disc(half_cut, radius, 0.0, 180.0))
        painter.setPen(_outline_pen(hue, width))
        painter.setBrush(theme.colour(ground))
        painter.drawPath(_half_disc(half_cut, radius, width / 2, 0.0))


def paint_source_glyph(
    painter: QPainter, centre: QPointF, size_px: float, theme: Theme, colour: str = "text_2"
) -> None:
    """Paint the sign of a source document, as it stands at the end of a quote's chain."""
    box = _square(size_px).translated(centre)
    paint_icon(painter, "article", box, theme.colour(colour))


def pictogram_ink(theme: Theme, ground: str = "canvas") -> QColor:
    """Return the colour of pictograms in filled glyphs: white on light, the ground on dark."""
    return theme.colour(ground) if theme.is_dark else theme.colour("surface")


class _Placed:
    """Puts the painter's origin at a glyph's centre and restores the painter afterwards."""

    def __init__(self, painter: QPainter, centre: QPointF, opacity: float) -> None:
        self._painter = painter
        self._centre = centre
        self._opacity = opacity

    def __enter__(self) -> None:
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.translate(self._centre)
        if self._opacity < 1.0:
            self._painter.setOpacity(self._painter.opacity() * self._opacity)

    def __exit__(self, *_: object) -> None:
        self._painter.restore()


def _paint_body(
    painter: QPainter,
    shape: Callable[[float], QPainterPath],
    size_px: float,
    hue: QColor,
    inside: QColor | None,
) -> None:
    """Fill the shape with its hue, or with ``inside`` under an outline that stays within it."""
    if inside is None:
        painter.fillPath(_scaled(shape(0.0), size_px), hue)
        return
    width = min(outline_width_px(size_px), size_px / 4)
    painter.setPen(_outline_pen(hue, width))
    painter.setBrush(inside)
    painter.drawPath(_scaled(shape(width / 2 / size_px), size_px))


def _paint_pictogram(
    painter: QPainter,
    kind: str,
    side_px: float,
    theme: Theme,
    hue: QColor | None,
    ground: str,
    opacity: float,
) -> None:
    ink = pictogram_ink(theme, ground) if hue is None else hue
    if opacity < 1.0 and hue is None:
        # Translucent ink on a translucent glyph would drown: mix it with the ground instead.
        painter.setOpacity(painter.opacity() / opacity)
        ink = QColor(blend(ink.name(), theme.hex_of(ground), opacity))
    paint_icon(painter, kind_icon(kind), _square(side_px), ink, filled=True)


def _outline_pen(hue: QColor, width: float) -> QPen:
    return QPen(
        hue, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
    )


def _scaled(path: QPainterPath, factor: float) -> QPainterPath:
    return QTransform.fromScale(factor, factor).map(path)


def _square(side: float) -> QRectF:
    return QRectF(-side / 2, -side / 2, side, side)


def _half_disc(half_cut: float, radius: float, inset: float, middle_degrees: float) -> QPainterPath:
    """Return half a disc whose straight side lies half a cut, plus inset, off the middle."""
    side = math.cos(math.radians(middle_degrees))
    bow = radius - inset
    half_angle = math.degrees(math.acos(inset / bow))
    centre_x = side * half_cut
    circle = QRectF(centre_x - bow, -bow, 2 * bow, 2 * bow)
    path = QPainterPath()
    path.arcMoveTo(circle, middle_degrees + half_angle)
    path.arcTo(circle, middle_degrees + half_angle, -2 * half_angle)
    path.closeSubpath()
    return path
