"""Jobs run off the main thread, come back to it, and older ones never win."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QThread

from explorer.progress import CancelToken, Progress
from ui.jobs import JobRunner


@pytest.fixture
def jobs(qapp):
    runner = JobRunner()
    yield runner
    runner.close()


def test_a_result_arrives_in_the_main_thread(qtbot, jobs, qapp):
    seen: list[object] = []

    def work(x: int, *, token: CancelToken, progress: Progress) -> tuple[int, str]:
        return x + 1, threading.current_thread().name

    jobs.run("a", work, 1, on_done=lambda value: seen.append((value, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    (value, thread_name), where = seen[0]
    assert 2 == value
    assert thread_name.startswith("store-lane")
    assert qapp.thread() is where


def test_a_runner_that_is_let_go_of_hears_nothing_more(qapp, recwarn):
    gate, ended = threading.Event(), threading.Event()
    told: list[object] = []

    def work(*, token: CancelToken, progress: Progress, on_partial) -> int:
        gate.wait(5)
        on_partial(1)
        progress(1, 2, "half")
        return 3

    runner = JobRunner()
    runner.progressed.connect(lambda *_: told.append("progress"))
    runner.run("a", work, on_done=told.append, on_partial=told.append)
    runner.submit_last(ended.set)
    # As Qt does with the children of a window, while the job is under way.
    shiboken6.delete(runner)
    gate.set()
    assert ended.wait(5)
    qapp.processEvents()
    assert told == []


def test_only_the_latest_run_of_a_topic_delivers(qtbot, jobs):
    gate = threading.Event()
    seen: list[str] = []

    def work(name: str, *, token: CancelToken, progress: Progress) -> str:
        gate.wait(5)
        return name

    jobs.run("a", work, "old", on_done=seen.append)
    jobs.run("a", work, "new", on_done=seen.append)
    gate.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert ["new"] == seen


def test_a_failure_reaches_its_handler(qtbot, jobs):
    seen: list[Exception] = []

    def work(*, token: CancelToken, progress: Progress) -> None:
        raise ValueError("no")

    jobs.run("a", work, on_done=lambda _: seen.append(KeyError()), on_failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert "no" == str(seen[0])


@pytest.mark.logs("failed")
def test_a_failure_without_handler_is_logged(qtbot, jobs):
    def work(*, token: CancelToken, progress: Progress) -> None:
        raise ValueError("no")

    jobs.run("a", work)
    qtbot.waitUntil(lambda: jobs.is_idle)


def test_cancel_stops_the_job_and_tells_neither_handler(qtbot, jobs):
    began, ended = threading.Event(), threading.Event()
    seen: list[object] = []

    def work(*, token: CancelToken, progress: Progress) -> None:
        began.set()
        while not token.is_cancelled:
            ended.wait(0.005)
        ended.set()
        token.raise_if_cancelled()

    jobs.run("a", work, on_done=seen.append, on_failed=seen.append)
    assert began.wait(5)
    jobs.cancel("a")
    assert ended.wait(5)
    qtbot.wait(20)
    assert [] == seen
    assert not jobs.is_running("a")


def test_partial_results_and_progress_arrive(qtbot, jobs):
    parts: list[int] = []
    told: list[tuple[str, int, int, str]] = []
    jobs.progressed.connect(lambda *args: told.append(args))

    def work(*, token: CancelToken, progress: Progress, on_partial) -> int:
        progress(1, 2, "Half.")
        on_partial(1)
        return 2

    done: list[int] = []
    jobs.run("a", work, lane="compute", on_done=done.append, on_partial=parts.append)
    qtbot.waitUntil(lambda: bool(done))
    assert [1] == parts
    assert [("a", 1, 2, "Half.")] == told


def test_lanes_work_side_by_side(qtbot, jobs):
    both = threading.Barrier(2, timeout=5)
    done: list[int] = []

    def work(*, token: CancelToken, progress: Progress) -> int:
        return both.wait()

    jobs.run("a", work, lane="store", on_done=done.append)
    jobs.run("b", work, lane="compute", on_done=done.append)
    qtbot.waitUntil(lambda: len(done) == 2)


def test_after_closing_nothing_is_taken_on(jobs):
    jobs.close()
    jobs.run("a", lambda **_: None)
    assert jobs.is_idle
