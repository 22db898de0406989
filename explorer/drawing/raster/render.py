"""A picture of a field of ties and nodes in a view: pure, cancellable, in any thread."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from explorer.drawing.raster.effort import Pace, coarse_from_px, laid_px
from explorer.drawing.raster.tone import BINS, Tone, tone_of
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.drawing.raster.field import NodeField, TieField

Floats32 = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint32]

TIES_AT_ONCE: Final = 65_536
"""A cancelled picture stops after so many ties."""

_COLOUR_CELL: Final = 4
_LEAST_RADIUS_PX, _LARGEST_RADIUS_PX = 0.35, 26.0
_HALO_PX: Final = 1.0
_FULL_OPACITY_UP_TO, _USUAL_AREA_PX = 6_000, 1.26e6
_LIT_LEAST, _LIT_MORE = 0.25, 0.70


@dataclass(frozen=True, slots=True)
class View:
    """What a picture shows, in device pixels.

    Attributes
    ----------
    x0, y0
        Layout units of the upper left corner.
    scale
        Device pixels per layout unit.
    """

    x0: float
    y0: float
    scale: float
    width_px: int
    height_px: int


@dataclass(frozen=True, eq=False)
class Colours:
    """What a picture is painted with; 0..255 for red, green, blue.

    Attributes
    ----------
    ties, nodes : (k, 3) float32
        By hue.
    ground, highlight, lit : (3,) float32
    """

    ties: Floats32
    nodes: Floats32
    ground: Floats32
    highlight: Floats32
    lit: Floats32


@dataclass(frozen=True, eq=False)
class Emphasised:
    """What stands out of a picture that is dimmed otherwise.

    Attributes
    ----------
    ties : int32
        Positions in the field of ties.
    nodes : int32
        Positions in the field of nodes, stamped on top in their order.
    strength
        Factor on all else.
    """

    ties: npt.NDArray[np.int32]
    nodes: npt.NDArray[np.int32]
    strength: float = 0.3


@dataclass(frozen=True, eq=False)
class Raster:
    """A picture: 0xffRRGGBB by row and column, and what it was made with."""

    pixels: Pixels
    view: View
    tone: Tone
    every: int


class Renderer:
    """Makes pictures one after the other; keeps its buffers. One thread at a time.

    Parameters
    ----------
    n_threads
        How many share the ties of a picture.
    """

    def __init__(self, n_threads: int = 1) -> None:
        # The kernels are imported here: where they are not compiled yet, that takes seconds.
        from explorer.drawing.raster import pixel_kernels, tie_kernels

        self._ties, self._pixels = tie_kernels, pixel_kernels
        self._n_threads = n_threads
        self._pool = ThreadPoolExecutor(n_threads, "raster") if n_threads > 1 else None
        self._ink: list[Floats32] = []
        self._coarse: list[Floats32] = []
        self._colour: list[Floats32] = []
        self._pace = Pace()
        self._found = np.empty(0, dtype=np.int32)

    def close(self) -> None:
        """Let helping threads go."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)

    def render(
        self,
        ties: TieField,
        nodes: NodeField,
        view: View,
        colours: Colours,
        *,
        strength: Floats32 | None = None,
        radius_px: Floats32 | None = None,
        hidden: npt.NDArray[np.bool_] | None = None,
        emphasised: Emphasised | None = None,
        before: Tone | None = None,
        every: int = 1,
        token: CancelToken | None = None,
    ) -> Raster:
        """Draw ties and nodes.

        Parameters
        ----------
        strength : (m,)
            Of each tie instead of the field's, 0 for one that is hidden.
        radius_px : (n,)
            Of each node; by default what `node_radius_px` says at the field's own extent.
        hidden : (n,)
            Nodes that are not drawn.
        before
            The tone of the last picture while the view moves.
        every
            Draw one tie in so many, each as strong as all of them.

        Raises
        ------
        Cancelled
        """
        token = token or CancelToken()
        begun_s = time.perf_counter()
        strength = ties.strength if strength is None else strength
        ids = self._cull(ties, strength, view)
        pixels = np.empty((view.height_px, view.width_px), dtype=np.uint32)
        ink, colour, laid = self._lay(ties, strength, ids, view, colours.ties, every, token)
        tone = self._tone(ink, laid, view).blended_with(before)
        mean = np.empty_like(colour)
        self._pixels.smooth_colour(colour, mean, colours.ground)
        dim = 1.0 if emphasised is None else emphasised.strength
        bits = ink.view(np.uint32)

        def compose(first: int, last: int) -> None:
            self._pixels.compose(
                bits, mean, tone.cover, tone.shine, colours.ground, colours.highlight, dim,
                first, last, pixels,
            )  # fmt: skip

        self._shared(compose, view.height_px)
        token.raise_if_cancelled()
        if radius_px is None:
            radius_px = node_radius_px(nodes.degree, len(nodes), 1.0)
        self._stamp(nodes, view, colours, radius_px, hidden, dim, pixels)
        if emphasised is not None:
            self._lay_lit(ties, view, colours, emphasised, pixels, token)
            self._stamp(
                nodes, view, colours, radius_px, hidden, 1.0, pixels, chosen=emphasised.nodes
            )
        if every == 1 and emphasised is None:
            self._pace.learn(time.perf_counter() - begun_s, laid_px(ties, ids, view), view)
        return Raster(pixels, view, tone, every)

    def predicted_ms(self, ties: TieField, strength: Floats32, view: View) -> float:
        """Tell how long a full picture would take here, by what the ones before it took."""
        ids = self._cull(ties, strength, view)
        return self._pace.predicted_ms(laid_px(ties, ids, view), view)

    # --- within -----------------------------------------------------------------------------------

    def _cull(self, ties: TieField, strength: Floats32, view: View) -> npt.NDArray[np.int32]:
        if len(self._found) < len(ties):
            self._found = np.empty(len(ties), dtype=np.int32)
        left, top = view.x0 - ties.origin[0], view.y0 - ties.origin[1]
        n = self._ties.cull(
            ties.ends,
            ties.boxes,
            strength,
            left,
            top,
            left + view.width_px / view.scale,
            top + view.height_px / view.scale,
            self._found,
        )
        return self._found[:n]

    def _lay(
        self,
        ties: TieField,
        strength: Floats32,
        ids: npt.NDArray[np.int32],
        view: View,
        palette: Floats32,
        every: int,
        token: CancelToken,
    ) -> tuple[Floats32, Floats32, float]:
        """Lay ties in chunks, on as many threads as there are; their sums are added up."""
        self._fit_buffers(view)
        from_px = coarse_from_px(laid_px(ties, ids, view), view)
        x0, y0 = view.x0 - ties.origin[0], view.y0 - ties.origin[1]

        def lay(part: int) -> float:
            laid = 0.0
            chunk = TIES_AT_ONCE * every
            bounds = np.linspace(0, len(ids), self._n_threads + 1).astype(np.int64) // every * every
            bounds[-1] = len(ids)
            for first in range(int(bounds[part]), int(bounds[part + 1]), chunk):
                token.raise_if_cancelled()
                last = min(first + chunk, int(bounds[part + 1]))
                laid += self._ties.lay_ties(
                    ties.ends, strength, ties.hue, ids, first, last, every, palette,
                    x0, y0, view.scale, self._ink[part], self._coarse[part], from_px,
                    self._colour[part],
                )  # fmt: skip
            return laid

        if self._pool is None:
            total = lay(0)
        else:
            running = [self._pool.submit(lay, part) for part in range(1, self._n_threads)]
            try:
                total = lay(0)
            finally:
                # Nobody may write into the buffers any more when they are used again.
                rest = [future.exception() or future.result() for future in running]
            for value in rest:
                if isinstance(value, BaseException):
                    raise value
                total += value
            for part in range(1, self._n_threads):
                self._ink[0] += self._ink[part]
                self._coarse[0] += self._coarse[part]
                self._colour[0] += self._colour[part]
        if np.isfinite(from_px):
            self._pixels.add_coarse(self._coarse[0], self._ink[0])
        return self._ink[0], self._colour[0], total * every

    def _shared(self, work: Callable[[int, int], None], n_rows: int) -> None:
        """Do some work on rows, a part of them in each thread."""
        bounds = [n_rows * part // self._n_threads for part in range(self._n_threads + 1)]
        running = [
            self._pool.submit(work, bounds[part], bounds[part + 1])
            for part in range(1, self._n_threads)
            if self._pool is not None
        ]
        work(bounds[0], bounds[1])
        for future in running:
            future.result()

    def _fit_buffers(self, view: View) -> None:
        rows, columns = (-(-size // _COLOUR_CELL) for size in (view.height_px, view.width_px))
        shape = (view.height_px, view.width_px)
        if not self._ink or self._ink[0].shape != shape:
            half = (view.height_px // 2 + 2, view.width_px // 2 + 2)
            self._ink = [np.zeros(shape, np.float32) for _ in range(self._n_threads)]
            self._coarse = [np.zeros(half, np.float32) for _ in range(self._n_threads)]
            self._colour = [
                np.zeros((rows, columns, 4), np.float32) for _ in range(self._n_threads)
            ]
            return
        for buffer in (*self._ink, *self._coarse, *self._colour):
            buffer.fill(0)

    def _tone(self, ink: Floats32, laid: float, view: View) -> Tone:
        counts = np.zeros(BINS, dtype=np.int32)
        self._pixels.count_ink(ink.view(np.uint32), counts, 2)
        return tone_of(counts, laid, view.width_px * view.height_px)

    def _lay_lit(
        self,
        ties: TieField,
        view: View,
        colours: Colours,
        emphasised: Emphasised,
        pixels: Pixels,
        token: CancelToken,
    ) -> None:
        """Lay the ties that stand out over the dimmed picture, all in one colour."""
        if not len(emphasised.ties):
            return
        lit = np.ones(len(ties), dtype=np.float32)
        ink, _, laid = self._lay(ties, lit, emphasised.ties, view, colours.ties, 1, token)
        tone = self._tone(ink, laid, view)
        cover = np.where(tone.cover > 0, _LIT_LEAST + _LIT_MORE * tone.cover, 0).astype(np.float32)
        cover[0] = 0.0
        self._pixels.overlay(ink.view(np.uint32), cover, colours.lit, pixels)

    def _stamp(
        self,
        nodes: NodeField,
        view: View,
        colours: Colours,
        radius_px: Floats32,
        hidden: npt.NDArray[np.bool_] | None,
        strength: float,
        pixels: Pixels,
        chosen: npt.NDArray[np.int32] | None = None,
    ) -> None:
        if chosen is None:
            chosen = np.arange(len(nodes), dtype=np.int32)
        if hidden is not None:
            chosen = chosen[~hidden[chosen]]
        x = (nodes.places[chosen, 0] + nodes.origin[0] - view.x0) * view.scale
        y = (nodes.places[chosen, 1] + nodes.origin[1] - view.y0) * view.scale
        reach = 1.3 * radius_px[chosen] + _HALO_PX + 1
        seen = (x > -reach) & (x < view.width_px + reach)
        seen &= (y > -reach) & (y < view.height_px + reach)
        chosen = np.ascontiguousarray(chosen[seen])
        area = view.width_px * view.height_px / _USUAL_AREA_PX
        crowd = min(1.0, _FULL_OPACITY_UP_TO * area / max(len(chosen), 1))
        opacity = np.clip(0.18 + 0.8 * crowd + 1.2 * nodes.importance, 0, 1) * strength
        self._pixels.stamp_nodes(
            nodes.places,
            radius_px,
            opacity.astype(np.float32),
            nodes.hue,
            nodes.shape,
            chosen,
            colours.nodes,
            view.x0 - nodes.origin[0],
            view.y0 - nodes.origin[1],
            view.scale,
            colours.ground,
            _HALO_PX,
            pixels,
        )


def node_size(degree: npt.NDArray[np.floating[Any]], n: int) -> Floats32:
    """Give the size of nodes by their ties, before zoom: more nodes are smaller each.

    Parameters
    ----------
    n
        How many nodes there are in all.
    """
    size = 0.55 + 0.22 * (max(n, 1) / 1_000) ** -0.15 * np.asarray(degree) ** 0.42
    return np.ascontiguousarray(size, dtype=np.float32)


def zoomed_radius_px(size: Floats32, zoom: float) -> Floats32:
    """Give the radius of nodes of some sizes; `zoom` is the scale by that which fits all."""
    grown = size * np.float32(max(zoom, 1e-6) ** 0.45)
    radius: Floats32 = np.clip(grown, _LEAST_RADIUS_PX, _LARGEST_RADIUS_PX)
    return radius


def node_radius_px(degree: npt.NDArray[np.floating[Any]], n: int, zoom: float) -> Floats32:
    """Give the radius of nodes by their ties: larger ones stand out, more nodes are smaller each.

    Parameters
    ----------
    n
        How many nodes there are in all.
    zoom
        Scale relative to that at which the whole network fits the view.
    """
    return zoomed_radius_px(node_size(degree, n), zoom)
