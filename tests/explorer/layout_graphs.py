"""Graphs for the tests of the layout, as requests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.network.layout import LayoutRequest


def request_of(
    n: int, pairs: list[tuple[int, int]] | np.ndarray, weights: np.ndarray | None = None
) -> LayoutRequest:
    """Ask for a layout of a plain graph."""
    ties = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    given = np.ones(len(ties), dtype=np.float32) if weights is None else weights
    return LayoutRequest(n, ties, given.astype(np.float32), np.arange(n, dtype=np.int64) * 7 + 3)


def diplomacy() -> LayoutRequest:
    """A network like the sample's: 18 actors in one group, a pair, 3 without ties; with names."""
    pairs = [
        *((0, other) for other in (1, 2, 3, 7, 8, 9, 18, 19)),
        *((1, 2), (1, 16), (2, 14), (2, 12), (2, 13), (13, 12), (14, 16), (15, 16)),
        *((16, 17), (17, 18), (18, 19), (17, 5), (17, 4), (4, 5), (4, 3), (3, 6), (10, 11)),
    ]
    plain = request_of(23, pairs)
    strength = np.bincount(plain.ties.ravel(), minlength=23)
    return replace(
        plain,
        aspect=1.5,
        node_radius=np.clip(0.09 + 0.045 * np.sqrt(strength), 0.09, 0.23),
        label_width=0.7 + 0.5 * (np.arange(23) % 3) / 2,
    )


def planted(
    groups: int, size: int, seed: int, inside: float = 8.0, outside: float = 2.0
) -> tuple[LayoutRequest, np.ndarray]:
    """A graph with planted communities and the community of each row.

    `inside` and `outside` are the expected ties of an actor within and beyond its community.
    """
    rng = np.random.default_rng(seed)
    n = groups * size
    of_row = np.arange(n) // size
    a = np.repeat(np.arange(n), int(inside / 2))
    b = of_row[a] * size + rng.integers(0, size, len(a))
    c, d = rng.integers(0, n, (2, int(n * outside / 2)))
    ties = np.stack([np.r_[a, c], np.r_[b, d]], axis=1)
    return request_of(n, ties[ties[:, 0] != ties[:, 1]]), of_row


def shuffled(request: LayoutRequest, seed: int) -> tuple[LayoutRequest, np.ndarray]:
    """The same graph with rows, ties and directions in another order, and each row's new place."""
    rng = np.random.default_rng(seed)
    n = request.n_nodes
    old_row = rng.permutation(n)
    new_row = np.argsort(old_row)
    order = rng.permutation(len(request.ties))
    ties = new_row[request.ties[order]].astype(np.int32)
    turned = rng.random(len(ties)) < 0.5
    ties[turned] = ties[turned, ::-1]

    def moved(values: np.ndarray | None) -> np.ndarray | None:
        return None if values is None else values[old_row]

    return (
        replace(
            request,
            ties=ties,
            weights=request.weights[order],
            node_keys=request.node_keys[old_row],
            start=moved(request.start),
            is_pinned=moved(request.is_pinned),
            node_radius=moved(request.node_radius),
            label_width=moved(request.label_width),
            label_height=moved(request.label_height),
        ),
        new_row,
    )


def purity(places: np.ndarray, of_row: np.ndarray, nearest: int = 8) -> float:
    """Share of each actor's nearest that are of its own community."""
    apart = ((places[:, None] - places[None]) ** 2).sum(axis=-1)
    np.fill_diagonal(apart, np.inf)
    near = np.argpartition(apart, nearest, axis=1)[:, :nearest]
    return float((of_row[near] == of_row[:, None]).mean())


def span(places: np.ndarray) -> float:
    """Longer side of the picture."""
    return float((places.max(axis=0) - places.min(axis=0)).max())
