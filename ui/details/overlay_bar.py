"""A scroll bar that lies over the page's margin, so that it takes no width from the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar

_WIDTH_PX = 10


class OverlayBar(QScrollBar):
    """Mirrors the vertical scroll bar of a scroll area whose own one is switched off."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        self._own = area.verticalScrollBar()
        self._own.rangeChanged.connect(self._on_range_changed)
        self._own.valueChanged.connect(self._on_value_changed)
        self.valueChanged.connect(self._own.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._on_range_changed(self._own.minimum(), self._own.maximum())

    def place(self) -> None:
        """Lie at the right edge of the area."""
        area = self._area
        self.setGeometry(area.width() - _WIDTH_PX, 0, _WIDTH_PX, area.height())
        self.raise_()

    def _on_range_changed(self, first: int, last: int) -> None:
        self.blockSignals(True)
        self.setRange(first, last)
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setValue(self._own.value())
        self.blockSignals(False)
        self.setVisible(last > first)

    def _on_value_changed(self, value: int) -> None:
        self.blockSignals(True)
        self.setPageStep(self._own.pageStep())
        self.setValue(value)
        self.blockSignals(False)
