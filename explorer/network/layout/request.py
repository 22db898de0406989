"""What a layout is asked for, checked at the door and brought into one order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from explorer.network.layout.ordering import stable_order

if TYPE_CHECKING:
    from explorer.progress import CancelToken

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Keys = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

UNIT_PX = 92
"""What a layout unit measures on screen where a small network fills a window; sizes of glyphs and
names in pixels, divided by it, are what a request wants."""
DEFAULT_RADIUS = 0.12
"""Radius of a glyph in layout units where the request gives none."""
LINE_HEIGHT = 0.14
"""Height of one line of a name in layout units where the request gives none."""


class LayoutInputError(ValueError):
    """A layout was asked for with arrays that do not fit together or are not finite."""


EVEN = 0.5
"""Half way from true distances, 0, to visible communities, 1: little stress, much to see."""


@dataclass(frozen=True, eq=False)
class LayoutRequest:
    """Everything a layout depends on; two equal requests give the same picture.

    All lengths are in layout units: 1.0 is a desirable length of a tie (on screen about
    `UNIT_PX`).
    y grows downwards, as on the screen.

    Attributes
    ----------
    n_nodes
        Number of rows: actors, and interactions where they are drawn as nodes.
    ties
        (m, 2) int32, pairs of rows, each direction and any repetition allowed (weights add up).
    weights
        (m,) float32, > 0; more is stronger.
    node_keys
        (n,) int64, unique. The picture depends on the keys and not on the order of the rows.
    start
        (n, 2) float64: places to stay near; nan for rows without. None for a cold start.
    is_pinned
        (n,) bool: rows that stay exactly at `start`.
    seed
        Another seed gives another, equally good picture.
    aspect
        Width of the canvas by its height.
    node_radius
        (n,) radii of the glyphs.
    label_width, label_height
        (n,) size of the name under each glyph, 0 for none. Without `label_height` one line.
    communities
        What counts where both are not to be had in a group too large for exact methods: 0 the
        true distances in the graph, 1 that its communities are seen.
    keeps_start
        Whether rows with a place stay near it. If not, large groups move on from there, small
        ones stay as they are and are packed anew.
    """

    n_nodes: int
    ties: Ints
    weights: Floats32
    node_keys: Keys
    start: Floats | None = None
    is_pinned: Mask | None = None
    seed: int = 0
    aspect: float = 1.6
    node_radius: npt.NDArray[Any] | None = None
    label_width: npt.NDArray[Any] | None = None
    label_height: npt.NDArray[Any] | None = None
    communities: float = EVEN
    keeps_start: bool = True


@dataclass(frozen=True, eq=False)
class CanonicalGraph:
    """A request in the order of its keys: no loops, each tie once, every optional array filled.

    Attributes
    ----------
    order
        (n,) row of the request for each row here.
    ties
        (m, 2) int32, smaller row first, sorted.
    weights
        (m,) float32, scaled to a median of 1.
    start
        (n, 2) float64, nan for rows without a place.
    """

    n_nodes: int
    order: npt.NDArray[np.int64]
    ties: Ints
    weights: Floats32
    start: Floats
    is_pinned: Mask
    seed: int
    aspect: float
    node_radius: Floats
    label_width: Floats
    label_height: Floats
    communities: float
    keeps_start: bool

    @property
    def has_start(self) -> Mask:
        """(n,) bool: which rows have a place to stay near."""
        return np.isfinite(self.start[:, 0])

    def in_request_order(self, positions: Floats) -> Floats:
        """Give positions of this graph in the order of the request, as a copy."""
        answer = np.empty_like(positions)
        answer[self.order] = positions
        return answer


def canonical(request: LayoutRequest, token: CancelToken) -> CanonicalGraph:
    """Check a request and bring it into the order of its keys.

    Raises
    ------
    LayoutInputError
        If arrays have the wrong size, ties name rows that are not there, keys repeat, a pinned
        row has no place, or a number is not finite.
    """
    n = int(request.n_nodes)
    if n < 0:
        raise LayoutInputError(f"A layout needs 0 or more actors, not {n}.")
    keys = np.asarray(request.node_keys, dtype=np.int64)
    _expect(keys.shape == (n,), f"node_keys must hold {n} keys, not {keys.shape}.")
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    if n > 1 and bool((sorted_keys[1:] == sorted_keys[:-1]).any()):
        raise LayoutInputError("node_keys must be unique; at least one key occurs twice.")
    if not (np.isfinite(request.aspect) and request.aspect > 0):
        raise LayoutInputError(f"aspect must be a number above 0, not {request.aspect}.")
    if not 0 <= request.communities <= 1:
        raise LayoutInputError(f"communities must be from 0 to 1, not {request.communities}.")
    ties, weights = _canonical_ties(request, n, order, token)
    start, is_pinned = _canonical_start(request, n, order)
    return CanonicalGraph(
        n_nodes=n,
        order=order,
        ties=ties,
        weights=weights,
        start=start,
        is_pinned=is_pinned,
        seed=int(request.seed) & 0xFFFFFFFF,
        aspect=float(np.clip(request.aspect, 0.2, 5.0)),
        node_radius=_sizes(request.node_radius, "node_radius", n, order, DEFAULT_RADIUS),
        label_width=_sizes(request.label_width, "label_width", n, order, 0.0),
        label_height=_sizes(request.label_height, "label_height", n, order, LINE_HEIGHT),
        communities=float(request.communities),
        keeps_start=bool(request.keeps_start),
    )


def _canonical_ties(
    request: LayoutRequest, n: int, order: npt.NDArray[np.int64], token: CancelToken
) -> tuple[Ints, Floats32]:
    given = np.asarray(request.ties)
    weights = np.asarray(request.weights, dtype=np.float64)
    if given.size == 0:
        given = given.reshape(0, 2)
    _expect(given.ndim == 2 and given.shape[1] == 2, "ties must be pairs of rows, (m, 2).")
    _expect(
        weights.shape == (len(given),),
        f"weights must hold one number per tie ({len(given)}), not {weights.shape}.",
    )
    if len(given) == 0:
        return np.empty((0, 2), dtype=np.int32), np.empty(0, dtype=np.float32)
    _expect(
        int(given.min()) >= 0 and int(given.max()) < n,
        f"ties must name rows from 0 to {n - 1}.",
    )
    if not (bool(np.isfinite(weights).all()) and bool((weights > 0).all())):
        raise LayoutInputError("weights must be finite and above 0.")
    token.raise_if_cancelled()
    row_of = np.empty(n, dtype=np.int64)
    row_of[order] = np.arange(n)
    token.raise_if_cancelled()
    # Column by column: numpy reduces the short axis of pairs slowly.
    a, b = row_of[given[:, 0]], row_of[given[:, 1]]
    token.raise_if_cancelled()
    low, high = np.minimum(a, b), np.maximum(a, b)
    real = low != high
    low, high, weights = low[real], high[real], weights[real]
    if len(low) == 0:
        return np.empty((0, 2), dtype=np.int32), np.empty(0, dtype=np.float32)
    token.raise_if_cancelled()
    pair = low * n + high
    sort = stable_order(pair, token)
    token.raise_if_cancelled()
    pair, weights = pair[sort], weights[sort]
    token.raise_if_cancelled()
    repeated = np.zeros(len(pair), dtype=np.bool_)
    repeated[1:] = pair[1:] == pair[:-1]
    repeated[:-1] |= repeated[1:]
    if repeated.any():
        # By weight too, so that sums do not depend on the order of the input.
        part = np.lexsort((weights[repeated], pair[repeated]))
        weights[repeated] = weights[repeated][part]
    token.raise_if_cancelled()
    first = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    token.raise_if_cancelled()
    summed = np.add.reduceat(weights, first)
    pair = pair[first]
    token.raise_if_cancelled()
    low, high = np.divmod(pair, n)
    token.raise_if_cancelled()
    ties = np.stack([low, high], axis=1).astype(np.int32)
    token.raise_if_cancelled()
    return ties, (summed / np.median(summed)).clip(1e-3, 1e3).astype(np.float32)


def _canonical_start(
    request: LayoutRequest, n: int, order: npt.NDArray[np.int64]
) -> tuple[Floats, Mask]:
    pinned = np.zeros(n, dtype=np.bool_)
    if request.is_pinned is not None:
        pinned = np.asarray(request.is_pinned, dtype=np.bool_)
        _expect(pinned.shape == (n,), f"is_pinned must hold {n} marks, not {pinned.shape}.")
    start = np.full((n, 2), np.nan)
    if request.start is not None:
        start = np.array(request.start, dtype=np.float64)
        _expect(start.shape == (n, 2), f"start must be ({n}, 2), not {start.shape}.")
    missing = np.isnan(start).all(axis=1)
    sound = np.isfinite(start).all(axis=1) & (np.abs(start) < 1e7).all(axis=1)
    if not bool((sound | missing).all()):
        raise LayoutInputError("start must be finite numbers, or nan twice for no place.")
    if bool((pinned & missing).any()):
        raise LayoutInputError("A pinned actor needs a place in start.")
    return start[order], pinned[order]


def _sizes(
    given: npt.NDArray[Any] | None,
    name: str,
    n: int,
    order: npt.NDArray[np.int64],
    default: float,
) -> Floats:
    if given is None:
        return np.full(n, default)
    sizes = np.asarray(given, dtype=np.float64)
    _expect(sizes.shape == (n,), f"{name} must hold {n} numbers, not {sizes.shape}.")
    if not (bool(np.isfinite(sizes).all()) and bool((sizes >= 0).all())):
        raise LayoutInputError(f"{name} must be finite and not below 0.")
    return sizes[order]


def _expect(holds: bool, sentence: str) -> None:
    if not holds:
        raise LayoutInputError(sentence)
