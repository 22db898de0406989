"""The picture of very many ties under everything else: kept, moved with the view, made anew beside.

The last picture is shown at once wherever the view goes, scaled if need be, until the worker has
one for the present view. Under it lies one of the whole network, so that zooming out never shows
a hole.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from explorer.drawing.raster.crowd import view_of
from explorer.drawing.raster.render import Colours
from ui.network.raster_worker import Made, RasterWorker, Wish
from ui.theme.tokens import blend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.drawing.network.camera import Camera
    from explorer.drawing.network.crowding import CrowdPart
    from explorer.drawing.raster.render import Raster, View
    from ui.theme.tokens import Theme

#: When the hand has rested so long, the picture is made with some margin around it.
_REST_MS = 250
_MARGIN = 0.12
#: Wishes that follow each other within this time are one movement.
_MOVING_MS = 200

#: How nodes stand out from ties of their own hue: mixed with ink or paper.
_NODE_LIGHT, _NODE_DARK = 0.75, 0.55


class CrowdLayer(QObject):
    """Keeps two pictures, and asks for others; main thread.

    Signals
    -------
    changed()
        Another picture is there: paint again.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = RasterWorker(self)
        self.worker.made.connect(self._on_made)
        self._near: _Kept | None = None
        self._whole: _Kept | None = None
        self._asked: Wish | None = None
        self._part: CrowdPart | None = None
        self._camera: Camera | None = None
        self._theme: Theme | None = None
        self._ratio = 1.0
        self._moved = QTimer(self)
        self._moved.setSingleShot(True)
        self._moved.setInterval(_MOVING_MS)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)

    @property
    def is_sharp(self) -> bool:
        """Whether what is shown is the full picture of what was asked for last."""
        near = self._near
        return near is not None and near.is_full and near.wish is self._asked

    def clear(self) -> None:
        """Forget the pictures: the theme or the network is another."""
        self.worker.forget()
        self._near = self._whole = self._asked = self._part = None
        self._rest.stop()

    def close(self) -> None:
        """End the worker."""
        self._rest.stop()
        self.worker.close()

    def draw(
        self, painter: QPainter, part: CrowdPart, camera: Camera, theme: Theme, ratio: float
    ) -> None:
        """Paint what there is for a view, and have made what there is not."""
        self._ask_if_other(part, camera, theme, ratio)
        ground = QColor(theme.canvas)
        near = self._near
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rest = QRegion(0, 0, math.ceil(camera.width_px), math.ceil(camera.height_px))
        if near is not None:
            rest -= near.inner_region(camera)
        if not rest.isEmpty():
            # Only where the newer picture does not lie: copying twice would cost half a frame.
            painter.setClipRegion(rest)
            painter.fillRect(QRectF(0, 0, camera.width_px, camera.height_px), ground)
            if self._whole is not None and self._whole is not near:
                self._whole.draw(painter, camera)
            painter.setClipping(False)
        if near is not None:
            near.draw(painter, camera)
        painter.restore()

    # --- asking -----------------------------------------------------------------------------------

    def _ask_if_other(self, part: CrowdPart, camera: Camera, theme: Theme, ratio: float) -> None:
        before = self._asked
        if (
            before is not None
            and self._part is not None
            and self._part.is_like(part)
            and (self._theme, self._ratio, self._camera) == (theme, ratio, camera)
        ):
            return
        if self._part is None or self._part.shown.crowd is not part.shown.crowd:
            self._whole = None
        is_moving = self._moved.isActive()
        self._moved.start()
        self._part, self._camera, self._theme, self._ratio = part, camera, theme, ratio
        self._ask(is_moving, margin=0.0)
        self._rest.start()

    def _ask(self, is_moving: bool, margin: float) -> None:
        part, camera, theme = self._part, self._camera, self._theme
        if part is None or camera is None or theme is None:
            return
        self._asked = Wish(
            part.shown,
            view_of(camera, self._ratio, margin),
            colours_of(theme, part.node_keys, part.tie_keys),
            part.emphasised,
            self._ratio,
            is_moving,
            draws_nodes=part.draws_nodes,
        )
        self.worker.ask(self._asked)

    def _on_rest(self) -> None:
        if not self.is_sharp:
            # A large picture is under way: a wish for a larger one would stop it.
            self._rest.start()
            return
        # The picture may have been made with a brightness on its way, and has no margin.
        self._ask(is_moving=False, margin=_MARGIN)

    def _on_made(self, made: Made) -> None:
        asked = self._asked
        if asked is None or made.wish.shown.crowd is not asked.shown.crowd:
            return
        if made.wish.colours is not asked.colours and made.wish is not asked:
            same = np.array_equal(made.wish.colours.ground, asked.colours.ground)
            if not same:
                return
        self._near = _Kept.of(made)
        view, shown = made.wish.view, made.wish.shown
        if view.scale <= 1.15 * shown.crowd.fitting_scale(view) and made.is_full:
            self._whole = self._near
        self.changed.emit()


class _Kept:
    """A picture as an image, and where it lies."""

    def __init__(self, wish: Wish, raster: Raster, *, is_full: bool) -> None:
        self.wish, self.is_full = wish, is_full
        self.view: View = raster.view
        # The image reads the array's memory: both must live equally long.
        self._pixels = raster.pixels
        height, width = raster.pixels.shape
        self._image = QImage(
            raster.pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32
        )

    @classmethod
    def of(cls, made: Made) -> _Kept:
        return cls(made.wish, made.raster, is_full=made.is_full)

    def inner_region(self, camera: Camera) -> QRegion:
        """Give the pixels of a camera's view that the picture covers wholly."""
        view = self.view
        left, top = self._corner(camera)
        shrink = camera.scale / view.scale
        if abs(shrink * self.wish.ratio - 1.0) < 1e-9:
            # It is copied to whole device pixels.
            left, top = (round(at * self.wish.ratio) / self.wish.ratio for at in (left, top))
        right, bottom = left + view.width_px * shrink, top + view.height_px * shrink
        x, y = max(math.ceil(left), 0), max(math.ceil(top), 0)
        width = min(math.floor(right), math.ceil(camera.width_px)) - x
        height = min(math.floor(bottom), math.ceil(camera.height_px)) - y
        return QRegion(x, y, width, height) if width > 0 and height > 0 else QRegion()

    def draw(self, painter: QPainter, camera: Camera) -> None:
        """Copy the part that a camera sees to its place."""
        view, ratio = self.view, self.wish.ratio
        left, top = self._corner(camera)
        factor = camera.scale * ratio / view.scale
        if abs(factor - 1.0) < 1e-9:
            # At whole device pixels, else every line would be blurred.
            self._image.setDevicePixelRatio(ratio)
            at = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
            painter.drawImage(at, self._image)
            return
        self._image.setDevicePixelRatio(1.0)
        shrink = factor / ratio
        # Only the part in view: scaling what nobody sees would cost most of a frame.
        seen = QRectF(0, 0, camera.width_px, camera.height_px)
        whole = QRectF(left, top, view.width_px * shrink, view.height_px * shrink)
        target = whole.intersected(seen)
        if target.isEmpty():
            return
        source = QRectF(
            (target.x() - left) / shrink,
            (target.y() - top) / shrink,
            target.width() / shrink,
            target.height() / shrink,
        )
        painter.drawImage(target, self._image, source)

    def _corner(self, camera: Camera) -> tuple[float, float]:
        """Give where the picture's upper left corner lies for a camera, in logical pixels."""
        view = self.view
        return (
            camera.width_px / 2 + (view.x0 - camera.x) * camera.scale,
            camera.height_px / 2 + (view.y0 - camera.y) * camera.scale,
        )


_COLOURS: dict[tuple[object, ...], Colours] = {}


def colours_of(theme: Theme, node_keys: Sequence[str], tie_keys: Sequence[str]) -> Colours:
    """Give a theme's colours as the raster wants them, by colour keys; kept."""
    key = (theme, tuple(node_keys), tuple(tie_keys))
    if key not in _COLOURS:
        share = _NODE_DARK if theme.is_dark else _NODE_LIGHT
        ink = "#FFFFFF" if theme.is_dark else "#000000"
        nodes = [blend(theme.hex_of(name), ink, share) for name in node_keys]
        _COLOURS[key] = Colours(
            ties=_rgb([theme.hex_of(name) for name in tie_keys]),
            nodes=_rgb(nodes),
            ground=_rgb([theme.canvas])[0],
            highlight=_rgb([theme.highlight])[0],
            lit=_rgb([theme.accent])[0],
        )
    return _COLOURS[key]


def _rgb(colours: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    channels = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    return np.array(channels, dtype=np.float32)
