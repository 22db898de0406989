"""Rows that are part of other rows of their list: parents before children."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN, _DONE = 1, 2


def parents_first(parents: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """Order rows so that each comes after its parent; linear in their number.

    Parameters
    ----------
    parents
        For each row the row that it is part of, None for none.

    Returns
    -------
    order
        All rows; otherwise in the order given.
    circular
        One row of each circle, in which a row would be part of itself.

    Examples
    --------
    >>> parents_first([2, None, 1])
    ([1, 2, 0], [])
    >>> parents_first([1, 0])
    ([1, 0], [0])
    """
    order: list[int] = []
    circular: list[int] = []
    state = [0] * len(parents)
    for start in range(len(parents)):
        path: list[int] = []
        at: int | None = start
        while at is not None and not state[at]:
            state[at] = _OPEN
            path.append(at)
            at = parents[at]
        if at is not None and state[at] == _OPEN:
            circular.append(at)
        for row in reversed(path):
            state[row] = _DONE
            order.append(row)
    return order, circular
