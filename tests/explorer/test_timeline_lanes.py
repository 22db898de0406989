"""Lanes hold each interaction once, and nothing in a row overlaps."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.in_time import in_time
from explorer.drawing.timeline.lanes import (
    flattened,
    lanes_by_actor,
    lanes_by_kind,
    related,
)
from explorer.drawing.timeline.layout import TimeView, place
from explorer.drawing.timeline.marks import MarkShape, build_marks
from explorer.drawing.timeline.names import place_names
from explorer.drawing.timeline.packing import MOST_ROWS, pack_rows
from explorer.model.dataset import Dataset
from tests.building import build_store, generate_store

stretches = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.booleans()), max_size=60)


@pytest.fixture(scope="module")
def content(sample) -> TimelineContent:
    every = np.ones(sample.dataset.n_interactions, dtype=bool)
    return TimelineContent(sample.dataset, build_marks(sample.dataset), every, "kind")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory) -> TimelineContent:
    path = tmp_path_factory.mktemp("crowd") / "crowd.actors"
    with generate_store(path, 120, 900) as store:
        dataset = Dataset(store.columns())
    every = np.ones(dataset.n_interactions, dtype=bool)
    return TimelineContent(dataset, build_marks(dataset), every, "kind")


@given(stretches)
def test_nothing_in_a_row_overlaps_but_discs_of_the_very_same_day(items):
    start = np.array([s for s, _, _ in items], dtype=float)
    end = start + np.array([n for _, n, _ in items], dtype=float)
    is_point = np.array([p for _, _, p in items], dtype=bool)
    rows = pack_rows(start, end, is_point, most=1000)
    for i in range(len(items)):
        for j in range(i):
            if rows[i] != rows[j] or end[i] <= start[j] or end[j] <= start[i]:
                continue
            assert is_point[i]
            assert is_point[j]
            assert (start[i], end[i]) == (start[j], end[j])


@given(stretches)
def test_no_lane_is_deeper_than_the_most_rows(items):
    start = np.array([s for s, _, _ in items], dtype=float)
    end = start + np.array([n for _, n, _ in items], dtype=float)
    rows = pack_rows(start, end, np.array([p for _, _, p in items], dtype=bool))
    assert rows.max(initial=0) < MOST_ROWS


def test_an_open_side_keeps_its_row_free_for_ever():
    start, end = np.array([5.0, 9.0, -np.inf]), np.array([np.inf, 10.0, 3.0])
    rows = pack_rows(start, end, np.zeros(3, dtype=bool))
    assert rows[0] != rows[1]
    assert rows[2] == rows[0]


def test_lanes_by_kind_hold_every_dated_interaction_once(content):
    dataset = content.dataset
    dated = np.flatnonzero(dataset.has_date).tolist()
    assert dated == sorted(content.lanes.entry.tolist())
    for i, entry in enumerate(content.lanes.entry):
        lane = content.lanes.lanes[content.lanes.lane[i]]
        assert lane.kind == dataset.interaction_kind(int(entry))
        assert lane.first_row <= content.lanes.row[i] < lane.first_row + lane.n_rows


def test_kinds_without_a_dated_interaction_have_no_lane(content):
    assert {"statement", "agreement"}.isdisjoint(lane.kind for lane in content.lanes.lanes)
    assert 0 < len(content.undated)


def test_kinds_of_one_family_stand_together_in_the_order_of_their_beginning(content):
    families = [lane.family for lane in content.lanes.lanes]
    assert families == sorted(families, key=families.index)
    assert "force" == families[0]


def test_an_interaction_lies_in_the_lane_of_each_who_took_part(sample):
    dataset = sample.dataset
    marks, every = build_marks(dataset), np.ones(dataset.n_interactions, dtype=bool)
    lanes = lanes_by_actor(dataset, marks, every, most=1000)
    found = defaultdict(set)
    for i, entry in enumerate(lanes.entry):
        found[int(entry)].add(lanes.lanes[lanes.lane[i]].key)
    for row in np.flatnonzero(dataset.has_date):
        assert set(dataset.actors_of.of(int(row)).tolist()) == found[int(row)]


def test_the_actor_with_the_most_interactions_has_the_first_lane(sample):
    dataset = sample.dataset
    every = np.ones(dataset.n_interactions, dtype=bool)
    lanes = lanes_by_actor(dataset, build_marks(dataset), every)
    assert "Samantha Power" == lanes.lanes[0].label
    counts = [lane.n for lane in lanes.lanes]
    assert counts == sorted(counts, reverse=True)


def test_in_lanes_by_actor_a_part_lies_inside_the_bar_of_its_whole(sample):
    dataset = sample.dataset
    marks, every = build_marks(dataset), np.ones(dataset.n_interactions, dtype=bool)
    lanes = lanes_by_actor(dataset, marks, every)
    inside = np.flatnonzero(lanes.is_inside)
    assert len(inside)
    for i in inside:
        whole = int(dataset.columns.parent[lanes.entry[i]])
        assert MarkShape.BAR == marks.shape[whole]
        same = (lanes.entry == whole) & (lanes.lane == lanes.lane[i])
        assert lanes.row[same].tolist() == [lanes.row[i]]


def test_whole_and_part_are_joined_in_lanes_by_kind(content):
    pairs = {
        (content.lanes.entry[whole], content.lanes.entry[part])
        for whole, part in related(content.dataset, content.lanes)
    }
    parent = content.dataset.columns.parent
    dated = content.dataset.has_date
    expected = {(int(p), int(i)) for i, p in enumerate(parent) if p >= 0 and dated[i] and dated[p]}
    assert expected == {(int(whole), int(part)) for whole, part in pairs}


def test_crowded_lanes_give_way_until_all_fit(crowd):
    lanes = flattened(crowd.lanes, 14, in_time(crowd.marks, crowd.dataset.order_within_days))
    assert sum(lane.n_rows for lane in lanes.lanes) < crowd.lanes.n_rows
    assert sorted(lanes.entry.tolist()) == sorted(crowd.lanes.entry.tolist())
    for i in range(len(lanes.entry)):
        lane = lanes.lanes[lanes.lane[i]]
        assert lane.first_row <= lanes.row[i] < lane.first_row + lane.n_rows


def test_the_sample_is_not_flattened_however_low_the_canvas(content):
    place = content.dataset.order_within_days
    assert flattened(content.lanes, 3, in_time(content.marks, place)) is content.lanes


@given(
    st.floats(-0.5, 1.0), st.floats(0.0, 1.5).map(lambda p: 10.0**-p), st.sampled_from((300, 900))
)
def test_no_disc_number_or_name_lies_over_another_at_any_zoom(crowd, at, part, width_px):
    first, last = crowd.span
    length = (last - first) * part
    view = TimeView(first + at * length, first + at * length + length, float(width_px))
    placed = place(crowd.lanes, crowd.marks, view)
    bodies = defaultdict(list)
    for mark in placed:
        if mark.form != "bar":
            bodies[mark.row].append((mark.left, mark.right))
    for row in bodies.values():
        row.sort()
        for one, other in pairwise(row):
            assert other[0] >= one[1]
    titles = {int(row): crowd.title(int(row)) for row in crowd.dated}
    names = place_names(placed, titles, lambda text: 6.0 * len(text), float(width_px))
    for name in names:
        assert 0 <= name.left
        assert name.left + name.width <= width_px
        for i, mark in enumerate(placed):
            if mark.row != name.row or i == name.index:
                continue
            assert (
                mark.reach_right <= name.left + 0.01
                or mark.reach_left >= name.left + name.width - 0.01
                or name.side == "inside"
                or (mark.reach_left, mark.reach_right)
                == (placed[name.index].reach_left, placed[name.index].reach_right)
            )
    for one in names:
        for other in names:
            if one.index < other.index and one.row == other.row:
                assert one.left + one.width <= other.left or other.left + other.width <= one.left


def test_every_dated_interaction_is_drawn_once_when_all_is_in_view(crowd):
    first, last = crowd.span
    placed = place(crowd.lanes, crowd.marks, TimeView(first - 400, last + 400, 900.0))
    members = [member for mark in placed for member in mark.members]
    assert sorted(members) == sorted(crowd.dated.tolist())


def test_several_of_one_day_stand_side_by_side_in_the_order_of_the_store(tmp_path):
    rows = [{"title": f"Call {i}", "kind": "call", "edtf": "2023-09-25"} for i in range(3)]
    with build_store(tmp_path / "day.actors", interactions=rows) as store:
        dataset = Dataset(store.columns())
    marks, every = build_marks(dataset), np.ones(3, dtype=bool)
    lanes = lanes_by_kind(dataset, marks, every)
    day = marks.start[0]
    wide = place(lanes, marks, TimeView(day - 2, day + 8, 500.0))
    assert [(0,), (1,), (2,)] == [mark.members for mark in wide]
    assert len({mark.row for mark in wide}) == 1
    assert day < (wide[0].x / 50 + day - 2) < (wide[2].x / 50 + day - 2) < day + 1
    narrow = place(lanes, marks, TimeView(day - 20, day + 80, 500.0))
    assert ["number"] == [mark.form for mark in narrow]
    assert (0, 1, 2) == narrow[0].members


def test_what_is_part_of_nothing_is_joined_to_nothing(tmp_path):
    day = {"kind": "call", "edtf": "2023-09-25"}
    rows = [
        {"title": "First", **day},
        {"title": "Whole", "kind": "visit", "edtf": "2023-09-24/2023-09-26"},
        {"title": "Part", **day, "parent_id": 2},
    ]
    with build_store(tmp_path / "parts.actors", interactions=rows) as store:
        dataset = Dataset(store.columns())
    assert [-1, -1, 1] == dataset.columns.parent.tolist()
    lanes = lanes_by_kind(dataset, build_marks(dataset), np.ones(3, dtype=bool))
    assert [(1, 2)] == [
        (int(lanes.entry[whole]), int(lanes.entry[part])) for whole, part in related(dataset, lanes)
    ]
