"""Entries of lanes are in time within their rows, whatever their dates are like."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drawing.timeline.in_time import by_row_in_time, in_time

WHOLE = st.integers(-900, 900).map(float)
HALF = st.integers(-900, 900).map(lambda day: day / 2)
ANY = st.one_of(st.floats(-1e7, 1e7), st.just(float("nan")), st.just(float("-inf")))
FAR = st.one_of(WHOLE, st.just(-1e6), st.just(float("nan")))


@pytest.mark.parametrize("days", [WHOLE, HALF, ANY, FAR])
def test_entries_stand_by_row_then_begin_then_place(days: st.SearchStrategy[float]) -> None:
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        start = np.array(data.draw(st.lists(days, min_size=1, max_size=30)))
        n = len(start)
        place = np.array(data.draw(st.permutations(range(n))), np.int32)
        owner = np.array(
            data.draw(st.lists(st.integers(0, n - 1), unique=data.draw(st.booleans()))), np.int32
        )
        row = np.array(
            data.draw(st.lists(st.integers(0, 3), min_size=len(owner), max_size=len(owner))),
            np.int32,
        )
        marks: Any = SimpleNamespace(start=start)
        found = by_row_in_time(owner, row, in_time(marks, place))
        begin = np.where(np.isnan(start), -np.inf, start)[owner]
        expected = np.lexsort((place[owner], begin, row))
        assert found.tolist() == expected.tolist()

    holds()
