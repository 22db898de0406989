"""Where names stand: beside their node, never on another name or node, steady from frame to frame.

Every name has places around its node, each with a cost; the names are placed one after the other,
the most important first. For one without a free place others move aside; if that does not help,
it stands apart with a line that leads to it. What then finds no place is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from explorer.drawing.network.label_boxes import Boxes, Lines, crosses, hits
from explorer.drawing.network.label_leads import Leads, leads_anywhere, leads_near
from explorer.drawing.network.label_places import (
    CLAIMS,
    INSISTS,
    N_SIDES,
    STRONG,
    Costs,
    Ground,
    Wanted,
    standing_costs,
)

#: A place is kept until another one is better by this share and this much, and while the view is
#: under way by far more.
_STEADY_SHARE, _STEADY_COST = 1.3, 12.0
_UNDER_WAY_SHARE, _UNDER_WAY_COST = 2.0, 60.0

#: Free space beside each name, and above and below it, so that two never read as one.
_APART_PX, _APART_LINES_PX = 2.0, 1.5

#: So many names are judged at a time: once the picture is full, the rest need not be.
_AT_ONCE = 60

#: So many names are tried by moving others aside, or apart from their nodes.
_MOST_TRIED = 12
#: Of more names than may stand, since others are there for those that find no place.
_MOST_TRIED_OF_MANY = 4

#: Where an actor's name finds no place, so many other orders are tried; captions matter less.
_MOST_ORDERS, _NAMED = 2, 1

#: So many places of a name are tried by moving others aside.
_MOST_ASIDE = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A name that found a place; x and y are the upper left corner of its box.

    Attributes
    ----------
    place
        Which of the places of its form: see `label_places`; `N_SIDES` for one that stands apart.
    form
        0 as usual, 1 in two lines, 2 cut short.
    line
        Start and end of the line that leads to the name, None where it stands beside its node.
    """

    node: int
    place: int
    x_px: float
    y_px: float
    width_px: float
    height_px: float
    form: int = 0
    line: tuple[float, float, float, float] | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, with the space that is kept free around it."""
        return (
            self.x_px - _APART_PX,
            self.y_px - _APART_LINES_PX,
            self.x_px + self.width_px + _APART_PX,
            self.y_px + self.height_px + _APART_LINES_PX,
        )


def place_labels(
    wanted: Sequence[Wanted],
    ground: Ground,
    *,
    last: Mapping[int, int],
    kept: Mapping[int, Placed] | None = None,
    most: int = 80,
    may_move: bool = True,
    is_under_way: bool = False,
    uneasy: Set[int] = frozenset(),
) -> list[Placed]:
    """Place names, the most important first, until `most` stand.

    Parameters
    ----------
    last
        Place, with `N_SIDES` for each form, of each node's name in the picture before.
    kept
        Names that stand already, by node; part of the result.
    may_move
        Whether those may move or vanish for more important ones.
    is_under_way
        The view is being zoomed: names that stood keep their places where they can at all.
    uneasy
        Nodes whose kept names take another place if there is one.
    """
    board = _Board(wanted, ground, last, kept or {}, most, may_move, is_under_way)
    board.ease([i for i, name in enumerate(wanted) if name.node in uneasy])
    board.fill()
    best = board.result()
    if kept or is_under_way or len(wanted) > most:
        return best
    # Whoever comes late may find all places around taken, and others none the worse for waiting.
    order = list(wanted)
    for _ in range(_MOST_ORDERS):
        missing = {name.node for name in order} - {placed.node for placed in board.result()}
        if all(name.level < _NAMED for name in order if name.node in missing):
            break
        order.sort(key=lambda name: (name.level < _NAMED, name.node not in missing))
        board = _Board(order, ground, last, {}, most, may_move, is_under_way)
        board.fill()
        best = max(best, board.result(), key=lambda found: _worth(found, wanted))
    places = {name.node: i for i, name in enumerate(wanted)}
    return sorted(best, key=lambda placed: places[placed.node])


def _worth(found: Sequence[Placed], wanted: Sequence[Wanted]) -> tuple[int, int, int]:
    """Return how good a picture's names are: names, then captions, few of either far off."""
    levels = {name.node: name.level for name in wanted}
    named = sum(levels[placed.node] >= _NAMED for placed in found)
    return named, len(found), -sum(placed.line is not None for placed in found)


class _Board:
    """The names placed so far."""

    def __init__(
        self,
        wanted: Sequence[Wanted],
        ground: Ground,
        last: Mapping[int, int],
        kept: Mapping[int, Placed],
        most: int,
        may_move: bool,
        is_under_way: bool,
    ) -> None:
        self._wanted, self._ground, self._last = wanted, ground, last
        self._most, self._is_under_way = most, is_under_way
        #: For each name judged so far its costs, and its row in them.
        self._costs: dict[int, tuple[Costs, int]] = {}
        self._placed: dict[int, Placed] = {}
        #: Boxes of the placed names, and whose they are, in the order of placing.
        self._taken: Boxes = np.empty((len(wanted) + 1, 4))
        self._owner: list[int] = []
        self._led_by: dict[int, tuple[float, float, float, float]] = {}
        self._is_fixed: set[int] = set()
        #: Names that had to give way.
        self._put_aside: list[int] = []
        for i, name in enumerate(wanted):
            if name.node in kept:
                self._put(i, kept[name.node])
                if not may_move:
                    self._is_fixed.add(i)

    def ease(self, names: list[int]) -> None:
        """Move names that stand badly, but let them stand if there is no other place."""
        self._judge(names)
        for i in names:
            before = self._placed[i]
            self._take_off(i)
            if not self._place(i):
                self._put(i, before)

    def fill(self) -> None:
        """Place what can be placed."""
        waiting = [i for i in range(len(self._wanted)) if i not in self._placed]
        if self._is_under_way:
            waiting.sort(
                key=lambda i: (not self._claims(i), self._wanted[i].node not in self._last)
            )
        crowded: list[int] = []
        # Each try costs time; of many names without a place the first are the most important.
        tries = _MOST_TRIED if len(self._wanted) <= self._most else _MOST_TRIED_OF_MANY
        for begin in range(0, len(waiting), _AT_ONCE):
            chunk = waiting[begin : begin + _AT_ONCE]
            if len(self._placed) >= self._most and not any(map(self._claims, chunk)):
                break
            self._judge([i for i in chunk if i not in self._costs])
            for i in chunk:
                if self._is_full(i) or self._place(i):
                    continue
                found = False
                if self._claims(i):
                    found = self._force(i)
                elif self._wanted[i].level >= STRONG and tries > 0:
                    tries -= 1
                    found = self._make_room(i) or self._lead(i)
                if not found:
                    crowded.append(i)
        is_few = len(self._wanted) <= self._most
        for i in crowded[:_MOST_TRIED]:
            if not self._is_full(i) and not (is_few and self._make_room(i)):
                self._lead(i)
        for i in self._put_aside:
            if i not in self._placed and not self._place(i):
                self._lead(i)

    def result(self) -> list[Placed]:
        """Return the names that found a place, the most important first."""
        return [placed for _, placed in sorted(self._placed.items())]

    def _claims(self, i: int) -> bool:
        return self._wanted[i].level >= CLAIMS

    def _is_full(self, i: int) -> bool:
        return len(self._placed) >= self._most and not self._claims(i)

    def _judge(self, names: list[int]) -> None:
        if not names:
            return
        costs = standing_costs([self._wanted[i] for i in names], self._ground)
        self._costs.update((i, (costs, row)) for row, i in enumerate(names))

    def _costs_of(self, i: int) -> tuple[Costs, int]:
        if i not in self._costs:
            self._judge([i])
        return self._costs[i]

    def _place(self, i: int) -> bool:
        """Give a name its best free place; return whether there is one."""
        placed = self._best(i, self._boxes(), self._lines())
        if placed is not None:
            self._put(i, placed)
        return placed is not None

    def _force(self, i: int) -> bool:
        """Find a place for a name that must be there; return whether there is one."""
        if self._make_room(i) or self._lead(i):
            return True
        if self._wanted[i].level < INSISTS:
            return False
        # Over the whole view, and if need be in place of names that matter less.
        for level in (-1, self._wanted[i].level - 1):
            weak = {
                other
                for other in self._owner
                if self._wanted[other].level <= level and other not in self._is_fixed
            }
            if level >= 0 and not weak:
                break
            solid = np.array([other not in weak for other in self._owner], dtype=bool)
            lines = self._lines(but=weak)
            leads = leads_anywhere(
                self._wanted[i], self._ground, self._boxes()[solid].reshape(-1, 4), lines
            )
            at = leads.best()
            if at >= 0:
                placed = self._led(i, leads, at)
                self._put(i, placed)
                self._drop_under(placed, weak)
                return True
        return False

    def _make_room(self, i: int) -> bool:
        """Let one or two others move aside, or vanish if they matter less, for a name."""
        costs, row = self._costs_of(i)
        taken, owner = self._boxes(), self._owner
        tried = 0
        for choice in np.argsort(costs.cost[row], kind="stable").tolist():
            if costs.is_blocked[row, choice]:
                continue
            placed = self._beside(i, choice)
            if self._crosses_line(placed.box):
                continue
            in_the_way = np.flatnonzero(hits(np.array(placed.box), taken)).tolist()
            if len(in_the_way) > 2 or any(owner[at] in self._is_fixed for at in in_the_way):
                continue
            moved = self._elsewhere(i, placed, in_the_way)
            if moved is not None:
                for other in [owner[at] for at in in_the_way]:
                    self._take_off(other)
                    if other not in moved:
                        self._put_aside.append(other)
                for other, place in moved.items():
                    self._put(other, place)
                self._put(i, placed)
                return True
            tried += 1
            if tried >= _MOST_ASIDE:
                break
        return False

    def _elsewhere(self, i: int, placed: Placed, in_the_way: list[int]) -> dict[int, Placed] | None:
        """Find other places for names in the way; None if one that matters as much has none."""
        others = [self._owner[at] for at in in_the_way]
        rest = np.concatenate(
            [np.delete(self._boxes(), in_the_way, axis=0), np.array([placed.box])]
        )
        lines = self._lines(but=set(others))
        moved: dict[int, Placed] = {}
        for other in sorted(others):
            place = self._best(other, rest, lines)
            if place is not None:
                moved[other] = place
                rest = np.concatenate([rest, np.array([place.box])])
            elif self._wanted[other].level >= self._wanted[i].level:
                return None
        return moved

    def _lead(self, i: int) -> bool:
        """Let a name stand apart from its node; return whether it does."""
        name = self._wanted[i]
        if not name.may_lead:
            return False
        leads = leads_near(name, self._ground, self._boxes(), self._lines())
        at = leads.best()
        if at >= 0:
            self._put(i, self._led(i, leads, at))
        return at >= 0

    def _drop_under(self, placed: Placed, weak: set[int]) -> None:
        covered = hits(np.array(placed.box), self._boxes())
        for at in np.flatnonzero(covered)[::-1].tolist():
            if self._owner[at] in weak:
                self._put_aside.append(self._owner[at])
                self._take_off(self._owner[at])

    def _best(self, i: int, taken: Boxes, lines: Lines) -> Placed | None:
        costs, row = self._costs_of(i)
        open_ = np.flatnonzero(~costs.is_blocked[row])
        if not len(open_):
            return None
        boxes, free = costs.boxes[row, open_], costs.cost[row, open_]
        if len(taken):
            apart = boxes + np.array([-_APART_PX, -_APART_LINES_PX, _APART_PX, _APART_LINES_PX])
            free[hits(apart[:, None], taken[None]).any(axis=1)] = np.inf
        if len(lines):
            free[crosses(boxes[:, None], lines[None]).any(axis=1)] = np.inf
        best = int(np.argmin(free))
        if not np.isfinite(free[best]):
            return None
        last = np.flatnonzero(open_ == self._last.get(self._wanted[i].node, -1))
        share, extra = _STEADY_SHARE, _STEADY_COST
        if self._is_under_way:
            share, extra = _UNDER_WAY_SHARE, _UNDER_WAY_COST
        if len(last) and free[last[0]] <= free[best] * share + extra:
            best = int(last[0])
        return self._beside(i, int(open_[best]))

    def _beside(self, i: int, choice: int) -> Placed:
        costs, row = self._costs_of(i)
        left, top, right, bottom = costs.boxes[row, choice].tolist()
        form, place = divmod(choice, N_SIDES)
        node = self._wanted[i].node
        return Placed(node, place, left, top, right - left, bottom - top, form)

    def _led(self, i: int, leads: Leads, at: int) -> Placed:
        left, top, right, bottom = leads.boxes[at].tolist()
        x0, y0, x1, y1 = leads.line[at].tolist()
        line = (x0, y0, x1, y1) if leads.has_line(at) else None
        size = right - left, bottom - top
        return Placed(self._wanted[i].node, N_SIDES, left, top, *size, int(leads.form[at]), line)

    def _boxes(self) -> Boxes:
        return self._taken[: len(self._owner)]

    def _lines(self, but: set[int] | None = None) -> Lines:
        lines = [line for i, line in self._led_by.items() if but is None or i not in but]
        return np.array(lines, dtype=np.float64).reshape(-1, 4)

    def _crosses_line(self, box: tuple[float, ...]) -> bool:
        return bool(crosses(np.array(box), self._lines()).any())

    def _put(self, i: int, placed: Placed) -> None:
        self._taken[len(self._owner)] = placed.box
        self._owner.append(i)
        self._placed[i] = placed
        if placed.line is not None:
            self._led_by[i] = placed.line

    def _take_off(self, i: int) -> None:
        at = self._owner.index(i)
        self._taken[at : len(self._owner) - 1] = self._taken[at + 1 : len(self._owner)]
        del self._owner[at], self._placed[i]
        self._led_by.pop(i, None)
