"""The main window: puts the panes in their places and shows either them or the first run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.model.plain_text import shown_line
from ui.filters.column import FiltersColumn
from ui.settings import WindowLayout
from ui.theme.appearance import Appearance
from ui.window.empty_store import EmptyStore
from ui.window.first_run import FirstRun
from ui.window.notice_bar import NoticeBar
from ui.window.pane_sizes import PaneSizes
from ui.window.status_line import StatusLine

_SMALLEST = (960, 600)
_DEFAULT = (1280, 800)
#: Below this width (at 100 % text) the filters are a rail; the details keep this much.
_RAIL_BELOW_PX = 1100
_LEAST_DETAILS_PX = 320
_MOST_CHARACTERS = 200


class MainWindow(QMainWindow):
    """Frame of the program; knows its panes as widgets only.

    Signals
    -------
    files_dropped(list)
        Paths of files that were dropped onto the window.
    closing()
        The window is about to close.
    """

    files_dropped = Signal(list)
    closing = Signal()

    def __init__(
        self,
        *,
        filters: FiltersColumn,
        network: QWidget,
        timeline: QWidget,
        details: QWidget,
        status: StatusLine,
        first_run: FirstRun,
        appearance: Appearance,
    ) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.setDockOptions(QMainWindow.DockOption(0))
        self._appearance = appearance
        self.notice = NoticeBar(appearance)
        self.first_run = first_run
        self._middle = QStackedWidget()
        store_page = QWidget()
        column = QVBoxLayout(store_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(network, 1)
        # Hidden behind a store, its room must not be kept from the panes.
        first_run.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._middle.addWidget(first_run)
        self._middle.addWidget(store_page)
        self.empty_store = EmptyStore(appearance)
        self._middle.addWidget(self.empty_store)
        central = QWidget()
        central_column = QVBoxLayout(central)
        central_column.setContentsMargins(0, 0, 0, 0)
        central_column.setSpacing(0)
        central_column.addWidget(self.notice)
        central_column.addWidget(self._middle, 1)
        self.setCentralWidget(central)
        self.filters_dock = self._dock("filters", filters, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.details_dock = self._dock("details", details, Qt.DockWidgetArea.RightDockWidgetArea)
        self.timeline_dock = self._dock(
            "timeline", timeline, Qt.DockWidgetArea.BottomDockWidgetArea
        )
        # The timeline lies under filters and network, so that folding the filters away never
        # changes the scale of time; the details have the full height.
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.setCorner(Qt.Corner.BottomLeftCorner, bottom)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        status_bar = self.statusBar()
        status_bar.setSizeGripEnabled(False)
        status_bar.setContentsMargins(0, 0, 0, 0)
        status_bar.addWidget(status, 1)
        self._wanted = dict.fromkeys(self._docks, True)
        self._filters = filters
        self._is_rail_refused = False
        self._sizes = PaneSizes(
            self,
            {
                "filters": self.filters_dock,
                "details": self.details_dock,
                "timeline": self.timeline_dock,
            },
            appearance,
        )
        appearance.changed.connect(self._on_appearance_changed)
        self._is_store_shown = self._is_store_empty = False
        self.resize(*_DEFAULT)
        self.show_store(False)

    @property
    def _docks(self) -> tuple[QDockWidget, QDockWidget, QDockWidget]:
        return self.filters_dock, self.timeline_dock, self.details_dock

    def show_store(self, is_shown: bool) -> None:
        """Show the panes of a store, or the first run."""
        was_shown, self._is_store_shown = self._is_store_shown, is_shown
        self._show_page()
        for dock in self._docks:
            dock.setVisible(is_shown and self._wanted[dock])
        if is_shown and not was_shown:
            self._fit_panes_to_width()
            self._sizes.apply()

    def show_empty(self, is_empty: bool) -> None:
        """Say in the network's place that there are no actors, or show the network."""
        self._is_store_empty = is_empty
        self._show_page()

    def _show_page(self) -> None:
        page = 2 if self._is_store_empty else 1
        self._middle.setCurrentIndex(page if self._is_store_shown else 0)

    def open_filters(self) -> None:
        """Show search and filters in full, also where the window is narrow."""
        self.set_pane_shown(self.filters_dock, True)
        self._is_rail_refused = self._is_narrow
        self._fit_panes_to_width()

    def toggle_filters(self) -> None:
        """Fold the filters away or bring them back; a narrow window keeps their rail."""
        if not self._is_narrow or not self.is_pane_shown(self.filters_dock):
            self.set_pane_shown(self.filters_dock, not self.is_pane_shown(self.filters_dock))
            return
        self._is_rail_refused = self._filters.is_rail
        self._fit_panes_to_width()

    @property
    def _is_narrow(self) -> bool:
        return self.width() < _RAIL_BELOW_PX * self._appearance.fonts.scale

    def _fit_panes_to_width(self) -> None:
        """Keep the details readable; give the filters' room to the network where it is short."""
        if not self._is_narrow:
            self._is_rail_refused = False
        was_rail, is_rail = self._filters.is_rail, self._is_narrow and not self._is_rail_refused
        self._filters.set_rail(is_rail)
        least = self._appearance.fonts.px(_LEAST_DETAILS_PX)
        self.details_dock.setMinimumWidth(min(least, int(self.width() * 0.42)))
        if was_rail and not is_rail:
            # Within the event Qt would overrule it with the pane's least width.
            QTimer.singleShot(0, self._sizes, self._sizes.apply)

    def _on_appearance_changed(self) -> None:
        self._fit_panes_to_width()
        self._sizes.follow()

    def event(self, event: QEvent) -> bool:
        # Presses and releases arrive here only where no pane takes them: between the panes.
        if event.type() == QEvent.Type.MouseButtonPress:
            self._sizes.hold()
        handled = super().event(event)
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._sizes.let_go()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panes_to_width()
        self._sizes.follow()

    def set_pane_shown(self, dock: QDockWidget, is_shown: bool) -> None:
        """Show or fold one pane away."""
        self._wanted[dock] = is_shown
        dock.setVisible(is_shown and self._is_store_shown)

    def is_pane_shown(self, dock: QDockWidget) -> bool:
        """Whether the user wants a pane to be seen."""
        return self._wanted[dock]

    def layout_state(self) -> WindowLayout:
        """Return geometry, sizes that were dragged and which panes are wanted, for the settings."""
        folded = tuple(dock.objectName() for dock in self._docks if not self._wanted[dock])
        return WindowLayout(self.saveGeometry(), self._sizes.own, folded)

    def restore_layout(self, layout: WindowLayout) -> None:
        """Take geometry, sizes and panes from the settings; broken ones are ignored."""
        self.restoreGeometry(layout.geometry)
        self._sizes.take(layout.sizes_px)
        self._wanted = {dock: dock.objectName() not in layout.folded for dock in self._docks}
        self.show_store(self._is_store_shown)

    def set_title(self, title: str | None, path: Path | None = None) -> None:
        """Show which store is open."""
        shown = f"{shown_line(title, _MOST_CHARACTERS)} – " if title else ""
        self.setWindowTitle(f"{shown}Actor Explorer")
        self.setWindowFilePath(str(path) if path else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _dock(self, name: str, pane: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(name.capitalize())
        dock.setObjectName(f"{name}-dock")
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(pane)
        self.addDockWidget(area, dock)
        return dock
