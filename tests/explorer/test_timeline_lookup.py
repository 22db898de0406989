"""What a look-up finds in a part of time is what passing all entries finds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.drawing.timeline.lookup import LaneLookup

N_LANES, N_ROWS = 2, 4
moments = st.one_of(st.integers(-20, 20).map(float), st.just(-np.inf), st.just(np.inf))
entries = st.lists(
    st.tuples(st.integers(0, N_ROWS - 1), moments, st.one_of(st.integers(0, 30), st.just(np.inf))),
    max_size=40,
)
views = st.tuples(st.integers(-25, 25), st.integers(1, 30))


def made(items):
    rows = sorted(
        ((row, start, max(start, -50.0) + length) for row, start, length in items if start < np.inf)
    )
    row = np.array([r for r, _, _ in rows], dtype=np.int32)
    start = np.array([s for _, s, _ in rows], dtype=np.float64)
    end = np.array([e for _, _, e in rows], dtype=np.float64)
    # Two rows make a lane.
    lane = (row // 2).astype(np.int32)
    return lane, row, start, end, LaneLookup(lane, row, start, end, N_LANES, N_ROWS)


@given(entries, views, st.sets(st.integers(0, N_ROWS - 1)))
def test_the_entries_of_rows_in_a_view_are_found_in_their_order(items, view, rows):
    _, row, start, end, lookup = made(items)
    first, last = view[0], view[0] + view[1]
    expected = np.flatnonzero(np.isin(row, list(rows)) & (start < last) & (end > first))
    assert expected.tolist() == lookup.entries(sorted(rows), first, last).tolist()


@given(entries, views)
def test_they_are_counted_by_lane_and_by_pixel_as_they_lie(items, view):
    lane, _, start, end, lookup = made([item for item in items if item[2] > 0])
    edges = np.linspace(view[0], view[0] + view[1], 9)
    for i in range(N_LANES):
        mine = lane == i
        inside = mine & (start < edges[-1]) & (end > edges[0])
        assert int(inside.sum()) == lookup.n_in(i, edges[0], edges[-1])
        expected = [int((mine & (start < b) & (end > a)).sum()) for a, b in pairwise(edges)]
        assert expected == lookup.touching(i, edges[:-1], edges[1:]).tolist()
