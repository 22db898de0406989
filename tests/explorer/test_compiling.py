"""How compiled code comes to be at hand without anybody waiting for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.compiling.ready import cache_folder, engine_is_ready, mark_ready, start_warming

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "мой кэш"
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(folder))
    return folder


def test_without_a_choice_the_cache_is_in_the_users_cache_folder(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    assert own_home in cache_folder().parents
    assert "actor-explorer" in cache_folder().parts


def test_an_empty_cache_is_not_ready_and_a_stamp_makes_it_so(empty_cache: Path) -> None:
    assert not engine_is_ready()
    mark_ready()
    assert engine_is_ready()
    assert start_warming() is None
    (stamp,) = empty_cache.iterdir()
    stamp.rename(stamp.with_name("kernels-another-version.ready"))
    assert not engine_is_ready()


def test_until_the_cache_is_filled_large_networks_are_laid_out_without_the_compiler(
    empty_cache: Path,
) -> None:
    code = """
import sys
import numpy as np
from explorer.network.layout import layout
from tests.explorer.layout_graphs import planted
places = layout(planted(7, 100, seed=1)[0])
assert np.isfinite(places).all()
assert "numba" not in sys.modules, "the compiler was loaded"
"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert run.returncode == 0, run.stderr
    assert not empty_cache.exists()


@pytest.mark.slow
def test_warming_fills_the_cache_and_later_runs_compile_nothing(empty_cache: Path) -> None:
    process = start_warming()
    assert process is not None
    assert process.wait(100) == 0
    assert engine_is_ready()
    code = """
import numba.core.compiler as compiler
def refuse(*arguments, **named):
    raise AssertionError("something was compiled")
compiler.compile_extra = refuse
from explorer.network.layout import layout
from tests.explorer.layout_graphs import planted
import sys
layout(planted(7, 100, seed=1)[0])
assert "explorer.network.layout.large.compiled_means" in sys.modules
"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert run.returncode == 0, run.stderr


def test_a_cache_that_cannot_be_written_ends_the_warming_with_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    run = subprocess.run(
        [sys.executable, "-m", "explorer.compiling.warm"],
        cwd=ROOT,
        env={**os.environ, "NUMBA_CACHE_DIR": str(blocked / "kernels")},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("error: ")
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_no_kernel_reaches_beyond_its_arrays(empty_cache: Path) -> None:
    code = """
import numpy as np
from explorer.network.layout import layout
from explorer.network.layout.large.compiled_means import CompiledMeans
from tests.explorer.layout_graphs import planted, request_of
n = 640
for request in (
    planted(8, 80, seed=1)[0],
    request_of(n, [(0, i) for i in range(1, n)]),
    request_of(n, [(i, i + 1) for i in range(n - 1)]),
):
    assert np.isfinite(layout(request, means=CompiledMeans())).all()
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "NUMBA_BOUNDSCHECK": "1"},
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert run.returncode == 0, run.stderr
