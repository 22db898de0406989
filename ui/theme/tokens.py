"""The colours of the two themes as one frozen table each, read by painters and by the style sheet.

Colours are asked for by *key*, so that the rooms without Qt can name a colour without knowing it:
a token ("accent", "text_2"), a kind of actor ("kind:person"), a family of interactions
("family:talk") or a plain "#RRGGBB".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT_CONTRAST = 4.5


@dataclass(frozen=True, eq=False)
class Theme:
    """All colours of one appearance, as "#RRGGBB".

    Themes are compared by identity: there are two, ``LIGHT`` and ``DARK``.

    Attributes
    ----------
    actor_kinds, families
        Hue by kind of actor and by family of interactions. The distances between hues hold
        within each mapping, not across the two: shape and pictogram tell an actor from an
        interaction.
    communities
        Hues for groups of actors where there are too many to tell them by kind.
    highlight
        What ink tends to where it is heaviest: the end of the scale away from the canvas.
    """

    name: str
    is_dark: bool
    window: str
    surface: str
    canvas: str
    sunken: str
    hover: str
    raised: str
    border: str
    strong: str
    text_1: str
    text_2: str
    text_3: str
    disabled: str
    accent: str
    accent_pressed: str
    on_accent: str
    selection: str
    warn: str
    warn_ground: str
    danger: str
    tie: str
    position: str
    actor_kinds: Mapping[str, str]
    families: Mapping[str, str]
    communities: tuple[str, ...]
    highlight: str

    def hex_of(self, key: str) -> str:
        """Return the colour behind a key as "#RRGGBB".

        Parameters
        ----------
        key
            A token name, "kind:<kind of actor>", "family:<family>", "community:<number>" or
            "#RRGGBB" itself; numbers beyond the hues are neutral.
            Vocabularies are open and hues are not: a kind of actor nobody designed a hue for
            is drawn in text 3 (the neutral of the family "other"), an unlisted family in the
            hue of "other". Both are told apart by shape and pictogram.

        Raises
        ------
        KeyError
            If the key is neither a token nor prefixed.
        """
        if key.startswith("#"):
            return key
        prefix, _, rest = key.partition(":")
        if prefix == "community" and rest:
            number = int(rest)
            return self.communities[number] if number < len(self.communities) else self.text_3
        if prefix == "kind" and rest:
            return self.actor_kinds.get(rest, self.text_3)
        if prefix == "family" and rest:
            return self.families.get(rest, self.families["other"])
        if key in TOKEN_NAMES:
            value: str = getattr(self, key)
            return value
        raise KeyError(f"the theme has no colour named {key!r}")

    def colour(self, key: str, alpha: float = 1.0) -> QColor:
        """Return the colour behind a key as a new QColor (any thread).

        Parameters
        ----------
        alpha
            Opacity from 0 to 1.
        """
        red, green, blue = _channels(self.hex_of(key))
        return QColor(red, green, blue, round(255 * alpha))

    def text_on(self, ground: str) -> str | None:
        """Return the ink or paper for text inside a bar of this colour.

        Parameters
        ----------
        ground
            A colour key.

        Returns
        -------
        str or None
            The better of ink and paper, or None when neither reaches 4.5:1: then the text
            belongs beside the bar.
        """
        bar = self.hex_of(ground)
        best = max((INK, PAPER), key=lambda text: contrast(text, bar))
        return best if contrast(best, bar) >= TEXT_CONTRAST else None


LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#F3F2EE",
    surface="#FFFFFF",
    canvas="#FBFAF7",
    sunken="#F1EFEA",
    hover="#F1EFEA",
    raised="#FFFFFF",
    border="#DDDAD2",
    strong="#8A867C",
    text_1="#1C1B19",
    text_2="#55524C",
    text_3="#6B675F",
    disabled="#A39F96",
    accent="#2450D6",
    accent_pressed="#1B3FB0",
    on_accent="#FFFFFF",
    selection="#E7ECFB",
    warn="#8A5A00",
    warn_ground="#FFF4DC",
    danger="#B3261E",
    tie="#6E6A62",
    position="#8E8A80",
    actor_kinds=MappingProxyType(
        {
            "person": "#17395C",
            "organisation": "#B8690E",
            "state": "#8A55DB",
            "office": "#5F938A",
            "group": "#4A3F2A",
        }
    ),
    families=MappingProxyType(
        {
            "talk": "#0B86C4",
            "movement": "#C27A12",
            "words": "#5B2190",
            "deal": "#426F53",
            "force": "#7A1A08",
            "other": "#6B675F",
        }
    ),
    communities=(
        "#2F62C9",
        "#1F9D6B",
        "#B98200",
        "#C8452A",
        "#2D8FB3",
        "#7D4FC4",
        "#D4701A",
        "#14827A",
        "#C94F86",
        "#6B8F1A",
        "#5060B0",
        "#8A6A35",
    ),
    highlight="#1D2433",
)

DARK = Theme(
    name="dark",
    is_dark=True,
    window="#141518",
    surface="#1B1D20",
    canvas="#121316",
    sunken="#101114",
    hover="#24272C",
    raised="#25282D",
    border="#33363C",
    strong="#757B84",
    text_1="#ECEBE8",
    text_2="#BAB9B4",
    text_3="#9B9A95",
    disabled="#5E6167",
    accent="#8FB0FF",
    accent_pressed="#B2C8FF",
    on_accent="#0E1730",
    selection="#1E2A47",
    warn="#F2C265",
    warn_ground="#33290F",
    danger="#FF8A80",
    tie="#8B8F96",
    position="#70757E",
    actor_kinds=MappingProxyType(
        {
            "person": "#A6DAF8",
            "organisation": "#F5B23A",
            "state": "#9C7FF5",
            "office": "#559391",
            "group": "#968C5C",
        }
    ),
    families=MappingProxyType(
        {
            "talk": "#5AD3F2",
            "movement": "#F0C07C",
            "words": "#AB70E2",
            "deal": "#639374",
            "force": "#EA5A12",
            "other": "#9B9A95",
        }
    ),
    communities=(
        "#5B8FF9",
        "#5AD8A6",
        "#F6BD16",
        "#E8684A",
        "#6DC8EC",
        "#B37FEB",
        "#FF9D4D",
        "#3FB6A8",
        "#FF99C3",
        "#A3C644",
        "#8795D8",
        "#C9A36A",
    ),
    highlight="#F6F1E4",
)

INK = LIGHT.text_1
PAPER = LIGHT.surface

THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})

TOKEN_NAMES: frozenset[str] = frozenset(
    name for name, value in vars(LIGHT).items() if isinstance(value, str) and name != "name"
)


def theme_named(name: str) -> Theme:
    """Return the theme with this name; any name but "dark" gives the light one."""
    return THEMES.get(name, LIGHT)


@cache
def blend(foreground: str, background: str, alpha: float) -> str:
    """Return the opaque colour that a translucent foreground makes on a background.

    Parameters
    ----------
    foreground, background
        "#RRGGBB".
    alpha
        Opacity of the foreground, 0 to 1.
    """
    mixed = (
        round(front * alpha + back * (1.0 - alpha))
        for front, back in zip(_channels(foreground), _channels(background), strict=True)
    )
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


@cache
def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two "#RRGGBB" colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def linear_rgb(colour: str) -> tuple[float, float, float]:
    """Return the linear-light sRGB components of "#RRGGBB", each from 0 to 1."""
    red, green, blue = (_linear(channel / 255.0) for channel in _channels(colour))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
