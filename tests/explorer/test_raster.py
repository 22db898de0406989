"""Pictures of ties and nodes as pixels: what is drawn, where, and that nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.compiling.ready import use_cache_folder
from explorer.drawing.raster.field import NodeField, TieField, node_field, tie_field
from explorer.drawing.raster.render import (
    Colours,
    Emphasised,
    Raster,
    Renderer,
    View,
    node_radius_px,
)
from explorer.drawing.raster.tone import BINS, tone_of
from explorer.progress import Cancelled, CancelToken

ROOT = Path(__file__).resolve().parents[2]
PAPER = np.array([251, 250, 247], np.float32)
RED, BLUE = (200.0, 20.0, 20.0), (20.0, 20.0, 200.0)
COLOURS = Colours(
    ties=np.array([RED, BLUE], np.float32),
    nodes=np.array([RED, BLUE], np.float32),
    ground=PAPER,
    highlight=np.array([20, 20, 30], np.float32),
    lit=np.array([20, 160, 20], np.float32),
)
EMPTY = 0xFF000000 | 251 << 16 | 250 << 8 | 247


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    use_cache_folder()
    return Renderer()


def ties_between(
    xy: npt.NDArray[np.float64], pairs: list[tuple[int, int]], hues: list[int]
) -> TieField:
    a, b = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return tie_field(xy, a, b, np.array(hues, np.uint8), np.arange(len(pairs), dtype=np.int32))


def nodes_at(xy: npt.NDArray[np.float64], ties: TieField, hue: int = 0) -> NodeField:
    n = len(xy)
    kinds = np.full(n, hue, np.uint8)
    return node_field(
        xy, ties.origin, np.arange(n, dtype=np.int32), np.ones(n), kinds, np.zeros(n, np.uint8)
    )


def channels(picture: Raster) -> npt.NDArray[np.int64]:
    p = picture.pixels.astype(np.int64)
    return np.stack([p >> 16 & 255, p >> 8 & 255, p & 255], axis=-1)


def scattered(n: int, m: int, seed: int) -> tuple[npt.NDArray[np.float64], TieField]:
    rng = np.random.default_rng(seed)
    xy = rng.normal(0, 50, (n, 2))
    pairs = [(int(x), int(y)) for x, y in rng.integers(0, n, (m, 2))]
    return xy, ties_between(xy, pairs, [i % 2 for i in range(m)])


def test_a_tie_is_where_its_ends_are_and_in_its_colour(renderer: Renderer) -> None:
    xy = np.array([[10.0, 20.0], [90.0, 20.0], [50.0, 60.0], [50.0, 90.0]])
    ties = ties_between(xy, [(0, 1), (2, 3)], [0, 1])
    nothing = np.ones(4, dtype=bool)
    picture = renderer.render(
        ties, nodes_at(xy, ties), View(0, 0, 1.0, 100, 100), COLOURS, hidden=nothing
    )
    is_inked = picture.pixels != EMPTY
    rows, columns = np.nonzero(is_inked)
    assert set(rows[columns < 45]) <= {19, 20, 21}
    assert 75 <= is_inked[20].sum() <= 85
    across, down = channels(picture)[20, 60], channels(picture)[75, 50]
    assert across[0] > across[2] + 40
    assert down[2] > down[0] + 40
    assert not is_inked[40:55].any()


def test_a_node_is_stamped_at_its_place_in_its_size(renderer: Renderer) -> None:
    xy = np.array([[30.0, 40.0], [70.0, 40.0]])
    ties = ties_between(xy, [], [])
    nodes = nodes_at(xy, ties, hue=1)
    picture = renderer.render(
        ties,
        nodes,
        View(0, 0, 2.0, 200, 160),
        COLOURS,
        radius_px=np.full(2, 6.0, np.float32),
        hidden=np.array([False, True]),
    )
    blue = channels(picture)
    solid = (np.abs(blue - np.array(BLUE)) < 8).all(axis=-1)
    rows, columns = np.nonzero(solid)
    assert 90 < solid.sum() < 125  # a disc of radius 6: 113
    assert abs(rows.mean() - 79.5) < 1
    assert abs(columns.mean() - 59.5) < 1


def test_two_threads_draw_what_one_draws() -> None:
    use_cache_folder()
    xy, ties = scattered(2_000, 20_000, 3)
    view = View(-100, -100, 2.0, 400, 300)
    one, two = Renderer(1), Renderer(2)
    first = one.render(ties, nodes_at(xy, ties), view, COLOURS)
    second = two.render(ties, nodes_at(xy, ties), view, COLOURS)
    two.close()
    apart = np.abs(channels(first) - channels(second))
    assert (apart > 2).mean() < 0.001


def test_a_sample_of_the_ties_is_as_bright_as_all_of_them(renderer: Renderer) -> None:
    xy, ties = scattered(3_000, 60_000, 5)
    view = View(-120, -120, 2.0, 480, 480)
    nodes, nothing = nodes_at(xy, ties), np.ones(len(xy), dtype=bool)
    full = channels(renderer.render(ties, nodes, view, COLOURS, hidden=nothing)).mean()
    part = channels(renderer.render(ties, nodes, view, COLOURS, hidden=nothing, every=4)).mean()
    assert abs(full - part) < 0.1 * (251 - full)


def test_what_stands_out_is_lit_and_all_else_is_dimmed(renderer: Renderer) -> None:
    xy, ties = scattered(500, 4_000, 7)
    nodes, view = nodes_at(xy, ties), View(-120, -120, 2.0, 480, 480)
    plain = channels(renderer.render(ties, nodes, view, COLOURS))
    lit = Emphasised(np.arange(40, dtype=np.int32), np.arange(3, dtype=np.int32))
    picture = channels(renderer.render(ties, nodes, view, COLOURS, emphasised=lit))
    green = (picture[..., 1] > picture[..., 0] + 25) & (picture[..., 1] > picture[..., 2] + 25)
    assert green.sum() > 500
    others = ~green
    assert picture[others].mean() > plain[others].mean() + 3


def test_hidden_ties_leave_no_trace(renderer: Renderer) -> None:
    xy, ties = scattered(500, 4_000, 9)
    nothing = np.ones(len(xy), dtype=bool)
    picture = renderer.render(
        ties,
        nodes_at(xy, ties),
        View(-120, -120, 2.0, 480, 480),
        COLOURS,
        strength=np.zeros(len(ties), np.float32),
        hidden=nothing,
    )
    assert (picture.pixels == EMPTY).all()


def test_a_cancelled_picture_is_given_up_and_the_next_one_is_clean(renderer: Renderer) -> None:
    xy, ties = scattered(2_000, 20_000, 3)
    view = View(-100, -100, 2.0, 400, 300)
    before = renderer.render(ties, nodes_at(xy, ties), view, COLOURS)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        renderer.render(ties, nodes_at(xy, ties), view, COLOURS, token=token)
    after = renderer.render(ties, nodes_at(xy, ties), view, COLOURS)
    np.testing.assert_array_equal(before.pixels, after.pixels)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_places_and_strengths_that_are_not_finite_are_refused(value: float) -> None:
    xy = np.array([[0.0, 0.0], [1.0, value]])
    with pytest.raises(ValueError, match="not finite"):
        ties_between(xy, [(0, 1)], [0])
    one = np.zeros(1, dtype=np.int32)
    with pytest.raises(ValueError, match="not finite"):
        tie_field(np.zeros((2, 2)), one, one + 1, one.astype(np.uint8), one, np.array([value]))


def test_brightness_goes_only_part_of_the_way_while_the_view_moves() -> None:
    thin, thick = np.zeros(BINS, np.int32), np.zeros(BINS, np.int32)
    thin[4000:4100], thick[4300:4500] = 50, 5_000
    first, second = tone_of(thin, 1e4, 1e6), tone_of(thick, 5e8, 1e6)
    blended = second.blended_with(first)
    at = 4_350
    low, high = sorted((float(first.cover[at]), float(second.cover[at])))
    assert low < blended.cover[at] < high
    assert abs(blended.cover[at] - first.cover[at]) < 0.35 * (high - low)


@settings(max_examples=60, deadline=None)
@given(
    laid=st.floats(0, 1e12),
    at=st.integers(1, BINS - 1),
    count=st.integers(1, 10**6),
    spread=st.integers(0, 900),
)
def test_cover_grows_with_ink_and_stays_between_nothing_and_all(
    laid: float, at: int, count: int, spread: int
) -> None:
    counts = np.zeros(BINS, dtype=np.int32)
    counts[at] = count
    counts[min(at + spread, BINS - 1)] += 7
    tone = tone_of(counts, laid, 1e6)
    for part in (tone.cover, tone.shine):
        assert np.isfinite(part).all()
        assert part.min() >= 0
        assert part.max() <= 1
    assert (np.diff(tone.cover) >= -1e-6).all()


def test_more_important_nodes_are_larger_and_none_vanishes() -> None:
    radius = node_radius_px(np.array([0.0, 1, 10, 1_000, 1e6]), 100_000, 1.0)
    assert (np.diff(radius) >= 0).all()
    assert radius.min() > 0.3
    assert (node_radius_px(np.array([1.0, 10]), 100, 8.0) > radius[1:3]).all()


def test_no_view_makes_a_kernel_write_outside_its_picture(tmp_path: Path) -> None:
    """With the compiler's own check of every index, which is too slow for the program."""
    code = """
import numpy as np
from explorer.drawing.raster.render import Renderer, View, Emphasised, node_radius_px
from explorer.drawing.raster import effort
from tests.explorer.test_raster import COLOURS, nodes_at, scattered
rng = np.random.default_rng(11)
xy, ties = scattered(60, 400, 1)
nodes = nodes_at(xy, ties)
renderer = Renderer()
lit = Emphasised(np.arange(30, dtype=np.int32), np.arange(10, dtype=np.int32))
for number in range(500):
    if number == 250:
        # From here on also what is laid coarsely, which so small a picture would not be.
        effort._HAZE_FROM, effort._HAZE, effort._COARSE_PX = 1e-6, 0.0, 2.0
    scale = 10.0 ** rng.uniform(-3, 5)
    view = View(*rng.normal(0, 60, 2), scale, int(rng.integers(9, 90)), int(rng.integers(9, 90)))
    radius = node_radius_px(nodes.degree, len(nodes), rng.uniform(0.1, 100))
    picture = renderer.render(ties, nodes, view, COLOURS, radius_px=radius, emphasised=lit,
                              every=int(rng.integers(1, 4)))
    assert (picture.pixels >> 24 == 255).all()
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert run.returncode == 0, run.stderr[-2_000:]
