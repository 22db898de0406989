"""Names made ready for drawing: at most two lines of about the same length, elided at the end."""

from __future__ import annotations

import unicodedata
from typing import Literal, Protocol

from explorer.model.plain_text import shown_line

#: A name on a node; the same in bold; the smaller words under an interaction.
TextRole = Literal["name", "strong", "minor"]

#: From this many characters on a name takes two lines.
_TWO_LINES_FROM = 21
_MINOR_TWO_LINES_FROM = 25
_NARROW_FROM = 9

#: Longest line, in widths of an average letter; of a name that is cut short for want of room.
_LINE_LETTERS, _SHORT_LETTERS = 24, 9
_AVERAGE = "Samantha Pashinyan"


class TextMeasure(Protocol):
    """How wide and high text is in the fonts of a device."""

    def width_px(self, text: str, role: TextRole) -> float:
        """Return the advance of one line."""

    def line_px(self, role: TextRole) -> float:
        """Return the distance between two lines."""


def lines_of(
    text: str, role: TextRole, measure: TextMeasure, *, is_narrow: bool = False
) -> tuple[tuple[str, ...], bool]:
    """Break a name into at most two lines of about the same length.

    Parameters
    ----------
    is_narrow
        Break also what would fit into one line, for want of room.

    Returns
    -------
    tuple
        The lines, and whether something was left out (the full name belongs in a tooltip).
    """
    text = shown_line(text)
    widest_px = measure.width_px(_AVERAGE, role) / len(_AVERAGE) * _LINE_LETTERS
    two_from = _MINOR_TWO_LINES_FROM if role == "minor" else _TWO_LINES_FROM
    if len(text) < (_NARROW_FROM if is_narrow else two_from):
        line = _elided(text, role, measure, widest_px)
        return (line,), line != text
    spaces = [i for i, character in enumerate(text) if character == " "]
    if not spaces:
        line = _elided(text, role, measure, widest_px)
        return (line,), line != text
    # The break that leaves the shorter of the two longest lines: near the middle, as a
    # typesetter would, but never beyond what a first line can hold.
    best = min(spaces, key=lambda at: (max(at, len(text) - at - 1), at))
    if best > _LINE_LETTERS:
        best = max((at for at in spaces if at <= _LINE_LETTERS), default=spaces[0])
    first = _elided(text[:best], role, measure, widest_px)
    second = _elided(text[best + 1 :], role, measure, widest_px)
    return (first, second), (first, second) != (text[:best], text[best + 1 :])


def short_of(text: str, role: TextRole, measure: TextMeasure) -> tuple[str, bool]:
    """Return the beginning of a name for where no more has room, and whether some was left out."""
    text = shown_line(text)
    widest_px = measure.width_px(_AVERAGE, role) / len(_AVERAGE) * _SHORT_LETTERS
    line = _elided(text, role, measure, widest_px)
    return line, line != text


def _elided(text: str, role: TextRole, measure: TextMeasure, widest_px: float) -> str:
    if measure.width_px(text, role) <= widest_px:
        return text
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width_px(text[:middle].rstrip() + "…", role) <= widest_px:
            low = middle
        else:
            high = middle - 1
    # Never between a letter and its accent.
    while low < len(text) and unicodedata.combining(text[low]):
        low -= 1
    return text[: max(1, low)].rstrip() + "…"
