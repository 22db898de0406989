"""How far each glyph reaches from its centre: for rings, arrowheads, names and picking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Glyph:
    """What a node is drawn as.

    Attributes
    ----------
    kind
        Kind of the actor or interaction; decides the pictogram, and an actor's shape and hue.
    family
        Family of an interaction, which decides its hue; empty for actors.
    hue
        Colour key instead of the one that kind or family decides; empty for none.
    """

    kind: str
    family: str = ""
    hue: str = ""

    @property
    def is_interaction(self) -> bool:
        """Whether it is drawn as a diamond."""
        return bool(self.family)


#: Half width, height above and height below the centre, in nominal diameters, as `ui.glyphs`
#: draws them.
_REACH = {
    "organisation": (0.45, 0.45, 0.45),
    "state": (0.494, 0.57, 0.57),
    "office": (0.61, 0.39, 0.39),
    "group": (0.554, 0.565, 0.464),
}
_ROUND = (0.5, 0.5, 0.5)
_DIAMOND = (0.68, 0.68, 0.68)


def reach_of(glyph: Glyph) -> tuple[float, float, float]:
    """Return half width, height above and height below the centre, in nominal diameters."""
    return _DIAMOND if glyph.is_interaction else _REACH.get(glyph.kind, _ROUND)


def rim_px(glyph: Glyph, diameter_px: float, dx: float, dy: float) -> float:
    """Return the distance from a glyph's centre to its rim in a direction."""
    half, above, below = (reach * diameter_px for reach in reach_of(glyph))
    upright = below if dy > 0 else above
    length = float(np.hypot(dx, dy)) or 1.0
    across, along = abs(dx) / length, abs(dy) / length
    if glyph.is_interaction:
        return half / max(1e-6, across + along)
    if glyph.kind in ("organisation", "office"):
        return min(half / max(1e-6, across), upright / max(1e-6, along))
    return 1.0 / float(np.hypot(across / half, along / upright))


def reaches(glyphs: tuple[Glyph, ...]) -> npt.NDArray[np.float64]:
    """Return `reach_of` each glyph, shape (n_glyphs, 3)."""
    return np.array([reach_of(glyph) for glyph in glyphs], dtype=np.float64).reshape(-1, 3)
