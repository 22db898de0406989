"""Places for a name that stands apart from its node, with a line that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.drawing.network.label_boxes import (
    Boxes,
    Lines,
    cross_each_other,
    crosses,
    hits,
    nearest_points,
    share_of,
)
from explorer.drawing.network.label_places import (
    FORM_COSTS,
    N_FORMS,
    PER_TIE,
    STRONG,
    Ground,
    Wanted,
)
from explorer.model.dataset import Mask

_N_WAYS = 16
#: How far from the rim a name may stand, in heights of a line of that name or pixels.
_AWAY_PX = (12.0, 26.0, 44.0, 66.0, 92.0, 122.0)
#: A name that matters less stands no farther than this, lest the lines are more than the names.
_MOST_AWAY_PX = 66.0
#: A gap between the line and glyph or name.
_GAP_PX = 2.0
#: A name that is nearer than this needs no line.
_LINE_FROM_PX = 9.0

_PER_PX = 1.2
_THROUGH = 150.0
#: So many places are tried where a name may stand anywhere.
_MOST_ANYWHERE = 600
_MOST_CLOSELY = 24

#: Directions around a node, the best first: sides, then diagonals, then between.
_ANGLES = np.pi / 8 * np.array([4, 12, 0, 8, 2, 6, 14, 10, 3, 5, 13, 11, 1, 7, 15, 9])
_WAYS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)


@dataclass(frozen=True, eq=False)
class Leads:
    """Places of one name that stand apart, shape (m, ...).

    Attributes
    ----------
    form
        Which form of the name.
    line : (m, 4)
        From the rim of the node to the name.
    """

    boxes: Boxes
    form: npt.NDArray[np.int64]
    line: Lines
    cost: npt.NDArray[np.float64]
    is_blocked: Mask

    def best(self) -> int:
        """Return the cheapest place that is free, -1 if there is none."""
        cost = np.where(self.is_blocked, np.inf, self.cost)
        at = int(np.argmin(cost)) if len(cost) else -1
        return at if at >= 0 and bool(np.isfinite(cost[at])) else -1

    def has_line(self, at: int) -> bool:
        """Whether a place is far enough from the node to need its line."""
        x0, y0, x1, y1 = self.line[at].tolist()
        return bool(np.hypot(x1 - x0, y1 - y0) >= _LINE_FROM_PX)


def leads_near(name: Wanted, ground: Ground, taken: Boxes, lines: Lines) -> Leads:
    """Return places in rings around a node; the line lies on nothing else.

    Parameters
    ----------
    taken, lines
        Names that stand already, and the lines that lead to some of them.
    """
    centre = np.array([name.x_px, name.y_px])
    parts, forms = [], []
    steps = np.array(_AWAY_PX)
    if name.level < STRONG:
        steps = steps[steps <= _MOST_AWAY_PX]
    for form, size in enumerate(name.sizes[:N_FORMS]):
        if size is None:
            continue
        half = np.array(size) / 2
        away = steps[:, None] + _rim(name, _WAYS)[None]
        at = centre + away[..., None] * _WAYS[None] + np.clip(1.4 * _WAYS, -1, 1)[None] * half
        at = at.reshape(-1, 2)
        parts.append(np.concatenate([at - half, at + half], axis=1))
        forms.append(np.full(len(at), form))
    return _judged(name, np.concatenate(parts), np.concatenate(forms), ground, taken, lines)


def leads_anywhere(name: Wanted, ground: Ground, taken: Boxes, lines: Lines) -> Leads:
    """Return places all over the view; the line may pass over what is in its way."""
    left, top, right, bottom = ground.view
    parts, forms = [], []
    for form, size in enumerate(name.sizes):
        if size is None or size[0] > right - left or size[1] > bottom - top:
            continue
        width, height = size
        room_x, room_y = right - left - width, bottom - top - height
        step = max(height / 2, (room_x * room_y / _MOST_ANYWHERE) ** 0.5, 1.0)
        x = left + np.append(np.arange(0.0, room_x, step), room_x)
        y = top + np.append(np.arange(0.0, room_y, step), room_y)
        at = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        parts.append(np.concatenate([at, at + np.array(size)], axis=1))
        forms.append(np.full(len(at), form))
    if not parts:
        none = np.zeros((0, 4))
        return Leads(none, np.zeros(0, np.int64), none, np.zeros(0), np.zeros(0, bool))
    boxes, form_of = np.concatenate(parts), np.concatenate(forms)
    return _judged(name, boxes, form_of, ground, taken, lines, may_pass=True)


def _judged(
    name: Wanted,
    boxes: Boxes,
    form: npt.NDArray[np.int64],
    ground: Ground,
    taken: Boxes,
    lines: Lines,
    *,
    may_pass: bool = False,
) -> Leads:
    own_reach = np.array([name.reach_px])
    own = np.array(
        [
            name.x_px - own_reach[:, 0],
            name.y_px - own_reach[:, 1],
            name.x_px + own_reach[:, 0],
            name.y_px + own_reach[:, 2],
        ]
    ).T
    alone = boxes[:, None]
    other = ground.owner != name.node
    solid = np.concatenate([ground.boxes[other], own])
    is_blocked = ground.is_out(boxes) | hits(alone, solid[None]).any(axis=1)
    is_blocked |= hits(alone, taken[None]).any(axis=1)
    is_blocked |= crosses(alone, lines[None]).any(axis=1)
    line = _lines(name, boxes)
    length = np.hypot(line[:, 2] - line[:, 0], line[:, 3] - line[:, 1])
    cost = np.array(FORM_COSTS)[form] + _PER_PX * length + 0.5 * (np.arange(len(boxes)) % _N_WAYS)
    free = np.flatnonzero(~is_blocked)
    if not len(free):
        return Leads(boxes, form, line, cost, is_blocked)
    # The farther, the dearer: the nearest alone are looked at more closely.
    nearest = np.argsort(cost[free], kind="stable")
    candidates = free[nearest[:_MOST_CLOSELY]]
    is_blocked[free[nearest[_MOST_CLOSELY:]]] = True
    mine = line[candidates][:, None]
    passed = crosses(ground.boxes[other][None], mine).sum(axis=1)
    passed += crosses(taken[None], mine).sum(axis=1)
    passed += cross_each_other(mine, lines[None]).sum(axis=1)
    cost[candidates] += _THROUGH * passed
    if not may_pass:
        is_blocked[candidates] |= passed > 0
    some = boxes[candidates][:, None]
    if len(ground.lines):
        cost[candidates] += PER_TIE * share_of(some, ground.lines, ground.share)[:, 0]
    if ground.crowd is not None:
        cost[candidates] += ground.crowd.weight_in(boxes[candidates])
    return Leads(boxes, form, line, cost, is_blocked)


def _rim(name: Wanted, ways: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the distance from a node's centre to the ellipse around it, in some directions."""
    half, above, below = (max(reach, 1.0) for reach in name.reach_px)
    upright = np.where(ways[:, 1] > 0, below, above)
    return np.asarray(1.0 / np.maximum(np.hypot(ways[:, 0] / half, ways[:, 1] / upright), 1e-9))


def _lines(name: Wanted, boxes: Boxes) -> Lines:
    x, y = nearest_points(boxes, name.x_px, name.y_px)
    way = np.stack([x - name.x_px, y - name.y_px], axis=1)
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    way /= length[:, None]
    rim = np.minimum(_rim(name, way) + _GAP_PX, length)
    end = np.maximum(length - _GAP_PX, rim)
    centre = np.array([name.x_px, name.y_px])
    return np.concatenate([centre + way * rim[:, None], centre + way * end[:, None]], axis=1)
