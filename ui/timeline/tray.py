"""The tray at the right of the timeline: interactions without a date, counted and listed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.drawing.timeline.content import TimelineContent
from ui.controls import PushButton
from ui.painting import guarded
from ui.theme import Appearance
from ui.timeline.picture import Lighting
from ui.timeline.undated_list import UndatedView


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
        if is_left_out == self._left_out.isHidden():
            self._left_out.setVisible(is_left_out)
        self.view.show_light(light)
        self.view.show_selected(selected_rows)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.fillRect(0, 0, 1, self.height(), self._appearance.theme.colour("border"))
