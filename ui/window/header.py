"""The row at the top: menus, back and forward, where one is, theme, export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QPushButton, QSizePolicy, QWidget

from ui.actions import ActionSet
from ui.controls import IconButton, PushButton
from ui.theme.appearance import Appearance

_HEIGHT_PX = 44


class Header(QWidget):
    """Given to `QMainWindow.setMenuWidget`, so that menus and breadcrumb share one row.

    Signals
    -------
    home_requested()
        The first crumb was clicked.
    """

    home_requested = Signal()

    def __init__(
        self, actions: ActionSet, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setObjectName("header")
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menu_bar = QMenuBar()
        self.menus = actions.fill(self.menu_bar)
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._back = self._tool(actions, "go.back", "Back", "arrow-left")
        self._forward = self._tool(actions, "go.forward", "Forward", "arrow-right")
        self._home = QPushButton("All actors")
        self._home.setProperty("role", "crumb")
        self._home.setFlat(True)
        self._home.setCursor(Qt.CursorShape.PointingHandCursor)
        self._home.setToolTip("Leave focus, filters and time window (Alt+Home)")
        self._home.clicked.connect(self.home_requested)
        self._here = QLabel()
        self._here.setTextFormat(Qt.TextFormat.PlainText)
        self._here.setProperty("role", "crumb")
        self._here.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full_text = ""
        self.theme_button = IconButton(appearance, "circle-half", "Switch between light and dark")
        self._export = PushButton(appearance, "Export snapshot", "export")
        self._export.setToolTip("Save the network as a picture (Ctrl+E)")
        self._export.clicked.connect(actions["snapshot.export"].trigger)
        actions["snapshot.export"].enabledChanged.connect(self._export.setVisible)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(4)
        row.addWidget(self.menu_bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(18)
        for widget in (self._back, self._forward):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._home)
        row.addWidget(self._here, 1)
        # Without a store the crumb is hidden; what stands at the right stays there.
        row.addStretch(0)
        row.addWidget(self.theme_button)
        row.addSpacing(4)
        row.addWidget(self._export)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()
        self.show_place(None)

    def show_place(self, words: str | None, *, is_home: bool = True) -> None:
        """Say where one is: None without a store, else what follows "All actors"."""
        has_store = words is not None
        for widget in (self._back, self._forward, self._home, self._here):
            widget.setVisible(has_store)
        self._full_text = f"›  {words}" if words else ""
        self._home.setEnabled(not is_home)
        self._elide()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._elide()

    def _elide(self) -> None:
        metrics = self._here.fontMetrics()
        self._here.setText(
            metrics.elidedText(self._full_text, Qt.TextElideMode.ElideRight, self._here.width())
        )
        self._here.setToolTip(self._full_text[3:] if self._full_text else "")

    def _tool(self, actions: ActionSet, action_id: str, name: str, icon: str) -> IconButton:
        action = actions[action_id]
        button = IconButton(self._appearance, icon, name, action.shortcut().toString())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        return button

    def _on_appearance_changed(self) -> None:
        self.setFixedHeight(self._appearance.fonts.px(_HEIGHT_PX))
