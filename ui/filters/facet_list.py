"""Draws the facets: glyph, name and count of each value, as dense as a table of contents."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.filters.facet_model import FacetModel, FacetRow, RowKind, counted
from ui.glyphs import paint_actor_glyph
from ui.painting import guarded
from ui.theme import kind_icon, paint_icon
from ui.theme.appearance import Appearance
from ui.theme.style import paint_check_box

_ROW_PX = 24
_HEADING_PX = 27
_LEFT_PX = 12


class FacetDelegate(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: FacetRow = index.data(FacetModel.ROW)
        height = _HEADING_PX if row.kind is RowKind.HEADING else _ROW_PX
        return QSize(60, self._appearance.fonts.px(height))

    @guarded
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: FacetRow = index.data(FacetModel.ROW)
        theme, fonts = self._appearance.theme, self._appearance.fonts
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_hovered and row.kind is not RowKind.HEADING:
            painter.fillRect(rect, theme.colour("hover"))
        left = fonts.px(_LEFT_PX)
        box_px = fonts.px(14)
        middle = rect.center().y() + 1
        right = rect.right() - fonts.px(14)
        if row.kind is RowKind.HEADING:
            caret = "caret-right" if row.is_folded else "caret-down"
            caret_rect = QRectF(fonts.px(10), middle - fonts.px(6), fonts.px(12), fonts.px(12))
            paint_icon(painter, caret, caret_rect, theme.colour("text_2"))
            name_left = fonts.px(28)
            font = fonts.ui_font(1.0, bold=True)
        else:
            name_left = left + box_px + fonts.px(33)
            font = fonts.ui_font(1.0)
            if row.kind is RowKind.VALUE:
                state = QStyle.StateFlag.State_Enabled
                state |= (
                    QStyle.StateFlag.State_On
                    if row.state == Qt.CheckState.Checked
                    else QStyle.StateFlag.State_Off
                )
                box = QRectF(left, middle - box_px / 2, box_px, box_px)
                paint_check_box(painter, box, state, theme)
                has_glyph = self._paint_glyph(painter, row, left + box_px + fonts.px(17), middle)
                if not has_glyph:
                    name_left = left + box_px + fonts.px(10)
            else:
                name_left = left + box_px + fonts.px(10)
        count_text = "" if row.kind is RowKind.MORE else counted(row)
        count_font = fonts.ui_font(12 / 13)
        count_px = QFontMetrics(count_font).horizontalAdvance(count_text)
        only_px = 0
        if is_hovered and row.kind is RowKind.VALUE and row.facet != "unnamed":
            only_px = QFontMetrics(count_font).horizontalAdvance("only") + fonts.px(12)
        painter.setFont(font)
        is_dim = row.kind is RowKind.VALUE and row.shown == 0
        ink = "accent" if row.kind is RowKind.MORE else "text_3" if is_dim else "text_1"
        painter.setPen(theme.colour(ink))
        width = right - name_left - count_px - only_px - fonts.px(8)
        elided = QFontMetrics(font).elidedText(row.label, Qt.TextElideMode.ElideRight, width)
        name_rect = QRect(name_left, rect.top(), width, rect.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(name_rect, align | Qt.TextFlag.TextSingleLine, elided)
        painter.setFont(count_font)
        painter.setPen(theme.colour("text_2"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(rect.left(), rect.top(), right, rect.height()), flags, count_text)
        if only_px:
            painter.setPen(theme.colour("accent"))
            only_rect = QRect(
                right - count_px - only_px, rect.top(), only_px - fonts.px(4), rect.height()
            )
            painter.drawText(only_rect, flags, "only")
        if has_focus and option.widget is not None and option.widget.hasFocus():
            pen = theme.colour("accent")
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 1, -3, -1), 5, 5)
        painter.restore()

    def only_zone(self, option_rect: QRect, row: FacetRow) -> QRect:
        """Return where the word "only" stands in a hovered row."""
        fonts = self._appearance.fonts
        metrics = QFontMetrics(fonts.ui_font(12 / 13))
        count_px = metrics.horizontalAdvance(counted(row))
        only_px = metrics.horizontalAdvance("only") + fonts.px(12)
        right = option_rect.right() - fonts.px(14) - count_px
        return QRect(right - only_px, option_rect.top(), only_px, option_rect.height())

    def _paint_glyph(self, painter: QPainter, row: FacetRow, x: float, y: float) -> bool:
        theme, fonts = self._appearance.theme, self._appearance.fonts
        centre = QPointF(x, y)
        if row.facet == "actor_kinds":
            kind = str(row.value)
            paint_actor_glyph(painter, kind, centre, fonts.px(14), theme, pictogram=False)
            return True
        if row.facet == "unnamed":
            pen = painter.pen()
            pen.setColor(theme.colour("text_2"))
            pen.setWidthF(1.6)
            painter.setPen(pen)
            painter.setBrush(theme.colour("canvas"))
            radius = fonts.px(14) / 2 - 0.8
            painter.drawEllipse(centre, radius, radius)
            return True
        if row.facet == "interaction_kinds":
            side = fonts.px(16)
            rect = QRectF(x - side / 2, y - side / 2, side, side)
            colour = theme.colour(f"family:{row.family or 'other'}")
            paint_icon(painter, kind_icon(str(row.value)), rect, colour, filled=True)
            return True
        return False


class FacetList(QListView):
    """The list of facets: one tab stop, arrows within; Space toggles, ← and → fold."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facets = FacetModel(self)
        self.setModel(self.facets)
        self._delegate = FacetDelegate(appearance, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Filters")
        appearance.changed.connect(self._on_appearance_changed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        self.setCurrentIndex(index)
        row = self.facets.row(index)
        rect = self.visualRect(index)
        zone = self._delegate.only_zone(rect, row)
        is_only = row.kind is RowKind.VALUE and zone.contains(event.position().toPoint())
        if is_only or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.facets.only(index)
        elif row.kind is RowKind.HEADING:
            self.facets.fold(index)
        else:
            self.facets.toggle(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid():
            if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                    self.facets.only(index)
                else:
                    self.facets.toggle(index)
                return
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.facets.fold(index, event.key() == Qt.Key.Key_Left)
                return
        super().keyPressEvent(event)

    def _on_appearance_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
