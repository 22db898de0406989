"""The layout of networks that fit a window: what a reader sees, and what stays where it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network.layout import LayoutInputError, LayoutRequest, layout
from explorer.progress import Cancelled, CancelToken
from tests.explorer.layout_graphs import (
    diplomacy,
    planted,
    purity,
    request_of,
    shuffled,
    span,
)


def crossings(places: np.ndarray, ties: np.ndarray) -> int:
    """Count pairs of ties that cross, one by one."""

    def side(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    found = 0
    for i, (a, b) in enumerate(ties):
        for c, d in ties[i + 1 :]:
            if len({a, b, c, d}) < 4:
                continue
            p, q, r, s = places[[a, b, c, d]]
            found += side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0
    return found


def boxes(request: LayoutRequest, places: np.ndarray) -> np.ndarray:
    """Left, top, right, bottom of each glyph with a one-line name below it."""
    radius = np.asarray(request.node_radius)
    half = np.maximum(radius, np.asarray(request.label_width) / 2)
    low = np.stack([places[:, 0] - half, places[:, 1] - radius], axis=1)
    return np.c_[low, places[:, 0] + half, places[:, 1] + radius + 0.14]


def test_a_network_like_the_sample_is_drawn_without_crossings_and_overlaps() -> None:
    for seed in range(3):
        request = replace(diplomacy(), seed=seed)
        places = layout(request)
        assert crossings(places, request.ties) == 0
        box = boxes(request, places)
        i, j = np.triu_indices(23, 1)
        wide = np.minimum(box[i, 2], box[j, 2]) - np.maximum(box[i, 0], box[j, 0])
        high = np.minimum(box[i, 3], box[j, 3]) - np.maximum(box[i, 1], box[j, 1])
        assert not ((wide > 1e-6) & (high > 1e-6)).any()


def test_ties_of_a_small_network_are_about_one_unit_long() -> None:
    request = diplomacy()
    places = layout(request)
    lengths = np.hypot(*(places[request.ties[:, 0]] - places[request.ties[:, 1]]).T)
    assert 0.8 < np.median(lengths) < 1.4
    assert lengths.min() > 0.4
    assert lengths.max() < 2.5


def test_the_picture_has_the_shape_of_the_canvas_and_its_middle_at_the_origin() -> None:
    for aspect in (1.0, 1.6, 2.2):
        request = replace(diplomacy(), aspect=aspect)
        box = boxes(request, layout(request))
        low, high = box[:, :2].min(axis=0), box[:, 2:].max(axis=0)
        wide, tall = high - low
        assert 0.65 * aspect < wide / tall < 1.5 * aspect
        assert np.abs(low + high).max() < 0.3


def test_leaves_are_spread_around_their_hub() -> None:
    request = request_of(9, [(0, leaf) for leaf in range(1, 9)])
    places = layout(request)
    angles = np.sort(np.arctan2(*(places[1:] - places[0]).T))
    gaps = np.diff(np.r_[angles, angles[0] + 2 * np.pi])
    assert gaps.min() > np.radians(25)
    assert gaps.max() < np.radians(80)


def test_isolated_actors_stand_in_rows_below_everything_else() -> None:
    request = diplomacy()
    places = layout(request)
    isolated = [20, 21, 22]
    others = np.setdiff1d(np.arange(23), isolated)
    assert places[isolated, 1].min() > places[others, 1].max()
    assert np.ptp(places[isolated, 1]) < 1e-9
    assert np.ptp(places[isolated, 0]) < np.ptp(places[others, 0])


def test_many_isolated_actors_fill_a_compact_strip() -> None:
    places = layout(request_of(1012, [(i, i + 1) for i in range(11)]))
    strip = places[12:]
    area = float(np.prod(np.ptp(strip, axis=0)))
    assert area < 1000 * 0.25
    assert strip[:, 1].min() > places[:12, 1].max()


def test_components_keep_apart_and_leave_little_room_empty() -> None:
    pairs: list[tuple[int, int]] = []
    groups: list[list[int]] = []
    row = 0
    for size in (14, 9, 7, 6, 5, 4, 3, 3, 2, 2, 2):
        rows = list(range(row, row + size))
        pairs += [(rows[i], rows[i + 1]) for i in range(size - 1)] + [(rows[0], rows[-1])]
        groups.append(rows)
        row += size
    places = layout(request_of(row, pairs))
    areas = 0.0
    for i, one in enumerate(groups):
        low, high = places[one].min(axis=0), places[one].max(axis=0)
        areas += float(np.prod(high - low + 0.5))
        for other in groups[i + 1 :]:
            apart = np.hypot(*(places[one][:, None] - places[other][None]).transpose(2, 0, 1))
            assert apart.min() > 0.4
    assert float(np.prod(np.ptp(places, axis=0) + 0.5)) < 2.6 * areas


def test_planted_communities_lie_apart() -> None:
    request, of_row = planted(5, 20, seed=1)
    assert purity(layout(request), of_row) > 0.6  # by chance 0.19


def test_actors_and_interactions_as_nodes_are_a_graph_like_any_other() -> None:
    # Two meetings of four, sharing one actor: rows 7 and 8 are the meetings.
    request = request_of(9, [(a, 7) for a in range(4)] + [(a, 8) for a in range(3, 7)])
    places = layout(request)
    assert crossings(places, request.ties) == 0
    assert purity(places[[0, 1, 2, 4, 5, 6]], np.array([0, 0, 0, 1, 1, 1]), 2) == 1.0


@st.composite
def graphs(draw: st.DrawFn) -> LayoutRequest:
    n = draw(st.integers(1, 24))
    row = st.integers(0, n - 1)
    pairs = draw(st.lists(st.tuples(row, row), max_size=40))
    weights = draw(
        st.lists(st.floats(2**-7, 128, width=32), min_size=len(pairs), max_size=len(pairs))
    )
    keys = draw(st.lists(st.integers(-(2**60), 2**60), min_size=n, max_size=n, unique=True))
    request = request_of(n, pairs, np.array(weights, dtype=np.float32))
    return replace(
        request,
        node_keys=np.array(keys, dtype=np.int64),
        aspect=draw(st.floats(0.3, 4)),
        seed=draw(st.integers(0, 2**31)),
    )


@settings(max_examples=25)
@given(graphs(), st.integers(0, 1000))
def test_any_graph_gets_finite_places_that_do_not_depend_on_the_order_of_the_input(
    request_: LayoutRequest, shuffle: int
) -> None:
    places = layout(request_)
    assert places.shape == (request_.n_nodes, 2)
    assert np.isfinite(places).all()
    other, new_row = shuffled(request_, shuffle)
    np.testing.assert_array_equal(layout(other)[new_row], places)


@settings(max_examples=25)
@given(graphs(), st.data())
def test_pinned_actors_stay_exactly_whatever_else_has_a_place(
    request_: LayoutRequest, data: st.DataObject
) -> None:
    n = request_.n_nodes
    kinds = np.array(data.draw(st.lists(st.sampled_from("pkn"), min_size=n, max_size=n)))
    start = np.random.default_rng(n).normal(0, 3, (n, 2))
    start[kinds == "n"] = np.nan
    places = layout(replace(request_, start=start, is_pinned=kinds == "p"))
    assert np.isfinite(places).all()
    np.testing.assert_array_equal(places[kinds == "p"], start[kinds == "p"])


def test_another_seed_gives_another_picture() -> None:
    request = diplomacy()
    assert span(layout(request) - layout(replace(request, seed=1))) > 0.1


def test_an_unchanged_network_does_not_move() -> None:
    request = diplomacy()
    places = layout(request)
    np.testing.assert_array_equal(layout(replace(request, start=places)), places)


def test_a_tie_more_or_less_moves_few_and_a_newcomer_stands_by_its_neighbours() -> None:
    request = diplomacy()
    places = layout(request)
    changed = request_of(24, [*map(tuple, request.ties[2:]), (0, 23), (1, 14)])
    start = np.vstack([places, [[np.nan, np.nan]]])
    after = layout(replace(changed, start=start, aspect=request.aspect))
    moved = np.hypot(*(after[:23] - places).T)
    assert np.median(moved) < 0.01 * span(places)
    assert np.hypot(*(after[23] - after[0])) < 2.0


def test_a_filtered_network_keeps_its_places() -> None:
    request = diplomacy()
    places = layout(request)
    kept = np.flatnonzero(np.arange(23) % 5 != 4)
    new_row = np.full(23, -1)
    new_row[kept] = np.arange(len(kept))
    ties = new_row[request.ties]
    ties = ties[(ties >= 0).all(axis=1)]
    smaller = replace(request_of(len(kept), ties), node_keys=request.node_keys[kept])
    after = layout(replace(smaller, start=places[kept]))
    np.testing.assert_array_equal(after, places[kept])


def test_a_cold_picture_is_laid_onto_its_pins() -> None:
    request = diplomacy()
    start = np.full((23, 2), np.nan)
    is_pinned = np.zeros(23, dtype=bool)
    for row, place in {0: (50.0, -20.0), 17: (52.0, -18.5)}.items():
        start[row], is_pinned[row] = place, True
    places = layout(replace(request, start=start, is_pinned=is_pinned))
    np.testing.assert_array_equal(places[is_pinned], start[is_pinned])
    # The whole group came along, and did not stretch from the origin to the pins.
    assert np.hypot(*(places[:10] - [50, -20]).T).max() < 6
    assert span(places) < 12


def test_nothing_to_place_is_an_empty_picture() -> None:
    assert layout(request_of(0, [])).shape == (0, 2)


def test_progress_ends_complete_and_names_the_amount() -> None:
    told: list[tuple[int, int, str]] = []
    layout(diplomacy(), None, lambda done, total, words: told.append((done, total, words)))
    assert told[0] == (0, 23, "Arranging 23 actors.")
    assert told[-1][:2] == (23, 23)
    assert [done for done, *_ in told] == sorted(done for done, *_ in told)


def test_a_cancelled_layout_stops_before_it_begins_and_at_every_later_look() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        layout(diplomacy(), token)

    class LaterToken(CancelToken):
        def __init__(self, looks: int) -> None:
            super().__init__()
            self.looks = looks

        def raise_if_cancelled(self) -> None:
            self.looks -= 1
            if self.looks <= 0:
                self.cancel()
            super().raise_if_cancelled()

    for looks in (2, 10, 40, 150):
        later = LaterToken(looks)
        with pytest.raises(Cancelled):
            layout(diplomacy(), later)
        assert later.looks == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ties": np.array([[0, 23]] * 25)}, "rows from 0 to 22"),
        ({"ties": np.array([[-1, 2]] * 25)}, "rows from 0 to 22"),
        ({"ties": np.zeros((25, 3), dtype=np.int32)}, "pairs of rows"),
        ({"weights": np.ones(3)}, "one number per tie"),
        ({"weights": np.full(25, np.inf)}, "weights must be finite"),
        ({"weights": np.zeros(25)}, "weights must be finite and above 0"),
        ({"node_keys": np.zeros(23, dtype=np.int64)}, "unique"),
        ({"node_keys": np.arange(5)}, "23 keys"),
        ({"start": np.full((23, 2), np.inf)}, "start must be finite"),
        ({"start": np.c_[np.zeros(23), np.full(23, np.nan)]}, "start must be finite"),
        ({"start": np.zeros((3, 2))}, "start must be"),
        ({"is_pinned": np.ones(23, dtype=bool)}, "pinned actor needs a place"),
        ({"aspect": float("nan")}, "aspect"),
        ({"aspect": 0.0}, "aspect"),
        ({"label_width": np.full(23, np.nan)}, "label_width must be finite"),
        ({"node_radius": np.full(23, -1.0)}, "node_radius"),
        ({"n_nodes": -1}, "0 or more"),
    ],
)
def test_what_is_not_sound_is_refused_with_a_reason(change: dict[str, object], words: str) -> None:
    with pytest.raises(LayoutInputError, match=words):
        layout(replace(diplomacy(), **change))
