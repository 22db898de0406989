"""The rows of a list as a Qt model: whole or by pages, with evidence that unfolds in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.details.rows.row import Row

PAGE_ROWS = 100
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractListModel):
    """Rows of the panel.

    Signals
    -------
    wanted(first: int, last: int)
        Rows from `first` up to but without `last` are looked at and not here yet; answer by
        `put`. Asked once for each page.
    """

    wanted = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row | None] = []
        self._n_total = 0
        self._limit: int | None = None
        self._unfolded: set[int] = set()
        self._flat: list[tuple[int, int]] = []
        self._asked: set[int] = set()

    def set_rows(self, rows: Sequence[Row], n_total: int, limit: int | None) -> None:
        """Show other rows.

        Parameters
        ----------
        rows
            The first ones.
        n_total
            How many there are.
        limit
            How many are shown at most; None: all.
        """
        self.beginResetModel()
        self._rows = list(rows)
        self._n_total = max(n_total, len(rows))
        self._limit = limit
        self._unfolded.clear()
        self._asked.clear()
        self._flatten()
        self.endResetModel()

    def show_first(self, n: int) -> None:
        """Show as many rows, all where there are not more."""
        self.beginResetModel()
        self._limit = n if n < self._n_total else None
        self._flatten()
        self.endResetModel()

    @property
    def n_total(self) -> int:
        """How many rows there are, shown or not."""
        return self._n_total

    @property
    def n_shown(self) -> int:
        """How many rows are shown, unfolded ones not counted."""
        return self._n_total if self._limit is None else min(self._limit, self._n_total)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are shown."""
        return self.n_shown < self._n_total

    @property
    def known_rows(self) -> list[Row]:
        """The rows that are here, for measuring."""
        return [row for row in self._rows[: self.n_shown] if row is not None]

    def put(self, first: int, rows: Sequence[Row]) -> None:
        """Take rows that were wanted."""
        if first + len(rows) > len(self._rows):
            self._rows += [None] * (first + len(rows) - len(self._rows))
        self._rows[first : first + len(rows)] = rows
        last = min(first + len(rows), self.rowCount()) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))

    def row(self, number: int) -> Row | None:
        """Return the row at a place of the list; None while it is being fetched."""
        if self._flat:
            owner, child = self._flat[number]
            row = self._row_at(owner)
            return row if child < 0 or row is None else row.children[child]
        return self._row_at(number)

    def is_unfolded(self, number: int) -> bool:
        """Whether a row's evidence is shown below it."""
        return bool(self._flat) and self._flat[number][0] in self._unfolded

    def toggle(self, number: int) -> None:
        """Unfold a row's evidence, or fold it."""
        owner = self._flat[number][0] if self._flat else number
        row = self._row_at(owner)
        if row is None or not row.children:
            return
        at = self._flat.index((owner, -1)) if self._flat else owner
        n = len(row.children)
        if owner in self._unfolded:
            self.beginRemoveRows(QModelIndex(), at + 1, at + n)
            self._unfolded.discard(owner)
        else:
            self.beginInsertRows(QModelIndex(), at + 1, at + n)
            self._unfolded.add(owner)
        self._flatten()
        if owner in self._unfolded:
            self.endInsertRows()
        else:
            self.endRemoveRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return len(self._flat) if self._flat else self.n_shown

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken if row is not None else "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tooltip or None if row is not None else None
        return None

    def _row_at(self, number: int) -> Row | None:
        row = self._rows[number] if number < len(self._rows) else None
        if row is None and number < self._n_total:
            page = number // PAGE_ROWS
            if page not in self._asked:
                self._asked.add(page)
                first = page * PAGE_ROWS
                self.wanted.emit(first, min(first + PAGE_ROWS, self._n_total))
                # Rows may be here at once when jobs run synchronously.
                row = self._rows[number] if number < len(self._rows) else None
        return row

    def _flatten(self) -> None:
        # Long lists stay as they are: only rows that are here from the start can unfold.
        self._flat = []
        if not self._unfolded:
            return
        for owner in range(self.n_shown):
            self._flat.append((owner, -1))
            if owner in self._unfolded:
                row = self._rows[owner]
                self._flat += [(owner, child) for child in range(len(row.children if row else ()))]
