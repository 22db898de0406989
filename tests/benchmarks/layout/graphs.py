"""Graphs to lay out: generated with planted communities, or read from files of pairs."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tests.explorer.layout_graphs import request_of

if TYPE_CHECKING:
    from explorer.network.layout import LayoutRequest

Ints = npt.NDArray[np.int64]

_SHARE_SMALL, _SHARE_ALONE = 0.03, 0.01
_SHARE_INSIDE, _SHARE_BESIDE = 0.65, 0.15
"""Shares of the ties within a community, and within its circle of communities."""


@dataclass(frozen=True, eq=False)
class Graph:
    """A plain graph.

    Attributes
    ----------
    ties
        (m, 2) pairs of rows, each once, the smaller row first.
    label
        (n,) the planted community, -1 for who has none; None where nothing is planted.
    """

    name: str
    n: int
    ties: Ints
    label: Ints | None = None

    @property
    def size(self) -> str:
        """Actors and ties, in words."""
        return f"{self.n:,} / {len(self.ties):,}"

    def request(self, seed: int) -> LayoutRequest:
        """Ask for its layout."""
        return replace(request_of(self.n, self.ties), seed=seed)


def planted(n: int, n_ties: int, seed: int, inside: float = _SHARE_INSIDE) -> Graph:
    """Heavy-tailed degrees, communities of unequal size within circles of communities.

    Of the actors 3 % are in small groups and 1 % have no ties. Repeated pairs count once, so
    there are some ties less than asked for.
    """
    rng = np.random.default_rng([seed, n])
    n_main = n - int(n * (_SHARE_SMALL + _SHARE_ALONE))
    n_groups = max(4, int(0.55 * n_main**0.56))
    n_circles = max(2, int(n_groups**0.5))
    share = np.arange(1, n_groups + 1) ** -0.6
    group = np.sort(rng.choice(n_groups, n_main, p=share / share.sum()))
    circle_of_group = rng.integers(0, n_circles, n_groups)
    # Rows by circle and community, so that each is a stretch of the sums of wishes for ties.
    order = np.lexsort((group, circle_of_group[group]))
    group = group[order]
    circle = circle_of_group[group]
    wish = np.minimum(rng.pareto(1.7, n_main) + 0.4, n_main**0.5)
    upto = np.r_[0.0, np.cumsum(wish)]
    starts = np.r_[True, group[1:] != group[:-1]]
    of_group = np.r_[np.flatnonzero(starts), n_main]
    in_group = np.cumsum(starts) - 1
    of_circle = np.searchsorted(circle, np.arange(n_circles + 1))

    def drawn(low: Ints, high: Ints) -> Ints:
        at = upto[low] + rng.random(len(low)) * (upto[high] - upto[low])
        found: Ints = np.clip(np.searchsorted(upto, at, side="right") - 1, low, high - 1)
        return found

    everybody = np.zeros(n_ties, dtype=np.int64), np.full(n_ties, n_main)
    a = drawn(*everybody)
    chance = rng.random(n_ties)
    low = np.where(chance < inside, of_group[in_group[a]], of_circle[circle[a]])
    high = np.where(chance < inside, of_group[in_group[a] + 1], of_circle[circle[a] + 1])
    is_far = chance > inside + _SHARE_BESIDE
    b = drawn(np.where(is_far, 0, low), np.where(is_far, n_main, high))
    small = np.arange(n_main, n_main + int(n * _SHARE_SMALL))
    chains = np.stack([small[:-1], small[1:]], axis=1)[rng.random(len(small) - 1) < 0.65]
    ties = np.concatenate([np.stack([a, b], axis=1), chains])
    label = np.full(n, -1, dtype=np.int64)
    label[:n_main] = group
    # Rows in no order, since no layout may live by it.
    row = rng.permutation(n)
    mixed = np.empty(n, dtype=np.int64)
    mixed[row] = label
    return Graph(f"planted, seed {seed}", n, _once(row[ties], n), mixed)


def read_pairs(wish: str) -> Graph:
    """Read a table of pairs: ``path:column,column`` or ``path:column,column,label``.

    The table may be compressed (.gz) and is divided by tabs or commas. The label belongs to
    the actor of the first column.
    """
    path, _, columns = wish.rpartition(":")
    if not path or not 2 <= len(names := columns.split(",")) <= 3:
        raise SystemExit(f"Name a table and two or three of its columns as path:a,b - not {wish}.")
    with gzip.open(path, "rt") if path.endswith(".gz") else Path(path).open() as file:
        head = file.readline()
        table = csv.DictReader(
            file,
            fieldnames=next(csv.reader([head], delimiter="\t" if "\t" in head else ",")),
            delimiter="\t" if "\t" in head else ",",
        )
        rows: dict[tuple[str, str], int] = {}
        label_of: dict[int, str] = {}
        pairs = []
        for record in table:
            # Columns of one kind share their actors, others do not: countries are no roll calls.
            kinds = ("", "") if _are_alike(*names[:2]) else (names[0], names[1])
            pair = tuple(
                rows.setdefault((kind, record[name]), len(rows))
                for kind, name in zip(kinds, names, strict=False)
            )
            pairs.append(pair)
            if len(names) == 3:
                label_of[pair[0]] = record[names[2]]
    ties = _once(np.array(pairs, dtype=np.int64), len(rows))
    label = None
    if label_of:
        numbers = {word: at for at, word in enumerate(sorted(set(label_of.values())))}
        label = np.array([numbers.get(label_of.get(r, ""), -1) for r in range(len(rows))])
    return Graph(Path(path).name.split(".")[0], len(rows), ties, label)


def _are_alike(one: str, other: str) -> bool:
    return one.split()[-1] == other.split()[-1] or {one, other} == {"source", "target"}


def changed(graph: Graph, seed: int) -> Graph:
    """Take 2 % of the ties away and add 1 % by chance."""
    rng = np.random.default_rng(seed)
    kept = graph.ties[rng.random(len(graph.ties)) >= 0.02]
    tied = np.unique(graph.ties)
    new = rng.choice(tied, (len(graph.ties) // 100, 2))
    ties = _once(np.concatenate([kept, new]), graph.n)
    return Graph(f"{graph.name}, 3 % changed", graph.n, ties, graph.label)


def _once(pairs: Ints, n: int) -> Ints:
    low, high = pairs.min(axis=1), pairs.max(axis=1)
    keys = np.unique((low * n + high)[low != high])
    return np.stack(np.divmod(keys, n), axis=1)
