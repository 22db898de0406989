"""Units of the calendar tile time without gaps in any era, and labels never meet."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.edtf import day_number
from explorer.drawing.timeline.axis import (
    DAY,
    MONTH,
    UNITS,
    WEEK,
    YEAR,
    axis_ticks,
    first_day,
    index_of,
    snapped,
    unit_for,
)

LETTER_PX = 6.5
days = st.integers(-2_000_000_000, 2_000_000_000)
units = st.sampled_from(UNITS)


def width(text: str) -> float:
    return LETTER_PX * len(text)


def day(year: int, month: int, number: int) -> int:
    return day_number(datetime.date(year, month, number))


@given(units, days)
def test_a_day_lies_in_its_unit_and_in_no_other(unit, number):
    index = index_of(unit, number)
    assert first_day(unit, index) <= number < first_day(unit, index + 1)


@given(units, st.lists(days, min_size=1, max_size=20))
def test_arrays_of_days_give_what_single_days_give(unit, numbers):
    indexes = index_of(unit, np.array(numbers, dtype=np.int64))
    assert [index_of(unit, number) for number in numbers] == indexes.tolist()
    assert [first_day(unit, int(i)) for i in indexes] == first_day(unit, indexes).tolist()


def test_weeks_begin_on_monday():
    assert day(2023, 9, 25) == first_day(WEEK, index_of(WEEK, day(2023, 9, 27)))


def test_months_and_years_begin_on_their_first():
    assert day(2023, 9, 1) == first_day(MONTH, index_of(MONTH, day(2023, 9, 27)))
    assert day(2023, 1, 1) == first_day(YEAR, index_of(YEAR, day(2023, 9, 27)))


@given(units, st.floats(-1e7, 1e7))
def test_snapping_goes_to_the_nearest_boundary_of_a_unit(unit, moment):
    edge = snapped(unit, moment)
    assert edge == first_day(unit, index_of(unit, edge))
    length = first_day(unit, index_of(unit, int(np.floor(moment))) + 1) - first_day(
        unit, index_of(unit, int(np.floor(moment)))
    )
    assert abs(edge - moment) <= length / 2


@given(
    st.floats(-1e9, 1e9),
    st.floats(0, 9).map(lambda power: 10.0**power),
    st.floats(60, 3000),
    st.booleans(),
)
def test_labels_neither_overlap_nor_leave_the_axis(start, length, width_px, always_year):
    ticks, edges = axis_ticks(start, start + length, width_px, width, always_year=always_year)
    taken = 0.0
    for tick in ticks:
        middle = ((tick.start + tick.end) / 2 - start) / length * width_px
        half = width(tick.label) / 2
        assert middle - half >= taken - 0.01
        taken = middle + half
    assert taken <= width_px + 0.01
    assert len(edges) < 3000


def labels(first: int, last: int, width_px: float, **kwargs: bool) -> list[str]:
    return [t.label for t in axis_ticks(first, last + 1, width_px, width, **kwargs)[0]]


def test_days_are_labelled_without_the_year_where_it_does_not_change():
    found = labels(day(2023, 9, 18), day(2023, 9, 27), 600)
    assert ["18 Sep", "19 Sep", "20 Sep"] == found[:3]
    assert not any("2023" in label for label in found)


def test_the_year_is_said_where_it_changes():
    found = labels(day(2023, 12, 28), day(2024, 1, 4), 600)
    assert "1 Jan 2024" in found
    assert 1 == sum("2024" in label for label in found)


def test_months_say_their_year_first_when_asked_to():
    found = labels(day(2023, 3, 1), day(2024, 2, 29), 900, always_year=True)
    assert "Mar 2023" == found[0]
    assert "Jan 2024" in found
    assert "Apr" == found[1]


def test_years_before_our_era_are_said_so():
    found = labels(first_day(YEAR, -489), first_day(YEAR, -479), 900)
    assert "490 BC" in found


@pytest.mark.parametrize(
    ("px_per_day", "unit"), [(20.0, DAY), (1.5, WEEK), (0.3, MONTH), (0.03, YEAR)]
)
def test_the_histogram_counts_by_the_smallest_unit_that_can_be_seen(px_per_day, unit):
    assert unit is unit_for(px_per_day, 6.0)
