"""How much room the signs on ties and glyphs take: counts, differing accounts, pins."""

from __future__ import annotations

from explorer.drawing.network.picture import LinkMark

#: Radius of the ground under the sign of differing accounts.
SPLIT_REACH_PX = 10.0

_LEAST_COUNT_PX = 18.0
_AROUND_COUNT_PX = 3.0
_BESIDE_SPLIT_PX = 21.0


def count_words(mark: LinkMark) -> str:
    """Return the number on a tie as it is written."""
    return f"{mark.count:,}"


def count_box(mark: LinkMark, line_px: float) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of the number on a tie.

    Parameters
    ----------
    line_px
        Height of a line of the smaller text of the network.
    """
    height = max(_LEAST_COUNT_PX, line_px + _AROUND_COUNT_PX)
    width = max(height, height / 2 * len(count_words(mark)) + 4.0)
    x, y = mark.middle
    if mark.has_split:
        # Beside the sign of differing accounts, along the tie.
        dx, dy = mark.end[0] - mark.start[0], mark.end[1] - mark.start[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        away = max(_BESIDE_SPLIT_PX, SPLIT_REACH_PX + height / 2 + 2.0)
        x, y = x + dx / length * away, y + dy / length * away
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
