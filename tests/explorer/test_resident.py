"""What the program holds is told, and what it no longer uses goes back to the system."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from explorer.resident import give_back, large_arrays_apart, resident_mb


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told by Linux alone")
def test_what_is_held_is_told() -> None:
    before = resident_mb()
    assert before is not None
    held = np.ones(30_000_000)
    during = resident_mb()
    assert during is not None
    assert during - before > 100
    assert held[-1] == 1
    del held
    give_back()
    after = resident_mb()
    assert after is not None
    assert after < during - 100


def test_giving_back_does_no_harm_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    give_back()
    monkeypatch.setattr(sys, "platform", "win32")
    give_back()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told by Linux alone")
def test_a_large_array_made_apart_goes_back_with_its_end_though_later_ones_stay() -> None:
    with large_arrays_apart():
        first = [np.ones(400_000) for _ in range(40)]
        with large_arrays_apart():
            later = [np.ones(400_000) for _ in range(4)]
        before = resident_mb()
        first.clear()
        after = resident_mb()
    assert before is not None
    assert after is not None
    assert after < before - 100
    assert all(array[-1] == 1 for array in later)


def test_work_that_fails_apart_fails_as_it_would() -> None:
    with pytest.raises(ValueError, match="so be it"), large_arrays_apart():
        raise ValueError("so be it")
