"""Lanes with more marks than pixels, as areas: how much lies at each pixel of a lane."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.drawing.timeline.lanes import Lanes
from explorer.drawing.timeline.layout import TimeView

#: From so many marks a pixel on a lane is drawn as an area.
_DENSE = 0.22
#: Lanes with fewer marks in view are never drawn as an area, however narrow the view.
_FEWEST = 80
#: From here on it is counted what lies at the middle of each pixel, not what touches it.
_WIDE_DAY_PX = 1.5
#: Marks drawn one by one in all lanes, unless each lane has few.
_MOST_SINGLE = 280


def dense_lanes(lanes: Lanes, view: TimeView) -> frozenset[int]:
    """Return the lanes that have more marks in view than can be drawn one by one."""
    most = max(_FEWEST, _DENSE * view.width_px)
    n_of = {
        i: lanes.lookup.n_in(i, view.start, view.end) if lane.n > _FEWEST else lane.n
        for i, lane in enumerate(lanes.lanes)
    }
    dense = {i for i, n in n_of.items() if n > most}
    # Together they must not be too many either for a picture that moves: the fullest give way.
    single = sorted((n, i) for i, n in n_of.items() if i not in dense)
    total = sum(n for n, _ in single)
    while single and total > _MOST_SINGLE and single[-1][0] > _FEWEST:
        n, i = single.pop()
        dense.add(i)
        total -= n
    return frozenset(dense)


def lane_heights(
    lanes: Lanes, view: TimeView, chosen: frozenset[int]
) -> dict[int, npt.NDArray[np.float32]]:
    """Return the height of the area at each pixel, 0 to 1, for each of the chosen lanes.

    Notes
    -----
    What is shorter than a pixel counts at each that it touches, as what is longer does. Heights
    are logarithmic between half the median and the 99.7th percentile of what is not
    empty: by the maximum one burst would flatten all else to a line.
    """
    if not chosen:
        return {}
    order = sorted(chosen)
    width = max(2, int(np.ceil(view.width_px)))
    edges = view.start + np.arange(width + 1) / view.px_per_day
    first, last = edges[:-1], edges[1:]
    if view.px_per_day > _WIDE_DAY_PX:
        # At its edge a day would lie in one pixel with the next, and be seen as a needle.
        first = last = (first + last) / 2
    counts = np.stack([lanes.lookup.touching(lane, first, last) for lane in order])
    padded = np.pad(counts.astype(np.float32), ((0, 0), (1, 1)), mode="edge")
    smooth = (padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]) / 4
    filled = smooth[smooth > 0]
    if not len(filled):
        return {index: smooth[i] for i, index in enumerate(order)}
    half_median = float(np.median(filled)) / 2
    top = float(np.quantile(filled, 0.997))
    heights = np.log1p(smooth / half_median) / np.log1p(top / half_median)
    return {index: np.clip(heights[i], 0, 1).astype(np.float32) for i, index in enumerate(order)}
