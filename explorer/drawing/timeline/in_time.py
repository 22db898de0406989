"""The order of interactions in time, found once, from which the order of every lane follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from explorer.drawing.timeline.marks import Marks
    from explorer.model.dataset import Rows

_KEPT = "in_time"
_MOST_SMALL = 2**16


def in_time(marks: Marks, place_of: Rows) -> Rows:
    """Give all interaction rows by where their marks begin, then by their place within a day.

    Parameters
    ----------
    place_of : (n_interactions,) int32
        Order of what begins on the same day; always the same for the same marks.
    """
    known: Rows | None = marks.__dict__.get(_KEPT)
    if known is None:
        by_place = np.empty(len(place_of), dtype=np.int32)
        by_place[place_of] = np.arange(len(place_of), dtype=np.int32)
        start = np.where(np.isnan(marks.start), -np.inf, marks.start)[by_place]
        known = by_place[_stable_order_of_days(start)]
        marks.__dict__[_KEPT] = known
    return known


def by_row_in_time(owner: Rows, row: npt.NDArray[np.int32], order: Rows) -> npt.NDArray[np.intp]:
    """Order entries of lanes by their row, and within it in time.

    Parameters
    ----------
    owner
        The interaction row of each entry.
    order
        `in_time`.
    """
    is_there = np.zeros(len(order), dtype=bool)
    is_there[owner] = True
    if int(np.count_nonzero(is_there)) == len(owner):
        # Each interaction lies in one lane: nothing is left to compare.
        at = np.empty(len(order), dtype=np.int32)
        at[owner] = np.arange(len(owner), dtype=np.int32)
        entries = at[order[is_there[order]]]
    else:
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        entries = np.argsort(rank[owner], kind="stable").astype(np.int32)
    return entries[stable_order(row[entries])].astype(np.intp)


def _stable_order_of_days(days: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Order days, without comparing any two where they are whole or half and not too far apart."""
    halves = 2 * days[np.isfinite(days)]
    if len(halves) and bool((halves == np.floor(halves)).all()):
        least = float(halves.min())
        if halves.max() - least < _MOST_SMALL - 1:
            counted = np.where(np.isfinite(days), 2 * days - least + 1, 0)
            return stable_order(counted.astype(np.int32))
    return np.argsort(days, kind="stable")


def stable_order(numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.intp]:
    """Order small whole numbers, none below 0, without comparing any two where there are few."""
    if int(numbers.max(initial=0)) < _MOST_SMALL:
        return np.argsort(numbers.astype(np.uint16), kind="stable")
    return np.argsort(numbers, kind="stable")
