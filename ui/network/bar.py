"""The bar above the network: projection, positions, zoom, fit, more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from explorer.model.plain_text import counted
from ui.controls import IconButton, Segmented

if TYPE_CHECKING:
    from explorer.model.view import ViewFacts
    from ui.theme import Appearance

HEIGHT_PX = 40


class NetworkBar(QFrame):
    """Shows what of the view state belongs to the network, and asks for changes.

    Signals
    -------
    projection_chosen(str), positions_toggled(bool), zoom_asked(float), fit_asked()
    menu_wanted(QMenu)
        The menu behind "more" is about to open: fill it.
    """

    projection_chosen = Signal(str)
    positions_toggled = Signal(bool)
    zoom_asked = Signal(float)
    fit_asked = Signal()
    menu_wanted = Signal(QMenu)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("role", "bar")
        self.setProperty("ground", "surface")
        self.projection = Segmented(
            appearance,
            (
                ("ties", "Ties", "share-network"),
                ("interactions", "Interactions", "graph"),
            ),
            "Network of",
        )
        self.projection.button("ties").setToolTip("Actors and the ties between them (T)")
        self.projection.button("interactions").setToolTip("Interactions as nodes of their own (T)")
        self.positions = IconButton(
            appearance,
            "identification-card",
            "Show positions and memberships",
            "P",
            text="Positions",
            role="toggle",
        )
        self.left_out = QLabel("", self)
        self.left_out.setProperty("role", "note")
        self.left_out.setTextFormat(Qt.TextFormat.PlainText)
        self._n_left_out = 0
        self.zoom_out = IconButton(appearance, "minus", "Zoom out", "−")
        self.zoom_in = IconButton(appearance, "plus", "Zoom in", "+")
        self.fit = IconButton(appearance, "corners-out", "Show the whole network", "F", text="Fit")
        self.more = IconButton(appearance, "dots-three", "More about the network")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self.projection)
        row.addWidget(self.positions)
        row.addStretch(1)
        row.addWidget(self.left_out)
        for button in (self.zoom_out, self.zoom_in, self.fit, self.more):
            row.addWidget(button)
        self.projection.chosen.connect(self.projection_chosen)
        self.positions.clicked.connect(self.positions_toggled)
        self.zoom_in.clicked.connect(lambda: self.zoom_asked.emit(1.25))
        self.zoom_out.clicked.connect(lambda: self.zoom_asked.emit(0.8))
        self.fit.clicked.connect(self.fit_asked)
        self._menu.aboutToShow.connect(self._on_menu)
        appearance.changed.connect(self._resize)
        self._shortness = 0
        self._resize()

    def show_facts(self, facts: ViewFacts, *, has_network: bool) -> None:
        """Follow the view state."""
        self.projection.set_choice(facts.projection)
        self.positions.setChecked(facts.show_positions)
        for control in (self.projection, self.positions, self.fit, self.more):
            control.setEnabled(has_network)
        for button in (self.zoom_in, self.zoom_out):
            button.setEnabled(has_network)

    def show_left_out(self, n_names: int) -> None:
        """Say how many names of what is in view found no room; nothing for 0."""
        if n_names == self._n_left_out:
            return
        self._n_left_out = n_names
        names = counted(n_names, "name")
        self.left_out.setText(f"{names} left out" if n_names else "")
        self.left_out.setToolTip(
            f"There is no room for {names}. Point at a sign to read whose it is, or zoom in."
            if n_names
            else ""
        )
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.fonts.px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        """Leave out first the note, then the zoom buttons, then words, until the rest has room."""
        for shortness in range(5):
            self._set_shortness(shortness)
            if self._row.sizeHint().width() <= self.width():
                break

    def _set_shortness(self, shortness: int) -> None:
        self.left_out.setVisible(bool(self._n_left_out) and shortness < 1)
        if shortness == self._shortness:
            self._row.activate()
            return
        self._shortness = shortness
        styles = Qt.ToolButtonStyle
        for button in (self.zoom_out, self.zoom_in):
            button.setVisible(shortness < 2)
        for button, short_from in ((self.fit, 2), (self.positions, 3)):
            is_short = shortness >= short_from
            button.setToolButtonStyle(
                styles.ToolButtonIconOnly if is_short else styles.ToolButtonTextBesideIcon
            )
        self.projection.set_icons_only(shortness >= 4)
        self._row.activate()

    def _on_menu(self) -> None:
        self._menu.clear()
        self.menu_wanted.emit(self._menu)

    def _resize(self) -> None:
        self.setFixedHeight(self._appearance.fonts.px(HEIGHT_PX))
        self._shorten()
