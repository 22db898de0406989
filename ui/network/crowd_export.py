"""The picture of very many ties for a page: drawn once, in full, at the page's own resolution."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from explorer.drawing.raster.crowd import view_of
from explorer.drawing.raster.render import Renderer
from ui.network.crowd_layer import colours_of

if TYPE_CHECKING:
    from explorer.drawing.network.camera import Camera
    from explorer.drawing.network.crowding import CrowdPart
    from ui.theme.tokens import Theme

#: More pixels than this would take more memory than a picture is worth.
_MOST_PX = 80e6


def paint_crowd(painter: QPainter, part: CrowdPart, camera: Camera, theme: Theme) -> None:
    """Paint a crowd over whatever ground there is, every tie of it."""
    transform = painter.combinedTransform()
    factor = math.hypot(transform.m11(), transform.m12())
    factor = min(factor, math.sqrt(_MOST_PX / (camera.width_px * camera.height_px)))
    image, _pixels = _image_of(part, camera, theme, factor)
    painter.drawImage(QRectF(0.0, 0.0, camera.width_px, camera.height_px), image)


def _image_of(
    part: CrowdPart, camera: Camera, theme: Theme, factor: float
) -> tuple[QImage, np.ndarray[tuple[int, int], np.dtype[np.uint32]]]:
    """Draw on black and on white: what differs between the two is how much shows through."""
    shown, view = part.shown, view_of(camera, factor)
    colours = colours_of(theme, part.node_keys, part.tie_keys)
    renderer = Renderer(2)
    drawn = []
    for level in (0.0, 255.0):
        picture = renderer.render(
            shown.crowd.ties,
            shown.crowd.nodes,
            view,
            replace(colours, ground=np.full(3, level, dtype=np.float32)),
            strength=shown.strength,
            radius_px=shown.radius_px(view, factor),
            hidden=shown.hidden if part.draws_nodes else shown.all_hidden,
            emphasised=part.emphasised,
        )
        drawn.append(picture.pixels)
    renderer.close()
    on_black, on_white = drawn
    seen_through = np.zeros(on_black.shape, dtype=np.int32)
    for shift in (0, 8, 16):
        apart = ((on_white >> shift) & 255).astype(np.int32) - ((on_black >> shift) & 255)
        np.maximum(seen_through, apart, out=seen_through)
    alpha = (255 - np.clip(seen_through, 0, 255)).astype(np.uint32)
    pixels = np.zeros_like(on_black)
    for shift in (0, 8, 16):
        # Rounding may leave a channel above its alpha, which no premultiplied colour is.
        pixels |= np.minimum((on_black >> shift) & 255, alpha) << np.uint32(shift)
    pixels = np.ascontiguousarray(pixels | (alpha << np.uint32(24)))
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    # The image reads the array's memory: whoever has the one must have the other.
    return image, pixels
