"""What the program holds is told, and what it no longer uses goes back to the system."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from explorer.resident import give_back, resident_mb


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
