"""Paints into images and reads them back, for tests of painters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def painted(
    paint: Callable[[QPainter], None], side_px: int, ground: str, scale: float = 1.0
) -> QImage:
    """Return a square image whose origin for the painter is its middle."""
    image = QImage(round(side_px * scale), round(side_px * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(side_px / 2, side_px / 2)
    paint(painter)
    painter.end()
    return image


def colour_at(image: QImage, x: float, y: float, scale: float = 1.0) -> str:
    """Return "#RRGGBB" at a place measured from the image's middle in logical pixels."""
    column = int(image.width() / 2 + x * scale)
    row = int(image.height() / 2 + y * scale)
    return image.pixelColor(column, row).name().upper()


def pixels(image: QImage) -> NDArray[np.int16]:
    """Return the image as (height, width, 3) RGB."""
    rgb = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(rgb.constBits(), np.uint8).reshape(
        rgb.height(), rgb.bytesPerLine() // 4, 4
    )
    return flat[:, : rgb.width(), :3].astype(np.int16)


def share_of(image: QImage, colour: str) -> float:
    """Return which share of the pixels has exactly this colour."""
    wanted = QColor(colour)
    rgb = np.array([wanted.red(), wanted.green(), wanted.blue()])
    return float((pixels(image) == rgb).all(axis=2).mean())
