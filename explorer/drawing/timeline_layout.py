"""Where the marks of the lanes stand on the screen: side by side, merged to numbers, in bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.drawing.timeline_lanes import Lanes
from explorer.drawing.timeline_marks import Marks, MarkShape

#: Diameter of a disc, and the closest that two of them stand.
DISC_PX = 10.0
_CLOSEST_PX = 11.5
_BESIDE_PX = 14.5
#: Diameter of a disc with a number, the least for two digits.
NUMBER_PX = 15.0
#: Narrower bars are drawn this wide and merge with their neighbours like discs.
SHORTEST_BAR_PX = 10.0
#: Drawn length of a side that is open.
OPEN_SIDE_PX = 96.0
#: Room between a whisker or bar and the edge of its day.
_INSET_PX = 1.5
#: A whisker narrower than that says nothing.
_SHORTEST_WHISKER_PX = 14.0


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


def place(lanes: Lanes, marks: Marks, view: TimeView, skipped: frozenset[int]) -> list[Placed]:
    """Place the marks in view, row by row from left to right.

    Parameters
    ----------
    skipped
        Lanes that are drawn as an area instead.

    Notes
    -----
    Work grows with what is in view only, but for one pass of numpy over all entries.
    """
    pad_days = OPEN_SIDE_PX / view.px_per_day
    seen = (lanes.end > view.start - pad_days) & (lanes.start < view.end + pad_days)
    if skipped:
        seen &= ~np.isin(lanes.lane, list(skipped))
    indexes = np.flatnonzero(seen)
    if not len(indexes):
        return []
    rows = lanes.row[indexes]
    breaks = np.flatnonzero(np.diff(rows)) + 1
    placed: list[Placed] = []
    for run in np.split(indexes, breaks):
        placed.extend(_place_row(lanes, marks, view, run.tolist()))
    return placed


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


def _place_row(lanes: Lanes, marks: Marks, view: TimeView, run: list[int]) -> Iterator[Placed]:
    row, lane = int(lanes.row[run[0]]), int(lanes.lane[run[0]])
    spots: list[_Spot] = []
    for slot in _slots(lanes, marks, run):
        entry = int(lanes.entry[slot[0]])
        left, right = _body(marks, view, entry)
        is_inside = bool(lanes.is_inside[slot[0]])
        if marks.shape[entry] >= MarkShape.BAR:
            if right - left < SHORTEST_BAR_PX:
                middle, half = (left + right) / 2, SHORTEST_BAR_PX / 2
                reach = (middle - half, middle + half)
                spots.append(_Spot(middle, half, reach, True, [entry], True, False))
            else:
                yield Placed(
                    "bar", (entry,), row, lane, (left + right) / 2, left, right, left, right,
                    False, False,
                )  # fmt: skip
            continue
        spots.extend(_side_by_side(lanes, marks, view, slot, left, right, is_inside))
    spots.sort(key=lambda spot: spot.x)
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


def _slots(lanes: Lanes, marks: Marks, run: list[int]) -> Iterator[list[int]]:
    """Yield runs of entries that share one day (month, year); every bar alone."""
    slot: list[int] = []
    key: tuple[float, float] | None = None
    for index in run:
        is_bar = marks.shape[lanes.entry[index]] >= MarkShape.BAR
        mine = None if is_bar else (float(lanes.start[index]), float(lanes.end[index]))
        if mine is None or mine != key:
            if slot:
                yield slot
            slot = []
        slot.append(index)
        key = mine
    if slot:
        yield slot


def _body(marks: Marks, view: TimeView, entry: int) -> tuple[float, float]:
    """Return the edges of a bar or whisker, open sides at their drawn length."""
    left, right = view.x_px(float(marks.start[entry])), view.x_px(float(marks.end[entry]))
    if np.isnan(left):
        left = right - OPEN_SIDE_PX
    if np.isnan(right):
        right = left + OPEN_SIDE_PX
    inset = min(_INSET_PX, (right - left) / 8)
    # Far outside the view painters lose precision; a bar's hidden end may lie anywhere there.
    return max(left + inset, -4096.0), min(right - inset, view.width_px + 4096.0)


def _side_by_side(
    lanes: Lanes,
    marks: Marks,
    view: TimeView,
    slot: list[int],
    left: float,
    right: float,
    is_inside: bool,
) -> Iterator[_Spot]:
    """Stand those of one day beside each other where they fit, else all in the middle."""
    entries = [int(lanes.entry[index]) for index in slot]
    timed = [e for e in entries if marks.shape[e] == MarkShape.INSTANT]
    untimed = [e for e in entries if marks.shape[e] != MarkShape.INSTANT]
    half = DISC_PX / 2
    n = len(untimed)
    spacing = min(_BESIDE_PX, (right - left - 2) / n) if n else 0.0
    fits = n == 1 or spacing >= _CLOSEST_PX
    middle = (left + right) / 2
    for i, entry in enumerate(untimed):
        x = middle + (i - (n - 1) / 2) * spacing if fits else middle
        yield _Spot(x, half, (left, right), i == 0, [entry], False, is_inside)
    for entry in timed:
        x = view.x_px(float(marks.at[entry]))
        yield _Spot(x, half, (x - half, x + half), False, [entry], False, is_inside)


def _merged(spots: list[_Spot]) -> Iterator[_Spot]:
    """Merge bodies that would lie over each other, from left to right."""
    current: _Spot | None = None
    for spot in spots:
        if current is not None and spot.x - current.x < _CLOSEST_PX - 1e-6:
            current.members.extend(spot.members)
            current.is_bar = False
            continue
        if current is not None:
            yield current
        current = spot
    if current is not None:
        yield current
