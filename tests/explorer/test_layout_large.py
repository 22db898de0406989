"""The layout of networks too large for exact methods, compiled and in plain numpy."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from explorer.compiling.ready import use_cache_folder
from explorer.network.layout import LayoutRequest, layout
from explorer.network.layout.large.plain_means import PlainMeans
from explorer.progress import Cancelled, CancelToken
from tests.explorer.layout_graphs import planted, purity, request_of, shuffled, span

if TYPE_CHECKING:
    from explorer.network.layout.large.means import Means

GROUPS, SIZE = 11, 56


def compiled_means() -> Means:
    use_cache_folder()
    from explorer.network.layout.large.compiled_means import CompiledMeans

    return CompiledMeans()


@pytest.fixture(scope="module", params=["compiled", "plain"])
def means(request: pytest.FixtureRequest) -> Means:
    """Both ways to compute: each claim holds for both."""
    return compiled_means() if request.param == "compiled" else PlainMeans()


@pytest.fixture(scope="module")
def mixed() -> tuple[LayoutRequest, np.ndarray]:
    """A large component with communities, a star in it, small components and isolated actors."""
    large, of_row = planted(GROUPS, SIZE, seed=4)
    n = large.n_nodes
    star = [(0, n + leaf) for leaf in range(30)]
    n += 30
    small = [(n, n + 1), (n + 2, n + 3), (n + 3, n + 4), (n + 5, n + 6), (n + 6, n + 7)]
    small += [(n + 7, n + 5), *((n + 8 + i, n + 9 + i) for i in range(11))]
    request = request_of(n + 40, [*map(tuple, large.ties), *star, *small])
    return request, of_row


@pytest.fixture(scope="module")
def placed(means: Means, mixed: tuple[LayoutRequest, np.ndarray]) -> np.ndarray:
    return layout(mixed[0], means=means)


def test_places_are_finite_and_the_same_on_every_run(
    means: Means, mixed: tuple[LayoutRequest, np.ndarray], placed: np.ndarray
) -> None:
    assert placed.shape == (mixed[0].n_nodes, 2)
    assert np.isfinite(placed).all()
    np.testing.assert_array_equal(layout(mixed[0], means=means), placed)


def test_places_do_not_depend_on_the_order_of_rows_and_ties(
    means: Means, mixed: tuple[LayoutRequest, np.ndarray], placed: np.ndarray
) -> None:
    other, new_row = shuffled(mixed[0], seed=9)
    np.testing.assert_array_equal(layout(other, means=means)[new_row], placed)


def test_planted_communities_are_seen(
    mixed: tuple[LayoutRequest, np.ndarray], placed: np.ndarray
) -> None:
    of_row = mixed[1]
    assert purity(placed[: len(of_row)], of_row) > 0.55  # by chance 0.08


def test_neighbours_are_much_nearer_than_others(
    mixed: tuple[LayoutRequest, np.ndarray], placed: np.ndarray
) -> None:
    ties = mixed[0].ties
    tied = np.hypot(*(placed[ties[:, 0]] - placed[ties[:, 1]]).T)
    rng = np.random.default_rng(0)
    a, b = rng.integers(0, GROUPS * SIZE, (2, 5000))
    assert np.median(tied) < 0.5 * np.median(np.hypot(*(placed[a] - placed[b]).T))


def test_the_leaves_of_a_star_do_not_lie_on_one_spot(placed: np.ndarray) -> None:
    large = placed[: GROUPS * SIZE + 30]
    spacing = np.sqrt(np.prod(np.ptp(large, axis=0)) / len(large))
    leaves = large[GROUPS * SIZE :]
    apart = np.hypot(*(leaves[:, None] - leaves[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert np.median(apart.min(axis=1)) > 0.15 * spacing


def test_small_components_stand_clear_of_the_large_one_and_isolated_actors_below(
    placed: np.ndarray,
) -> None:
    n = GROUPS * SIZE + 30
    large, small, isolated = placed[:n], placed[n : n + 20], placed[n + 20 :]
    apart = np.hypot(*(small[:, None] - large[None]).transpose(2, 0, 1))
    assert apart.min() > 0.3
    assert isolated[:, 1].min() > max(large[:, 1].max(), small[:, 1].max())
    assert np.ptp(placed[:, 0]) < 1.3 * np.ptp(large[:, 0])


def changed_ties(request: LayoutRequest) -> LayoutRequest:
    """Two ties of a hundred gone, one of a hundred new."""
    rng = np.random.default_rng(3)
    kept = request.ties[rng.random(len(request.ties)) > 0.02]
    new = rng.integers(0, GROUPS * SIZE, (len(request.ties) // 100, 2))
    ties = np.concatenate([kept, new]).astype(np.int32)
    return replace(request, ties=ties, weights=np.ones(len(ties), dtype=np.float32))


def test_after_a_change_of_three_ties_in_a_hundred_actors_stay_near(
    means: Means, mixed: tuple[LayoutRequest, np.ndarray], placed: np.ndarray
) -> None:
    after = layout(replace(changed_ties(mixed[0]), start=placed), means=means)
    moved = np.hypot(*(after - placed).T)
    assert np.median(moved) < 0.01 * span(placed)
    assert np.percentile(moved, 95) < 0.05 * span(placed)
    assert purity(after[: GROUPS * SIZE], mixed[1]) > 0.55


def test_newcomers_join_their_neighbours_and_the_others_stay(
    means: Means, mixed: tuple[LayoutRequest, np.ndarray], placed: np.ndarray
) -> None:
    request, of_row = mixed
    new = np.random.default_rng(5).choice(GROUPS * SIZE, 70, replace=False)
    start = placed.copy()
    start[new] = np.nan
    after = layout(replace(request, start=start), means=means)
    others = np.setdiff1d(np.arange(len(placed)), new)
    assert np.median(np.hypot(*(after - placed)[others].T)) < 0.01 * span(placed)
    assert purity(after[: GROUPS * SIZE], of_row) > 0.5


def test_pinned_actors_stay_exactly_and_take_the_picture_along(
    means: Means, mixed: tuple[LayoutRequest, np.ndarray]
) -> None:
    request, of_row = mixed
    is_pinned = np.zeros(request.n_nodes, dtype=bool)
    is_pinned[[0, 61, 400]] = True
    start = np.full((request.n_nodes, 2), np.nan)
    start[is_pinned] = [[100, 100], [104, 101], [97, 108]]
    after = layout(replace(request, start=start, is_pinned=is_pinned), means=means)
    np.testing.assert_array_equal(after[is_pinned], start[is_pinned])
    assert np.abs(np.median(after, axis=0) - 102).max() < 25
    assert purity(after[: GROUPS * SIZE], of_row) > 0.5
    again = layout(replace(request, start=after, is_pinned=is_pinned), means=means)
    np.testing.assert_array_equal(again[is_pinned], start[is_pinned])


def test_pictures_on_the_way_are_whole_and_nobody_changes_them_later(
    means: Means, mixed: tuple[LayoutRequest, np.ndarray]
) -> None:
    shown: list[np.ndarray] = []
    kept: list[np.ndarray] = []
    told: list[int] = []

    def show(places: np.ndarray) -> None:
        shown.append(places)
        kept.append(places.copy())

    layout(mixed[0], None, lambda done, *_: told.append(done), show, means)
    assert len(shown) >= 1
    for picture, copy in zip(shown, kept, strict=True):
        assert np.isfinite(picture).all()
        np.testing.assert_array_equal(picture, copy)
    assert told == sorted(told)
    assert told[-1] == mixed[0].n_nodes


def test_cancel_is_heard_at_every_stage(
    means: Means, mixed: tuple[LayoutRequest, np.ndarray]
) -> None:
    class CountingToken(CancelToken):
        def __init__(self, cancel_at: int = 10**9) -> None:
            super().__init__()
            self.looks, self.cancel_at = 0, cancel_at

        def raise_if_cancelled(self) -> None:
            self.looks += 1
            if self.looks >= self.cancel_at:
                self.cancel()
            super().raise_if_cancelled()

    whole = CountingToken()
    layout(mixed[0], whole, means=means)
    assert whole.looks > 500
    for share in (0.0, 0.02, 0.3, 0.9):
        token = CountingToken(1 + int(share * whole.looks))
        with pytest.raises(Cancelled):
            layout(mixed[0], token, means=means)
        assert token.looks == token.cancel_at


def test_cancel_from_another_thread_ends_a_compiled_layout() -> None:
    means = compiled_means()
    request, _ = planted(60, 100, seed=2)
    token, seen, ended = CancelToken(), threading.Event(), []

    def work() -> None:
        try:
            layout(request, token, on_partial=lambda _: seen.set(), means=means)
            ended.append("finished")
        except Cancelled:
            ended.append("cancelled")

    worker = threading.Thread(target=work)
    worker.start()
    assert seen.wait(60)
    token.cancel()
    worker.join(60)
    assert ended == ["cancelled"]


@pytest.mark.parametrize("form", ["path", "star", "ring", "thick ring", "double star"])
def test_extreme_forms_are_laid_out(means: Means, form: str) -> None:
    n = 601
    pairs = {
        "path": [(i, i + 1) for i in range(n - 1)],
        "star": [(0, i) for i in range(1, n)],
        "ring": [(i, (i + 1) % n) for i in range(n)],
        "thick ring": [(i, (i + j) % n) for i in range(n) for j in range(1, 30)],
        "double star": [(i % 2, i) for i in range(2, n)] + [(0, 1)],
    }[form]
    places = layout(request_of(n, pairs), means=means)
    assert np.isfinite(places).all()
    assert span(places) > 3
    assert len(np.unique(places.round(6), axis=0)) > 0.95 * n
