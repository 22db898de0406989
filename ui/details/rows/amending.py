"""What can be corrected in a row of the panel: the pencil on it, its keys and its menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu

from ui.controls import IconButton
from ui.details.intents import AddPassage, Change, Intent, Remove, Select
from ui.theme import Appearance

if TYPE_CHECKING:
    from ui.details.rows.row import Row
    from ui.details.rows.row_list import RowList

_SUBJECTS = {
    "actors": "actor",
    "relations": "relation",
    "interactions": "interaction",
    "quotes": "quote",
    "accounts": "account",
}


def thing_of(row: Row | None) -> tuple[str, int] | None:
    """Return the table and id of what a row stands for, None where it is not one thing."""
    if row is None:
        return None
    if row.thing is not None:
        return row.thing
    if not isinstance(row.intent, Select):
        return None
    selection = row.intent.selection
    for table, row_id in (
        ("actors", selection.sole_actor),
        ("interactions", selection.sole_interaction),
        ("sources", selection.source),
    ):
        if row_id is not None:
            return table, row_id
    return None


class Amending(QObject):
    """The keys, the menu and the pencil of a list's rows; made once for each list."""

    def __init__(self, appearance: Appearance, view: RowList) -> None:
        super().__init__(view)
        self._appearance, self._view = appearance, view
        self._pencil: Pencil | None = None
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return isinstance(event, QKeyEvent) and self._on_key(event)
        if kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._offer(event)
        return False

    def point(self, number: int, row: Row | None) -> None:
        """Put the pencil on the row under the pointer, or away."""
        if self._pencil is None:
            # Made at the first hover: hundreds of lists come and go unhovered.
            self._pencil = Pencil(self._appearance, self._view)
        index = self._view.rows.index(number)
        rect = self._view.visualRect(index) if row is not None else QRect()
        self._pencil.point(row, rect)

    def _on_key(self, event: QKeyEvent) -> bool:
        index = self._view.currentIndex()
        row = self._view.rows.row(index.row()) if index.isValid() else None
        thing = thing_of(row)
        keys = {Qt.Key.Key_F2} if row is None or row.is_part else {Qt.Key.Key_F2, Qt.Key.Key_Delete}
        if thing is None or event.key() not in keys:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # Before the window takes F2 for what is selected.
            event.accept()
            return True
        is_change = event.key() == Qt.Key.Key_F2
        self._view.asked.emit(Change(*thing) if is_change else Remove(*thing))
        return True

    def _offer(self, event: QContextMenuEvent) -> bool:
        view = self._view
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = view.currentIndex() if by_key else view.indexAt(event.pos())
        row = view.rows.row(index.row()) if index.isValid() else None
        thing = thing_of(row)
        if row is None or thing is None:
            return False
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_amending(menu, thing, view.asked.emit, is_part=row.is_part)
        at = view.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.popup(view.viewport().mapToGlobal(at))
        return True


def fill_amending(
    menu: QMenu,
    thing: tuple[str, int],
    ask: Callable[[Intent], None],
    *,
    is_part: bool = False,
) -> None:
    """Put what can be done with a thing into a menu; `ask` is called with the intent."""
    table, row_id = thing
    entries: list[tuple[str, Intent]] = [("Change…\tF2", Change(table, row_id))]
    if table in _SUBJECTS:
        entries.append(("Add a passage…", AddPassage(_SUBJECTS[table], row_id)))
    if not is_part:
        entries.append(("Delete…\tDel", Remove(table, row_id)))
    for text, intent in entries:
        menu.addAction(text, partial(ask, intent))


class Pencil(IconButton):
    """A small pencil at the right of the row under the pointer."""

    def __init__(self, appearance: Appearance, view: RowList) -> None:
        super().__init__(appearance, "pencil-simple", "Change", "F2", parent=view.viewport())
        self._view, self._appearance = view, appearance
        self._thing: tuple[str, int] | None = None
        # The keyboard has F2 on the row itself.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "pencil")
        self.setAutoFillBackground(True)
        self.hide()
        self.clicked.connect(self._ask)

    def point(self, row: Row | None, rect: QRect) -> None:
        """Stand on a row, or hide where there is nothing to change."""
        self._thing = thing_of(row)
        if self._thing is None or rect.isEmpty():
            self.hide()
            return
        px = self._appearance.fonts.px
        side = px(24)
        # Beside the caret that unfolds the row's evidence.
        right = rect.right() - (px(20) if row is not None and row.children else 0)
        self.setGeometry(right - side - 1, rect.top() + 1, side, side)
        self.show()

    def _ask(self) -> None:
        if self._thing is not None:
            self._view.asked.emit(Change(*self._thing))
