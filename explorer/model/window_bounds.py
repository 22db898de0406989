"""Between which days a time window must begin and end for each interaction to lie in it surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from db.edtf import DateFlag
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST

if TYPE_CHECKING:
    from db import StoreColumns
    from explorer.model.dataset import Mask

_VAGUE = int(DateFlag.UNCERTAIN | DateFlag.APPROXIMATE)
_SOME_DAY = int(DateFlag.UNSPECIFIED | DateFlag.BOUNDS_ONLY)
_NO_START = int(DateFlag.OPEN_START | DateFlag.UNKNOWN_START)
_NO_END = int(DateFlag.OPEN_END | DateFlag.UNKNOWN_END)
_NOT_ONE_UNIT = int(DateFlag.RANGE | DateFlag.BOUNDS_ONLY) | _NO_START | _NO_END


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


def is_coarse(c: StoreColumns) -> Mask:
    """Tell which dates name a month, a season or a year in which something took place one day."""
    is_plain = (c.date_flags & _NOT_ONE_UNIT) == 0
    has_both = (c.earliest != OPEN_EARLIEST) & (c.latest != OPEN_LATEST)
    return np.asarray(is_plain & has_both & (c.latest > c.earliest), dtype=bool)


def sure_bounds(c: StoreColumns) -> SureBounds:
    """Work out the bounds; what they mean is told in `explorer.network.filters.in_window`."""
    flags = c.date_flags
    some_day = ((flags & _SOME_DAY) != 0) | is_coarse(c)
    from_earliest = some_day | ((flags & _NO_END) != 0)
    to_latest = some_day | ((flags & _NO_START) != 0)
    begin = np.where(from_earliest, np.minimum(c.latest, c.earliest), c.latest)
    end = np.where(to_latest, np.maximum(c.latest, c.earliest), c.earliest)
    return SureBounds(begin, end, ((flags & _VAGUE) != 0) | ~c.has_date)
