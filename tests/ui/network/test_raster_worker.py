"""The thread that draws ties: it answers the last wish, and ends with whoever asked for it."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from explorer.compiling.ready import use_cache_folder
from explorer.drawing.raster.render import View
from tests.explorer.test_raster import COLOURS, nodes_at, scattered
from ui.network.raster_worker import Made, RasterWorker, Wish


@pytest.fixture(scope="module")
def shown() -> Any:
    use_cache_folder()
    xy, ties = scattered(300, 60_000, 1)
    nodes = nodes_at(xy, ties)
    radius = np.full(len(nodes), 2.0, dtype=np.float32)
    return SimpleNamespace(
        crowd=SimpleNamespace(ties=ties, nodes=nodes),
        strength=ties.strength,
        hidden=np.zeros(len(nodes), dtype=bool),
        radius_px=lambda _view, _ratio: radius,
    )


def wish_for(shown: Any, number: int) -> Wish:
    view = View(-90.0 - number, -60.0, 8.0, 1400, 900)
    return Wish(shown, view, COLOURS, None, 1.0, is_moving=False)


def raster_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "raster"]


def wait_until(qapp: QApplication, is_so: Any, limit_s: float = 30.0) -> None:
    until = time.monotonic() + limit_s
    while not is_so():
        assert time.monotonic() < until
        qapp.processEvents()
        time.sleep(0.005)


def test_of_many_wishes_the_last_is_answered_in_full(qapp: QApplication, shown: Any) -> None:
    worker = RasterWorker()
    made: list[Made] = []
    worker.made.connect(made.append)
    wishes = [wish_for(shown, number) for number in range(20)]
    for wish in wishes:
        worker.ask(wish)
    wait_until(qapp, lambda: any(m.is_full and m.wish is wishes[-1] for m in made))
    assert len({id(m.wish) for m in made}) < len(wishes)
    worker.close()


def test_a_worker_that_is_let_go_of_ends_its_thread_and_tells_nobody(
    qapp: QApplication, shown: Any
) -> None:
    before = len(raster_threads())
    told: list[Made] = []
    for number in range(12):
        worker = RasterWorker()
        worker.made.connect(told.append)
        worker.ask(wish_for(shown, number))
        time.sleep(0.004 * number)
        # As Qt does with the children of a window, while a picture is under way.
        shiboken6.delete(worker)
    n_told = len(told)
    wait_until(qapp, lambda: len(raster_threads()) <= before)
    assert len(told) == n_told
