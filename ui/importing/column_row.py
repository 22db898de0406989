"""One column of a table: what stands in it, and what the user says it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.format.vocabularies import ACTOR_KINDS, ROLES
from explorer.exchange.tables.mapping import (
    MEANINGS,
    MEANINGS_OF_ROWS,
    OF_ANOTHER,
    SPLIT,
    WHO,
    Meaning,
    Rows,
    Use,
)
from explorer.model.plain_text import shown_line
from ui.importing.field_row import FieldRow

if TYPE_CHECKING:
    from explorer.exchange.tables.table import Column
    from ui.theme.appearance import Appearance

LEFT_OUT: Final = "Left out"
_SHOWN_VALUES: Final = 3
_VALUES_CHARACTERS: Final = 30
_HEADING_CHARACTERS: Final = 27
_FIRST_PX: Final = 190
_WIDEST_FIRST_PX: Final = 300
_LEAST_FIELD_PX: Final = 132
_ROLED: Final = frozenset({"participant", "from", "to"})
_SEPARATORS: Final = (("Do not split", ""), (";", ";"), ("|", "|"), (",", ","), ("/", "/"),
                      ("and", "and"), ("; and ,", "; ,"), ("new line", "\n"))  # fmt: skip


class ColumnRow(QWidget):
    """A heading with its first values, and beside it the fields that say what it is.

    Signals
    -------
    changed(str, object)
        The heading, and its `Use` from now on, None where the column is left out.
    """

    changed = Signal(str, object)

    def __init__(
        self,
        appearance: Appearance,
        column: Column,
        rows: Rows,
        use: Use | None,
        others: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the row.

        Parameters
        ----------
        others
            Headings of the columns that name actors, of which this one may say something.
        """
        super().__init__(parent)
        self._heading = column.heading
        self._use = use
        self._has_above = False
        fonts = appearance.fonts
        self.meaning = QComboBox()
        self.meaning.setAccessibleName(f"What {column.heading} is")
        self.meaning.addItem(LEFT_OUT, "")
        for meaning in MEANINGS_OF_ROWS[rows]:
            self.meaning.addItem(MEANINGS[meaning], meaning)
        self.meaning.setMaxVisibleItems(24)
        self.meaning.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.meaning.setMinimumContentsLength(10)
        self.meaning.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.role = editable("Role", [(label, name) for name, label, _ in ROLES])
        self.kind = editable("Kind of actors", [(label, name) for name, label in ACTOR_KINDS])
        self.separator = editable("Split at", list(_SEPARATORS))
        self.of = QComboBox()
        self.of.setAccessibleName("Of whom")
        self.of.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.of.addItem("of everybody in the row", "")
        for other in others:
            if other != column.heading:
                self.of.addItem(f"of {shown_line(other, 30)}", other)
        self.label = QLineEdit()
        self.label.setPlaceholderText(shown_line(column.heading, 30))
        self.label.setAccessibleName("Name of the property")
        self.by_id = QCheckBox("holds ids")
        self.by_id.setToolTip("Its cells are ids of a table of actors, not names")
        self.above = QCheckBox("empty: as above")
        self.above.setToolTip("An empty cell says what stands above it")
        grid = QGridLayout(self)
        grid.setContentsMargins(fonts.px(10), fonts.px(6), fonts.px(10), fonts.px(6))
        grid.setHorizontalSpacing(fonts.px(12))
        grid.setVerticalSpacing(fonts.px(4))
        grid.setColumnMinimumWidth(0, min(fonts.px(_FIRST_PX), _WIDEST_FIRST_PX))
        grid.setColumnStretch(1, 1)
        grid.addLayout(_told(column), 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.meaning, 0, 1)
        self._details = FieldRow(
            (self.role, self.kind, self.separator, self.of, self.label, self.by_id, self.above),
            fonts.px(_LEAST_FIELD_PX),
            fonts.px(6),
        )
        grid.addWidget(self._details, 1, 1)
        self._show(use)
        self._connect()

    def _show(self, use: Use | None) -> None:
        self.meaning.setCurrentIndex(max(0, self.meaning.findData(use.meaning if use else "")))
        if use is not None:
            set_value(self.role, use.role)
            set_value(self.kind, use.actor_kind)
            set_value(self.separator, use.separator)
            self.of.setCurrentIndex(max(0, self.of.findData(use.of)))
            self.label.setText(use.label)
            self.by_id.setChecked(use.is_by_id)
            self.above.setChecked(use.is_from_above)
            self._has_above = use.is_from_above
        self._follow()

    def _connect(self) -> None:
        self.meaning.activated.connect(self._on_meaning)
        for box in (self.role, self.kind, self.separator):
            box.activated.connect(self._tell)
            line = box.lineEdit()
            if line is not None:
                line.editingFinished.connect(self._tell)
        self.of.activated.connect(self._tell)
        self.label.editingFinished.connect(self._tell)
        self.by_id.toggled.connect(self._tell)
        self.above.toggled.connect(self._tell)

    def _follow(self) -> None:
        """Show the fields that the meaning has."""
        meaning = self.meaning.currentData()
        is_by_id = self.by_id.isChecked()
        fields: tuple[tuple[QWidget, bool], ...] = (
            (self.role, meaning in _ROLED),
            (self.kind, meaning in WHO and not is_by_id),
            (self.separator, meaning in SPLIT),
            (self.of, meaning in OF_ANOTHER and self.of.count() > 1),
            (self.label, meaning in ("property", "identifier", "amount")),
            (self.by_id, meaning in WHO and is_by_id),
            (self.above, self._has_above and bool(meaning)),
        )
        self._details.show_only([field for field, is_shown in fields if is_shown])

    def _on_meaning(self) -> None:
        self._follow()
        self._tell()

    def _tell(self) -> None:
        use = self.use()
        if use != self._use:
            self._use = use
            self._follow()
            self.changed.emit(self._heading, use)

    def use(self) -> Use | None:
        """Give what the column is."""
        meaning = cast("Meaning | str", self.meaning.currentData())
        if not meaning:
            return None
        meaning = cast("Meaning", meaning)
        before = self._use or Use(meaning, self._heading)
        return replace(
            before,
            meaning=meaning,
            heading=self._heading,
            role=value_in(self.role) if meaning in _ROLED else "",
            actor_kind=value_in(self.kind) if meaning in WHO and not before.is_by_id else "",
            separator=value_in(self.separator) if meaning in SPLIT else "",
            of=self.of.currentData() if meaning in OF_ANOTHER else "",
            label=self.label.text().strip(),
            is_by_id=self.by_id.isChecked() and meaning in WHO,
            is_from_above=self.above.isChecked(),
        )


def _told(column: Column) -> QVBoxLayout:
    heading = QLabel(shown_line(column.heading, _HEADING_CHARACTERS))
    heading.setProperty("role", "heading")
    values = "  ·  ".join(islice(column.values, _SHOWN_VALUES))
    words = QLabel(shown_line(values, _VALUES_CHARACTERS) if values else "empty")
    words.setProperty("role", "note")
    words.setToolTip("\n".join(shown_line(v, 120) for v in islice(column.values, 12)))
    layout = QVBoxLayout()
    layout.setSpacing(2)
    for label in (heading, words):
        label.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(label)
    heading.setToolTip(column.heading)
    heading.setWordWrap(True)
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return layout


def editable(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """Make a box of labels with values, into which something else may be written."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setAccessibleName(name)
    box.setToolTip(name)
    for label, value in choices:
        box.addItem(label, value)
    box.setCurrentIndex(0)
    box.setMinimumContentsLength(5)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def set_value(box: QComboBox, value: str) -> None:
    """Show a value by its label, one of nobody's as it is."""
    at = box.findData(value)
    if at >= 0:
        box.setCurrentIndex(at)
    elif value:
        box.setEditText(value)
    if (line := box.lineEdit()) is not None:
        # The beginning of a long word tells more than its end.
        line.setCursorPosition(0)


def value_in(box: QComboBox) -> str:
    """Give the value whose label is shown, else what was written."""
    text = box.currentText().strip()
    at = box.findText(text, Qt.MatchFlag.MatchFixedString)
    return str(box.itemData(at)) if at >= 0 else text
