"""Ties and nodes in the order in which they are drawn: made once for a layout, read by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

BLOCK: Final = 256
"""As in `tie_kernels`; told here too, since importing those may compile them."""

_LONG, _FADING, _FAINTEST = 2.5, 0.8, 0.03
_SIDE: Final = 1 << 10

Floats32 = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class TieField:
    """Ties at their places, those of like length and place beside each other.

    Attributes
    ----------
    origin : (x, y)
        Taken from all places, so that single precision is enough.
    ends : (m, 4) float32
        Both ends relative to `origin`, in layout units.
    strength : (m,) float32
        Long ties are fainter, which lifts groups out of the haze.
    hue : (m,) uint8
        Index into a palette.
    link : (m,) int32
        Which link of the caller each one is.
    boxes : (m / BLOCK, 4) float32
        Left, top, right, bottom of each block.
    """

    origin: tuple[float, float]
    ends: Floats32
    strength: Floats32
    hue: npt.NDArray[np.uint8]
    link: npt.NDArray[np.int32]
    boxes: Floats32

    def __len__(self) -> int:
        return len(self.ends)

    @cached_property
    def rank(self) -> npt.NDArray[np.int32]:
        """Where each link of the caller stands here; -1 where it is not drawn."""
        rank = np.full(int(self.link.max(initial=-1)) + 1, -1, dtype=np.int32)
        rank[self.link] = np.arange(len(self.link), dtype=np.int32)
        return rank


@dataclass(frozen=True, eq=False)
class NodeField:
    """Nodes at their places, the least important first.

    Attributes
    ----------
    origin : (x, y)
        Taken from all places, as that of the ties.
    places : (n, 2) float32
        Relative to `origin`, in layout units.
    degree : (n,) float32
        Ties of each, which its size follows.
    hue, shape : (n,) uint8
        Index into a palette; 0 disc, 1 square, 2 diamond, 3 triangle, 4 hexagon, 5 plate.
    node : (n,) int32
        Which node of the caller each one is.
    """

    origin: tuple[float, float]
    places: Floats32
    degree: Floats32
    hue: npt.NDArray[np.uint8]
    shape: npt.NDArray[np.uint8]
    node: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def importance(self) -> Floats32:
        """From 0 to 1, by ties."""
        most = max(float(self.degree.max(initial=1.0)), 1.0)
        share: Floats32 = np.sqrt(self.degree / most).astype(np.float32)
        return share


def tie_field(
    xy: npt.NDArray[np.float64],
    a: npt.NDArray[np.int32],
    b: npt.NDArray[np.int32],
    hue: npt.NDArray[np.uint8],
    link: npt.NDArray[np.int32],
    strength: npt.NDArray[np.floating[Any]] | None = None,
) -> TieField:
    """Sort ties for drawing: 0.3 s for a million.

    Parameters
    ----------
    xy : (n, 2)
        Places of nodes, in layout units.
    a, b : (m,)
        Ends of ties.
    strength : (m,)
        Of each tie, on top of what its length does; 1 by default.

    Raises
    ------
    ValueError
        If a place or strength is not finite.
    """
    if not np.isfinite(xy).all():
        raise ValueError("a place is not finite; such a layout cannot be drawn")
    own = np.ones(len(a), dtype=np.float32) if strength is None else strength.astype(np.float32)
    if not np.isfinite(own).all():
        raise ValueError("the strength of a tie is not finite; it cannot be drawn")
    origin = (float(xy[:, 0].mean()), float(xy[:, 1].mean())) if len(xy) else (0.0, 0.0)
    at = (xy - origin).astype(np.float32)
    ends = np.concatenate([at[a], at[b]], axis=1).reshape(-1, 4)
    length = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    usual = max(float(np.median(length)) if len(length) else 1.0, 1e-9)
    faded = np.clip((_LONG * usual / np.maximum(length, 1e-9)) ** _FADING, _FAINTEST, 1.0)
    level = np.clip(np.log2(np.maximum(length / usual, 2.0**-6)) + 6, 0, 15).astype(np.int64)
    order = np.argsort((level << 20) | _z_code(ends), kind="stable")
    ends = np.ascontiguousarray(ends[order])
    return TieField(
        origin=origin,
        ends=ends,
        strength=np.ascontiguousarray((own * faded)[order], dtype=np.float32),
        hue=np.ascontiguousarray(hue[order]),
        link=np.ascontiguousarray(link[order]),
        boxes=_boxes(ends),
    )


def node_field(
    xy: npt.NDArray[np.float64],
    origin: tuple[float, float],
    nodes: npt.NDArray[np.int32],
    degree: npt.NDArray[np.floating[Any]],
    hue: npt.NDArray[np.uint8],
    shape: npt.NDArray[np.uint8],
) -> NodeField:
    """Sort some nodes for drawing; arrays by node of the caller, `nodes` says which are drawn.

    Raises
    ------
    ValueError
        If a place is not finite.
    """
    order = nodes[np.argsort(degree[nodes], kind="stable")]
    places = (xy[order] - origin).astype(np.float32)
    if not np.isfinite(places).all():
        raise ValueError("a place is not finite; such a layout cannot be drawn")
    return NodeField(
        origin=origin,
        places=np.ascontiguousarray(places.reshape(-1, 2)),
        degree=np.ascontiguousarray(degree[order], dtype=np.float32),
        hue=np.ascontiguousarray(hue[order]),
        shape=np.ascontiguousarray(shape[order]),
        node=order.astype(np.int32),
    )


def _z_code(ends: Floats32) -> npt.NDArray[np.int64]:
    """Give the number of each tie along a Z-curve, by its middle."""
    code = np.zeros(len(ends), dtype=np.int64)
    for axis in (0, 1):
        middle = (ends[:, axis] + ends[:, axis + 2]) / 2
        low = float(middle.min(initial=0.0))
        span = max(float(middle.max(initial=0.0)) - low, 1e-9)
        cell = np.clip((middle - low) / span * _SIDE, 0, _SIDE - 1).astype(np.int64)
        for bit in range(10):
            code |= ((cell >> bit) & 1) << (2 * bit + axis)
    return code


def _boxes(ends: Floats32) -> Floats32:
    """Give the box of each block of ties."""
    starts = np.arange(0, len(ends), BLOCK)
    if not len(starts):
        return np.empty((0, 4), dtype=np.float32)
    low = np.minimum(ends[:, :2], ends[:, 2:])
    high = np.maximum(ends[:, :2], ends[:, 2:])
    boxes = np.concatenate(
        [np.minimum.reduceat(low, starts), np.maximum.reduceat(high, starts)], axis=1
    )
    return np.ascontiguousarray(boxes, dtype=np.float32)
