"""A text measure without Qt: every character is as wide as half the font is high."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.drawing.text import TextRole

_SIZE = {"name": 12.0, "strong": 12.0, "minor": 11.0}


class PlainMeasure:
    """Measures by counting; implements `TextMeasure`."""

    def width_px(self, text: str, role: TextRole) -> float:
        return len(text) * _SIZE[role] * (0.62 if role == "strong" else 0.56)

    def line_px(self, role: TextRole) -> float:
        return _SIZE[role] + 3.0
