"""Where the links of an arranged network run: worked out once, whatever filter is set."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from explorer.model.dataset import Mask
from explorer.network.arrangement import Arrangement

#: A link this many times as long as the median one counts as long.
_LONG = 2.5


@dataclass(frozen=True, eq=False)
class LinkGeometry:
    """All links of a network, in layout units.

    Attributes
    ----------
    ends : (m, 4) float64
        x and y of both ends.
    boxes : (4, m) float64
        Left, top, right, bottom.
    is_long : (m,) bool
    """

    ends: npt.NDArray[np.float64]
    boxes: npt.NDArray[np.float64]
    is_long: Mask


#: Kept as long as somebody holds the arrangement, not longer: with it a whole store would stay.
_KNOWN: WeakKeyDictionary[Arrangement, LinkGeometry] = WeakKeyDictionary()


def link_geometry(arrangement: Arrangement) -> LinkGeometry:
    """Return the links of an arrangement."""
    known = _KNOWN.get(arrangement)
    if known is None:
        known = _KNOWN[arrangement] = _geometry(arrangement)
    return known


def _geometry(arrangement: Arrangement) -> LinkGeometry:
    network = arrangement.network
    a, b = arrangement.xy[network.link_a], arrangement.xy[network.link_b]
    length = np.hypot(*(b - a).T)
    limit = _LONG * float(np.median(length)) if len(length) else 0.0
    return LinkGeometry(
        ends=np.concatenate([a, b], axis=1),
        boxes=np.concatenate([np.minimum(a, b).T, np.maximum(a, b).T]),
        is_long=np.asarray(length > limit, dtype=bool),
    )
