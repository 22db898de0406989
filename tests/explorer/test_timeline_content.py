"""What the timeline says in words, and what it lets a selection stand out."""

from __future__ import annotations

import numpy as np
import pytest

from db.format.schema import STANDINGS
from explorer.drawing.timeline.axis import DAY
from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.layout import TimeView
from explorer.drawing.timeline.marks import build_marks
from explorer.model.dataset import Dataset
from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from tests.building import build_store

SEP_18, SEP_27 = 19_618, 19_627


@pytest.fixture(scope="module")
def content(sample) -> TimelineContent:
    every = np.ones(sample.dataset.n_interactions, dtype=bool)
    return TimelineContent(sample.dataset, build_marks(sample.dataset), every, "kind")


def actor(content: TimelineContent, name: str) -> int:
    dataset = content.dataset
    rows = [row for row in range(dataset.n_actors) if dataset.actor_name(row) == name]
    return int(dataset.actor_id(rows[0]))


def rows_in(mask) -> set[int]:
    return {int(row) for row in np.flatnonzero(mask)}


def call_of(content: TimelineContent) -> int:
    rows = range(content.dataset.n_interactions)
    return next(row for row in rows if content.dataset.interaction_kind(row) == "call")


def planned_of(content: TimelineContent) -> int:
    return int(np.flatnonzero(content.dataset.columns.standing == STANDINGS.index("planned"))[0])


def test_the_span_is_what_is_drawn_not_what_approximate_dates_might_reach(content):
    assert (SEP_18, SEP_27) == content.span


def test_nothing_selected_lets_nothing_stand_out(content):
    assert content.highlighted(Selection()) is None


def test_an_actor_lets_all_its_interactions_stand_out(content):
    power = actor(content, "Samantha Power")
    found = rows_in(content.highlighted(Selection.actor(power)))
    of_power = content.dataset.interactions_of.of(content.dataset.actor_row(power))
    assert set(of_power.tolist()) == found
    assert planned_of(content) in found
    assert call_of(content) not in found


def test_a_tie_lets_stand_out_what_both_took_part_in(content):
    both = Selection.tie(actor(content, "Antony Blinken"), actor(content, "Ilham Aliyev"))
    assert {call_of(content)} == rows_in(content.highlighted(both))


def test_an_interaction_stands_out_alone(content):
    chosen = int(content.dataset.interaction_id(call_of(content)))
    assert {call_of(content)} == rows_in(content.highlighted(Selection.interaction(chosen)))


def test_a_source_lets_stand_out_what_rests_on_it(content):
    source = content.dataset.columns.sources[0]
    mask = content.highlighted(Selection.of_source(source.id))
    assert call_of(content) in rows_in(mask)


def test_a_selection_from_another_store_stands_out_nowhere(content):
    assert not content.highlighted(Selection.actor(10**9)).any()
    assert not content.highlighted(Selection.interaction(10**9)).any()
    assert not content.highlighted(Selection.of_source(10**9)).any()


def test_a_mark_is_spoken_with_its_certainty(content):
    said = content.spoken(planned_of(content))
    assert "Meeting, 27 September 2023?, day, date inferred, planned or intended" == said
    assert content.spoken(call_of(content)).endswith("two accounts")


def test_who_took_part_is_said_in_one_line(content):
    assert "Antony Blinken, Ilham Aliyev" == content.who(call_of(content))
    assert "Antony Blinken and 1 more" == content.who(call_of(content), most=1)


def test_dated_are_in_the_order_of_time_and_undated_apart(content):
    moments = content.marks.at[content.dated]
    assert (np.diff(moments) >= 0).all()
    assert not content.dataset.has_date[content.undated].any()
    assert content.dataset.n_interactions == len(content.dated) + len(content.undated)


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ((19_619, 19_619), "Nothing on 19 September 2023. Nearest: 18 and 22 September 2023."),
        (
            (19_619, 19_620),
            "Nothing from 19 to 20 September 2023. Nearest: 18 and 22 September 2023.",
        ),
        ((19_700, 19_702), "Nothing from 9 to 11 December 2023. Nearest: 22 September 2023."),
        ((19_500, 19_502), "Nothing from 23 to 25 May 2023. Nearest: 18 September 2023."),
    ],
)
def test_an_empty_window_names_what_is_nearest(tmp_path, window, words):
    rows = [
        {"title": "Before", "edtf": "2023-09-18"},
        {"title": "After", "edtf": "2023-09-22"},
    ]
    with build_store(tmp_path / "two.actors", interactions=rows) as store:
        dataset = Dataset(store.columns())
    content = TimelineContent(dataset, build_marks(dataset), np.ones(2, dtype=bool), "kind")
    assert words == content.empty_words(TimeWindow(*window))


def test_fitting_leaves_all_dates_in_view_with_room_for_names(content):
    start, end = content.fitted(700.0, lambda text: 6.0 * len(text))
    assert start < SEP_18
    assert end > SEP_27 + 1
    assert (SEP_27 + 1 - SEP_18) / (end - start) > 0.7


def test_bars_over_millions_of_days_are_counted_for_what_is_in_view(tmp_path):
    rows = [
        {"title": "Long ago", "edtf": "Y-5000000"},
        {"title": "Now", "edtf": "2023-09-26"},
    ]
    with build_store(tmp_path / "far.actors", interactions=rows) as store:
        dataset = Dataset(store.columns())
    content = TimelineContent(dataset, build_marks(dataset), np.ones(2, dtype=bool), "kind")
    bins = content.bins(DAY, TimeView(SEP_18, SEP_27, 800.0))
    assert len(bins.certain) <= 10
    assert 1 == int(bins.certain.sum())
