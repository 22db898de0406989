"""Hubs with many leaves, and crowds: evenly spread, nothing on anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.network.layout import LayoutRequest, layout
from tests.explorer.layout_graphs import planted, request_of


def star(leaves: int, **more: object) -> LayoutRequest:
    request = request_of(leaves + 1, [(0, leaf) for leaf in range(1, leaves + 1)])
    n = leaves + 1
    sizes = {
        "node_radius": np.where(np.arange(n) == 0, 0.23, 0.09),
        "label_width": np.full(n, 0.8),
        "label_height": np.full(n, 0.17),
    }
    return replace(request, **{**sizes, **more})  # type: ignore[arg-type]


def apart(places: np.ndarray) -> np.ndarray:
    """Distances of all pairs, those of an actor to itself left out as very far."""
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(gaps, np.inf)
    return gaps


@pytest.mark.parametrize("leaves", [20, 45, 120, 299, 300, 700])
def test_no_two_leaves_of_a_star_touch(leaves: int) -> None:
    request = star(leaves)
    gaps = apart(layout(request))
    radius = np.asarray(request.node_radius)
    assert (gaps - radius[:, None] - radius[None]).min() > 0.05


@pytest.mark.parametrize("leaves", [60, 300])
def test_leaves_fill_all_directions_around_their_hub_alike(leaves: int) -> None:
    request = star(leaves)
    places = layout(request)
    # The disc is as much wider than high as the canvas.
    ways = (places[1:] - places[0]) / (request.aspect, 1.0)
    sectors = np.bincount(((np.arctan2(*ways.T) + np.pi) / (np.pi / 4)).astype(int) % 8)
    assert sectors.min() > 0.6 * leaves / 8
    # Even distances to the nearest other leaf: neither strips nor clumps.
    nearest = apart(places[1:]).min(axis=1)
    assert np.percentile(nearest, 95) < 2.2 * np.percentile(nearest, 5)


def test_the_strongest_leaves_stand_nearest_to_their_hub() -> None:
    request = star(100)
    weights = np.ones(100, dtype=np.float32)
    strong = np.array([7, 33, 61, 80])
    weights[strong] = 9.0
    places = layout(replace(request, weights=weights))
    away = np.hypot(*(places[1:] - places[0]).T)
    assert set(np.argsort(away)[:12]) >= set(strong)


def test_leaves_leave_the_way_free_for_the_other_ties_of_their_hub() -> None:
    ring = [(61 + k, 61 + (k + 1) % 6) for k in range(6)]
    pairs = [(0, leaf) for leaf in range(1, 61)] + [(0, 61), (0, 64), *ring]
    request = replace(request_of(67, pairs), node_radius=np.full(67, 0.09))
    places = layout(request)
    for far in (61, 64):
        way = places[far] - places[0]
        length = np.hypot(*way)
        to = places[1:61] - places[0]
        along = to @ way / length
        aside = np.abs(to[:, 0] * way[1] - to[:, 1] * way[0]) / length
        assert aside[(along > 0) & (along < length)].min(initial=1.0) > 0.09


def test_a_star_is_the_same_whatever_the_order_of_its_rows() -> None:
    request = star(80)
    order = np.random.default_rng(5).permutation(81)
    inverse = np.argsort(order)
    turned = replace(
        request,
        ties=inverse[np.asarray(request.ties)].astype(np.int32),
        node_keys=np.asarray(request.node_keys)[order],
        node_radius=np.asarray(request.node_radius)[order],
    )
    assert np.allclose(layout(request)[order], layout(turned))


def test_a_crowd_of_some_hundred_with_names_is_not_torn_into_columns() -> None:
    request, _ = planted(6, 45, seed=3)
    n = request.n_nodes
    named = replace(
        request,
        node_radius=np.full(n, 0.1),
        label_width=np.full(n, 1.4),
        label_height=np.full(n, 0.35),
    )
    places = layout(named)
    wide, high = np.ptp(places, axis=0)
    assert 0.7 < wide / high < 3.5
    # In a column the nearest other actor is above or below for nearly all.
    gaps = apart(places)
    way = places[gaps.argmin(axis=1)] - places
    assert (np.abs(way[:, 1]) > 2 * np.abs(way[:, 0])).mean() < 0.6


def test_glyphs_of_a_large_network_do_not_lie_on_each_other() -> None:
    request, _ = planted(12, 60, seed=2)
    radius = np.full(request.n_nodes, 0.05)
    gaps = apart(layout(replace(request, node_radius=radius)))
    # Full size glyphs of the painter: 16 px and more at 72 px to a unit.
    assert (gaps.min(axis=1) < 16 / 72).mean() < 0.02
