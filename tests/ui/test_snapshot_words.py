"""What a page says of its view, its sources and what it leaves out."""

from __future__ import annotations

import pytest

from db.edtf import parse_edtf
from explorer.model.view import ViewFacts
from explorer.network.filters import FilterSpec, TimeWindow
from explorer.sample import create_sample
from tests.building import build_store
from tests.ui.snapshot_stand import loaded, subject
from ui.snapshot.words import (
    filter_words,
    imprint_words,
    outlined_words,
    source_words,
    what_words,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "us-karabakh-2023-09.actors"
    create_sample(path).close()
    session = loaded(path)
    yield session
    session.close()


def day(text: str) -> int:
    return parse_edtf(text).earliest


def test_the_whole_store_is_said_with_its_dates(sample):
    assert "Who dealt with whom, 18–27 September 2023" == what_words(subject(sample))
    facts = ViewFacts(projection="interactions")
    assert "Who took part in what, 18–27 September 2023" == what_words(subject(sample, facts))


def test_window_and_focus_are_said(sample):
    actor = int(sample.dataset.columns.actor_id[2])
    name = sample.dataset.actor_name(2)
    window = TimeWindow(day("2023-09-25"), day("2023-09-26"))
    facts = ViewFacts(window=window, focus=frozenset({actor}), hops=2)
    said = what_words(subject(sample, facts))
    expected = f"Who dealt with whom around {name}, up to 2 steps away, 25–26 September 2023"
    assert expected == said


def test_left_out_weak_ties_are_said_where_ties_are_drawn(sample):
    facts = ViewFacts(filter=FilterSpec(least_behind_tie=2))
    assert what_words(subject(sample, facts)).endswith("ties of 2 and more interactions")
    of_parts = ViewFacts(filter=FilterSpec(least_behind_tie=2), projection="interactions")
    assert "ties of" not in what_words(subject(sample, of_parts))


def test_a_filter_is_said_by_its_shorter_side(sample):
    kinds = {k.name for k in sample.dataset.columns.interaction_kinds}
    only = FilterSpec(interaction_kinds=frozenset(kinds - {"meeting"}))
    assert ["meetings only"] == filter_words(sample.dataset, only)
    without = FilterSpec(interaction_kinds=frozenset({"call"}))
    assert ["without calls"] == filter_words(sample.dataset, without)
    people = FilterSpec(actor_kinds=frozenset({"group", "office", "state", "organisation"}))
    assert ["persons only"] == filter_words(sample.dataset, people)
    assert ["only actors with a name"] == filter_words(sample.dataset, FilterSpec(unnamed=True))


def test_a_filter_on_what_does_not_occur_is_not_mentioned(sample):
    assert [] == filter_words(sample.dataset, FilterSpec(interaction_kinds=frozenset({"nothing"})))


def test_standings_topics_and_places_are_said(sample):
    c = sample.dataset.columns
    topic, place = c.topics[0], c.places[int(c.place.max())]
    spec = FilterSpec(
        standings=frozenset({"planned", "unclear"}),
        topics=frozenset({topic.id}),
        places=frozenset({place.id}),
    )
    assert [
        "took place only",
        f"without the topic {topic.name}",
        f"without the place {place.name}",
    ] == filter_words(sample.dataset, spec)


def test_one_source_is_cited_in_full(sample):
    assert (
        "Source: Nicholas Castillo, “Blinken, Aliyev Discuss Observer Mission to Karabakh as U.S. "
        "Steps up Engagement”, 28 September 2023" in source_words(subject(sample))
    )


def test_what_the_bars_leave_out_is_counted(sample):
    n = int((~sample.dataset.has_date).sum())
    said = outlined_words(subject(sample), has_outlined=True, has_bars=True)
    assert f"Outlined: uncertain, or day uncertain or approximate. Not in the bars: {n}" in said
    window = TimeWindow(day("2023-09-25"), day("2023-09-26"))
    narrowed = subject(sample, ViewFacts(window=window))
    said = outlined_words(narrowed, has_outlined=False, has_bars=True)
    assert f"Not shown: {n} interactions without a date." == said


def test_the_imprint_says_store_day_and_program(sample):
    said = imprint_words(subject(sample), "24 November 2026")
    assert "us-karabakh-2023-09 · drawn 24 November 2026 · Actor Explorer" == said
    assert "us-karabakh-2023-09 · Actor Explorer" == imprint_words(subject(sample), "")


def test_a_store_without_dates_and_sources_says_nothing_of_them(tmp_path):
    build_store(
        tmp_path / "a.actors",
        actors=["Ada", "Bo"],
        interactions=[{"title": "Talk", "participants": ["Ada", "Bo"]}],
    ).close()
    session = loaded(tmp_path / "a.actors")
    assert "Who dealt with whom" == what_words(subject(session))
    assert "" == source_words(subject(session))
    said = outlined_words(subject(session), has_outlined=False, has_bars=False)
    assert "1 interaction without a date." == said
    session.close()
