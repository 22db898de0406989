"""Recent stores are looked for beside the main thread, and those that are gone are not offered."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ui.jobs import JobRunner
from ui.settings import SettingsStore
from ui.window.recent import RecentStores


@pytest.fixture
def settings() -> SettingsStore:
    return SettingsStore()


@pytest.fixture
def jobs(qapp):
    made = JobRunner()
    yield made
    made.close()


def test_those_that_are_gone_or_cannot_be_looked_at_are_left_out(settings, jobs, qtbot, tmp_path):
    there = tmp_path / "there.actors"
    there.touch()
    for path in (Path("bad\0name"), tmp_path / "gone.actors", there, tmp_path):
        settings.add_recent(path)
    recent = RecentStores(settings, jobs)
    with qtbot.waitSignal(recent.changed):
        recent.look()
    assert [there] == recent.present
    there.unlink()
    with qtbot.waitSignal(recent.changed):
        recent.look()
    assert [] == recent.present


def test_a_drive_that_does_not_answer_holds_nothing_else(settings, jobs, qtbot, monkeypatch):
    answers = threading.Event()
    monkeypatch.setattr(Path, "is_file", lambda _: answers.wait(20))
    settings.add_recent(Path("far.actors"))
    recent, done = RecentStores(settings, jobs), []
    recent.look()
    jobs.run("open", lambda *, token, progress: "opened", on_done=done.append)
    qtbot.waitUntil(lambda: ["opened"] == done)
    assert [] == recent.present
    with qtbot.waitSignal(recent.changed):
        answers.set()
    assert [Path("far.actors")] == recent.present


def test_a_store_that_is_gone_keeps_its_place_for_when_its_drive_is_back(settings, tmp_path):
    settings.add_recent(tmp_path / "away.actors")
    settings.add_recent(tmp_path / "other.actors")
    assert [tmp_path / "other.actors", tmp_path / "away.actors"] == settings.recent()
