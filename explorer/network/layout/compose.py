"""Composes a whole picture: arranges each component, packs them, sets isolated actors below."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from explorer.compiling.ready import engine_is_ready, use_cache_folder
from explorer.network.layout.components import Component, split, unlabelled
from explorer.network.layout.large.balance import Balance
from explorer.network.layout.large.plain_means import PlainMeans
from explorer.network.layout.large.stages import arrange_large
from explorer.network.layout.packing import Picture, shelves, strip
from explorer.network.layout.request import (
    CanonicalGraph,
    Floats,
    LayoutRequest,
    canonical,
)
from explorer.network.layout.small.arrange import arrange, centred, turned
from explorer.network.layout.small.keeping import keep, onto_pins, settle_around_pins
from explorer.network.layout.small.legibility import Boxes
from explorer.network.layout.small.overlap import loosen
from explorer.network.layout.small.stars import Star, core_of, set_leaves, stars_in, with_discs
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.network.layout.large.means import Means
    from explorer.network.layout.request import Floats32, Mask

SMALL = 300
"""Largest component that is arranged by exact methods."""
FEW_ISOLATED = 2
"""Up to so many isolated actors of a small network stand in its free corners, not below it."""
ALIKE = 12
"""Up to this size, components of one form share one arrangement where there are many actors."""
CROWD, CROWDED = 2_000, 0.5
"""Beside a group larger than this, which stands closer, lengths in small ones are so much less."""
MOST_NAMED = 90
"""Up to this size each actor of a component has room for its name."""
MOST_LOOSENED = 20_000
"""Up to this size the glyphs of a component do not lie on each other."""
LOOSE, LEAST_LOOSE = 1.7, 0.065
"""Room for a glyph in a crowd, by its radius: that of its full size when one looks closely."""
BETWEEN_PARTIALS_S = 0.1


def layout(
    request: LayoutRequest,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
    on_partial: Callable[[Floats], None] | None = None,
    means: Means | None = None,
) -> Floats:
    """Place actors so that the picture can be read.

    Any thread. The same request gives the same picture on one machine, whatever the order of its
    rows and ties. Without places in `request.start` the middle of the picture is the origin;
    with some, the picture stays where they are.

    Parameters
    ----------
    on_partial
        Called in this thread, at most ten times a second, with a picture (n, 2) that is not
        ready yet; the array is a copy that nobody changes any more.
    means
        How components of more than `SMALL` actors are computed; by default compiled if
        `engine_is_ready`, else in plain numpy: slower, and another picture of like quality.

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
    graph = canonical(request, token)
    token.raise_if_cancelled()
    places = _Composition(graph, token, progress, on_partial, means).compose()
    return graph.in_request_order(places)


def best_means() -> Means:
    """Give the compiled means if they can be used without compiling, else the plain ones."""
    if not engine_is_ready():
        return PlainMeans()
    use_cache_folder()
    from explorer.network.layout.large.compiled_means import CompiledMeans

    return CompiledMeans()


class _Composition:
    """One run of `layout`."""

    def __init__(
        self,
        graph: CanonicalGraph,
        token: CancelToken,
        progress: Progress,
        on_partial: Callable[[Floats], None] | None,
        means: Means | None,
    ) -> None:
        self.graph, self.token, self.means = graph, token, means
        self.progress, self.on_partial = progress, on_partial
        self.words = f"Arranging {graph.n_nodes:,} actors."
        self.boxes = Boxes.of(graph.node_radius, graph.label_width, graph.label_height)
        self.places: Floats = np.full((graph.n_nodes, 2), np.nan)
        self.rng = np.random.default_rng(graph.seed)
        self.parts, self.isolated = split(graph.n_nodes, graph.ties, graph.weights, token)
        self.waiting: list[tuple[Component, Floats]] = []
        self.alike: dict[bytes, Floats] = {}
        self.done, self.told_s = 0, 0.0

    def compose(self) -> Floats:
        graph, has_place = self.graph, self._kept_places()
        self._tell(0)
        kept_isolated = self.isolated[has_place[self.isolated]]
        self.places[kept_isolated] = graph.start[kept_isolated]
        # The small ones first, so that pictures of the large ones show everybody.
        for part in sorted(self.parts, key=lambda part: part.size > SMALL):
            arranged = self._arranged(part)
            if has_place[part.rows].any():
                self.places[part.rows] = arranged
            else:
                self.waiting.append((part, arranged))
            self._tell(part.size)
        self.token.raise_if_cancelled()
        picture = self._picture_of_placed()
        lonely = self.isolated[~has_place[self.isolated]]
        if self.parts and len(lonely) <= FEW_ISOLATED and graph.n_nodes <= SMALL:
            self.waiting += [self._alone(row) for row in lonely.tolist()]
            lonely = lonely[:0]
        self._pack(picture)
        self.places[lonely] = strip(self.boxes.of_rows(lonely), picture.bounds, graph.aspect)
        if not graph.has_start.any() and graph.n_nodes:
            bounds = self.boxes.bounds(self.places)
            self.places -= (bounds[:2] + bounds[2:]) / 2
        self.places[graph.is_pinned] = graph.start[graph.is_pinned]
        self._tell(graph.n_nodes - self.done)
        return self.places

    def _kept_places(self) -> Mask:
        """Tell who stays in the picture at or near a place, and is not packed anew."""
        graph = self.graph
        if graph.keeps_start:
            return graph.has_start
        kept = graph.is_pinned.copy()
        for part in self.parts:
            if part.size <= SMALL:
                break
            kept[part.rows] = graph.has_start[part.rows]
        return kept

    def _alone(self, row: int) -> tuple[Component, Floats]:
        """Take an isolated actor as a group of its own."""
        none = np.zeros((0, 2), dtype=np.int32), np.zeros(0, dtype=np.float32)
        part = Component(np.array([row], dtype=np.int64), *none)
        return part, centred(np.zeros((1, 2)), self.boxes.of_rows(part.rows))

    def _arranged(self, part: Component) -> Floats:
        graph, boxes = self.graph, self._boxes_of(part)
        start, pinned = graph.start[part.rows], graph.is_pinned[part.rows]
        known = graph.has_start[part.rows]
        aspect = self._aspect_of(part)
        self.token.raise_if_cancelled()
        if not graph.keeps_start and part.size <= SMALL and known.all():
            return start
        stars = [] if known.any() else stars_in(part)
        if stars and part.size - sum(len(star.leaves) for star in stars) <= SMALL:
            return self._arranged_around(stars, part, aspect)
        if part.size > SMALL:
            return self._arranged_large(part, boxes, aspect)
        if (known & ~pinned).any():
            return keep(part, start, pinned, boxes, aspect, self.rng, self.token)
        if not known.any() and part.size <= ALIKE and graph.n_nodes > SMALL:
            return self._arranged_alike(part, boxes, aspect)
        places = arrange(
            part, boxes, aspect, self.rng, self.token, self._effort(part),
            lambda x: self._show(part, x),
        )  # fmt: skip
        if not pinned.any():
            return places * self._closeness
        near = onto_pins(places, start, pinned)
        return settle_around_pins(part, near, pinned, boxes, aspect, self.rng, self.token)

    def _arranged_alike(self, part: Component, boxes: Boxes, aspect: float) -> Floats:
        """Arrange a small group as others of its form are."""
        plain, order = unlabelled(part)
        form = plain.ties.tobytes()
        if form not in self.alike:
            share = 1.0 if self._closeness == 1.0 else self._effort(part)
            found = arrange(plain, boxes.of_rows(order), aspect, self.rng, self.token, share)
            self.alike[form] = found * self._closeness
        places: Floats = np.empty((part.size, 2))
        places[order] = self.alike[form]
        return places

    def _effort(self, part: Component) -> float:
        n = self.graph.n_nodes
        return 1.0 if n <= SMALL else part.size / n

    @property
    def _closeness(self) -> float:
        return CROWDED if self.parts[0].size > CROWD else 1.0

    def _arranged_around(self, stars: list[Star], part: Component, aspect: float) -> Floats:
        """Arrange what is not a leaf of some hub with many, then the leaves around their hubs."""
        boxes = self.boxes.of_rows(part.rows)
        core, rows = core_of(part, stars)
        roomy = with_discs(part, stars, boxes, aspect).of_rows(rows)
        places: Floats = np.zeros((part.size, 2))
        if core.size > 1:
            share = core.size / self.graph.n_nodes
            places[rows] = arrange(core, roomy, aspect, self.rng, self.token, share)
        set_leaves(part, stars, places, boxes, aspect)
        return centred(places, boxes)

    def _arranged_large(self, part: Component, boxes: Boxes, aspect: float) -> Floats:
        graph = self.graph
        if self.means is None:
            self.means = best_means()
        start, pinned = graph.start[part.rows], graph.is_pinned[part.rows]

        def show(share: float, x: Floats32) -> None:
            self.progress(int(self.done + share * part.size), graph.n_nodes, self.words)
            self._show(part, x)

        places = arrange_large(
            self.means, part, start, pinned, graph.seed, self.token, show,
            Balance.at(graph.communities, part.size), keeps_start=graph.keeps_start,
        )  # fmt: skip
        self.token.raise_if_cancelled()
        has_start = graph.has_start[part.rows].any()
        if has_start and (graph.keeps_start or pinned.any()):
            return places
        if has_start:
            return self._loosened(places, boxes)
        places = turned(places, boxes, aspect, np.ones(2))
        self.token.raise_if_cancelled()
        return self._loosened(places, boxes)

    def _loosened(self, places: Floats, boxes: Boxes) -> Floats:
        if len(places) > MOST_LOOSENED:
            return places
        return loosen(places, LEAST_LOOSE + LOOSE * boxes.radius, self.token)

    def _boxes_of(self, part: Component) -> Boxes:
        """Return the room of actors: many would be torn into columns by that of their names."""
        boxes = self.boxes.of_rows(part.rows)
        if part.size <= MOST_NAMED:
            return boxes
        none = np.zeros(part.size)
        return Boxes.of(boxes.radius, none, none)

    def _picture_of_placed(self) -> Picture:
        graph = self.graph
        area = 4 * self.boxes.half.prod(axis=1) + 0.5
        picture = Picture.for_groups(area, graph.aspect)
        placed = np.isfinite(self.places[:, 0])
        # Column by column: numpy reduces the short axis of pairs slowly.
        ties = graph.ties[placed[graph.ties[:, 0]] & placed[graph.ties[:, 1]]]
        self.token.raise_if_cancelled()
        inner = np.cumsum(placed) - 1
        rows = np.flatnonzero(placed)
        picture.take(
            self.places[rows], self.boxes.of_rows(rows), inner[ties].astype(np.int32), self.token
        )
        return picture

    def _pack(self, picture: Picture) -> None:
        rest = sorted(self.waiting, key=lambda group: -group[0].size)
        if picture.bounds is None and rest:
            # The biggest group keeps its own outline, so that small ones find its corners.
            part, places = rest.pop(0)
            self.places[part.rows] = places
            picture.take(places, self.boxes.of_rows(part.rows), part.ties, self.token)
        bounds, sizes = self._extents(rest)
        self._set(rest, bounds, picture.place_all(sizes, self.token))

    def _extents(self, groups: list[tuple[Component, Floats]]) -> tuple[list[Floats], Floats]:
        bounds = [self.boxes.of_rows(part.rows).bounds(places) for part, places in groups]
        return bounds, np.array([b[2:] - b[:2] for b in bounds]).reshape(-1, 2)

    def _set(
        self, groups: list[tuple[Component, Floats]], bounds: list[Floats], middles: Floats
    ) -> None:
        for (part, places), b, middle in zip(groups, bounds, middles, strict=True):
            self.places[part.rows] = places - (b[:2] + b[2:]) / 2 + middle

    def _show(self, part: Component, x: Floats | Floats32) -> None:
        """Publish a picture in which one component is not ready and the others stand below."""
        now_s = time.monotonic()
        if self.on_partial is None or now_s < self.told_s + BETWEEN_PARTIALS_S:
            return
        self.told_s = now_s
        before = self.places.copy()
        self.places[part.rows] = x
        placed = np.isfinite(self.places[:, 0])
        low, high = self.places[placed].min(axis=0), self.places[placed].max(axis=0)
        bounds, sizes = self._extents(self.waiting)
        corner = np.array([low[0], high[1] + 1])
        # Beside one small group the others would stand in a column as narrow as that.
        fair = float(np.sqrt(sizes.prod(axis=1).sum() * self.graph.aspect))
        middles = corner + shelves(sizes, max(float(high[0] - low[0]), fair))
        self._set(self.waiting, bounds, middles)
        missing = np.flatnonzero(~np.isfinite(self.places[:, 0]))
        placed = np.isfinite(self.places[:, 0])
        low, high = self.places[placed].min(axis=0), self.places[placed].max(axis=0)
        frame = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
        self.places[missing] = strip(self.boxes.of_rows(missing), frame, self.graph.aspect)
        picture, self.places = self.places, before
        picture[self.graph.is_pinned] = self.graph.start[self.graph.is_pinned]
        self.on_partial(self.graph.in_request_order(picture))

    def _aspect_of(self, part: Component) -> float:
        """Choose the shape of one group: the canvas's for the biggest, if it dominates."""
        aspect, biggest = self.graph.aspect, self.parts[0]
        if part.size <= 4:
            return 1.0
        rivals = sum(1 for other in self.parts[:4] if other.size > 0.4 * biggest.size)
        if rivals == 1:
            return aspect if part is biggest else max(1.0, aspect**0.5)
        return max(aspect / 2, 0.8) if rivals == 2 else max(1.0, aspect**0.5)

    def _tell(self, size: int) -> None:
        self.done += size
        self.progress(self.done, max(self.graph.n_nodes, 1), self.words)
