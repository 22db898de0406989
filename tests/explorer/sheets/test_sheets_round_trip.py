"""A store as a workbook or as tables of text comes back the same, whatever stands in it."""

from __future__ import annotations

import csv
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from db import Store, create_store
from explorer.errors import ImportFailed
from explorer.exchange.form import LIST_OF_NAME
from explorer.exchange.formats import format_of
from explorer.exchange.interchange import export_json, import_json
from explorer.exchange.scope import Scope
from explorer.exchange.sheets import workbook
from explorer.exchange.sheets.reading import import_sheets
from explorer.exchange.writers import Order, writer_for
from explorer.progress import Cancelled, CancelToken
from explorer.sample import create_sample
from tests.building import build_store
from tests.explorer.interchange_documents import Lists, documents

HEAD = {"format": "actor-explorer", "version": [1, 0]}
ENDINGS = (".xlsx", ".zip")
NOT_IN_XML = "\ufffe\uffff"


def write(store: Store, out: Path, **options) -> tuple[str, ...]:
    return writer_for(out).write(Order(store, out, **options)).notes


def read_back(path: Path, folder: Path) -> str:
    with create_store(folder / f"back-{path.suffix[1:]}.actors", title="Back") as store:
        import_sheets(store, path)
        return export_json(store)


def without_the_impossible(text: str) -> str:
    for character in NOT_IN_XML:
        text = text.replace(character, "")
    return text


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_store_comes_back_byte_for_byte(lists: Lists) -> None:
    # What XML cannot hold is told and left out, which two names may not outlive.
    lists = json.loads(without_the_impossible(json.dumps(lists, ensure_ascii=False)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with create_store(folder / "first.actors", title="First") as store:
            try:
                import_json(store, json.dumps(HEAD | lists))
            except ImportFailed:
                return
            before = export_json(store)
            for ending in ENDINGS:
                out = folder / f"out{ending}"
                assert () == write(store, out)
                assert before == read_back(out, folder)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_sample_comes_back_and_is_known_by_itself(tmp_path, ending):
    with create_sample(tmp_path / "sample.actors") as sample:
        out = tmp_path / f"sample{ending}"
        write(sample, out)
        assert "sheets" == format_of(out).name
        assert export_json(sample) == read_back(out, tmp_path)
        assert 0 == import_sheets(sample, out).n_added


HOSTILE = [
    "=1+1",
    "+1",
    "-2",
    "@x",
    "'=quoted",
    "#N/A",
    "_x0041_",
    "007",
    " lead",
    "a\r\nb",
    "\x01",
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_cells_that_look_like_something_else_stay_text(tmp_path, ending):
    actors = [name for name in HOSTILE if name.strip("\x01 ")]
    with build_store(tmp_path / "hostile.actors", actors=actors) as store:
        out = tmp_path / f"out{ending}"
        write(store, out)
        assert export_json(store) == read_back(out, tmp_path)
    if ending == ".xlsx":
        sheet = load_workbook(out)["actors"]
        assert {"s", "n"} >= {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert sheet.freeze_panes == "A2"
    else:
        with zipfile.ZipFile(out) as archive:
            text = archive.read("actors.csv").decode("utf-8-sig")
        cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_text_longer_than_a_cell_goes_on_beside_it(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CHARACTERS", 5)
    with build_store(tmp_path / "long.actors", actors=["Somebody with a name"]) as store:
        out = tmp_path / "out.xlsx"
        write(store, out)
        heads = [cell.value for cell in load_workbook(out)["actors"][1]]
        assert ["name", "name (2)", "name (3)", "name (4)"] == [
            h for h in heads if h.startswith("name")
        ]
        assert export_json(store) == read_back(out, tmp_path)


def test_what_xml_cannot_hold_is_counted(tmp_path):
    with build_store(tmp_path / "odd.actors", actors=["A\uffffB\ufffe"]) as store:
        assert ("2 characters that a workbook cannot hold were left out.",) == write(
            store, tmp_path / "out.xlsx"
        )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_part_holds_no_trace_of_the_rest_and_can_be_read(tmp_path, ending):
    with create_sample(tmp_path / "sample.actors") as sample:
        whole = json.loads(export_json(sample))
        rows = sample.columns()
        at = list(rows.interaction_title).index("Blinken and Aliyev speak by phone")
        parts = rows.participant_interaction == at
        actors = frozenset(rows.actor_id[rows.participant_actor[parts]].tolist())
        scope = Scope(actors, frozenset({int(rows.interaction_id[at])}), "what is selected")
        out = tmp_path / f"part{ending}"
        write(sample, out, scope=scope)
    part = json.loads(read_back(out, tmp_path))
    assert {"Antony Blinken", "Ilham Aliyev"} == {row["name"] for row in part["actors"]}
    assert ["Blinken and Aliyev speak by phone"] == [row["title"] for row in part["interactions"]]
    assert "Pashinyan" not in json.dumps([part[n] for n in part if n != "sources"])
    assert len(part["evidence"]) < len(whole["evidence"])
    assert {row["topic"] for row in part["interaction_topics"]} == {
        row["id"] for row in part["topics"]
    }


def test_a_wrong_cell_is_told_with_its_place(tmp_path):
    with create_sample(tmp_path / "sample.actors") as sample:
        out = tmp_path / "out.xlsx"
        write(sample, out)
    book = load_workbook(out)
    sheet = book["amounts"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("value") + 1).value = "many"
    book.save(out)
    with pytest.raises(ImportFailed, match=r"amounts, row 2: value: “many” is no number"):
        read_back(out, tmp_path)


def test_rows_that_people_add_in_a_spreadsheet_come_in(tmp_path):
    with create_sample(tmp_path / "sample.actors") as sample:
        out = tmp_path / "out.xlsx"
        write(sample, out)
        book = load_workbook(out)
        sheet = book["actors"]
        heads = [cell.value for cell in sheet[1]]
        row = dict.fromkeys(heads)
        row |= {"id": "new-one", "kind": "person", "name": "Newly Added"}
        sheet.append([row[head] for head in heads])
        book.save(out)
        before = sample.counts()["actors"]
        import_sheets(sample, out)
        assert before + 1 == sample.counts()["actors"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_cancelled_and_damaged_files_leave_nothing(tmp_path, ending):
    token = CancelToken()
    token.cancel()
    out = tmp_path / f"out{ending}"
    with create_sample(tmp_path / "sample.actors") as sample:
        with pytest.raises(Cancelled):
            write(sample, out, token=token)
        assert not out.exists()
        write(sample, out)
        before = export_json(sample)
        out.write_bytes(out.read_bytes()[:-200])
        with pytest.raises(ImportFailed):
            import_sheets(sample, out)
        assert before == export_json(sample)


def test_every_list_of_the_form_has_a_sheet_of_its_own_columns():
    from explorer.exchange.sheets.shape import HEADINGS

    assert set(LIST_OF_NAME) == set(HEADINGS)
    for headings in HEADINGS.values():
        texts = [heading.text for heading in headings]
        assert len(texts) == len(set(texts))


def test_rows_beyond_a_sheet_go_on_in_another_and_come_back(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with build_store(tmp_path / "many.actors", actors=["A", "B", "C", "D", "E"]) as store:
        out = tmp_path / "out.xlsx"
        (note,) = write(store, out)
        assert "actors goes on in 2 more" in note
        names = load_workbook(out).sheetnames
        assert ["actors", "actors (2)", "actors (3)"] == [n for n in names if n[:6] == "actors"]
        assert export_json(store) == read_back(out, tmp_path)
