"""The foot of the import's dialog: into which store, whether with faults, and go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.controls import PushButton

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_ELSEWHERE = "elsewhere"
_WIDTH_PX = 900
_TARGET_CHARACTERS = 24


class ImportFoot(QWidget):
    """Buttons and the choice of the store.

    Signals
    -------
    place_wanted()
        Ask where the new store shall lie, and call `take_place`.
    """

    place_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        targets: Sequence[tuple[str, Path | None]],
        parent: QWidget | None = None,
    ) -> None:
        """Make the foot.

        Parameters
        ----------
        targets
            Where it may go, in words, and the path of a new store (None: the open one).
        """
        super().__init__(parent)
        self.target = QComboBox()
        self.target.setAccessibleName("Into which store")
        for words, path in targets:
            self.target.addItem(words, path)
        self.target.addItem("a new store elsewhere…", _ELSEWHERE)
        self._last_target = 0
        self.target.activated.connect(self._on_target)
        self.load_button = PushButton(appearance, "Load mapping…", role="link")
        self.save_button = PushButton(appearance, "Save mapping…", role="link")
        self.skip_bad = QCheckBox("Leave out what is wrong")
        self.skip_bad.setToolTip("Else nothing is imported as long as anything is wrong")
        self.cancel_button = PushButton(appearance, "Cancel")
        self.import_button = PushButton(appearance, "Import", role="primary")
        self.import_button.setDefault(True)
        for button in (self.load_button, self.save_button, self.cancel_button):
            button.setAutoDefault(False)
        self._into = QLabel("Into")
        self._into.setTextFormat(Qt.TextFormat.PlainText)
        self._into.setProperty("role", "quiet")
        self._lay_out(appearance)
        self.load_button.hide()
        self.save_button.hide()

    def _lay_out(self, appearance: Appearance) -> None:
        """Lay all in a line, or in two where large letters leave no room for one."""
        gap = appearance.fonts.px(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        is_narrow = appearance.fonts.px(_WIDTH_PX) > self.screen().availableGeometry().width()
        ends: list[tuple[QWidget, ...]] = [
            (self.skip_bad,),
            (self._into, self.target, self.cancel_button, self.import_button),
        ]
        self.target.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.target.setMinimumContentsLength(_TARGET_CHARACTERS)
        for at, widgets in enumerate(ends if is_narrow else [(*ends[0], *ends[1])]):
            row = QHBoxLayout()
            row.setSpacing(gap)
            if not at:
                row.addWidget(self.load_button)
                row.addWidget(self.save_button)
            row.addStretch(1)
            for widget in widgets:
                row.addWidget(widget)
            column.addLayout(row)

    @property
    def into(self) -> Path | None:
        """The path of the new store, None for the one that is open."""
        path = self.target.currentData()
        return path if isinstance(path, Path) else None

    def take_place(self, path: Path | None) -> None:
        """Let the new store lie there; None, where nobody chose, leaves it as it was."""
        if path is not None:
            self.target.insertItem(0, f"a new store, {path.name}", path)
            self._last_target = 0
        self.target.setCurrentIndex(self._last_target)

    def show_mapping_buttons(self) -> None:
        """Offer to load and save a mapping."""
        self.load_button.show()
        self.save_button.show()

    def show_end(self) -> None:
        """Leave only the way out: all is done."""
        for widget in (self.load_button, self.save_button, self.skip_bad, self._into, self.target,
                       self.import_button):  # fmt: skip
            widget.hide()
        self.cancel_button.setText("Close")
        self.cancel_button.setFocus()

    def _on_target(self, at: int) -> None:
        if self.target.itemData(at) == _ELSEWHERE:
            self.place_wanted.emit()
        else:
            self._last_target = at
