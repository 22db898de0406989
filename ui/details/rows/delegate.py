"""Paints the rows of a list and tells their sizes, from the shapes that the list keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.details.rows.painting import paint_row, paint_waiting
from ui.painting import guarded

if TYPE_CHECKING:
    from ui.details.rows.row_list import RowList


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of one list."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self._view
        width = max(1, round(view.metrics.width_px))
        if view.metrics.is_uniform:
            return QSize(width, view.metrics.uniform_height_px)
        row = view.rows.row(index.row())
        if row is None:
            return QSize(width, view.metrics.uniform_height_px)
        return QSize(width, view.shape(row).height_px)

    @guarded
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view, number = self._view, index.row()
        rect = option.rect
        row = view.rows.row(number)
        if row is None:
            paint_waiting(painter, QRectF(rect), view.metrics)
            return
        is_current = view.is_keyboard_here() and number == view.currentIndex().row()
        paint_row(
            painter,
            QRectF(rect),
            row,
            view.shape(row),
            view.metrics,
            is_hovered=number == view.hover_row,
            is_current=is_current,
            is_unfolded=view.rows.is_unfolded(number) and not row.is_child,
            active_link=view.active_link(number),
        )
