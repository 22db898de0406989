"""The dialog that asks what a snapshot shall be, with the page as it will be beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.controls import PushButton
from ui.snapshot.choices import Choices
from ui.snapshot.options import SnapshotOptions
from ui.snapshot.picture_view import PictureView
from ui.theme.appearance import Appearance

_REDRAW_AFTER_MS = 90
_SIDE_PX = 330


class SnapshotDialog(QDialog):
    """Asks for format, size, theme and parts of the page, and shows what comes of it.

    The dialog draws nothing and writes nothing: it asks by signals and is told by methods.

    Signals
    -------
    preview_wanted(SnapshotSpec, float)
        Draw this page at so many pixels for each unit, and call `show_preview`.
    export_wanted(Choices)
        The user wants the file; the name is not asked yet.
    cancel_wanted()
        Stop the export that runs.
    """

    preview_wanted = Signal(object, float)
    export_wanted = Signal(object)
    cancel_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        choices: Choices,
        *,
        store_title: str,
        has_selection: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_busy = False
        self.setWindowTitle("Export snapshot")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.options = SnapshotOptions(
            appearance, choices, store_title=store_title, has_selection=has_selection
        )
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REDRAW_AFTER_MS)
        self._timer.timeout.connect(self._want_preview)
        self.options.changed.connect(self._on_changed)
        self.preview.show_page_size(choices.spec.width, choices.spec.height)
        fonts = appearance.fonts
        room = self.screen().availableGeometry()
        self.resize(min(fonts.px(980), room.width() - 40), min(fonts.px(640), room.height() - 80))
        self.export_button.setFocus()

    @classmethod
    def ask(
        cls,
        appearance: Appearance,
        choices: Choices,
        *,
        store_title: str,
        has_selection: bool,
        parent: QWidget | None,
    ) -> SnapshotDialog:
        """Open the dialog over its parent and return at once."""
        dialog = cls(
            appearance,
            choices,
            store_title=store_title,
            has_selection=has_selection,
            parent=parent,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def choices(self) -> Choices:
        """Return what is chosen now."""
        return self.options.choices()

    @property
    def failure_text(self) -> str:
        """What is said to have gone wrong, or an empty text."""
        return self._failure.text() if self._failure.isVisibleTo(self) else ""

    def show_preview(self, image: QImage, warnings: tuple[str, ...] = ()) -> None:
        """Show a drawn page, and what did not find room on it."""
        self.preview.show_image(image)
        self._warning.setText(" ".join(warnings))
        self._warning.setVisible(bool(warnings))

    def show_failure(self, words: str) -> None:
        """Say why there is no picture, or why no file was written; the dialog stays."""
        self.set_busy(False)
        self._failure.setText(words)
        self._failure.setAccessibleName(words)
        self._failure.show()

    def set_busy(self, is_busy: bool) -> None:
        """Say that the file is being drawn, with the second button as the way out."""
        self._is_busy = is_busy
        self._failure.hide()
        self.options.setEnabled(not is_busy)
        self.export_button.setEnabled(not is_busy)
        self.export_button.setText("Drawing…" if is_busy else "Export…")

    def reject(self) -> None:
        if self._is_busy:
            self.cancel_wanted.emit()
            self.set_busy(False)
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_busy:
            self.cancel_wanted.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def _lay_out(self) -> None:
        fonts = self._appearance.fonts
        self.preview = PictureView(self._appearance)
        self._warning, self._failure = QLabel(), QLabel()
        for label, role in ((self._warning, "note"), (self._failure, "danger")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.hide()
        area = QScrollArea()
        area.setWidget(self.options)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(max(fonts.px(_SIDE_PX), self.options.minimumSizeHint().width() + 14))
        self.cancel_button = PushButton(self._appearance, "Cancel")
        self.cancel_button.setAutoDefault(False)
        self.export_button = PushButton(self._appearance, "Export…", role="primary")
        self.export_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(lambda: self.export_wanted.emit(self.choices()))
        foot = QHBoxLayout()
        foot.setContentsMargins(fonts.px(16), fonts.px(10), fonts.px(16), fonts.px(12))
        foot.setSpacing(fonts.px(8))
        said = QVBoxLayout()
        said.addWidget(self._warning)
        said.addWidget(self._failure)
        foot.addLayout(said, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.export_button)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.preview, 1)
        middle.addWidget(_hairline("vertical-hairline"))
        middle.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(_hairline("hairline"))
        whole.addLayout(foot)

    def _on_changed(self) -> None:
        self._failure.hide()
        spec = self.choices().spec
        self.preview.show_page_size(spec.width, spec.height)
        self._timer.start()

    def _want_preview(self) -> None:
        spec = self.choices().spec
        self.preview_wanted.emit(spec, self.preview.scale_for(spec.width, spec.height))


def _hairline(role: str) -> QFrame:
    line = QFrame()
    line.setProperty("role", role)
    return line
