"""Sorts the events of the canvas: to the hand, to the keyboard, to the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)

from ui.network.gestures import Gestures, Intents
from ui.network.keyboard import Keyboard, KeyIntents

if TYPE_CHECKING:
    from ui.network.stage import Stage
    from ui.network.view import NetworkView


class CanvasEvents:
    """What `NetworkView` hands its events to.

    Attributes
    ----------
    gestures, keyboard
        What the mouse and the keys are doing.
    """

    def __init__(
        self,
        view: NetworkView,
        stage: Stage,
        intents: Intents,
        key_intents: KeyIntents,
        *,
        open_menu: Callable[[int, QPointF], None],
        resized: Callable[[], None],
    ) -> None:
        self.gestures = Gestures(view, stage, intents)
        self.keyboard = Keyboard(stage, key_intents)
        self._open_menu, self._resized = open_menu, resized

    def press(self, event: QMouseEvent) -> None:
        self.gestures.press(event)

    def move(self, event: QMouseEvent) -> None:
        self.gestures.move(event)

    def release(self, event: QMouseEvent) -> None:
        self.gestures.release(event)

    def double_click(self, event: QMouseEvent) -> None:
        self.gestures.double_click(event)

    def wheel(self, event: QWheelEvent) -> None:
        self.gestures.wheel(event)

    def pinch(self, event: QNativeGestureEvent) -> None:
        self.gestures.pinch(event)

    def leave(self) -> None:
        self.gestures.leave()

    def menu(self, event: QContextMenuEvent) -> None:
        at = QPointF(event.pos())
        target = self.gestures.target(at)
        self._open_menu(-1 if target is None else target.node, at)

    def key(self, event: QKeyEvent) -> bool:
        return self.keyboard.key(event)

    def focus(self, event: QFocusEvent) -> None:
        by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.gotFocus() and event.reason() in (*by_tab, Qt.FocusReason.ShortcutFocusReason):
            self.keyboard.begin()
        elif event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.keyboard.leave()

    def resized(self) -> None:
        self._resized()
