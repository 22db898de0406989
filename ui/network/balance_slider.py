"""A row in a menu: a slider between true distances and visible communities."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget, QWidgetAction

DISTANCES, COMMUNITIES = "True distances", "Visible communities"
_STEPS = 20
_SLIDER_PX = 96
_REST_MS = 200
"""A network is laid out anew only when the slider rests: each layout would end the one before."""


class BalanceAction(QWidgetAction):
    """The entry of a menu that holds the slider; the menu stays open while it is moved.

    Parameters
    ----------
    share
        Where it stands, 0 (distances) to 1 (communities).
    change
        Called with the share when the slider has come to rest.
    """

    def __init__(
        self, share: float, change: Callable[[float], None], *, is_enabled: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.slider = _Slider(share, change)
        self.setText(f"{DISTANCES} or {COMMUNITIES.lower()}")
        row = QWidget()
        line = QHBoxLayout(row)
        # The other entries leave room for their check marks.
        line.setContentsMargins(28, 5, 16, 5)
        line.setSpacing(10)
        line.addWidget(QLabel(DISTANCES))
        line.addWidget(self.slider)
        line.addWidget(QLabel(COMMUNITIES))
        row.setFocusProxy(self.slider)
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.setToolTip(
            "What the layout shall show where both are not to be had; pinned stay."
            if is_enabled
            else "For groups of more than 300 connected actors; smaller ones need no choice."
        )
        row.setEnabled(is_enabled)
        self.setEnabled(is_enabled)
        self.setDefaultWidget(row)


class _Slider(QSlider):
    """Tells its share when it rests; up and down go to the entries before and after it."""

    def __init__(self, share: float, change: Callable[[float], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._change = change
        self.setAccessibleName(f"{DISTANCES} or {COMMUNITIES.lower()}")
        self.setAccessibleDescription(f"Left: {DISTANCES.lower()}. Right: {COMMUNITIES.lower()}.")
        self.setRange(0, _STEPS)
        self.setPageStep(_STEPS // 4)
        self.setMinimumWidth(_SLIDER_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setValue(round(share * _STEPS))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tell)
        self.valueChanged.connect(lambda _: self._rest.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # The menu was closed before the slider had rested.
        if self._rest.isActive():
            self._rest.stop()
            self._tell()

    def _tell(self) -> None:
        self._change(self.value() / _STEPS)
