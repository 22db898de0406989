"""Pictures of windows with 256 colours look like those with all."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from tools.palette import with_palette


def test_a_picture_of_few_colours_keeps_each_of_them():
    image = QImage(33, 7, QImage.Format.Format_RGB32)
    for x in range(33):
        for y in range(7):
            image.setPixelColor(x, y, QColor(x * 7, y * 30, (x * y) % 256))
    small = with_palette(image)
    assert (33, 7, 8) == (small.width(), small.height(), small.depth())
    assert small.convertToFormat(QImage.Format.Format_RGB32) == image


def test_a_gradient_stays_near_and_flat_grounds_stay_exact():
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#FBFAF7"))
    painter = QPainter(image)
    for row, colour in enumerate(("#7A1A08", "#0B86C4", "#426F53")):
        fade = QLinearGradient(0, 0, 400, 0)
        fade.setColorAt(0, QColor(colour))
        fade.setColorAt(1, QColor("#FBFAF7"))
        painter.fillRect(0, 60 * row, 400, 50, fade)
    painter.end()
    small = with_palette(image)
    assert 256 >= len(small.colorTable())
    assert "#fbfaf7" == small.pixelColor(5, 299).name()
    assert "#fbfaf7" == small.pixelColor(5, 55).name()

    def pixels(picture: QImage) -> np.ndarray:
        plain = picture.convertToFormat(QImage.Format.Format_RGB32)
        shown = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(300, 400, 4)
        return shown[:, :, :3].copy()

    off = np.abs(pixels(small).astype(int) - pixels(image))
    assert 12 >= off.max()
    assert 1.5 > off.mean()
