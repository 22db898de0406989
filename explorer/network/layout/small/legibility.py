"""What makes a small picture hard to read, as one number to be made small.

The faults and their weights: the squared relative error of distances (1 per pair that is off by
its own length, `TIE_LENGTH` for tied pairs), ties that cross (`CROSSING`), ties that pass
through or close by a glyph (`TOO_CLOSE`), glyphs and names on each other (`OVERLAP`), ties that
leave an actor at a narrow angle (`NARROW`), and actors outside the wanted frame (`OUTSIDE` per
squared unit).

All functions work on several placements of one graph at the same time, since numpy is slow for
one small graph and quick for thirty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from explorer.network.layout.components import Component
    from explorer.network.layout.request import Floats, Mask

TIE_LENGTH = 4.0
CROSSING = 8.0
SPARSE = 1.6
"""Ties by actors up to which crossings weigh fully; where many are inevitable, each says less."""
TOO_CLOSE = 3.0
OVERLAP = 4.0
NARROW = 1.2
OUTSIDE = 6.0
CLEARANCE = 0.2
"""Space in layout units between a glyph's rim and a tie that passes by."""
NARROW_COSINE = 0.5
"""Cosine of the angle (60°) above which two ties of an actor are well apart."""
ELEMENTS_AT_ONCE = 300_000
PADDING = 0.06
"""Space in layout units around glyph and name."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Boxes:
    """Room that glyph and name below it need, around each actor's place.

    Attributes
    ----------
    half
        (k, 2) half width and half height, padding included.
    shift
        (k,) how far the middle of the box lies below the actor's place.
    """

    half: Floats
    shift: Floats
    radius: Floats

    @classmethod
    def of(cls, radius: Floats, label_width: Floats, label_height: Floats) -> Boxes:
        """Measure the boxes from glyph radii and the sizes of names."""
        height = np.where(label_width > 0, label_height, 0.0)
        half = np.stack([np.maximum(radius, label_width / 2), radius + height / 2], axis=1)
        return cls(half + PADDING, height / 2, radius)

    def of_rows(self, rows: Rows) -> Boxes:
        """Give the boxes of some rows."""
        return Boxes(self.half[rows], self.shift[rows], self.radius[rows])

    def bounds(self, places: Floats) -> Floats:
        """Give left, top, right, bottom, (..., 4), of placements (..., k, 2)."""
        middle = places.copy()
        middle[..., 1] += self.shift
        low, high = (middle - self.half).min(axis=-2), (middle + self.half).max(axis=-2)
        answer: Floats = np.concatenate([low, high], axis=-1)
        return answer


@dataclass(frozen=True, eq=False)
class Drawing:
    """A small connected graph with everything its legibility depends on.

    Attributes
    ----------
    stretch
        (2,) the picture is ideal after division by it: wide canvases get wide pictures.
    frame
        (2,) half width and half height that the middle of the picture should keep within.
    wedges
        (w, 3) pairs of ties at one actor: the actor, and the far ends.
    importance
        (k, k) weight of an error of distance.
    """

    size: int
    ties: Rows
    distance: Floats
    boxes: Boxes
    stretch: Floats
    frame: Floats
    wedges: Rows
    importance: Floats

    @property
    def crossing_weight(self) -> float:
        """What a crossing counts."""
        return CROSSING * min(1.0, (SPARSE * self.size / len(self.ties)) ** 2)

    @classmethod
    def of(
        cls, component: Component, distance: Floats, boxes: Boxes, stretch: Floats, frame: Floats
    ) -> Drawing:
        """Collect what is needed for a component."""
        k, ties = component.size, component.ties.astype(np.int64)
        importance = np.ones((k, k))
        importance[ties[:, 0], ties[:, 1]] = importance[ties[:, 1], ties[:, 0]] = TIE_LENGTH
        return cls(k, ties, distance, boxes, stretch, frame, _wedges(k, ties), importance)


def _wedges(size: int, ties: Rows) -> Rows:
    found: list[tuple[int, int, int]] = []
    for centre in range(size):
        ends = np.r_[ties[ties[:, 0] == centre, 1], ties[ties[:, 1] == centre, 0]]
        ends.sort()
        found += [(centre, int(p), int(q)) for i, p in enumerate(ends) for q in ends[i + 1 :]]
    return np.array(found, dtype=np.int64).reshape(-1, 3)


def faults(drawing: Drawing, x: Floats) -> Floats:
    """Sum all faults of placements (s, k, 2), (s,); the memory it takes is bounded."""
    m = len(drawing.ties)
    at_once = int(max(1, ELEMENTS_AT_ONCE // (m * m // 2 + m * drawing.size + 1)))
    parts = [x[first : first + at_once] for first in range(0, len(x), at_once)]
    return np.concatenate([_faults(drawing, part) for part in parts])


def _faults(drawing: Drawing, x: Floats) -> Floats:
    i, j = np.triu_indices(drawing.size, 1)
    total: Floats = pair_faults(drawing, x[:, i] - x[:, j], i, j).sum(axis=-1)
    a, b = drawing.ties[:, 0], drawing.ties[:, 1]
    start, end = x[:, a, None], x[:, b, None]
    by = closeness(x[:, None, :, :], start, end, drawing.boxes.radius)
    rows = np.arange(drawing.size)
    by[:, (a[:, None] == rows) | (b[:, None] == rows)] = 0.0
    total += by.sum(axis=(1, 2))
    t, u = np.triu_indices(len(a), 1)
    apart = (a[t] != a[u]) & (a[t] != b[u]) & (b[t] != a[u]) & (b[t] != b[u])
    t, u = t[apart], u[apart]
    crossed = crossing(x[:, a[t]], x[:, b[t]], x[:, a[u]], x[:, b[u]])
    total += drawing.crossing_weight * crossed.sum(axis=-1)
    c, p, q = drawing.wedges.T
    total += narrowness(x[:, c], x[:, p], x[:, q]).sum(axis=-1)
    total += outside(x, drawing.frame).sum(axis=-1)
    return total


def pair_faults(drawing: Drawing, delta: Floats, of: Rows, to: Rows) -> Floats:
    """Judge pairs by their vector (..., p, 2) from `to` to `of`: wrong distance, overlap."""
    boxes, wanted = drawing.boxes, drawing.distance[of, to]
    apart = np.hypot(delta[..., 0] / drawing.stretch[0], delta[..., 1] / drawing.stretch[1])
    fault = drawing.importance[of, to] * ((apart - wanted) / wanted) ** 2
    room = boxes.half[of] + boxes.half[to]
    wide = room[..., 0] - np.abs(delta[..., 0])
    high = room[..., 1] - np.abs(delta[..., 1] + boxes.shift[of] - boxes.shift[to])
    deep = np.clip(wide * 4, 0, 1) * np.clip(high * 6, 0, 1)
    answer: Floats = fault + OVERLAP * deep
    return answer


def closeness(point: Floats, start: Floats, end: Floats, radius: Floats) -> Floats:
    """Judge how close ties pass by glyphs of the radius: 0 when clear, `TOO_CLOSE` through it."""
    # By coordinate: numpy sums a last axis of two slowly, and this is the innermost loop.
    along_x, along_y = end[..., 0] - start[..., 0], end[..., 1] - start[..., 1]
    rel_x, rel_y = point[..., 0] - start[..., 0], point[..., 1] - start[..., 1]
    length = np.maximum(along_x * along_x + along_y * along_y, 1e-12)
    t = np.clip((rel_x * along_x + rel_y * along_y) / length, 0, 1)
    rel_x = rel_x - t * along_x
    rel_y = rel_y - t * along_y
    near = 1 - np.sqrt(rel_x * rel_x + rel_y * rel_y) / (radius + CLEARANCE)
    answer: Floats = TOO_CLOSE * np.maximum(near, 0)
    return answer


def crossing(a: Floats, b: Floats, c: Floats, d: Floats) -> Mask:
    """Tell which ties a–b and c–d cross."""
    ab, cd = b - a, d - c
    ac = c - a
    side_c = _cross(ab, ac)
    side_d = _cross(ab, d - a)
    side_a = -_cross(cd, ac)
    side_b = _cross(cd, b - c)
    answer: Mask = (side_c * side_d < 0) & (side_a * side_b < 0)
    return answer


def narrowness(centre: Floats, p: Floats, q: Floats) -> Floats:
    """Judge the angle at the centre between two ties: 0 from 60° on, `NARROW` when parallel."""
    u, v = p - centre, q - centre
    ux, uy, vx, vy = u[..., 0], u[..., 1], v[..., 0], v[..., 1]
    lengths = np.sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy))
    cosine = (ux * vx + uy * vy) / np.maximum(lengths, 1e-12)
    # Squared, so that even angles are better than some narrow and some wide ones.
    narrow = np.maximum((cosine - NARROW_COSINE) / (1 - NARROW_COSINE), 0)
    answer: Floats = NARROW * narrow * narrow
    return answer


def outside(x: Floats, frame: Floats) -> Floats:
    """Judge how far places lie outside the frame."""
    answer: Floats = OUTSIDE * (np.maximum(np.abs(x) - frame, 0) ** 2).sum(axis=-1)
    return answer


def _cross(u: Floats, v: Floats) -> Floats:
    answer: Floats = u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]
    return answer
