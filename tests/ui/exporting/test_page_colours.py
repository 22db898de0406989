"""The page for a browser has the colours of the window, in light and dark."""

from __future__ import annotations

import re

import pytest

from resources import page_part
from ui.theme.tokens import DARK, LIGHT, Theme


def colours(style: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6})", style))


@pytest.mark.parametrize(("theme", "part"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_colours_are_those_of_the_window(theme: Theme, part: int) -> None:
    found = colours(page_part("view.css").split("@media (prefers-color-scheme: dark)")[part])
    for name in ("window", "surface", "canvas", "hover", "border", "accent", "tie", "position"):
        assert theme.hex_of(name) == found[name]
    for name in ("text_1", "text_2", "text_3"):
        assert theme.hex_of(name) == found[name.replace("_", "-")]
    for kind, colour in theme.actor_kinds.items():
        assert colour == found[f"kind-{kind}"]
    for family, colour in theme.families.items():
        assert colour == found[f"family-{family}"]
