"""The many links of a large network as one kept image that moves and scales with the view.

Drawing tens of thousands of hairlines takes longer than a frame may. So they are drawn once, with
some margin, and copied while the view moves; while it zooms the copy is scaled, and drawn anew as
soon as the hand rests.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from ui.network.paint_links import paint_hairlines

if TYPE_CHECKING:
    from explorer.drawing.network.camera import Camera
    from explorer.drawing.network.picture import NetworkPicture
    from ui.theme.tokens import Theme

#: The image reaches this far beyond the view on each side, as a share of the view.
_MARGIN = 0.12
_REST_MS = 80
#: An image scaled by more than this would show little of what is there now.
_MOST_SCALED = 2.5
#: Changes that follow each other within this time are one drag.
_CHANGING_S = 0.15
#: So many links are drawn for each frame of a drag.
_MOST_MOVING = 16_000


class DenseLayer(QObject):
    """Keeps one image; main thread.

    Signals
    -------
    sharpened()
        The hand rests: paint again, to get the links as sharp as they can be.
    """

    sharpened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._camera: Camera | None = None
        self._look: tuple[object, ...] = ()
        self._changed_s = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._sharpen)

    def clear(self) -> None:
        """Forget the image."""
        self._image = self._camera = None
        self._look = ()

    def draw(self, painter: QPainter, picture: NetworkPicture, theme: Theme) -> None:
        """Paint ground and links of a picture."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        look = (*picture.dense, picture.dense_lit, picture.dense_opacity, theme, ratio)
        now = picture.camera
        if not self._is_of(look) or self._camera is None or self._image is None:
            # What changes may change again in the next frame: no margin is drawn for nothing,
            # and not every link of very many until the hand rests.
            one_in = 1
            if self._is_changing():
                one_in = -(-sum(len(bucket.links) for bucket in picture.dense) // _MOST_MOVING)
            self._render(picture, theme, ratio, margin=0.0, one_in=one_in)
            self._look = look
            if one_in > 1:
                self._rest.start()
        elif self._camera.scale != now.scale:
            factor = now.scale / self._camera.scale
            if 1 / _MOST_SCALED < factor < _MOST_SCALED:
                self._rest.start()
            else:
                self._render(picture, theme, ratio)
        elif not _covers(self._camera, now):
            self._render(picture, theme, ratio)
        self._copy(painter, now, theme)

    def _is_of(self, look: tuple[object, ...]) -> bool:
        # By identity: buckets are made anew whenever anything in them differs.
        same = len(look) == len(self._look)
        return same and all(
            a is b or (isinstance(a, float) and a == b)
            for a, b in zip(look, self._look, strict=True)
        )

    def _is_changing(self) -> bool:
        """Whether this change follows another one at once, as while the time window is dragged."""
        before, self._changed_s = self._changed_s, time.monotonic()
        return self._changed_s - before < _CHANGING_S

    def _sharpen(self) -> None:
        self.clear()
        self._changed_s = 0.0
        self.sharpened.emit()

    def _render(
        self,
        picture: NetworkPicture,
        theme: Theme,
        ratio: float,
        margin: float = _MARGIN,
        one_in: int = 1,
    ) -> None:
        self._rest.stop()
        view = picture.camera
        camera = replace(
            view,
            width_px=float(round(view.width_px * (1 + 2 * margin))),
            height_px=float(round(view.height_px * (1 + 2 * margin))),
        )
        size = round(camera.width_px * ratio), round(camera.height_px * ratio)
        image = self._image
        if image is None or (image.width(), image.height()) != size:
            image = QImage(*size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(theme.canvas))
        with QPainter(image) as painter:
            for bucket in picture.dense:
                paint_hairlines(painter, bucket, camera, theme, picture.dense_opacity, one_in)
            if picture.dense_lit is not None:
                paint_hairlines(painter, picture.dense_lit, camera, theme, 1.0)
        self._image, self._camera = image, camera

    def _copy(self, painter: QPainter, now: Camera, theme: Theme) -> None:
        image, kept = self._image, self._camera
        if image is None or kept is None:
            return
        factor = now.scale / kept.scale
        width, height = kept.width_px * factor, kept.height_px * factor
        left = now.width_px / 2 + (kept.x - now.x) * now.scale - width / 2
        top = now.height_px / 2 + (kept.y - now.y) * now.scale - height / 2
        if factor == 1.0:
            # At whole pixels, else every line would be blurred.
            painter.drawImage(QPointF(round(left), round(top)), image)
            return
        painter.fillRect(QRectF(0, 0, now.width_px, now.height_px), QColor(theme.canvas))
        painter.drawImage(QRectF(left, top, width, height), image)


def _covers(kept: Camera, now: Camera) -> bool:
    """Whether an image made for one camera shows all that another one sees."""
    left, top, width, height = kept.viewport
    x, y, across, down = now.viewport
    return left <= x and top <= y and x + across <= left + width and y + down <= top + height
