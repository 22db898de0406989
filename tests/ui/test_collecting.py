"""Circles of objects are taken apart in the window's thread, whoever makes new ones."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from ui.collecting import Collector

SOME = 30_000


class Knot:
    """Something that refers to itself, and notes in which thread it goes."""

    gone_in: list[threading.Thread]

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.gone_in.append(threading.current_thread())


@pytest.fixture
def collector(qapp) -> Iterator[Collector]:
    made = Collector()
    made.start()
    yield made
    made.deleteLater()
    gc.unfreeze()


def tie_and_work() -> list[list[int]]:
    """Drop knots, then make objects enough to have any collector run."""
    for _ in range(10):
        Knot()
    return [[n] for n in range(SOME)]


def test_what_a_worker_drops_goes_in_the_windows_thread(collector, qtbot):
    Knot.gone_in = []
    kept: list[object] = []
    worker = threading.Thread(target=lambda: kept.append(tie_and_work()))
    worker.start()
    worker.join()
    assert Knot.gone_in == []
    qtbot.waitUntil(lambda: len(Knot.gone_in) == 10, timeout=5_000)
    assert set(Knot.gone_in) == {threading.current_thread()}


def test_a_library_that_switches_collecting_on_does_not_keep_it_on(collector):
    gc.enable()
    collector.look()
    assert not gc.isenabled()


def test_what_has_grown_old_is_found_after_many_rounds(collector):
    Knot.gone_in = []
    knot = Knot()
    held = weakref.ref(knot)
    gc.collect(1)  # It is old now.
    del knot
    for _ in range(101):
        objects = [[n] for n in range(SOME)]
        collector.look()
        del objects
    assert held() is None
