"""Fills the cache of compiled code: ``python -m explorer.compiling.warm``.

Imports every kernel, which compiles it if need be, and lays out one network with them, so that
code that would not run is never declared ready.
"""

from __future__ import annotations

import os
import sys

import numpy as np
import numpy.typing as npt

from explorer.compiling.ready import cache_folder, mark_ready, use_cache_folder
from explorer.drawing.raster.field import node_field, tie_field
from explorer.drawing.raster.render import Colours, Emphasised, Renderer, View
from explorer.model.dataset import group
from explorer.network.layout.components import Component
from explorer.network.layout.large.stages import arrange_large
from explorer.network.pairing.compiled import ordered_pairs, pairs_by_interaction
from explorer.progress import CancelToken

NICENESS = 15


def fill_cache() -> None:
    """Compile what is not compiled yet, try it, and leave the stamp."""
    use_cache_folder()
    cache_folder().mkdir(parents=True, exist_ok=True)  # Before the long work, if it must fail.
    from explorer.network.layout.large.compiled_means import CompiledMeans

    n = 700
    rows = np.arange(n, dtype=np.int32)
    ties = np.concatenate([np.stack([rows // 2, rows], 1)[1:], np.stack([rows // 3, rows], 1)[2:]])
    ties = np.unique(ties, axis=0).astype(np.int32)
    group = Component(np.arange(n), ties, np.ones(len(ties), dtype=np.float32))
    nowhere = np.full((n, 2), np.nan)
    places = arrange_large(
        CompiledMeans(), group, nowhere, np.zeros(n, dtype=np.bool_), 0, CancelToken()
    )
    if not np.isfinite(places).all():
        raise RuntimeError("the compiled layout gave places that are not finite")
    _draw(places, ties)
    _pair(ties)
    mark_ready()


def draw_once() -> None:
    """Draw something with every kernel of the raster, which loads them.

    Raises
    ------
    RuntimeError
        If the picture is empty.
    """
    n = 60
    angle = np.arange(n) * 0.4
    places = np.stack([np.cos(angle) * angle, np.sin(angle) * angle], axis=1)
    rows = np.arange(n, dtype=np.int32)
    _draw(places, np.stack([rows[:-1], rows[1:]], axis=1))


def _draw(places: npt.NDArray[np.float64], ties: npt.NDArray[np.int32]) -> None:
    n = len(places)
    plain = np.zeros(n, dtype=np.uint8)
    rows = np.arange(max(n, len(ties)), dtype=np.int32)
    a, b = ties[:, 0], ties[:, 1]
    drawn = tie_field(places, a, b, plain[a], rows[: len(ties)])
    marks = node_field(places, drawn.origin, rows[:n], np.ones(n), plain, plain)
    grey, white = np.full((1, 3), 90, np.float32), np.full(3, 255, np.float32)
    colours = Colours(grey, grey, white, white, white)
    lit = Emphasised(np.arange(9, dtype=np.int32), np.arange(9, dtype=np.int32))
    left, top = places.min(axis=0)
    scale = 64 / max(float(np.ptp(places, axis=0).max()), 1e-6)
    view = View(float(left), float(top), scale, 64, 64)
    picture = Renderer().render(drawn, marks, view, colours, emphasised=lit)
    if (picture.pixels == 0xFFFFFFFF).all():
        raise RuntimeError("the compiled drawing gave an empty picture")


def _pair(ties: npt.NDArray[np.int32]) -> None:
    n, n_actors = len(ties), int(ties.max()) + 1
    everyone = np.arange(2 * n, dtype=np.int32)
    actors_of = group(everyone // 2, ties.ravel(), n)
    own = group(ties.ravel(), everyone // 2, n_actors)
    pairs = ordered_pairs(actors_of, own, np.zeros(2 * n, np.int8), n_actors)
    start = np.arange(n + 1, dtype=np.int64)
    listed = pairs_by_interaction(pairs.pair_interaction, start)
    if not np.array_equal(pairs.pair_interaction[listed], np.arange(n)):
        raise RuntimeError("the compiled pairing lost interactions")


def main() -> int:
    """Run as a process of its own; 0 if the cache is filled."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    try:
        fill_cache()
    except OSError as fault:
        sys.stderr.write(f"error: the compiled code was not kept: {fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
