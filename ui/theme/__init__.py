"""Colours, fonts, icons and the style of the program, from one frozen table per theme.

Where to find what:

- ``LIGHT``, ``DARK``, ``theme_named(name)``, ``Theme``: the tokens; ``theme.accent`` is a
  "#RRGGBB", ``theme.colour("kind:person")`` a QColor, ``theme.text_on("family:talk")`` the text
  colour inside a bar (None: put the text beside it). ``blend``, ``contrast``: colour sums.
- ``icon``, ``control_icon``, ``pixmap``, ``paint_icon``, ``icon_path``: Phosphor icons in any
  colour; ``kind_icon(kind)``: the pictogram of a kind of actor or interaction.
- ``Appearance``: theme and text size of the running program with a ``changed`` signal;
  ``apply_theme(app, theme, text_scale)`` without it. ``Fonts``: ``ui_font(NOTE, bold=True)``,
  ``serif_font(QUOTE)``, ``px(design_px)``, ``line_px(size)``; ``uncovered_scripts()`` for About.
- Style sheet roles are dynamic properties: ``label.setProperty("role", "note")``. Labels: display,
  title, heading, figure, lead, note, count, secondary, faint, link, chip, tag, key, warn, danger;
  quotes (font by ``fonts.serif_font()``): quote, account-quote, speech-quote.
  Push buttons: primary, link, quiet-link, none for secondary. Tool buttons: toggle, segment (in a
  QFrame of role segmented), link. Frames: card, hover-card, warn, hairline, vertical-hairline.
  Grounds of plain widgets: property "ground" = window, surface, canvas, sunken, raised.
- ``paint_check_box``: the check box for delegates. A widget that shows keyboard focus itself sets
  the property ``OWN_FOCUS`` to True; all others get the focus ring by themselves.
- ``ui.glyphs`` paints actors, interactions, sources and the split disc; ``ui.controls`` has
  ``IconButton``, ``PushButton``, ``Segmented`` and ``add_shadow``.
"""

from __future__ import annotations

from ui.theme.appearance import Appearance, apply_theme
from ui.theme.focus_ring import OWN_FOCUS
from ui.theme.fonts import (
    BODY,
    DISPLAY,
    FIGURE,
    NOTE,
    QUOTE,
    SECONDARY,
    TITLE,
    Fonts,
    uncovered_scripts,
)
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
from ui.theme.style import paint_check_box
from ui.theme.stylesheet import build_palette, build_stylesheet
from ui.theme.tokens import DARK, LIGHT, THEMES, Theme, blend, contrast, theme_named

__all__ = [
    "ACTOR_ICON",
    "BODY",
    "DARK",
    "DISPLAY",
    "FIGURE",
    "INTERACTION_ICON",
    "KIND_ICON",
    "LIGHT",
    "NOTE",
    "OWN_FOCUS",
    "QUOTE",
    "SECONDARY",
    "THEMES",
    "TITLE",
    "Appearance",
    "Fonts",
    "Theme",
    "apply_theme",
    "blend",
    "build_palette",
    "build_stylesheet",
    "contrast",
    "control_icon",
    "icon",
    "icon_path",
    "icon_size",
    "kind_icon",
    "paint_check_box",
    "paint_icon",
    "pixmap",
    "theme_named",
    "uncovered_scripts",
]
