"""The time window keeps its order and moves by whole units, whichever hand moves it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drawing.timeline.axis import DAY, MONTH, UNITS, WEEK, first_day, index_of
from explorer.drawing.timeline.window import WindowDrag, is_everything, stepped, widened
from explorer.network.filters import TimeWindow

SEP_18, SEP_25, SEP_27 = 19_618, 19_625, 19_627
FEW_DAYS = TimeWindow(SEP_18, SEP_27)
windows = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 4000)).map(
    lambda pair: TimeWindow(pair[0], pair[0] + pair[1])
)
grips = st.sampled_from(("first", "last", "inside", "new"))
moments = st.floats(-2e6, 2e6)


@given(grips, windows, moments, moments, st.sampled_from(UNITS[:5]), st.booleans())
def test_every_drag_leaves_a_window_that_ends_after_it_begins(
    grip, window, begun, moment, unit, is_free
):
    after = WindowDrag(grip, begun, window).to(moment, unit, is_free=is_free)
    assert after.first <= after.last


def test_an_edge_follows_the_pointer_to_the_nearest_day():
    drag = WindowDrag("first", SEP_18, FEW_DAYS)
    assert TimeWindow(SEP_25, SEP_27) == drag.to(SEP_25 + 0.4, DAY)
    assert TimeWindow(SEP_25 + 1, SEP_27) == drag.to(SEP_25 + 0.6, DAY)


def test_an_edge_stops_at_the_other_one():
    assert TimeWindow(SEP_27, SEP_27) == WindowDrag("first", 0, FEW_DAYS).to(SEP_27 + 90, DAY)
    assert TimeWindow(SEP_18, SEP_18) == WindowDrag("last", 0, FEW_DAYS).to(SEP_18 - 90, DAY)


def test_edges_snap_to_whole_units_unless_they_are_freed():
    drag = WindowDrag("last", SEP_27 + 1, TimeWindow(SEP_18, SEP_27))
    assert first_day(WEEK, index_of(WEEK, SEP_27) + 2) - 1 == drag.to(SEP_27 + 10, WEEK).last
    assert SEP_27 + 9 == drag.to(SEP_27 + 10, WEEK, is_free=True).last


@given(windows, st.floats(-5000, 5000))
def test_moving_by_days_keeps_the_length(window, by):
    after = WindowDrag("inside", 0.0, window).to(by, DAY)
    assert window.last - window.first == after.last - after.first


def test_moving_whole_months_keeps_their_number():
    january = first_day(MONTH, 2024 * 12)
    window = TimeWindow(january, first_day(MONTH, 2024 * 12 + 1) - 1)
    after = WindowDrag("inside", 0.0, window).to(32.0, MONTH)
    assert first_day(MONTH, 2024 * 12 + 1) == after.first
    assert first_day(MONTH, 2024 * 12 + 2) - 1 == after.last


def test_a_new_window_covers_the_units_that_were_drawn_over_whichever_way():
    there = WindowDrag("new", SEP_18 + 0.3, FEW_DAYS).to(SEP_25 + 0.3, DAY)
    back = WindowDrag("new", SEP_25 + 0.3, FEW_DAYS).to(SEP_18 + 0.3, DAY)
    assert TimeWindow(SEP_18, SEP_25) == there == back


@given(windows, st.sampled_from(UNITS[:4]), st.integers(1, 9))
def test_steps_forth_and_back_end_where_they_began_once_snapped(window, unit, steps):
    snapped = stepped(window, unit, 0)
    assert snapped == stepped(stepped(snapped, unit, steps), unit, -steps)


@given(windows, st.sampled_from(UNITS[:4]), st.integers(-50, 50))
def test_widening_moves_the_end_alone_and_leaves_one_unit(window, unit, steps):
    after = widened(window, unit, steps)
    assert window.first == after.first
    assert after.last >= after.first


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (TimeWindow(SEP_18, SEP_27), True),
        (TimeWindow(SEP_18 - 9, SEP_27 + 9), True),
        (TimeWindow(SEP_18 + 1, SEP_27), False),
        (TimeWindow(SEP_18, SEP_27 - 1), False),
    ],
)
def test_a_window_over_all_dates_is_none(window, expected):
    assert expected == is_everything(window, (SEP_18, SEP_27))
