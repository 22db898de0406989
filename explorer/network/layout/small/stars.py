"""Sets the many leaves of a hub evenly on a disc around it, the strongest ties inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.network.layout.components import Component
from explorer.network.layout.small.legibility import Boxes

if TYPE_CHECKING:
    from explorer.network.layout.request import Floats

LEAST_LEAVES = 20
"""From this many leaves on a hub is a star; fewer find good places one by one."""
NAMED_LEAVES = 60
"""Up to so many leaves have room for their names; more move together."""
LEAF_GAP = 0.18
"""Least space in layout units between two leaves."""
CLEAR_OF_TIES = 0.3
"""How far leaves keep from the hub's other ties, as a share of their distance."""
GOLDEN_ANGLE = float(np.pi * (3 - np.sqrt(5)))

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Star:
    """A hub and its leaves, as rows of a component.

    Attributes
    ----------
    leaves
        (k,) the strongest tie first.
    """

    hub: int
    leaves: Rows


def stars_in(component: Component) -> list[Star]:
    """Return the hubs that have many leaves."""
    a, b = component.ties[:, 0].astype(np.int64), component.ties[:, 1].astype(np.int64)
    degree = np.bincount(np.r_[a, b], minlength=component.size)
    is_leaf_tie = (degree[a] == 1) ^ (degree[b] == 1)
    leaf = np.where(degree[a] == 1, a, b)[is_leaf_tie]
    hub = np.where(degree[a] == 1, b, a)[is_leaf_tie]
    weight = component.weights[is_leaf_tie]
    stars = []
    for one in np.flatnonzero(np.bincount(hub, minlength=component.size) >= LEAST_LEAVES).tolist():
        mine = np.flatnonzero(hub == one)
        order = np.lexsort((leaf[mine], -weight[mine]))
        stars.append(Star(one, leaf[mine][order]))
    return stars


def core_of(component: Component, stars: list[Star]) -> tuple[Component, Rows]:
    """Return what is left without the leaves, and which rows of the component that is."""
    is_core = np.ones(component.size, dtype=np.bool_)
    for star in stars:
        is_core[star.leaves] = False
    rows = np.flatnonzero(is_core)
    inner = np.cumsum(is_core) - 1
    stays = is_core[component.ties].all(axis=1)
    ties = inner[component.ties[stays]].astype(np.int32).reshape(-1, 2)
    return Component(component.rows[rows], ties, component.weights[stays]), rows


def with_discs(component: Component, stars: list[Star], boxes: Boxes, aspect: float) -> Boxes:
    """Return the boxes of a component in which each hub takes the room of its disc."""
    half, shift, radius = boxes.half.copy(), boxes.shift.copy(), boxes.radius.copy()
    for star in stars:
        others = len(_neighbours(component, star))
        reach = _reach(star, boxes, others) * _stretch(aspect)
        half[star.hub] = np.maximum(half[star.hub], reach)
        shift[star.hub] = 0.0
        radius[star.hub] = float(reach.mean())
    return Boxes(half, shift, radius)


def set_leaves(
    component: Component, stars: list[Star], places: Floats, boxes: Boxes, aspect: float
) -> None:
    """Set the leaves of all hubs, whose places (k, 2) are known; in place."""
    for star in stars:
        ways = places[_neighbours(component, star)] - places[star.hub]
        points = _points(star, boxes, aspect, ways)
        places[star.leaves] = places[star.hub] + points


def _points(star: Star, boxes: Boxes, aspect: float, ways: Floats) -> Floats:
    """Return as many points around the origin as there are leaves, the nearest first."""
    spacing, count = _spacing(star, boxes), len(star.leaves)
    inner = _inner(star, boxes, spacing)
    stretch = _stretch(aspect)
    found = count
    while True:
        i = np.arange(found)
        r = np.sqrt(inner**2 + (i + 0.5) * spacing**2 / np.pi)
        angle = i * GOLDEN_ANGLE
        points = np.stack([np.cos(angle), np.sin(angle)], axis=1) * r[:, None] * stretch
        free = np.ones(found, dtype=np.bool_)
        for way in ways:
            length = max(float(np.hypot(*way)), 1e-9)
            along = (points @ way) / length
            aside = np.abs(points[:, 0] * way[1] - points[:, 1] * way[0]) / length
            free &= (along < 0) | (aside > CLEAR_OF_TIES * spacing)
        if int(free.sum()) >= count or found > 8 * count:
            # A hub tied in all directions has its leaves between the ties, wherever they are.
            chosen = np.flatnonzero(free)[:count] if int(free.sum()) >= count else i[:count]
            answer: Floats = points[chosen]
            return answer
        found += max(8, count // 4)


def _neighbours(component: Component, star: Star) -> Rows:
    a, b = component.ties[:, 0].astype(np.int64), component.ties[:, 1].astype(np.int64)
    ends = np.r_[b[a == star.hub], a[b == star.hub]]
    return np.setdiff1d(ends, star.leaves)


def _spacing(star: Star, boxes: Boxes) -> float:
    """Return the distance between leaves: with their names between them if they are not many."""
    room = float((4 * boxes.half[star.leaves].prod(axis=1)).mean())
    room *= min(1.0, NAMED_LEAVES / len(star.leaves))
    least = 2 * float(boxes.radius[star.leaves].max()) + LEAF_GAP
    return float(max(np.sqrt(room), least))


def _inner(star: Star, boxes: Boxes, spacing: float) -> float:
    return float(boxes.radius[star.hub] + 0.8 * spacing)


def _reach(star: Star, boxes: Boxes, others: int) -> float:
    spacing = _spacing(star, boxes)
    outer = np.sqrt(_inner(star, boxes, spacing) ** 2 + len(star.leaves) * spacing**2 / np.pi)
    # What the other ties keep free moves the outermost leaves further out.
    lost = others * outer * 2 * CLEAR_OF_TIES * spacing
    return float(np.sqrt(outer**2 + lost / np.pi) + spacing / 2)


def _stretch(aspect: float) -> Floats:
    return np.array([aspect**0.5, aspect**-0.5])
