"""Paints one proposed pair: both names, how likely it is, and what was decided."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.identity.pair_model import VERDICT_WORDS, PairModel, PairRow
from ui.painting import guarded
from ui.theme.appearance import Appearance

AnyIndex = QModelIndex | QPersistentModelIndex
_HEIGHT_PX = 52
_EDGE_PX = 12
_BAR_PX = 44


class PairDelegate(QStyledItemDelegate):
    """Two names under each other; at the right the score as a bar, or the decision."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(60, self._appearance.fonts.px(_HEIGHT_PX))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(PairModel.PAIR)
        if not isinstance(row, PairRow):
            return
        theme, fonts = self._appearance.theme, self._appearance.fonts
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        edge = fonts.px(_EDGE_PX)
        right = self._right(painter, rect.adjusted(0, 0, -edge, 0), row)
        names = QRectF(
            rect.left() + edge, rect.top(), right - rect.left() - 2 * edge, rect.height()
        )
        half = names.height() / 2
        for at, name in enumerate((row.part_name, row.whole_name)):
            area = QRectF(names.left(), names.top() + at * half, names.width(), half)
            # Towards each other: they are one thing.
            area.translate(0, fonts.px(3) * (1 - 2 * at))
            painter.setFont(fonts.ui_font(1.0))
            painter.setPen(theme.colour("text_3" if row.verdict else "text_1"))
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _right(self, painter: QPainter, rect: QRectF, row: PairRow) -> float:
        """Paint what stands at the right; return where it begins."""
        theme, fonts = self._appearance.theme, self._appearance.fonts
        painter.setFont(fonts.ui_font(12 / 13))
        words = VERDICT_WORDS.get(row.verdict, "")
        if words:
            painter.setPen(theme.colour("accent" if row.verdict == "same" else "text_2"))
            painter.drawText(
                rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words
            )
            return rect.right() - QFontMetricsF(painter.font()).horizontalAdvance(words)
        number = f"{row.proposal.score}"
        painter.setPen(theme.colour("text_2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        width = fonts.px(_BAR_PX)
        left = rect.right() - fonts.px(28) - width
        bar = QRectF(left, rect.center().y() - fonts.px(2), width, fonts.px(4))
        painter.fillRect(bar, theme.colour("sunken"))
        bar.setWidth(width * row.proposal.score / 100)
        painter.fillRect(bar, theme.colour("text_3" if row.proposal.is_unsure else "accent"))
        return left
