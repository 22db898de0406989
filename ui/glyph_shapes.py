"""The shapes of glyphs as paths, in units of their nominal size and around (0, 0)."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

# All lengths below are in nominal radii.
_SQUARE_SIDE = 1.8
_CORNER = 0.26
_HEXAGON_RADIUS = 1.14
_PLATE_WIDTH = 2.44
_PLATE_HEIGHT = 1.56
_LOBE_RADIUS = 0.6
_LOBES = (QPointF(0.0, -0.53), QPointF(0.507, 0.327), QPointF(-0.507, 0.327))  # clockwise

_DIAMOND_CORNER = 0.06


@lru_cache(maxsize=512)
def actor_path(kind: str, inset: float = 0.0) -> QPainterPath:
    """Return the outline of an actor's glyph around (0, 0). Do not change it.

    Parameters
    ----------
    kind
        person, organisation, state, office or group; any other kind is drawn as a circle.
    inset
        How far the outline is drawn inwards, to keep a stroke inside the glyph.

    Returns
    -------
    QPainterPath
        In units of the nominal diameter. The circle fills ±0.5, the other kinds reach up to
        ±0.61; ``symbol_path`` has them all within ±0.5.
    """
    deep = 2.0 * inset
    path = QPainterPath()
    match kind:
        case "organisation":
            half = _SQUARE_SIDE / 2 - deep
            _add_rounded(path, half, half, deep)
        case "office":
            _add_rounded(path, _PLATE_WIDTH / 2 - deep, _PLATE_HEIGHT / 2 - deep, deep)
        case "state":
            radius = _HEXAGON_RADIUS - deep / math.cos(math.pi / 6)
            corners = [math.pi / 2 + side * math.pi / 3 for side in range(6)]
            points = [QPointF(radius * math.cos(at), radius * math.sin(at)) for at in corners]
            path.moveTo(points[0])
            for point in points[1:]:
                path.lineTo(point)
            path.closeSubpath()
        case "group":
            path = _three_joined_circles(deep)
        case _:
            path.addEllipse(QPointF(), 1.0 - deep, 1.0 - deep)
    return QTransform.fromScale(0.5, 0.5).map(path)


@lru_cache(maxsize=64)
def interaction_path(inset: float = 0.0) -> QPainterPath:
    """Return the diamond of an interaction around (0, 0), in units of its side."""
    half = 0.5 - inset
    corner = max(0.0, _DIAMOND_CORNER - inset)
    square = QPainterPath()
    square.addRoundedRect(QRectF(-half, -half, 2 * half, 2 * half), corner, corner)
    return QTransform().rotate(45.0).map(square)


@lru_cache(maxsize=64)
def symbol_path(kind: str) -> QPainterPath:
    """Return a glyph scaled and moved to lie within ±0.5, as pyqtgraph wants its symbols.

    Parameters
    ----------
    kind
        A kind of actor, or "interaction".
    """
    path = interaction_path() if kind == "interaction" else actor_path(kind)
    box = path.boundingRect()
    reach = max(-box.left(), box.right(), -box.top(), box.bottom())
    return QTransform.fromScale(0.5 / reach, 0.5 / reach).map(path)


@lru_cache(maxsize=64)
def symbol_extent(kind: str) -> float:
    """Return by what to multiply the nominal size to get the size of ``symbol_path(kind)``."""
    path = interaction_path() if kind == "interaction" else actor_path(kind)
    box = path.boundingRect()
    return 2.0 * max(-box.left(), box.right(), -box.top(), box.bottom())


def _add_rounded(path: QPainterPath, half_width: float, half_height: float, deep: float) -> None:
    corner = max(0.0, _CORNER - deep)
    box = QRectF(-half_width, -half_height, 2 * half_width, 2 * half_height)
    path.addRoundedRect(box, corner, corner)


def _three_joined_circles(deep: float) -> QPainterPath:
    """Return the outline of three overlapping circles, drawn inwards by ``deep``.

    It is made of arcs, not by uniting paths: those come out as hundreds of short lines. Inwards
    of a waist between two circles the outline is an arc around the waist's corner.
    """
    path = QPainterPath()
    for index, centre in enumerate(_LOBES):
        after = _LOBES[(index + 1) % 3]
        before = _LOBES[(index + 2) % 3]
        waist = _outer_crossing(centre, after)
        start = _degrees(centre, _outer_crossing(before, centre))
        sweep = (_degrees(centre, waist) - start) % 360.0 - 360.0
        lobe = _around(centre, _LOBE_RADIUS - deep)
        if index == 0:
            path.arcMoveTo(lobe, start)
        path.arcTo(lobe, start, sweep)
        if deep > 0.0:
            turn = _degrees(waist, centre)
            bend = (_degrees(waist, after) - turn + 180.0) % 360.0 - 180.0
            path.arcTo(_around(waist, deep), turn, bend)
    path.closeSubpath()
    return path


def _outer_crossing(one: QPointF, other: QPointF) -> QPointF:
    """Return where two lobes cross on the outside of the group."""
    across = other - one
    distance = math.hypot(across.x(), across.y())
    # The lobes run clockwise on the screen, so the outside lies to the left of the way.
    out = QPointF(across.y(), -across.x()) / distance
    return (one + other) / 2 + out * math.sqrt(_LOBE_RADIUS**2 - distance**2 / 4)


def _degrees(origin: QPointF, point: QPointF) -> float:
    """Return the direction of a point as QPainterPath counts: anticlockwise from the right."""
    return math.degrees(math.atan2(origin.y() - point.y(), point.x() - origin.x()))


def _around(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
