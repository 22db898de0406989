"""What the program holds is told, and what it no longer uses goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer import resident
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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told by Linux alone")
def test_large_arrays_go_back_with_their_end_though_later_ones_stay() -> None:
    # In a process of its own: the setting stays.
    code = """
import numpy as np
from explorer.resident import keep_large_arrays_apart, resident_mb
keep_large_arrays_apart()
first = [np.ones(400_000) for _ in range(40)]
later = [np.ones(400_000) for _ in range(4)]
before = resident_mb()
first.clear()
assert resident_mb() < before - 100, (before, resident_mb())
assert all(array[-1] == 1 for array in later)
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr


def test_keeping_arrays_apart_does_no_harm_where_it_is_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resident, "_options", lambda: None)
    resident.keep_large_arrays_apart()
