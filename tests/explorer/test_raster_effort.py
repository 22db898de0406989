"""What is spared where very many ties cross: all but its finest grain stays as it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from explorer.compiling.ready import use_cache_folder
from explorer.drawing.raster.effort import Pace, coarse_from_px, laid_px
from explorer.drawing.raster.render import View
from tests.explorer.test_raster import scattered

USUAL = View(-3.0, -2.0, 1.0, 1400, 900)


def laid(from_px: float, view: View) -> np.ndarray:
    """Lay ties of all lengths in a view."""
    use_cache_folder()
    from explorer.drawing.raster import pixel_kernels, tie_kernels

    _, ties = scattered(400, 20_000, 3)
    size = view.height_px, view.width_px
    ink = np.zeros(size, np.float32)
    coarse = np.zeros((size[0] // 2 + 2, size[1] // 2 + 2), np.float32)
    colour = np.zeros((-(-size[0] // 4), -(-size[1] // 4), 4), np.float32)
    tie_kernels.lay_ties(
        ties.ends, ties.strength, ties.hue, np.arange(len(ties), dtype=np.int32), 0, len(ties), 1,
        np.zeros((2, 3), np.float32), view.x0 - ties.origin[0], view.y0 - ties.origin[1],
        view.scale, ink, coarse, from_px, colour,
    )  # fmt: skip
    pixel_kernels.add_coarse(coarse, ink)
    return ink


@pytest.mark.parametrize("size", [(600, 400), (601, 399)])
@pytest.mark.parametrize("scale", [1.5, 8.0])
def test_ties_laid_coarsely_leave_the_same_ink_at_the_same_places(
    size: tuple[int, int], scale: float
) -> None:
    view = View(-size[0] / 2 / scale, -size[1] / 2 / scale, scale, *size)
    fine, coarse = laid(1e30, view), laid(8.0, view)
    assert abs(coarse.sum() / fine.sum() - 1.0) < 0.02

    def blocks(ink: np.ndarray) -> np.ndarray:
        rows, columns = ink.shape[0] // 10, ink.shape[1] // 10
        cut = ink[: rows * 10, : columns * 10].reshape(rows, 10, columns, 10)
        return np.asarray(cut.sum(axis=(1, 3)))

    a, b = blocks(fine), blocks(coarse)
    assert float(np.abs(a - b).mean() / a.mean()) < 0.10
    # Nor does it lie a pixel further: a shift by one would be the worse match.
    shifts = [np.abs(np.roll(coarse, by, axis=(0, 1)) - fine).sum() for by in ((0, 0), (1, 1))]
    shifts.append(np.abs(np.roll(coarse, (-1, -1), axis=(0, 1)) - fine).sum())
    assert shifts[0] == min(shifts)


def test_only_where_very_many_ties_cross_long_ones_are_laid_coarsely() -> None:
    area = USUAL.width_px * USUAL.height_px
    limits = [coarse_from_px(crossing * area, USUAL) for crossing in (1, 10, 20, 30, 100, 1000)]
    assert limits[:2] == [float("inf")] * 2
    assert all(a >= b for a, b in pairwise(limits))
    assert limits[-1] >= 24.0


def test_the_pixels_laid_are_estimated_within_a_tenth() -> None:
    _, ties = scattered(400, 20_000, 3)
    view = View(-70.0, -70.0, 4.0, 560, 560)
    ends = ties.ends.astype(np.float64) + np.tile(ties.origin, 2)
    low = np.array([view.x0, view.y0, view.x0, view.y0])
    at = np.clip(ends, low, low + 140.0)
    true = np.maximum(np.abs(at[:, 0] - at[:, 2]), np.abs(at[:, 1] - at[:, 3])).sum() * 4.0
    estimated = laid_px(ties, np.arange(len(ties), dtype=np.int32), view)
    assert estimated == pytest.approx(true + len(ties), rel=0.1)


def test_a_prediction_comes_to_what_pictures_really_take() -> None:
    pace = Pace()
    first_ms = pace.predicted_ms(20e6, USUAL)
    for _ in range(20):
        pace.learn(2.5 * first_ms / 1e3, 20e6, USUAL)
    assert pace.predicted_ms(20e6, USUAL) == pytest.approx(2.5 * first_ms, rel=0.05)
    for _ in range(40):
        pace.learn(100.0, 20e6, USUAL)
    # One standstill does not make the next pictures impossible.
    assert pace.predicted_ms(20e6, USUAL) <= 5 * first_ms
