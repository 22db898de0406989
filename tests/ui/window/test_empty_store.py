"""A store without actors says so once, and offers what one can begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db import create_store
from tests.ui.hostile_window import window
from ui.theme import Appearance
from ui.window.empty_store import EmptyStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.app import Program


@pytest.fixture
def program(qapp, tmp_path) -> Iterator[Program]:
    path = tmp_path / "empty.actors"
    create_store(path, title="Empty").close()
    with window(qapp) as made:
        made.start(path)
        yield made


def test_that_there_are_no_actors_is_said_in_the_network_s_place(program):
    assert program.window.empty_store.isVisible()
    assert not program.network.isVisible()
    assert not program.window.notice.isVisible()


def test_a_store_with_actors_shows_its_network_again(program, sample_store):
    program.files.open(sample_store)
    assert program.network.isVisible()
    assert not program.window.empty_store.isVisible()


def shown(page: QWidget, kind: type[QWidget]) -> list[str]:
    return [w.text() for w in page.findChildren(kind) if not w.isHidden()]


def test_what_is_offered_does_what_it_says_and_nothing_else_is_promised(qapp, qtbot):
    page = EmptyStore(Appearance(qapp))
    qtbot.addWidget(page)
    assert [] == shown(page, QPushButton)
    assert ["This store has no actors yet."] == shown(page, QLabel)
    begin, done = QAction("Import…"), []
    begin.triggered.connect(lambda: done.append("imported"))
    page.offer([("Import…", begin)])
    (button,) = [w for w in page.findChildren(QPushButton) if not w.isHidden()]
    button.click()
    assert ["imported"] == done
    begin.setEnabled(False)
    assert not button.isEnabled()


def test_what_stands_in_a_submenu_is_offered_with_its_verb(program):
    offered = shown(program.window.empty_store, QPushButton)
    assert "Import…" == offered[0]
    assert "Add actor…" in offered
