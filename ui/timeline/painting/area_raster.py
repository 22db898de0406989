"""Areas of crowded lanes as pixels: a polygon of a thousand corners takes Qt far longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

#: How opaque an area is at its foot and at the full height of its lane.
_FOOT, _FULL = 0.30, 0.90
_LINE_PX = 1.0


@dataclass(frozen=True)
class Area:
    """One lane's area, in logical pixels: where it ends, its colour, heights 0 to 1 by pixel."""

    left: float
    top: float
    bottom: float
    hue: QColor
    heights: npt.NDArray[np.float32]


def area_image(
    areas: Sequence[Area], width_px: float, height_px: float, ratio: float, opacity: float
) -> QImage:
    """Draw areas into an image of the size, with its device pixel ratio set."""
    width, height = max(1, round(width_px * ratio)), max(1, round(height_px * ratio))
    pixels = np.zeros((height, width, 4), dtype=np.uint8)
    for area in areas:
        _draw(pixels, area, ratio, opacity)
    # Blue first in memory is what Qt paints without converting it.
    form = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(pixels.data, width, height, 4 * width, form).copy()
    image.setDevicePixelRatio(ratio)
    return image


def _draw(pixels: npt.NDArray[np.uint8], area: Area, ratio: float, opacity: float) -> None:
    height, width = pixels.shape[:2]
    top, bottom = max(0, int(area.top * ratio)), min(height, int(np.ceil(area.bottom * ratio)))
    left = round(area.left * ratio)
    columns = np.arange(left, min(width, left + round(len(area.heights) * ratio)))
    if bottom <= top or not len(columns):
        return
    lane = (area.bottom - area.top) * ratio
    at = (columns - left + 0.5) / ratio - 0.5
    tall = np.interp(at, np.arange(len(area.heights)), area.heights).astype(np.float32) * lane
    above = (area.bottom * ratio - np.arange(top, bottom, dtype=np.float32))[:, np.newaxis]
    full = np.float32(255 * opacity)
    fill = (_FOOT + (_FULL - _FOOT) * np.clip(above / lane, 0, 1)).astype(np.float32)
    # How much of each pixel lies under the outline, and how much under its line.
    under = np.clip((tall - _LINE_PX * ratio + 1) - above, 0, 1)
    alpha = np.clip((tall + 1) - above, 0, 1)
    alpha -= under
    under *= fill
    alpha += under
    alpha *= full
    block = pixels[top:bottom, columns[0] : columns[-1] + 1]
    for channel, part in enumerate((area.hue.blueF(), area.hue.greenF(), area.hue.redF(), 1.0)):
        block[:, :, channel] = alpha * np.float32(part)
