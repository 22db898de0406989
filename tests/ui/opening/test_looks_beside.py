"""Filters of very many interactions are counted beside: the window goes on, the last one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow, show

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.app import Program

LIMIT_MS = 30_000
CALLS_ONLY = FilterSpec(interaction_kinds=frozenset({"meeting", "statement"}))


@pytest.fixture
def opened(
    program: Program, crowd_store: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Program:
    """Give a window with a store that counts as one of very many interactions."""
    monkeypatch.setattr("ui.lens._MOST_AT_ONCE", 100)
    program.files.open(crowd_store)
    qtbot.waitUntil(lambda: program.arranger.arrangement is not None, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: program.jobs.is_idle, timeout=LIMIT_MS)
    return program


def settle(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.jobs.is_idle, timeout=LIMIT_MS)


def shown_now(program: Program) -> np.ndarray:
    return program.lens.look.shown.is_shown


def test_a_filter_shows_what_it_would_show_at_once(opened: Program, qtbot: QtBot) -> None:
    before = opened.lens.look
    opened.state.change(filter=CALLS_ONLY)
    assert opened.lens.look is before
    settle(opened, qtbot)
    dataset = opened.document.session.dataset
    np.testing.assert_array_equal(show(dataset, CALLS_ONLY).is_shown, shown_now(opened))
    picture = opened.network.stage.picture()
    assert picture.shown is opened.lens.look.network
    assert opened.lens.look.staged.scene is picture.scene


def test_of_filters_in_quick_succession_the_last_counts(opened: Program, qtbot: QtBot) -> None:
    told: list[bool] = []
    opened.lens.changed.connect(told.append)
    for kinds in ({"meeting"}, {"call"}, {"visit", "call"}):
        opened.state.change(filter=FilterSpec(interaction_kinds=frozenset(kinds)))
    settle(opened, qtbot)
    last = FilterSpec(interaction_kinds=frozenset({"visit", "call"}))
    dataset = opened.document.session.dataset
    np.testing.assert_array_equal(show(dataset, last).is_shown, shown_now(opened))
    assert [False] == told


def test_a_window_that_moves_while_a_filter_is_counted_is_not_forgotten(
    opened: Program, qtbot: QtBot
) -> None:
    dataset = opened.document.session.dataset
    first, last = dataset.day_span
    window = TimeWindow(first + 100, last - 100)
    opened.state.change(filter=CALLS_ONLY)
    opened.state.change(window=window)
    opened.state.change(show_positions=not opened.state.facts.show_positions)
    settle(opened, qtbot)
    look = opened.lens.look
    np.testing.assert_array_equal(show(dataset, CALLS_ONLY, window).is_shown, look.shown.is_shown)
    assert look.shows(opened.document.session, opened.state.facts)


def test_a_window_alone_follows_the_hand_at_once(opened: Program) -> None:
    first, last = opened.document.session.dataset.day_span
    before = opened.lens.look
    opened.state.change(window=TimeWindow(first, (first + last) // 2))
    assert opened.lens.look is not before
    assert opened.lens.look.shown.n_outside > 0


def test_a_store_that_is_closed_meanwhile_shows_nothing(opened: Program, qtbot: QtBot) -> None:
    opened.state.change(filter=CALLS_ONLY)
    opened.document.close()
    settle(opened, qtbot)
    assert opened.lens.look is None
    assert Selection() == opened.state.facts.selection
