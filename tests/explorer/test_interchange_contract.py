"""The contract on paper, long work, and the file as it is written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Store, create_store, open_store
from explorer.errors import OutputExists
from explorer.exchange.form import LISTS, ListForm
from explorer.exchange.interchange import export_json, import_json, write_json
from explorer.progress import Cancelled, CancelToken
from explorer.sample import create_sample, sample_text


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "new.actors", title="New") as made:
        yield made


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Store]:
    with create_sample(tmp_path / "sample.actors") as made:
        yield made


# --- the contract on paper ------------------------------------------------------------------------

DOCUMENT = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")


def test_the_example_of_the_contract_is_canonical(store: Store) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    import_json(store, example)
    assert export_json(store) == example


@pytest.mark.parametrize("form", LISTS, ids=lambda form: form.name)
def test_the_contract_names_the_fields_of_each_list_in_their_order(form: ListForm) -> None:
    (row,) = re.findall(rf"^\| {form.name} \| (.*) \|$", DOCUMENT, re.MULTILINE)
    words = re.sub(r"\(one of them\)|one of|\*or\*", "", row)
    written = re.findall(r"\w+", words.replace(" or ", " "))
    assert written == [*(["id"] if form.has_ids else []), *(field.name for field in form.fields)]
    needed = [f.name for f in form.fields if f.column.is_required and f.column.default is None]
    assert re.findall(r"\*\*(\w+)\*\*", row) == needed


# --- long work and files --------------------------------------------------------------------------


def test_cancelling_an_import_leaves_the_store_as_it_was(store: Store) -> None:
    before, token = export_json(store), CancelToken()

    def cancel_when_writing(done: int, total: int, words: str) -> None:
        if words.startswith("Importing participants"):
            token.cancel()

    with pytest.raises(Cancelled):
        import_json(store, sample_text(), token, cancel_when_writing)
    assert export_json(store) == before


def test_progress_grows_to_the_number_of_rows(store: Store) -> None:
    told: list[tuple[int, int]] = []
    report = import_json(
        store, sample_text(), progress=lambda done, total, _: told.append((done, total))
    )
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] < told[-1][1] == report.n_added


def test_an_import_is_one_step_that_can_be_named(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(sample_text(), encoding="utf-8")
    report = import_json(store, path)
    assert report.changes.step_id == 1
    assert "Imported 26 actors" in str(report)
    assert str(path) in str(report)
    assert store.counts()["history_steps"] == 1


def test_a_written_file_is_the_exported_text_and_is_not_replaced_unasked(
    sample: Store, tmp_path: Path
) -> None:
    path = tmp_path / "out.json"
    write_json(sample, path)
    assert path.read_bytes() == sample_text().encode()
    with pytest.raises(OutputExists):
        write_json(sample, path)
    write_json(sample, path, overwrite=True)
    assert sorted(os.listdir(tmp_path)) == ["out.json", "sample.actors"]


def test_a_store_open_for_reading_only_is_exported(sample: Store) -> None:
    with open_store(sample.path, writable=False) as reading:
        assert export_json(reading) == sample_text()
