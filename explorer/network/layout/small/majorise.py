"""Faithful distances: graph distances and stress majorization for graphs of some hundred actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from explorer.network.layout.components import Component
    from explorer.network.layout.request import Floats, Mask
    from explorer.progress import CancelToken

WEAK_TIE_FACTOR = 0.18
RING_STEP = 0.6
LOOSER = 0.6
"""How much longer a tie between two groups is than one inside a group."""
LOOSER_FROM = 60
"""Size from which a graph is seen as groups; below, each tie is seen for itself."""


def tie_lengths(component: Component, radius: Floats) -> Floats:
    """Give the length each tie should have, (m,).

    Weak ties are longer than strong ones, ties of big glyphs leave room for the glyphs, ties
    inside a dense group are shorter than those that lead out of it, and the leaves of a hub with
    many are set on rings around it.
    """
    a, b = component.ties[:, 0], component.ties[:, 1]
    k = component.size
    degree = np.bincount(np.r_[a, b], minlength=k)
    weight = component.weights.astype(np.float64)
    length = np.clip(weight**-WEAK_TIE_FACTOR, 0.8, 1.3)
    length += np.maximum(radius[a] + radius[b] - 0.3, 0.0)
    crowd = np.minimum(degree[a], degree[b])
    length *= 1 + 0.1 * np.log2(np.maximum(crowd, 1))
    looser = LOOSER * min(max(k / LOOSER_FROM, 0.25), 1)
    length *= 1 + looser * (1 - _cohesion(component, degree)) * np.minimum(crowd - 1, 4) / 4
    length /= np.median(length)
    leaf_end = np.where(degree[a] == 1, b, a)
    is_leaf = (degree[a] == 1) | (degree[b] == 1)
    for hub in np.unique(leaf_end[is_leaf]):
        leaves = np.flatnonzero(is_leaf & (leaf_end == hub))
        per_ring = max(6, 12 - int(degree[hub] - len(leaves)))
        if len(leaves) <= per_ring:
            continue
        # Ring r has room for (r + 1) times the inner one: strong ties inside.
        strongest_first = leaves[np.argsort(-weight[leaves], kind="stable")]
        ring = ((np.sqrt(1 + 8 * np.arange(len(leaves)) / per_ring) - 1) / 2).astype(np.int64)
        length[strongest_first] += RING_STEP * ring
    return length


def _cohesion(component: Component, degree: npt.NDArray[np.int64]) -> Floats:
    """Give the share of the poorer end's other neighbours that both ends know, (m,) in 0..1."""
    a, b = component.ties[:, 0], component.ties[:, 1]
    knows = np.zeros((component.size, component.size), dtype=np.float32)
    knows[a, b] = knows[b, a] = 1
    shared = (knows @ knows)[a, b]
    possible = np.maximum(np.minimum(degree[a], degree[b]) - 1, 1)
    share: Floats = (shared / possible).astype(np.float64)
    return share


def graph_distances(component: Component, lengths: Floats, token: CancelToken) -> Floats:
    """Give the lengths of shortest paths between all pairs, (k, k), cost k³ (Floyd–Warshall)."""
    k = component.size
    distance = np.full((k, k), np.inf)
    np.fill_diagonal(distance, 0.0)
    a, b = component.ties[:, 0], component.ties[:, 1]
    distance[a, b] = distance[b, a] = lengths
    for via in range(k):
        token.raise_if_cancelled()
        np.minimum(distance, distance[:, via, None] + distance[None, via, :], out=distance)
    return distance


def classical_scaling(distance: Floats) -> Floats:
    """Place (k, 2) by classical scaling of distances (Torgerson): the start without chance."""
    squared = distance**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-0.5 * centred)
    best = np.argsort(values)[::-1][:2]
    places = vectors[:, best] * np.sqrt(np.maximum(values[best], 1e-9))
    if places.shape[1] < 2:
        places = np.pad(places, ((0, 0), (0, 2 - places.shape[1])))
    # An eigenvector has no sign of its own.
    heaviest = np.argmax(np.abs(places), axis=0)
    sign = np.sign(places[heaviest, np.arange(2)])
    placed: Floats = places * np.where(sign == 0, 1.0, sign)
    return placed


def majorise(
    distance: Floats,
    places: Floats,
    iterations: int,
    token: CancelToken,
    *,
    fixed: Mask | None = None,
    anchor: Floats | None = None,
    anchor_weight: Floats | None = None,
) -> Floats:
    """Lower the stress of one or several placements of the same graph.

    Parameters
    ----------
    distance
        (k, k) wanted distances; pairs weigh 1/d².
    places
        (s, k, 2) starts, all worked on together.
    fixed
        (k,) rows that keep their places.
    anchor, anchor_weight
        (k, 2) places to be near and (k,) how strongly; the weights compare with the sum of a
        row's pair weights, so 1 is as strong as all ties and distances together.

    References
    ----------
    Gansner, Koren, North: Graph Drawing by Stress Majorization, 2004.
    """
    k = distance.shape[0]
    if k < 2 or iterations < 1:
        return places.copy()
    weight = np.zeros_like(distance)
    off = ~np.eye(k, dtype=np.bool_)
    weight[off] = 1.0 / distance[off] ** 2
    pull = weight * distance
    system = -weight
    np.fill_diagonal(system, weight.sum(axis=1))
    held = np.zeros(k)
    if anchor is not None and anchor_weight is not None:
        held = anchor_weight * weight.sum(axis=1)
        system = system + np.diag(held)
    free = np.ones(k, dtype=np.bool_) if fixed is None else ~fixed
    rows = np.flatnonzero(free)
    if len(rows) == 0:
        return places.copy()
    inner = system[np.ix_(rows, rows)]
    is_floating = len(rows) == k and not held.any()
    if is_floating:
        inner = inner + 1.0 / k
    solve = np.linalg.inv(inner)
    x = places.copy()
    mean = x.mean(axis=1, keepdims=True)
    outer = system[np.ix_(rows, np.flatnonzero(~free))]
    for _ in range(iterations):
        token.raise_if_cancelled()
        delta = x[:, :, None, :] - x[:, None, :, :]
        apart = np.sqrt((delta**2).sum(axis=-1))
        ratio = pull / np.maximum(apart, 1e-9)
        side = np.einsum("sij,sijd->sid", ratio, delta)[:, rows]
        if anchor is not None:
            side = side + (held[:, None] * anchor)[rows]
        if len(rows) < k:
            side = side - outer @ x[:, ~free]
        x[:, rows] = solve @ side
    if is_floating:
        x += mean - x.mean(axis=1, keepdims=True)
    return x


def stress(distance: Floats, places: Floats) -> Floats:
    """Give the mean squared relative error of distances, (s,), for placements (s, k, 2)."""
    k = distance.shape[0]
    i, j = np.triu_indices(k, 1)
    apart = np.sqrt(((places[:, i] - places[:, j]) ** 2).sum(axis=-1))
    error: Floats = (((apart - distance[i, j]) / distance[i, j]) ** 2).mean(axis=1)
    return error
