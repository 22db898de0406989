"""The slider for weak ties: where it stops, what it says, and what it does to the view."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QSignalSpy

from explorer.network.filters import FilterSpec
from explorer.network.filters import show as shown_by
from explorer.session import Session
from ui.filters.tie_threshold import TieThreshold, thresholds
from ui.lens import Look
from ui.state import ViewState
from ui.theme.appearance import Appearance


@pytest.fixture(scope="module")
def session(sample_store):
    loaded = Session.load(sample_store, writable=False)
    yield loaded
    loaded.close()


@pytest.fixture
def stand(qapp, qtbot, session):
    state = ViewState()
    threshold = TieThreshold(state, Appearance(qapp, "light"))
    qtbot.addWidget(threshold)

    def follow() -> None:
        shown = shown_by(session.dataset, state.facts.filter)
        threshold.show_look(Look(session, shown, state.facts, None))

    follow()
    state.changed.connect(lambda _names: follow())
    return state, threshold


@given(st.lists(st.integers(1, 50_000), max_size=60))
def test_stops_grow_from_one_to_no_more_than_the_strongest_tie(behind):
    stops = thresholds(np.array(behind, np.int32))
    assert stops == sorted(set(stops))
    assert stops[0] == 1
    assert stops[-1] <= max(behind, default=1)


def test_where_all_ties_are_strong_each_stop_leaves_out_some_more():
    behind = np.arange(4_000, 6_000, dtype=np.int32)
    left = [int((behind >= stop).sum()) for stop in thresholds(behind) if stop >= 4_000]
    assert len(left) >= 15
    assert max(np.diff(left) * -1) <= 0.16 * len(behind)


def test_the_slider_leaves_out_weak_ties_and_says_how_many(stand, session):
    state, threshold = stand
    n = session.everything.weights.n
    assert threshold.bound.text() == "all"
    assert threshold.count.text() == f"{len(n):,}"
    threshold.slider.setValue(1)
    assert state.facts.filter == FilterSpec(least_behind_tie=2)
    assert threshold.bound.text() == "≥ 2"
    assert threshold.count.text() == f"{(n >= 2).sum():,} of {len(n):,}"
    state.back()
    assert threshold.slider.value() == 0


def test_a_drag_is_one_step_back(stand):
    state, threshold = stand
    threshold.slider.setSliderDown(True)
    for value in (1, 2, 1):
        threshold.slider.setValue(value)
    threshold.slider.setSliderDown(False)
    state.back()
    assert state.facts.filter.is_empty
    assert not state.can_go_back


def test_a_bound_from_elsewhere_is_shown_as_it_is(stand):
    state, threshold = stand
    spy = QSignalSpy(state.changed)
    state.change(filter=FilterSpec(least_behind_tie=777))
    assert threshold.bound.text() == "≥ 777"
    assert spy.count() == 1
    threshold.slider.setValue(0)
    assert state.facts.filter.is_empty


def test_it_is_not_there_where_no_ties_are_drawn(stand):
    state, threshold = stand
    assert not threshold.isHidden()
    state.change(projection="interactions")
    assert threshold.isHidden()
