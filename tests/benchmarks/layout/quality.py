"""How good a layout is, by code that shares nothing with the layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tests.benchmarks.layout.graphs import Graph

Places = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_PIVOTS, _SAMPLE, _NEAREST = 64, 3_000, 15
_BLOCK = 4_000_000
"""Distances that are held at once."""


@dataclass(frozen=True)
class Quality:
    """What is measured of a layout.

    Attributes
    ----------
    stress
        Mean of (scale d - D)²/D² over pairs with 64 actors of the main group, at the best scale.
    neighbours
        Overlap (Jaccard) of the deg(v) nearest in the picture with the neighbours in the graph.
    purity
        Share of the 15 nearest that are of the same planted community; nan where none is.
    crowding
        Share of actors nearer to another than a tenth of the mean spacing.
    """

    stress: float
    neighbours: float
    purity: float
    crowding: float


def measure(graph: Graph, places: Places) -> Quality:
    """Measure a layout."""
    near = _Adjacency(graph)
    neighbours, purity, crowding = _nearest(graph, near, places)
    return Quality(_stress(near, places), neighbours, purity, crowding)


class _Adjacency:
    """Neighbours by row, and the main group."""

    def __init__(self, graph: Graph) -> None:
        n = self.n = graph.n
        ends = np.concatenate([graph.ties, graph.ties[:, ::-1]])
        ends = ends[np.argsort(ends[:, 0], kind="stable")]
        self.to = ends[:, 1].copy()
        self.degree = np.bincount(ends[:, 0], minlength=n)
        self.begin = np.r_[0, np.cumsum(self.degree)]
        self.main = self._main_group()

    def steps_from(self, row: int) -> Ints:
        """Count the steps to each row, -1 for those that cannot be reached."""
        steps = np.full(self.n, -1, dtype=np.int64)
        steps[row] = 0
        front, far = np.array([row]), 0
        while len(front):
            far += 1
            count = self.degree[front]
            # The stretches of all neighbours of the front, one after the other.
            first = np.repeat(self.begin[front] - np.r_[0, np.cumsum(count)[:-1]], count)
            reached = self.to[first + np.arange(count.sum())]
            reached = reached[steps[reached] < 0]
            steps[reached] = far
            front = np.unique(reached)
        return steps

    def _main_group(self) -> Ints:
        best = np.zeros(0, dtype=np.int64)
        seen = self.degree == 0
        while not seen.all():
            reached = np.flatnonzero(self.steps_from(int(np.argmin(seen))) >= 0)
            seen[reached] = True
            best = max(best, reached, key=len)
            if len(best) > self.n - np.count_nonzero(seen):
                break
        return best


def _stress(near: _Adjacency, places: Places) -> float:
    rng = np.random.default_rng(2_024)
    main = near.main
    squared = mixed = pairs = 0.0
    for pivot in rng.choice(main, min(_PIVOTS, len(main)), replace=False):
        wanted = near.steps_from(int(pivot))[main]
        apart = np.hypot(*(places[main] - places[pivot]).T)
        ratio = apart[wanted > 0] / wanted[wanted > 0]
        squared, mixed, pairs = squared + (ratio**2).sum(), mixed + ratio.sum(), pairs + len(ratio)
    return float(1 - mixed**2 / (squared * pairs))


def _nearest(graph: Graph, near: _Adjacency, places: Places) -> tuple[float, float, float]:
    rng = np.random.default_rng(2_025)
    main = near.main
    sample = rng.choice(main, min(_SAMPLE, len(main)), replace=False)
    rank = np.full(graph.n, -1)
    rank[main] = np.arange(len(main))
    there = places[main].astype(np.float32)
    spread = there.std(axis=0)
    spacing = float(np.sqrt(4 * np.pi * spread[0] * spread[1] / len(main)))
    overlap, pure, crowded = [], [], []
    label = None if graph.label is None else graph.label[main]
    at_once = max(1, _BLOCK // len(main))
    for first in range(0, len(sample), at_once):
        rows = sample[first : first + at_once]
        own = there[rank[rows]]
        apart = (there[:, 0] - own[:, :1]) ** 2 + (there[:, 1] - own[:, 1:]) ** 2
        apart[np.arange(len(rows)), rank[rows]] = np.inf
        for row, away in zip(rows.tolist(), apart, strict=True):
            tied = rank[near.to[near.begin[row] : near.begin[row + 1]]]
            many = max(len(tied), _NEAREST)
            order = np.argpartition(away, min(many, len(away) - 1))[:many]
            order = order[np.argsort(away[order], kind="stable")]
            shared = len(np.intersect1d(order[: len(tied)], tied, assume_unique=True))
            overlap.append(shared / (2 * len(tied) - shared))
            crowded.append(away[order[0]] < (0.1 * spacing) ** 2)
            if label is not None and label[rank[row]] >= 0:
                pure.append((label[order[:_NEAREST]] == label[rank[row]]).mean())
    purity = float(np.mean(pure)) if pure else float("nan")
    return float(np.mean(overlap)), purity, float(np.mean(crowded))
