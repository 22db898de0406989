"""Keeps actors where they were: new actors join, badly placed ones move, all others stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout.small.arrange import STRETCH
from explorer.network.layout.small.legibility import Boxes, Drawing, Rows
from explorer.network.layout.small.majorise import graph_distances, majorise, tie_lengths
from explorer.network.layout.small.overlap import separate
from explorer.network.layout.small.refine import refine

if TYPE_CHECKING:
    from explorer.network.layout.components import Component
    from explorer.network.layout.request import Floats, Mask
    from explorer.progress import CancelToken

MUCH_TOO_LONG = 3.0
"""A tie longer than this, relative to its wanted length and the median, loosens its ends."""
LOOSE_HOLD = 0.15
"""Hold of a loosened actor on its old place, relative to all its ties and distances."""
STEPS = (0.6, 0.4, 0.2, 0.1)
SWEEP_LIMIT = 150
"""Groups above this size are not searched for better places; their distances suffice."""


def keep(
    component: Component,
    start: Floats,
    is_pinned: Mask,
    boxes: Boxes,
    aspect: float,
    rng: np.random.Generator,
    token: CancelToken,
) -> Floats:
    """Arrange a component near the places (k, 2) it has; nan marks actors without one.

    Actors with a place stay exactly, unless a tie of theirs is far too long (the graph has
    changed there) or they are in the way of a name. Pinned ones always stay.
    """
    known = np.isfinite(start[:, 0])
    lengths = tie_lengths(component, boxes.radius)
    places = with_newcomers(component, start, lengths, rng)
    loose = known & ~is_pinned & _is_torn(component, places, lengths, known)
    moving = ~known | loose
    if moving.any():
        distance = graph_distances(component, lengths, token)
        distance *= _scale_of(component, places, lengths, known)
        hold = np.where(loose, LOOSE_HOLD, 0.0)
        anchor = np.where(known[:, None], start, 0.0)
        places = majorise(
            distance,
            places[None],
            40,
            token,
            fixed=~moving,
            anchor=anchor,
            anchor_weight=hold,
        )[0]
        places = _refined(component, places, distance, moving, boxes, aspect, rng, token)
    # Newcomers make room first; only then may those that were there be pushed.
    places = separate(places, boxes, token, fixed=~moving)
    return separate(places, boxes, token, fixed=is_pinned)


def onto_pins(places: Floats, start: Floats, is_pinned: Mask) -> Floats:
    """Move, turn and scale placements (k, 2) so that pinned actors come near their places.

    One pin moves only; from two on, the best similarity in the sense of least squares, with a
    scale from 1/2 to 2. Pinned rows are then set exactly.

    References
    ----------
    Umeyama: Least-squares estimation of transformation parameters, 1991.
    """
    pins: Rows = np.flatnonzero(is_pinned)
    if len(pins) == 0:
        return places.copy()
    given, wanted = places[pins], start[pins]
    mean_given, mean_wanted = given.mean(axis=0), wanted.mean(axis=0)
    turn, scale = np.eye(2), 1.0
    spread = float(((given - mean_given) ** 2).sum())
    if len(pins) >= 2 and spread > 1e-12:
        # A mirror image of a layout is as good a layout, so reflections are allowed.
        u, singular, vt = np.linalg.svd((wanted - mean_wanted).T @ (given - mean_given))
        turn = u @ vt
        scale = float(np.clip(singular.sum() / spread, 0.5, 2.0))
    moved: Floats = scale * (places - mean_given) @ turn.T + mean_wanted
    moved[pins] = wanted
    return moved


def settle_around_pins(
    component: Component,
    places: Floats,
    is_pinned: Mask,
    boxes: Boxes,
    aspect: float,
    rng: np.random.Generator,
    token: CancelToken,
) -> Floats:
    """Let the others follow where pinned actors were set."""
    lengths = tie_lengths(component, boxes.radius)
    distance = graph_distances(component, lengths, token)
    everybody = np.ones(component.size, dtype=np.bool_)
    distance *= _scale_of(component, places, lengths, everybody)
    settled = majorise(distance, places[None], 40, token, fixed=is_pinned)[0]
    settled = _refined(component, settled, distance, ~is_pinned, boxes, aspect, rng, token)
    return separate(settled, boxes, token, fixed=is_pinned)


def with_newcomers(
    component: Component, start: Floats, lengths: Floats, rng: np.random.Generator
) -> Floats:
    """Give actors without a place one near the actors they are tied to, (k, 2).

    Works outwards: who has most ties to placed actors comes first. An actor with one placed
    neighbour takes the freest direction around it.
    """
    places = start.copy()
    waiting = ~np.isfinite(places[:, 0])
    if not waiting.any():
        return places
    a, b = component.ties[:, 0], component.ties[:, 1]
    turn = rng.uniform(0, np.pi / 8)
    angle = turn + np.arange(16) * (np.pi / 8)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    while waiting.any():
        placed_ties = np.zeros(len(start), dtype=np.int64)
        np.add.at(placed_ties, a[waiting[a] & ~waiting[b]], 1)
        np.add.at(placed_ties, b[waiting[b] & ~waiting[a]], 1)
        v = int(np.argmax(np.where(waiting, placed_ties, -1)))
        if placed_ties[v] == 0:  # Nobody has a place yet.
            places[v] = 0.0
            waiting[v] = False
            continue
        own = ((a == v) & ~waiting[b]) | ((b == v) & ~waiting[a])
        neighbours = np.where(a[own] == v, b[own], a[own])
        middle = places[neighbours].mean(axis=0)
        reach = float(lengths[own].mean())
        tries = middle + ring * (reach if len(neighbours) == 1 else reach * 0.4)
        taken = places[~waiting]
        nearest = ((tries[:, None] - taken) ** 2).sum(axis=-1).min(axis=1)
        places[v] = tries[int(np.argmax(nearest))]
        waiting[v] = False
    return places


def _refined(
    component: Component,
    places: Floats,
    distance: Floats,
    moving: Mask,
    boxes: Boxes,
    aspect: float,
    rng: np.random.Generator,
    token: CancelToken,
) -> Floats:
    if component.size > SWEEP_LIMIT:
        return places
    anywhere = np.full(2, np.inf)
    stretch = np.array([aspect**STRETCH, aspect**-STRETCH])
    drawing = Drawing.of(component, distance, boxes, stretch, anywhere)
    refined: Floats = refine(drawing, places[None], STEPS, rng, token, np.flatnonzero(moving))[0]
    return refined


def _is_torn(component: Component, places: Floats, lengths: Floats, known: Mask) -> Mask:
    """Tell which actors have a tie far longer than it should be."""
    a, b = component.ties[:, 0], component.ties[:, 1]
    ratio = _ratios(component, places, lengths)
    both = known[a] & known[b]
    typical = float(np.median(ratio[both])) if both.any() else 1.0
    torn = both & (ratio > MUCH_TOO_LONG * max(typical, 1e-9))
    answer = np.zeros(component.size, dtype=np.bool_)
    answer[a[torn]] = answer[b[torn]] = True
    return answer


def _scale_of(component: Component, places: Floats, lengths: Floats, known: Mask) -> float:
    """Measure how long ties are in the given places, relative to what they should be."""
    both = known[component.ties[:, 0]] & known[component.ties[:, 1]]
    if not both.any():
        return 1.0
    return float(np.clip(np.median(_ratios(component, places, lengths)[both]), 0.3, 3.0))


def _ratios(component: Component, places: Floats, lengths: Floats) -> Floats:
    delta = places[component.ties[:, 0]] - places[component.ties[:, 1]]
    answer: Floats = np.sqrt((delta**2).sum(axis=1)) / lengths
    return answer
