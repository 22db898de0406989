"""Communities are found, numbered by size, coloured apart, the same each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from explorer.network.communities import by_size, communities, hues_of
from explorer.progress import Cancelled, CancelToken


def planted(
    n: int, groups: int, ties: int, seed: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give labels and ties of which 85 % stay within a group."""
    rng = np.random.default_rng(seed)
    label = np.sort(rng.integers(0, groups, n))
    first = np.searchsorted(label, np.arange(groups))
    size = np.bincount(label, minlength=groups)
    a, b = rng.integers(0, n, ties), rng.integers(0, n, ties)
    inside = rng.random(ties) < 0.85
    own = label[a[inside]]
    b[inside] = first[own] + rng.integers(0, 1 << 30, inside.sum()) % size[own]
    return label, a, b


def purity(found: npt.NDArray[np.int32], label: npt.NDArray[np.int64]) -> float:
    return sum(int(np.bincount(label[found == c]).max()) for c in np.unique(found)) / len(label)


@pytest.fixture(params=["compiled", "plain"])
def _way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each claim hold before and after the kernels are compiled."""
    if request.param == "plain":
        monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))


@pytest.mark.usefixtures("_way")
def test_planted_groups_are_found_and_the_same_each_time() -> None:
    label, a, b = planted(2_000, 12, 16_000, 1)
    found = communities(2_000, a, b)
    assert purity(found, label) > 0.95
    assert 10 <= found.max() + 1 <= 16
    np.testing.assert_array_equal(found, communities(2_000, a, b))
    assert (np.diff(np.bincount(found)) <= 0).all()


def test_another_seed_finds_nearly_the_same() -> None:
    label, a, b = planted(2_000, 12, 16_000, 1)
    found, other = communities(2_000, a, b, seed=1), communities(2_000, a, b, seed=2)
    assert purity(found, label) > 0.95
    assert purity(other, found.astype(np.int64)) > 0.95


def test_actors_without_ties_and_loops_do_no_harm() -> None:
    found = communities(5, np.array([0, 1, 3]), np.array([1, 0, 3]))
    assert found[0] == found[1] == 0
    assert len(set(found.tolist())) == 4
    assert len(communities(0, np.zeros(0, np.int32), np.zeros(0, np.int32))) == 0


def test_communities_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        communities(3, np.array([0]), np.array([1]), token=token)


def test_groups_are_numbered_by_size() -> None:
    np.testing.assert_array_equal(
        by_size(np.array([7, 3, 3, 9, 3, 9], np.int32)), [2, 0, 0, 1, 0, 1]
    )


def test_neighbours_have_different_hues() -> None:
    side = 6
    centres = np.array([[x, y] for x in range(side) for y in range(side)], dtype=float) * 10
    community = np.repeat(np.arange(side * side, dtype=np.int32), 20)
    rng = np.random.default_rng(3)
    xy = centres[community] + rng.normal(0, 1, (len(community), 2))
    hue = hues_of(community, xy, 12)[::20].astype(int)
    near = [
        (i, j)
        for i in range(len(centres))
        for j in range(i)
        if np.hypot(*(centres[i] - centres[j])) < 15
    ]
    assert sum(hue[i] == hue[j] for i, j in near) == 0


def test_the_smallest_communities_share_the_neutral_hue() -> None:
    community = np.concatenate([np.zeros(2_000, np.int32), np.arange(1, 40, dtype=np.int32)])
    hue = hues_of(community, np.random.default_rng(1).normal(0, 1, (2_039, 2)), 12)
    assert hue[0] < 12
    assert (hue[2_000:] == 12).all()
