"""The pointer on the timeline: clicking marks, dragging time, the wheel, resting on a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent

from explorer.drawing.timeline.layout import Placed
from ui.timeline.picture import Picture

if TYPE_CHECKING:
    from ui.timeline.canvas import TimelineCanvas

_WHEEL_STEP = 1.0018
_CARD_AFTER_MS = 350
#: The pointer has to travel so far before a press becomes a drag.
_DRAG_PX = 5.0
_NUMBER_ZOOM = 0.4


class TimelinePointer(QObject):
    """Turns events of the mouse into what is meant by them.

    Signals
    -------
    clicked(object, bool)
        A tuple of interaction rows (empty: an empty place), and whether Ctrl was held.
    opened(int)
        An interaction row was double-clicked.
    hovered(object)
        The `Placed` mark under the pointer, or None.
    menu_wanted(object, QPoint)
        Interaction rows whose menu is asked for, and where on the screen.
    card_wanted(object, QPointF)
        The pointer has rested on a mark; None where it left.
    """

    clicked = Signal(object, bool)
    opened = Signal(int)
    hovered = Signal(object)
    menu_wanted = Signal(object, QPoint)
    card_wanted = Signal(object, QPointF)

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._pressed_at: QPointF | None = None
        self._pressed_mark: Placed | None = None
        self._before: tuple[float, float, float] = (0.0, 0.0, 0.0)
        self._is_panning = False
        self._under: Placed | None = None
        self._at = QPointF()
        self._card_timer = QTimer(self)
        self._card_timer.setSingleShot(True)
        self._card_timer.setInterval(_CARD_AFTER_MS)
        self._card_timer.timeout.connect(self._on_card_timer)

    def press(self, event: QMouseEvent, picture: Picture) -> None:
        """Take hold of the window, a mark, or time itself."""
        self._hide_card()
        at = event.position()
        if self._canvas.hand.press(at, picture):
            return
        self._pressed_at, self._pressed_mark = at, picture.mark_at(at)
        self._before = (picture.view.start, picture.view.end, self._canvas.scroll_px)
        self._is_panning = False

    def move(self, event: QMouseEvent, picture: Picture) -> None:
        """Drag what is held, or rest on what is under the pointer."""
        at, hand = event.position(), self._canvas.hand
        if hand.is_dragging:
            hand.move(at, picture, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._pan(at - self._pressed_at, picture)
        else:
            self._rest_on(at, picture)

    def release(self, event: QMouseEvent) -> None:
        """Let go; a press that did not travel is a click."""
        if self._canvas.hand.is_dragging:
            self._canvas.hand.release()
            return
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None:
            return
        if self._is_panning:
            self._canvas.viewport().unsetCursor()
            return
        members = () if self._pressed_mark is None else self._pressed_mark.members
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.clicked.emit(members, ctrl)

    def double_click(self, event: QMouseEvent, picture: Picture) -> None:
        """Take the window away, open a mark, or zoom into a number."""
        if picture.geometry.window_rect.contains(event.position()):
            self._canvas.hand.asked.emit(None)
            return
        mark = picture.mark_at(event.position())
        if mark is not None and len(mark.members) == 1:
            self.opened.emit(mark.members[0])
        elif mark is not None:
            self._canvas.zoom(_NUMBER_ZOOM, event.position().x())

    def wheel(self, event: QWheelEvent, picture: Picture) -> None:
        """Zoom to the pointer; sideways or with Shift move in time; over the names scroll."""
        self._hide_card()
        degrees, pixels = event.angleDelta(), event.pixelDelta()
        by = degrees if pixels.isNull() else pixels
        # Qt turns the wheel sideways itself while Alt is held, with Shift only on some systems.
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.position().x() < picture.geometry.names_px:
            self._canvas.scroll_lanes(-by.y() / 4)
        elif is_shifted or abs(by.x()) > abs(by.y()):
            days = (by.x() or by.y()) / picture.view.px_per_day / 2
            self._canvas.move_to(picture.view.start - days, picture.view.end - days)
        else:
            self._canvas.zoom(_WHEEL_STEP ** -float(degrees.y() or by.y()), event.position().x())

    def menu(self, event: QContextMenuEvent, picture: Picture) -> None:
        """Ask for the menu of the mark under the pointer."""
        self._hide_card()
        mark = picture.mark_at(QPointF(event.pos()))
        self.menu_wanted.emit(() if mark is None else mark.members, event.globalPos())

    def leave(self) -> None:
        """Forget what was under the pointer."""
        self._rest(None)

    def _pan(self, moved: QPointF, picture: Picture) -> None:
        if not self._is_panning:
            if moved.manhattanLength() < _DRAG_PX:
                return
            self._is_panning = True
            self._rest(None)
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        start, end, scroll_px = self._before
        days = moved.x() / picture.view.px_per_day
        self._canvas.move_to(start - days, end - days)
        if picture.geometry.most_scroll_px > 0:
            self._canvas.scroll_lanes(scroll_px - moved.y() - self._canvas.scroll_px)

    def _rest_on(self, at: QPointF, picture: Picture) -> None:
        shape = self._canvas.hand.cursor_at(at, picture)
        mark = picture.mark_at(at) if shape is None else None
        if shape is None and mark is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self._canvas.viewport().setCursor(shape or Qt.CursorShape.ArrowCursor)
        self._at = at
        self._rest(mark)

    def _rest(self, mark: Placed | None) -> None:
        if mark == self._under:
            return
        self._under = mark
        self.hovered.emit(mark)
        self._hide_card()
        if mark is not None:
            self._card_timer.start()

    def _on_card_timer(self) -> None:
        if self._under is not None and self._pressed_at is None:
            self.card_wanted.emit(self._under, self._at)

    def _hide_card(self) -> None:
        self._card_timer.stop()
        self.card_wanted.emit(None, QPointF())
