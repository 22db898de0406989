"""What sources say came first stands first, within the same days."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.layout import TimeView, place
from explorer.drawing.timeline.marks import build_marks
from explorer.model.dataset import Dataset
from explorer.model.stated_order import stated_ranks
from tests.building import build_store

DAYS = [19_626, 19_626, 19_626, 19_627, 19_626]
#: Interactions of the days above, by title; the ids are their places plus one.
TITLES = ["Talks", "Call", "Arrival", "Departure", "Statement"]


def store_of(path: Path, stated: list[tuple[int, str, int]]) -> Dataset:
    interactions = [
        {"title": title, "edtf": f"2023-09-{26 + day - 19_626}", "kind": "meeting"}
        for title, day in zip(TITLES, DAYS, strict=True)
    ]
    with build_store(path, interactions=interactions) as store:
        with store.atomic("Order", kind="import") as writer:
            for one, relation, other in stated:
                writer.insert(
                    "interaction_order", interaction_id=one, relation=relation, other_id=other
                )
        return Dataset(store.columns())


@pytest.mark.parametrize("by", ["kind", "actor"])
def test_the_timeline_and_its_keys_follow_what_sources_say(tmp_path, by):
    dataset = store_of(tmp_path / "a.actors", [(3, "before", 1), (1, "after", 5)])
    every = np.ones(dataset.n_interactions, dtype=bool)
    content = TimelineContent(dataset, build_marks(dataset), every, by)
    expected = ["Arrival", "Call", "Statement", "Talks", "Departure"]
    assert expected == [content.title(int(row)) for row in content.dated]
    if by == "kind":
        placed = place(content.lanes, content.marks, TimeView(19_625, 19_629, 900))
        by_place = sorted(placed, key=lambda mark: mark.x)
        assert expected == [content.title(mark.members[0]) for mark in by_place]


def test_what_is_at_the_same_time_or_on_other_days_keeps_the_order_of_the_store(tmp_path):
    dataset = store_of(
        tmp_path / "a.actors", [(5, "same_day", 1), (2, "during", 1), (4, "before", 1)]
    )
    assert [0, 1, 2, 3, 4] == dataset.order_within_days.tolist()


def ranks(n: int, days: list[int], pairs: list[tuple[int, int]]) -> list[int]:
    """Work out the ranks of a dataset made up of days and pairs (earlier, later)."""
    at = np.array(days, dtype=np.int32)
    columns = SimpleNamespace(
        earliest=at,
        latest=at,
        order_earlier=np.array([a for a, _ in pairs], dtype=np.int32),
        order_later=np.array([b for _, b in pairs], dtype=np.int32),
    )
    has_date = np.ones(n, dtype=bool)
    made = SimpleNamespace(columns=columns, n_interactions=n, has_date=has_date)
    return stated_ranks(made).tolist()


cases = st.integers(1, 9).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 2), min_size=n, max_size=n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=14),
    )
)


@given(cases)
def test_every_statement_that_contradicts_no_other_is_followed(case):
    days, pairs = case
    upward = [(max(pair), min(pair)) for pair in pairs if pair[0] != pair[1]]
    found = ranks(len(days), days, upward)
    for earlier, later in upward:
        if days[earlier] == days[later]:
            assert found[earlier] < found[later]


@given(cases)
def test_nothing_is_lost_and_days_stay_apart_whatever_is_stated(case):
    days, pairs = case
    found = ranks(len(days), days, pairs)
    assert list(range(len(days))) == sorted(found)
    for row, rank in enumerate(found):
        assert days[row] == days[rank]


def test_a_circle_of_statements_leaves_the_order_of_the_store():
    assert [0, 1, 2] == ranks(3, [7, 7, 7], list(pairwise([0, 1, 2, 0])))
