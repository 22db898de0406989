"""Paints entries of a list in two lines: what it is, and below when and by whom."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.painting import guarded
from ui.theme.appearance import Appearance

AnyIndex = QModelIndex | QPersistentModelIndex

NOTE = Qt.ItemDataRole.UserRole + 11
"""The second line of an entry."""

STRUCK = Qt.ItemDataRole.UserRole + 12
"""Whether an entry is struck out, as one that counts no more."""

_HEIGHT_PX = 46
_EDGE_PX = 12


class TwoLines(QStyledItemDelegate):
    """Two lines an entry; what is struck out is faint as well."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(60, self._appearance.fonts.px(_HEIGHT_PX))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, fonts = self._appearance.theme, self._appearance.fonts
        rect = QRectF(option.rect)
        painter.save()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("selection" if is_current else "hover"))
        edge, line, note_line = fonts.px(_EDGE_PX), fonts.line_px(), fonts.line_px(11 / 13)
        width = rect.width() - 2 * edge
        top = rect.top() + (rect.height() - line - note_line) / 2
        is_struck = bool(index.data(STRUCK))
        font = fonts.ui_font()
        font.setStrikeOut(is_struck)
        painter.setFont(font)
        painter.setPen(theme.colour("text_2" if is_struck else "text_1"))
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        self._line(painter, QRectF(rect.left() + edge, top, width, line), words)
        painter.setFont(fonts.ui_font(11 / 13))
        painter.setPen(theme.colour("text_2"))
        note = str(index.data(NOTE) or "")
        self._line(painter, QRectF(rect.left() + edge, top + line, width, note_line), note)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRectF, words: str) -> None:
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
