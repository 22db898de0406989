"""From the click that opens a store to its pictures, and how long the window's thread stops.

Each run is a process of its own. Give a store's path, or several, to measure those instead of
generated ones. Seconds are told by the clock and of work in all threads; stops are of work in the
window's own thread between two looks at its events.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import machine
from tests.building import generate

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.stalls import StallWatch
    from ui.app import Program

SIZES = ((10_000, 100_000), (100_000, 1_000_000))
_STOPS_SHOWN = 6


def main() -> None:
    """Measure the stores named on the command line, or generated ones."""
    if sys.argv[1:2] == ["--child"]:
        open_in_window(Path(sys.argv[2]), is_drag="drag" in sys.argv)
        return
    paths = [Path(name) for name in sys.argv[1:]]
    for path in paths:
        measure(path, path.name)
    with tempfile.TemporaryDirectory() as folder:
        for n_actors, n_interactions in SIZES if not paths else ():
            path = Path(folder) / f"{n_actors}.actors"
            generate(path, n_actors, n_interactions, seed=1)
            measure(path, f"{n_actors:,} / {n_interactions:,}")
            path.unlink()


def measure(path: Path, size: str) -> None:
    """Open a store twice: nobody has looked at it, and as it was left."""
    print(f"\n{size}  ({machine()})", flush=True)
    with tempfile.TemporaryDirectory() as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home}
        # The folder of compiled code stays the user's: it is there from the second start on.
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            surroundings[name] = home
        for title, more in (("no layout yet", []), ("saved layout", ["drag"])):
            print(f"  {title}", flush=True)
            command = [sys.executable, "-m", "tests.benchmarks.first_picture", "--child"]
            subprocess.run([*command, str(path), *more], env=surroundings, check=False)


def open_in_window(path: Path, *, is_drag: bool) -> None:
    """Open a store in a window of 1400 × 900 and print what happened when."""
    import gc
    import time

    from PySide6.QtWidgets import QApplication

    from explorer.resident import resident_mb
    from tests.stalls import watched
    from ui.app import Program, make_application

    app = make_application(["bench"])
    program = Program(app)
    program.window.resize(1400, 900)
    program.start()
    view, arranger = program.network.view, program.arranger
    told: dict[str, tuple[float, float]] = {}

    def spin(seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            QApplication.processEvents()
            time.sleep(0.002)

    spin(1.5)
    gc.collect()
    gc.freeze()

    def tell(what: str) -> None:
        if what not in told:
            told[what] = (time.perf_counter() - begin, time.process_time() - begin_work)

    def tell_picture() -> None:
        picture, session = program.network.stage.picture(), program.document.session
        if session is None:
            tell("actors, while it is read")
        elif picture is not None and picture.scene.network.dataset is session.dataset:
            tell("first picture with ties")

    # What the raster draws is there when the layer has it; before stand names and hubs alone.
    view._item.caches.crowd.changed.connect(tell_picture)
    begin, begin_work = time.perf_counter(), time.process_time()
    with watched() as watch:
        watch.begin("opening")
        program.files.open(path)
        while time.perf_counter() < begin + 300:
            QApplication.processEvents()
            if program.document.session is not None:
                tell("read")
                if arranger.arrangement is not None and program.jobs.is_idle and view.is_sharp:
                    tell("arranged, coloured and idle")
                    break
            time.sleep(0.002)
        if is_drag:
            _use(program, watch, spin)
    for what, (seconds, work) in told.items():
        print(f"    {what:<30} {seconds:>7.2f} s by the clock {work:>7.2f} s of work")
    print(f"    {'resident memory':<30} {resident_mb() or 0:>7.0f} MB")
    for stop in watch.longest(_STOPS_SHOWN):
        print(f"    stopped {stop}"[:150])
    program.close()


def _use(program: Program, watch: StallWatch, spin: Callable[[float], None]) -> None:
    """Drag the window, select, search and filter, each watched."""
    from PySide6.QtTest import QTest

    from explorer.model.view import Selection
    from explorer.network.filters import FilterSpec, TimeWindow

    session = program.document.session
    assert session is not None
    dataset = session.dataset
    span = dataset.day_span
    assert span is not None
    length = (span[1] - span[0]) // 10
    watch.begin("dragging the time window")
    program.state.begin_gesture()
    for step in range(40):
        first = span[0] + (span[1] - span[0]) // 3 + 5 * step
        program.state.change(window=TimeWindow(first, first + length))
        spin(0.01)
    program.state.end_gesture()
    spin(1.5)
    program.state.change(window=None)
    spin(1.5)
    watch.begin("selecting")
    for row in (int(dataset.n_interactions_of.argmax()), 5, 500):
        program.state.select(Selection.actor(dataset.actor_id(row)))
        spin(1.0)
    watch.begin("searching")
    for letter in "ministry":
        QTest.keyClicks(program.filters.search, letter)
        spin(0.1)
    program.filters.search.clear()
    spin(0.5)
    watch.begin("filtering")
    program.state.change(filter=FilterSpec(interaction_kinds=frozenset({"meeting"})))
    spin(2.0)
    program.state.change(filter=FilterSpec())
    spin(2.0)


if __name__ == "__main__":
    main()
