"""The sample's network, pale, beside the first choices: what the program will show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.painting import guarded
from ui.theme.appearance import Appearance

_OPACITY = 0.5

#: Paints a network into a size in pixels, in the look that is in force.
PaintNetwork = Callable[[QPainter, int, int], None]


class Preview(QWidget):
    """Paints what it is given at half strength; not for clicking."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint: PaintNetwork | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("The sample's network")
        appearance.changed.connect(self.update)

    def show_network(self, paint: PaintNetwork) -> None:
        """Paint by this function from now on."""
        self._paint = paint
        self.update()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._paint is None:
            return
        with QPainter(self) as painter:
            painter.setOpacity(_OPACITY)
            self._paint(painter, self.width(), self.height())
