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


def dense_lanes(lanes: Lanes, view: TimeView) -> frozenset[int]:
    """Return the lanes that have more marks in view than can be drawn one by one."""
    seen = (lanes.end > view.start) & (lanes.start < view.end)
    n = np.bincount(lanes.lane[seen], minlength=len(lanes.lanes))
    return frozenset(np.flatnonzero(n > max(_FEWEST, _DENSE * view.width_px)).tolist())


def lane_heights(
    lanes: Lanes, view: TimeView, chosen: frozenset[int]
) -> dict[int, npt.NDArray[np.float32]]:
    """Return the height of the area at each pixel, 0 to 1, for each of the chosen lanes.

    Notes
    -----
    Heights are logarithmic between half the median and the 99.7th percentile of what is not
    empty: by the maximum one burst would flatten all else to a line.
    """
    if not chosen:
        return {}
    order = sorted(chosen)
    width = max(2, int(np.ceil(view.width_px)))
    position = np.full(len(lanes.lanes), -1, dtype=np.int64)
    position[order] = np.arange(len(order))
    lane = position[lanes.lane]
    seen = (lane >= 0) & (lanes.end > view.start) & (lanes.start < view.end)
    lane, scale = lane[seen], view.px_per_day
    begin = np.clip((lanes.start[seen] - view.start) * scale, 0, width - 1).astype(np.int64)
    end = np.clip((lanes.end[seen] - view.start) * scale, 0, width - 1).astype(np.int64)
    # A day narrower than a pixel counts once; a longer stretch at each pixel that it covers.
    rises = np.bincount(lane * (width + 1) + begin, minlength=len(order) * (width + 1))
    falls = np.bincount(
        lane * (width + 1) + np.maximum(end, begin + 1), minlength=len(order) * (width + 1)
    )
    counts = np.cumsum((rises - falls).reshape(len(order), width + 1), axis=1)[:, :width]
    padded = np.pad(counts.astype(np.float32), ((0, 0), (1, 1)), mode="edge")
    smooth = (padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]) / 4
    filled = smooth[smooth > 0]
    if not len(filled):
        return {index: smooth[i] for i, index in enumerate(order)}
    half_median = float(np.median(filled)) / 2
    top = float(np.quantile(filled, 0.997))
    heights = np.log1p(smooth / half_median) / np.log1p(top / half_median)
    return {index: np.clip(heights[i], 0, 1).astype(np.float32) for i, index in enumerate(order)}
