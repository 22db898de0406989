"""Between which days a time window must begin and end for each interaction to lie in it surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from db.edtf import DateFlag

if TYPE_CHECKING:
    from db import StoreColumns
    from explorer.model.dataset import Mask

_VAGUE = int(DateFlag.UNCERTAIN | DateFlag.APPROXIMATE)
_SOME_DAY = int(DateFlag.UNSPECIFIED | DateFlag.BOUNDS_ONLY)
_NO_START = int(DateFlag.OPEN_START | DateFlag.UNKNOWN_START)
_NO_END = int(DateFlag.OPEN_END | DateFlag.UNKNOWN_END)


@dataclass(frozen=True, eq=False)
class SureBounds:
    """What is left to compare for each step of a window; arrays by interaction.

    Attributes
    ----------
    latest_begin, earliest_end
        A window that begins and ends so has the interaction surely in it, and no other has.
    is_never : bool
        In no window surely: marked as uncertain or approximate, or without any date.
    """

    latest_begin: npt.NDArray[np.int32]
    earliest_end: npt.NDArray[np.int32]
    is_never: Mask

    def within(self, first: int, last: int) -> Mask:
        """Return the interactions that surely lie in a window."""
        return (self.latest_begin >= first) & (self.earliest_end <= last) & ~self.is_never


def sure_bounds(c: StoreColumns) -> SureBounds:
    """Work out the bounds; what they mean is told in `explorer.network.filters.in_window`."""
    flags = c.date_flags
    some_day = (flags & _SOME_DAY) != 0
    from_earliest = some_day | ((flags & _NO_END) != 0)
    to_latest = some_day | ((flags & _NO_START) != 0)
    begin = np.where(from_earliest, np.minimum(c.latest, c.earliest), c.latest)
    end = np.where(to_latest, np.maximum(c.latest, c.earliest), c.earliest)
    return SureBounds(begin, end, ((flags & _VAGUE) != 0) | ~c.has_date)
