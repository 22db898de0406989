"""Paints lanes that hold more marks than can be told apart as areas, denser upwards."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from ui.timeline.painting.area_raster import Area, area_image
from ui.timeline.painting.bars_painter import DIMMED
from ui.timeline.picture import Lighting, Picture


class KeptAreas:
    """The areas of one picture as an image; what the time window dims is laid over it.

    Filling shapes with hundreds of corners takes longer than all else in a lane, and a drag of
    the time window changes none of them.
    """

    def __init__(self) -> None:
        # Not held: a closed store must not stay in memory for a picture of it.
        self._picture: weakref.ref[Picture] | None = None
        self._is_pale = False
        self._image = QImage()

    def paint(self, painter: QPainter, picture: Picture, light: Lighting) -> None:
        """Paint the areas in sight; the painter's units are the canvas's pixels."""
        if not picture.heights:
            self._picture, self._image = None, QImage()
            return
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        is_pale = light.is_dimming and light.foremost is not None
        if (
            self._picture is None
            or self._picture() is not picture
            or self._is_pale != is_pale
            or self._image.devicePixelRatio() != ratio
        ):
            self._image = _drawn(picture, ratio, is_pale=is_pale)
            self._picture, self._is_pale = weakref.ref(picture), is_pale
        painter.setOpacity(1.0)
        painter.drawImage(QPointF(0.0, 0.0), self._image)
        _dim_outside(painter, picture, light)


def _drawn(picture: Picture, ratio: float, *, is_pale: bool) -> QImage:
    geometry = picture.geometry
    below = geometry.lanes_top + geometry.lanes_px
    areas = []
    for index, heights in picture.heights.items():
        top, bottom = _ends(picture, index)
        if top <= below and bottom >= 0:
            family = picture.lanes.lanes[index].family
            hue = picture.theme.colour(f"family:{family}" if family else "text_2")
            areas.append(Area(geometry.names_px, top, bottom, hue, heights))
    return area_image(areas, geometry.width_px, below, ratio, DIMMED if is_pale else 1.0)


def _ends(picture: Picture, index: int) -> tuple[float, float]:
    """Return where the area of a lane ends, above and below."""
    geometry, lane = picture.geometry, picture.lanes.lanes[index]
    bottom = geometry.row_middle_px(lane.first_row + lane.n_rows - 1) + geometry.row_px / 2 - 1
    return geometry.row_middle_px(lane.first_row) - geometry.row_px / 2 + 2, bottom


def _dim_outside(painter: QPainter, picture: Picture, light: Lighting) -> None:
    """Pale the part of each area that lies outside the time window."""
    if light.window is None or not light.is_dimming:
        return
    geometry = picture.geometry
    first = picture.x_px(light.window.first)
    last = picture.x_px(light.window.last + 1)
    veil = picture.theme.colour("sunken", 1 - DIMMED)
    left_end, right_end = geometry.names_px, geometry.names_px + geometry.plot_px
    for index in picture.heights:
        top, bottom = _ends(picture, index)
        for left, right in ((left_end, min(first, right_end)), (max(last, left_end), right_end)):
            if right > left:
                painter.fillRect(QRectF(left, top - 2, right - left, bottom - top + 3), veil)
