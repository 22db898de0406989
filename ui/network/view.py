"""The network's canvas: a pyqtgraph view with one item that paints the picture in pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from ui.network.painter import ScreenCaches, paint_network
from ui.painting import guarded
from ui.theme import OWN_FOCUS

if TYPE_CHECKING:
    from ui.network.stage import Stage
    from ui.theme import Appearance


class CanvasInput(Protocol):
    """What the canvas hands its events to; positions in logical pixels."""

    def press(self, event: QMouseEvent) -> None: ...
    def move(self, event: QMouseEvent) -> None: ...
    def release(self, event: QMouseEvent) -> None: ...
    def double_click(self, event: QMouseEvent) -> None: ...
    def wheel(self, event: QWheelEvent) -> None: ...
    def pinch(self, event: QNativeGestureEvent) -> None: ...
    def leave(self) -> None: ...
    def menu(self, event: QContextMenuEvent) -> None: ...
    def key(self, event: QKeyEvent) -> bool: ...
    def focus(self, event: QFocusEvent) -> None: ...
    def resized(self) -> None: ...


class NetworkView(pg.GraphicsView):
    """Shows a stage and passes on what the user does; decides nothing itself.

    The `box` keeps the visible part of the layout as pyqtgraph's own range, so that items of
    that library can be laid under or over the picture in layout units.
    """

    def __init__(self, stage: Stage, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._stage, self._appearance = stage, appearance
        self.input: CanvasInput | None = None
        self.band: QRectF | None = None
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setProperty(OWN_FOCUS, True)
        self.setMinimumSize(120, 80)
        self.box = pg.ViewBox(
            lockAspect=True, enableMouse=False, invertY=True, enableMenu=False, defaultPadding=0
        )
        self.box.disableAutoRange()
        # Two items need no index of where they lie, which goes wrong when one grows unannounced.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setCentralItem(self.box)
        self._item = _PictureItem(stage, appearance, self)
        self.scene().addItem(self._item)
        self._item.caches.dense.sharpened.connect(self._repaint)
        self._item.caches.crowd.changed.connect(self._repaint)
        stage.changed.connect(self._repaint)
        stage.camera_changed.connect(self._follow_camera)
        appearance.changed.connect(self._on_appearance_changed)
        # The item paints every pixel; what lies under the canvas need not be painted before it.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._on_appearance_changed()

    def set_band(self, band: QRectF | None) -> None:
        """Show a rubber band, or none."""
        self.band = band
        self._repaint()

    @property
    def is_sharp(self) -> bool:
        """Whether no better picture of what is asked for is still to come."""
        picture = self._stage.picture()
        return picture is None or picture.crowd is None or self._item.caches.crowd.is_sharp

    def close_down(self) -> None:
        """End what works beside the window."""
        self._item.caches.crowd.close()

    def _repaint(self) -> None:
        self.viewport().update()

    def _follow_camera(self) -> None:
        x, y, width, height = self._stage.camera.viewport
        self.box.setRange(QRectF(x, y, width, height), padding=0, disableAutoRange=False)

    def _on_appearance_changed(self) -> None:
        self._item.caches.clear()
        self._repaint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.input is not None:
            self.input.press(event)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.input is not None:
            self.input.move(event)
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.input is not None:
            self.input.release(event)
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.input is not None:
            self.input.double_click(event)
            event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.input is not None:
            self.input.wheel(event)
            event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
            and self.input is not None
        ):
            self.input.pinch(event)
            return True
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.input is not None:
            self.input.menu(event)
            event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        if self.input is not None:
            self.input.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.input is None or not self.input.key(event):
            # Not accepted: the window's own keys come next.
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.input is not None:
            self.input.focus(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.input is not None:
            self.input.focus(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_item"):
            # pyqtgraph calls this from its constructor, before there is an item.
            self._item.prepareGeometryChange()
        if getattr(self, "input", None) is not None:
            self.input.resized()  # type: ignore[union-attr]


class _PictureItem(pg.GraphicsObject):
    """Paints the stage's picture over the whole view, in logical pixels."""

    def __init__(self, stage: Stage, appearance: Appearance, view: NetworkView) -> None:
        super().__init__()
        self._stage, self._appearance, self._view = stage, appearance, view
        self.caches = ScreenCaches()
        self.setZValue(10)

    def boundingRect(self) -> QRectF:
        return QRectF(self._view.viewport().rect())

    @guarded
    def paint(self, painter: QPainter, *_: Any) -> None:
        # The picture is in pixels; what pyqtgraph scales by does not concern it.
        painter.resetTransform()
        picture = self._stage.picture()
        theme = self._appearance.theme
        if picture is None or picture.crowd is None:
            painter.fillRect(self.boundingRect(), theme.colour("canvas"))
        if picture is not None:
            paint_network(painter, picture, theme, self._appearance.fonts, self.caches)
        band = self._view.band
        if band is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(theme.colour("accent"), 1.0, Qt.PenStyle.SolidLine))
            painter.setBrush(theme.colour("accent", 0.10))
            painter.drawRect(band)
