"""A network of many ties as fields: what a filter hides, what stands out, what is near."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import pytest

from explorer.drawing.network.camera import Camera
from explorer.drawing.network.crowding import links_in_view
from explorer.drawing.network.emphasis import emphasise
from explorer.drawing.network.scene import Scene, prepare
from explorer.drawing.raster.crowd import Crowd, CrowdShown, view_of
from explorer.drawing.raster.field import BLOCK
from explorer.model.view import Selection, ViewFacts
from explorer.network.arrangement import Arrangement
from explorer.network.filters import FilterSpec, TimeWindow, show
from explorer.network.projection import show_network
from explorer.session import Session
from tests.building import generate


@dataclass(frozen=True)
class Stand:
    """A generated store at random places."""

    session: Session
    arrangement: Arrangement
    crowd: Crowd

    def scene(
        self, window: TimeWindow | None = None, hidden: frozenset[str] = frozenset()
    ) -> Scene:
        spec = FilterSpec(actor_kinds=hidden)
        shown = show(
            self.session.dataset, spec, window, include_undated=False, focus=frozenset(), hops=1
        )
        network = show_network(self.arrangement.network, shown, show_positions=True)
        return prepare(network, self.arrangement)


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    path = tmp_path_factory.mktemp("crowd") / "s.actors"
    generate(path, 800, 4_000, seed=5)
    session = Session.load(path)
    with closing(session.store):
        network = session.network("ties")
        xy = np.random.default_rng(1).normal(0, 20, (network.n_nodes, 2))
        arrangement = Arrangement(network, xy, np.zeros(network.n_nodes, dtype=bool))
        hue = (np.arange(network.n_nodes) % 7).astype(np.uint8)
        yield Stand(session, arrangement, Crowd.of(arrangement, hue))


def test_every_link_and_node_stands_in_the_fields_once(stand: Stand) -> None:
    network, crowd = stand.arrangement.network, stand.crowd
    np.testing.assert_array_equal(np.sort(crowd.ties.link), np.arange(len(network.link_a)))
    np.testing.assert_array_equal(crowd.ties.link[crowd.ties.rank], np.arange(len(network.link_a)))
    np.testing.assert_array_equal(crowd.nodes.node[crowd.position], np.arange(network.n_nodes))
    places = crowd.nodes.places[crowd.position] + crowd.nodes.origin
    np.testing.assert_allclose(places, stand.arrangement.xy, atol=1e-4)


def test_what_a_filter_or_window_hides_has_no_strength(stand: Stand) -> None:
    day = int(np.median(stand.session.dataset.columns.earliest))
    for scene in (
        stand.scene(),
        stand.scene(TimeWindow(day - 200, day)),
        stand.scene(hidden=frozenset({"person"})),
    ):
        shown = CrowdShown(stand.crowd, scene)
        assert set(stand.crowd.ties.link[shown.strength > 0]) == set(scene.link.tolist())
        drawn = stand.crowd.nodes.node[~shown.hidden]
        assert set(drawn.tolist()) == set(scene.drawn_nodes.tolist())


def test_the_shown_ties_of_each_block_are_counted(stand: Stand) -> None:
    day = int(np.median(stand.session.dataset.columns.earliest))
    scene = stand.scene(TimeWindow(day - 200, day))
    shown = CrowdShown(stand.crowd, scene)
    padded = np.zeros(-(-len(shown.strength) // BLOCK) * BLOCK)
    padded[: len(shown.strength)] = shown.strength > 0
    assert shown.n_in_block.tolist() == padded.reshape(-1, BLOCK).sum(axis=1).tolist()
    assert 0 < shown.n_in_block.sum() == len(scene.link) < len(shown.strength)


@pytest.mark.parametrize("days", [200, 100_000])
def test_all_links_in_a_view_are_given_unless_they_are_too_many(stand: Stand, days: int) -> None:
    day = int(np.median(stand.session.dataset.columns.earliest))
    shown = CrowdShown(stand.crowd, stand.scene(TimeWindow(day - days, day + days)))
    network, xy = stand.arrangement.network, stand.arrangement.xy
    x, y = ((xy.min(axis=0) + xy.max(axis=0)) / 2).tolist()
    whole = Camera(x, y, 0.5 * float(900 / np.ptp(xy, axis=0).max()), 1400.0, 900.0)
    everything = len(shown.scene.link)
    assert links_in_view(shown, whole, everything - 1) is None
    found = links_in_view(shown, whole, everything)
    assert found is not None
    assert network.link_a[shown.scene.link[found]].tolist() == shown.scene.a.tolist()


def test_other_hues_change_nothing_else(stand: Stand) -> None:
    hue = np.full(stand.arrangement.network.n_nodes, 3, dtype=np.uint8)
    other = stand.crowd.with_hues(hue)
    assert (other.ties.hue == 3).all()
    assert (other.nodes.hue == 3).all()
    assert other.ties.ends is stand.crowd.ties.ends


def test_a_hub_stands_out_with_all_its_ties_and_neighbours(stand: Stand) -> None:
    scene = stand.scene()
    ends = np.concatenate([scene.a, scene.b])
    hub = int(np.bincount(ends).argmax())
    actor = int(scene.network.node_key[hub])
    emphasis = emphasise(scene, ViewFacts(selection=Selection(actors=(actor,)), dim_others=True))
    lit = CrowdShown(stand.crowd, scene).emphasised(emphasis)
    assert lit is not None
    links = stand.crowd.ties.link[lit.ties]
    network = scene.network
    assert ((network.link_a[links] == hub) | (network.link_b[links] == hub)).all()
    nodes = set(stand.crowd.nodes.node[lit.nodes].tolist())
    assert hub in nodes
    assert nodes >= set(network.link_a[links].tolist()) | set(network.link_b[links].tolist())
    plain = emphasise(scene, ViewFacts())
    assert CrowdShown(stand.crowd, scene).emphasised(plain) is None


def test_the_link_at_a_place_is_found_and_hidden_ones_are_not(stand: Stand) -> None:
    scene = stand.scene()
    shown = CrowdShown(stand.crowd, scene)
    xy, network = stand.arrangement.xy, stand.arrangement.network
    for link in scene.link[::97].tolist():
        middle = (xy[network.link_a[link]] + xy[network.link_b[link]]) / 2
        found = shown.link_near(*middle, 1e-3)
        assert found >= 0
        a, b = xy[network.link_a[found]], xy[network.link_b[found]]
        along = np.clip(np.dot(middle - a, b - a) / max(np.dot(b - a, b - a), 1e-12), 0, 1)
        assert np.hypot(*(a + along * (b - a) - middle)) < 2e-3
    assert shown.link_near(1e4, 1e4, 1.0) == -1


def test_a_view_shows_what_the_camera_sees_at_any_pixel_ratio() -> None:
    camera = Camera(10.0, -4.0, 8.0, 600.0, 400.0)
    for ratio in (1.0, 1.5, 2.0):
        view = view_of(camera, ratio)
        assert (view.width_px, view.height_px) == (round(600 * ratio), round(400 * ratio))
        x, y, width, _ = camera.viewport
        assert view.x0 == pytest.approx(x)
        assert view.y0 == pytest.approx(y)
        assert view.width_px / view.scale == pytest.approx(width)
    wider = view_of(camera, 1.0, margin=0.1)
    assert wider.width_px == 720
    assert wider.x0 < camera.viewport[0]
