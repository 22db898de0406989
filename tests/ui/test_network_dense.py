"""Thousands of actors: hairlines kept as an image, glyphs copied, few names, all steady."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from tests.building import generate
from tests.ui.network_stand import Stand, set_up, take_down
from tests.ui.painting import pixels
from ui.network.painter import ScreenCaches, paint_network
from ui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    path = tmp_path_factory.mktemp("dense") / "many.actors"
    generate(path, 600, 2_500)
    stand = set_up(qapp, path, (900, 640))
    yield stand
    take_down(stand)


@pytest.fixture
def stand(shared: Stand) -> Stand:
    shared.reset()
    return shared


def painted(stand: Stand, caches: ScreenCaches | None) -> np.ndarray:
    image = QImage(stand.pane.view.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    paint_network(painter, stand.picture, LIGHT, stand.appearance.fonts, caches)
    painter.end()
    return pixels(image)


def test_many_links_are_hairlines_and_names_are_few(stand: Stand) -> None:
    picture = stand.picture
    assert picture.is_dense
    assert not picture.links
    assert 20 <= len(picture.labels) <= 80


def test_the_screens_short_cuts_look_like_the_vectors(stand: Stand) -> None:
    exact = painted(stand, None)
    quick = painted(stand, ScreenCaches())
    # Glyphs at whole pixels and halos of copies: small differences at edges only.
    assert float(np.abs(exact - quick).mean()) < 6.0
    hue = QColor(LIGHT.actor_kinds["person"])
    rgb = np.array([hue.red(), hue.green(), hue.blue()])
    amounts = [float((np.abs(p - rgb).max(axis=2) < 8).mean()) for p in (exact, quick)]
    assert amounts[0] == pytest.approx(amounts[1], rel=0.15)


def test_a_panned_image_is_what_would_be_drawn_anew(stand: Stand) -> None:
    caches = ScreenCaches()
    painted(stand, caches)
    stand.pane.navigator.look(stand.pane.camera.panned(24, -16))
    moved = painted(stand, caches)
    anew = painted(stand, ScreenCaches())
    assert float((np.abs(moved - anew).max(axis=2) > 40).mean()) < 0.02


def test_an_image_scaled_while_zooming_becomes_sharp_when_the_hand_rests(
    stand: Stand, qtbot
) -> None:
    dense = stand.pane.view._item.caches.dense
    stand.image()
    with qtbot.waitSignal(dense.sharpened, timeout=2000):
        stand.pane.navigator.look(stand.pane.camera.zoomed(1.2))
        stand.image()
    stand.image()
    assert stand.pane.camera.scale == dense._camera.scale


def test_names_stay_while_the_time_window_is_dragged(stand: Stand) -> None:
    first, last = stand.lens.look.dataset.day_span
    stand.state.change(window=TimeWindow(first, last))
    before = {label.node: (label.x_px, label.y_px) for label in stand.picture.labels}
    stand.state.change(window=TimeWindow(first + 30, last))
    after = {label.node: (label.x_px, label.y_px) for label in stand.picture.labels}
    common = before.keys() & after.keys()
    assert len(common) > len(before) * 0.8
    assert all(before[node] == after[node] for node in common)


def test_the_ties_of_a_selected_actor_are_rich_among_hairlines(stand: Stand) -> None:
    dataset = stand.lens.look.dataset
    counts = dataset.n_interactions_of
    row = int(np.flatnonzero((counts > 5) & (counts < 20))[0])
    stand.state.select(Selection.actor(dataset.actor_id(row)))
    picture = stand.picture
    assert picture.is_dense
    assert picture.links
    assert all(mark.is_lit for mark in picture.links)
    assert picture.dense_opacity < 1.0
    names = {label.node for label in picture.labels}
    assert row in names


def test_a_hub_with_too_many_ties_is_lit_by_hairlines(stand: Stand) -> None:
    dataset = stand.lens.look.dataset
    actors = np.argsort(-dataset.n_interactions_of)[:12]
    stand.state.select(Selection.several(int(dataset.actor_id(int(r))) for r in actors))
    picture = stand.picture
    assert picture.dense_lit is not None
    assert len(picture.dense_lit.links) == int(picture.emphasis.is_lit.sum())
    assert not picture.links


def test_zooming_in_turns_hairlines_into_rich_ties(stand: Stand) -> None:
    stand.pane.navigator.look(stand.pane.camera.zoomed(60.0, 450, 300))
    assert not stand.picture.is_dense
