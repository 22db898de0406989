"""Text of any make comes out as the cells that were meant."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import ImportFailed
from explorer.exchange.packing import parts_of
from explorer.exchange.tables.delimited import delimited_grid
from explorer.exchange.tables.dialect import find_dialect
from explorer.exchange.tables.table import look_through
from tests.explorer.tables.table_stand import cells_of, table_of, written

ROWS = "Datum;Teilnehmer;Thema\n01.02.2023;Müller, Anna;Gespräch über Öl\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", ROWS),
        ("utf-8-sig", ROWS),
        ("utf-16", ROWS),
        ("utf-16-le", ROWS),
        ("utf-16-be", ROWS),
        ("cp1252", ROWS),
        ("cp1251", "Дата;Участник;Тема\n01.02.2023;Иванов Иван Иванович;Встреча с министром\n"),
        ("cp1250", "Data;Uczestnik;Temat\n01.02.2023;Łukasz Żółty;Spotkanie w Krakówie, ąęś\n"),
        ("cp850", ROWS),
        ("cp850", "Dato;Deltager;Emne\n03/02/2021;Søren Kjær;Færøerne og Åse\n"),
        ("cp850", "Date;Who\n2021-03-12;José\n"),
        ("cp852", "Data;Uczestnik;Temat\n01.02.2023;Łukasz Żółty;Spotkanie w Krakówie, ąęś\n"),
        ("mac_roman", "Fecha;Asistentes;Tema\n03/02/2021;José Núñez;Reunión económica\n"),
        ("mac_roman", ROWS),
        ("cp1254", "Tarih;Katılımcı;Konu\n01.02.2023;Erdoğan;Görüşme, İstanbul, Başbakanlık\n"),
    ],
)
def test_letters_are_read_in_the_encoding_they_were_written_in(tmp_path, encoding, text):
    path = written(tmp_path, "a.csv", (text * 3).encode(encoding))
    expected = [line.split(";") for line in text.splitlines()]
    table = table_of(path)
    assert tuple(expected[0]) == table.headings
    assert expected[1] == next(cells for _, cells in table.rows())


def test_an_accent_far_down_decides_the_encoding(tmp_path):
    text = "Date,Who\n" + "2023-01-01,Ann Lee\n" * 60_000 + "2023-01-02,José Müller\n"
    path = written(tmp_path, "a.csv", text.encode("cp1252"))
    assert ["2023-01-02", "José Müller"] == cells_of(path)[-1]


def test_a_few_bytes_of_another_encoding_spoil_nothing_and_are_told(tmp_path):
    good = "Date,Who\n" + "2023-01-01,Müller Straße\n" * 100
    path = written(tmp_path, "a.csv", good.encode() + "2023-01-02,José\n".encode("cp1252"))
    table = table_of(path)
    assert ["2023-01-02", "José"] == list(table.rows())[-1][1]
    assert ["2023-01-01", "Müller Straße"] == next(table.rows())[1]
    assert "1 bytes" in table.remarks[0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_found(tmp_path, separator, end):
    rows = [["Date", "Who", "What"], ["2023-01-01", "Lee, Ann; Ray, Bob", "1,5 | 2"]] * 2
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    path = written(tmp_path, "a.csv", out.getvalue())
    assert [rows[1], rows[1]] == cells_of(path)


def test_rows_are_numbered_as_an_editor_counts_lines(tmp_path):
    path = written(tmp_path, "a.csv", 'a,b\n1,"two\nlines"\n\n3,x\n')
    assert [(2, ["1", "two\nlines"]), (5, ["3", "x"])] == list(table_of(path).rows())


def test_the_line_that_says_the_separator_is_no_row(tmp_path):
    path = written(tmp_path, "a.csv", "sep=;\nDate;Who\n2023-01-01;Lee, Ann\n")
    assert [(3, ["2023-01-01", "Lee, Ann"])] == list(table_of(path).rows())


def test_headings_that_come_again_and_a_title_above_are_no_rows(tmp_path):
    text = (
        "Register of meetings,,\n,,\nDate,Who,Topic\n2023-01-01,Ann,x\n"
        "Date,Who,Topic\n,,\n2023-01-02,Bob,y\n"
    )
    table = table_of(written(tmp_path, "a.csv", text))
    assert 3 == table.headings_line
    assert [4, 7] == [line for line, _ in table.rows()]


def test_ragged_rows_keep_every_cell_and_are_told(tmp_path):
    table = table_of(written(tmp_path, "a.csv", "Date,Who\n2023-01-01\n2023-01-02,Ann,left over\n"))
    assert ("Date", "Who", "column 3") == table.headings
    assert ["2023-01-02", "Ann", "left over"] == list(table.rows())[-1][1]
    assert ["2023-01-01", "", ""] == next(table.rows())[1]
    assert "first on line 3" in table.remarks[0]


def test_headings_are_told_from_rows_and_made_unique(tmp_path):
    assert 0 == table_of(written(tmp_path, "a.csv", "Ann,Bob\nBob,Cyd\nAnn,Cyd\n")).headings_line
    table = table_of(written(tmp_path, "b.csv", "Name,,Name\nAnn,1,x\n"))
    assert ("Name", "column 2", "Name (2)") == table.headings


def test_marks_that_quote_nothing_stay_in_their_cells(tmp_path):
    path = written(tmp_path, "a.tsv", 'Who\tSaid\nAnn\t"Yes" he said\nBob\t6" pipe\n')
    assert [["Ann", '"Yes" he said'], ["Bob", '6" pipe']] == cells_of(path)


def test_backslashes_before_marks_are_understood(tmp_path):
    path = written(tmp_path, "a.csv", 'Who,Said\n"Ann","so \\"called\\", yes"\n"Bob","no"\n')
    assert ["Ann", 'so "called", yes'] == cells_of(path)[0]


def test_a_mark_that_is_never_closed_is_refused_with_its_line(tmp_path):
    text = "Who,Said\nAnn,yes\n" + 'Bob,"oh\n' + "Cyd,no\n" * 620_000
    with pytest.raises(ImportFailed, match="line 3"):
        table_of(written(tmp_path, "a.csv", text))


@pytest.mark.parametrize("cell", ["NA", "null", "0010", "=1+1", "+3", "None", "N/A", "1e5", "TRUE"])
def test_cells_are_the_text_they_are(tmp_path, cell):
    path = written(tmp_path, "a.csv", f"Date,Who,Code\n2023-01-01,Ann,{cell}\n2023-01-02,Bob,x\n")
    assert cell == cells_of(path)[0][2]


def test_packed_files_are_read_without_unpacking(tmp_path):
    gz = written(tmp_path, "a.csv.gz", gzip.compress(b"Date,Who\n2023-01-01,Ann\n"))
    assert "a.csv" == table_of(gz).name
    archive = tmp_path / "b.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("data/x.csv", "Date,Who\n2023-01-01,Ann\n")
        made.writestr("__MACOSX/._x.csv", "rubbish")
    assert [["2023-01-01", "Ann"]] == cells_of(archive)
    broken = written(tmp_path, "c.csv.gz", gz.read_bytes()[:-9])
    with pytest.raises(ImportFailed, match="damaged"):
        table_of(broken)


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(texts, min_size=width, max_size=width), min_size=2, max_size=8
        )
    ),
    st.sampled_from(",;\t|"),
)
def test_any_cells_come_back_where_the_separator_is_said(tmp_path: Path, rows, separator):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path / "any.csv"
    path.write_bytes(out.getvalue().encode("utf-8"))
    (part,) = parts_of(path)
    grid = delimited_grid(part, encoding="utf-8", separator=separator)
    assert [row for row in rows if any(row)] == [
        cells for _, cells in look_through(grid, 0).grid.read(None) if any(cells)
    ]


LIKELY_CELLS = st.sampled_from(
    ["Lee, Ann", "Müller, Jörg", "1,5", "03.04.2021", "Talks; then lunch", "Gas | oil", "", "12",
     'He said "no"', "Line one\nline two", "Ann Lee; Bob Ray", "https://example.org/a,b"]
)  # fmt: skip


@given(
    st.integers(2, 6).flatmap(
        lambda width: st.lists(
            st.lists(LIKELY_CELLS, min_size=width, max_size=width), min_size=1, max_size=12
        )
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_separator_is_found_whatever_stands_in_the_cells(rows, separator, end):
    headings = [f"Heading {at}" for at in range(len(rows[0]))]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows([headings, *rows])
    assert (separator, "double") == (
        find_dialect(out.getvalue()).separator,
        find_dialect(out.getvalue()).quoting,
    )


def test_a_nul_among_few_letters_makes_no_text_binary(tmp_path):
    path = written(tmp_path, "a.csv", b"Date,Who\n2021-03-12,Ann\0 Lee\n")
    assert [["2021-03-12", "Ann Lee"]] == cells_of(path)
