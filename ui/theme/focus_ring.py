"""The ring around the control that the keyboard is on, drawn outside it and never after a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from ui.painting import guarded

if TYPE_CHECKING:
    from ui.theme.tokens import Theme

GAP_PX = 2
WIDTH_PX = 2
OWN_FOCUS = "own_focus"
"""Dynamic property of widgets that show keyboard focus themselves, as the canvases do."""

_FOLLOWED = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
    }
)


class FocusRing(QObject):
    """Watches the focus of an application and shows one ring.

    Qt marks a window when focus came to it by Tab or a shortcut; the ring shows only then, and
    goes with the next click.

    Attributes
    ----------
    theme
        Its accent is the ring's colour.
    """

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(app)
        self.theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def is_shown(self) -> bool:
        """Tell whether the ring is on screen."""
        return self._ring is not None and self._ring.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _FOLLOWED:
            # After the layout has settled: several of these come in a row.
            QTimer.singleShot(0, self, self._place)
        elif kind == QEvent.Type.MouseButtonPress and watched is self._target:
            self._leave()
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is None or new.property(OWN_FOCUS):
            return
        if not new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return
        self._target = new
        widget: QWidget | None = new
        while widget is not None:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = None if widget.isWindow() else widget.parentWidget()
        new.destroyed.connect(self._on_target_destroyed)
        self._ring = _Ring(new.window(), self.theme)
        self._place()

    def _leave(self) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:  # already deleted by Qt
                continue
        self._watched.clear()
        self._target = None
        if self._ring is not None:
            ring, self._ring = self._ring, None
            try:
                ring.hide()
                ring.deleteLater()
            except RuntimeError:  # went with its window
                return

    def _on_target_destroyed(self) -> None:
        if self._target is not None and not _is_alive(self._target):
            self._leave()

    def _place(self) -> None:
        ring, target = self._ring, self._target
        if ring is None or target is None or not (_is_alive(ring) and _is_alive(target)):
            return
        if not target.isVisible():
            ring.hide()
            return
        ring.surround(target)


class _Ring(QWidget):
    """A see-through child of a window that lies over everything and takes no clicks."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._radius = 8.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, target: QWidget) -> None:
        """Lie around a widget, cut off where a scroll area cuts the widget off."""
        window = self._window
        body = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        out = GAP_PX + WIDTH_PX
        inside = isinstance(target, QAbstractScrollArea)
        place = body if inside else body.adjusted(-out, -out, out, out)
        self._radius = _radius_of(target) + (0 if inside else GAP_PX)
        shown = place.intersected(_visible_part(target, window, out))
        self.setGeometry(place)
        if shown.isEmpty():
            self.hide()
            return
        self.setMask(shown.translated(-place.topLeft()))
        self.raise_()
        self.show()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), WIDTH_PX))
            half = WIDTH_PX / 2
            line = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(line, self._radius, self._radius)


def _radius_of(target: QWidget) -> float:
    if isinstance(target, QLineEdit):
        return 7.0
    if isinstance(target, (QCheckBox, QRadioButton)):
        return 4.0
    return 6.0


def _visible_part(target: QWidget, window: QWidget, margin: int) -> QRect:
    """Return the part of the window that the scroll areas around a widget leave to it."""
    part = window.rect()
    child, parent = target, target.parentWidget()
    while parent is not None and child is not window:
        holder = parent.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent:
            seen = QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
            part = part.intersected(seen.adjusted(-margin, 0, margin, 0))
        child, parent = parent, holder if parent is not window else None
    return part


def _is_alive(widget: QWidget) -> bool:
    try:
        widget.objectName()
    except RuntimeError:
        return False
    return True
