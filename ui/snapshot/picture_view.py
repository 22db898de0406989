"""The live preview in the dialog: the page itself, drawn small, on a quiet ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.painting import guarded
from ui.theme.appearance import Appearance

_PADDING_PX = 16
_CHECK_PX = 8


class PictureView(QWidget):
    """Shows an image as large as it fits; a transparent one on a chequered ground."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._image: QImage | None = None
        self._page = (1600, 1000)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(appearance.fonts.px(300), appearance.fonts.px(220))
        self.setAccessibleName("Preview of the picture")

    def sizeHint(self) -> QSize:
        fonts = self._appearance.fonts
        return QSize(fonts.px(560), fonts.px(400))

    @property
    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._image

    def show_page_size(self, width: int, height: int) -> None:
        """Give the frame the page's proportions."""
        self._page = (width, height)
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self.update()

    def scale_for(self, width: int, height: int) -> float:
        """Return device pixels for each unit of a page of a size, so that it fills the view."""
        frame = self._frame(width, height)
        return max(0.02, frame.width() * self.devicePixelRatioF() / max(1, width))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colour("sunken"))
            frame = self._frame(*self._page)
            if self._image is None:
                painter.fillRect(frame, theme.colour("canvas"))
            else:
                if self._image.hasAlphaChannel():
                    _paint_chequers(painter, frame)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(frame, self._image)
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _frame(self, width: int, height: int) -> QRectF:
        padding = self._appearance.fonts.px(_PADDING_PX)
        room = QRectF(self.rect()).adjusted(padding, padding, -padding, -padding)
        scale = min(room.width() / max(1, width), room.height() / max(1, height))
        size = max(1.0, width * scale), max(1.0, height * scale)
        frame = QRectF(0, 0, float(round(size[0])), float(round(size[1])))
        frame.moveCenter(room.center())
        frame.moveTopLeft(QPointF(round(frame.left()), round(frame.top())))
        return frame


def _paint_chequers(painter: QPainter, frame: QRectF) -> None:
    """Paint the usual sign of transparency; in print's own greys, whatever the theme."""
    painter.fillRect(frame, QColor("#FFFFFF"))
    painter.save()
    painter.setClipRect(frame)
    grey = QColor("#E6E6E6")
    for row in range(int(frame.height()) // _CHECK_PX + 1):
        for column in range(row % 2, int(frame.width()) // _CHECK_PX + 1, 2):
            painter.fillRect(
                QRectF(
                    frame.left() + column * _CHECK_PX,
                    frame.top() + row * _CHECK_PX,
                    _CHECK_PX,
                    _CHECK_PX,
                ),
                grey,
            )
    painter.restore()
