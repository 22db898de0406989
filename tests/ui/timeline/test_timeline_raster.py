"""Areas of crowded lanes are painted as high as they are, at every device pixel ratio."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from ui.timeline.painting.area_raster import Area, area_image

HUE = QColor("#0b86c4")


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_area_fills_its_lane_up_to_its_height(ratio):
    heights = np.array([0.0] * 20 + [0.5] * 20 + [1.0] * 20, dtype=np.float32)
    image = area_image([Area(10, 5, 25, HUE, heights)], 80, 40, ratio, 1.0)
    assert ratio == image.devicePixelRatio()

    def alpha(x: float, y: float) -> int:
        return image.pixelColor(round(x * ratio), round(y * ratio)).alpha()

    assert 0 == alpha(5, 20) == alpha(20, 20) == alpha(40, 10) == alpha(60, 2) == alpha(60, 30)
    assert alpha(40, 20) > 60
    assert alpha(60, 8) > alpha(60, 22) > 60


def test_the_colour_is_that_of_the_family_and_paler_when_dimmed():
    heights = np.ones(20, dtype=np.float32)
    full, pale = (
        area_image([Area(0, 0, 20, HUE, heights)], 20, 20, 1.0, opacity) for opacity in (1.0, 0.4)
    )
    assert HUE.name() == full.pixelColor(10, 0).name()
    assert full.pixelColor(10, 10).alpha() > 2 * pale.pixelColor(10, 10).alpha()


def test_what_lies_out_of_sight_is_left_out():
    heights = np.ones(50, dtype=np.float32)
    image = area_image(
        [Area(10, -40, -10, HUE, heights), Area(70, 5, 15, HUE, heights)], 80, 20, 1, 1
    )
    assert (80, 20) == (image.width(), image.height())
    assert image.pixelColor(75, 10).alpha() > 0
    assert image.pixelColor(20, 2).alpha() == 0
