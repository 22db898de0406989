"""The panel shows a click before the pictures follow, and never keeps them waiting for long."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from ui.panel_first import PanelFirst


class _Panel(QObject):
    settled = Signal()
    is_reading = True


@pytest.fixture
def panel(qtbot: QtBot) -> _Panel:
    return _Panel()


def test_a_picture_is_held_until_the_panel_stands_and_then_drawn_once(panel: _Panel) -> None:
    drawn: list[str] = []
    first = PanelFirst(lambda: panel.is_reading, panel.settled, panel)

    def draw() -> None:
        drawn.append("network")

    assert first.holds(draw)
    assert first.holds(draw)
    assert drawn == []
    panel.settled.emit()
    panel.settled.emit()
    assert drawn == ["network"]


def test_nothing_is_held_where_no_page_is_being_read(panel: _Panel) -> None:
    panel.is_reading = False
    first = PanelFirst(lambda: panel.is_reading, panel.settled, panel)
    assert not first.holds(lambda: pytest.fail("drawn by the one who was to draw by itself"))
    panel.settled.emit()


def test_a_page_that_takes_long_does_not_keep_the_pictures_waiting(
    panel: _Panel, qtbot: QtBot
) -> None:
    drawn: list[str] = []
    first = PanelFirst(lambda: panel.is_reading, panel.settled, panel)
    assert first.holds(lambda: drawn.append("network"))
    qtbot.waitUntil(lambda: drawn == ["network"], timeout=2000)
