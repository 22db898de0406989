"""Paints a network picture with any painter: the window's, a pixel image's, an SVG's, a PDF's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPainterPath

from ui.network.paint_links import hairline_path, paint_discs, paint_hairlines, paint_links
from ui.network.paint_nodes import paint_glyphs, paint_halo, paint_marks
from ui.network.sprites import GlyphSprites
from ui.network.text import LabelPixmaps, draw_label

if TYPE_CHECKING:
    from explorer.drawing.network_picture import NetworkPicture
    from explorer.drawing.scene import DenseBucket
    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Theme


#: With more nodes than this a screen gets them from kept pictures, a vector device as paths.
_MOST_AS_VECTORS = 250


class ScreenCaches:
    """What a screen keeps between frames; a vector device must not use it."""

    def __init__(self) -> None:
        self.labels = LabelPixmaps()
        self.sprites = GlyphSprites()
        self._paths: dict[int, tuple[DenseBucket, QPainterPath]] = {}

    def clear(self) -> None:
        """Forget what was drawn with another theme, text size or device ratio."""
        self.labels.clear()
        self.sprites.clear()

    def path_of(self, bucket: DenseBucket) -> QPainterPath:
        """Return the path of a bucket of links, made once."""
        found = self._paths.get(id(bucket))
        if found is None or found[0] is not bucket:
            if len(self._paths) > 12:
                self._paths.clear()
            found = (bucket, hairline_path(bucket))
            self._paths[id(bucket)] = found
        return found[1]


def paint_network(
    painter: QPainter,
    picture: NetworkPicture,
    theme: Theme,
    fonts: Fonts,
    caches: ScreenCaches | None = None,
) -> None:
    """Paint a picture, back to front; the ground is the caller's.

    Parameters
    ----------
    painter
        Its units are the picture's pixels; scale it to draw larger.
    caches
        For a screen: glyphs and names are copied from kept pixmaps. None: everything is drawn
        as vectors and real text, as SVG and PDF want it.
    """
    painter.save()
    for bucket in picture.dense:
        path = None if caches is None else caches.path_of(bucket)
        paint_hairlines(painter, bucket, picture.camera, theme, picture.dense_opacity, path)
    if picture.dense_lit is not None:
        path = None if caches is None else caches.path_of(picture.dense_lit)
        paint_hairlines(painter, picture.dense_lit, picture.camera, theme, 1.0, path)
    paint_halo(painter, picture, theme)
    paint_links(painter, picture, theme)
    paint_discs(painter, picture, theme, fonts)
    if caches is not None and len(picture.nodes) > _MOST_AS_VECTORS:
        caches.sprites.draw(painter, picture, theme)
    else:
        paint_glyphs(painter, picture, theme)
    paint_marks(painter, picture, theme)
    for label in picture.labels:
        painter.setOpacity(label.opacity)
        if caches is None:
            draw_label(painter, label, label.x_px, label.y_px, theme, fonts)
        else:
            caches.labels.draw(painter, label, theme, fonts)
    painter.restore()
