"""The tables of an import side by side, each page made when it is first looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.exchange.tables.mapping import TableMapping
from explorer.model.plain_text import shown_line
from ui.importing.table_page import TablePage

if TYPE_CHECKING:
    from explorer.exchange.tables.previewing import Survey
    from explorer.exchange.tables.table import Table
    from ui.theme.appearance import Appearance

_TAB_CHARACTERS = 40


class TablePages(QWidget):
    """Tabs with the names of tables, and the mapping of the one in front.

    The fields of a table take a while to make: those of a workbook of sixty sheets would halt the
    window.

    Signals
    -------
    changed(object)
        The `TableMapping` of a table from now on.
    reading_changed(object)
        The same, where its file must be read anew.
    turned()
        Another table is in front.
    """

    changed = Signal(object)
    reading_changed = Signal(object)
    turned = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._tables: list[Table] = []
        self._entries: list[TableMapping] = []
        self._pages: dict[int, TablePage] = {}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Tables")
        self._stack = QStackedWidget()
        self.tabs.currentChanged.connect(self._on_turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.fonts.px(6))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    def show_tables(self, survey: Survey) -> None:
        """Show these tables instead of those before."""
        self.tabs.blockSignals(True)
        for at in reversed(range(self.tabs.count())):
            self.tabs.removeTab(at)
        while self._stack.count():
            shown = self._stack.widget(0)
            if shown is not None:
                self._stack.removeWidget(shown)
                shown.deleteLater()
        self._pages = {}
        self._tables = [opened.table for opened in survey.tables]
        self._entries = [
            survey.mapping.for_table(table.name) or TableMapping(table.name, "nothing")
            for table in self._tables
        ]
        for table in self._tables:
            self.tabs.addTab(shown_line(table.name, _TAB_CHARACTERS))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(self._tables) > 1)
        self._on_turned(self.tabs.currentIndex())

    def __len__(self) -> int:
        return len(self._tables)

    def page(self, at: int) -> TablePage:
        """Give the page of a table, made now if nobody has seen it."""
        page = self._pages.get(at)
        if page is None:
            page = self._pages[at] = TablePage(
                self._appearance, self._tables[at], self._entries[at]
            )
            page.changed.connect(self.changed)
            page.reading_changed.connect(self.reading_changed)
            self._stack.addWidget(page)
        return page

    @property
    def name(self) -> str:
        """The name of the table in front, as mappings call it; "" for none."""
        at = self.tabs.currentIndex()
        return self._entries[at].table if 0 <= at < len(self._entries) else ""

    def take_day_first(self, table: str, is_day_first: bool) -> None:
        """Note how the dates of a table are read."""
        for at, entry in enumerate(self._entries):
            if entry.table == table:
                self._entries[at] = replace(entry, day_first=is_day_first)
        for page in self._pages.values():
            page.take_day_first(table, is_day_first)

    def _on_turned(self, at: int) -> None:
        if 0 <= at < len(self._tables):
            self._stack.setCurrentWidget(self.page(at))
            self.turned.emit()
