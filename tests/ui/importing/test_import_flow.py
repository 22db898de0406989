"""From a file of one's own to the picture: the dialog, its mapping, and what comes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.table_rows import table_rows
from explorer.exchange.tables.mapping_file import read_mapping
from ui.app import Program
from ui.importing.dialog import ImportDialog
from ui.importing.recognition import is_foreign

MEETINGS = (
    "Date,Who,With whom,Subject\n"
    "25/04/2021,Ann Lee,Bob Ray; Cyd Fox,Gas\n"
    "03/05/2021,Ann Lee,Bob Ray,Water\n"
)


def opened(program: Program, *paths: Path) -> ImportDialog:
    program.importing.take(paths)
    QApplication.processEvents()
    dialog = program.importing.flow.dialog
    assert dialog is not None
    return dialog


def table(folder: Path, text: str = MEETINGS, name: str = "meetings.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_spreadsheet_is_on_screen_after_one_click(program, tmp_path):
    dialog = opened(program, table(tmp_path))
    assert "Meeting: Ann Lee, Bob Ray and Cyd Fox" in dialog.preview.texts[0]
    assert "25 April 2021" in dialog.preview.texts[0]
    dialog.import_button.click()
    assert "3 actors" in dialog.report.text
    assert "2 interactions" in dialog.report.text
    session = program.document.session
    assert tmp_path / "meetings.actors" == session.path
    assert 2 == session.dataset.n_interactions
    dialog.cancel_button.click()
    assert None is program.importing.flow.dialog


def test_into_an_open_store_it_is_one_step_whose_actors_are_selected(
    program, sample_store, tmp_path
):
    program.files.open(Path(shutil.copy(sample_store, tmp_path / "sample.actors")))
    before = program.document.session.dataset.n_actors
    dialog = opened(program, table(tmp_path))
    assert None is dialog.into
    dialog.import_button.click()
    assert before + 3 == program.document.session.dataset.n_actors
    assert 3 == len(program.state.facts.selection.actors)
    assert "Import meetings.csv" == program.document.chain.undo.title
    dialog.cancel_button.click()
    program.document.undo()
    assert before == program.document.session.dataset.n_actors


def test_what_a_column_is_changes_the_preview_at_once(program, qtbot, tmp_path):
    dialog = opened(program, table(tmp_path))
    row = dialog.pages[0].column_row("With whom")
    row.meaning.setCurrentIndex(row.meaning.findData("property"))
    row.meaning.activated.emit(row.meaning.currentIndex())
    qtbot.waitUntil(lambda: "Bob" not in dialog.preview.texts[0])
    assert "Meeting: Ann Lee" in dialog.preview.texts[0]


def test_a_separator_is_chosen_beside_the_column(program, qtbot, tmp_path):
    text = "Date,Who\n2021-01-02,Ann Lee and Bob Ray\n"
    dialog = opened(program, table(tmp_path, text))
    assert "Ann Lee and Bob Ray" in dialog.preview.texts[0]
    row = dialog.pages[0].column_row("Who")
    row.separator.setCurrentIndex(row.separator.findData("and"))
    row.separator.activated.emit(row.separator.currentIndex())
    qtbot.waitUntil(lambda: "Ann Lee; Bob Ray" in dialog.preview.texts[0])
    dialog.import_button.click()
    assert "2 actors" in dialog.report.text


def test_what_rows_are_can_be_said_otherwise(program, qtbot, tmp_path):
    dialog = opened(program, table(tmp_path, "Source,Target\nAnn,Bob\nBob,Cyd\n"))
    page = dialog.pages[0]
    assert "ties" == page.rows.currentData()
    page.rows.setCurrentIndex(page.rows.findData("nothing"))
    page.rows.activated.emit(page.rows.currentIndex())
    qtbot.waitUntil(lambda: not dialog.import_button.isEnabled())


def test_days_and_months_are_asked_for_and_answered(program, tmp_path):
    dialog = opened(program, table(tmp_path, "Date,Who\n03/04/2021,Ann Lee\n"))
    assert dialog.question.isVisibleTo(dialog)
    assert not dialog.import_button.isEnabled()
    assert "4 March 2021" == dialog.question.month_first.text()
    dialog.question.month_first.click()
    assert not dialog.question.isVisibleTo(dialog)
    dialog.import_button.click()
    store = program.document.session.store
    assert [("2021-03-04",)] == list(table_rows(store, "interactions", ("edtf",)))


def test_what_is_wrong_stands_beside_its_row_and_nothing_comes_in(program, tmp_path):
    text = MEETINGS + "31/02/2021,Ann Lee,Bob Ray,Oil\n"
    dialog = opened(program, table(tmp_path, text))
    assert "31/02/2021" in dialog.preview.texts[2]
    dialog.import_button.click()
    assert "line 4" in dialog.failure_text
    assert None is program.document.session
    assert [] == list(tmp_path.glob("*.actors"))
    dialog.foot.skip_bad.setChecked(True)
    dialog.import_button.click()
    assert "31/02/2021" in dialog.report.refused.toPlainText()
    assert 2 == program.document.session.dataset.n_interactions


def test_a_mapping_is_saved_and_loaded(program, tmp_path):
    dialog = opened(program, table(tmp_path))
    row = dialog.pages[0].column_row("Subject")
    row.meaning.setCurrentIndex(row.meaning.findData("title"))
    row.meaning.activated.emit(row.meaning.currentIndex())
    flow = program.importing.flow
    flow.ask_mapping_name = lambda _: str(tmp_path / "mine")
    dialog.foot.save_button.click()
    saved = tmp_path / "mine.toml"
    assert "title" == read_mapping(saved).tables[0].use_of("Subject").meaning
    dialog.reject()
    other = opened(program, table(tmp_path, name="other.csv"))
    saved.write_text(saved.read_text("utf-8").replace("meetings.csv", "*.csv"), "utf-8")
    flow.ask_mapping = lambda: str(saved)
    other.foot.load_button.click()
    assert other.preview.texts[0].startswith("Gas\n")
    flow.ask_mapping = lambda: str(tmp_path / "meetings.csv")
    other.foot.load_button.click()
    assert "not TOML" in other.failure_text


def test_another_separator_reads_the_file_anew(program, tmp_path):
    dialog = opened(program, table(tmp_path, "Date;Who\n2021-01-02;Ann, Lee\n"))
    page = dialog.pages[0]
    assert ";" == page.separator.currentData()
    page.separator.setCurrentIndex(page.separator.findData(","))
    page.separator.activated.emit(page.separator.currentIndex())
    assert ("Date;Who", "column 2") == tuple(
        column.heading for column in dialog.pages[0]._table.columns
    )


def test_a_graph_shows_what_comes_in_without_a_mapping(program, tmp_path):
    graph = tmp_path / "small.gml"
    graph.write_text(
        'graph [ node [ id 1 label "Ann" ] node [ id 2 label "Bob" ] edge [ source 1 target 2 ] ]'
    )
    dialog = opened(program, graph)
    assert any("Ann" in text for text in dialog.preview.texts)
    dialog.import_button.click()
    assert "2 actors" in dialog.report.text


def test_files_dropped_are_opened_or_taken_in_by_what_they_are(program, sample_store, tmp_path):
    store = Path(shutil.copy(sample_store, tmp_path / "dropped.actors"))
    program.window.files_dropped.emit([store])
    assert store == program.document.session.path
    program.window.files_dropped.emit([table(tmp_path)])
    assert None is not program.importing.flow.dialog


def test_open_takes_a_spreadsheet_for_one_to_be_imported(program, tmp_path):
    program.files.open(table(tmp_path))
    assert None is not program.importing.flow.dialog
    assert not program.window.notice.isVisible()


@pytest.mark.parametrize("name", ["letter", "notes.md", "picture.png"])
def test_what_is_no_table_is_not_taken_for_one(tmp_path, name):
    path = tmp_path / name
    path.write_text("Dear Ann, thank you; it was good.\n")
    assert not is_foreign(path)


def test_a_file_that_nobody_reads_is_told_in_the_bar(program, tmp_path):
    path = tmp_path / "thing.bin"
    path.write_bytes(b"\x00\x01\x02\x03" * 50)
    program.importing.take([path])
    assert "thing.bin" in program.window.notice.text
