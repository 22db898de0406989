"""Networks of very many ties: drawn by the raster beside the window, never waited for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.compiling.warm import fill_cache
from explorer.drawing.network.picking import link_at, node_at
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

SIZE = (900, 640)


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    fill_cache()  # Until the kernels are compiled, hairlines serve.
    path = tmp_path_factory.mktemp("crowd") / "crowd.actors"
    generate(path, 3_200, 12_000, seed=2)
    stand = set_up(qapp, path, SIZE)
    # The window's own worker begins with the first picture, and lives as long as the window.
    stand.image()
    until_s = time.monotonic() + 20
    while not stand.pane.view.is_sharp and time.monotonic() < until_s:
        qapp.processEvents()
        time.sleep(0.002)
    yield stand
    take_down(stand)


@pytest.fixture
def stand(shared: Stand) -> Stand:
    shared.reset()
    return shared


@pytest.fixture
def caches(qapp: QApplication) -> Iterator[ScreenCaches]:
    made = ScreenCaches()
    yield made
    made.crowd.close()


def painted(stand: Stand, caches: ScreenCaches | None) -> np.ndarray:
    """Paint the picture once."""
    image = QImage(stand.pane.view.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    paint_network(painter, stand.picture, LIGHT, stand.appearance.fonts, caches)
    painter.end()
    return pixels(image)


def sharp(qapp: QApplication, stand: Stand, caches: ScreenCaches) -> np.ndarray:
    """Paint until the picture is the full one of what is wanted now."""
    painted(stand, caches)
    limit_s = time.monotonic() + 20
    while not caches.crowd.is_sharp:
        qapp.processEvents()
        assert time.monotonic() < limit_s, "no picture came"
        time.sleep(0.002)
    return painted(stand, caches)


def test_a_crowd_is_left_to_the_raster_and_the_largest_are_marks(stand: Stand) -> None:
    picture = stand.picture
    assert picture.crowd is not None
    assert picture.crowd.draws_nodes
    assert not picture.links
    assert 100 <= len(picture.nodes) <= 600
    largest = picture.scene.drawn_nodes[-20:]
    assert set(largest.tolist()) <= set(picture.nodes.node.tolist())
    assert 10 <= len(picture.labels) <= 28


def test_the_window_does_not_wait_and_then_shows_what_a_page_shows(
    qapp: QApplication, stand: Stand, caches: ScreenCaches
) -> None:
    first = painted(stand, caches)
    exact = painted(stand, None)
    shown = sharp(qapp, stand, caches)
    canvas = np.array([0xFB, 0xFA, 0xF7])
    assert (np.abs(first - canvas).sum(axis=-1) < 12).mean() > 0.7  # marks alone so far
    ink = (np.abs(exact - canvas).sum(axis=-1) > 30).mean()
    assert abs((np.abs(shown - canvas).sum(axis=-1) > 30).mean() - ink) < 0.1 * ink
    assert float(np.abs(exact - shown).mean()) < 6.0


def test_a_kept_picture_moves_with_the_view_until_the_next_one(
    qapp: QApplication, stand: Stand, caches: ScreenCaches
) -> None:
    before = sharp(qapp, stand, caches)
    stage = stand.pane.stage
    stage.camera = stage.camera.panned(40.0, 25.0)
    moved = painted(stand, caches)
    # What the worker drew before lies 40 px further right, at whole pixels.
    inner = (slice(120, 500), slice(150, 700))
    same = np.abs(moved[inner] - np.roll(before, (25, 40), axis=(0, 1))[inner]).sum(axis=-1)
    assert (same < 12).mean() > 0.9


def test_zooming_in_ends_in_marks_for_all(stand: Stand) -> None:
    stage = stand.pane.stage
    drawn = stand.picture.scene.drawn_nodes
    lone = int(drawn[len(drawn) // 2])
    x, y = stand.picture.scene.place_of(lone)
    camera = stage.camera
    stage.camera = type(camera)(x, y, 1_500.0, camera.width_px, camera.height_px)
    picture = stand.picture
    assert lone in picture.nodes.node
    assert picture.crowd is None or not picture.crowd.draws_nodes


def test_nodes_and_ties_of_the_raster_can_be_clicked(stand: Stand) -> None:
    picture = stand.picture
    scene, camera = picture.scene, picture.camera
    marked = set(picture.nodes.node.tolist())
    small = [int(n) for n in scene.drawn_nodes[:400] if int(n) not in marked]
    places = camera.to_px(scene.arrangement.xy[small])
    found = [node_at(picture, float(x), float(y)) for x, y in places]
    # In a thicket it may be a neighbour whose glyph lies over it, but nothing further off.
    assert min(found) >= 0
    away = np.hypot(*(camera.to_px(scene.arrangement.xy[found]) - places).T)
    assert away.max() < 20.0
    assert np.mean(away == 0.0) > 0.3
    a, b = int(scene.a[10]), int(scene.b[10])
    middle = camera.to_px((scene.arrangement.xy[a] + scene.arrangement.xy[b]) / 2)
    assert link_at(picture, float(middle[0]), float(middle[1])) >= 0
    assert link_at(picture, 2.0, 2.0) == -1


def test_a_selected_hub_stands_out_of_the_dimmed_crowd(
    qapp: QApplication, stand: Stand, caches: ScreenCaches
) -> None:
    # One of the communities' hues is near the accent.
    stand.state.change(colour_by="kind")
    plain = sharp(qapp, stand, caches)
    scene = stand.picture.scene
    hub = int(scene.drawn_nodes[-1])
    stand.state.select(Selection.actor(int(scene.network.node_key[hub])))
    lit = sharp(qapp, stand, caches)
    accent = QColor(LIGHT.accent)
    towards = np.array([accent.red(), accent.green(), accent.blue()])
    blue = (np.abs(lit - towards).sum(axis=-1) < 120).sum()
    assert blue > (np.abs(plain - towards).sum(axis=-1) < 120).sum() + 300
    part = stand.picture.crowd
    assert part is not None
    assert part.emphasised is not None


def test_a_time_window_leaves_less_ink(
    qapp: QApplication, stand: Stand, caches: ScreenCaches
) -> None:
    canvas = np.array([0xFB, 0xFA, 0xF7])

    def ink(image: np.ndarray) -> float:
        return float(np.abs(image - canvas).sum(axis=-1).mean())

    everything = ink(sharp(qapp, stand, caches))
    look = stand.lens.look
    assert look is not None
    day = int(np.median(look.dataset.columns.earliest))
    stand.state.change(window=TimeWindow(day, day + 30))
    assert ink(sharp(qapp, stand, caches)) < 0.75 * everything


def test_colours_stand_for_communities_or_kinds_as_wished(stand: Stand) -> None:
    hues = {glyph.hue for glyph in stand.picture.glyphs}
    assert hues >= {"community:0", "community:5"}
    stand.state.change(colour_by="kind")
    picture = stand.picture
    assert {glyph.hue for glyph in picture.glyphs} == {""}
    assert picture.crowd is not None
    assert picture.crowd.node_keys[0].startswith("kind:")


def test_a_dragged_actor_moves_at_once(stand: Stand) -> None:
    picture = stand.picture
    node = int(picture.scene.drawn_nodes[-1])
    x, y = picture.scene.place_of(node)
    stand.pane.stage.move_node(node, x + 1.0, y)
    moved = stand.picture
    assert moved.crowd is not None
    at = int(np.flatnonzero(moved.nodes.node == node)[0])
    assert QPointF(*moved.nodes.xy_px[at]).x() > QPointF(*picture.camera.to_px((x, y))).x() + 1
    stand.pane.stage.drop_node()
