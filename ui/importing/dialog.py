"""The dialog of an import: what the columns are, what will come of it, how it went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.exchange.tables.mapping import Mapping, TableMapping
from explorer.model.plain_text import counted, shown_line, shown_text
from ui.importing.choices_bar import ChoicesBar
from ui.importing.foot import ImportFoot
from ui.importing.preview_list import PreviewList
from ui.importing.question_bar import QuestionBar
from ui.importing.report_page import ReportPage
from ui.importing.stepping_aside import step_aside
from ui.importing.table_page import TablePage, encoding_words
from ui.importing.table_pages import TablePages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTabBar

    from explorer.exchange.describing import Described
    from explorer.exchange.report import ImportReport
    from explorer.exchange.tables.previewing import Preview, PreviewRow, Survey
    from ui.theme.appearance import Appearance

_PREVIEW_AFTER_MS = 120
_MOST_FAILURE_LINES = 4
_SIZE_PX = (1120, 720)


class ImportDialog(QDialog):
    """Asks what files are to become; it reads and writes nothing itself.

    Signals
    -------
    survey_wanted(object)
        Read the files anew as this `Mapping` says, and call `show_survey`.
    look_wanted()
        Look through the files anew, with the answers of `choices`.
    preview_wanted(object)
        Show what the `Mapping` makes of the tables, by `show_preview`.
    import_wanted()
        Take the files in; what is chosen is asked of the dialog.
    cancel_wanted()
        Stop the import that runs.
    place_wanted()
        Ask where the new store shall lie, and tell it to `foot.take_place`.
    load_wanted(), save_wanted()
        Read a mapping from a file; write the present one to a file.
    """

    survey_wanted = Signal(object)
    look_wanted = Signal()
    preview_wanted = Signal(object)
    import_wanted = Signal()
    cancel_wanted = Signal()
    place_wanted = Signal()
    load_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        names: Sequence[str],
        targets: Sequence[tuple[str, Path | None]],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Parameters
        ----------
        targets
            Where it may go, in words, and the path of a new store (None: the open one).
        """
        super().__init__(parent)
        self._appearance = appearance
        self._mapping = Mapping()
        self._rows: tuple[PreviewRow, ...] = ()
        self._is_busy = self._is_aside = False
        self.setWindowTitle("Import")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.preview = PreviewList(appearance)
        self.question = QuestionBar(appearance)
        self.question.answered.connect(self._on_answered)
        self.choices = ChoicesBar(appearance)
        self.choices.changed.connect(self.look_wanted)
        self.report = ReportPage(appearance)
        self.foot = ImportFoot(appearance, targets)
        self.import_button, self.cancel_button = self.foot.import_button, self.foot.cancel_button
        self.foot.import_button.clicked.connect(self.import_wanted)
        self.foot.cancel_button.clicked.connect(self.reject)
        self.foot.load_button.clicked.connect(self.load_wanted)
        self.foot.save_button.clicked.connect(self.save_wanted)
        self.foot.place_wanted.connect(self.place_wanted)
        self._lay_out(names)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PREVIEW_AFTER_MS)
        self._timer.timeout.connect(lambda: self.preview_wanted.emit(self._mapping))
        fonts = appearance.fonts
        room = self.screen().availableGeometry()
        self.resize(
            min(fonts.px(_SIZE_PX[0]), room.width() - 40),
            min(fonts.px(_SIZE_PX[1]), room.height() - 60),
        )
        self.show_busy("Looking through the files.")

    # --- what is chosen ---------------------------------------------------------------------

    @property
    def mapping(self) -> Mapping:
        """What the tables mean."""
        return self._mapping

    @property
    def pages(self) -> tuple[TablePage, ...]:
        """The pages of the tables."""
        return tuple(self._tables.page(at) for at in range(len(self._tables)))

    @property
    def tabs(self) -> QTabBar:
        """The names of the tables, the one in front current."""
        return self._tables.tabs

    @property
    def is_importing(self) -> bool:
        """Whether an import is under way, as far as the dialog was told."""
        return self._is_busy

    @property
    def is_skipping(self) -> bool:
        """Whether what is wrong is left out."""
        return self.foot.skip_bad.isChecked()

    @property
    def into(self) -> Path | None:
        """The path of the new store, None for the one that is open."""
        return self.foot.into

    # --- being told -------------------------------------------------------------------------

    def show_survey(self, survey: Survey) -> None:
        """Show the tables and what they are taken for."""
        self._mapping = survey.mapping
        self._rows = ()
        self._tables.show_tables(survey)
        rows = sum(opened.table.n_rows for opened in survey.tables)
        self._tables.show()
        self._note.setText(self._read_as(survey, rows))
        self.foot.show_mapping_buttons()
        self._ready("As it will be, the first rows")
        self.preview_wanted.emit(self._mapping)

    def show_preview(self, preview: Preview) -> None:
        """Show the first rows as they will be."""
        if preview.failure:
            self.preview.show_words(preview.failure)
        else:
            self._rows = preview.rows
            self._show_rows()
        self.question.ask(preview.questions)
        self._remarks.setText("\n".join(preview.remarks))
        self._remarks.setVisible(bool(preview.remarks))
        self.import_button.setEnabled(not preview.failure and not preview.questions)

    def _show_rows(self) -> None:
        """Show the rows of the table in front, or all where they are told with another's."""
        own = [row for row in self._rows if row.table == self._tables.name]
        self.preview.show_rows(own or self._rows)

    def _on_table(self) -> None:
        if self._rows:
            self._show_rows()

    def show_contents(self, words: str, cards: Sequence[Described], remarks: Sequence[str]) -> None:
        """Show what files bring that need no mapping."""
        self._tables.hide()
        self._note.setText(words)
        self.preview.show_cards(cards)
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        self._ready("What comes in, the first of each")
        self.import_button.setEnabled(True)
        self.import_button.setFocus()

    def show_busy(self, words: str, *, is_import: bool = False) -> None:
        """Say what is going on; while importing, Cancel stops it."""
        self._is_busy = is_import
        self._work.setText(words)
        self._work.show()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._body.setEnabled(not is_import)
        self.import_button.setEnabled(False)
        self._failure.hide()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Say how far it is."""
        self._bar.setRange(0, min(total, 2**31 - 1))
        self._bar.setValue(min(done, 2**31 - 1))
        self._work.setText(words)

    def show_failure(self, words: str) -> None:
        """Say what went wrong; nothing was imported."""
        self._ready(self._preview_heading.text())
        lines = words.splitlines()
        if len(lines) > _MOST_FAILURE_LINES:
            lines = [*lines[:_MOST_FAILURE_LINES], f"And {len(lines) - _MOST_FAILURE_LINES} more."]
        self._failure.setText(shown_text("\n".join(lines)))
        self._failure.setToolTip(shown_text(words))
        self._failure.show()
        self.import_button.setEnabled(True)

    def show_cancelled(self) -> None:
        """Say that it was stopped."""
        self.show_failure("Cancelled; the store is as it was.")

    def show_report(self, report: ImportReport) -> None:
        """Say what came of it."""
        self._is_busy = False
        self.report.show_report(report)
        self._all.setCurrentWidget(self.report)
        self._bar.hide()
        self._work.hide()
        self.foot.show_end()
        # What came is to be seen behind it.
        self._all.removeWidget(self._body)
        self._body.hide()
        self._is_aside = True
        step_aside(
            self, (self.foot, self._all), self._appearance.fonts, has_list=bool(report.refused)
        )
        self.cancel_button.setFocus()

    @property
    def is_aside(self) -> bool:
        """Whether nothing is left but to be read and closed."""
        return self._is_aside

    @property
    def failure_text(self) -> str:
        """What is said to have gone wrong, or an empty text."""
        return self._failure.text() if self._failure.isVisibleTo(self) else ""

    # --- within -----------------------------------------------------------------------------

    def _ready(self, heading: str) -> None:
        self._is_busy = False
        self._preview_heading.setText(heading)
        self._body.setEnabled(True)
        self._work.hide()
        self._bar.hide()

    def _read_as(self, survey: Survey, rows: int) -> str:
        grids = [opened.table.grid for opened in survey.tables]
        ways = dict.fromkeys(encoding_words(grid.encoding) for grid in grids if grid.encoding)
        words = counted(rows, "row")
        if len(grids) > 1:
            words += f" in {len(grids)} tables"
        return ", ".join((words, *ways))

    def _on_changed(self, entry: TableMapping) -> None:
        self._mapping = Mapping(
            tuple(entry if e.table == entry.table else e for e in self._mapping.tables)
        )
        self._timer.start()

    def _on_reading_changed(self, entry: TableMapping) -> None:
        self._on_changed(entry)
        self._timer.stop()
        self.show_busy("Reading the file anew.")
        self.survey_wanted.emit(self._mapping)

    def _on_answered(self, table: str, is_day_first: bool) -> None:
        from dataclasses import replace

        self._mapping = Mapping(
            tuple(
                replace(e, day_first=is_day_first) if e.table == table else e
                for e in self._mapping.tables
            )
        )
        self._tables.take_day_first(table, is_day_first)
        self.preview_wanted.emit(self._mapping)

    def reject(self) -> None:
        """Stop the import that runs, or close."""
        if self._is_busy:
            self.cancel_wanted.emit()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_busy:
            self.cancel_wanted.emit()
            event.ignore()
            return
        super().closeEvent(event)

    def _lay_out(self, names: Sequence[str]) -> None:
        fonts = self._appearance.fonts
        named = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
        title = _label(shown_line(f"Import {named}", 90), "title")
        self._note = _label("", "note")
        self._tables = TablePages(self._appearance)
        self._tables.changed.connect(self._on_changed)
        self._tables.reading_changed.connect(self._on_reading_changed)
        self._tables.turned.connect(self._on_table)
        self._tables.hide()
        self._preview_heading = _label("", "heading")
        self._remarks = _label("", "warn")
        self._remarks.hide()
        shown = QVBoxLayout()
        shown.setSpacing(fonts.px(6))
        shown.addWidget(self.choices)
        shown.addWidget(self._preview_heading)
        shown.addWidget(self.question)
        shown.addWidget(self.preview, 1)
        shown.addWidget(self._remarks)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(fonts.px(16))
        row.addWidget(self._tables, 13)
        row.addLayout(shown, 8)
        self._body = middle
        self._all = QStackedWidget()
        self._all.addWidget(middle)
        self._all.addWidget(self.report)
        self._failure = _label("", "danger")
        self._failure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._failure.hide()
        self._work = _label("", "note")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(20), fonts.px(16), fonts.px(20), fonts.px(14))
        column.setSpacing(fonts.px(8))
        column.addWidget(title)
        column.addWidget(self._note)
        column.addWidget(self._all, 1)
        column.addWidget(self._failure)
        column.addWidget(self._work)
        column.addWidget(self._bar)
        line = QFrame()
        line.setProperty("role", "hairline")
        column.addWidget(line)
        column.addWidget(self.foot)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
