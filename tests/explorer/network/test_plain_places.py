"""Places outlast the program as plain data, few or many, and nothing in it can do harm."""

from __future__ import annotations

import json

import numpy as np
import pytest

from explorer.network.plain_places import places_of, plain_places


@pytest.mark.parametrize("n", [0, 3, 20_000])
def test_places_come_back_as_they_were_kept(n: int) -> None:
    rng = np.random.default_rng(1)
    keys, xy = np.arange(-5, n - 5), rng.normal(size=(n, 2)) * 300
    is_pinned = np.arange(n) % 7 == 0
    read = places_of(json.loads(json.dumps(plain_places(keys, xy, is_pinned))))
    assert read is not None
    assert np.array_equal(keys, read[0])
    np.testing.assert_allclose(xy, read[1], atol=1e-4)
    assert np.array_equal(is_pinned, read[2])


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"keys": [1], "x": [1.0], "y": []},
        {"keys": [1, 2], "x": [1.0], "y": [2.0]},
        {"keys": [10**30], "x": [1.0], "y": [2.0]},
        {"keys": [[1]], "x": [1.0], "y": [2.0]},
        {"keys": 5, "x": [1.0], "y": [2.0]},
        {"packed_keys": "%%%", "packed_xy": ""},
        {"packed_keys": "AAAA", "packed_xy": "AAAA"},
        {"packed_keys": 7, "packed_xy": 7},
        {"packed_keys": "AAAAAAAAAAA=", "packed_xy": "AAAA"},
    ],
)
def test_what_are_no_places_is_none(data: dict[str, object]) -> None:
    assert places_of(data) is None


def test_places_that_are_nowhere_are_left_out() -> None:
    nowhere = (float("nan"), float("inf"), 1e9)
    read = places_of({"keys": [1, 2, 3, 4], "x": [0.5, *nowhere], "y": [1, 1, 1, 1]})
    assert read is not None
    assert [1] == read[0].tolist()
