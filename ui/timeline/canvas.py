"""The canvas of the timeline: one pyqtgraph time axis, its layers, and the hands on it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import (
    QEvent,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.lanes import Lanes
from explorer.drawing.timeline.layout import TimeView
from explorer.model.plain_text import shown_line
from ui.theme import NOTE, OWN_FOCUS, Appearance
from ui.timeline.geometry import Geometry, divide, rows_that_fit
from ui.timeline.hands.keyboard import TimelineKeyboard
from ui.timeline.hands.pointer import TimelinePointer
from ui.timeline.hands.window_hand import WindowHand
from ui.timeline.layers import LanesLayer, WindowLayer
from ui.timeline.painting.mark_painter import title_font
from ui.timeline.picture import Lighting, Picture
from ui.timeline.time_axis import TimeAxis


class TimelineCanvas(pg.GraphicsView):
    """Lanes, histogram and axis over one view box whose x is the day.

    The view box holds the visible range and says when it changes; the layers paint in pixels of
    the canvas, so that marks keep their size at every zoom.

    Attributes
    ----------
    axis, pointer, keyboard, hand
        The visible range; the mouse, the keys, and the hand on the time window.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._appearance = appearance
        self.content: TimelineContent | None = None
        self.light: Lighting | None = None
        self._picture: Picture | None = None
        self._selected: frozenset[int] = frozenset()
        self._scroll_px = 0.0
        self._is_fitted = True
        self.hand = WindowHand(self)
        self.keyboard = TimelineKeyboard(self)
        self.pointer = TimelinePointer(self)
        self._message = ""
        self.axis = TimeAxis(self)
        # A few items need no index of where they lie, which goes wrong when one grows unannounced.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.addItem(self.axis.box)
        # Kept by us: the scene alone does not keep Python's side of an item alive.
        self._layers = (LanesLayer(self), WindowLayer(self))
        for layer in self._layers:
            self.addItem(layer)
        self.axis.changed.connect(self._renew)
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
        self.axis.set_span(content.span if content is not None else None)
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
                self.lanes_now(self.content),
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
        lanes = self.lanes_now(self.content) if self.content is not None else None
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
        self._scroll_px = min(self._scroll_px, geometry.most_scroll_px)
        return geometry

    def lanes_now(self, content: TimelineContent) -> Lanes:
        """Return the lanes for the room there is."""
        return content.lanes_for(self.most_rows)

    @property
    def most_rows(self) -> int:
        """For how many rows of lanes there is room."""
        return rows_that_fit(float(self.viewport().height()), self._appearance.fonts)

    def view_now(self) -> TimeView:
        """Return the part of time in view."""
        return TimeView(*self.axis.range, self.geometry_now().plot_px)

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
        self.axis.fly_to(*self._fitted(self.content), at_once=self._is_motion_reduced())

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
        self.axis.fly_to(at - half, at + half, at_once=self._is_motion_reduced())

    def zoom(self, factor: float, at_px: float | None = None) -> None:
        """Zoom in (factor < 1) or out, keeping the moment at a place of the canvas."""
        view, geometry = self.view_now(), self.geometry_now()
        x = geometry.plot_px / 2 if at_px is None else at_px - geometry.names_px
        moment = view.day(min(max(0.0, x), geometry.plot_px))
        self.move_to(
            moment - (moment - view.start) * factor, moment + (view.end - moment) * factor, moment
        )

    def move_to(self, start: float, end: float, anchor: float | None = None) -> None:
        """Show another range, as far as it makes sense."""
        self._is_fitted = False
        self.axis.move_to(start, end, anchor)

    def _fitted(self, content: TimelineContent) -> tuple[float, float]:
        metrics = QFontMetricsF(title_font(self._appearance.fonts, bold=True))
        return content.fitted(self.geometry_now().plot_px, metrics.horizontalAdvance)

    def _fit_now(self) -> None:
        if self.content is not None:
            self.axis.show(*self._fitted(self.content))

    def _is_motion_reduced(self) -> bool:
        is_reduced = self._appearance.reduced_motion
        return is_reduced or not self.isVisible()

    def _scroll_to(self, row: int) -> None:
        content, geometry = self.content, self.geometry_now()
        if content is None or geometry.most_scroll_px <= 0:
            return
        lanes = self.lanes_now(content)
        mine = lanes.row[lanes.entry == row]
        if not len(mine):
            return
        top = float(mine[0]) * geometry.row_px
        low, high = top + geometry.row_px - geometry.lanes_px, top
        self.scroll_lanes(min(max(geometry.scroll_px, low), high) - self._scroll_px)

    @property
    def scroll_px(self) -> float:
        """By how much the lanes are scrolled, not yet rounded to whole rows."""
        return self._scroll_px

    def scroll_lanes(self, by_px: float) -> None:
        """Scroll the lanes where not all are in sight."""
        self._scroll_px = max(0.0, self._scroll_px + by_px)
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
        if not hasattr(self, "axis"):
            return
        geometry = self.geometry_now()
        self.axis.box.setGeometry(
            QRectF(geometry.names_px, 0, geometry.plot_px, geometry.height_px)
        )
        for layer in self._layers:
            layer.prepareGeometryChange()
        if self._is_fitted:
            self._fit_now()
        self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.picture is None:
            event.ignore()
            return
        self.axis.stop()
        self.pointer.press(event, self.picture)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.picture is not None:
            self.pointer.move(event, self.picture)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.picture is not None:
            self.pointer.double_click(event, self.picture)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.picture is not None:
            self.pointer.menu(event, self.picture)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.picture is not None:
            self.axis.stop()
            self.pointer.wheel(event, self.picture)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer.leave()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        # The window's letter actions are for the network; here some of them mean time.
        is_claim = event.type() == QEvent.Type.ShortcutOverride
        if is_claim and isinstance(event, QKeyEvent) and self.keyboard.is_own(event):
            event.accept()
            return True
        return bool(super().event(event))

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
