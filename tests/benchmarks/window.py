"""The whole window: click to panel, drag of the time window, pan and search, as the user feels them."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from explorer.sample import create_sample
from tests.benchmarks.measuring import report
from tests.building import generate_store
from ui.app import Program, make_application

_WAIT_MS = 60_000


def wait_for(signal: object, begin: Callable[[], None]) -> float:
    """Begin something and return the seconds until a signal and all repaints that follow it."""
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    guard = QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(loop.quit)
    guard.start(_WAIT_MS)
    started = time.perf_counter()
    begin()
    loop.exec()
    QApplication.processEvents()
    signal.disconnect(loop.quit)  # type: ignore[attr-defined]
    return time.perf_counter() - started


def settle(program: Program) -> None:
    """Wait until every job has come back and everything is painted."""
    until = time.perf_counter() + 60
    while not program.jobs.is_idle and time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.01)


def measure(program: Program, path: Path, size: str) -> None:
    """Print the rows for one store."""
    begin = time.perf_counter()
    program.files.open(path)
    until = time.perf_counter() + 60
    while program.arranger.arrangement is None and time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()
    report("open to first picture", size, [time.perf_counter() - begin])
    settle(program)
    report("open to arranged and idle", size, [time.perf_counter() - begin])
    dataset = program.document.session.dataset
    order = np.argsort(-dataset.n_interactions_of)
    rng = np.random.default_rng(1)
    someone = rng.choice(order, min(20, len(order)), replace=False)
    for what, rows in (
        ("click on the hub to panel", order[:1].repeat(10)),
        ("click to panel", someone),
    ):
        seconds = []
        for row in rows:
            program.state.select(Selection())
            settle(program)
            actor = dataset.actor_id(int(row))
            seconds.append(
                wait_for(
                    program.details.shown, lambda a=actor: program.state.select(Selection.actor(a))
                )
            )
        report(what, size, seconds)
    program.state.select(Selection())
    settle(program)
    for name, selected in (
        ("nothing selected", Selection()),
        ("the hub selected", Selection.actor(dataset.actor_id(int(order[0])))),
    ):
        program.state.select(selected)
        settle(program)
        first, last = dataset.day_span
        width = max(1, (last - first) // 4)
        steps = np.linspace(first, last - width, 60).astype(int)
        seconds = []
        program.state.begin_gesture()
        for start in steps:
            begin = time.perf_counter()
            program.state.change(window=TimeWindow(int(start), int(start) + width))
            QApplication.processEvents()
            seconds.append(time.perf_counter() - begin)
        program.state.end_gesture()
        settle(program)
        rate = len(seconds) / sum(seconds)
        report(f"time-window step, {name} ({rate:.0f}/s)", size, seconds)
        program.state.change(window=None)
        settle(program)


def main() -> None:
    """Measure the sample and generated stores in one window of 1600 × 1000."""
    app = make_application(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = folder
        sample = Path(folder) / "sample.actors"
        create_sample(sample).close()
        large = Path(folder) / "large.actors"
        generate_store(large, 5_000, 20_000).close()
        program = Program(app)
        program.window.resize(1600, 1000)
        program.start()
        settle(program)
        measure(program, sample, "sample, 26 / 19")
        measure(program, large, "5,000 / 20,000")
        program.close()


if __name__ == "__main__":
    main()
