"""The hand on the time window: grips, drags and keys, one change per frame."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from explorer.drawing.timeline.window import (
    Grip,
    WindowDrag,
    is_everything,
    stepped,
    widened,
)
from explorer.network.filters import TimeWindow
from ui.timeline.painting.histogram_painter import handle_rect
from ui.timeline.picture import Picture

_FRAME_MS = 16
_GRAB_PX = 16.0
_EDGE_PX = 5.0
_LEAST_DRAG_PX = 4.0


class WindowHand(QObject):
    """Turns what the pointer and the keys do to the histogram into time windows.

    Signals
    -------
    begun(), ended()
        A drag begins and ends: one step of the history.
    asked(object)
        The `TimeWindow` that is asked for, None for all dates; at most one per frame.
    """

    begun = Signal()
    ended = Signal()
    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drag: WindowDrag | None = None
        self._pressed_at = QPointF()
        self._has_moved = False
        self._pending: TimeWindow | None = None
        self._has_pending = False
        self._window: TimeWindow | None = None
        self._span: tuple[int, int] | None = None
        #: The window, or all dates where there is none; None where nothing is dated.
        self._whole: TimeWindow | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._flush)

    @property
    def is_dragging(self) -> bool:
        """Whether the window is held."""
        return self._drag is not None

    def set_window(self, window: TimeWindow | None, span: tuple[int, int] | None) -> None:
        """Say where the window is now, and what all dates are."""
        self._span = span
        self._window = window
        self._whole = window or (TimeWindow(*span) if span is not None else None)

    def grip_at(self, at: QPointF, picture: Picture) -> Grip | None:
        """Return what the pointer would take hold of."""
        window = self._whole
        if window is None:
            return None
        left, right = picture.x_px(window.first), picture.x_px(window.last + 1)
        in_band = picture.geometry.window_rect.contains(at)
        near_left, near_right = abs(at.x() - left), abs(at.x() - right)
        reach = _GRAB_PX / 2 if in_band else _EDGE_PX
        is_on_side = self._window is not None and picture.geometry.lanes_rect.contains(at)
        is_on_handle = any(
            handle_rect(picture, x).adjusted(-3, -2, 3, 2).contains(at) for x in (left, right)
        )
        if (in_band or is_on_side or is_on_handle) and min(near_left, near_right) <= reach:
            if is_on_side and not in_band and picture.mark_at(at) is not None:
                return None
            return "first" if near_left < near_right else "last"
        if not in_band:
            return None
        return "inside" if self._window is not None and left < at.x() < right else "new"

    def cursor_at(self, at: QPointF, picture: Picture) -> Qt.CursorShape | None:
        """Return the pointer's shape over the window, None elsewhere."""
        grip = self.grip_at(at, picture)
        if grip is None:
            return None
        if grip == "inside":
            return Qt.CursorShape.OpenHandCursor
        return Qt.CursorShape.CrossCursor if grip == "new" else Qt.CursorShape.SizeHorCursor

    def press(self, at: QPointF, picture: Picture) -> bool:
        """Take hold; False where there is nothing to take."""
        grip = self.grip_at(at, picture)
        if grip is None or self._whole is None:
            return False
        self._drag = WindowDrag(grip, picture.day(at.x()), self._whole)
        self._pressed_at, self._has_moved = at, False
        return True

    def move(self, at: QPointF, picture: Picture, is_free: bool) -> None:
        """Follow the pointer; the change is asked for with the next frame."""
        if self._drag is None or self._span is None:
            return
        if not self._has_moved:
            if abs(at.x() - self._pressed_at.x()) < _LEAST_DRAG_PX:
                return
            self._has_moved = True
            self.begun.emit()
        window = self._drag.to(picture.day(at.x()), picture.unit, is_free=is_free)
        self._pending = None if is_everything(window, self._span) else window
        self._has_pending = True
        if not self._timer.isActive():
            self._timer.start()

    def release(self) -> None:
        """Let go."""
        self._timer.stop()
        self._flush()
        was_moved, self._drag, self._has_moved = self._has_moved, None, False
        if was_moved:
            self.ended.emit()

    def cancel(self) -> None:
        """Let go without a last change: what was held is no longer there."""
        self._has_pending = False
        self.release()

    def step(self, picture: Picture, steps: int, *, is_width: bool) -> None:
        """Move the window, or its end, by whole units."""
        if self._span is None or self._whole is None:
            return
        change = widened if is_width else stepped
        asked = change(self._whole, picture.unit, steps)
        # Never beyond all dates, where nothing could be found again.
        if asked.last < self._span[0] or asked.first > self._span[1]:
            return
        self.asked.emit(None if is_everything(asked, self._span) else asked)

    def key(self, event: QKeyEvent, picture: Picture) -> bool:
        """Take the arrows while the keyboard is on the window."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if steps is None:
            return False
        is_width = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.step(picture, steps, is_width=is_width)
        return True

    def _flush(self) -> None:
        if self._has_pending:
            self._has_pending = False
            self.asked.emit(self._pending)
