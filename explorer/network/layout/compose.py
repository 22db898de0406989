"""Composes a whole picture: arranges each component, packs them, sets isolated actors below."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.network.layout.arrange import arrange
from explorer.network.layout.components import Component, split
from explorer.network.layout.keeping import keep, onto_pins, settle_around_pins
from explorer.network.layout.legibility import Boxes
from explorer.network.layout.packing import Picture, strip
from explorer.network.layout.request import (
    CanonicalGraph,
    Floats,
    LayoutRequest,
    Mask,
    canonical,
)
from explorer.progress import CancelToken, Progress, no_progress

SMALL = 600
"""Largest component that is arranged by exact methods."""

OnPartial = Callable[[Floats], None]


def layout(
    request: LayoutRequest,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
    on_partial: OnPartial | None = None,
) -> Floats:
    """Place actors so that the picture can be read.

    Any thread. The same request gives the same picture on one machine, whatever the order of its
    rows and ties. Without places in `request.start` the middle of the picture is the origin;
    with some, the picture stays where they are.

    Parameters
    ----------
    on_partial
        Called in this thread with a picture (n, 2) that is not ready yet; the array is a copy
        that nobody changes any more.

    Returns
    -------
    (n, 2) float64, finite, in layout units (a desirable tie is 1.0 long), y downwards, in the
    order of the request. Pinned rows equal their `start` exactly.

    Raises
    ------
    LayoutInputError
        If the request is not sound (see `canonical`).
    Cancelled
        If the token was cancelled.
    """
    token = token or CancelToken()
    token.raise_if_cancelled()
    graph = canonical(request)
    words = f"Arranging {graph.n_nodes:,} actors."
    progress(0, max(graph.n_nodes, 1), words)
    places = _Composition(graph, token, progress, words, on_partial).compose()
    progress(max(graph.n_nodes, 1), max(graph.n_nodes, 1), words)
    return graph.in_request_order(places)


class _Composition:
    """One run of `layout`."""

    def __init__(
        self,
        graph: CanonicalGraph,
        token: CancelToken,
        progress: Progress,
        words: str,
        on_partial: OnPartial | None,
    ) -> None:
        self.graph, self.token, self.words = graph, token, words
        self.progress, self.on_partial = progress, on_partial
        self.boxes = Boxes.of(graph.node_radius, graph.label_width, graph.label_height)
        self.places: Floats = np.full((graph.n_nodes, 2), np.nan)
        self.rng = np.random.default_rng(graph.seed)
        self.done = 0

    def compose(self) -> Floats:
        graph = self.graph
        parts, isolated = split(graph.n_nodes, graph.ties, graph.weights)
        has_place = graph.has_start
        waiting: list[tuple[Component, Floats]] = []
        for part in parts:
            is_kept = has_place[part.rows]
            arranged = self._arranged(part, parts)
            if is_kept.any():
                self.places[part.rows] = arranged
            else:
                waiting.append((part, arranged))
            self._tell(part.size)
        kept_isolated = isolated[has_place[isolated]]
        self.places[kept_isolated] = graph.start[kept_isolated]
        picture = self._picture_of_placed()
        self._pack(picture, waiting)
        lonely = isolated[~has_place[isolated]]
        self.places[lonely] = strip(self.boxes.of_rows(lonely), picture.bounds, graph.aspect)
        if len(lonely) and not has_place.any():
            bounds = self.boxes.bounds(self.places)
            self.places -= (bounds[:2] + bounds[2:]) / 2
        self.places[graph.is_pinned] = graph.start[graph.is_pinned]
        return self.places

    def _arranged(self, part: Component, parts: list[Component]) -> Floats:
        graph, boxes = self.graph, self.boxes.of_rows(part.rows)
        start, pinned = graph.start[part.rows], graph.is_pinned[part.rows]
        known = graph.has_start[part.rows]
        aspect = _aspect_of(part, parts, graph.aspect)
        if (known & ~pinned).any():
            return keep(part, start, pinned, boxes, aspect, self.rng, self.token)
        places = arrange(part, boxes, aspect, self.rng, self.token)
        if not pinned.any():
            return places
        near = onto_pins(places, start, pinned)
        return settle_around_pins(part, near, pinned, boxes, aspect, self.rng, self.token)

    def _picture_of_placed(self) -> Picture:
        graph = self.graph
        area = 4 * self.boxes.half.prod(axis=1) + 0.5
        picture = Picture.for_groups(area, graph.aspect)
        placed: Mask = np.isfinite(self.places[:, 0])
        ties = graph.ties[placed[graph.ties].all(axis=1)]
        inner = np.cumsum(placed) - 1
        rows = np.flatnonzero(placed)
        picture.take(self.places[rows], self.boxes.of_rows(rows), inner[ties].astype(np.int32))
        return picture

    def _pack(self, picture: Picture, waiting: list[tuple[Component, Floats]]) -> None:
        if not waiting:
            return
        rest = waiting
        if picture.bounds is None:
            # The biggest group keeps its own outline, so that small ones find its corners.
            part, places = waiting[0]
            self.places[part.rows] = places
            picture.take(places, self.boxes.of_rows(part.rows), part.ties)
            rest = waiting[1:]
        bounds = [self.boxes.of_rows(p.rows).bounds(places) for p, places in rest]
        sizes = np.array([b[2:] - b[:2] for b in bounds]).reshape(-1, 2)
        middles = picture.place_all(sizes, self.token)
        for (part, places), b, middle in zip(rest, bounds, middles, strict=True):
            self.places[part.rows] = places - (b[:2] + b[2:]) / 2 + middle

    def _tell(self, size: int) -> None:
        self.done += size
        self.progress(self.done, self.graph.n_nodes, self.words)


def _aspect_of(part: Component, parts: list[Component], aspect: float) -> float:
    """Choose the shape of one group: the canvas's for the biggest, if it dominates."""
    if part.size <= 4:
        return 1.0
    rivals = sum(1 for other in parts if other.size > 0.4 * parts[0].size)
    if rivals == 1:
        return aspect if part is parts[0] else max(1.0, aspect**0.5)
    return max(aspect / 2, 0.8) if rivals == 2 else max(1.0, aspect**0.5)
