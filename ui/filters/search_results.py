"""What the search found, grouped, with the matching letters in bold."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.search import Found, matching_spans
from ui.glyphs import paint_actor_glyph
from ui.painting import guarded
from ui.theme import kind_icon, paint_icon
from ui.theme.appearance import Appearance

AnyIndex = QModelIndex | QPersistentModelIndex
_TITLES = {
    "actors": "Actors",
    "interactions": "Interactions",
    "quotes": "Quotes",
    "sources": "Sources",
}


class ResultModel(QAbstractListModel):
    """Found things in groups, each group under a heading."""

    FOUND = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Found | str] = []
        self.query = ""

    def show(self, query: str, found: Sequence[Found]) -> None:
        """Show other results."""
        self.beginResetModel()
        self.query = query
        self._rows = []
        group = ""
        for item in found:
            if item.group != group:
                group = item.group
                self._rows.append(_TITLES[group])
            self._rows.append(item)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == self.FOUND:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else f"{row.text}, {row.reason}".rstrip(", ")
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Found):
            return row.text[:400]
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def first_result(self) -> QModelIndex:
        """Return the first row that is not a heading; invalid where nothing was found."""
        return self.index(1) if len(self._rows) > 1 else QModelIndex()


class ResultDelegate(QStyledItemDelegate):
    """Paints one result: glyph, text with the match in bold, and why it matches."""

    def __init__(self, appearance: Appearance, model: ResultModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._model = appearance, model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(ResultModel.FOUND)
        two_lines = isinstance(row, Found) and bool(row.reason)
        height = 27 if isinstance(row, str) else 40 if two_lines else 26
        return QSize(60, self._appearance.fonts.px(height))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ResultModel.FOUND)
        theme, fonts = self._appearance.theme, self._appearance.fonts
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            painter.setFont(fonts.ui_font(1.0, bold=True))
            painter.setPen(theme.colour("text_1"))
            area = rect.adjusted(fonts.px(12), fonts.px(4), 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, row)
            painter.restore()
            return
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("selection" if is_current else "hover"))
        line = fonts.line_px()
        middle = rect.top() + fonts.px(4) + line / 2
        glyph_x = fonts.px(22)
        if row.group == "actors":
            paint_actor_glyph(
                painter,
                row.kind,
                QPointF(glyph_x, middle),
                fonts.px(14),
                theme,
                hollow=row.is_hollow,
                pictogram=False,
            )
        else:
            side = fonts.px(15)
            name, filled = (
                (kind_icon(row.kind), True)
                if row.group == "interactions"
                else (("quotes", True) if row.group == "quotes" else ("article", False))
            )
            colour = f"family:{row.family}" if row.group == "interactions" else "text_2"
            area = QRectF(glyph_x - side / 2, middle - side / 2, side, side)
            paint_icon(painter, name, area, theme.colour(colour), filled)
        left = fonts.px(38)
        width = rect.width() - left - fonts.px(10)
        self._draw_matched(painter, row, QRectF(left, middle - line / 2, width, line))
        if row.reason:
            painter.setFont(fonts.ui_font(11 / 13))
            painter.setPen(theme.colour("text_2"))
            metrics = QFontMetricsF(painter.font())
            reason = metrics.elidedText(row.reason, Qt.TextElideMode.ElideRight, width)
            area = QRectF(left, middle + line / 2 - 1, width, fonts.line_px(11 / 13))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, reason)
        painter.restore()

    def _draw_matched(self, painter: QPainter, row: Found, area: QRectF) -> None:
        theme, fonts = self._appearance.theme, self._appearance.fonts
        plain = fonts.ui_font() if row.group != "quotes" else fonts.serif_font(1.0)
        painter.setPen(theme.colour("text_1"))
        painter.setFont(plain)
        metrics = QFontMetricsF(plain)
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, area.width() * 0.96)
        spans = matching_spans(text, self._model.query)
        if not spans or _is_right_to_left(text):
            # Pieces of joined scripts must not be drawn apart; there the whole stays plain.
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            return
        x, at = area.left(), 0
        bold = type(plain)(plain)
        bold.setBold(True)
        for start, end in [*spans, (len(text), len(text))]:
            for piece, font in ((text[at:start], plain), (text[start:end], bold)):
                if piece:
                    painter.setFont(font)
                    rest = QRectF(x, area.top(), area.right() - x, area.height())
                    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, piece)
                    x += QFontMetricsF(font).horizontalAdvance(piece)
            at = end


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


class ResultList(QListView):
    """Results as a list with one tab stop.

    Signals
    -------
    chosen(object)
        The `Found` that the user clicked or confirmed.
    left()
        The user moved up out of the list, back to the field.
    menu_wanted(object, QPoint)
        What can be done with a `Found` is asked for, at a place on the screen.
    """

    chosen = Signal(object)
    left = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = ResultModel(self)
        self.setModel(self.results)
        self.setItemDelegate(ResultDelegate(appearance, self.results, self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Search results")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_by_mouse else self.currentIndex()
        found = index.data(ResultModel.FOUND) if index.isValid() else None
        if isinstance(found, Found):
            at = event.pos() if is_by_mouse else self.visualRect(index).center()
            self.menu_wanted.emit(found, self.viewport().mapToGlobal(at))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Up and self.currentIndex() == self.results.first_result():
            self.left.emit()
            return
        super().keyPressEvent(event)

    def choose_first(self) -> None:
        """Choose the best result."""
        self._choose(self.results.first_result())

    def _choose(self, index: QModelIndex) -> None:
        found = index.data(ResultModel.FOUND) if index.isValid() else None
        if isinstance(found, Found):
            self.chosen.emit(found)
