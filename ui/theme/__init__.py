"""Colours, fonts, icons and the style of the program, from one frozen table per theme.

Where to find what:

- ``LIGHT``, ``DARK``, ``theme_named(name)``, ``Theme``: the tokens; ``theme.accent`` is a
  "#RRGGBB", ``theme.colour("kind:person")`` a QColor, ``theme.text_on("family:talk")`` the text
  colour inside a bar (None: put the text beside it). ``blend``, ``contrast``: colour sums.
- ``icon``, ``control_icon``, ``pixmap``, ``paint_icon``, ``icon_path``: Phosphor icons in any
  colour; ``kind_icon(kind)``: the pictogram of a kind of actor or interaction.
- glyphs of actors and interactions are painted by ``ui.glyphs``.
"""

from __future__ import annotations

from ui.theme.icons import (
    ACTOR_ICON,
    INTERACTION_ICON,
    KIND_ICON,
    control_icon,
    icon,
    icon_path,
    icon_size,
    kind_icon,
    paint_icon,
    pixmap,
)
from ui.theme.tokens import DARK, LIGHT, THEMES, Theme, blend, contrast, theme_named

__all__ = [
    "ACTOR_ICON",
    "DARK",
    "INTERACTION_ICON",
    "KIND_ICON",
    "LIGHT",
    "THEMES",
    "Theme",
    "blend",
    "contrast",
    "control_icon",
    "icon",
    "icon_path",
    "icon_size",
    "kind_icon",
    "paint_icon",
    "pixmap",
    "theme_named",
]
