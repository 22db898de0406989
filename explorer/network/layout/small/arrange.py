"""Arranges one connected group of up to some hundred actors as a designer would.

Faithful distances first (stress majorization from several starts), then legibility (fewer
crossings, wide angles, free names), then no overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.network.layout.small.legibility import Boxes, Drawing, faults
from explorer.network.layout.small.majorise import (
    classical_scaling,
    graph_distances,
    majorise,
    stress,
    tie_lengths,
)
from explorer.network.layout.small.overlap import separate
from explorer.network.layout.small.refine import refine

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.network.layout.components import Component
    from explorer.network.layout.request import Floats
    from explorer.progress import CancelToken

STRETCH = 0.3
"""Power of the aspect by which ideal distances are widened: 0 is faithful, 0.5 follows it."""
ROOM_PER_BOX = 3.2
"""Area of the frame by the area of glyphs and names."""
MOST_AREA_PER_ACTOR = 1.6
"""Area of the frame, so that long chains are folded rather than the picture made small."""
WORK = 1e7
MOST_BROAD = 8
"""Array elements that the search for legibility may touch, a bound on time without a clock."""


BROAD_STEPS = (1.0, 0.8, 0.6, 0.4)
CLOSE_STEPS = (0.5, 0.3, 0.15, 0.08)
"""How far actors move to read better: at first in many placements, then in the best of them."""


@dataclass(frozen=True)
class Effort:
    """How much is tried, by the size of the group; the same on every machine.

    Attributes
    ----------
    starts
        Placements with faithful distances.
    broad, close
        Of these, how many are searched in broad steps, and how many of those in close ones.
    """

    starts: int
    broad: int
    close: int

    @classmethod
    def of(cls, component: Component, share: float = 1.0) -> Effort:
        """Spend much on small groups, where each fault is seen, and if they are all there is."""
        k, m = component.size, len(component.ties)
        starts = int(np.clip(share * 6e5 // (k * k), 1, 32))
        if k <= 3:
            return cls(1, 0, 0)
        affordable = share * WORK / (20 * 2 * m * (k + m) * len(BROAD_STEPS))
        return cls(starts, int(min(affordable, MOST_BROAD, starts)), 2 if affordable > 4 else 1)


def arrange(
    component: Component,
    boxes: Boxes,
    aspect: float,
    rng: np.random.Generator,
    token: CancelToken,
    share: float = 1.0,
    on_step: Callable[[Floats], None] | None = None,
) -> Floats:
    """Arrange a component around the origin, (k, 2), with a share of the effort for one.

    `on_step` is called with the faithful places before the search for legible ones.
    """
    if component.size == 2:
        return _dyad(component, boxes)
    lengths = tie_lengths(component, boxes.radius)
    distance = graph_distances(component, lengths, token)
    effort = Effort.of(component, share)
    stretch = np.array([aspect**STRETCH, aspect**-STRETCH])
    starts = _starts(distance, effort.starts, rng)
    x = majorise(distance, starts, 30 if effort.starts > 1 else 60, token)
    if effort.broad == 0:
        calmest = x[int(np.argmin(stress(distance, x)))]
        return centred(separate(turned(calmest, boxes, aspect, stretch), boxes, token), boxes)
    x = np.stack([turned(one, boxes, aspect, stretch) for one in x])
    drawing = Drawing.of(component, distance, boxes, stretch, _frame(x, boxes, aspect))
    x = _best(drawing, x, effort.broad)
    if on_step is not None:
        on_step(x[0])
    x = _best(drawing, refine(drawing, x, BROAD_STEPS, rng, token), effort.close)
    # Actors went where they read best; what lies aslant now is turned to fill the canvas.
    x = np.stack([turned(one, boxes, aspect, np.ones(2)) for one in x])
    chosen = _best(drawing, refine(drawing, x, CLOSE_STEPS, rng, token), 1)[0]
    return centred(separate(chosen, boxes, token), boxes)


def _best(drawing: Drawing, x: Floats, count: int) -> Floats:
    """Choose the placements with the fewest faults, best first."""
    if len(x) == 1:
        return x
    best: Floats = x[np.argsort(faults(drawing, x), kind="stable")[:count]]
    return best


def centred(places: Floats, boxes: Boxes) -> Floats:
    """Move the middle of all glyphs and names to the origin."""
    bounds = boxes.bounds(places)
    answer: Floats = places - (bounds[:2] + bounds[2:]) / 2
    return answer


def _dyad(component: Component, boxes: Boxes) -> Floats:
    """Set two actors side by side, or one above the other where names would touch."""
    length = float(tie_lengths(component, boxes.radius)[0])
    if boxes.half[:, 0].sum() < length:
        places = np.array([[0.0, 0.0], [length, 0.0]])
    else:
        places = np.array([[0.0, 0.0], [0.0, max(length * 0.8, 2 * boxes.half[:, 1].max())]])
    return centred(places, boxes)


def _starts(distance: Floats, count: int, rng: np.random.Generator) -> Floats:
    """Give classical scaling, the same with noise, and pure chance, (count, k, 2)."""
    first = classical_scaling(distance)
    spread = float(np.abs(first).max())
    # Actors with equal distances to all others lie on one spot until noise parts them.
    starts = first + rng.normal(0, 0.02, (count, *first.shape))
    noisy = np.arange(count) >= max(count // 4, 1)
    starts[noisy] += rng.normal(0, 0.35 * spread, (int(noisy.sum()), *first.shape))
    chance = np.arange(count) >= count // 2 + 1
    starts[chance] = rng.normal(0, 0.6 * spread, (int(chance.sum()), *first.shape))
    return starts


def turned(places: Floats, boxes: Boxes, aspect: float, stretch: Floats) -> Floats:
    """Turn a placement so that it fills a frame of the aspect, stretched and centred."""
    angle = np.arange(36) * (np.pi / 36)
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.stack([np.stack([cosine, -sine], 1), np.stack([sine, cosine], 1)], axis=1)
    spans = np.empty((len(angle), 2))
    # Of very many, some tell the outline well enough.
    some = np.arange(0, len(places), max(1, len(places) // 4000))
    few, few_boxes = places[some], boxes.of_rows(some)
    for k, one in enumerate(turn):
        bounds = few_boxes.bounds((few @ one.T) * stretch)
        spans[k] = bounds[2:] - bounds[:2]
    best = int(np.argmin(np.maximum(spans[:, 0] / aspect, spans[:, 1])))
    return centred((places @ turn[best].T) * stretch, boxes)


def _frame(x: Floats, boxes: Boxes, aspect: float) -> Floats:
    """Choose half width and half height for the places: as big as the placements need."""
    spans = x.max(axis=1) - x.min(axis=1)
    area = float(np.median(spans[:, 0] * spans[:, 1]))
    area = min(area, MOST_AREA_PER_ACTOR * len(boxes.radius))
    area = max(area, ROOM_PER_BOX * float((4 * boxes.half.prod(axis=1)).sum()))
    half: Floats = np.array([np.sqrt(area * aspect), np.sqrt(area / aspect)]) / 2
    return half
