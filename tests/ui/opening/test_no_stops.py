"""The window's thread never stands still for long, whatever goes on in a large store.

Counted is that thread's own work between two looks at its events, as long as it would take
undisturbed, so that a busy machine does not fail the test.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from explorer.compiling.warm import fill_cache
from explorer.drawing.timeline.axis import YEAR, first_day
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow
from tests.building import generate
from tests.stalls import StallWatch, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.app import Program

LIMIT_MS = 60_000
LONGEST_MS = 50.0

#: A stop is one if it comes each time: once, the machine may have been at something else.
TIMES = 3


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of 5,000 actors and 50,000 interactions."""
    fill_cache()
    path = tmp_path_factory.mktemp("stops") / "large.actors"
    generate(path, 5_000, 50_000, seed=4)
    return path


@pytest.fixture
def unswept() -> Iterator[None]:
    """Keep the collector from what lives as long as the tests: its rounds are no one's stop."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def settle(program: Program, qtbot: QtBot) -> None:
    """Wait until all lanes are done and everything is painted."""
    qtbot.waitUntil(lambda: program.jobs.is_idle, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: program.network.view.is_sharp, timeout=LIMIT_MS)
    qtbot.wait(60)


def open_store(program: Program, path: Path, qtbot: QtBot) -> None:
    program.files.open(path)
    qtbot.waitUntil(lambda: program.arranger.arrangement is not None, timeout=LIMIT_MS)
    settle(program, qtbot)


def drag_window(program: Program, qtbot: QtBot) -> None:
    session = program.document.session
    assert session is not None
    first, last = session.dataset.day_span
    length = (last - first) // 5
    program.state.begin_gesture()
    for start in np.linspace(first, last - length, 25).astype(int).tolist():
        program.state.change(window=TimeWindow(start, start + length))
        qtbot.wait(1)
    program.state.end_gesture()
    settle(program, qtbot)
    program.state.change(window=None)
    settle(program, qtbot)


def select_some(program: Program, qtbot: QtBot) -> None:
    session = program.document.session
    assert session is not None
    dataset = session.dataset
    order = np.argsort(-dataset.n_interactions_of)
    for row in (order[0], order[5], order[500], order[4_000]):
        program.state.select(Selection.actor(dataset.actor_id(int(row))))
        settle(program, qtbot)
    program.state.select(Selection.interaction(dataset.interaction_id(77)))
    settle(program, qtbot)
    program.state.select(Selection())
    settle(program, qtbot)


def search(program: Program, qtbot: QtBot) -> None:
    for letter in "meeting":
        QTest.keyClicks(program.filters.search, letter)
        qtbot.wait(30)
    settle(program, qtbot)
    QTest.keyClick(program.filters.search, Qt.Key.Key_Escape)
    settle(program, qtbot)


def filter_kinds(program: Program, qtbot: QtBot) -> None:
    for hidden in ({"meeting"}, {"meeting", "call"}, set()):
        program.state.change(filter=FilterSpec(interaction_kinds=frozenset(hidden)))
        settle(program, qtbot)
    program.state.change(filter=FilterSpec(actor_kinds=frozenset({"organisation"})))
    settle(program, qtbot)
    program.state.change(filter=FilterSpec())
    settle(program, qtbot)


def pan_and_zoom(program: Program, qtbot: QtBot) -> None:
    navigator, stage = program.network.navigator, program.network.stage
    for step in range(20):
        navigator.look(stage.camera.panned(9, 4).zoomed(1.12 if step < 10 else 0.88))
        qtbot.wait(1)
    settle(program, qtbot)
    program.network.fit()
    settle(program, qtbot)


def lasting(stops: list[StallWatch]) -> list[str]:
    """Give the stops that are too long in each of several watches, by what was going on."""
    longest = [
        {stop.during: stop for stop in sorted(watch.stops, key=lambda stop: stop.work_ms)}
        for watch in stops
    ]
    return [
        str(min((found[during] for found in longest), key=lambda stop: stop.work_ms))
        for during in sorted(set.intersection(*(set(found) for found in longest)))
        if min(found[during].work_ms for found in longest) > LONGEST_MS
    ]


def test_nothing_stops_the_window(
    program: Program, store: Path, unswept: None, qtbot: QtBot
) -> None:
    deeds: dict[str, Callable[[], None]] = {
        "opening": lambda: open_store(program, store, qtbot),
        "dragging the time window": lambda: drag_window(program, qtbot),
        "selecting": lambda: select_some(program, qtbot),
        "searching": lambda: search(program, qtbot),
        "filtering": lambda: filter_kinds(program, qtbot),
        "panning and zooming": lambda: pan_and_zoom(program, qtbot),
        "closing": program.document.close,
    }
    watches: list[StallWatch] = []
    while len(watches) < TIMES and (not watches or lasting(watches)):
        with watched() as watch:
            for name, deed in deeds.items():
                watch.begin(name)
                deed()
        watches.append(watch)
        qtbot.waitUntil(lambda: program.jobs.is_idle, timeout=LIMIT_MS)
    assert [] == lasting(watches)


def test_a_stop_is_noticed(qtbot: QtBot) -> None:
    def stop() -> None:
        until_s = time.thread_time() + 0.15
        while time.thread_time() < until_s:
            first_day(YEAR, np.arange(9))

    with watched() as watch:
        watch.begin("counting years")
        QTimer.singleShot(0, stop)
        qtbot.wait(30)
    longest = watch.longest()[0]
    assert longest.work_ms > LONGEST_MS
    assert "counting years" in str(longest)
