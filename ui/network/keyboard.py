"""The network by keyboard: walking, selecting, pinning, stepping out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from explorer.drawing.network.wayfinding import along_ties, first_node, nearest_towards

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.network.stage import Stage

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


@dataclass
class KeyIntents:
    """What the keys ask for; nodes are rows of the network.

    Attributes
    ----------
    walked
        The keyboard stands on another node.
    step_out
        Escape: one step; returns whether there was one left.
    menu
        The context menu of the node, or of the ground (-1).
    """

    walked: Callable[[int], None]
    select: Callable[[int, bool], None]
    focus: Callable[[int], None]
    pin: Callable[[int], None]
    step_out: Callable[[], bool]
    menu: Callable[[int], None]


class Keyboard:
    """Keeps where the keyboard stands and turns keys into intents."""

    def __init__(self, stage: Stage, intents: KeyIntents) -> None:
        self._stage, self._intents = stage, intents
        self._anchor = -1

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; return whether it was one of the canvas."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        is_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        key = Qt.Key(event.key())
        if key in _ARROWS and not is_shift:
            return self._walk_along(key) if is_ctrl else self._walk(*_ARROWS[key])
        if key == Qt.Key.Key_Escape:
            return self._intents.step_out()
        node = self.node()
        if key == Qt.Key.Key_Menu:
            self._intents.menu(node)
            return True
        if node < 0:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if is_shift:
                self._intents.focus(node)
            else:
                self._intents.select(node, is_ctrl)
            return True
        if key == Qt.Key.Key_Space and not is_ctrl:
            self._intents.pin(node)
            return True
        return False

    def node(self) -> int:
        """Return the node that keys act on: where the keyboard stands, else the sole selected."""
        picture = self._stage.picture()
        if picture is None:
            return -1
        if picture.current >= 0:
            return picture.current
        selected = picture.emphasis.is_selected.nonzero()[0]
        return int(selected[0]) if len(selected) == 1 else -1

    def begin(self) -> None:
        """Show where the keyboard is when it comes by the Tab key."""
        picture = self._stage.picture()
        if picture is None:
            return
        node = self.node()
        node = first_node(picture.scene) if node < 0 else node
        if node >= 0:
            self._stand_on(node)

    def leave(self) -> None:
        """Hide where the keyboard was: the mouse is used, or another pane."""
        self._anchor = -1
        self._stage.set_current(None)

    def _walk(self, dx: float, dy: float) -> bool:
        picture = self._stage.picture()
        if picture is None:
            return False
        self._anchor = -1
        node = self.node()
        if node < 0 or (picture.current < 0 and not picture.scene.is_drawn[node]):
            self._stand_on(first_node(picture.scene))
        else:
            self._stand_on(nearest_towards(picture.scene, node, dx, dy))
        return True

    def _walk_along(self, key: Qt.Key) -> bool:
        """Walk to neighbours: right the next weaker tie, left the stronger, down from here on."""
        picture = self._stage.picture()
        if picture is None:
            return False
        node = self.node()
        if node < 0:
            self._stand_on(first_node(picture.scene))
            return True
        if key == Qt.Key.Key_Up and self._anchor >= 0:
            node, self._anchor = self._anchor, -1
            self._stand_on(node)
            return True
        if self._anchor < 0 or key == Qt.Key.Key_Down:
            self._anchor, came_from = node, -1
        else:
            came_from = node
        step = -1 if key == Qt.Key.Key_Left else 1
        self._stand_on(along_ties(picture.scene, self._anchor, came_from, step))
        return True

    def _stand_on(self, node: int) -> None:
        picture = self._stage.picture()
        if picture is None or node < 0:
            return
        self._stage.set_current(int(picture.scene.network.node_key[node]))
        self._intents.walked(node)
