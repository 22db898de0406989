"""A bar of the histogram says what a time window of the same days would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.drawing.timeline.axis import DAY, MONTH, WEEK, YEAR
from explorer.drawing.timeline.bins import count_bins
from explorer.model.dataset import Dataset
from explorer.network.filters import FilterSpec, TimeWindow, show
from tests.building import build_store

if TYPE_CHECKING:
    from pathlib import Path

SEP_18, SEP_27 = 19_618, 19_627
DATES = (
    None,
    "2023-09-25",
    "2023-09-26?",
    "2023-09~",
    "2023-09-XX",
    "2023-09-22/2023-09-25",
    "2023-09-18~/2023-09-24~",
    "2023-09-25/2023-09-27?",
    "../2023-09-22",
    "2023-09-23/..",
    "/2023-09-20",
    "2023-09-26T10:00",
    "2023",
    "2023-09",
    "2023-23",
    "2023-08-30/2023-10-02",
)
rows = st.lists(
    st.tuples(st.sampled_from(DATES), st.sampled_from(("took_place", "planned", "denied"))),
    max_size=12,
)


def dataset_of(path: Path, interactions: list[tuple[str | None, str]]) -> Dataset:
    target = path / "bins.actors"
    target.unlink(missing_ok=True)
    values = [
        {"title": "It", "standing": standing, **({"edtf": edtf} if edtf else {})}
        for edtf, standing in interactions
    ]
    with build_store(target, interactions=values) as store:
        return Dataset(store.columns())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows, st.sampled_from((DAY, WEEK, MONTH, YEAR)))
def test_each_bar_counts_what_a_window_of_its_days_shows(tmp_path, interactions, unit):
    dataset = dataset_of(tmp_path, interactions)
    every = np.ones(dataset.n_interactions, dtype=bool)
    bins = count_bins(dataset, every, unit, SEP_18 - 3, SEP_27 + 3)
    for i, (first, after) in enumerate(zip(bins.edges[:-1], bins.edges[1:], strict=True)):
        shown = show(dataset, FilterSpec(), TimeWindow(int(first), int(after) - 1))
        expected = (int(shown.is_certain.sum()), int(shown.is_possible.sum()))
        assert expected == (bins.certain[i], bins.possible[i])


def test_the_days_of_the_sample_are_counted_as_its_panel_counts_them(sample):
    dataset = sample.dataset
    every = np.ones(dataset.n_interactions, dtype=bool)
    bins = count_bins(dataset, every, DAY, SEP_18, SEP_27)
    assert 10 == len(bins.certain)
    assert bins.edges.tolist() == list(range(SEP_18, SEP_27 + 2))
    by_day = dict(zip(bins.edges[:-1].tolist(), bins.certain.tolist(), strict=True))
    assert by_day[SEP_18] == 0
    assert by_day[19_623] == 1  # 23 September: the delegation's visit alone
    assert by_day[19_625] > by_day[19_626] > 0


def test_what_is_filtered_out_is_not_counted(sample):
    dataset = sample.dataset
    nothing = np.zeros(dataset.n_interactions, dtype=bool)
    assert 0 == count_bins(dataset, nothing, DAY, SEP_18, SEP_27).highest


@pytest.mark.parametrize("unit", [DAY, WEEK, MONTH])
def test_a_span_of_one_day_makes_one_bar(sample, unit):
    every = np.ones(sample.dataset.n_interactions, dtype=bool)
    assert 1 == len(count_bins(sample.dataset, every, unit, SEP_18, SEP_18).certain)
