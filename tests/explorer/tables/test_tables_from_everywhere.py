"""Tables of other tongues and other programs, and workbooks that reach too far."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from explorer.errors import ImportFailed
from tests.explorer.tables.table_stand import new_store, taken, written


@pytest.mark.parametrize(
    ("text", "encoding", "names"),
    [
        ("التاريخ,المشاركون\n2021-03-12,محمد علي; سارة\n", "utf-8", {"محمد علي", "سارة"}),
        ("日期,参与者\n2021年3月12日,王毅；布林肯\n", "gb18030", {"王毅", "布林肯"}),
        ("日付,参加者\n2021/03/12,岸田文雄、バイデン\n", "utf-8", {"岸田文雄", "バイデン"}),
        ("Tarih,Katılımcılar\n2021-03-12,Ayşe Gül; İsmet Öz\n", "utf-8", {"Ayşe Gül", "İsmet Öz"}),
    ],
)
def test_headings_of_further_languages_are_known(
    tmp_path: Path, text: str, encoding: str, names: set[str]
) -> None:
    with new_store(tmp_path) as store:
        found = taken(store, [written(tmp_path, "a.csv", text.encode(encoding))])
    assert names == found.actors.keys()
    assert [row["edtf"] for row in found.interactions] == ["2021-03-12"]


def test_sheets_of_years_go_on_with_each_other(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for year, guest in ((2020, "Bob Ray"), (2021, "Cy Fox")):
        sheet = book.create_sheet(str(year))
        sheet.append(["Date", "Host", "Guest"])
        sheet.append([f"{year}-03-12", "Ann Lee", guest])
    book.save(tmp_path / "a.xlsx")
    with new_store(tmp_path) as store:
        found = taken(store, [tmp_path / "a.xlsx"])
    assert [row["edtf"] for row in found.interactions] == ["2020-03-12", "2021-03-12"]
    assert found.actors.keys() == {"Ann Lee", "Bob Ray", "Cy Fox"}


def test_a_cell_far_out_is_told_and_takes_no_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Date", "Host", "Guest"])
    sheet.cell(1_048_576, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    with new_store(tmp_path) as store, pytest.raises(ImportFailed, match="row 1,048,576"):
        taken(store, [tmp_path / "a.xlsx"])


def test_a_web_page_called_a_table_is_told(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body>Sign in, please</body></html>"
    with new_store(tmp_path) as store, pytest.raises(ImportFailed, match="web page"):
        taken(store, [written(tmp_path, "a.csv", page)])


def test_an_archive_of_archives_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.zip", b"PK")
    with new_store(tmp_path) as store, pytest.raises(ImportFailed, match="unpack it first"):
        taken(store, [tmp_path / "a.zip"])


def test_numbers_with_blanks_between_are_edges(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        found = taken(store, [written(tmp_path, "a.csv", "1 2\n2 3\n1 3\n")])
    assert len(found.relations) == 3


def test_headings_in_a_users_own_words_are_understood(tmp_path: Path) -> None:
    text = (
        "When,Where,Our side,Their side,What about,Who says so\n"
        "early March 2023,Baku,Clara Voss,Hikmet Aliyev,Prisoners,Report of the embassy\n"
        "17 March 2023,Baku,Clara Voss; Tom Reed,Hikmet Aliyev,Corridor,The newspaper\n"
    )
    with new_store(tmp_path) as store:
        found = taken(store, [written(tmp_path, "a.csv", text)])
        assert store.counts()["sources"] == 3
    assert found.actors.keys() == {"Clara Voss", "Tom Reed", "Hikmet Aliyev"}
    assert [row["topics"] for row in found.interactions] == [{"Prisoners"}, {"Corridor"}]
    # Part of a month has no date of its own, but days between which it lies.
    first = next(row for row in found.interactions if row["words"] == "early March 2023")
    assert first["edtf"] is None
