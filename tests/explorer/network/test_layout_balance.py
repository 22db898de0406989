"""The slider between true distances and visible communities, on planted graphs."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from explorer.compiling.ready import use_cache_folder
from explorer.network.layout import LayoutInputError, LayoutRequest, layout
from explorer.network.layout.large.plain_means import PlainMeans
from tests.explorer.layout_graphs import planted, purity, request_of, shuffled

if TYPE_CHECKING:
    from explorer.network.layout.large.means import Means

PLACES = (0.0, 0.25, 0.5, 0.75, 1.0)
TOLERANCE_OF_STRESS, TOLERANCE_OF_PURITY = 0.004, 0.02


def means_of(name: str) -> Means:
    if name == "plain":
        return PlainMeans()
    use_cache_folder()
    from explorer.network.layout.large.compiled_means import CompiledMeans

    return CompiledMeans()


class Planted:
    """A planted graph, with its pictures along the slider from cold, and moved on from the middle.

    Attributes
    ----------
    cold, moved
        Places by share.
    """

    def __init__(self, means: Means) -> None:
        self.means = means
        self.request, self.of_row = planted(11, 56, seed=4)
        self.cold = {at: self.places(communities=at) for at in PLACES}
        self.moved = {
            at: self.places(communities=at, start=self.cold[0.5], keeps_start=False)
            for at in PLACES
        }
        rng = np.random.default_rng(9)
        self._from = rng.choice(self.request.n_nodes, 48, replace=False)
        self._steps = np.array([steps_from(self.request, int(row)) for row in self._from])

    def places(self, **wishes: object) -> np.ndarray:
        return layout(replace(self.request, **wishes), means=self.means)

    def stress(self, places: np.ndarray) -> float:
        """Stress at the best scale, by distances that the layout does not know of."""
        apart = np.hypot(*(places[self._from][:, None] - places[None]).transpose(2, 0, 1))
        is_other = self._steps > 0
        ratio = apart[is_other] / self._steps[is_other]
        return float(1 - ratio.sum() ** 2 / ((ratio**2).sum() * len(ratio)))

    def purity(self, places: np.ndarray) -> float:
        return purity(places, self.of_row)


def steps_from(request: LayoutRequest, row: int) -> np.ndarray:
    neighbours: list[list[int]] = [[] for _ in range(request.n_nodes)]
    for a, b in request.ties.tolist():
        neighbours[a].append(b)
        neighbours[b].append(a)
    steps = np.full(request.n_nodes, -1)
    steps[row] = 0
    waiting = deque([row])
    while waiting:
        one = waiting.popleft()
        for other in neighbours[one]:
            if steps[other] < 0:
                steps[other] = steps[one] + 1
                waiting.append(other)
    return steps


@pytest.fixture(scope="module", params=["compiled", "plain"])
def graph(request: pytest.FixtureRequest) -> Planted:
    return Planted(means_of(request.param))


@pytest.mark.parametrize("way", ["cold", "moved"])
def test_towards_communities_they_are_seen_better_at_every_step(graph: Planted, way: str) -> None:
    seen = [graph.purity(places) for places in getattr(graph, way).values()]
    assert all(later > before - TOLERANCE_OF_PURITY for before, later in pairwise(seen))
    assert seen[-1] > 0.9
    assert seen[0] < seen[2] - 0.04 < seen[-1] - 0.2


@pytest.mark.parametrize("way", ["cold", "moved"])
def test_towards_distances_they_are_truer_at_every_step(graph: Planted, way: str) -> None:
    stress = [graph.stress(places) for places in getattr(graph, way).values()]
    assert all(later > before - TOLERANCE_OF_STRESS for before, later in pairwise(stress))
    assert stress[0] < 0.98 * stress[2] < 0.9 * stress[-1]


def test_the_middle_is_what_a_layout_without_a_wish_gives(graph: Planted) -> None:
    np.testing.assert_array_equal(layout(graph.request, means=graph.means), graph.cold[0.5])


def test_there_and_back_the_picture_is_as_good_as_before(graph: Planted) -> None:
    back = graph.places(communities=0.0, start=graph.moved[1.0], keeps_start=False)
    assert graph.stress(back) < graph.stress(graph.cold[0.5])
    assert graph.purity(back) < 0.6


def test_moving_on_is_the_same_on_every_run_and_in_any_order_of_rows(graph: Planted) -> None:
    wish = replace(graph.request, communities=0.75, start=graph.cold[0.5], keeps_start=False)
    np.testing.assert_array_equal(layout(wish, means=graph.means), graph.moved[0.75])
    other, new_row = shuffled(wish, seed=5)
    np.testing.assert_array_equal(layout(other, means=graph.means)[new_row], graph.moved[0.75])


def test_pinned_actors_stay_exactly_while_the_others_move_on(graph: Planted) -> None:
    is_pinned = np.zeros(graph.request.n_nodes, dtype=bool)
    is_pinned[[3, 70, 500]] = True
    before = graph.cold[0.5]
    after = graph.places(communities=1.0, start=before, is_pinned=is_pinned, keeps_start=False)
    np.testing.assert_array_equal(after[is_pinned], before[is_pinned])
    assert np.median(np.hypot(*(after - before)[~is_pinned].T)) > 0.5
    assert graph.purity(after) > 0.85


def test_small_groups_keep_their_form_and_find_room_beside_a_large_one_that_grows() -> None:
    large, _ = planted(11, 56, seed=4)
    n = large.n_nodes
    path = [(n + i, n + i + 1) for i in range(11)]
    request = request_of(n + 20, [*map(tuple, large.ties), *path])
    means = PlainMeans()
    before = layout(request, means=means)
    wish = replace(request, communities=1.0, start=before, keeps_start=False)
    after = layout(wish, means=means)
    small = slice(n, n + 12)
    np.testing.assert_allclose(
        after[small] - after[n], before[small] - before[n], rtol=0, atol=1e-9
    )
    apart = np.hypot(*(after[small][:, None] - after[None, :n]).transpose(2, 0, 1))
    assert apart.min() > 0.3
    assert after[n + 12 :, 1].min() > after[: n + 12, 1].max()


def test_a_small_group_does_not_depend_on_the_slider() -> None:
    request = request_of(40, [(i, i + 1) for i in range(39)])
    np.testing.assert_array_equal(layout(request), layout(replace(request, communities=1.0)))


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(LayoutInputError, match="communities"):
        layout(replace(request_of(2, [(0, 1)]), communities=share))
