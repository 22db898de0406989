"""What one table means: what its rows are, and what each of its columns is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from db.format.vocabularies import INTERACTION_KINDS, RELATION_KINDS
from explorer.exchange.tables.guessing import guess_table
from explorer.exchange.tables.mapping import ROWS, WHO, Rows, TableMapping, Use
from ui.importing.column_row import ColumnRow, editable, set_value, value_in

if TYPE_CHECKING:
    from explorer.exchange.tables.table import Column, Table
    from ui.theme.appearance import Appearance

_SEPARATORS: Final = (("comma ,", ","), ("semicolon ;", ";"), ("tab", "\t"), ("bar |", "|"),
                      ("blank", " "))  # fmt: skip
_ENCODINGS: Final = ("utf-8", "cp1252", "cp1250", "cp1251", "cp1254", "utf-16", "iso8859_15",
                     "koi8_r", "mac_roman", "shift_jis", "gb18030")  # fmt: skip
_COLUMNS_AT_ONCE: Final = 40
_KINDED: Final = {
    "interactions": tuple((label, name) for name, label, _ in INTERACTION_KINDS),
    "ties": tuple((label, name) for name, label, _ in INTERACTION_KINDS),
    "relations": tuple((name.replace("_", " ").capitalize(), name) for name, *_ in RELATION_KINDS),
}


class TablePage(QWidget):
    """The mapping of one table.

    Signals
    -------
    changed(object)
        The `TableMapping` from now on.
    reading_changed(object)
        The same, where the file must be read anew: other separator, letters or headings.
    """

    changed = Signal(object)
    reading_changed = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        table: Table,
        mapping: TableMapping,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._table, self._mapping = appearance, table, mapping
        self._n_at_once = _COLUMNS_AT_ONCE
        fonts = appearance.fonts
        self.rows = QComboBox()
        self.rows.setAccessibleName("What each row is")
        for name, words in ROWS.items():
            self.rows.addItem(words, name)
        self.rows.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.rows.setMinimumContentsLength(12)
        self.rows.setCurrentIndex(self.rows.findData(mapping.rows))
        self.rows.activated.connect(self._on_rows)
        self.kind = editable("Kind of all rows", [])
        self.kind.activated.connect(self._on_kind)
        line = self.kind.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._on_kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(fonts.px(8))
        head = QHBoxLayout()
        head.setSpacing(fonts.px(8))
        head.addWidget(_words("Each row is", "heading"))
        head.addWidget(self.rows, 1)
        column.addLayout(head)
        self._kind_row = QWidget()
        kinds = QHBoxLayout(self._kind_row)
        kinds.setContentsMargins(0, 0, 0, 0)
        kinds.setSpacing(fonts.px(8))
        kinds.addWidget(_words("All of the kind", "heading"))
        kinds.addWidget(self.kind, 1)
        column.addWidget(self._kind_row)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._area)
        column.addWidget(card, 1)
        column.addLayout(self._reading_row())
        self._fill()

    @property
    def mapping(self) -> TableMapping:
        """What the table means."""
        return self._mapping

    def column_row(self, heading: str) -> ColumnRow:
        """Give the fields of a column."""
        return self._column_rows[heading]

    def take_day_first(self, table: str, is_day_first: bool) -> None:
        """Note how dates are read, where it is this table's."""
        if self._mapping.table == table:
            self._mapping = replace(self._mapping, day_first=is_day_first)

    # --- filling ----------------------------------------------------------------------------

    def _fill(self) -> None:
        """Make the rows of the columns anew."""
        mapping = self._mapping
        others = [use.heading for use in mapping.uses if use.meaning in WHO and use.heading]
        body = QWidget()
        body.setProperty("role", "scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column_rows: dict[str, ColumnRow] = {}
        self._rows_column: QVBoxLayout = column
        self._more: QPushButton | None = None
        self._add_rows(others)
        column.addStretch(1)
        self._area.setWidget(body)
        self._show_kind()

    def _add_rows(self, others: list[str]) -> None:
        """Make rows of the columns that are shown and have none yet, each in its place."""
        mapping, column = self._mapping, self._rows_column
        joined = {heading for use in mapping.uses for heading in use.joined}
        shown = self._shown()
        for at, seen in enumerate(shown):
            if seen.heading in self._column_rows:
                continue
            use = mapping.use_of(seen.heading)
            row = ColumnRow(self._appearance, seen, mapping.rows, use, others)
            row.setEnabled(mapping.rows != "nothing" and seen.heading not in joined)
            row.changed.connect(self._on_column)
            self._column_rows[seen.heading] = row
            line = QFrame()
            line.setProperty("role", "hairline")
            column.insertWidget(2 * at, line)
            column.insertWidget(2 * at + 1, row)
        for at in range(len(shown)):
            # A line above each row but the first.
            if (item := column.itemAt(2 * at)) is not None and (
                line_at := item.widget()
            ) is not None:
                line_at.setVisible(at > 0)
        if self._more is not None:
            self._more.deleteLater()
            self._more = None
        if n_more := len(self._table.columns) - len(shown):
            self._more = self._more_button(n_more)
            column.insertWidget(2 * len(shown), self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _shown(self) -> list[Column]:
        """Give the columns to show: some of those that stay properties may have to wait.

        The fields of a column take a while to make; those of hundreds would halt the window.
        """
        columns = self._table.columns
        plain = [c for c in columns if not _has_meaning(self._mapping.use_of(c.heading))]
        n_room = max(0, self._n_at_once - (len(columns) - len(plain)))
        waiting = {c.heading for c in plain[n_room:]}
        return [c for c in columns if c.heading not in waiting]

    def _more_button(self, n_more: int) -> QPushButton:
        more = QPushButton(f"{n_more:,} more columns, kept as properties: show some")
        more.setProperty("role", "link")
        more.clicked.connect(self._show_more)
        return more

    def _show_more(self) -> None:
        """Show further columns, where the list was left."""
        self._n_at_once += _COLUMNS_AT_ONCE
        uses = self._mapping.uses
        self._add_rows([use.heading for use in uses if use.meaning in WHO and use.heading])

    def _show_kind(self) -> None:
        mapping = self._mapping
        choices = _KINDED.get(mapping.rows, ())
        has_column = any(use.meaning == "kind" and use.heading for use in mapping.uses)
        self._kind_row.setVisible(bool(choices) and not has_column)
        self.kind.clear()
        for label, name in choices:
            self.kind.addItem(label, name)
        set_value(self.kind, mapping.value_of("kind") or "meeting")

    def _reading_row(self) -> QHBoxLayout:
        grid, mapping = self._table.grid, self._mapping
        row = QHBoxLayout()
        row.setSpacing(self._appearance.fonts.px(6))
        self.separator, self.encoding = QComboBox(), QComboBox()
        if grid.separator:
            for words, mark in _SEPARATORS:
                self.separator.addItem(words, mark)
            self.separator.setCurrentIndex(self.separator.findData(grid.separator))
            names = dict.fromkeys((grid.encoding.removesuffix("-sig"), *_ENCODINGS))
            for name in names:
                self.encoding.addItem(encoding_words(name), name)
            row.addWidget(_words("Separator", "note"))
            row.addWidget(self.separator)
            row.addWidget(_words("Letters", "note"))
            row.addWidget(self.encoding)
        self.separator.setAccessibleName("Separator")
        self.encoding.setAccessibleName("Encoding of letters")
        self.headings_line = QSpinBox()
        self.headings_line.setRange(0, 999)
        self.headings_line.setSpecialValueText("none")
        self.headings_line.setValue(self._table.headings_line)
        self.headings_line.setAccessibleName("Line of the headings")
        row.addWidget(_words("Headings on line", "note"))
        row.addWidget(self.headings_line)
        row.addStretch(1)
        self.separator.activated.connect(
            lambda: self._read_anew(replace(mapping, separator=self.separator.currentData()))
        )
        self.encoding.activated.connect(
            lambda: self._read_anew(replace(mapping, encoding=self.encoding.currentData()))
        )
        self.headings_line.editingFinished.connect(self._on_headings_line)
        return row

    # --- changing ---------------------------------------------------------------------------

    def _on_rows(self) -> None:
        rows = cast("Rows", self.rows.currentData())
        if rows == self._mapping.rows:
            return
        guessed = guess_table(self._table, rows)
        self._change(replace(self._mapping, rows=rows, uses=guessed.uses))
        self._fill()

    def _on_kind(self) -> None:
        kind = value_in(self.kind)
        if kind and kind != self._mapping.value_of("kind"):
            self._change(self._mapping.with_use(Use("kind", value=kind)))

    def _on_column(self, heading: str, use: Use | None) -> None:
        before = self._mapping
        if use is None:
            self._change(before.without(heading))
        else:
            self._change(before.with_use(use))
        named = {u.heading for u in before.uses if u.meaning in WHO}
        if {u.heading for u in self._mapping.uses if u.meaning in WHO} != named or (
            bool(before.of("kind")) != bool(self._mapping.of("kind"))
        ):
            self._show_kind()

    def _on_headings_line(self) -> None:
        line = self.headings_line.value()
        if line != self._table.headings_line:
            self._read_anew(replace(self._mapping, headings_line=line))

    def _read_anew(self, mapping: TableMapping) -> None:
        """Ask for the file to be read in another way; its columns will be others."""
        self.reading_changed.emit(replace(mapping, uses=()))

    def _change(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self.changed.emit(mapping)


def _has_meaning(use: Use | None) -> bool:
    return use is not None and use.meaning != "property"


def encoding_words(name: str) -> str:
    """Give an encoding as people know it."""
    if name in ("utf-8", "utf-8-sig"):
        return "UTF-8"
    if name.startswith("cp125"):
        return f"Windows-{name[2:]}"
    return name.replace("_", "-").upper()


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
