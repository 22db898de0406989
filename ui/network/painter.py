"""Paints a network picture with any painter: the window's, a pixel image's, an SVG's, a PDF's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from ui.network.crowd_export import paint_crowd
from ui.network.crowd_layer import CrowdLayer
from ui.network.dense_layer import DenseLayer
from ui.network.paint_links import paint_discs, paint_hairlines, paint_links
from ui.network.paint_nodes import paint_glyphs, paint_halo, paint_marks
from ui.network.sprites import GlyphSprites
from ui.network.text import LabelPixmaps, draw_label, draw_leads

if TYPE_CHECKING:
    from explorer.drawing.network.picture import NetworkPicture
    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Theme


#: With more nodes than this a screen gets them from kept pictures, a vector device as paths.
_MOST_AS_VECTORS = 250


class ScreenCaches:
    """What a screen keeps between frames; a vector device must not use it."""

    def __init__(self) -> None:
        self.labels = LabelPixmaps()
        self.sprites = GlyphSprites()
        self.dense = DenseLayer()
        self.crowd = CrowdLayer()

    def clear(self) -> None:
        """Forget what was drawn with another theme, text size or device ratio."""
        self.labels.clear()
        self.sprites.clear()
        self.dense.clear()
        self.crowd.clear()


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
        For a screen: many links, many glyphs and all names are copied from kept images. None:
        everything is drawn as vectors and real text, as SVG and PDF want it.
    """
    painter.save()
    if picture.crowd is not None and caches is not None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        caches.crowd.draw(painter, picture.crowd, picture.camera, theme, ratio)
    elif picture.crowd is not None:
        paint_crowd(painter, picture.crowd, picture.camera, theme)
    elif picture.dense and caches is not None:
        caches.dense.draw(painter, picture, theme)
    else:
        _paint_hairlines(painter, picture, theme)
    paint_halo(painter, picture, theme)
    paint_links(painter, picture, theme)
    paint_discs(painter, picture, theme, fonts)
    if caches is not None and len(picture.nodes) > _MOST_AS_VECTORS:
        caches.sprites.draw(painter, picture, theme)
    else:
        paint_glyphs(painter, picture, theme)
    paint_marks(painter, picture, theme)
    draw_leads(painter, picture, theme)
    for label in picture.labels:
        painter.setOpacity(label.opacity)
        if caches is None:
            draw_label(painter, label, label.x_px, label.y_px, theme, fonts)
        else:
            caches.labels.draw(painter, label, theme, fonts)
    painter.restore()


def _paint_hairlines(painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
    for bucket in picture.dense:
        paint_hairlines(painter, bucket, picture.camera, theme, picture.dense_opacity)
    if picture.dense_lit is not None:
        paint_hairlines(painter, picture.dense_lit, picture.camera, theme, 1.0)
