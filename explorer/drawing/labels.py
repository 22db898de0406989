"""Where names stand: beside their node, never on another name or node, steady from frame to frame.

Every name has eight candidate places, each with a cost; the names are placed one after the other,
the most important first. What finds no free place is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Mask

Boxes = npt.NDArray[np.float64]

BELOW, ABOVE, RIGHT, LEFT = 0, 1, 2, 3
N_PLACES = 8

_ON_A_LABEL = 400.0
_ON_A_NODE = 300.0
_OUT_OF_VIEW = 500.0
_PER_TIE_SAMPLE = 3.0
_TIE_SAMPLES = 40.0
_PER_RANK = 2.0

#: A place is kept until another one is better by this share and this much.
_STEADY_SHARE, _STEADY_COST = 1.2, 6.0

_GAP_PX = 3.0
_SIDE_GAP_PX = 6.0
#: Free space around each name, so that two never read as one.
_APART_PX = 2.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants a place.

    Attributes
    ----------
    reach_px
        Half width of the node, height above and below its centre, rings included.
    """

    node: int
    x_px: float
    y_px: float
    reach_px: tuple[float, float, float]
    width_px: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A name that found a place; x and y are the upper left corner of its box."""

    node: int
    place: int
    x_px: float
    y_px: float


@dataclass(frozen=True, eq=False)
class Ground:
    """What names have to keep clear of.

    Attributes
    ----------
    boxes : (k, 4) float64
        Left, top, right, bottom of glyphs and discs.
    owner : (k,) int64
        The node of each box, which its own name may touch; -1 for discs.
    segments : (s, 4) float64
        Ties, each as one or two straight pieces.
    share : (s,) float64
        What part of its tie a piece is.
    view
        Left, top, right, bottom of what is free for names.
    """

    boxes: Boxes
    owner: npt.NDArray[np.int64]
    segments: Boxes
    share: npt.NDArray[np.float64]
    view: tuple[float, float, float, float]


def place_labels(
    wanted: Sequence[Wanted],
    ground: Ground,
    *,
    last: Mapping[int, int],
    kept: Sequence[tuple[Placed, float, float]] = (),
    most: int = 80,
) -> list[Placed]:
    """Place names, in the order given, until `most` stand.

    Parameters
    ----------
    last
        Place of each node's name in the picture before.
    kept
        Names that stay where they are, with width and height; not part of the result.
    """
    if not wanted:
        return []
    board = _Board(wanted, ground, last, kept, most)
    crowded = [i for i in range(len(wanted)) if not board.place(i)]
    if len(wanted) <= most:
        for i in crowded:
            board.make_room(i)
    return board.result()


class _Board:
    """The names placed so far."""

    def __init__(
        self,
        wanted: Sequence[Wanted],
        ground: Ground,
        last: Mapping[int, int],
        kept: Sequence[tuple[Placed, float, float]],
        most: int,
    ) -> None:
        self._wanted, self._last = wanted, last
        self._boxes = np.stack([candidates(name) for name in wanted])
        self._standing, self._is_on_node = _standing_costs(wanted, self._boxes, ground)
        self._taken = np.empty((max(most, len(kept)), 4))
        #: Which of the wanted names each taken box belongs to, -1 for one that was kept.
        self._owner: list[int] = []
        self._choice: dict[int, int] = {}
        for placed, width, height in kept:
            self._take(-1, _apart(placed.x_px, placed.y_px, width, height))

    @property
    def _is_full(self) -> bool:
        return len(self._owner) >= len(self._taken)

    def place(self, i: int) -> bool:
        """Give a name its best free place; return whether there is one."""
        if self._is_full:
            return False
        taken = self._taken[: len(self._owner)]
        choice = self._best(i, taken)
        if choice >= 0:
            self._choice[i] = choice
            self._take(i, self._box(i, choice))
        return choice >= 0

    def make_room(self, i: int) -> bool:
        """Let one other name move aside for a name that found no place; return whether it did."""
        if self._is_full:
            return False
        taken = self._taken[: len(self._owner)]
        for choice in np.argsort(self._standing[i], kind="stable").tolist():
            if self._is_on_node[i, choice]:
                continue
            box = self._box(i, choice)
            in_the_way = np.flatnonzero(_hits(self._boxes[i, choice], taken))
            if len(in_the_way) != 1 or self._owner[int(in_the_way[0])] < 0:
                continue
            at = int(in_the_way[0])
            other = self._owner[at]
            rest = np.concatenate([np.delete(taken, at, axis=0), np.array([box])])
            elsewhere = self._best(other, rest)
            if elsewhere >= 0:
                self._choice[other] = elsewhere
                self._taken[at] = self._box(other, elsewhere)
                self._choice[i] = choice
                self._take(i, box)
                return True
        return False

    def result(self) -> list[Placed]:
        """Return the names that found a place, the most important first."""
        return [
            Placed(
                self._wanted[i].node,
                choice,
                float(self._boxes[i, choice, 0]),
                float(self._boxes[i, choice, 1]),
            )
            for i, choice in sorted(self._choice.items())
        ]

    def _best(self, i: int, taken: Boxes) -> int:
        on_label = _overlaps(self._boxes[i], taken)
        cost = self._standing[i] + _ON_A_LABEL * on_label
        is_blocked = self._is_on_node[i] | (on_label > 0)
        return _choose(cost, is_blocked, self._last.get(self._wanted[i].node, -1))

    def _box(self, i: int, choice: int) -> tuple[float, ...]:
        name = self._wanted[i]
        left, top = self._boxes[i, choice, :2].tolist()
        return _apart(left, top, name.width_px, name.height_px)

    def _take(self, i: int, box: tuple[float, ...]) -> None:
        self._taken[len(self._owner)] = box
        self._owner.append(i)


def candidates(name: Wanted) -> Boxes:
    """Return the boxes of the eight places of a name, shape (8, 4), best rank first."""
    half, above, below = name.reach_px
    w, h, x, y = name.width_px, name.height_px, name.x_px, name.y_px
    # On the diagonals the corner of the box comes nearer, where a round glyph leaves room.
    side, over, under = 0.72 * half + 3, 0.72 * above + 1, 0.72 * below + 1
    corners = np.array(
        [
            (x - w / 2, y + below + _GAP_PX),
            (x - w / 2, y - above - _GAP_PX - h),
            (x + half + _SIDE_GAP_PX, y - h / 2),
            (x - half - _SIDE_GAP_PX - w, y - h / 2),
            (x + side, y + under),
            (x - side - w, y + under),
            (x + side, y - over - h),
            (x - side - w, y - over - h),
        ]
    )
    return np.concatenate([corners, corners + np.array([w, h])], axis=1)


def clear_of_others(boxes: Boxes, nodes: npt.NDArray[np.int64], ground: Ground) -> Mask:
    """Return which of some standing names lie on no node but their own, shape (n,)."""
    hits = _hits(boxes[:, None, :], ground.boxes[None, :, :])
    hits &= nodes[:, None] != ground.owner[None, :]
    return np.asarray(~hits.any(axis=1), dtype=bool)


def _apart(left: float, top: float, width: float, height: float) -> tuple[float, ...]:
    return (left - _APART_PX, top, left + width + _APART_PX, top + height)


def _standing_costs(
    wanted: Sequence[Wanted], boxes: npt.NDArray[np.float64], ground: Ground
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return what each place of each name costs but for other names, both of shape (n, 8)."""
    n = len(wanted)
    flat = boxes.reshape(-1, 4)
    on_node = _overlaps(flat, ground.boxes).reshape(n, N_PLACES)
    own = _own_box(wanted, ground)
    mine = np.flatnonzero(own >= 0)
    # A name may touch its own node, as the diagonal places of square glyphs do.
    on_node[mine] -= _hits(boxes[mine], ground.boxes[own[mine]][:, None, :])
    cost = _PER_RANK * np.arange(N_PLACES, dtype=np.float64) + _ON_A_NODE * on_node
    left, top, right, bottom = ground.view
    is_out = (boxes[..., 0] < left) | (boxes[..., 1] < top)
    is_out |= (boxes[..., 2] > right) | (boxes[..., 3] > bottom)
    cost += _OUT_OF_VIEW * is_out
    if len(ground.segments):
        crossed = _crossed(flat, ground).reshape(n, N_PLACES)
        cost += _PER_TIE_SAMPLE * _TIE_SAMPLES * crossed
    return cost, on_node > 0


def _own_box(wanted: Sequence[Wanted], ground: Ground) -> npt.NDArray[np.int64]:
    """Return which box of the ground belongs to the node of each name, -1 for none."""
    where = {int(owner): i for i, owner in enumerate(ground.owner.tolist()) if owner >= 0}
    return np.array([where.get(name.node, -1) for name in wanted], dtype=np.int64)


def _choose(cost: npt.NDArray[np.float64], is_blocked: npt.NDArray[np.bool_], last: int) -> int:
    free = np.where(is_blocked, np.inf, cost)
    best = int(np.argmin(free))
    if not np.isfinite(free[best]):
        return -1
    if last >= 0 and free[last] <= free[best] * _STEADY_SHARE + _STEADY_COST:
        return last
    return best


def _overlaps(boxes: Boxes, others: Boxes) -> npt.NDArray[np.int64]:
    """Count the others that each box overlaps."""
    if not len(others):
        return np.zeros(len(boxes), dtype=np.int64)
    return np.asarray(_hits(boxes[:, None, :], others[None, :, :]).sum(axis=1))


def _hits(boxes: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> Mask:
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
