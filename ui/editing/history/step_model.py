"""The steps of the history as a list of any length, read page by page as they come into sight."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db.history import StepRow
from explorer.editing.history.sentences import made_words
from explorer.model.plain_text import shown_line
from ui.editing.history.two_lines import NOTE, STRUCK

AnyIndex = QModelIndex | QPersistentModelIndex
PAGE_ROWS = 200


class StepModel(QAbstractListModel):
    """Newest first; a row that is not read yet is empty and asks for its page.

    Signals
    -------
    page_wanted(int)
        A page came into sight that nobody has asked for yet.
    """

    STEP = Qt.ItemDataRole.UserRole + 1
    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._n_steps = 0
        self._pages: dict[int, list[StepRow]] = {}
        self._asked: set[int] = set()

    def begin(self, n_steps: int, rows: list[StepRow]) -> None:
        """Show another list, of which the first rows, or all, are there."""
        self.beginResetModel()
        self._n_steps = n_steps
        self._pages = {
            at // PAGE_ROWS: rows[at : at + PAGE_ROWS] for at in range(0, len(rows), PAGE_ROWS)
        }
        self._asked = set(self._pages)
        self.endResetModel()

    def take_page(self, page: int, rows: list[StepRow]) -> None:
        """Take in a page that was wanted."""
        self._pages[page] = rows
        first = page * PAGE_ROWS
        last = min(first + len(rows), self._n_steps) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))

    def step_at(self, row: int) -> StepRow | None:
        """Return a step, None where it is not read yet; its page is then wanted."""
        page, at = divmod(row, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        return rows[at] if at < len(rows) else None

    def row_of(self, step_id: int) -> int:
        """Return the row of a step that is read already, -1 for others."""
        for page, rows in self._pages.items():
            for at, step in enumerate(rows):
                if step.id == step_id:
                    return page * PAGE_ROWS + at
        return -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._n_steps

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step = self.step_at(index.row())
        if role == self.STEP:
            return step
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if step is None else shown_line(step.title, 300)
        if role == Qt.ItemDataRole.AccessibleTextRole and step is not None:
            return f"{shown_line(step.title, 300)}, {described(step)}"
        if role == NOTE and step is not None:
            return described(step)
        if role == STRUCK and step is not None:
            return step.undone_by_id is not None
        if role == Qt.ItemDataRole.ToolTipRole and step is not None:
            return shown_line(step.title, 400)
        return None


def described(step: StepRow) -> str:
    """Return when, by whom and as what a step was made, and whether it was taken back."""
    parts = [made_words(step.made_at), shown_line(step.made_by, 40)]
    if step.kind in ("import", "merge"):
        parts.append(step.kind)
    if step.undone_by_id is not None and step.kind not in ("undo", "redo"):
        parts.append("taken back")
    return " · ".join(parts)
