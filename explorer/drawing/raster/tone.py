"""From amounts of ink to how much of the ground they cover, whatever the amounts are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

BINS: Final = 1 << 13
"""Bins of ink: the upper bits of a float32, 32 an octave."""

_HIGHLIGHT: Final = 0.45
_FLOOR, _FLOOR_UP_TO = 0.04, 40e6
_FEW_FROM, _FEW_SPAN = 0.6, 2.4
_KEPT: Final = 0.7

Floats32 = npt.NDArray[np.float32]

_LARGEST: Final = 1e30
_VALUE: Final = np.nan_to_num(
    np.clip((np.arange(BINS, dtype=np.uint32) << 18).view(np.float32), 1e-30, _LARGEST),
    nan=_LARGEST,
).astype(np.float64)
"""The least ink of each bin."""


@dataclass(frozen=True, eq=False)
class Tone:
    """How ink becomes cover; arrays by bin of ink, 0..1.

    Attributes
    ----------
    shine
        How far the colour goes towards the highlight where ink is heaviest.
    """

    cover: Floats32
    shine: Floats32

    def blended_with(self, before: Tone | None) -> Tone:
        """Go only part of the way from the tone before, so that brightness does not breathe."""
        if before is None:
            return self
        return Tone(
            (_KEPT * before.cover + (1 - _KEPT) * self.cover).astype(np.float32),
            (_KEPT * before.shine + (1 - _KEPT) * self.shine).astype(np.float32),
        )


def tone_of(counts: npt.NDArray[np.int32], laid_px: float, area_px: float) -> Tone:
    """Give the tone for a picture.

    Where ink is scarce, a tie has the same cover whatever else there is; where it is plenty,
    cover follows half the rank of a pixel and half the logarithm of its ink: ranks alone lift the
    haze between groups, logarithms alone lose the bridges.

    Parameters
    ----------
    counts : (BINS,)
        Pixels by ink, of those that have any.
    laid_px
        Pixels that ties went over, those of one tie after the other.
    area_px
        Pixels of the picture.
    """
    total = int(counts.sum())
    if not total:
        nothing = np.zeros(BINS, dtype=np.float32)
        return Tone(nothing, nothing)
    rank = np.cumsum(counts) / total
    middle, upper, high, highest = (
        max(float(_VALUE[np.searchsorted(rank, q)]), 1e-20) for q in (0.5, 0.97, 0.998, 0.9998)
    )
    logarithm = np.log1p(_VALUE / middle) / max(np.log1p(high / middle), 1e-9)
    ranked = np.clip(0.5 * rank + 0.5 * logarithm, 0.0, 1.0)
    if laid_px < _FLOOR_UP_TO:
        ranked = np.maximum(ranked, _FLOOR)
    crowding = 1.3 * laid_px / max(area_px, 1.0)
    single = np.clip(0.8 / (1.0 + 2.6 * crowding), 0.10, 0.85)
    plain = 1.0 - np.exp(np.log1p(-single) * _VALUE)
    mix = np.clip((crowding - _FEW_FROM) / _FEW_SPAN, 0.0, 1.0)
    span = max(np.log(highest / upper), 1e-9)
    shine = np.clip(np.log(_VALUE / upper) / span, 0.0, 1.0) * _HIGHLIGHT * mix
    return Tone(((1.0 - mix) * plain + mix * ranked).astype(np.float32), shine.astype(np.float32))
