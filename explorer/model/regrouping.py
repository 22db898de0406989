"""Groups of rows after a small change: only the groups of what was touched are made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from db.splice import Splice, splice_of_runs
from explorer.model.dataset import Grouped

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.model.dataset import Rows


def regrouped(
    old: Grouped,
    owners: Splice,
    touched: npt.NDArray[Any],
    owner: npt.NDArray[Any],
    rows: npt.NDArray[Any],
    moved: Callable[[Rows], Rows],
) -> Grouped:
    """Give the groups after a change.

    Parameters
    ----------
    owners
        What became of the owners; the groups of those that went go with them.
    touched
        Owners of now, ascending, those that came included, of which all rows are given.
    owner, rows
        Ordered by both: the rows of the touched.
    moved
        Gives where rows are now; what goes must belong to a touched owner, or to one that went.
    """
    stood = owners.stood(touched)
    came = np.setdiff1d(owners.put, _stayed(owners))
    is_known = ~np.isin(touched, came)
    known = stood[is_known]
    gone = owners.taken[owners.rows(owners.taken) < 0]
    before = np.union1d(known, gone)
    counts = np.searchsorted(owner, touched, "right") - np.searchsorted(owner, touched, "left")
    splice = splice_of_runs(
        len(old.rows),
        (old.start[before], old.start[before + 1]),
        touched,
        old.start[stood],
        counts,
    )
    new_rows = splice.of(moved(old.rows), rows)
    in_cuts = {start for start, stop, n in owners.cuts if n == stop - start}
    more = [(row, row + 1, 1) for row in known.tolist() if row not in in_cuts]
    whole = Splice(owners.n_old, tuple(sorted((*owners.cuts, *more))))
    lengths = whole.carried_lengths(old.start)
    lengths[np.searchsorted(whole.put, touched)] = counts
    start = whole.offsets(old.start, lengths)
    for array in (start, new_rows):
        array.flags.writeable = False
    return Grouped(start, new_rows)


def _stayed(owners: Splice) -> npt.NDArray[Any]:
    """Give those of the rows in cuts that stay what they were."""
    now = owners.rows(owners.taken)
    return np.asarray(now[now >= 0])
