"""The whole window: from a click to the panel, and a drag of the time window, as felt."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
import time
from functools import partial
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
    while (
        program.document.session is None
        or program.document.session.path != path
        or program.arranger.arrangement is None
    ) and time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()
    report("open to first picture", size, [time.perf_counter() - begin])
    settle(program)
    report("open to arranged and idle", size, [time.perf_counter() - begin])
    dataset = program.document.session.dataset
    by_interactions = np.argsort(-dataset.n_interactions_of)
    hub = Selection.actor(dataset.actor_id(int(by_interactions[0])))
    some = np.random.default_rng(1).choice(by_interactions, min(20, len(by_interactions)), False)
    others = [Selection.actor(dataset.actor_id(int(row))) for row in some]
    clicks(program, "click on the hub to panel", size, [hub] * 10)
    clicks(program, "click to panel", size, others)
    drag(program, "time window, nothing selected", size, Selection())
    drag(program, "time window, the hub selected", size, hub)


def clicks(program: Program, what: str, size: str, selections: list[Selection]) -> None:
    """Print the time from a selection to its whole page in the panel, and until it is painted."""
    shown: list[float] = []
    painted: list[float] = []
    begin = time.perf_counter()

    def note(stamps: list[float]) -> None:
        # A head alone, for the moment before, is not yet what was clicked for.
        if program.details.profile is not None:
            stamps.append(time.perf_counter() - begin)

    program.details.shown.connect(lambda: note(shown))
    program.details.settled.connect(lambda: note(painted))
    firsts: list[tuple[float, float]] = []
    for selection in selections:
        program.state.select(Selection())
        settle(program)
        shown.clear()
        painted.clear()
        begin = time.perf_counter()
        QTimer.singleShot(0, partial(program.state.select, selection))
        while not (shown and painted) and time.perf_counter() < begin + 60:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        firsts.append((shown[0], painted[0]))
    report(what, size, [pair[0] for pair in firsts])
    report(f"{what}, painted", size, [pair[1] for pair in firsts])


def drag(program: Program, what: str, size: str, selection: Selection) -> None:
    """Print the time of one step of a drag, every pane repainted, and how many fit in a second."""
    program.state.select(selection)
    settle(program)
    span = program.document.session.dataset.day_span
    width = max(1, (span[1] - span[0]) // 4)
    seconds = []
    program.state.begin_gesture()
    # Each day once: a step that changes nothing is not repainted and would flatter the figure.
    for start in np.unique(np.linspace(span[0], span[1] - width, 90).astype(int)):
        begin = time.perf_counter()
        program.state.change(window=TimeWindow(int(start), int(start) + width))
        QApplication.processEvents()
        seconds.append(time.perf_counter() - begin)
    program.state.end_gesture()
    settle(program)
    report(f"{what} ({len(seconds) / sum(seconds):.0f}/s)", size, seconds)
    program.state.change(window=None, selection=Selection())
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
        # As the running program does once it has started.
        gc.collect()
        gc.freeze()
        measure(program, sample, "sample, 26 / 19")
        measure(program, large, "5,000 / 20,000")
        program.close()


if __name__ == "__main__":
    main()
