"""Where names stand: beside their node, never on another name or node, steady from frame to frame.

Every name has eight candidate places, each with a cost; the names are placed one after the other,
the most important first. What finds no free place is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.drawing.network.label_places import (
    Boxes,
    Ground,
    Wanted,
    hits,
    overlaps,
    standing_costs,
)
from explorer.model.dataset import Mask

_ON_A_LABEL = 400.0

#: A place is kept until another one is better by this share and this much.
_STEADY_SHARE, _STEADY_COST = 1.2, 6.0

#: Free space beside each name, so that two never read as one.
_APART_PX = 2.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A name that found a place; x and y are the upper left corner of its box.

    Attributes
    ----------
    place
        0 to 7: below, above, right, left, four diagonals; 8 more for the narrow form.
    """

    node: int
    place: int
    x_px: float
    y_px: float


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
        self._costs = standing_costs(wanted, ground)
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
        costs = self._costs
        for choice in np.argsort(costs.cost[i], kind="stable").tolist():
            if costs.is_blocked[i, choice]:
                continue
            box = self._box(i, choice)
            in_the_way = np.flatnonzero(hits(costs.boxes[i, choice], taken))
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
                float(self._costs.boxes[i, choice, 0]),
                float(self._costs.boxes[i, choice, 1]),
            )
            for i, choice in sorted(self._choice.items())
        ]

    def _best(self, i: int, taken: Boxes) -> int:
        costs, name = self._costs, self._wanted[i]
        on_label = overlaps(costs.boxes[i], taken)
        cost = costs.cost[i] + _ON_A_LABEL * on_label
        last = self._last.get(name.node, -1)
        choice = _choose(cost, costs.is_blocked[i] | (on_label > 0), last)
        if choice < 0 and name.is_lit:
            choice = _choose(cost, costs.is_blocked_for_lit[i] | (on_label > 0), last)
        if choice < 0 and name.insists:
            choice = _choose(cost, costs.is_unthinkable[i] | (on_label > 0), last)
        return choice

    def _box(self, i: int, choice: int) -> tuple[float, ...]:
        left, top, right, bottom = self._costs.boxes[i, choice].tolist()
        return _apart(left, top, right - left, bottom - top)

    def _take(self, i: int, box: tuple[float, ...]) -> None:
        self._taken[len(self._owner)] = box
        self._owner.append(i)


def _apart(left: float, top: float, width: float, height: float) -> tuple[float, ...]:
    return (left - _APART_PX, top, left + width + _APART_PX, top + height)


def _choose(cost: npt.NDArray[np.float64], is_blocked: Mask, last: int) -> int:
    free = np.where(is_blocked, np.inf, cost)
    best = int(np.argmin(free))
    if not np.isfinite(free[best]):
        return -1
    if last >= 0 and free[last] <= free[best] * _STEADY_SHARE + _STEADY_COST:
        return last
    return best
