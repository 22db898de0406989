"""The tray at the right of the timeline: interactions without a date, counted and listed."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.drawing.timeline_content import TimelineContent
from ui.controls import PushButton
from ui.theme import SECONDARY, Appearance, kind_icon, paint_icon
from ui.timeline.bars_painter import DIMMED
from ui.timeline.picture import Lighting

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
    """

    picked = Signal(int, bool)
    opened = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light: Lighting | None = None
        self.undated = UndatedModel(self)
        self.setModel(self.undated)
        self.setItemDelegate(_UndatedDelegate(self, appearance))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Interactions without a date")
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(int(index.data(_ROLE_ROW))))

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if Qt.Key(event.key()) in keys and index.isValid():
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


class UndatedTray(QFrame):
    """Heading with count, the note where a window leaves them out, and the list.

    Signals
    -------
    include_asked()
        The user wants the undated ones shown although a window is set.
    """

    include_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("ground", "surface")
        heading = QLabel("No date given", self)
        heading.setProperty("role", "small-heading")
        self._count = QLabel(self)
        self._count.setProperty("role", "count")
        top = QHBoxLayout()
        top.setContentsMargins(13, 6, 13, 2)
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self._count)
        self._left_out = QWidget(self)
        note = QLabel("Not in the window", self._left_out)
        note.setProperty("role", "secondary")
        include = PushButton(appearance, "Include", "", "quiet-link", self._left_out)
        include.setToolTip("Show interactions without a date although a time window is set")
        include.clicked.connect(self.include_asked)
        row = QHBoxLayout(self._left_out)
        row.setContentsMargins(13, 0, 13, 0)
        row.addWidget(note)
        row.addStretch(1)
        row.addWidget(include)
        self.view = UndatedView(appearance, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._left_out)
        column.addWidget(self.view, 1)
        self._left_out.hide()

    def set_content(self, content: TimelineContent | None) -> None:
        """List what is undated in a content; the tray hides where nothing is."""
        model = self.view.undated
        model.set_content(content)
        n = model.rowCount()
        self._count.setText(f"{n:,}")
        self.setVisible(n > 0)

    def set_light(
        self, light: Lighting | None, selected_rows: frozenset[int], *, is_left_out: bool
    ) -> None:
        """Show what is selected, and whether a window leaves the undated out."""
        self.view.light = light
        self._left_out.setVisible(is_left_out)
        chosen = self.view.selectionModel()
        chosen.clearSelection()
        model = self.view.undated
        if model.content is not None and selected_rows:
            for at, row in enumerate(model.content.undated):
                if int(row) in selected_rows:
                    index = model.index(at, 0)
                    chosen.select(index, QItemSelectionModel.SelectionFlag.Select)
                    self.view.scrollTo(index)
        self.view.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), self._appearance.theme.colour("border"))
