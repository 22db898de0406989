"""The search field leaves the window's keys to the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.filters.pane import SearchField
from ui.theme.appearance import Appearance


@pytest.fixture
def field(qapp, qtbot) -> SearchField:
    made = SearchField(Appearance(qapp, "light"))
    qtbot.addWidget(made)
    return made


def test_the_export_key_is_given_back_to_the_window(field, qapp):
    # On X a text field claims this key for "end of line"; here it comes claimed already.
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
    )
    asked.accept()
    qapp.sendEvent(field, asked)
    assert not asked.isAccepted()


def test_the_keys_of_editing_stay_with_the_field(field, qapp):
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    )
    asked.ignore()
    qapp.sendEvent(field, asked)
    assert asked.isAccepted()
