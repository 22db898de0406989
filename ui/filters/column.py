"""The left column: search and filters, or a narrow rail of icons where the window has no room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.controls import IconButton
from ui.filters.pane import FiltersPane
from ui.painting import guarded
from ui.state import ViewState
from ui.theme.appearance import Appearance

_RAIL_PX = 44
_LEAST_PX = 190
_NO_LIMIT_PX = 16_777_215


class FiltersColumn(QWidget):
    """Shows the pane or the rail; the window says which, the user may open the pane.

    Signals
    -------
    pane_wanted(bool)
        A button of the rail was pressed; True where the search field wants the keyboard.
    """

    pane_wanted = Signal(bool)

    def __init__(
        self,
        pane: FiltersPane,
        state: ViewState,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rail = _Rail(state, appearance)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(pane)
        self._stack.addWidget(self._rail)
        self._rail.search.clicked.connect(lambda: self.pane_wanted.emit(True))
        self._rail.filters.clicked.connect(lambda: self.pane_wanted.emit(False))
        appearance.changed.connect(self._size)
        self._size()

    @property
    def is_rail(self) -> bool:
        """Whether the icons alone are shown."""
        return self._stack.currentIndex() == 1

    def set_rail(self, is_rail: bool) -> None:
        """Show the icons alone, or all."""
        if is_rail != self.is_rail:
            self._stack.setCurrentIndex(int(is_rail))
            self._size()

    def _size(self) -> None:
        fonts = self._appearance.fonts
        if self.is_rail:
            self.setFixedWidth(fonts.px(_RAIL_PX))
        else:
            self.setMinimumWidth(fonts.px(_LEAST_PX))
            self.setMaximumWidth(_NO_LIMIT_PX)


class _Rail(QWidget):
    """Two icons; a dot on the second while anything is filtered."""

    def __init__(self, state: ViewState, appearance: Appearance) -> None:
        super().__init__()
        self._state, self._appearance = state, appearance
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = IconButton(appearance, "magnifying-glass", "Search", "Ctrl+F")
        self.filters = _DottedButton(appearance, "funnel", "Show the filters", "Ctrl+B")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        for button in (self.search, self.filters):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        state.changed.connect(self._on_state_changed)
        self._on_state_changed(frozenset({"filter"}))

    def _on_state_changed(self, names: frozenset[str]) -> None:
        if names & {"filter", "focus"}:
            facts = self._state.facts
            is_narrowed = not facts.filter.is_empty or bool(facts.focus)
            self.filters.set_dotted(is_narrowed)


class _DottedButton(IconButton):
    """An icon button that can carry a dot in the accent's colour."""

    def __init__(self, appearance: Appearance, icon_name: str, name: str, key: str) -> None:
        super().__init__(appearance, icon_name, name, key)
        self._look = appearance
        self._is_dotted = False

    def set_dotted(self, is_dotted: bool) -> None:
        """Show or hide the dot, and say it."""
        if is_dotted != self._is_dotted:
            self._is_dotted = is_dotted
            more = ", something is filtered" if is_dotted else ""
            self.setAccessibleDescription(f"Filters{more}")
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_dotted:
            return
        side = self._look.fonts.px(7)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.colour("accent"))
            painter.drawEllipse(QRectF(self.width() - side - 2, 2, side, side))
