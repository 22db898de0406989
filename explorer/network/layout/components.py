"""Which actors hang together: connected components as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from explorer.network.layout.request import Floats32, Ints
    from explorer.progress import CancelToken


@dataclass(frozen=True, eq=False)
class Component:
    """One connected part of a graph.

    Attributes
    ----------
    rows
        (k,) ascending rows of the whole graph.
    ties
        (m, 2) int32 pairs of rows of the component, 0..k-1.
    weights
        (m,) float32.
    """

    rows: npt.NDArray[np.int64]
    ties: Ints
    weights: Floats32

    @property
    def size(self) -> int:
        """Number of actors."""
        return len(self.rows)


def component_labels(n: int, ties: Ints, token: CancelToken) -> npt.NDArray[np.int64]:
    """Label each row with the smallest row of its component, (n,) int64.

    Hooks larger labels to smaller ones and halves the paths, so the number of passes grows with
    the logarithm of the diameter.
    """
    label = np.arange(n, dtype=np.int64)
    if len(ties) == 0:
        return label
    a, b = ties[:, 0].astype(np.int64), ties[:, 1].astype(np.int64)
    while True:
        token.raise_if_cancelled()
        root_a, root_b = label[a], label[b]
        differ = root_a != root_b
        if not differ.any():
            return label
        a, b, root_a, root_b = a[differ], b[differ], root_a[differ], root_b[differ]
        np.minimum.at(label, np.maximum(root_a, root_b), np.minimum(root_a, root_b))
        while True:
            above = label[label]
            if np.array_equal(above, label):
                break
            label = above


def split(
    n: int, ties: Ints, weights: Floats32, token: CancelToken
) -> tuple[list[Component], npt.NDArray[np.int64]]:
    """Split a graph into its components of two or more, biggest first, and the isolated rows.

    Components of one size come in the order of their smallest row.
    """
    label = component_labels(n, ties, token)
    token.raise_if_cancelled()
    roots, of_row, sizes = np.unique(label, return_inverse=True, return_counts=True)
    isolated = np.flatnonzero(sizes[of_row] == 1)
    by_row = np.argsort(of_row, kind="stable")
    row_from = np.r_[0, np.cumsum(sizes)]
    inner = np.empty(n, dtype=np.int64)
    inner[by_row] = np.arange(n) - row_from[of_row[by_row]]
    token.raise_if_cancelled()
    of_tie = of_row[ties[:, 0]] if len(ties) else np.empty(0, dtype=np.int64)
    by_tie = np.argsort(of_tie, kind="stable")
    tie_from = np.r_[0, np.cumsum(np.bincount(of_tie, minlength=len(roots)))]
    local = inner[ties].astype(np.int32)
    parts: list[Component] = []
    for c in np.lexsort((roots, -sizes)):
        if sizes[c] < 2:
            break
        chosen = by_tie[tie_from[c] : tie_from[c + 1]]
        parts.append(
            Component(by_row[row_from[c] : row_from[c + 1]], local[chosen], weights[chosen])
        )
    return parts, isolated


def unlabelled(component: Component) -> tuple[Component, npt.NDArray[np.int64]]:
    """Take a small component with its rows numbered by its form alone, and their old numbers.

    Components of one form become equal if they are chains, stars or rings; of other forms most.
    """
    near: list[list[int]] = [[] for _ in range(component.size)]
    for a, b in component.ties.tolist():
        near[a].append(b)
        near[b].append(a)

    def outline(row: int) -> tuple[int, list[int]]:
        return len(near[row]), sorted(len(near[other]) for other in near[row])

    order = [min(range(component.size), key=outline)]
    seen = set(order)
    for row in order:
        new = sorted((other for other in near[row] if other not in seen), key=outline)
        order += new
        seen.update(new)
    old = np.array(order, dtype=np.int64)
    number = np.argsort(old)
    ties = np.sort(number[component.ties], axis=1)
    by_form = np.lexsort((ties[:, 1], ties[:, 0]))
    plain = Component(
        component.rows[old], ties[by_form].astype(np.int32), component.weights[by_form]
    )
    return plain, old
