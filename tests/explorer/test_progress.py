"""Cancelling and progress, as jobs see them."""

from __future__ import annotations

import threading

import pytest

from explorer.progress import Cancelled, CancelToken, Progress, no_progress


def test_a_fresh_token_lets_work_go_on() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    assert not token.is_cancelled


def test_a_cancelled_token_raises_until_the_end() -> None:
    token = CancelToken()
    token.cancel()
    token.cancel()
    assert token.is_cancelled
    for _ in range(2):
        with pytest.raises(Cancelled):
            token.raise_if_cancelled()


def test_cancel_from_another_thread_stops_a_running_loop() -> None:
    token = CancelToken()
    started, outcome = threading.Event(), []

    def work() -> None:
        started.set()
        try:
            while True:
                token.raise_if_cancelled()
        except Cancelled:
            outcome.append("cancelled")

    worker = threading.Thread(target=work)
    worker.start()
    assert started.wait(5)
    token.cancel()
    worker.join(5)
    assert outcome == ["cancelled"]


def test_a_job_accepts_any_function_as_progress() -> None:
    told: list[tuple[int, int, str]] = []

    def job(progress: Progress) -> None:
        for done in range(3):
            progress(done + 1, 3, "Reading.")

    job(lambda done, total, words: told.append((done, total, words)))
    job(no_progress)
    assert told == [(1, 3, "Reading."), (2, 3, "Reading."), (3, 3, "Reading.")]
