"""A layout that sets its items side by side and breaks into further lines where it must."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items in reading order, each at its own size, `gap_px` apart.

    Parameters
    ----------
    least_gap_px
        How near items may come to each other where all fit into one line so; where they do not,
        no item is left alone in the last line. None: neither.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap_px: int = 8,
        line_gap_px: int = 4,
        least_gap_px: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._gap_px, self._line_gap_px = gap_px, line_gap_px
        self._least_gap_px = least_gap_px
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        most = QSize(max(1, inner.width()), 1 << 20)
        items = [item for item in self._items if not item.isEmpty()]
        sizes = [item.sizeHint().boundedTo(most) for item in items]
        gap, ends = self.lines_of([size.width() for size in sizes], inner.width())
        y, first = inner.top(), 0
        for end in ends:
            x, line_height = inner.left(), 0
            for item, size in zip(items[first:end], sizes[first:end], strict=True):
                if not is_trial:
                    item.setGeometry(QRect(QPoint(x, y), size))
                x += size.width() + gap
                line_height = max(line_height, size.height())
            y += line_height + self._line_gap_px
            first = end
        bottom = y - self._line_gap_px if ends else y
        return bottom - rect.top() + margins.bottom()

    def lines_of(self, widths: list[int], room: int) -> tuple[int, list[int]]:
        """Return how far apart items stand, and where each line ends."""
        gap, n = self._gap_px, len(widths)
        least = self._least_gap_px
        if least is not None and n > 1 and sum(widths) + gap * (n - 1) > room:
            fitting = (room - sum(widths)) // (n - 1)
            if fitting >= least:
                return fitting, [n]
        ends: list[int] = []
        x = 0
        for at, width in enumerate(widths):
            if x and x + width > room:
                ends.append(at)
                x = 0
            x += width + gap
        if n:
            ends.append(n)
        if least is not None and len(ends) > 1 and n - ends[-2] == 1:
            before = ends[-3] if len(ends) > 2 else 0
            if ends[-2] - before > 2 and widths[ends[-2] - 1] + gap + widths[-1] <= room:
                ends[-2] -= 1
        return gap, ends
