"""The list of interactions without a date: model, painting and hands."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.drawing.timeline.content import TimelineContent
from ui.painting import guarded
from ui.theme import SECONDARY, Appearance, kind_icon, paint_icon
from ui.timeline.painting.bars_painter import DIMMED
from ui.timeline.picture import Lighting

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ROLE_ROW = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex


class UndatedModel(QAbstractListModel):
    """Undated interactions in the order of the store; rows are made only as they are seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: TimelineContent | None = None

    def set_content(self, content: TimelineContent | None) -> None:
        """List another content."""
        self.beginResetModel()
        self.content = content
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid() or self.content is None:
            return 0
        return len(self.content.undated)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if self.content is None or not index.isValid():
            return None
        row = int(self.content.undated[index.row()])
        if role == _ROLE_ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.content.title(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            who = self.content.who(row, 8)
            title = self.content.title(row)
            separator = "\n" if role == Qt.ItemDataRole.ToolTipRole else ", "
            return f"{title}{separator}{who}" if who else title
        return None


class _UndatedDelegate(QStyledItemDelegate):
    """Paints pictogram, title and who, in two lines."""

    def __init__(self, view: UndatedView, appearance: Appearance) -> None:
        super().__init__(view)
        self._view, self._appearance = view, appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        fonts = self._appearance.fonts
        return QSize(fonts.px(120), 2 * fonts.line_px(SECONDARY) + fonts.px(9))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        content = model.content if isinstance(model, UndatedModel) else None
        if content is None:
            return
        theme, fonts = self._appearance.theme, self._appearance.fonts
        row = int(index.data(_ROLE_ROW))
        box = QRectF(option.rect)
        state = option.state
        light = self._view.light
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = box.adjusted(6, 1, -6, -1)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if is_selected else "hover"))
            painter.drawRoundedRect(inner, 6, 6)
        if self._view.has_key_focus() and index.row() == self._view.currentIndex().row():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 6, 6)
        if light is not None and not light.is_lit((row,)):
            painter.setOpacity(DIMMED)
        dataset = content.dataset
        kind, family = dataset.interaction_kind(row), dataset.interaction_family(row)
        side = fonts.px(13)
        line = fonts.line_px(SECONDARY)
        top = box.top() + (box.height() - 2 * line) / 2
        left = box.left() + fonts.px(13)
        icon_box = QRectF(left, top + (line - side) / 2, side, side)
        paint_icon(painter, kind_icon(kind), icon_box, theme.colour(f"family:{family}"), True)
        text_left = left + fonts.px(20)
        width = box.right() - 8 - text_left
        painter.setFont(fonts.ui_font(SECONDARY))
        metrics = QFontMetrics(painter.font())
        lines = ((content.title(row), "text_1"), (content.who(row), "text_3"))
        for i, (words, ink) in enumerate(lines):
            painter.setPen(theme.colour(ink))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width))
            where = QRectF(text_left, top + i * line, width, line)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(where, flags | Qt.TextFlag.TextSingleLine, words)
        painter.restore()


class UndatedView(QListView):
    """The list; one tab stop, arrows move, Enter and Space select.

    Signals
    -------
    picked(int, bool)
        An interaction row, and whether Ctrl was held.
    opened(int)
        An interaction row was double-clicked.
    menu_wanted(int, QPoint)
        What can be done with an interaction row is asked for, at a place on the screen.
    """

    picked = Signal(int, bool)
    opened = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light: Lighting | None = None
        self._shown_selected: tuple[frozenset[int], int] = (frozenset(), -1)
        self._shown_lit = b""
        self.undated = UndatedModel(self)
        self.undated.modelReset.connect(self._on_reset)
        self.setModel(self.undated)
        self.setItemDelegate(_UndatedDelegate(self, appearance))
        self.setUniformItemSizes(True)
        # Of one size for all, Qt asks once only; text of another size needs other rows.
        appearance.changed.connect(self.scheduleDelayedItemsLayout)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Interactions without a date")
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(int(index.data(_ROLE_ROW))))

    def _on_reset(self) -> None:
        self._shown_selected = (frozenset(), -1)

    def show_light(self, light: Lighting | None) -> None:
        """Dim rows; painted anew only where another row is dimmed than before."""
        undated = self.undated.content.undated if self.undated.content is not None else None
        lit = b""
        if light is not None and undated is not None and light.is_dimming:
            shown = light.is_shown[undated]
            lit = (shown if light.foremost is None else shown & light.foremost[undated]).tobytes()
        self.light = light
        if lit != self._shown_lit:
            self._shown_lit = lit
            self.viewport().update()

    def show_selected(self, rows: frozenset[int]) -> None:
        """Mark what is selected, and bring it into sight when it is another than before."""
        undated = self.undated.content.undated if self.undated.content is not None else None
        if undated is None or (rows, len(undated)) == self._shown_selected:
            return
        self._shown_selected = (rows, len(undated))
        chosen = self.selectionModel()
        chosen.clearSelection()
        for at in np.flatnonzero(np.isin(undated, list(rows))):
            index = self.undated.index(int(at), 0)
            chosen.select(index, QItemSelectionModel.SelectionFlag.Select)
            self.scrollTo(index)

    def has_key_focus(self) -> bool:
        """Whether the keyboard is here and came by keys."""
        return self.hasFocus() and self.window().testAttribute(
            Qt.WidgetAttribute.WA_KeyboardFocusChange
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.picked.emit(int(index.data(_ROLE_ROW)), ctrl)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # No dragging of a selection: what is selected is the view state's to say.
        if not event.buttons():
            super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_by_mouse else self.currentIndex()
        if index.isValid():
            at = event.pos() if is_by_mouse else self.visualRect(index).center()
            self.menu_wanted.emit(int(index.data(_ROLE_ROW)), self.viewport().mapToGlobal(at))
        event.accept()

    def event(self, event: QEvent) -> bool:
        # Space and Enter select here; the window has another use for them.
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if Qt.Key(event.key()) not in _OPENING or event.modifiers():
            return super().event(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if Qt.Key(event.key()) in _OPENING and index.isValid():
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.picked.emit(int(index.data(_ROLE_ROW)), ctrl)
            return
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5,
            Qt.Key.Key_Home: -10**9, Qt.Key.Key_End: 10**9,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        n = self.model().rowCount()
        if step is None or not n:
            event.ignore()
            return
        row = min(max((index.row() if index.isValid() else -1) + step, 0), n - 1)
        self.selectionModel().setCurrentIndex(
            self.model().index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.viewport().update()
