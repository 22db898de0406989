"""Fields next to each other where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import Appearance


class SideBySide(QWidget):
    """Lays widgets out in a row that becomes a column when it gets narrow."""

    def __init__(
        self,
        appearance: Appearance,
        parts: tuple[tuple[QWidget, int], ...],
        *,
        narrowest_px: int = 380,
        last: QWidget | None = None,
    ) -> None:
        """Lay out.

        Parameters
        ----------
        parts
            Widgets with their shares of the width.
        narrowest_px
            The width, at a body text of 13 px, below which they stand one below the other.
        last
            A small widget at the end, such as a button, that takes no share.
        """
        super().__init__()
        self._appearance, self._narrowest_px = appearance, narrowest_px
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(appearance.fonts.px(8))
        for widget, share in parts:
            self._box.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        if last is not None:
            self._box.addWidget(last, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_narrow = self.width() < self._appearance.fonts.px(self._narrowest_px)
        wanted = directions.TopToBottom if is_narrow else directions.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            for at in range(self._box.count()):
                item = self._box.itemAt(at)
                if item is not None:
                    item.setAlignment(
                        Qt.AlignmentFlag(0) if is_narrow else Qt.AlignmentFlag.AlignTop
                    )
