"""Where the names of marks go: in the bar, to the left, to the right, or nowhere."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from explorer.drawing.timeline.layout import Placed

#: Room between a mark and its name, and around a name in its bar.
GAP_PX = 5.0
IN_BAR_PX = 6.0
#: A name needs so much free room to whatever comes next on its other side.
_CLEAR_PX = 6.0
#: And so much to a line that runs through its row.
_LINE_PX = 3.0


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name beside or in a mark.

    Attributes
    ----------
    index
        Index of the mark in the sequence that was placed.
    left, width
        Where it begins, and how wide it is.
    """

    index: int
    row: int
    left: float
    width: float
    side: Literal["left", "right", "inside"]
    is_bold: bool = False


class _Row:
    """What already stands in one row, in order from the left."""

    def __init__(self) -> None:
        self._stretches: list[tuple[float, float]] = []
        self._longest = 0.0

    def add(self, left: float, right: float) -> None:
        insort(self._stretches, (left, right))
        self._longest = max(self._longest, right - left)

    def is_free(self, left: float, right: float, but: tuple[float, float]) -> bool:
        """Whether nothing lies between; `but` is a stretch that does not count."""
        at = bisect_left(self._stretches, (left - self._longest, left))
        for stretch in self._stretches[at:]:
            if stretch[0] >= right:
                return True
            if stretch[1] > left and stretch != but:
                return False
        return True


def place_names(
    placed: Sequence[Placed],
    names: Mapping[int, str],
    width_of: Callable[[str], float],
    width_px: float,
    *,
    first: frozenset[int] = frozenset(),
    bold_width_of: Callable[[str], float] | None = None,
    inside_of: Callable[[Placed], tuple[float, float] | None] = lambda mark: (
        mark.left,
        mark.right,
    ),
    crossed: Mapping[int, Sequence[float]] = MappingProxyType({}),
) -> list[PlacedName]:
    """Place what can be placed without lying over a mark, another name or the edge.

    Parameters
    ----------
    names
        Name by interaction row; marks without one, and numbers, get none.
    width_of
        Width of a name in pixels.
    width_px
        Width of the axis; names stay within.
    first
        Interaction rows whose names are placed before all others.
    bold_width_of
        Width of a name in bold, for names in filled bars where that fits; None: never bold.
    inside_of
        Stretch of a bar in which text is legible, None where it is nowhere.
    crossed
        Where lines run through a row: names keep clear of them where they can.
    """
    rows: dict[int, _Row] = {}
    for mark in placed:
        rows.setdefault(mark.row, _Row()).add(mark.reach_left, mark.reach_right)
    beside = _neighbours(placed)
    order = sorted(
        (i for i, mark in enumerate(placed) if mark.form != "number" and mark.members[0] in names),
        key=lambda i: (placed[i].members[0] not in first, placed[i].form != "bar", placed[i].x),
    )
    result = []
    for i in order:
        mark = placed[i]
        if mark.right <= 0 or mark.left >= width_px:
            continue
        words, row = names[mark.members[0]], rows[mark.row]
        lines = crossed.get(mark.row, ())
        tried = []
        if mark.form == "bar" and (stretch := inside_of(mark)) is not None:
            bold = bold_width_of(words) if bold_width_of is not None else None
            tried.append(_inside(mark, i, (width_of(words), bold), stretch, width_px, row, lines))
        if not tried or tried[0] is None or _is_crossed(tried[0].left, tried[0].width, lines):
            tried.append(_beside(mark, i, width_of(words), width_px, row, beside[i], lines))
        found = min(
            (name for name in tried if name is not None),
            key=lambda name, lines=lines: _is_crossed(name.left, name.width, lines),  # type: ignore[misc]
            default=None,
        )
        if found is not None:
            row.add(found.left, found.left + found.width)
            result.append(found)
    return result


def _inside(
    mark: Placed,
    index: int,
    widths: tuple[float, float | None],
    stretch: tuple[float, float],
    width_px: float,
    row: _Row,
    lines: Sequence[float],
) -> PlacedName | None:
    own = (mark.reach_left, mark.reach_right)
    seen_left, seen_right = max(stretch[0], 0.0), min(stretch[1], width_px)
    for width, is_bold in ((widths[1], True), (widths[0], False)):
        if width is None or seen_right - seen_left < width + 2 * IN_BAR_PX:
            continue
        middle = (seen_left + seen_right - width) / 2
        tried = (middle, seen_left + IN_BAR_PX, seen_right - IN_BAR_PX - width)
        for left in (*(x for x in tried if not _is_crossed(x, width, lines)), middle):
            if row.is_free(left - 2, left + width + 2, own):
                return PlacedName(index, mark.row, left, width, "inside", is_bold)
    return None


def _is_crossed(left: float, width: float, lines: Sequence[float]) -> bool:
    return any(left - _LINE_PX < x < left + width + _LINE_PX for x in lines)


def _beside(
    mark: Placed,
    index: int,
    width: float,
    width_px: float,
    row: _Row,
    is_end: tuple[bool, bool],
    lines: Sequence[float],
) -> PlacedName | None:
    if mark.is_inside:
        return None
    own = (mark.reach_left, mark.reach_right)
    is_first, is_last = is_end
    found = []
    left = mark.reach_left - GAP_PX - width
    if is_first and left >= 2.0 and row.is_free(left - _CLEAR_PX, mark.reach_left, own):
        found.append(PlacedName(index, mark.row, left, width, "left"))
    left = mark.reach_right + GAP_PX
    right = left + width
    is_in_view = is_last and left > 0.0 and right <= width_px - 2.0
    if is_in_view and row.is_free(mark.reach_right, right + _CLEAR_PX, own):
        found.append(PlacedName(index, mark.row, left, width, "right"))
    return min(found, key=lambda name: _is_crossed(name.left, width, lines), default=None)


def _neighbours(placed: Sequence[Placed]) -> list[tuple[bool, bool]]:
    """Tell for each mark whether it is the first, and the last, of those side by side."""
    ends: dict[tuple[int, float, float], list[int]] = {}
    for i, mark in enumerate(placed):
        ends.setdefault((mark.row, mark.reach_left, mark.reach_right), []).append(i)
    result = [(True, True)] * len(placed)
    for group in ends.values():
        leftmost = min(group, key=lambda i: placed[i].x)
        rightmost = max(group, key=lambda i: placed[i].x)
        for i in group:
            result[i] = (i == leftmost, i == rightmost)
    return result
