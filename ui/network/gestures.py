"""What hand and wheel do on the network: zoom, pan, select, drag and pin, rubber band."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent

from explorer.drawing.network.picking import Target, nodes_within, target_at

if TYPE_CHECKING:
    from explorer.drawing.network.camera import Camera
    from explorer.drawing.network.picture import NetworkPicture
    from ui.network.stage import Stage
    from ui.network.view import NetworkView

#: A hand trembles by this much while it clicks.
_DRAG_FROM_PX = 4.0
_ZOOM_PER_STEP = 1.2
_WHEEL_STEP = 120.0

Doing = Literal["nothing", "pressed", "pan", "node", "band"]


@dataclass
class Intents:
    """What the gestures ask for; the pane says how it is done.

    Attributes
    ----------
    click
        Target (None for empty ground) and whether Ctrl was held.
    double_click
        Target or None.
    banded
        Node rows in the rubber band, and whether they are added to the selection.
    pin
        Node row and its new place in layout units.
    look
        A view chosen by hand.
    point
        Target under the pointer or None, and the pointer's place.
    """

    click: Callable[[Target | None, bool], None]
    double_click: Callable[[Target | None], None]
    banded: Callable[[list[int], bool], None]
    pin: Callable[[int, float, float], None]
    look: Callable[[Camera], None]
    point: Callable[[Target | None, QPointF], None]


class Gestures:
    """Turns mouse events into intents."""

    def __init__(self, view: NetworkView, stage: Stage, intents: Intents) -> None:
        self._view, self._stage, self._intents = view, stage, intents
        self._doing: Doing = "nothing"
        self._start = QPointF()
        self._last = QPointF()
        self._target: Target | None = None
        self._grip = (0.0, 0.0)

    @property
    def is_dragging(self) -> bool:
        """Whether something is being moved."""
        return self._doing in ("pan", "node", "band")

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        at = event.position()
        self._start = self._last = at
        if event.button() == Qt.MouseButton.MiddleButton:
            self._begin("pan")
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        picture = self._stage.picture()
        self._target = None if picture is None else target_at(picture, at.x(), at.y())
        self._doing = "pressed"

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag, or say what the pointer is over."""
        at = event.position()
        if self._doing == "nothing":
            self._point(at)
            return
        if self._doing == "pressed":
            way = at - self._start
            if way.manhattanLength() < _DRAG_FROM_PX:
                return
            self._begin(self._kind_of_drag(event))
        if self._doing == "pan":
            moved = at - self._last
            self._intents.look(self._stage.camera.panned(moved.x(), moved.y()))
        elif self._doing == "node" and self._target is not None:
            x, y = self._stage.camera.to_layout(at.x(), at.y())
            self._stage.move_node(self._target.node, x + self._grip[0], y + self._grip[1])
        elif self._doing == "band":
            self._view.set_band(QRectF(self._start, at).normalized())
        self._last = at

    def release(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        doing, self._doing = self._doing, "nothing"
        at = event.position()
        is_adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if doing == "pressed":
            self._intents.click(self._target, is_adding)
        elif doing == "node" and self._target is not None:
            x, y = self._stage.camera.to_layout(at.x(), at.y())
            self._intents.pin(self._target.node, x + self._grip[0], y + self._grip[1])
            self._stage.drop_node()
        elif doing == "band":
            band = QRectF(self._start, at).normalized()
            self._view.set_band(None)
            picture = self._stage.picture()
            if picture is not None:
                nodes = nodes_within(picture, band.left(), band.top(), band.right(), band.bottom())
                self._intents.banded(nodes.tolist(), is_adding)
        self._target = None
        if doing != "nothing":
            self._point(at)

    def double_click(self, event: QMouseEvent) -> None:
        """Focus on what was double-clicked."""
        # The second press of a double click arrives here instead of as a press.
        self._doing = "nothing"
        if event.button() == Qt.MouseButton.LeftButton:
            self._intents.double_click(self.target(event.position()))

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom to the pointer; with Shift, or sideways on a touchpad, pan."""
        at = event.position()
        camera = self._stage.camera
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            way = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
            self._intents.look(camera.panned(way.y() or way.x(), 0.0))
            return
        steps = event.angleDelta().y() / _WHEEL_STEP
        if steps:
            self._intents.look(camera.zoomed(_ZOOM_PER_STEP**steps, at.x(), at.y()))
            self._point(at)

    def pinch(self, event: QNativeGestureEvent) -> None:
        """Zoom to where two fingers pinch a touchpad."""
        at = event.position()
        factor = max(0.2, 1.0 + event.value())
        self._intents.look(self._stage.camera.zoomed(factor, at.x(), at.y()))

    def leave(self) -> None:
        """Take back the hover: the pointer is elsewhere."""
        if not self.is_dragging:
            self._intents.point(None, QPointF(-1, -1))

    def cancel(self) -> bool:
        """Break off a drag; return whether there was one."""
        if not self.is_dragging:
            return False
        self._doing = "nothing"
        self._stage.drop_node()
        self._view.set_band(None)
        self._view.setCursor(Qt.CursorShape.ArrowCursor)
        return True

    def target(self, at: QPointF) -> Target | None:
        """Return what lies under a point of the canvas."""
        picture = self._stage.picture()
        return None if picture is None else target_at(picture, at.x(), at.y())

    def _kind_of_drag(self, event: QMouseEvent) -> Doing:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return "band"
        target, picture = self._target, self._stage.picture()
        if target is not None and target.kind == "node" and picture is not None:
            self._grip = _offset(picture, target.node, self._start)
            return "node"
        return "pan"

    def _begin(self, doing: Doing) -> None:
        self._doing = doing
        self._intents.point(None, self._start)
        shapes = {
            "pan": Qt.CursorShape.ClosedHandCursor,
            "node": Qt.CursorShape.ClosedHandCursor,
            "band": Qt.CursorShape.CrossCursor,
        }
        self._view.setCursor(shapes.get(doing, Qt.CursorShape.ArrowCursor))

    def _point(self, at: QPointF) -> None:
        target = self.target(at)
        shape = Qt.CursorShape.ArrowCursor
        if target is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self._view.setCursor(shape)
        self._intents.point(target, at)


def _offset(picture: NetworkPicture, node: int, at: QPointF) -> tuple[float, float]:
    """Return how far a node's centre is from where it was taken hold of, in layout units."""
    x, y = picture.camera.to_layout(at.x(), at.y())
    place = picture.scene.place_of(node)
    return place[0] - x, place[1] - y
