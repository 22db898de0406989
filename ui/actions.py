"""The table of actions as QActions: menus, shortcuts and handlers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.action import Situation
from ui.action_table import ACTIONS, MENUS


class ActionSet:
    """The table as QActions with their handlers.

    Raises
    ------
    KeyError
        If an action of the table has no handler, or a handler no action: nothing that cannot
        be done is ever offered.
    """

    def __init__(self, parent: QWidget, handlers: Mapping[str, Callable[[], None]]) -> None:
        missing = {a.id for a in ACTIONS} ^ set(handlers)
        if missing:
            raise KeyError(f"Actions and handlers do not match: {', '.join(sorted(missing))}")
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, parent)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setCheckable(spec.is_checkable)
            if spec.hint:
                action.setToolTip(spec.hint)
                action.setStatusTip(spec.hint)
            if spec.scope == "canvas":
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(_caller(handlers[spec.id]))
            parent.addAction(action) if spec.scope == "window" else None
            self._actions[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    @property
    def first_steps(self) -> list[tuple[str, QAction]]:
        """What is offered where a store has no actors yet, each with its words."""
        return [
            (spec.words_alone, self._actions[spec.id]) for spec in ACTIONS if spec.is_first_step
        ]

    def add_to_canvases(self, *canvases: QWidget) -> None:
        """Let the letter keys act while one of these widgets has the keyboard."""
        for canvas in canvases:
            canvas.addActions([self._actions[a.id] for a in ACTIONS if a.scope == "canvas"])

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Fill a menu bar; returns the menus by name (`File`, `View/Theme`)."""
        menus: dict[str, QMenu] = {name: bar.addMenu(name) for name in MENUS}
        for spec in ACTIONS:
            if not spec.menu:
                continue
            head, _, tail = spec.menu.partition("/")
            if tail and spec.menu not in menus:
                if spec.begins_section:
                    menus[head].addSeparator()
                menus[spec.menu] = menus[head].addMenu(tail)
            elif spec.begins_section:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.id])
        return menus

    def update(self, now: Situation) -> None:
        """Enable what makes sense now."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.enabled(now))

    def check(self, action_id: str, is_checked: bool) -> None:
        """Show a checkable action as on or off, without triggering it."""
        self._actions[action_id].setChecked(is_checked)


def _caller(handler: Callable[[], None]) -> Callable[[bool], None]:
    def call(_is_checked: bool = False) -> None:
        handler()

    return call
