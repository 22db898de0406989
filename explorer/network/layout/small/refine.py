"""Moves actors one at a time to where the picture reads better.

A deterministic descent after Davidson and Harel: each actor in turn tries some places around its
own and, if it is a leaf, around its hub, in several placements of the graph at once. The steps
get smaller from sweep to sweep.

References
----------
Davidson, Harel: Drawing Graphs Nicely Using Simulated Annealing, 1996.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout.small.legibility import (
    Drawing,
    Rows,
    closeness,
    crossing,
    narrowness,
    outside,
    pair_faults,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.network.layout.request import Floats
    from explorer.progress import CancelToken

FAR_REACH = 0.4
"""From this reach on, actors also try places beyond their neighbours, and anywhere."""
ANYWHERE = 6


@dataclass(frozen=True, eq=False)
class _Surroundings:
    """What must be looked at when one actor moves."""

    others: Rows
    neighbours: Rows
    far_starts: Rows
    far_ends: Rows
    meets: Floats
    not_own: Floats
    wedge_ends: Rows
    neighbour_wedges: Rows


def refine(
    drawing: Drawing,
    places: Floats,
    steps: Sequence[float],
    rng: np.random.Generator,
    token: CancelToken,
    movable: Rows | None = None,
) -> Floats:
    """Improve placements (s, k, 2); no placement has more faults after than before.

    Parameters
    ----------
    steps
        For each sweep over all actors, how far they try to go.
    movable
        Rows that may move; by default all.
    """
    x = places.copy()
    rows = np.arange(drawing.size) if movable is None else movable
    around = {int(v): _surroundings(drawing, int(v)) for v in rows}
    for reach in steps:
        for v in rng.permutation(rows):
            token.raise_if_cancelled()
            here = around[int(v)]
            tries = _tries(drawing, x, int(v), here, reach, rng)
            cost = _cost_at(drawing, x, int(v), here, tries)
            best = np.argmin(cost, axis=1)
            x[:, v] = tries[np.arange(len(x)), best]
    return x


def _surroundings(drawing: Drawing, v: int) -> _Surroundings:
    a, b = drawing.ties.T
    own = (a == v) | (b == v)
    neighbours = np.where(a[own] == v, b[own], a[own])
    others = np.flatnonzero(np.arange(drawing.size) != v)
    far_starts, far_ends = a[~own], b[~own]
    # A tie cannot cross another one that it shares an end with.
    shares = (far_starts == neighbours[:, None]) | (far_ends == neighbours[:, None])
    wedges = drawing.wedges
    at_v = wedges[wedges[:, 0] == v]
    ends = wedges[(wedges[:, 0] != v) & ((wedges[:, 1] == v) | (wedges[:, 2] == v))]
    far = np.where(ends[:, 1] == v, ends[:, 2], ends[:, 1])
    return _Surroundings(
        others=others,
        neighbours=neighbours,
        far_starts=far_starts,
        far_ends=far_ends,
        meets=(~shares).astype(np.float64),
        not_own=(others != neighbours[:, None]).astype(np.float64),
        wedge_ends=at_v[:, 1:],
        neighbour_wedges=np.stack([ends[:, 0], far], axis=1),
    )


def _tries(
    drawing: Drawing,
    x: Floats,
    v: int,
    here: _Surroundings,
    reach: float,
    rng: np.random.Generator,
) -> Floats:
    """Give places (s, c, 2) worth a try; the first is the present one."""
    turn = rng.uniform(0, np.pi / 4)
    angle = turn + np.arange(8) * (np.pi / 4)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    offsets = np.concatenate([np.zeros((1, 2)), ring * reach, ring[::2] * reach * 0.45])
    tries: Floats = x[:, v, None, :] + offsets
    if len(here.neighbours) == 1:
        hub = int(here.neighbours[0])
        angle = turn + np.arange(16) * (np.pi / 8)
        around = np.stack([np.cos(angle), np.sin(angle)], axis=1) * drawing.distance[v, hub]
        tries = np.concatenate([tries, x[:, hub, None, :] + around * drawing.stretch], axis=1)
    elif reach >= FAR_REACH:
        middle = x[:, here.neighbours].mean(axis=1, keepdims=True)
        mirrored = 2 * middle - x[:, v, None, :]
        tries = np.concatenate([tries, middle + ring * reach, mirrored], axis=1)
    if reach >= FAR_REACH and np.isfinite(drawing.frame).all():
        anywhere = rng.uniform(-1, 1, (len(x), ANYWHERE, 2)) * drawing.frame
        tries = np.concatenate([tries, anywhere], axis=1)
    return tries


def _cost_at(drawing: Drawing, x: Floats, v: int, here: _Surroundings, tries: Floats) -> Floats:
    """Sum the faults that depend on the place of one actor, (s, c)."""
    boxes, own = drawing.boxes, np.full(1, v)
    others = x[:, None, here.others]
    cost: Floats = pair_faults(drawing, tries[:, :, None] - others, own, here.others).sum(axis=-1)
    start, end = x[:, None, here.far_starts], x[:, None, here.far_ends]
    cost += closeness(tries[:, :, None], start, end, boxes.radius[own]).sum(axis=-1)
    ends = x[:, None, here.neighbours, None]
    from_here = tries[:, :, None, None]
    by = closeness(others[:, :, None], from_here, ends, boxes.radius[here.others])
    cost += np.einsum("scdk,dk->sc", by, here.not_own)
    crossed = crossing(from_here, ends, start[:, :, None], end[:, :, None])
    cost += drawing.crossing_weight * np.einsum("scdm,dm->sc", crossed, here.meets)
    if len(here.wedge_ends):
        p, q = x[:, None, here.wedge_ends[:, 0]], x[:, None, here.wedge_ends[:, 1]]
        cost += narrowness(tries[:, :, None], p, q).sum(axis=-1)
    if len(here.neighbour_wedges):
        centre = x[:, None, here.neighbour_wedges[:, 0]]
        far = x[:, None, here.neighbour_wedges[:, 1]]
        cost += narrowness(centre, tries[:, :, None], far).sum(axis=-1)
    cost += outside(tries, drawing.frame)
    return cost
