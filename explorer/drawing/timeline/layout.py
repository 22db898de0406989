"""Where the marks of the lanes stand on the screen: side by side, merged to numbers, in bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from explorer.drawing.timeline.lanes import Lanes
from explorer.drawing.timeline.marks import Marks, MarkShape

#: Diameter of a disc, and the closest that two of them stand.
DISC_PX = 10.0
_CLOSEST_PX = 11.5
_BESIDE_PX = 14.5
#: Diameter of a disc with a number, the least for two digits.
NUMBER_PX = 15.0
#: Narrower bars are drawn this wide and merge with their neighbours like discs.
SHORTEST_BAR_PX = 14.0
#: Drawn length of a side that is open.
OPEN_SIDE_PX = 96.0
#: Room between a whisker or bar and the edge of its day.
_INSET_PX = 1.5
#: A whisker narrower than that says nothing.
_SHORTEST_WHISKER_PX = 14.0
_FAR_PX = 4096.0


@dataclass(frozen=True)
class TimeView:
    """The part of time on the screen: days [start, end) over a width in pixels."""

    start: float
    end: float
    width_px: float

    @property
    def px_per_day(self) -> float:
        """How wide a day is."""
        return self.width_px / (self.end - self.start)

    def x_px(self, day: float) -> float:
        """Return where a moment is, from the left edge."""
        return (day - self.start) * self.px_per_day

    def day(self, x_px: float) -> float:
        """Return the moment at a place."""
        return self.start + x_px / self.px_per_day


@dataclass(frozen=True, slots=True)
class Placed:
    """One mark on the screen, x from the left edge of the time axis.

    Attributes
    ----------
    form
        A disc, a bar, or a disc with the number of its members.
    members
        Interaction rows: one, or those that the number stands for.
    row, lane
        Row counted through all lanes, and index of the lane.
    x, left, right
        Middle and edges of the body.
    reach_left, reach_right
        Edges with the whisker or bracket, shared by those who stand side by side.
    is_whisker_drawn
        Whether this one draws the whisker (the first of those side by side).
    is_inside
        Whether it lies in the bar of what it is part of.
    is_thin
        Whether it is a bar in a row where stretches of time overlap: others lie over it.
    """

    form: Literal["disc", "bar", "number"]
    members: tuple[int, ...]
    row: int
    lane: int
    x: float
    left: float
    right: float
    reach_left: float
    reach_right: float
    is_whisker_drawn: bool
    is_inside: bool
    is_thin: bool = False

    def scaled(self, factor: float) -> Placed:
        """Return the same mark where everything is larger."""
        return replace(
            self,
            x=self.x * factor,
            left=self.left * factor,
            right=self.right * factor,
            reach_left=self.reach_left * factor,
            reach_right=self.reach_right * factor,
        )


def place(
    lanes: Lanes,
    marks: Marks,
    view: TimeView,
    skipped: frozenset[int] = frozenset(),
    rows: tuple[int, int] | None = None,
) -> list[Placed]:
    """Place the marks in view, row by row from left to right.

    Parameters
    ----------
    skipped
        Lanes that are drawn as an area instead.
    rows
        First and last row in sight; None for all.

    Notes
    -----
    Work grows with what is in view only: the rest is not looked at.
    """
    pad_days = OPEN_SIDE_PX / view.px_per_day
    first, last = (0, lanes.n_rows - 1) if rows is None else rows
    wanted = (
        range(max(first, lane.first_row), min(last, lane.first_row + lane.n_rows - 1) + 1)
        for i, lane in enumerate(lanes.lanes)
        if i not in skipped
    )
    seen = lanes.lookup.entries(
        chain.from_iterable(wanted), view.start - pad_days, view.end + pad_days
    )
    bodies = _bodies(lanes, marks, view, seen)
    placed: list[Placed] = []
    begin = 0
    for i in range(1, len(bodies) + 1):
        if i == len(bodies) or bodies[i].row != bodies[begin].row:
            head = lanes.lanes[bodies[begin].lane]
            is_shared = head.is_shared and bodies[begin].row == head.first_row + head.n_rows - 1
            placed.extend(_place_row(bodies[begin:i], is_shared))
            begin = i
    return placed


class _Body(NamedTuple):
    """An entry in pixels."""

    entry: int
    row: int
    lane: int
    is_bar: bool
    is_timed: bool
    is_inside: bool
    start: float
    end: float
    left: float
    right: float
    at: float


def _bodies(
    lanes: Lanes, marks: Marks, view: TimeView, indexes: npt.NDArray[np.intp]
) -> list[_Body]:
    """Return entries with the edges of their bars or whiskers, open sides at their length."""
    entry = lanes.entry[indexes]
    scale = view.px_per_day
    left = (marks.start[entry] - view.start) * scale
    right = (marks.end[entry] - view.start) * scale
    left = np.where(np.isnan(left), right - OPEN_SIDE_PX, left)
    right = np.where(np.isnan(right), left + OPEN_SIDE_PX, right)
    inset = np.minimum(_INSET_PX, (right - left) / 8)
    # Far outside the view painters lose precision; a bar's hidden end may lie anywhere there.
    left = np.maximum(left + inset, -_FAR_PX)
    right = np.minimum(right - inset, view.width_px + _FAR_PX)
    shape = marks.shape[entry]
    columns = (
        entry,
        lanes.row[indexes],
        lanes.lane[indexes],
        shape >= int(MarkShape.BAR),
        shape == int(MarkShape.INSTANT),
        lanes.is_inside[indexes],
        lanes.start[indexes],
        lanes.end[indexes],
        left,
        right,
        (marks.at[entry] - view.start) * scale,
    )
    return [_Body(*values) for values in zip(*(c.tolist() for c in columns), strict=True)]


@dataclass(slots=True)
class _Spot:
    """A body that may still merge with the next one."""

    x: float
    half_px: float
    reach: tuple[float, float]
    is_first: bool
    members: list[int]
    is_bar: bool
    is_inside: bool


def _place_row(run: list[_Body], is_shared: bool) -> Iterator[Placed]:
    row, lane = run[0].row, run[0].lane
    spots: list[_Spot] = []
    for slot in _slots(run):
        body = slot[0]
        if not body.is_bar:
            spots.extend(_side_by_side(slot))
        elif body.right - body.left < SHORTEST_BAR_PX:
            middle, half = (body.left + body.right) / 2, SHORTEST_BAR_PX / 2
            reach = (middle - half, middle + half)
            spots.append(_Spot(middle, half, reach, True, [body.entry], True, False))
        else:
            yield Placed(
                "bar", (body.entry,), row, lane, (body.left + body.right) / 2, body.left,
                body.right, body.left, body.right, False, False, is_shared,
            )  # fmt: skip
    spots.sort(key=_x_of)
    for spot in _merged(spots):
        half, x = spot.half_px, spot.x
        if len(spot.members) > 1:
            half = NUMBER_PX / 2
            yield Placed(
                "number", tuple(spot.members), row, lane, x, x - half, x + half,
                x - half, x + half, False, spot.is_inside,
            )  # fmt: skip
            continue
        yield Placed(
            "bar" if spot.is_bar else "disc", tuple(spot.members), row, lane, x, x - half,
            x + half, min(spot.reach[0], x - half), max(spot.reach[1], x + half),
            spot.is_first and spot.reach[1] - spot.reach[0] >= _SHORTEST_WHISKER_PX,
            spot.is_inside,
        )  # fmt: skip


def _x_of(spot: _Spot) -> float:
    return spot.x


def _slots(run: list[_Body]) -> Iterator[list[_Body]]:
    """Yield runs of entries that share one day (month, year); every bar alone."""
    slot: list[_Body] = []
    for body in run:
        if slot and (
            body.is_bar or slot[0].is_bar or body.start != slot[0].start or body.end != slot[0].end
        ):
            yield slot
            slot = []
        slot.append(body)
    if slot:
        yield slot


def _side_by_side(slot: list[_Body]) -> Iterator[_Spot]:
    """Stand those of one day beside each other where they fit, else all in the middle."""
    left, right, is_inside = slot[0].left, slot[0].right, slot[0].is_inside
    half, middle = DISC_PX / 2, (slot[0].left + slot[0].right) / 2
    n = sum(not body.is_timed for body in slot)
    spacing = min(_BESIDE_PX, (right - left - 2) / n) if n else 0.0
    fits = n == 1 or spacing >= _CLOSEST_PX
    i = 0
    for body in slot:
        if body.is_timed:
            reach = (body.at - half, body.at + half)
            yield _Spot(body.at, half, reach, False, [body.entry], False, is_inside)
            continue
        x = middle + (i - (n - 1) / 2) * spacing if fits else middle
        yield _Spot(x, half, (left, right), i == 0, [body.entry], False, is_inside)
        i += 1


def _merged(spots: list[_Spot]) -> Iterator[_Spot]:
    """Merge bodies that would lie over each other, from left to right."""
    current: _Spot | None = None
    for spot in spots:
        if current is not None and spot.x - current.x < _apart_px(current, spot):
            current.members.extend(spot.members)
            current.is_bar = False
            continue
        if current is not None:
            yield current
        current = spot
    if current is not None:
        yield current


def _apart_px(one: _Spot, other: _Spot) -> float:
    """Return how far two bodies have to be apart to stay two."""
    if len(one.members) > 1:
        return NUMBER_PX + 1.0
    # Those of one day were set beside each other on purpose.
    return _CLOSEST_PX - 1e-6 if one.reach == other.reach else NUMBER_PX - 1.5
