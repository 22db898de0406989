"""The places that a name may take beside its node, and what each of them costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Mask

Boxes = npt.NDArray[np.float64]

BELOW, ABOVE, RIGHT, LEFT = 0, 1, 2, 3
#: Four sides and four diagonals; again as many for the same name in two narrower lines.
N_SIDES = 8
N_PLACES = 2 * N_SIDES

_ON_A_NODE = 300.0
_OUT_OF_VIEW = 500.0
_PER_TIE_SAMPLE = 3.0
_TIE_SAMPLES = 40.0
_PER_RANK = 2.0
_NARROW = 24.0

_GAP_PX = 3.0
_SIDE_GAP_PX = 6.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants a place.

    Attributes
    ----------
    reach_px
        Half width of the node, height above and below its centre, rings included.
    narrow
        Width and height in two lines, if that is another form of the name.
    is_lit, insists
        Whether, where nothing else is left, it is shown over dimmed nodes, and over any.
    """

    node: int
    x_px: float
    y_px: float
    reach_px: tuple[float, float, float]
    width_px: float
    height_px: float
    narrow: tuple[float, float] | None = None
    is_lit: bool = False
    insists: bool = False


@dataclass(frozen=True, eq=False)
class Ground:
    """What names have to keep clear of.

    Attributes
    ----------
    boxes : (k, 4) float64
        Left, top, right, bottom of glyphs and discs.
    owner : (k,) int64
        The node of each box, which its own name may touch; -1 for discs.
    is_faint : (k,) bool
        Whether that node is dimmed.
    segments : (s, 4) float64
        Ties, each as one or two straight pieces.
    share : (s,) float64
        What part of its tie a piece is.
    view
        Left, top, right, bottom of what is free for names.
    """

    boxes: Boxes
    owner: npt.NDArray[np.int64]
    is_faint: Mask
    segments: Boxes
    share: npt.NDArray[np.float64]
    view: tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Costs:
    """Where each name may stand, but for the other names.

    Attributes
    ----------
    boxes : (n, 16, 4) float64
    cost : (n, 16) float64
    is_blocked, is_blocked_for_lit, is_unthinkable : (n, 16) bool
        Not free; not free but for dimmed nodes; not even to be taken by a name that insists.
    """

    boxes: Boxes
    cost: npt.NDArray[np.float64]
    is_blocked: Mask
    is_blocked_for_lit: Mask
    is_unthinkable: Mask


def place_boxes(wanted: Sequence[Wanted]) -> Boxes:
    """Return the boxes of all places of some names, shape (n, 16, 4), the best rank first."""
    data = np.array(
        [(w.x_px, w.y_px, *w.reach_px, w.width_px, w.height_px) for w in wanted]
    ).reshape(-1, 7)
    narrow = np.array([w.narrow or (w.width_px, w.height_px) for w in wanted]).reshape(-1, 2)
    sizes = (data[:, 5:], narrow)
    return np.concatenate([_around(data[:, :5], size) for size in sizes], axis=1)


def standing_costs(wanted: Sequence[Wanted], ground: Ground) -> Costs:
    """Return what each place of each name costs but for other names."""
    n = len(wanted)
    boxes = place_boxes(wanted)
    flat = boxes.reshape(-1, 4)
    on_node = overlaps(flat, ground.boxes).reshape(n, N_PLACES)
    own = _own_box(wanted, ground)
    mine = np.flatnonzero(own >= 0)
    # A name may touch its own node, as the diagonal places of square glyphs do.
    on_node[mine] -= hits(boxes[mine], ground.boxes[own[mine]][:, None, :])
    rank = np.arange(N_PLACES)
    cost = _PER_RANK * (rank % N_SIDES) + _NARROW * (rank >= N_SIDES) + _ON_A_NODE * on_node
    left, top, right, bottom = ground.view
    is_out = (boxes[..., 0] < left) | (boxes[..., 1] < top)
    is_out |= (boxes[..., 2] > right) | (boxes[..., 3] > bottom)
    cost = cost + _OUT_OF_VIEW * is_out
    if len(ground.segments):
        crossed = _crossed(flat, ground).reshape(n, N_PLACES)
        cost += _PER_TIE_SAMPLE * _TIE_SAMPLES * crossed
    has_no_narrow = np.array([w.narrow is None for w in wanted])[:, None] & (rank >= N_SIDES)
    unthinkable = is_out | has_no_narrow
    is_blocked = (on_node > 0) | unthinkable
    for_lit = is_blocked
    if ground.is_faint.any():
        plain = ~ground.is_faint
        on_plain = overlaps(flat, ground.boxes[plain]).reshape(n, N_PLACES)
        # A lit name's own node is never faint, so that it is taken off here as above.
        lit_own = mine[plain[own[mine]]]
        on_plain[lit_own] -= hits(boxes[lit_own], ground.boxes[own[lit_own]][:, None, :])
        for_lit = (on_plain > 0) | unthinkable
    return Costs(boxes, cost, is_blocked, for_lit, unthinkable)


def _around(node: npt.NDArray[np.float64], size: npt.NDArray[np.float64]) -> Boxes:
    x, y, half, above, below = node.T
    w, h = size.T
    # On the diagonals the corner of the box comes nearer, where a round glyph leaves room.
    side, over, under = 0.72 * half + 3, 0.72 * above + 1, 0.72 * below + 1
    left = np.stack(
        [
            x - w / 2,
            x - w / 2,
            x + half + _SIDE_GAP_PX,
            x - half - _SIDE_GAP_PX - w,
            x + side,
            x - side - w,
            x + side,
            x - side - w,
        ],
        axis=1,
    )
    top = np.stack(
        [
            y + below + _GAP_PX,
            y - above - _GAP_PX - h,
            y - h / 2,
            y - h / 2,
            y + under,
            y + under,
            y - over - h,
            y - over - h,
        ],
        axis=1,
    )
    return np.stack([left, top, left + w[:, None], top + h[:, None]], axis=2)


def _own_box(wanted: Sequence[Wanted], ground: Ground) -> npt.NDArray[np.int64]:
    """Return which box of the ground belongs to the node of each name, -1 for none."""
    where = {int(owner): i for i, owner in enumerate(ground.owner.tolist()) if owner >= 0}
    return np.array([where.get(name.node, -1) for name in wanted], dtype=np.int64)


def clear_of_others(boxes: Boxes, nodes: npt.NDArray[np.int64], ground: Ground) -> Mask:
    """Return which of some standing names lie on no node but their own, shape (n,)."""
    covered = hits(boxes[:, None, :], ground.boxes[None, :, :])
    covered &= nodes[:, None] != ground.owner[None, :]
    return np.asarray(~covered.any(axis=1), dtype=bool)


def overlaps(boxes: Boxes, others: Boxes) -> npt.NDArray[np.int64]:
    """Count the others that each box overlaps."""
    if not len(others):
        return np.zeros(len(boxes), dtype=np.int64)
    return np.asarray(hits(boxes[:, None, :], others[None, :, :]).sum(axis=1))


def hits(boxes: Boxes, others: Boxes) -> Mask:
    """Return which boxes overlap which others, by numpy's rules of shapes."""
    hit = boxes[..., 0] < others[..., 2]
    hit &= boxes[..., 2] > others[..., 0]
    hit &= boxes[..., 1] < others[..., 3]
    hit &= boxes[..., 3] > others[..., 1]
    return np.asarray(hit, dtype=bool)


def _crossed(boxes: Boxes, ground: Ground) -> npt.NDArray[np.float64]:
    """Return which part of the ties lies within each box, summed over the ties."""
    start = ground.segments[None, :, :2]
    way = ground.segments[None, :, 2:] - start
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    to_low = (boxes[:, None, :2] - start) / way
    to_high = (boxes[:, None, 2:] - start) / way
    enter = np.maximum(np.minimum(to_low, to_high).max(axis=2), 0.0)
    leave = np.minimum(np.maximum(to_low, to_high).min(axis=2), 1.0)
    return np.asarray((np.clip(leave - enter, 0.0, None) * ground.share).sum(axis=1))
