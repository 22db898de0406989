"""Sheets of workbooks come out as the text that they show."""

from __future__ import annotations

import datetime
import zipfile

import openpyxl
import pytest

from explorer.errors import ImportFailed
from explorer.exchange.tables.opening import open_tables
from explorer.exchange.tables.workbook import workbook_grids
from tests.explorer.tables.table_stand import new_store, taken, written

_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
ODS_CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{_OPEN_DOCUMENT}:office:1.0"
 xmlns:table="{_OPEN_DOCUMENT}:table:1.0" xmlns:text="{_OPEN_DOCUMENT}:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Sheet">
<table:table-row>
<table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Who</text:p></table:table-cell>
</table:table-row>
<table:table-row>
<table:table-cell office:value-type="date" office:date-value="2023-09-25">
<text:p>25.09.23</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>0010</text:p></table:table-cell>
</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


@pytest.fixture
def book(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Meetings"
    sheet.append(["Date", "Who", "Code", "Number"])
    sheet.append([datetime.date(2023, 9, 25), "NA", "0010", 12])
    sheet.append([datetime.datetime(2023, 9, 26, 14, 30), "=1+1", "null", 2.5])
    sheet["B3"].data_type = "s"
    sheet.append([])
    sheet.append([None, "Ann", "x", True])
    hidden = made.create_sheet("Hidden")
    hidden.append(["Secret"])
    hidden.sheet_state = "hidden"
    made.create_sheet("Empty")
    path = tmp_path / "book.xlsx"
    made.save(path)
    return path


def test_cells_are_text_and_rows_keep_their_numbers(book):
    (grid,) = workbook_grids(book)
    assert "Meetings" == grid.name
    assert [
        (1, ["Date", "Who", "Code", "Number"]),
        (2, ["2023-09-25", "NA", "0010", "12"]),
        (3, ["2023-09-26T14:30:00", "=1+1", "null", "2.5"]),
        (5, ["", "Ann", "x", "true"]),
    ] == list(grid.read(None))


def test_an_open_document_sheet_is_read_as_well(tmp_path):
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", "".join(ODS_CONTENT.splitlines()))
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    (opened,) = open_tables([path])
    assert [["2023-09-25", "0010"]] == [cells for _, cells in opened.table.rows()]


def test_several_sheets_are_taken_in_as_one_set(tmp_path):
    made = openpyxl.Workbook()
    people = made.active
    people.title = "People"
    for row in (["id", "name"], [1, "Ann Lee"], [2, "Bob Ray"]):
        people.append(row)
    meetings = made.create_sheet("Meetings")
    for row in (["id", "date", "title"], [7, datetime.date(2023, 1, 2), "Kick-off"]):
        meetings.append(row)
    attendance = made.create_sheet("Attendance")
    for row in (["meeting_id", "person_id"], [7, 1], [7, 2]):
        attendance.append(row)
    path = tmp_path / "set.xlsx"
    made.save(path)
    with new_store(tmp_path) as store:
        (meeting,) = taken(store, [path]).interactions
    assert "Kick-off" == meeting["title"]
    assert {"Ann Lee", "Bob Ray"} == {name for name, _, _ in meeting["people"]}


def test_a_damaged_workbook_is_refused_in_a_sentence(book, tmp_path):
    path = written(tmp_path, "broken.xlsx", book.read_bytes()[:900])
    with pytest.raises(ImportFailed, match=r"broken\.xlsx"):
        open_tables([path])


def test_a_cell_far_out_in_an_open_document_is_told_with_what_mends_it(tmp_path):
    end = "</table:table></office:spreadsheet>"
    far = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
        '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS_CONTENT.replace(end, far + end).replace("\n", ""))
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_OPEN_DOCUMENT}:m"/>'
        )
    with pytest.raises(ImportFailed, match="reaches too far"):
        open_tables([tmp_path / "a.ods"])
