"""The command import: formats, mappings, rehearsals, and what is left out."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from db import open_store
from db.table_rows import table_rows
from tests.ui.command_stand import assert_refused, run

GOOD = "Date,Who\n25/04/2021,Ann Lee\n26/04/2021,Bob Ray\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def counts(store: str = "a.actors") -> dict[str, int]:
    with open_store(store, writable=False) as opened:
        return opened.counts()


def dates(store: str = "a.actors") -> list[str]:
    with open_store(store, writable=False) as opened:
        return [edtf for (edtf,) in table_rows(opened, "interactions", ("edtf",))]


def test_a_table_makes_a_store(folder):
    Path("m.csv").write_text(GOOD)
    result = run("import", "a.actors", "m.csv")
    assert 0 == result.exit_code, result.output
    assert "2 interactions" in result.output
    assert 2 == counts()["interactions"]


def test_a_dry_run_counts_and_names_what_would_be_refused_and_writes_nothing(folder):
    Path("m.csv").write_text(GOOD + "31/02/2021,Cyd Fox\n")
    result = run("import", "a.actors", "m.csv", "--dry-run")
    assert 1 == result.exit_code
    for word in ("m.csv, line 4", "Date", "31/02/2021"):
        assert word in result.stderr
    assert "It would import 2 actors, 2 interactions" in result.stdout
    assert ["m.csv"] == [path.name for path in folder.iterdir()]


def test_bad_rows_are_left_out_only_when_asked_and_each_is_named(folder):
    Path("m.csv").write_text(GOOD + "31/02/2021,Cyd Fox\n32.01.2021,Ann Lee\n")
    assert_refused(run("import", "a.actors", "m.csv"), "line 4", "line 5")
    assert not Path("a.actors").exists()
    result = run("import", "a.actors", "m.csv", "--skip-bad")
    assert 0 == result.exit_code
    assert "m.csv, line 4, Date: “31/02/2021”" in result.stderr
    assert "m.csv, line 5, Date: “32.01.2021”" in result.stderr
    assert 2 == counts()["interactions"]


def test_the_guessed_mapping_is_written_changed_and_used(folder):
    Path("m.csv").write_text(GOOD)
    assert 0 == run("import", "a.actors", "m.csv", "--save-map", "m.toml", "--dry-run").exit_code
    text = Path("m.toml").read_text("utf-8")
    assert 'is = "participant"' in text
    Path("m.toml").write_text(text.replace('value = "meeting"', 'value = "call"'), "utf-8")
    result = run("import", "a.actors", "m.csv", "--map", "m.toml")
    assert 0 == result.exit_code, result.output
    with open_store("a.actors") as store:
        kinds = dict(table_rows(store, "interaction_kinds", ("id", "name")))
        assert ["call", "call"] == [
            kinds[kind] for (kind,) in table_rows(store, "interactions", ("kind_id",))
        ]


def test_a_mapping_that_does_not_fit_says_which_columns_there_are(folder):
    Path("m.csv").write_text(GOOD)
    Path("m.toml").write_text(
        'format = "actor-explorer-mapping"\nversion = 1\n[[tables]]\nrows = "interactions"\n'
        '[[tables.columns]]\nheading = "When"\nis = "date"\n'
    )
    assert_refused(run("import", "a.actors", "m.csv", "--map", "m.toml"), "When", "Date, Who")


def test_the_order_of_day_and_month_is_said_where_nothing_decides(folder):
    Path("m.csv").write_text("Date,Who\n03/04/2021,Ann Lee\n")
    assert_refused(run("import", "a.actors", "m.csv"), "03/04/2021", "--day-first")
    assert 0 == run("import", "a.actors", "m.csv", "--month-first").exit_code
    assert ["2021-03-04"] == dates()


def test_files_of_several_formats_come_in_with_one_command(folder):
    Path("m.csv.gz").write_bytes(gzip.compress(GOOD.encode()))
    Path("g.gml").write_text('graph [ node [ id 1 label "Ann" ] ]')
    result = run("import", "a.actors", "m.csv.gz", "g.gml")
    assert 0 == result.exit_code, result.output
    assert 3 == counts()["actors"]


def test_an_unknown_format_and_an_unknown_file_are_told(folder):
    Path("m.csv").write_text(GOOD)
    result = run("import", "a.actors", "m.csv", "--format", "psychic")
    assert 2 == result.exit_code
    assert "table" in result.stderr
    Path("x.bin").write_bytes(b"\x00\x01" * 40)
    assert_refused(run("import", "a.actors", "x.bin"), "x.bin")
    assert_refused(run("import", "a.actors", "nowhere.csv"), "nowhere.csv")
    assert "graphml" in run("import", "--formats").stdout
