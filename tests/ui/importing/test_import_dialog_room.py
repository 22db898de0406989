"""What the dialog of an import shows of many sheets, in little room, and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.importing.dialog import ImportDialog
from ui.importing.field_row import FieldRow
from ui.importing.table_page import TablePage

ROWS = "Date,Participants\n2021-03-12,Ann Lee; Bob Ray\n2021-03-13,Ann Lee; Cy Fox\n"


@pytest.fixture
def opened(program) -> Callable[[Path], ImportDialog]:
    def open_dialog(path: Path) -> ImportDialog:
        program.importing.take([path])
        QApplication.processEvents()
        dialog = program.importing.flow.dialog
        assert dialog is not None
        return dialog

    return open_dialog


def _workbook(folder: Path, n_sheets: int) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(n_sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for line in ROWS.splitlines():
            sheet.append(line.split(","))
    book.save(folder / "many.xlsx")
    return folder / "many.xlsx"


def test_of_many_sheets_only_those_looked_at_have_a_page(tmp_path, opened):
    dialog = opened(_workbook(tmp_path, 30))
    assert 1 == len(dialog.findChildren(TablePage))
    dialog.tabs.setCurrentIndex(29)
    assert 2 == len(dialog.findChildren(TablePage))
    assert 30 == len(dialog.pages)


def test_fields_stand_below_each_other_where_their_words_have_no_room(qtbot):
    fields = [QLineEdit() for _ in range(4)]
    row = FieldRow(fields, least_px=130, gap_px=6)
    qtbot.addWidget(row)
    row.show_only(fields[:3])
    row.resize(500, 40)
    row.show()
    qtbot.waitUntil(lambda: 1 == len({field.y() for field in fields[:3]}))
    row.resize(280, 80)
    qtbot.waitUntil(lambda: 2 == len({field.y() for field in fields[:3]}))
    # The last of a line of its own has all of it.
    qtbot.waitUntil(lambda: fields[2].width() == row.width())
    assert fields[3].isHidden()


def test_when_all_came_in_the_report_steps_out_of_the_pictures_way(tmp_path, program, opened):
    path = tmp_path / "a.csv"
    path.write_text(ROWS, "utf-8")
    dialog = opened(path)
    dialog.import_button.click()
    QApplication.processEvents()
    assert dialog.is_aside
    assert not dialog.isModal()
    middle = program.window.mapToGlobal(program.window.rect().center())
    assert not dialog.geometry().contains(middle)


def test_a_further_file_takes_the_place_of_a_report(tmp_path, program, opened):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(ROWS, "utf-8")
    first = opened(tmp_path / "a.csv")
    first.import_button.click()
    QApplication.processEvents()
    assert opened(tmp_path / "b.csv") is not first
