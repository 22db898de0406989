"""How soon a large layout hears that it is no longer wanted."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.compiling.ready import use_cache_folder
from explorer.network.layout import LayoutRequest, layout
from explorer.network.layout.large.means import Means
from explorer.network.layout.large.plain_means import PlainMeans
from explorer.network.layout.ordering import stable_order
from explorer.progress import Cancelled, CancelToken
from tests.explorer.layout_graphs import planted

#: Of the work of a whole layout; a machine twice as slow takes twice as long for both.
MOST_SHARE = 0.1


class TimingToken(CancelToken):
    """Takes the processor time from one look to the next; others on the machine do not count."""

    def __init__(self) -> None:
        super().__init__()
        self._began_s = self._last_s = time.thread_time()
        self.longest_s, self.whole_s, self.looks = 0.0, 0.0, 0

    def raise_if_cancelled(self) -> None:
        self.end()
        self.looks += 1
        super().raise_if_cancelled()

    def end(self) -> None:
        now_s = time.thread_time()
        self.longest_s = max(self.longest_s, now_s - self._last_s)
        self._last_s = now_s
        self.whole_s = now_s - self._began_s


@pytest.fixture(scope="module")
def thousands() -> LayoutRequest:
    """12,000 actors with 60,000 ties."""
    return planted(120, 100, seed=6)[0]


def compiled_means() -> Means:
    use_cache_folder()
    from explorer.network.layout.large.compiled_means import CompiledMeans

    return CompiledMeans()


@pytest.mark.parametrize("start", ["cold", "kept", "moved on"])
def test_between_two_looks_at_the_token_a_layout_does_a_tenth_of_its_work_at_most(
    thousands: LayoutRequest, start: str
) -> None:
    request = thousands
    if start != "cold":
        rng = np.random.default_rng(0)
        places = rng.normal(0, 10, (request.n_nodes, 2))
        places[:50] = np.nan
        request = replace(request, start=places, keeps_start=start == "kept")
    means = compiled_means()
    shares = []
    # Once more, since threads of the linear algebra library may wait for each other at first.
    for _ in range(2):
        token = TimingToken()
        layout(request, token, on_partial=lambda _: None, means=means)
        token.end()
        shares.append(token.longest_s / token.whole_s)
        assert token.looks > 400
    assert min(shares) < MOST_SHARE


@pytest.mark.parametrize("means", ["compiled", "plain"])
def test_a_layout_ends_wherever_it_is_cancelled(means: str) -> None:
    """Cancelled at looks from the first to the last, it never goes on to a next one."""
    request = planted(5, 80, seed=3)[0]
    chosen = PlainMeans() if means == "plain" else compiled_means()
    whole = TimingToken()
    layout(request, whole, means=chosen)
    ended = Counter[bool]()
    for look in np.unique(np.geomspace(1, whole.looks, 25).astype(int)).tolist():
        token = CancellingToken(look)
        with pytest.raises(Cancelled):
            layout(request, token, means=chosen)
        ended[token.looks == look] += 1
    assert ended == {True: ended.total()}


class CancellingToken(CancelToken):
    """Cancels itself at one look."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at, self.looks = at, 0

    def raise_if_cancelled(self) -> None:
        self.looks += 1
        if self.looks == self._at:
            self.cancel()
        super().raise_if_cancelled()


@given(
    arrays(
        np.int64,
        st.integers(0, 60),
        elements=st.one_of(st.integers(0, 5), st.integers(0, 2**40)),
    )
)
def test_whole_numbers_are_ordered_as_by_a_stable_sort(numbers: np.ndarray) -> None:
    order = stable_order(numbers, CancelToken())
    np.testing.assert_array_equal(order, np.argsort(numbers, kind="stable"))
