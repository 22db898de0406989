"""Glyphs drawn once per kind, size and paleness, and then copied: for thousands on a screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import shiboken6
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.network.paint_nodes import paint_ghost, paint_glyph

if TYPE_CHECKING:
    from explorer.drawing.glyph_shape import Glyph
    from explorer.drawing.network.picture import NetworkPicture
    from ui.theme.tokens import Theme

#: Numbers of a QPainter.PixmapFragment: x, y, source left, source top, width, height, scale x,
#: scale y, rotation, opacity; all of them doubles.
_NUMBERS = 10
_MOST_SPRITES = 3_000
_LOG_STEP = math.log(1.05)


class GlyphSprites:
    """All glyphs that a screen needs, on one pixmap; main thread."""

    def __init__(self) -> None:
        self._look: tuple[object, ...] = ()
        self._places: dict[int, int] = {}
        self._sprites: list[QPixmap] = []
        self._atlas = QPixmap()
        self._cell = 0
        self._columns = 32

    def clear(self) -> None:
        """Forget all: the theme is another."""
        self._look = ()

    def draw(self, painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
        """Copy the glyphs of all nodes of a picture to their places."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        look = (picture.glyphs, theme, ratio)
        if look != self._look or len(self._sprites) > _MOST_SPRITES:
            self._look = look
            self._places, self._sprites, self._cell = {}, [], 0
            self._atlas = QPixmap()
        codes, which = np.unique(_codes(picture), return_inverse=True)
        fresh = [code for code in codes.tolist() if code not in self._places]
        if fresh:
            self._add(fresh, picture.glyphs, theme, ratio)
        place = np.array([self._places[code] for code in codes.tolist()])[which]
        n, cell = len(place), self._cell
        fragments = np.empty((n, _NUMBERS))
        # Whole device pixels: a glyph copied between two of them would be blurred.
        fragments[:, :2] = np.round(picture.nodes.xy_px * ratio) / ratio
        fragments[:, 2] = (place % self._columns) * cell
        fragments[:, 3] = (place // self._columns) * cell
        fragments[:, 4:6] = cell
        fragments[:, 6:8] = 1.0 / ratio
        fragments[:, 8] = 0.0
        fragments[:, 9] = 1.0
        # One wrapper on the first of them: making a Python object for each would take longer
        # than drawing them.
        first = cast(
            "QPainter.PixmapFragment",
            shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment),
        )
        painter.drawPixmapFragments(first, n, self._atlas, QPainter.PixmapFragmentHint(0))

    def _add(self, codes: list[int], glyphs: tuple[Glyph, ...], theme: Theme, ratio: float) -> None:
        first = len(self._sprites)
        for code in codes:
            self._places[code] = len(self._sprites)
            self._sprites.append(_sprite(code, glyphs, theme, ratio))
        cell = max(sprite.width() for sprite in self._sprites[first:])
        rows = -(-len(self._sprites) // self._columns)
        if cell > self._cell or rows * self._cell > self._atlas.height():
            # Room for as many again, so that zooming does not make a larger one at each step.
            self._cell = max(self._cell, cell + cell % 2)
            self._atlas = QPixmap(self._columns * self._cell, 2 * rows * self._cell)
            self._atlas.fill(QColor(0, 0, 0, 0))
            first = 0
        with QPainter(self._atlas) as painter:
            for i, sprite in enumerate(self._sprites[first:], start=first):
                margin = (self._cell - sprite.width()) // 2
                x, y = i % self._columns * self._cell, i // self._columns * self._cell
                painter.drawPixmap(x + margin, y + margin, sprite)


def _codes(picture: NetworkPicture) -> npt.NDArray[np.int64]:
    """Return a number for each node that says all of how its glyph looks."""
    nodes = picture.nodes
    # Steps of 5 %: finer ones no eye tells apart in a crowd, and zooming would fill the atlas.
    step = np.round(np.log(nodes.diameter_px) / _LOG_STEP).astype(np.int64)
    percent = np.round(nodes.opacity * 100).astype(np.int64)
    flags = nodes.is_hollow * 2 + nodes.is_ghost
    return np.asarray(((nodes.glyph.astype(np.int64) * 256 + step) * 4 + flags) * 128 + percent)


def _sprite(code: int, glyphs: tuple[Glyph, ...], theme: Theme, ratio: float) -> QPixmap:
    """Draw the glyph with a code in the middle of a pixmap of device pixels."""
    rest, percent = divmod(code, 128)
    rest, flags = divmod(rest, 4)
    glyph, step = divmod(rest, 256)
    size = math.exp(step * _LOG_STEP)
    side = 2 * math.ceil((size * 0.7 + 3) * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    with QPainter(pixmap) as painter:
        painter.scale(ratio, ratio)
        paint = paint_ghost if flags & 1 else paint_glyph
        middle = side / ratio / 2
        # The paleness is in the sprite, so that dimmed glyphs do not shine through each other.
        paint(
            painter,
            glyphs[glyph],
            middle,
            middle,
            size,
            theme,
            is_hollow=bool(flags & 2),
            opacity=percent / 100,
        )
    return pixmap
