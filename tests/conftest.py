"""What every test gets: an offscreen platform, a home of its own, and no noise left behind."""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

# Before any Qt import: a developer's display and taste must not change what the tests see.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
for name in ("QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_FONT_DPI"):
    os.environ.pop(name, None)
# Compiled functions are kept across tests and runs: compiling them again takes longer than the
# tests. The checkout's own folder, since the tests' home is thrown away.
os.environ.setdefault(
    "NUMBA_CACHE_DIR", str(Path(__file__).resolve().parent.parent / ".numba_cache")
)

# The same examples on every run, so that a failure is the change's doing; to look further:
# HYPOTHESIS_PROFILE=explore make test
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, max_examples=50)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

THREADS_END_WITHIN_S = 3.0


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers that the fixtures below read."""
    config.addinivalue_line(
        "markers",
        "logs(pattern): the test provokes a log record of level WARNING or above matching the "
        "pattern; any other such record fails the test, and so does its absence",
    )


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home, so that no settings, recents or caches leak in or out."""
    home = Path(tempfile.mkdtemp(prefix="home-", dir=tmp_path_factory.getbasetemp()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for variable, folder in {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_DOCUMENTS_DIR": "documents",
    }.items():
        (home / folder).mkdir()
        monkeypatch.setenv(variable, str(home / folder))
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        # Qt reads the variables only once per process.
        for kind in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
            core.QSettings.setPath(kind, core.QSettings.Scope.UserScope, str(home / "config"))
    return home


@pytest.fixture(autouse=True)
def no_unexpected_log_records(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that logs a warning or worse without having announced it by ``logs``."""
    yield
    patterns = [mark.args[0] for mark in request.node.iter_markers("logs")]
    said = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)  # type: ignore[arg-type]
        if record.levelno >= logging.WARNING
    ]
    unexpected = [line for line in said if not any(re.search(p, line) for p in patterns)]
    assert not unexpected, f"unexpected log records: {unexpected}"
    unsaid = [p for p in patterns if not any(re.search(p, line) for line in said)]
    assert not unsaid, f"announced by 'logs' but never logged: {unsaid}"


def started_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """List the Python threads running now that were not running before.

    Threads that Qt started show up as dummies which outlive them; those are watched apart.
    """
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before
        and not isinstance(thread, threading._DummyThread)
        and not thread.name.startswith(("pytest", "execnet"))
    ]


@pytest.fixture(autouse=True)
def no_thread_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread, or a QThread, running after a short while."""
    before = set(threading.enumerate())
    qt_threads: list[Any] = []
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        start = core.QThread.start

        def watched_start(thread: Any, *arguments: Any) -> None:
            qt_threads.append(thread)
            start(thread, *arguments)

        monkeypatch.setattr(core.QThread, "start", watched_start)
    yield
    until_s = time.monotonic() + THREADS_END_WITHIN_S
    left: list[Any] = started_threads(before)
    while left and time.monotonic() < until_s:
        left[0].join(timeout=0.05)
        left = started_threads(before)
    if core is not None:
        left += [thread for thread in qt_threads if is_qt_thread_running(thread, until_s)]
    assert not left, f"threads still running after the test: {left}"


def is_qt_thread_running(thread: Any, until_s: float) -> bool:
    """Tell whether a QThread still runs at the given time; a deleted one does not."""
    shiboken = sys.modules["shiboken6"]
    if not shiboken.isValid(thread):
        return False
    remaining_ms = max(0, int((until_s - time.monotonic()) * 1000))
    return not thread.wait(remaining_ms)
