"""The panes follow the window as the design has it, but for those that the user has dragged."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.hostile_window import window
from ui.settings import SettingsStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.app import Program


@pytest.fixture
def program(qapp, sample_store) -> Iterator[Program]:
    with window(qapp) as made:
        made.start(sample_store)
        yield made


Sizes = tuple[int, int, int]
DESIGNED, DESIGNED_WIDE = (232, 384, 238), (284, 520, 330)


def sizes(program: Program) -> Sizes:
    made = program.window
    return made.filters_dock.width(), made.details_dock.width(), made.timeline_dock.height()


def becomes(expected: Sizes, program: Program, qtbot) -> bool:
    """Wait for the sizes, which follow the window after its own event."""
    qtbot.waitUntil(lambda: sizes(program) == expected, timeout=2000)
    return True


def drag_details(program: Program, qtbot) -> int:
    """Drag the line between network and details to the right; returns the width that is left."""
    made = program.window
    before = made.details_dock.width()
    at = QPoint(made.details_dock.x() - 1, made.details_dock.y() + 200)
    QTest.mousePress(made, Qt.MouseButton.LeftButton, pos=at)
    for by_px in (20, 40):
        QTest.mouseMove(made, at + QPoint(by_px, 0))
        qtbot.waitUntil(
            lambda by_px=by_px: made.details_dock.width() == before - by_px, timeout=2000
        )
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton, pos=at + QPoint(40, 0))
    return made.details_dock.width()


@contextmanager
def opened_again(program: Program, qapp, store) -> Iterator[Program]:
    """Close the program and open it anew in a larger window."""
    program.settings.set_window_layout(program.window.layout_state())
    with window(qapp) as other:
        other.start(store)
        other.window.resize(1920, 1080)
        yield other


def test_a_wide_window_has_wider_panes_and_a_narrow_one_narrower(program, qtbot):
    assert becomes(DESIGNED, program, qtbot)
    program.window.resize(1920, 1080)
    assert becomes(DESIGNED_WIDE, program, qtbot)
    program.window.resize(1280, 800)
    assert becomes(DESIGNED, program, qtbot)


def test_sizes_that_nobody_dragged_are_not_kept_for_a_larger_window(
    program, qapp, sample_store, qtbot
):
    assert becomes(DESIGNED, program, qtbot)
    with opened_again(program, qapp, sample_store) as other:
        assert becomes(DESIGNED_WIDE, other, qtbot)


def test_what_was_dragged_is_kept_and_only_that(program, qapp, sample_store, qtbot):
    assert becomes(DESIGNED, program, qtbot)
    dragged = drag_details(program, qtbot)
    assert 344 == dragged
    assert {"details": 344.0} == dict(program.window.layout_state().sizes_px)
    with opened_again(program, qapp, sample_store) as other:
        assert becomes((DESIGNED_WIDE[0], dragged, DESIGNED_WIDE[2]), other, qtbot)


def test_text_of_another_size_keeps_what_was_dragged_in_proportion(program, qtbot):
    assert becomes(DESIGNED, program, qtbot)
    drag_details(program, qtbot)
    program.appearance.set_text_scale(1.25)
    qtbot.waitUntil(lambda: program.window.details_dock.width() == 430, timeout=2000)


def test_the_filters_come_back_from_the_rail_as_wide_as_they_were(program, qtbot):
    program.window.resize(1000, 700)
    qtbot.waitUntil(lambda: not program.filters.isVisible(), timeout=2000)
    program.window.resize(1280, 800)
    assert becomes(DESIGNED, program, qtbot)


def test_what_an_earlier_version_kept_of_the_panes_is_dropped(program):
    kept = program.settings
    kept._qt.setValue("window/docks", b"\0\0\0\xff")
    kept.set_window_layout(program.window.layout_state())
    assert not SettingsStore()._qt.contains("window/docks")
