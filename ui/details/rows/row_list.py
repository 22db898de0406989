"""The list widget of the panel: as tall as its rows, links by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ui.details.intents import Intent
from ui.details.rows.amending import Amending
from ui.details.rows.delegate import RowDelegate
from ui.details.rows.layout import (
    INSET_PX,
    RowMetrics,
    RowShape,
    faces_of,
    shape_of,
    value_widths,
    widest,
)
from ui.details.rows.model import RowModel
from ui.details.rows.row import Row
from ui.details.rows.text_layout import Link
from ui.theme import OWN_FOCUS, Appearance

#: Lists longer than this have rows of one height, so that none must be laid out to know where
#: another one stands.
MOST_OF_OWN_HEIGHT = 300

#: No widget of Qt can be taller than 16,777,215 px.
_TALLEST_PX = 16_000_000


class RowList(QListView):
    """A list of rows that grows to its full height inside the panel's scroll area.

    Only what is in sight is laid out and painted, so a hundred thousand rows cost no more than
    twenty.

    Signals
    -------
    asked(object)
        The user followed a link; an `Intent`.
    hovered(object)
        Network key of the row under the pointer, or None.
    wanted(int, int)
        See `RowModel.wanted`.
    """

    asked = Signal(object)
    hovered = Signal(object)
    wanted = Signal(int, int)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        parent: QWidget | None = None,
        *,
        inset_px: int = INSET_PX,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._inset_px = inset_px
        self._shapes: dict[int, dict[Row, RowShape]] = {}
        self._height_px = 0
        self._asked_px, self._is_placed = 300, False
        self._heights: dict[int, int] = {}
        self._title_lines = 2
        self._hover_row = -1
        self._hover_link: Link | None = None
        self._key_link = -1
        self._pressed: tuple[int, Intent | None] | None = None
        self._amending = Amending(appearance, self)
        self._by_keyboard = False
        self._row_model = RowModel(self)
        self._row_model.wanted.connect(self.wanted)
        self._row_model.dataChanged.connect(self._on_rows_came)
        self._metrics = RowMetrics(appearance.fonts, appearance.theme, 300.0)
        self._metrics_there = self._metrics
        self.setModel(self._row_model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setProperty(OWN_FOCUS, True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setTabKeyNavigation(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # --- what is shown ------------------------------------------------------------------------

    def set_rows(
        self, rows: Sequence[Row], n_total: int, limit: int | None, title_lines: int = 2
    ) -> None:
        """Show other rows; see `RowModel.set_rows`."""
        self._title_lines = title_lines
        self._hover_row, self._hover_link, self._key_link = -1, None, -1
        self._row_model.set_rows(rows, n_total, limit)
        self.restyle()

    def show_all(self) -> None:
        """Show the rows that were cut, as many as a widget can hold."""
        self._row_model.show_first(_TALLEST_PX // max(1, self._metrics.uniform_height_px))
        self.restyle()

    @property
    def rows(self) -> RowModel:
        """The rows as a model."""
        return self._row_model

    def restyle(self) -> None:
        """Measure and lay out anew: other rows, another theme or text size."""
        known = self._row_model.known_rows
        measured = known[:MOST_OF_OWN_HEIGHT]
        fonts = self._appearance.fonts
        face = faces_of(fonts)["title"]
        metrics = RowMetrics(
            fonts=fonts,
            theme=self._appearance.theme,
            width_px=self._metrics.width_px,
            value_widths_px=value_widths(measured, face),
            widest_px=widest(measured, face),
            has_dates=any(row.when is not None for row in known),
            has_signs=any(row.sign is not None for row in known),
            has_carets=any(row.children for row in known),
            title_lines=self._title_lines,
            is_uniform=self._row_model.n_shown > MOST_OF_OWN_HEIGHT,
            inset_px=self._inset_px,
        )
        if metrics != self._metrics:
            self._metrics = self._metrics_there = metrics
            self._shapes.clear()
        self.setUniformItemSizes(self._metrics.is_uniform)
        self._heights_changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._asked_px = width
        known = self._heights.get(width)
        if known is not None:
            return known
        n = self._row_model.rowCount()
        if self._metrics.is_uniform:
            height = n * self._metrics.uniform_height_px
        else:
            height = 0
            for number in range(n):
                row = self._row_model.row(number)
                if row is None:
                    height += self._metrics.uniform_height_px
                else:
                    height += self.shape(row, width).height_px
        self._heights[width] = self._height_px = height
        return height

    def sizeHint(self) -> QSize:
        return QSize(100, self._height_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def shape(self, row: Row, width: int = 0) -> RowShape:
        """Return a row laid out at a width; 0: the present one."""
        if not width:
            width = max(1, self.width() if self._is_placed else self._asked_px)
        shapes = self._shapes.get(width)
        if shapes is None:
            # A layout may try a width or two before it settles.
            while len(self._shapes) > 1:
                del self._shapes[next(iter(self._shapes))]
            shapes = self._shapes[width] = {}
        shape = shapes.get(row)
        if shape is None:
            if len(shapes) > 4 * MOST_OF_OWN_HEIGHT:
                shapes.clear()
            if self._metrics_there.width_px != width or not shapes:
                self._metrics_there = replace(self._metrics, width_px=float(width))
            shape = shapes[row] = shape_of(row, self._metrics_there)
        return shape

    @property
    def metrics(self) -> RowMetrics:
        """What all rows share."""
        return self._metrics

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._is_placed = True
        if event.size().width() != event.oldSize().width():
            self._metrics = replace(self._metrics, width_px=float(event.size().width()))
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def _heights_changed(self) -> None:
        self._heights.clear()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def _on_rows_came(self) -> None:
        known = self._row_model.known_rows
        if any(row.when is not None for row in known[-3:]) and not self._metrics.has_dates:
            self.restyle()
            return
        if not self._metrics.is_uniform:
            self._heights_changed()
        self.viewport().update()

    # --- following links ----------------------------------------------------------------------

    def active_link(self, number: int) -> Link | None:
        """Return the link in a row that pointer or keyboard is on."""
        if number == self._hover_row and self._hover_link is not None:
            return self._hover_link
        if self._key_link >= 0 and number == self.currentIndex().row():
            row = self._row_model.row(number)
            links = self.shape(row).links if row is not None else []
            if self._key_link < len(links):
                return links[self._key_link][1]
        return None

    @property
    def hover_row(self) -> int:
        """Number of the row under the pointer, -1 where there is none."""
        return self._hover_row

    def is_keyboard_here(self) -> bool:
        """Whether the current row is to show the keyboard's ring."""
        return self.hasFocus() and self._by_keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number, link = self._hit(event.position())
        if (number, link) != (self._hover_row, self._hover_link):
            before = self._hover_row
            self._hover_row, self._hover_link = number, link
            row = self._row_model.row(number) if number >= 0 else None
            can = row is not None and (link is not None or row.intent is not None or row.children)
            cursor = Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(cursor)
            if number != before:
                self.hovered.emit(None if row is None else row.hover_key)
                self._amending.point(number, row)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        if self._hover_row >= 0:
            self._hover_row, self._hover_link = -1, None
            self.hovered.emit(None)
            self._amending.point(-1, None)
            self.viewport().update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        if event.button() == Qt.MouseButton.LeftButton:
            number, link = self._hit(event.position())
            self._pressed = (number, link.intent if link is not None else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        number, link = self._hit(event.position())
        if number < 0 or (number, link.intent if link is not None else None) != pressed:
            return
        row = self._row_model.row(number)
        if row is None:
            return
        shape = self.shape(row)
        corner = self.visualRect(self._row_model.index(number)).topLeft()
        inside = event.position() - QPointF(corner)
        on_caret = shape.caret is not None and inside.x() >= shape.caret.left() - 4
        if link is not None:
            self.asked.emit(link.intent)
        elif row.children and (on_caret or row.intent is None):
            self.toggle(number)
        elif row.intent is not None:
            self.asked.emit(row.intent)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick clicks are two clicks: the first has already moved on.
        self.mousePressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self._by_keyboard = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if not self.currentIndex().isValid() and self._row_model.rowCount():
            self.setCurrentIndex(self._row_model.index(0))
        if self._by_keyboard:
            self._show_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.currentIndex().row()
        row = self._row_model.row(number) if number >= 0 else None
        key = event.key()
        if row is None:
            super().keyPressEvent(event)
            return
        links = self.shape(row).links
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            link = self.active_link(number) if self._key_link >= 0 else None
            self._follow(number, row, None if link is None else link.intent)
        elif key == Qt.Key.Key_Right:
            if self._key_link + 1 < len(links):
                self._key_link += 1
            elif row.children and not self._row_model.is_unfolded(number):
                self.toggle(number)
        elif key == Qt.Key.Key_Left:
            if self._key_link >= 0:
                self._key_link -= 1
            elif row.children and self._row_model.is_unfolded(number):
                self.toggle(number)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(number, key)
        else:
            event.ignore()
            return
        self._by_keyboard = True
        event.accept()
        self._show_current()
        self.viewport().update()

    def toggle(self, number: int) -> None:
        """Unfold the evidence under a row, or fold it."""
        self._row_model.toggle(number)
        self._heights_changed()

    def _follow(self, number: int, row: Row, intent: Intent | None) -> None:
        if intent is not None:
            self.asked.emit(intent)
        elif row.intent is not None:
            self.asked.emit(row.intent)
        elif row.children:
            self.toggle(number)

    def _move(self, number: int, key: int) -> None:
        last = self._row_model.rowCount() - 1
        step = {Qt.Key.Key_Up: number - 1, Qt.Key.Key_Down: number + 1, Qt.Key.Key_Home: 0}
        to = min(last, max(0, step.get(Qt.Key(key), last)))
        self._key_link = -1
        self.setCurrentIndex(self._row_model.index(to))

    def _show_current(self) -> None:
        """Bring the current row into the sight of the panel's scroll area."""
        rect = self.visualRect(self.currentIndex())
        holder: QWidget | None = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        content = holder.widget() if isinstance(holder, QScrollArea) else None
        if isinstance(holder, QScrollArea) and content is not None:
            top = self.mapTo(content, rect.topLeft())
            middle = top.y() + rect.height() // 2
            holder.ensureVisible(0, middle, 0, rect.height() // 2 + 8)

    def _hit(self, point: QPointF) -> tuple[int, Link | None]:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return -1, None
        row = self._row_model.row(index.row())
        if row is None:
            return index.row(), None
        inside = point - QPointF(self.visualRect(index).topLeft())
        found = self.shape(row).link_at(inside)
        return index.row(), None if found is None else found[1]
