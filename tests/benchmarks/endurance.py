"""Hours of use in minutes: what the window still holds after thousands of rounds of doing things.

Give a number of rounds, 1,000 by default. A round pans, zooms, selects, drags the time window,
filters and hovers; each fiftieth opens the other of two stores.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QApplication

from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow
from explorer.resident import give_back, resident_mb
from tests.benchmarks.frames import keep_in, wait_for_picture
from tests.benchmarks.window import settle
from tests.building import generate_store
from ui.app import Program, make_application

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = ((500, 2_000), (1_200, 5_000))
ROUNDS = 1_000
_OPEN_EVERY = 50


def main() -> None:
    """Print what is held every so many rounds, and the growth by 1,000 of them at the end."""
    n_rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    app = make_application(["endurance"])
    with tempfile.TemporaryDirectory() as folder:
        keep_in(Path(folder))
        paths = []
        for n_actors, n_interactions in SIZES:
            path = Path(folder) / f"{n_actors}.actors"
            generate_store(path, n_actors, n_interactions).close()
            paths.append(path)
        program = Program(app)
        program.window.resize(1400, 900)
        program.start()
        held: list[tuple[int, float]] = []
        for number in range(n_rounds + 1):
            if number % _OPEN_EVERY == 0:
                path = paths[number // _OPEN_EVERY % len(paths)]
                program.files.open(path)
                wait_for_picture(program, path)
            if number % (2 * _OPEN_EVERY) == 0:
                held.append((number, tell(program, number)))
            go_round(program, number)
        program.close()
    print(f"{growth(held):+.1f} MB by 1,000 rounds, the first {_OPEN_EVERY * 2} left out")


def go_round(program: Program, number: int) -> None:
    """Do a little of everything."""
    session, state, network = program.document.session, program.state, program.network
    if session is None:
        return
    dataset = session.dataset
    chance = np.random.default_rng(number)
    actor = dataset.actor_id(int(chance.integers(dataset.n_actors)))
    span = dataset.day_span or (0, 1)
    begin = int(chance.integers(span[0], span[1]))
    steps: tuple[Callable[[], object], ...] = (
        lambda: network.navigator.look(network.camera.panned(*chance.normal(0, 60, 2).tolist())),
        lambda: network.navigator.look(network.camera.zoomed(float(chance.uniform(0.7, 1.5)))),
        lambda: state.select(Selection.actor(actor)),
        lambda: state.change(window=TimeWindow(begin, begin + 200)),
        lambda: state.set_hover(actor),
        lambda: state.change(filter=FilterSpec(actor_kinds=frozenset({"person"}))),
        lambda: state.change(filter=FilterSpec(), window=None),
        lambda: state.select(Selection()),
        network.fit,
    )
    for step in steps:
        step()
        QApplication.processEvents()


def tell(program: Program, number: int) -> float:
    """Print what is held at rest."""
    settle(program)
    gc.collect()
    give_back()
    time.sleep(0.1)
    megabytes = resident_mb() or 0.0
    print(
        f"{number:>6,} rounds  {megabytes:7.1f} MB  {len(gc.get_objects()):>9,} objects", flush=True
    )
    return megabytes


def growth(held: list[tuple[int, float]]) -> float:
    """Return megabytes by 1,000 rounds, by a straight line through what was held."""
    warm = [row for row in held if row[0] >= 2 * _OPEN_EVERY]
    if len(warm) < 2:
        return 0.0
    rounds, megabytes = np.array(warm).T
    return float(np.polyfit(rounds, megabytes, 1)[0] * 1_000)


if __name__ == "__main__":
    main()
