"""The properties of the open store in the menus *Size by* and *Colour by*."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from explorer.model.property_columns import PropertyColumn
from explorer.network.filters import PROPERTY
from ui.controls import as_label
from ui.lens import Lens
from ui.state import ViewState


class PropertyMenus(QObject):
    """Offers each property that groups as colours, and each of numbers as sizes; main thread."""

    def __init__(self, size: QMenu, colour: QMenu, lens: Lens, state: ViewState) -> None:
        super().__init__(size)
        self._size, self._colour = size, colour
        self._lens, self._state = lens, state
        self._added: dict[QMenu, list[QAction]] = {size: [], colour: []}
        size.aboutToShow.connect(self.fill)
        colour.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Bring both menus up to date with the open store."""
        look, facts = self._lens.look, self._state.facts
        columns = () if look is None else look.dataset.properties
        sizes = [column for column in columns if column.numbers is not None]
        colours = [column for column in columns if column.values]
        self._offer(self._size, sizes, facts.size_by, "size_by")
        self._offer(self._colour, colours, facts.colour_by, "colour_by")

    def _offer(self, menu: QMenu, columns: list[PropertyColumn], chosen: str, fact: str) -> None:
        for action in self._added[menu]:
            menu.removeAction(action)
            action.deleteLater()
        added: list[QAction] = []
        if columns:
            added.append(menu.addSeparator())
        for column in columns:
            choice = f"{PROPERTY}{column.name}"
            action = menu.addAction(as_label(column.name))
            action.setCheckable(True)
            action.setChecked(choice == chosen)
            action.triggered.connect(
                lambda _=False, choice=choice: self._state.change(**{fact: choice})
            )
            added.append(action)
        self._added[menu] = added
