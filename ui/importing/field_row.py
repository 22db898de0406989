"""Fields side by side as long as each has room for its words, else below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget


class FieldRow(QWidget):
    """Lays fields in as many columns as fit; hidden ones take no room."""

    def __init__(
        self, fields: Sequence[QWidget], least_px: int, gap_px: int, parent: QWidget | None = None
    ) -> None:
        """Make the row.

        Parameters
        ----------
        least_px
            So wide is each field at least.
        """
        super().__init__(parent)
        self._fields = tuple(fields)
        self._least_px, self._gap_px = least_px, gap_px
        self._laid: tuple[int, tuple[QWidget, ...]] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap_px)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        for field in self._fields:
            field.setParent(self)

    def show_only(self, shown: Sequence[QWidget]) -> None:
        """Show some of the fields."""
        for field in self._fields:
            field.setVisible(field in shown)
        self.setVisible(bool(shown))
        self._lay(tuple(field for field in self._fields if field in shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._laid is not None:
            self._lay(self._laid[1])

    def _lay(self, shown: tuple[QWidget, ...]) -> None:
        room = self.width() + self._gap_px
        n_columns = max(1, min(len(shown), room // (self._least_px + self._gap_px)))
        if self._laid == (n_columns, shown):
            return
        self._laid = (n_columns, shown)
        while self._grid.count():
            self._grid.takeAt(0)
        for at, field in enumerate(shown):
            row, column = divmod(at, n_columns)
            is_last = at == len(shown) - 1
            span = n_columns - column if is_last else 1
            self._grid.addWidget(field, row, column, 1, span)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < n_columns else 0)
        self.updateGeometry()
