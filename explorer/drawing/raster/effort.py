"""What a picture of ties costs before it is made, and what may be spared where very many cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from explorer.drawing.raster.field import TieField
    from explorer.drawing.raster.render import View

_SAMPLE: Final = 4_096
_NANOSECONDS_A_PIXEL_LAID, _NANOSECONDS_A_PIXEL = 2.6, 8.0
_COARSE_SHARE: Final = 0.5
"""What part of the work is left where long ties are laid coarsely."""
_LEAST_PACE, _MOST_PACE, _LEARNING = 0.3, 4.0, 0.3
_HAZE_FROM, _HAZE, _COARSE_PX = 16.0, 40.0, 48.0


class Pace:
    """Tells how long pictures take by how long those before took: by machine, and beside others."""

    def __init__(self) -> None:
        self._factor = 1.0

    def predicted_ms(self, laid_px: float, view: View) -> float:
        """Tell how long a picture would take in which ties go over so many pixels."""
        return _usual_ms(laid_px, view) * self._factor

    def learn(self, took_s: float, laid_px: float, view: View) -> None:
        """Note how long one took."""
        factor = took_s * 1e3 / max(_usual_ms(laid_px, view), 1e-6)
        factor = min(max(factor, _LEAST_PACE), _MOST_PACE)
        self._factor += _LEARNING * (factor - self._factor)


def laid_px(ties: TieField, ids: npt.NDArray[np.int32], view: View) -> float:
    """Estimate the pixels that some ties go over in a view, from a few thousand of them."""
    if not len(ids):
        return 0.0
    ends = ties.ends[ids[:: max(1, len(ids) // _SAMPLE)]]
    left, top = view.x0 - ties.origin[0], view.y0 - ties.origin[1]
    width, height = view.width_px / view.scale, view.height_px / view.scale
    spans = []
    for axis, low, size in ((0, left, width), (1, top, height)):
        a = np.clip(ends[:, axis], low, low + size)
        b = np.clip(ends[:, axis + 2], low, low + size)
        spans.append(np.abs(a - b))
    return float(np.maximum(*spans).mean()) * view.scale * len(ids) + len(ids)


def coarse_from_px(laid_px: float, view: View) -> float:
    """Give from which length on ties are laid by two by two pixels; infinite for none.

    Where few cross, each is seen for itself; the more, the shorter are those that only make haze.
    """
    crossing = laid_px / (view.width_px * view.height_px)
    if crossing < _HAZE_FROM:
        return float("inf")
    return float(_COARSE_PX * max(1.0, (_HAZE / crossing) ** 3))


def _usual_ms(laid_px: float, view: View) -> float:
    nanoseconds = laid_px * _NANOSECONDS_A_PIXEL_LAID
    if np.isfinite(coarse_from_px(laid_px, view)):
        nanoseconds *= _COARSE_SHARE
    nanoseconds += view.width_px * view.height_px * _NANOSECONDS_A_PIXEL
    return nanoseconds * 1e-6
