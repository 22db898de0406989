"""The places that a name may take beside its node, and what each of them costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.drawing.network.label_boxes import Boxes, Lines, share_of, weight_on
from explorer.drawing.network.label_crowd import Crowd
from explorer.model.dataset import Mask

BELOW, ABOVE, RIGHT, LEFT = 0, 1, 2, 3
#: Four sides, four diagonals, and each side moved along a bit to either end.
N_SIDES = 16
#: Forms of a name beside its node: as usual, and in two lines for want of room.
N_FORMS = 2

STRONG, CLAIMS, INSISTS = 2, 4, 5

ON_A_NODE = 300.0
OUT_OF_VIEW = 500.0
PER_TIE = 120.0
#: What a form costs; the third is cut short, for a name that must stand somewhere.
FORM_COSTS = (0.0, 24.0, 400.0)
_PER_RANK = 2.0
#: A name that matters little is rather left out than laid on more of a crowd than this.
_MOST_CROWD = 110.0

_GAP_PX = 3.0
_SIDE_GAP_PX = 6.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants a place.

    Attributes
    ----------
    reach_px
        Half width of the node, height above and below its centre, rings included.
    narrow, short
        Width and height in two lines, and cut short, if these are other forms of the name.
    level
        How much it matters: it may take the place of one of a lower level. 0 for interactions,
        1 for actors, 2 for the larger of them (`STRONG`), 3 beside the selection, 4 if these are
        few (`CLAIMS`), 5 for what must have its name wherever there is room (`INSISTS`): the
        selected and the largest.
    may_lead
        Whether it may stand apart from its node, with a line that leads to it.
    """

    node: int
    x_px: float
    y_px: float
    reach_px: tuple[float, float, float]
    width_px: float
    height_px: float
    narrow: tuple[float, float] | None = None
    short: tuple[float, float] | None = None
    level: int = 0
    may_lead: bool = False

    @property
    def sizes(self) -> tuple[tuple[float, float] | None, ...]:
        """Width and height of each form, None where there is none."""
        return (self.width_px, self.height_px), self.narrow, self.short


@dataclass(frozen=True, eq=False)
class Ground:
    """What names have to keep clear of.

    Attributes
    ----------
    boxes : (k, 4) float64
        Left, top, right, bottom of glyphs, signs and counts: no name lies on them.
    owner : (k,) int64
        The node of each box, beside which its own name stands; -1 for signs and counts.
    crowd
        The glyphs on which names lie only where there is no better place; None without any.
    lines : (s, 4) float64
        Ties, each as one or two straight pieces.
    share : (s,) float64
        What part of its tie a piece is.
    view
        Left, top, right, bottom of what is free for names.
    """

    boxes: Boxes
    owner: npt.NDArray[np.int64]
    lines: Lines
    share: npt.NDArray[np.float64]
    view: tuple[float, float, float, float]
    crowd: Crowd | None = None

    def is_out(self, boxes: Boxes) -> Mask:
        """Return which boxes reach out of the view."""
        left, top, right, bottom = self.view
        out = (boxes[..., 0] < left) | (boxes[..., 1] < top)
        out |= (boxes[..., 2] > right) | (boxes[..., 3] > bottom)
        return np.asarray(out, dtype=bool)


@dataclass(frozen=True, eq=False)
class Costs:
    """Where each name may stand, but for the other names.

    Attributes
    ----------
    boxes : (n, p, 4) float64
        Form by form, in each the best side first.
    cost : (n, p) float64
    is_blocked : (n, p) bool
    """

    boxes: Boxes
    cost: npt.NDArray[np.float64]
    is_blocked: Mask


def place_boxes(wanted: Sequence[Wanted]) -> Boxes:
    """Return the boxes of all places of some names, shape (n, p, 4), the best first.

    Without a narrow form among them there are places for the usual form only.
    """
    nodes = np.array([(w.x_px, w.y_px, *w.reach_px) for w in wanted]).reshape(-1, 5)
    sizes = np.array([(w.width_px, w.height_px) for w in wanted]).reshape(-1, 2)
    if all(w.narrow is None for w in wanted):
        return boxes_around(nodes, sizes)
    narrow = np.array([w.narrow or (w.width_px, w.height_px) for w in wanted]).reshape(-1, 2)
    return np.concatenate([boxes_around(nodes, sizes), boxes_around(nodes, narrow)], axis=1)


def standing_costs(wanted: Sequence[Wanted], ground: Ground) -> Costs:
    """Return what each place of each name costs but for other names."""
    boxes = place_boxes(wanted)
    nodes = np.array([name.node for name in wanted], dtype=np.int64)
    others = nodes[:, None] != ground.owner[None, :]
    on_node = weight_on(boxes, ground.boxes, counts=others)
    rank = np.arange(boxes.shape[1])
    cost = _PER_RANK * (rank % N_SIDES) + np.array(FORM_COSTS)[rank // N_SIDES]
    cost = cost + ON_A_NODE * on_node
    is_thick = np.zeros(cost.shape, dtype=bool)
    if ground.crowd is not None:
        on_crowd = ground.crowd.weight_in(boxes)
        cost += on_crowd
        plain = np.array([name.level < STRONG for name in wanted])
        is_thick = plain[:, None] & (on_crowd > _MOST_CROWD)
    if len(ground.lines):
        cost += PER_TIE * share_of(boxes, ground.lines, ground.share)
    is_out = ground.is_out(boxes)
    cost += OUT_OF_VIEW * is_out
    lacks = np.array([w.narrow is None for w in wanted])[:, None] & (rank >= N_SIDES)
    is_blocked = (on_node > 0) | is_out | lacks | is_thick
    return Costs(boxes, cost, np.asarray(is_blocked, dtype=bool))


def clear_of_others(boxes: Boxes, nodes: npt.NDArray[np.int64], ground: Ground) -> Mask:
    """Return which of some standing names lie on no node but their own, shape (n,)."""
    counts = nodes[:, None] != ground.owner[None, :]
    return np.asarray(weight_on(boxes[:, None], ground.boxes, counts=counts)[:, 0] == 0)


def boxes_around(node: npt.NDArray[np.float64], size: npt.NDArray[np.float64]) -> Boxes:
    """Return the boxes of names of some sizes at all sides of their nodes, (n, N_SIDES, 4).

    Parameters
    ----------
    node : (n, 5)
        Centre, half width, height above and below it.
    """
    x, y, half, above, below = node.T
    w, h = size.T
    # On the diagonals the corner of the box comes nearer, where a round glyph leaves room.
    side, over, under = half + 2, 0.72 * above, 0.72 * below
    right, left = x + half + _SIDE_GAP_PX, x - half - _SIDE_GAP_PX - w
    low, high = y + below + _GAP_PX, y - above - _GAP_PX - h
    at = np.empty((len(x), N_SIDES, 2))
    for k, (place_x, place_y) in enumerate(
        (
            (x - w / 2, low),
            (x - w / 2, high),
            (right, y - h / 2),
            (left, y - h / 2),
            (x + side, y + under),
            (x - side - w, y + under),
            (x + side, y - over - h),
            (x - side - w, y - over - h),
            (x - w / 4, low),
            (x - 3 * w / 4, low),
            (x - w / 4, high),
            (x - 3 * w / 4, high),
            (right, y),
            (left, y),
            (right, y - h),
            (left, y - h),
        )
    ):
        at[:, k, 0], at[:, k, 1] = place_x, place_y
    return np.concatenate([at, at + size[:, None, :]], axis=2)
