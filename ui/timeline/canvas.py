"""The canvas of the timeline: one pyqtgraph time axis, its layers, and the hands on it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from explorer.drawing.timeline_content import TimelineContent
from explorer.drawing.timeline_layout import Placed, TimeView
from explorer.model.plain_text import shown_line
from ui.theme import NOTE, OWN_FOCUS, Appearance
from ui.timeline.geometry import Geometry, divide
from ui.timeline.keyboard import TimelineKeyboard
from ui.timeline.layers import LanesLayer, WindowLayer
from ui.timeline.mark_painter import title_font
from ui.timeline.picture import Lighting, Picture
from ui.timeline.window_hand import WindowHand

_SHORTEST_VIEW_DAYS = 1.0
_FIT_MS = 180
_WHEEL_STEP = 1.0018
_CARD_AFTER_MS = 350


class TimelineCanvas(pg.GraphicsView):
    """Lanes, histogram and axis over one view box whose x is the day.

    The view box holds the visible range and says when it changes; the layers paint in pixels of
    the canvas, so that marks keep their size at every zoom.

    Signals
    -------
    clicked(object, bool)
        A tuple of interaction rows (empty: an empty place), and whether Ctrl was held.
    opened(int)
        An interaction row was double-clicked or opened by the keyboard.
    hovered(object)
        A `Placed` mark or None.
    card_wanted(object, QPointF)
        The pointer has rested on a mark; None where it left.
    """

    clicked = Signal(object, bool)
    opened = Signal(int)
    hovered = Signal(object)
    card_wanted = Signal(object, QPointF)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._appearance = appearance
        self.content: TimelineContent | None = None
        self.light: Lighting | None = None
        self._picture: Picture | None = None
        self._selected: frozenset[int] = frozenset()
        self._scroll_px = 0.0
        self._press: QPointF | None = None
        self._pressed_mark: Placed | None = None
        self._pan_from: tuple[float, float, float] | None = None
        self._under: Placed | None = None
        self._is_fitted = True
        self.hand = WindowHand(self)
        self.keyboard = TimelineKeyboard(self)
        self._message = ""
        self._card_at = QPointF()
        self._pan_base = (0.0, 0.0, 0.0)
        self._box = pg.ViewBox(enableMenu=False, border=None, defaultPadding=0)
        self._box.setMouseEnabled(x=False, y=False)
        self._box.disableAutoRange()
        self._box.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.addItem(self._box)
        # Kept by us: the scene alone does not keep Python's side of an item alive.
        self._layers = (LanesLayer(self), WindowLayer(self))
        for layer in self._layers:
            self.addItem(layer)
        self._box.sigXRangeChanged.connect(self._on_range_changed)
        self._flight = QVariantAnimation(self)
        self._flight.setDuration(_FIT_MS)
        self._flight.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._flight.valueChanged.connect(self._on_flight)
        self._flight_ends: tuple[tuple[float, float], tuple[float, float]] | None = None
        self._card_timer = QTimer(self)
        self._card_timer.setSingleShot(True)
        self._card_timer.setInterval(_CARD_AFTER_MS)
        self._card_timer.timeout.connect(self._on_card_timer)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setMinimumHeight(120)
        self.apply_appearance()

    # What is shown ---------------------------------------------------------------------------

    def set_content(self, content: TimelineContent | None, *, is_other_store: bool) -> None:
        """Show other interactions; another store is fitted, the same one keeps its view."""
        self.content = content
        self._under = None
        self.hand.cancel()
        if is_other_store:
            self._scroll_px = 0.0
            self._is_fitted = True
        if self._is_fitted:
            self._fit_now()
        self._renew()

    def set_light(self, light: Lighting | None, selected: frozenset[int]) -> None:
        """Let other marks step forward; what is placed stays, but for names of the selected."""
        self.light = light
        if selected != self._selected:
            self._selected = selected
            self._renew()
        self._repaint()

    def apply_appearance(self) -> None:
        """Take over theme and text size."""
        self.setBackground(self._appearance.theme.colour("canvas"))
        self._renew()

    @property
    def picture(self) -> Picture | None:
        """What is painted now, None where there is nothing to paint."""
        if self._picture is None and self.content is not None:
            geometry = self.geometry_now()
            self._picture = Picture(
                self.content,
                geometry,
                self.view_now(),
                self._appearance.theme,
                self._appearance.fonts,
                self._selected,
            )
        return self._picture

    @property
    def appearance(self) -> Appearance:
        """Theme and fonts."""
        return self._appearance

    def geometry_now(self) -> Geometry:
        """Return how the canvas is divided."""
        lanes = self.content.lanes if self.content is not None else None
        metrics = QFontMetricsF(self._appearance.fonts.ui_font(NOTE))
        names = [shown_line(lane.label, 60) for lane in lanes.lanes] if lanes else []
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        geometry = divide(
            float(self.viewport().width()),
            float(self.viewport().height()),
            lanes.n_rows if lanes else 0,
            longest,
            self._appearance.fonts,
            self._scroll_px,
        )
        self._scroll_px = geometry.scroll_px
        return geometry

    def view_now(self) -> TimeView:
        """Return the part of time in view."""
        (start, end), _ = self._box.viewRange()
        return TimeView(float(start), float(end), self.geometry_now().plot_px)

    def message(self) -> str:
        """Return the sentence painted where there is nothing to see."""
        return self._message

    def set_message(self, words: str) -> None:
        """Paint a sentence over the lanes; an empty one for none."""
        if words != self._message:
            self._message = words
            self._repaint()

    def speak(self, words: str) -> None:
        """Let a screen reader say what the keyboard is on."""
        if words == self.accessibleName():
            return
        self.setAccessibleName(words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # Moving in time --------------------------------------------------------------------------

    def fit(self) -> None:
        """Show all dates."""
        if self.content is None:
            return
        self._is_fitted = True
        self._fly(self._fitted())

    def reveal(self, row: int) -> None:
        """Bring an interaction into sight, moving only as far as needed."""
        content = self.content
        if content is None or not content.passes[row] or not content.dataset.has_date[row]:
            return
        self._scroll_to(row)
        view, at = self.view_now(), float(content.marks.at[row])
        margin = 0.06 * (view.end - view.start)
        if view.start + margin <= at <= view.end - margin:
            return
        half = (view.end - view.start) / 2
        self._is_fitted = False
        self._fly((at - half, at + half))

    def zoom(self, factor: float, at_px: float | None = None) -> None:
        """Zoom in (factor < 1) or out, keeping the moment at a place of the canvas."""
        view, geometry = self.view_now(), self.geometry_now()
        x = geometry.plot_px / 2 if at_px is None else at_px - geometry.names_px
        moment = view.day(min(max(0.0, x), geometry.plot_px))
        self._set_range(
            moment - (moment - view.start) * factor, moment + (view.end - moment) * factor, moment
        )

    def _fitted(self) -> tuple[float, float]:
        assert self.content is not None
        metrics = QFontMetricsF(title_font(self._appearance.fonts, bold=True))
        return self.content.fitted(self.geometry_now().plot_px, metrics.horizontalAdvance)

    def _fit_now(self) -> None:
        if self.content is not None:
            start, end = self._fitted()
            self._box.setXRange(start, end, padding=0)

    def _set_range(self, start: float, end: float, anchor: float | None = None) -> None:
        """Show a range within what makes sense: not below a day, not far off the data."""
        if self.content is None or self.content.span is None:
            return
        first, last = float(self.content.span[0]), float(self.content.span[1] + 1)
        longest = max(30.0, 3.0 * (last - first))
        length = min(max(end - start, _SHORTEST_VIEW_DAYS), longest)
        if anchor is not None and end > start:
            part = (anchor - start) / (end - start)
            start = anchor - part * length
        middle = start + length / 2
        middle = min(max(middle, first), last)
        self._is_fitted = False
        self._box.setXRange(middle - length / 2, middle + length / 2, padding=0)

    def _fly(self, target: tuple[float, float]) -> None:
        view = self.view_now()
        self._flight.stop()
        if self._is_motion_reduced() or not self.isVisible():
            self._box.setXRange(*target, padding=0)
            return
        self._flight_ends = ((view.start, view.end), target)
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.start()

    def _is_motion_reduced(self) -> bool:
        return bool(getattr(self._appearance, "reduced_motion", False))

    def _on_flight(self, part: float) -> None:
        if self._flight_ends is None:
            return
        (start, end), (to_start, to_end) = self._flight_ends
        self._box.setXRange(
            start + (to_start - start) * part, end + (to_end - end) * part, padding=0
        )

    def _scroll_to(self, row: int) -> None:
        content, geometry = self.content, self.geometry_now()
        if content is None or geometry.most_scroll_px <= 0:
            return
        mine = content.lanes.row[content.lanes.entry == row]
        if not len(mine):
            return
        top = float(mine[0]) * geometry.row_px
        low, high = top + geometry.row_px - geometry.lanes_px, top
        self.scroll_lanes(min(max(geometry.scroll_px, low), high) - geometry.scroll_px)

    def scroll_lanes(self, by_px: float) -> None:
        """Scroll the lanes where not all are in sight."""
        before = self._scroll_px
        self._scroll_px = max(0.0, before + by_px)
        self._renew()
        self.geometry_now()

    def _on_range_changed(self) -> None:
        self._renew()

    def _renew(self) -> None:
        self._picture = None
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()

    # Hands -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        # pyqtgraph calls this with None from its constructor.
        super().resizeEvent(event)
        if not hasattr(self, "_flight"):
            return
        geometry = self.geometry_now()
        self._box.setGeometry(QRectF(geometry.names_px, 0, geometry.plot_px, geometry.height_px))
        if self._is_fitted:
            self._fit_now()
        self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hide_card()
        picture = self.picture
        if event.button() != Qt.MouseButton.LeftButton or picture is None:
            event.ignore()
            return
        at = event.position()
        self._flight.stop()
        if self.hand.press(at, picture):
            event.accept()
            return
        self._press, self._pressed_mark = at, picture.mark_at(at)
        view = picture.view
        self._pan_from = (view.start, view.end, picture.geometry.scroll_px)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        picture, at = self.picture, event.position()
        if picture is None:
            return
        if self.hand.is_dragging:
            self.hand.move(at, picture, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
            return
        if self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._pan(at, picture)
            return
        self._rest_on(at, picture)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.hand.is_dragging:
            self.hand.release()
            return
        press, self._press = self._press, None
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        was_pan = self._pan_from is None
        self._pan_from = None
        self.viewport().unsetCursor()
        if was_pan:
            return
        members = () if self._pressed_mark is None else self._pressed_mark.members
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.clicked.emit(members, ctrl)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        picture = self.picture
        if picture is None:
            return
        if picture.geometry.window_rect.contains(event.position()):
            self.hand.asked.emit(None)
            return
        mark = picture.mark_at(event.position())
        if mark is not None and len(mark.members) == 1:
            self.opened.emit(mark.members[0])
        elif mark is not None:
            self.zoom(0.4, event.position().x())

    def wheelEvent(self, event: QWheelEvent) -> None:
        picture = self.picture
        if picture is None:
            return
        self._hide_card()
        self._flight.stop()
        delta, pixels = event.angleDelta(), event.pixelDelta()
        across, along = (pixels.x(), pixels.y()) if not pixels.isNull() else (delta.x(), delta.y())
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.position().x() < picture.geometry.names_px:
            self.scroll_lanes(-along / 4)
        elif is_shifted or abs(across) > abs(along):
            by = (across or along) / picture.view.px_per_day / 2
            self._set_range(picture.view.start - by, picture.view.end - by)
        else:
            self.zoom(_WHEEL_STEP ** -float(delta.y() or along), event.position().x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._rest(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_keys = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self.keyboard.focus_in(by_keys)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keyboard.focus_out()
        super().focusOutEvent(event)

    def _pan(self, at: QPointF, picture: Picture) -> None:
        assert self._press is not None
        moved = at - self._press
        if self._pan_from is not None and moved.manhattanLength() < 5:
            return
        if self._pan_from is not None:
            self._pan_base, self._pan_from = self._pan_from, None
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        start, end, scroll = self._pan_base
        by = moved.x() / picture.view.px_per_day
        self._set_range(start - by, end - by)
        if picture.geometry.most_scroll_px > 0:
            self.scroll_lanes(scroll - moved.y() - self._scroll_px)

    def _rest_on(self, at: QPointF, picture: Picture) -> None:
        shape = self.hand.cursor_at(at, picture)
        mark = picture.mark_at(at) if shape is None else None
        if shape is None and mark is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape or Qt.CursorShape.ArrowCursor)
        self._rest(mark)
        self._card_at = at

    def _rest(self, mark: Placed | None) -> None:
        if mark == self._under:
            return
        self._under = mark
        self.hovered.emit(mark)
        self._hide_card()
        if mark is not None:
            self._card_timer.start()

    def _on_card_timer(self) -> None:
        if self._under is not None and self._press is None:
            self.card_wanted.emit(self._under, self._card_at)

    def _hide_card(self) -> None:
        self._card_timer.stop()
        self.card_wanted.emit(None, QPointF())
