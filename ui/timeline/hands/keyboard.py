"""The keyboard on the timeline: from mark to mark, and down to the time window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from ui.timeline.canvas import TimelineCanvas

_ZOOM_STEP = 0.8
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
#: Keys that mean something here and something else for the network.
_OWN = (Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, *_OPENING)


class TimelineKeyboard(QObject):
    """Where the keyboard is: on one interaction, or on the window below (arrow down).

    Signals
    -------
    moved()
        The keyboard is somewhere else, or came or went.
    """

    moved = Signal()

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.current = -1
        self.is_here = False
        self.is_on_window = False

    def focus_in(self, by_keys: bool) -> None:
        """Take the keyboard; a ring is shown only where it came by keys."""
        self.is_here = by_keys
        if self.current < 0:
            self._move(first=True)
        self.moved.emit()

    def focus_out(self) -> None:
        """Let the keyboard go elsewhere."""
        self.is_here = self.is_on_window = False
        self.moved.emit()

    def follow(self, row: int) -> None:
        """Begin from what was selected elsewhere."""
        if row >= 0:
            self.current = row

    def is_own(self, event: QKeyEvent) -> bool:
        """Whether a key that is also a shortcut of the window is meant for the timeline."""
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~plain:
            return False
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        return key in _OWN and not (is_shifted and key in _OPENING)

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False where it is not for the timeline."""
        picture = self._canvas.picture
        if picture is None:
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if plain & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._canvas.zoom(_ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self._canvas.zoom(1 / _ZOOM_STEP)
        elif key == Qt.Key.Key_F:
            self._canvas.fit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.is_here = True
            self.is_on_window = key == Qt.Key.Key_Down
            self.moved.emit()
        elif self.is_on_window and self._canvas.hand.key(event, picture):
            self.is_here = True
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(first=key == Qt.Key.Key_Home)
        elif key in _OPENING:
            if self.current < 0:
                return False
            ctrl = bool(plain & Qt.KeyboardModifier.ControlModifier)
            self._canvas.pointer.clicked.emit((self.current,), ctrl)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            page = picture.geometry.lanes_px * 0.8
            self._canvas.scroll_lanes(page if key == Qt.Key.Key_PageDown else -page)
        else:
            return False
        return True

    def neighbour(self, step: int) -> int:
        """Return the interaction before or after the current one in time, -1 for none."""
        content, light = self._canvas.content, self._canvas.light
        if content is None or light is None:
            return -1
        rows = content.dated[light.is_shown[content.dated]]
        if not len(rows):
            return -1
        at = np.flatnonzero(rows == self.current)
        if len(at):
            index = int(at[0]) + step
            return int(rows[index]) if 0 <= index < len(rows) else -1
        if self.current >= 0 and content.dataset.has_date[self.current]:
            moments = content.marks.at[rows]
            index = int(np.searchsorted(moments, content.marks.at[self.current]))
            index = index - 1 if step < 0 else index
            return int(rows[min(max(index, 0), len(rows) - 1)])
        return int(rows[0] if step > 0 else rows[-1])

    def _step(self, step: int) -> None:
        row = self.neighbour(step)
        if row >= 0:
            self._go(row)

    def _move(self, *, first: bool) -> None:
        content = self._canvas.content
        if content is not None and len(content.dated):
            self.current = int(content.dated[0 if first else -1])
            self.moved.emit()

    def _go(self, row: int) -> None:
        self.current, self.is_here, self.is_on_window = row, True, False
        self._canvas.reveal(row)
        self.moved.emit()
