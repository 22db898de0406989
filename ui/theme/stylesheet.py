"""Fills the style sheet's template with a theme's colours and the lengths of a text size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from resources import style_sheet_template

if TYPE_CHECKING:
    from ui.theme.fonts import Fonts
    from ui.theme.sheet_images import SheetImages
    from ui.theme.tokens import Theme

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMAGE = re.compile(r"@icon\(([a-z-]+), *([a-z_0-9]+)\)")
_COLOUR = re.compile(r"@((?:family:|kind:)?[a-z][a-z_0-9]*)")
_LENGTH = re.compile(r"(?<![\w.#-])(-?)(\d+)px")


def build_stylesheet(theme: Theme, fonts: Fonts, images: SheetImages | None = None) -> str:
    """Return the sheet for a theme at a text size.

    Parameters
    ----------
    images
        Where the sheet's few icons are written; None leaves them out.

    Raises
    ------
    KeyError
        If the template names a colour that the theme does not have.
    """
    sheet = _COMMENT.sub("", style_sheet_template())
    sheet = _IMAGE.sub(
        lambda match: images.url(match[1], theme.hex_of(match[2])) if images else "none", sheet
    )
    sheet = _COLOUR.sub(lambda match: theme.hex_of(match[1]), sheet)

    def scaled(match: re.Match[str]) -> str:
        length = int(match[2])
        # Hairlines stay hairlines at any text size.
        return f"{match[1]}{length if length <= 1 else fonts.px(length)}px"

    return _LENGTH.sub(scaled, sheet)


def build_palette(theme: Theme) -> QPalette:
    """Return the palette for what the sheet cannot reach: disabled text, links, placeholders."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, key in (
        (roles.Window, "window"),
        (roles.WindowText, "text_1"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "surface"),
        (roles.Text, "text_1"),
        (roles.Button, "surface"),
        (roles.ButtonText, "text_1"),
        (roles.BrightText, "danger"),
        (roles.PlaceholderText, "text_3"),
        (roles.ToolTipBase, "raised"),
        (roles.ToolTipText, "text_1"),
        (roles.Highlight, "selection"),
        (roles.HighlightedText, "text_1"),
        (roles.Accent, "accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.Light, "border"),
        (roles.Midlight, "border"),
        (roles.Mid, "strong"),
        (roles.Dark, "strong"),
        (roles.Shadow, "strong"),
    ):
        palette.setColor(role, theme.colour(key))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return palette
