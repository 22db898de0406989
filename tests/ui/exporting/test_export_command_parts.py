"""A part of a store is written from the command line: a view, a time, surroundings, kinds."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from db import create_store, open_store
from explorer.exchange.sheets.reading import import_sheets
from explorer.model.view import ViewFacts
from explorer.network.filters import FilterSpec
from explorer.progress import CancelToken, no_progress
from explorer.sample import create_sample
from tests.ui.command_stand import assert_refused, run
from ui.memory import ViewMemory


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "karabakh.actors"
    create_sample(path).close()
    return path


def counts_in(workbook: Path, folder: Path) -> dict[str, int]:
    """Count what a workbook holds by reading it back."""
    with closing(create_store(folder / "back.actors", title="", overwrite=True)) as back:
        import_sheets(back, workbook, CancelToken(), no_progress)
        return back.counts()


def test_surroundings_in_a_time_are_less_than_the_whole(store: Path, tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.xlsx", tmp_path / "part.xlsx"
    assert 0 == run("export", store, whole).exit_code
    result = run("export", store, part, "--actor", "Samantha Power", "--from", "2023-09-25")
    assert 0 == result.exit_code, result.stderr
    all_, some = counts_in(whole, tmp_path), counts_in(part, tmp_path)
    assert 0 < some["interactions"] < all_["interactions"]
    assert 0 < some["actors"] < all_["actors"]


def test_only_interactions_of_a_kind_are_written(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "calls.graphml"
    assert 0 == run("export", store, out, "--kind", "Call", "--kind", "meeting").exit_code
    text = out.read_text(encoding="utf-8")
    assert 'attr.name="kind"' in text
    key = re.search(r'<key id="(\w+)" for="node" attr.name="kind"', text)
    assert key is not None
    kinds = set(re.findall(rf'<data key="{key.group(1)}">(\w+)</data>', text))
    assert {"call", "meeting"} <= kinds
    assert not {"visit", "statement", "talks"} & kinds
    assert_refused(run("export", store, "b.gexf", "--kind", "dance"), "dance", "meeting")


def test_the_view_last_seen_is_written(qapp: object, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "seen.xlsx"
    assert_refused(run("export", store, out, "--view"), "not shown")
    with open_store(store, writable=False) as opened:
        uuid = opened.uuid
    facts = ViewFacts(filter=FilterSpec(actor_kinds=frozenset({"state"})))
    ViewMemory().write(uuid, facts, {})
    assert 0 == run("export", store, out, "--view").exit_code
    whole = tmp_path / "whole.xlsx"
    run("export", store, whole)
    assert counts_in(out, tmp_path)["actors"] < counts_in(whole, tmp_path)["actors"]


def test_what_makes_no_sense_together_is_refused(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.gexf"
    assert 2 == run("export", store, out, "--hops", 2).exit_code
    assert 2 == run("export", store, "-", "--from", "2023").exit_code
    assert_refused(run("export", store, tmp_path / "a.json", "--from", "2023"), "as a whole")
    assert_refused(run("export", store, out, "--actor", "Nobody At All"), "Nobody")
    assert not out.exists()
