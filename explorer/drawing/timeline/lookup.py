"""What of the lanes lies in a part of time, found without passing all of them at each frame."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from explorer.drawing.timeline.in_time import stable_order

Moments = npt.NDArray[np.float64]


class LaneLookup:
    """Entries of lanes by row and by lane, ordered for searching; built once for some lanes.

    Parameters
    ----------
    lane, row : (n,) int32
        Of the entries, ordered by (row, start).
    start, end : (n,) float64
        Days that they take up.
    """

    def __init__(
        self,
        lane: npt.NDArray[np.int32],
        row: npt.NDArray[np.int32],
        start: Moments,
        end: Moments,
        n_lanes: int,
        n_rows: int,
    ) -> None:
        self._start, self._end = start, end
        self._row_from = np.searchsorted(row, np.arange(n_rows + 1))
        #: The latest end so far in each row: what lies before the view's begin is skipped by it.
        self._reach = np.empty_like(end)
        for i in range(n_rows):
            low, high = self._row_from[i], self._row_from[i + 1]
            np.maximum.accumulate(end[low:high], out=self._reach[low:high])
        by_lane = stable_order(lane)
        bounds = np.searchsorted(lane[by_lane], np.arange(n_lanes + 1))
        self._starts = [np.sort(start[by_lane[a:b]]) for a, b in _pairs(bounds)]
        self._ends = [np.sort(end[by_lane[a:b]]) for a, b in _pairs(bounds)]

    def n_in(self, lane: int, start: float, end: float) -> int:
        """Return how many entries of a lane touch [start, end)."""
        begun = np.searchsorted(self._starts[lane], end, side="left")
        return int(begun - np.searchsorted(self._ends[lane], start, side="right"))

    def touching(self, lane: int, first: Moments, last: Moments) -> npt.NDArray[np.int64]:
        """Return how many entries of a lane touch each of some ascending stretches.

        An entry touches where it begins before the stretch ends, and ends after it begins; for
        stretches without length it holds that moment.
        """
        begun = np.searchsorted(self._starts[lane], last, side="left")
        return np.asarray(begun - np.searchsorted(self._ends[lane], first, side="right"))

    def entries(self, rows: Iterable[int], start: float, end: float) -> npt.NDArray[np.intp]:
        """Return the entries of some rows that touch [start, end), in their order."""
        found = []
        for row in rows:
            low, high = self._row_from[row], self._row_from[row + 1]
            last = low + np.searchsorted(self._start[low:high], end, side="left")
            first = low + np.searchsorted(self._reach[low:last], start, side="right")
            found.append(first + np.flatnonzero(self._end[first:last] > start))
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)


def _pairs(bounds: npt.NDArray[np.intp]) -> Iterable[tuple[int, int]]:
    return zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
