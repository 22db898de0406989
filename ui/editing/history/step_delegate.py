"""Paints one step of the history: its sentence, and below when and by whom."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.history import StepRow
from explorer.model.plain_text import shown_line
from ui.editing.history.step_model import StepModel, described
from ui.painting import guarded
from ui.theme.appearance import Appearance

AnyIndex = QModelIndex | QPersistentModelIndex
_HEIGHT_PX = 44
_EDGE_PX = 12


class StepDelegate(QStyledItemDelegate):
    """Two lines a step; what was taken back is struck out and faint."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(60, self._appearance.fonts.px(_HEIGHT_PX))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, fonts = self._appearance.theme, self._appearance.fonts
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        step = index.data(StepModel.STEP)
        if isinstance(step, StepRow):
            edge = fonts.px(_EDGE_PX)
            half = rect.height() / 2
            top = QRectF(
                rect.left() + edge, rect.top() + fonts.px(3), rect.width() - 2 * edge, half
            )
            below = QRectF(top.left(), rect.top() + half - fonts.px(2), top.width(), half)
            is_gone = step.undone_by_id is not None
            font = fonts.ui_font(1.0)
            font.setStrikeOut(is_gone)
            painter.setFont(font)
            painter.setPen(theme.colour("text_2" if is_gone else "text_1"))
            self._line(painter, top, shown_line(step.title, 300))
            painter.setFont(fonts.ui_font(11 / 13))
            painter.setPen(theme.colour("text_2"))
            self._line(painter, below, described(step))
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRectF, words: str) -> None:
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
