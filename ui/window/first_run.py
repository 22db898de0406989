"""What is seen when no store is open: what the program does, and three ways in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.controls import PushButton, as_label
from ui.theme.appearance import Appearance
from ui.window.preview import Preview

_COLUMN_PX = 470
_MARGIN_PX = 96
_MOST_RECENT = 5


class FirstRun(QWidget):
    """The page without a store.

    Signals
    -------
    sample_requested(), open_requested(), new_requested(), import_requested()
    recent_requested(object)
        The Path of a recent store.
    """

    sample_requested = Signal()
    open_requested = Signal()
    new_requested = Signal()
    import_requested = Signal()
    recent_requested = Signal(object)

    def __init__(
        self, appearance: Appearance, sample_words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.preview = Preview(appearance)
        self._column = QWidget()
        self._sample = PushButton(appearance, "Explore the sample", role="primary")
        self._open = PushButton(appearance, "Open a store…", "folder-open")
        self._new = PushButton(appearance, "New store…", "file-plus")
        self._sample.clicked.connect(self.sample_requested)
        self._open.clicked.connect(self.open_requested)
        self._new.clicked.connect(self.new_requested)
        self._import = PushButton(
            appearance, "Import a spreadsheet, a graph…", "download-simple", role="link"
        )
        self._import.clicked.connect(self.import_requested)
        self._recent_rows = QVBoxLayout()
        self._recent_rows.setSpacing(2)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(_label("Who met whom, when, about what, and how we know", "display"))
        column.addSpacing(12)
        column.addWidget(
            _label(
                "A store is one file. It holds actors, what they did together, and the passages "
                "that say so.",
                "lead",
            )
        )
        column.addSpacing(24)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self._sample, self._open, self._new):
            button.setProperty("extent", "large")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(10)
        column.addWidget(self._import, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(_label("Or drop a file anywhere in this window.", "note"))
        column.addSpacing(40)
        column.addWidget(_hairline())
        column.addSpacing(14)
        column.addWidget(_label("The sample", "heading"))
        column.addSpacing(4)
        column.addWidget(_label(sample_words, "quiet"))
        column.addSpacing(16)
        column.addWidget(_hairline())
        column.addSpacing(14)
        column.addWidget(_label("Recent stores", "heading"))
        column.addSpacing(4)
        column.addLayout(self._recent_rows)
        column.addStretch(3)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._column)
        self._row.addWidget(self.preview, 1)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()
        self.show_recent([])

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the recent stores."""
        while (item := self._recent_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not paths:
            self._recent_rows.addWidget(_label("Stores you open are listed here.", "quiet"))
        for path in paths[:_MOST_RECENT]:
            button = QPushButton(as_label(path.name))
            button.setProperty("role", "link")
            button.setToolTip(str(path))
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, path=path: self.recent_requested.emit(path))
            self._recent_rows.addWidget(button)

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        self._sample.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_to_width()

    def _fit_to_width(self) -> None:
        fonts = self._appearance.fonts
        has_room = self.width() > fonts.px(_COLUMN_PX + 2 * _MARGIN_PX + 260)
        self.preview.setVisible(has_room)
        margin = fonts.px(_MARGIN_PX) if has_room else fonts.px(40)
        self._row.setContentsMargins(margin, 20, 40, 20)
        self._row.setSpacing(fonts.px(50))

    def _on_appearance_changed(self) -> None:
        self._column.setFixedWidth(self._appearance.fonts.px(_COLUMN_PX))
        self._fit_to_width()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("role", "hairline")
    return line
