"""The compiling process begins after the window and ends with the program."""

from __future__ import annotations

import subprocess
import sys

import ui.warming
from ui.warming import Warming


def sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])


def test_the_process_ends_with_the_program(qapp, qtbot, monkeypatch):
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(sleeper())
        return started[0]

    monkeypatch.setattr(ui.warming, "start_warming", start)
    monkeypatch.setattr(ui.warming, "_BEGIN_AFTER_MS", 1)
    warming = Warming()
    warming.start()
    qtbot.waitUntil(lambda: bool(started))
    assert started[0].poll() is None
    warming.close()
    assert started[0].poll() is not None


def test_a_program_that_ends_at_once_compiles_nothing(qapp, qtbot, monkeypatch):
    started: list[None] = []
    monkeypatch.setattr(ui.warming, "start_warming", lambda: started.append(None))
    monkeypatch.setattr(ui.warming, "_BEGIN_AFTER_MS", 30)
    warming = Warming()
    warming.start()
    warming.close()
    qtbot.wait(60)
    assert [] == started
