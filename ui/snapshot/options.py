"""The choices of a snapshot's dialog: part, format, size, theme, and what is on the page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.controls import Segmented
from ui.snapshot.choices import SHARPNESSES, SIZES, Choices
from ui.snapshot.spec import SnapshotSpec
from ui.theme.appearance import Appearance

_OWN_SIZE = "Another size"


class SnapshotOptions(QWidget):
    """The fields, each under its heading.

    Signals
    -------
    changed()
        Something else is chosen.
    """

    changed = Signal()

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
        self._store_title = store_title
        self._has_selection = has_selection
        self._make_fields()
        self._lay_out()
        self._fill(choices)
        self._connect()
        self._follow()

    def choices(self) -> Choices:
        """Return what is chosen now."""
        theme: Any = self.theme.choice()
        spec = SnapshotSpec(
            width=self.page_width.value(),
            height=self.page_height.value(),
            scale=float(self.sharpness.currentData()),
            theme=theme,
            is_whole=self.part.choice() == "whole",
            keep_selection=self.selection.isChecked() and self._has_selection,
            has_title=self.title_on.isChecked(),
            has_legend=self.legend.isChecked(),
            has_activity=self.activity.isChecked(),
            has_sources=self.sources.isChecked(),
            title=self.title.text() if self.title.text() != self._store_title else None,
        )
        return Choices(spec, self.format.choice(), self.carries_view.isChecked())

    def _make_fields(self) -> None:
        look = self._appearance
        self.format = Segmented(
            look, (("png", "PNG", ""), ("svg", "SVG", ""), ("pdf", "PDF", "")), "Format"
        )
        self.part = Segmented(
            look, (("seen", "What is seen", ""), ("whole", "Whole network", "")), "Part"
        )
        self.part.button("seen").setToolTip("This part of the network, with its filters")
        self.part.button("whole").setToolTip("Everything in the store, without filters")
        self.theme = Segmented(
            look,
            (("light", "Light", ""), ("dark", "Dark", ""), ("transparent", "Transparent", "")),
            "Theme",
        )
        self.theme.button("transparent").setToolTip("Without a ground, to lie on another one")
        self.size_choice = QComboBox()
        for words, width, height in SIZES:
            self.size_choice.addItem(words, (width, height))
        self.size_choice.addItem(_OWN_SIZE)
        self.page_width, self.page_height = _number("Width"), _number("Height")
        self.sharpness = QComboBox()
        for words, scale in SHARPNESSES:
            self.sharpness.addItem(words, scale)
        self.title_on = QCheckBox("Title")
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.legend = QCheckBox("Legend")
        self.activity = QCheckBox("Activity over time")
        self.sources = QCheckBox("Sources")
        self.selection = QCheckBox("Selection, as it is marked now")
        self.carries_view = QCheckBox("Carry the view, so that the picture can be opened here")
        for name, widget in (
            ("Size", self.size_choice),
            ("Sharpness", self.sharpness),
            ("Words of the title", self.title),
        ):
            widget.setAccessibleName(name)

    def _lay_out(self) -> None:
        fonts = self._appearance.fonts
        self._size_words = QLabel()
        self._size_words.setProperty("role", "note")
        self._size_words.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(16), fonts.px(14), fonts.px(16), fonts.px(12))
        column.setSpacing(fonts.px(5))
        self._labelled(column, "What", self.part)
        self._labelled(column, "Format", self.format)
        self._labelled(column, "Size", self.size_choice)
        row = QHBoxLayout()
        row.setSpacing(fonts.px(6))
        row.addWidget(self.page_width, 1)
        row.addWidget(QLabel("×"))
        row.addWidget(self.page_height, 1)
        row.addWidget(self.sharpness, 2)
        column.addLayout(row)
        column.addWidget(self._size_words)
        self._labelled(column, "Theme", self.theme)
        self._labelled(column, "On the page", self.title_on)
        column.addWidget(self.title)
        for box in (self.legend, self.activity, self.sources, self.selection):
            column.addWidget(box)
        self._labelled(column, "In the file", self.carries_view)
        column.addStretch(1)

    def _labelled(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setProperty("role", "heading")
        label.setBuddy(field)
        label.setContentsMargins(0, self._appearance.fonts.px(7 if column.count() else 0), 0, 0)
        column.addWidget(label)
        column.addWidget(field)

    def _fill(self, choices: Choices) -> None:
        spec = choices.spec
        self.format.set_choice(choices.file_format)
        self.part.set_choice("whole" if spec.is_whole else "seen")
        self.theme.set_choice(spec.theme)
        self.page_width.setValue(spec.width)
        self.page_height.setValue(spec.height)
        self._show_size()
        scales = [scale for _, scale in SHARPNESSES]
        at = scales.index(spec.scale) if spec.scale in scales else 0
        self.sharpness.setCurrentIndex(at)
        self.title_on.setChecked(spec.has_title)
        self.title.setText(self._store_title if spec.title is None else spec.title)
        self.legend.setChecked(spec.has_legend)
        self.activity.setChecked(spec.has_activity)
        self.sources.setChecked(spec.has_sources)
        self.selection.setChecked(spec.keep_selection)
        self.carries_view.setChecked(choices.carries_view)

    def _connect(self) -> None:
        for segmented in (self.format, self.part, self.theme):
            segmented.chosen.connect(self._on_changed)
        for box in (self.title_on, self.legend, self.activity, self.sources, self.selection):
            box.toggled.connect(self._on_changed)
        for number in (self.page_width, self.page_height):
            number.valueChanged.connect(self._on_size_typed)
        self.size_choice.activated.connect(self._on_size_chosen)
        self.sharpness.activated.connect(self._on_changed)
        self.title.textChanged.connect(self._on_changed)

    def _on_changed(self, *_: object) -> None:
        self._follow()
        self.changed.emit()

    def _on_size_chosen(self, at: int) -> None:
        size = self.size_choice.itemData(at)
        if size is None:
            self.page_width.setFocus()
            self.page_width.selectAll()
            return
        for number, value in zip((self.page_width, self.page_height), size, strict=True):
            number.blockSignals(True)
            number.setValue(value)
            number.blockSignals(False)
        self._on_changed()

    def _on_size_typed(self) -> None:
        self._show_size()
        self._on_changed()

    def _show_size(self) -> None:
        size = self.page_width.value(), self.page_height.value()
        known = [(width, height) for _, width, height in SIZES]
        self.size_choice.setCurrentIndex(known.index(size) if size in known else len(SIZES))

    def _follow(self) -> None:
        """Let what depends on other choices follow them."""
        choices = self.choices()
        is_png = choices.file_format == "png"
        self.sharpness.setEnabled(is_png)
        self.carries_view.setEnabled(is_png)
        self.title.setEnabled(self.title_on.isChecked())
        self.selection.setEnabled(self._has_selection)
        width, height = choices.spec.pixels
        self._size_words.setText(
            f"{width:,} × {height:,} pixels" if is_png else "Vector: sharp at every size"
        )


def _number(name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(200, 10_000)
    field.setAccessibleName(name)
    field.setKeyboardTracking(False)
    field.setToolTip(f"{name} in pixels at a sharpness of 1×")
    return field
