"""Long work lets others have their turn, and leaves the interpreter as it was."""

from __future__ import annotations

import gc
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.identity.making_way import order_of, short_turns


@given(st.lists(st.text(max_size=3), max_size=30))
def test_the_order_is_that_of_sorting(texts: list[str]) -> None:
    order = order_of(texts, lambda: None)
    assert [texts[at] for at in order] == sorted(texts)
    assert sorted(order) == list(range(len(texts)))


def test_many_runs_are_one_order_and_each_may_stop_it() -> None:
    texts = [f"{number * 7919 % 20_011:05}" for number in range(20_011)]
    assert [texts[at] for at in order_of(texts, lambda: None)] == sorted(texts)

    def stop() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        order_of(texts, stop)


def test_turns_and_collector_are_as_before_also_after_a_fault() -> None:
    def look() -> None:
        seen.append((sys.getswitchinterval() < before[0], gc.isenabled()))
        raise KeyError

    seen: list[tuple[bool, bool]] = []
    before = sys.getswitchinterval(), gc.isenabled()
    with pytest.raises(KeyError), short_turns():
        look()
    assert seen == [(True, False)]
    assert (sys.getswitchinterval(), gc.isenabled()) == before
