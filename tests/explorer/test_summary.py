"""The figures that a store gives of itself."""

from __future__ import annotations

import pytest

from db import NotAStore, StoreUnavailable, create_store
from explorer.sample import create_sample
from explorer.summary import iso_day, summary
from tests.building import build_store

_KEYS = [
    "title",
    "actors",
    "relations",
    "interactions",
    "participants",
    "sources",
    "quotes",
    "accounts",
    "first_date",
    "last_date",
    "schema_version",
    "integrity",
]


def test_the_sample_gives_its_counts_and_span(tmp_path):
    path = tmp_path / "a.actors"
    with create_sample(path) as store:
        counts = store.counts()
    facts = summary(path)
    assert _KEYS == list(facts)
    for name in _KEYS[1:8]:
        assert counts[name] == facts[name] > 0, name
    assert ("1.1", "ok") == (facts["schema_version"], facts["integrity"])
    assert facts["first_date"] <= "2023-09-18"
    assert "2023-09-27" == facts["last_date"]


def test_an_empty_store_has_zeros_and_no_dates(tmp_path):
    path = tmp_path / "empty.actors"
    create_store(path, title="Nothing yet").close()
    facts = summary(path)
    assert ("Nothing yet", 0, 0) == (facts["title"], facts["actors"], facts["interactions"])
    assert (None, None, "ok") == (facts["first_date"], facts["last_date"], facts["integrity"])


def test_days_reach_from_antiquity_to_the_widest_bound(tmp_path):
    path = tmp_path / "old.actors"
    build_store(
        path,
        actors=["Caesar", "Cicero"],
        interactions=[
            {"title": "Ides", "edtf": "-0043-03-15", "participants": ["Caesar"]},
            {"title": "Letter", "edtf": "1863-XX-XX", "participants": ["Cicero"]},
        ],
    ).close()
    facts = summary(path)
    assert ("-0043-03-15", "1863-12-31") == (facts["first_date"], facts["last_date"])


def test_reading_the_figures_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "a.actors"
    create_sample(path).close()
    before = path.read_bytes()
    summary(path)
    assert before == path.read_bytes()
    assert ["a.actors"] == [entry.name for entry in tmp_path.iterdir()]


def test_what_is_no_store_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(NotAStore):
        summary(tmp_path / "letter.txt")
    with pytest.raises(StoreUnavailable):
        summary(tmp_path / "nowhere.actors")


@pytest.mark.parametrize(
    ("day", "words"),
    [(0, "1970-01-01"), (19_626, "2023-09-26"), (-719_528, "0000-01-01"), (5_000_000, "Y15659")],
)
def test_a_day_number_becomes_iso_8601(day, words):
    assert words == iso_day(day)
