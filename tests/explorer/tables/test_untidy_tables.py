"""Tables as people leave them: totals, merged cells, counted days, codes over columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from explorer.errors import ImportFailed
from tests.explorer.tables.table_stand import Taken, new_store, table_of, taken, written


def _taken(folder: Path, *files: tuple[str, str]) -> Taken:
    with new_store(folder) as store:
        return taken(store, [written(folder, name, text) for name, text in files])


def _names(row: dict[str, Any]) -> list[str]:
    return sorted(who for who, *_ in row["people"])


def test_totals_and_notes_below_a_table_are_passed_over_and_told(tmp_path: Path) -> None:
    text = "Date,Host,Guest,Cost\n2021-03-12,Ann Lee,Bob Ray,5\n2021-03-13,Ann Lee,Bob Ray,5\n"
    text += "Total,,,10\nSource: the office 2021,,,\n"
    found = _taken(tmp_path, ("a.csv", text))
    assert len(found.interactions) == 2
    told = " ".join(found.report.remarks)
    assert "line 4: a row of totals" in told
    assert "line 5: a row with nothing but a note" in told


def test_a_company_called_total_is_no_total(tmp_path: Path) -> None:
    text = "Company,Date,Guest\nTotal,2021-03-12,Bob Ray\nShell,2021-03-13,Bob Ray\n"
    assert {"Total", "Shell"} <= _taken(tmp_path, ("a.csv", text)).actors.keys()


def test_days_that_a_spreadsheet_counts_are_days_and_told_once(tmp_path: Path) -> None:
    text = "Date,Host,Guest\n44267,Ann Lee,Bob Ray\n44268,Ann Lee,Cy Fox\n"
    found = _taken(tmp_path, ("a.csv", text))
    assert [row["edtf"] for row in found.interactions] == ["2021-03-12", "2021-03-13"]
    assert sum("spreadsheet counts" in remark for remark in found.report.remarks) == 1


def test_years_of_a_timeset_may_have_a_point(tmp_path: Path) -> None:
    text = 'Source,Target,Timeset\nAnn Lee,Bob Ray,"<[2021.0, 2022.0]>"\n'
    found = _taken(tmp_path, ("a.csv", text))
    assert [row["edtf"] for row in found.interactions] == ["2021/2022"]


def test_codes_over_columns_are_headings(tmp_path: Path) -> None:
    codes = ",".join(f"c{number}" for number in range(60))
    text = f"Date,Participants,{codes}\n2021-03-12,Ann Lee,{','.join('1' * 60)}\n"
    assert table_of(written(tmp_path, "a.csv", text)).headings_line == 1


def test_people_with_ids_join_attendances_though_they_have_a_country(tmp_path: Path) -> None:
    found = _taken(
        tmp_path,
        ("people.csv", "person_id,name,country\np1,Ann Lee,UK\np2,Bob Ray,US\n"),
        ("meetings.csv", "meeting_id,date,place,subject\nm1,2021-03-12,Baku,Gas\n"),
        ("attendance.csv", "meeting_id,person_id,role\nm1,p1,host\nm1,p2,guest\n"),
    )
    (row,) = found.interactions
    assert _names(row) == ["Ann Lee", "Bob Ray"]


def test_cells_merged_over_rows_hold_for_each_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Date", "Host", "Guest"],
        ["2021-03-12", "Ann Lee", "Bob Ray"],
        [None, None, "Cy Fox"],
        ["2021-03-14", "Dee Wu", "Cy Fox"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "a.xlsx")
    with new_store(tmp_path) as store:
        found = taken(store, [tmp_path / "a.xlsx"])
    assert [row["edtf"] for row in found.interactions] == ["2021-03-12", "2021-03-12", "2021-03-14"]
    assert [len(_names(row)) for row in found.interactions] == [2, 2, 2]


def test_names_kept_whole_are_told_where_they_seem_several(tmp_path: Path) -> None:
    text = "Date,Participants\n2021-03-12,Ann Lee and Bob Ray\n2021-03-13,Ann Lee and Cy Fox\n"
    found = _taken(tmp_path, ("a.csv", text))
    assert "Ann Lee and Bob Ray" in found.actors
    assert any("say separator “and”" in remark for remark in found.report.remarks)


def test_a_cell_of_ten_million_characters_comes_in(tmp_path: Path) -> None:
    text = f'Date,Participants,Notes\n2021-03-12,Ann Lee,"{"word " * 2_000_000}"\n'
    assert len(_taken(tmp_path, ("a.csv", text)).interactions) == 1


def test_a_line_without_end_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = "Date,Participants\n" + "a" * (33 << 20)
    with pytest.raises(ImportFailed, match="longer than"):
        _taken(tmp_path, ("a.csv", text))


def test_rows_behind_a_mark_that_is_never_closed_are_not_swallowed(tmp_path: Path) -> None:
    rows = "2021-03-12,Ann Lee,said\n" * 40_000
    text = f'Date,Participants,Notes\n{rows}2021-03-12,Bob Ray,"oh\n{rows}'
    with pytest.raises(ImportFailed, match="line 40,002 is never closed"):
        _taken(tmp_path, ("a.csv", text))


def test_letters_of_a_short_file_are_told_from_its_only_name(tmp_path: Path) -> None:
    text = "Date,Host,Guest\n2021-03-12,Müller,Bob Ray\n".encode("cp1252")
    with new_store(tmp_path) as store:
        assert "Müller" in taken(store, [written(tmp_path, "a.csv", text)]).actors


def test_a_guess_is_never_half_a_relation(tmp_path: Path) -> None:
    text = "Date,Host,Guest\nsoon,Ann Lee,Bob Ray\nlater,Ann Lee,Cy Fox\n"
    found = _taken(tmp_path, ("a.csv", text))
    assert found.actors.keys() >= {"Ann Lee", "Bob Ray", "Cy Fox"}
