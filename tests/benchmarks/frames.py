"""The network under the hand at real size: frames, the sharp picture after them, steps, selecting.

Each row tells two times: of the clock, and of the main thread's own work, which other work on the
machine does not change. Give a store's path, or several, to measure those instead of generated
ones. It draws where Qt is told to: `QT_QPA_PLATFORM=xcb` measures on a display.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from explorer.resident import resident_mb
from tests.benchmarks.measuring import peak_mb, percentile
from tests.benchmarks.window import settle
from tests.building import generate_store
from ui.app import Program, make_application

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = ((10_000, 100_000), (100_000, 1_000_000))
CANVASES = ((1400, 900), (2560, 1440))
FRAMES = 240
FRAME_S = 1 / 60


@dataclass
class Times:
    """What something took, in seconds: by the clock, and of work in one thread or in all."""

    clock: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def take(self, step: Callable[[], object], work_s: Callable[[], float]) -> float:
        """Note one more; return its seconds by the clock."""
        begin, worked = time.perf_counter(), work_s()
        step()
        self.work.append(work_s() - worked)
        self.clock.append(time.perf_counter() - begin)
        return self.clock[-1]

    def report(self, what: str, size: str) -> None:
        """Print a row: 50th, 95th and 99th percentile of both, and the memory so far."""
        clock, work = (
            " ".join(f"{percentile(seconds, share) * 1e3:6.1f}" for share in (0.5, 0.95, 0.99))
            for seconds in (self.clock, self.work)
        )
        held = resident_mb() or 0.0
        print(
            f"{what:<36} {size:<30} work {work}  clock {clock} ms  {held:5.0f} MB, "
            f"most {peak_mb():5.0f} MB",
            flush=True,
        )


def main() -> None:
    """Print the rows for the stores on the command line, or for generated ones."""
    app = make_application(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        keep_in(Path(folder))
        paths = [Path(name) for name in sys.argv[1:]]
        for n_actors, n_interactions in SIZES if not paths else ():
            path = Path(folder) / f"{n_actors}.actors"
            generate_store(path, n_actors, n_interactions).close()
            paths.append(path)
        program = Program(app)
        program.start()
        settle(program)
        gc.collect()
        gc.freeze()
        for path in paths:
            program.files.open(path)
            wait_for_picture(program, path)
            for canvas in CANVASES:
                measure(program, canvas)
        program.close()


def keep_in(folder: Path) -> None:
    """Keep settings and views of the program in a folder that goes away, if none is named."""
    if "AE_BENCH_HOME" in os.environ:
        folder = Path(os.environ["AE_BENCH_HOME"])
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = str(folder)


def wait_for_picture(program: Program, path: Path, limit_s: float = 300.0) -> None:
    """Wait until a store is open, laid out and everything has been drawn."""
    until = time.perf_counter() + limit_s
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.005)
        session = program.document.session
        if session is None or session.path != path or program.arranger.arrangement is None:
            continue
        if program.jobs.is_idle and program.network.view.is_sharp:
            break
    settle(program)


def fit_canvas(program: Program, canvas: tuple[int, int]) -> None:
    """Make the window so large that the network's canvas has a size."""
    for _ in range(3):
        view = program.network.view
        window = program.window
        window.resize(
            window.width() + canvas[0] - view.width(), window.height() + canvas[1] - view.height()
        )
        settle(program)


def measure(program: Program, canvas: tuple[int, int]) -> None:
    """Do everything that a hand does, on one canvas."""
    fit_canvas(program, canvas)
    network, state = program.network, program.state
    session = program.document.session
    assert session is not None
    dataset = session.dataset
    view = network.view
    size = f"{dataset.n_actors:,}/{dataset.n_interactions:,} {view.width()}x{view.height()}"
    network.fit()
    sharpen(program)
    whole = network.camera
    width, height = whole.width_px, whole.height_px

    def pan(i: int) -> None:
        turn = 1 if i % 120 < 60 else -1
        network.navigator.look(network.camera.panned(9.0 * turn, 4.0 * turn))

    def zoom(i: int) -> None:
        factor = 1.03 if i % 160 < 80 else 1 / 1.03
        network.navigator.look(network.camera.zoomed(factor, 0.6 * width, 0.45 * height))

    for name, factor in (("whole", 1.0), ("4 times", 4.0), ("30 times", 30.0)):
        network.navigator.look(whole.zoomed(factor, 0.55 * width, 0.5 * height))
        sharpen(program)
        hand(program, f"pan, {name}", size, pan)
    network.navigator.look(whole)
    sharpen(program)
    hand(program, "zoom in and out", size, zoom)

    network.navigator.look(whole.zoomed(3.0, 0.5 * width, 0.5 * height))
    sharpen(program)
    rows = np.argsort(-dataset.n_interactions_of)[:200]
    frames(
        "hover another actor",
        size,
        60,
        lambda i: state.set_hover(int(dataset.actor_id(int(rows[i % 200])))),
    )
    state.set_hover(None)
    network.navigator.look(whole)
    sharpen(program)

    span = dataset.day_span
    assert span is not None
    length = (span[1] - span[0]) // 4
    state.begin_gesture()
    frames(
        "step of the time window, all panes",
        size,
        90,
        lambda i: state.change(window=TimeWindow(span[0] + 4 * i, span[0] + 4 * i + length)),
        pace_s=0.0,
    )
    state.end_gesture()
    state.change(window=None)
    settle(program)
    sharpen(program)

    hub = Selection.actor(dataset.actor_id(int(rows[0])))
    chosen, drawn = Times(), Times()
    for _ in range(8):
        state.select(Selection())
        settle(program)
        sharpen(program)

        def choose() -> None:
            state.select(hub)
            view.viewport().repaint()

        chosen.take(choose, time.thread_time)
        drawn.take(lambda: wait_until_sharp(program), time.process_time)
    chosen.report("select the hub", size)
    drawn.report("  its picture sharp, all threads", size)
    hand(program, "pan, the hub selected", size, pan)
    state.select(Selection())
    settle(program)


def hand(program: Program, what: str, size: str, step: Callable[[int], object]) -> None:
    """Move sixty times a second for a while; then how long until the picture is sharp again."""
    frames(what, size, FRAMES, step)
    stopped = Times()
    for i in range(10):
        for j in range(6):
            step(6 * i + j)
            QApplication.processEvents()
            time.sleep(FRAME_S)

        def stop(i: int = i) -> None:
            step(6 * i + 6)
            wait_until_sharp(program)

        stopped.take(stop, time.process_time)
    stopped.report("  sharp after it, all threads", size)
    sharpen(program)


def frames(
    what: str, size: str, n: int, step: Callable[[int], object], pace_s: float = FRAME_S
) -> None:
    """Make a number of frames at the pace of a display, and print what each took."""
    times = Times()
    for i in range(n):
        took_s = times.take(lambda i=i: frame(step, i), time.thread_time)  # type: ignore[misc]
        if took_s < pace_s:
            time.sleep(pace_s - took_s)
    times.report(what, size)


def frame(step: Callable[[int], object], i: int) -> None:
    """Move, paint, and do what comes after painting."""
    step(i)
    QApplication.processEvents()


def sharpen(program: Program) -> None:
    """Wait for the picture, and for the one with a margin after it."""
    until = time.perf_counter() + 0.5
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    wait_until_sharp(program)
    QApplication.processEvents()


def wait_until_sharp(program: Program) -> None:
    """Wait until the picture of what was asked for last is there and painted."""
    until = time.perf_counter() + 30
    QApplication.processEvents()
    while not program.network.view.is_sharp and time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.0005)
    QApplication.processEvents()


if __name__ == "__main__":
    main()
