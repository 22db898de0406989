"""Boxes and straight lines in pixels: which of them touch, and how much of a line a box covers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Mask

#: Left, top, right, bottom in the last axis.
Boxes = npt.NDArray[np.float64]

#: Start x, start y, end x, end y in the last axis.
Lines = npt.NDArray[np.float64]


def hits(boxes: Boxes, others: Boxes) -> Mask:
    """Return which boxes overlap which others, by numpy's rules of shapes."""
    hit = boxes[..., 0] < others[..., 2]
    hit &= boxes[..., 2] > others[..., 0]
    hit &= boxes[..., 1] < others[..., 3]
    hit &= boxes[..., 3] > others[..., 1]
    return np.asarray(hit, dtype=bool)


def weight_on(
    boxes: Boxes,
    others: Boxes,
    weight: npt.NDArray[np.float64] | None = None,
    counts: Mask | None = None,
) -> npt.NDArray[np.float64]:
    """Sum the weights (1 each if None) of the others that the places of names overlap.

    Parameters
    ----------
    boxes : (n, p, 4)
        For each name its places, which lie close together.
    others : (k, 4)
    counts : (n, k) bool
        Which others count for which names; None: all.
    """
    n, p = boxes.shape[:2]
    total = np.zeros((n, p))
    if not n or not len(others):
        return total
    # Most others are far from most names: one look at the outline of all places tells.
    near = hits(_outline(boxes)[:, None], others[None])
    if counts is not None:
        near &= counts
    i, j = np.nonzero(near)
    if not len(i):
        return total
    hit = hits(boxes[i], others[j][:, None]).astype(np.float64)
    if weight is not None:
        hit *= weight[j][:, None]
    rows, first = np.unique(i, return_index=True)
    total[rows] = np.add.reduceat(hit, first, axis=0)
    return total


def share_of(boxes: Boxes, lines: Lines, share: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return which part of the lines lies within each place, summed over the lines, shape (n, p).

    Parameters
    ----------
    boxes : (n, p, 4)
    lines : (s, 4)
    share : (s,)
        What a whole line counts.
    """
    n, p = boxes.shape[:2]
    total = np.zeros((n, p))
    if not n or not len(lines):
        return total
    enter, leave = _within(_outline(boxes)[:, None], lines[None])
    i, j = np.nonzero(leave > enter)
    if not len(i):
        return total
    enter, leave = _within(boxes[i], lines[j][:, None])
    part = np.clip(leave - enter, 0.0, None) * share[j][:, None]
    rows, first = np.unique(i, return_index=True)
    total[rows] = np.add.reduceat(part, first, axis=0)
    return total


def crosses(boxes: Boxes, lines: Lines) -> Mask:
    """Return which boxes are crossed by which lines, by numpy's rules of shapes."""
    enter, leave = _within(boxes, lines)
    return np.asarray(leave > enter + 1e-9, dtype=bool)


def cross_each_other(lines: Lines, others: Lines) -> Mask:
    """Return which lines cross which others, by numpy's rules of shapes."""

    def side(line: Lines, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Lines:
        way_x, way_y = line[..., 2] - line[..., 0], line[..., 3] - line[..., 1]
        return np.asarray(way_x * (y - line[..., 1]) - way_y * (x - line[..., 0]))

    crossed = side(lines, others[..., 0], others[..., 1]) * side(
        lines, others[..., 2], others[..., 3]
    )
    back = side(others, lines[..., 0], lines[..., 1]) * side(others, lines[..., 2], lines[..., 3])
    return np.asarray((crossed < 0) & (back < 0), dtype=bool)


def nearest_points(
    boxes: Boxes, x_px: float, y_px: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the points of boxes (n, 4) that are nearest to a point."""
    return np.clip(x_px, boxes[:, 0], boxes[:, 2]), np.clip(y_px, boxes[:, 1], boxes[:, 3])


def _outline(boxes: Boxes) -> Boxes:
    low, high = boxes[..., :2].min(axis=1), boxes[..., 2:].max(axis=1)
    return np.concatenate([low, high], axis=1)


def _within(boxes: Boxes, lines: Lines) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return where each line, from 0 to 1, enters and leaves a box; in order unless it misses."""
    enter: npt.NDArray[np.float64] = np.zeros(())
    leave: npt.NDArray[np.float64] = np.ones(())
    for axis in (0, 1):
        start = lines[..., axis]
        way = lines[..., axis + 2] - start
        way = np.where(np.abs(way) < 1e-9, 1e-9, way)
        low, high = (boxes[..., axis] - start) / way, (boxes[..., axis + 2] - start) / way
        enter = np.maximum(enter, np.minimum(low, high))
        leave = np.minimum(leave, np.maximum(low, high))
    return enter, leave
