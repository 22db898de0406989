"""The camera: what it shows, and what stays when it moves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drawing.network.camera import LEAST_SCALE, MOST_SCALE, Camera, Insets, fit

coordinate = st.floats(-1e4, 1e4)
cameras = st.builds(
    Camera,
    x=coordinate,
    y=coordinate,
    scale=st.floats(1.0, 500.0),
    width_px=st.floats(50, 4000),
    height_px=st.floats(50, 3000),
)


@given(cameras, st.floats(0, 4000), st.floats(0, 3000))
def test_pixels_and_layout_are_each_others_inverse(camera: Camera, x: float, y: float) -> None:
    back = camera.to_px(np.array(camera.to_layout(x, y)))
    assert (x, y) == pytest.approx(tuple(back), abs=1e-4)


@given(cameras, st.floats(0.2, 5.0), st.floats(0, 2000), st.floats(0, 2000))
def test_zooming_leaves_the_point_under_the_cursor(
    camera: Camera, factor: float, x: float, y: float
) -> None:
    before = camera.to_layout(x, y)
    after = camera.zoomed(factor, x, y).to_layout(x, y)
    assert before == pytest.approx(after, abs=1e-6)


def test_zoom_ends_before_the_network_is_lost() -> None:
    camera = Camera(0, 0, 100, 600, 400)
    for _ in range(100):
        camera = camera.zoomed(2.0)
    assert MOST_SCALE == camera.scale
    for _ in range(100):
        camera = camera.zoomed(0.5)
    assert LEAST_SCALE == camera.scale


@given(cameras, st.floats(-500, 500), st.floats(-500, 500))
def test_panning_moves_everything_by_the_same_pixels(camera: Camera, dx: float, dy: float) -> None:
    points = np.array([[0.0, 0.0], [3.0, -2.0]])
    moved = camera.panned(dx, dy).to_px(points) - camera.to_px(points)
    assert np.allclose(moved, [dx, dy], atol=1e-4)


@given(cameras)
def test_a_viewport_brings_its_view_back(camera: Camera) -> None:
    again = Camera.on_viewport(camera.viewport, camera.width_px, camera.height_px)
    assert camera.scale == pytest.approx(again.scale)
    assert (camera.x, camera.y) == pytest.approx((again.x, again.y), abs=1e-6)


def test_a_viewport_of_another_shape_is_shown_whole() -> None:
    camera = Camera.on_viewport((0, 0, 10, 10), 400, 100)
    x, y, width, height = camera.viewport
    assert y == pytest.approx(0)
    assert height == pytest.approx(10)
    assert x < 0 < 10 < x + width


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=30),
    st.integers(0, 1000),
)
def test_a_fitted_view_shows_every_node_with_its_name(
    places: list[tuple[float, float]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    xy = np.array(places)
    reach = rng.uniform(5, 60, (len(xy), 4))
    insets = Insets(left_px=10, top_px=5, right_px=20, bottom_px=34)
    camera = fit(xy, reach, 900, 600, insets=insets)
    px = camera.to_px(xy)
    assert (px[:, 0] - reach[:, 0]).min() >= 10 - 1e-6
    assert (px[:, 1] - reach[:, 1]).min() >= 5 - 1e-6
    assert (px[:, 0] + reach[:, 2]).max() <= 880 + 1e-6
    assert (px[:, 1] + reach[:, 3]).max() <= 566 + 1e-6


def test_fitting_nothing_gives_a_usable_view() -> None:
    camera = fit(np.zeros((0, 2)), np.zeros((0, 4)), 300, 200)
    assert camera.scale > 0


def test_the_way_between_two_views_ends_in_the_second() -> None:
    start, goal = Camera(0, 0, 10, 100, 100), Camera(5, 6, 40, 100, 100)
    assert goal == start.blended(goal, 1.0)
    assert start.blended(goal, 0.5).scale == pytest.approx(20)
