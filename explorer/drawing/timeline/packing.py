"""Rows within a lane, so that stretches of time in one row do not overlap."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Mask, Rows

#: Deeper lanes are cut: what does not fit shares the last row.
MOST_ROWS = 8


def pack_rows(
    start: npt.NDArray[np.float64],
    end: npt.NDArray[np.float64],
    is_point: Mask,
    most: int = MOST_ROWS,
) -> Rows:
    """Give each stretch of time the first row in which nothing overlaps it.

    Discs of the very same day (month, year) share a row: they stand side by side. Rows do not
    depend on the zoom, so nothing jumps while one moves in time. From row `most` on stretches
    share the last row.
    """
    row = np.zeros(len(start), dtype=np.int32)
    order = np.lexsort((~is_point, -end, start))
    free_from: list[float] = []
    slot_start, slot_end, slot_row = np.nan, np.nan, 0
    for i in order:
        begin, stop = float(start[i]), float(end[i])
        if is_point[i] and begin == slot_start and stop == slot_end:
            row[i] = slot_row
            continue
        chosen = _first_free(free_from, begin)
        if chosen == len(free_from) and chosen < most:
            free_from.append(stop)
        else:
            chosen = min(chosen, most - 1)
            free_from[chosen] = max(free_from[chosen], stop)
        row[i] = chosen
        if is_point[i]:
            slot_start, slot_end, slot_row = begin, stop, chosen
    return row


def _first_free(free_from: Iterable[float], begin: float) -> int:
    at = -1
    for at, free in enumerate(free_from):
        if free <= begin:
            return at
    return at + 1
