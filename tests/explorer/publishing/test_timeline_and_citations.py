"""Slides of TimelineJS and citations in CSL: valid, escaped, dates no more exact than known."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from explorer.exchange.publishing.date_parts import date_parts
from explorer.exchange.scope import selection_scope
from explorer.exchange.writers import Order, writer_for, writer_named
from explorer.model.view import Selection
from tests.building import build_store
from tests.explorer.interchange_documents import edtf_dates

PARTS = ("year", "month", "day")


def written(store, out, **options):
    notes = writer_for(out).write(Order(store, out, **options)).notes
    return json.loads(out.read_text("utf-8")), notes


def test_endings_tell_the_formats_from_our_own_json(tmp_path):
    names = {"a.json": "json", "a.timeline.json": "timelinejs", "a.csl.json": "csl"}
    assert names == {name: writer_for(tmp_path / name).name for name in names}


def test_each_dated_interaction_is_a_slide_and_the_others_are_counted(sample, tmp_path):
    data, notes = written(sample.store, tmp_path / "out.timeline.json")
    dated = int(sample.dataset.has_date.sum())
    assert dated == len(data["events"])
    assert (f"{sample.dataset.n_interactions - dated} interactions without a date left out.",) == (
        notes
    )
    assert dated == len({slide["unique_id"] for slide in data["events"]})
    call = next(s for s in data["events"] if "speak by phone" in s["text"]["headline"])
    assert {"year": 2023, "month": 9, "day": 26} == call["start_date"]
    assert "end_date" not in call
    assert "Office of President Aliyev" in call["text"]["text"]
    for slide in data["events"]:
        assert "year" in slide["start_date"]
        assert all(value != 0 for value in slide["start_date"].values())


def test_only_what_is_selected_becomes_slides(sample, tmp_path):
    dataset = sample.dataset
    row = next(r for r in range(dataset.n_actors) if dataset.actor_name(r) == "Antony Blinken")
    scope = selection_scope(dataset, Selection.actor(int(dataset.actor_id(row))))
    data, _ = written(sample.store, tmp_path / "out.timeline.json", scope=scope)
    assert ["Blinken and Aliyev speak by phone"] == [s["text"]["headline"] for s in data["events"]]


def test_a_strangers_text_does_not_become_markup(tmp_path):
    name = '<img src=x onerror="alert(1)">&amp;'
    talk = {"title": name, "edtf": "2023", "participants": [name], "topics": [name]}
    with build_store(tmp_path / "a.actors", actors=[name], interactions=[talk]) as store:
        data, _ = written(store, tmp_path / "out.timeline.json")
    (slide,) = data["events"]
    texts = slide["text"]["headline"] + slide["text"]["text"]
    assert {"<p>", "</p>"} == set(re.findall(r"<[^>]*>", texts))
    assert {"year": 2023} == slide["start_date"]


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2023-09-28", {"date-parts": [[2023, 9, 28]]}),
        ("2023-09~", {"date-parts": [[2023, 9]], "circa": True}),
        ("2023/2024-02", {"date-parts": [[2023], [2024, 2]]}),
        ("-0043", {"date-parts": [[-44]]}),
    ],
)
def test_sources_are_dated_as_exactly_as_they_are(tmp_path, edtf, issued):
    with build_store(tmp_path / "a.actors") as store:
        with store.atomic("Add", kind="import") as writer:
            writer.insert("sources", title="T", published=edtf, kind="report", publisher="P")
        data, _ = written(store, tmp_path / "out.csl.json")
    assert [
        {"id": "#1", "type": "report", "title": "T", "publisher": "P", "issued": issued}
    ] == data


@given(edtf_dates())
def test_any_date_has_ends_in_their_order_and_no_invented_part(edtf):
    ends = date_parts(edtf)
    assert 1 <= len(ends) <= 2
    assert all(1 <= len(end) <= 3 and all(part != 0 for part in end[1:]) for end in ends)
    if re.fullmatch(r"\d{4}[?~%]?", edtf):
        assert ((int(edtf[:4]),),) == ends


def test_every_format_says_what_it_loses():
    for name in ("xlsx", "csv", "html", "timelinejs", "csl"):
        words = writer_named(name).loss({})
        assert words.endswith(".")
