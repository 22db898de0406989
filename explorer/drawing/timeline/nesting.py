"""Where the dotted lines between a whole and its parts run: through no name where they can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.drawing.timeline.lanes import Lanes
from explorer.drawing.timeline.layout import Placed
from explorer.drawing.timeline.names import PlacedName

#: Room between a line and the end of the bar that it comes from or goes to.
_INSET_PX = 4.0
#: Where a line may stand in a bar: places this far apart are tried.
_STEP_PX = 8.0
_MOST_TRIED = 60
#: What it costs to run through a name, a disc or a bar, and to stand where no other line does.
_CROSSED_NAME, _CROSSED_DISC, _CROSSED_BAR, _APART = 12.0, 4.0, 0.3, 1.5
#: And to stand away from the beginning of the part.
_AWAY_PER_PX = 0.01
#: Free room that a name wants to a line beside it.
_CLEAR_PX = 3.0


@dataclass(frozen=True, slots=True)
class NestingLine:
    """A line from a whole to its part, x from the left edge of the time axis.

    Attributes
    ----------
    whole, part
        Interaction rows.
    from_x, to_x
        Where it begins, in the row of the whole, and where it ends.
    """

    whole: int
    part: int
    from_row: int
    to_row: int
    from_x: float
    to_x: float


def usual_lines(
    placed: Sequence[Placed], lanes: Lanes, nested: Iterable[tuple[int, int]]
) -> dict[int, list[float]]:
    """Return where lines run through rows if nothing is in their way, for names to avoid."""
    crossed: dict[int, list[float]] = {}
    for whole, part, _, _ in _drawn(placed, lanes, nested):
        x = part.x if part.form != "bar" else _tried(whole, part)[0]
        low, high = sorted((whole.row, part.row))
        for row in range(low + 1, high):
            crossed.setdefault(row, []).append(x)
    return crossed


def nesting_lines(
    placed: Sequence[Placed],
    names: Sequence[PlacedName],
    lanes: Lanes,
    nested: Iterable[tuple[int, int]],
) -> list[NestingLine]:
    """Return a line for each pair of entries, whole and part, that are both drawn.

    A line to a disc stands at the disc. A line to a bar may stand anywhere on it under the
    whole: at the left, unless it would run through names there.
    """
    lines: list[NestingLine] = []
    taken: dict[int, list[float]] = {}
    pairs = _drawn(placed, lanes, nested)
    family = {of: {of} for _, _, of, _ in pairs}
    for _, _, of, row in pairs:
        family[of].add(row)
    for whole, part, of, row in pairs:
        near = taken.setdefault(of, [])
        to_x = part.x
        if part.form == "bar":
            rows = range(min(whole.row, part.row) + 1, max(whole.row, part.row))
            strange = [m for m in placed if m.row in rows and family[of].isdisjoint(m.members)]
            to_x = _best(_tried(whole, part), rows, strange, names, near)
            near.append(to_x)
        from_x = whole.x if whole.form != "bar" else _within(to_x, whole)
        lines.append(NestingLine(of, row, whole.row, part.row, from_x, to_x))
    return lines


def _drawn(
    placed: Sequence[Placed], lanes: Lanes, nested: Iterable[tuple[int, int]]
) -> list[tuple[Placed, Placed, int, int]]:
    """Return marks of whole and part, and their interaction rows, where both are drawn."""
    pairs: list[tuple[Placed, Placed, int, int]] = []
    by_entry: dict[tuple[int, int], Placed] = {}
    for whole_entry, part_entry in nested:
        by_entry = by_entry or _by_entry(placed)
        of, row = int(lanes.entry[whole_entry]), int(lanes.entry[part_entry])
        whole = by_entry.get((int(lanes.row[whole_entry]), of))
        part = by_entry.get((int(lanes.row[part_entry]), row))
        if whole is not None and part is not None:
            pairs.append((whole, part, of, row))
    return pairs


def _by_entry(placed: Sequence[Placed]) -> dict[tuple[int, int], Placed]:
    return {(mark.row, member): mark for mark in placed for member in mark.members}


def _within(x: float, bar: Placed) -> float:
    return min(max(x, bar.left + _INSET_PX), bar.right - _INSET_PX)


def _tried(whole: Placed, part: Placed) -> list[float]:
    """Return places on a part at which a line straight down from the whole could end."""
    low, high = part.left + _INSET_PX, part.right - _INSET_PX
    if whole.form == "bar" and whole.left < part.right and part.left < whole.right:
        low, high = max(low, whole.left + _INSET_PX), min(high, whole.right - _INSET_PX)
    if high <= low:
        return [part.left + _INSET_PX]
    n = int(min(_MOST_TRIED, max(2, (high - low) // _STEP_PX + 1)))
    return [float(x) for x in np.linspace(low, high, n)]


def _best(
    tried: Sequence[float],
    rows: range,
    strange: Sequence[Placed],
    names: Sequence[PlacedName],
    near: Sequence[float],
) -> float:
    words = [
        (name.left - _CLEAR_PX, name.left + name.width + _CLEAR_PX)
        for name in names
        if name.row in rows
    ]

    def cost(x: float) -> tuple[float, float]:
        crossed = _CROSSED_NAME * sum(left < x < right for left, right in words)
        for mark in strange:
            if mark.left - 2 < x < mark.right + 2:
                crossed += _CROSSED_BAR if mark.form == "bar" else _CROSSED_DISC
        is_apart = bool(near) and all(abs(x - other) > 1 for other in near)
        return crossed + _APART * is_apart + _AWAY_PER_PX * (x - tried[0]), x

    joined = [x for x in near if tried[0] <= x <= tried[-1]]
    return min((*tried, *joined), key=cost)
