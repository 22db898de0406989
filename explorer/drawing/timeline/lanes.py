"""Lanes of the timeline, by kind or by actor, and the rows within each that nothing overlaps in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from explorer.drawing.timeline.in_time import by_row_in_time, in_time, stable_order
from explorer.drawing.timeline.lookup import LaneLookup
from explorer.drawing.timeline.marks import Marks, MarkShape
from explorer.drawing.timeline.packing import MOST_ROWS, pack_rows
from explorer.model.dataset import Dataset, Mask, Rows

#: Lanes that hold more may be given fewer rows than they need.
_MANY = 60
#: Lanes beyond that are not packed at all: points above, stretches of time below.
_MOST_PACKED = 4_000
#: Actors with the most interactions get a lane; the others are found by search and selection.
MOST_ACTOR_LANES = 60


@dataclass(frozen=True)
class Lane:
    """One lane with its name.

    Attributes
    ----------
    key
        Index of the kind of interaction, or row of the actor.
    kind
        Name of the kind of interaction, or of actor: chooses the pictogram.
    family
        Family of the kind, empty in lanes by actor.
    n
        How many dated interactions it holds.
    n_rows, first_row
        Its rows on the screen.
    is_shared
        Whether its last row holds what overlaps in time.
    """

    key: int
    label: str
    kind: str
    family: str
    n: int
    n_rows: int
    first_row: int
    is_unnamed: bool = False
    is_shared: bool = False


@dataclass(frozen=True, eq=False)
class Lanes:
    """Lanes and what lies in them; an entry is one interaction in one lane.

    Attributes
    ----------
    entry : (n,) int32
        Interaction rows, ordered by (row on the screen, start, stated order, interaction row).
    lane : (n,) int32
        Index into `lanes`.
    row : (n,) int32
        Row counted through all lanes.
    is_inside : (n,) bool
        Whether it is drawn inside the bar of what it is part of.
    start, end : (n,) float64
        Days that it takes up in its row; infinite on an open side.
    """

    lanes: tuple[Lane, ...]
    entry: Rows
    lane: Rows
    row: Rows
    is_inside: Mask
    start: npt.NDArray[np.float64]
    end: npt.NDArray[np.float64]

    @cached_property
    def n_rows(self) -> int:
        """Rows of all lanes together."""
        return sum(lane.n_rows for lane in self.lanes)

    @cached_property
    def lookup(self) -> LaneLookup:
        """The entries ordered for searching."""
        n_lanes = len(self.lanes)
        return LaneLookup(self.lane, self.row, self.start, self.end, n_lanes, self.n_rows)


def flattened(lanes: Lanes, most_rows: int, order: Rows) -> Lanes:
    """Return lanes that fit into a number of rows, as far as crowded lanes can give way.

    Crowded lanes are drawn as areas or numbers for the most part, where rows say little; the
    others keep theirs, and are scrolled if they must be.

    Parameters
    ----------
    order : (n_interactions,) int32
        All interactions in time, see `in_time`.
    """
    needed = [lane.n_rows for lane in lanes.lanes]
    crowded = [lane.n > _MANY for lane in lanes.lanes]
    if sum(needed) <= most_rows or not any(crowded):
        return lanes
    for cap in (4, 3, 2, 1):
        n_rows = [min(n, cap) if many else n for n, many in zip(needed, crowded, strict=True)]
        if sum(n_rows) <= most_rows:
            break
    first_row = np.concatenate([[0], np.cumsum(n_rows)])[:-1]
    old_first = np.array([lane.first_row for lane in lanes.lanes])
    in_lane = np.minimum(lanes.row - old_first[lanes.lane], np.array(n_rows)[lanes.lane] - 1)
    row = (in_lane + first_row[lanes.lane]).astype(np.int32)
    ordered = by_row_in_time(lanes.entry, row, order)
    return Lanes(
        tuple(
            replace(
                lane,
                n_rows=n_rows[i],
                first_row=int(first_row[i]),
                is_shared=lane.is_shared or n_rows[i] < lane.n_rows,
            )
            for i, lane in enumerate(lanes.lanes)
        ),
        lanes.entry[ordered],
        lanes.lane[ordered],
        row[ordered],
        lanes.is_inside[ordered],
        lanes.start[ordered],
        lanes.end[ordered],
    )


def lanes_by_kind(dataset: Dataset, marks: Marks, mask: Mask) -> Lanes:
    """Return a lane for each kind of interaction of which something is dated.

    Families stand together, in the order in which they and their kinds begin.
    """
    c = dataset.columns
    rows = np.flatnonzero(mask & dataset.has_date).astype(np.int32)
    kind = c.interaction_kind[rows]
    begins = np.where(np.isnan(marks.start), marks.end - 1, marks.start)[rows]
    first: dict[int, float] = {}
    for index in np.flatnonzero(np.bincount(kind)).tolist():
        first[int(index)] = float(begins[kind == index].min())
    family_first: dict[str, float] = {}
    for index, day in first.items():
        family = c.interaction_kinds[index].family
        family_first[family] = min(day, family_first.get(family, day))

    def order(index: int) -> tuple[float, str, float, int]:
        family = c.interaction_kinds[index].family
        return family_first[family], family, first[index], index

    ordered = sorted(first, key=order)
    position = np.full(len(c.interaction_kinds) + 1, -1, dtype=np.int32)
    position[ordered] = np.arange(len(ordered))
    heads = [
        (index, c.interaction_kinds[index].label, c.interaction_kinds[index].name,
         c.interaction_kinds[index].family, False)
        for index in ordered
    ]  # fmt: skip
    host = np.full(len(rows), -1, dtype=np.int64)
    return _pack(marks, rows, position[kind], heads, host, dataset.order_within_days)


def lanes_by_actor(
    dataset: Dataset, marks: Marks, mask: Mask, most: int = MOST_ACTOR_LANES
) -> Lanes:
    """Return a lane for each of the actors with the most dated interactions.

    An interaction lies in the lane of each that took part; one that is part of another lies
    inside that one's bar.
    """
    c = dataset.columns
    grouped = dataset.actors_of
    owner = np.repeat(np.arange(dataset.n_interactions, dtype=np.int32), grouped.counts)
    kept = (mask & dataset.has_date)[owner]
    owner, actor = owner[kept], grouped.rows[kept]
    n_of = np.bincount(actor, minlength=dataset.n_actors)
    # A stable sort: among equals the order of the store.
    chosen = np.argsort(-n_of, kind="stable")[:most]
    chosen = chosen[n_of[chosen] > 0]
    position = np.full(dataset.n_actors, -1, dtype=np.int32)
    position[chosen] = np.arange(len(chosen))
    shown = position[actor] >= 0
    owner, lane = owner[shown], position[actor[shown]]
    heads = [
        (int(row), dataset.actor_name(int(row)), dataset.actor_kind(int(row)), "",
         bool(c.actor_is_unnamed[row]))
        for row in chosen
    ]  # fmt: skip
    host = _inside(marks, c.parent, owner, lane)
    return _pack(marks, owner, lane, heads, host, dataset.order_within_days)


def related(dataset: Dataset, lanes: Lanes) -> npt.NDArray[np.int64]:
    """Return pairs of entries (of the whole, of its part) that lie in different rows.

    Returns
    -------
    array of int64, shape (n, 2)
        Each part once, in the order of the entries.
    """
    parent_of = dataset.columns.parent
    children = np.flatnonzero(parent_of >= 0)
    # Few are part of another or have parts: the others are not asked about.
    is_asked = np.zeros(dataset.n_interactions, dtype=bool)
    is_asked[children] = is_asked[parent_of[children]] = True
    asked = np.flatnonzero(is_asked[lanes.entry])
    entry = lanes.entry[asked]
    first = np.full(dataset.n_interactions, -1, dtype=np.int64)
    first[entry[::-1]] = asked[::-1]
    parent = parent_of[entry]
    is_part = (parent >= 0) & (first[entry] == asked)
    parts, wholes = asked[is_part], first[parent[is_part]]
    is_apart = (wholes >= 0) & (lanes.row[wholes] != lanes.row[parts])
    return np.asarray(np.column_stack([wholes, parts])[is_apart], dtype=np.int64)


def _inside(marks: Marks, parent: Rows, owner: Rows, lane: Rows) -> npt.NDArray[np.int64]:
    """Return for each entry the entry whose bar it lies inside, -1 where it lies in none."""
    host = np.full(len(owner), -1, dtype=np.int64)
    is_point = marks.shape[owner] <= MarkShape.INSTANT
    by_place = {(int(o), int(at)): i for i, (o, at) in enumerate(zip(owner, lane, strict=True))}
    for i in np.flatnonzero(is_point & (parent[owner] >= 0)):
        whole = int(parent[owner[i]])
        j = by_place.get((whole, int(lane[i])), -1)
        if j < 0 or marks.shape[whole] != MarkShape.BAR:
            continue
        # Not (outside): an open side of the whole is NaN and holds everything.
        is_before = marks.start[owner[i]] < marks.start[whole]
        is_after = marks.end[owner[i]] > marks.end[whole]
        host[i] = -1 if is_before or is_after else j
    return host


def _pack(
    marks: Marks,
    owner: Rows,
    lane: Rows,
    heads: list[tuple[int, str, str, str, bool]],
    host: npt.NDArray[np.int64],
    place_of: Rows,
) -> Lanes:
    start = np.where(np.isnan(marks.start[owner]), -np.inf, marks.start[owner])
    end = np.where(np.isnan(marks.end[owner]), np.inf, marks.end[owner])
    row = np.zeros(len(owner), dtype=np.int32)
    free = host < 0
    n_rows = np.ones(len(heads), dtype=np.int32)
    is_shared = np.zeros(len(heads), dtype=bool)
    by_lane = stable_order(lane)
    bounds = np.searchsorted(lane[by_lane], np.arange(len(heads) + 1))
    for i in range(len(heads)):
        mine = by_lane[bounds[i] : bounds[i + 1]]
        mine = mine[free[mine]]
        is_point = marks.shape[owner[mine]] <= MarkShape.BRACKET
        if len(mine) > _MOST_PACKED:
            row[mine] = ~is_point
            is_shared[i] = True
        else:
            row[mine] = pack_rows(start[mine], end[mine], is_point)
            is_shared[i] = int(row[mine].max(initial=0)) + 1 == MOST_ROWS
        n_rows[i] = int(row[mine].max(initial=0)) + 1
    row[~free] = row[host[~free]]
    first_row = np.concatenate([[0], np.cumsum(n_rows)])[: len(heads)].astype(np.int32)
    n_of = np.bincount(lane, minlength=len(heads))
    row = (row + first_row[lane]).astype(np.int32) if len(heads) else row
    order = by_row_in_time(owner, row, in_time(marks, place_of))
    lanes = tuple(
        Lane(
            key,
            label,
            kind,
            family,
            int(n_of[i]),
            int(n_rows[i]),
            int(first_row[i]),
            unnamed,
            bool(is_shared[i]),
        )
        for i, (key, label, kind, family, unnamed) in enumerate(heads)
    )
    return Lanes(
        lanes, owner[order], lane[order], row[order], ~free[order], start[order], end[order]
    )
