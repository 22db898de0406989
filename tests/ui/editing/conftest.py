"""A whole window on a store of its own, with jobs at once or in their lanes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.building import build_store
from ui.app import Program

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Three actors, a call and an arrival."""
    path = tmp_path / "talks.actors"
    build_store(
        path,
        actors=("Samantha Power", "İlham Əliyev", ("State Department", "organisation")),
        interactions=(
            {
                "title": "Call about the corridor",
                "kind": "call",
                "edtf": "2023-09-26",
                "participants": (("Samantha Power", "caller"), ("İlham Əliyev", "called")),
            },
            {
                "title": "Arrival for talks",
                "kind": "arrival",
                "edtf": "2023-09-22/2023-09-25",
                "participants": (("Samantha Power", "visitor"),),
            },
        ),
    ).close()
    return path


@pytest.fixture
def opened(qapp: QApplication, talks: Path) -> Iterator[Callable[[bool], Program]]:
    """Give a window on the store; True: jobs run at once, in the test's thread."""
    made: list[Program] = []

    def open_it(is_synchronous: bool) -> Program:
        program = Program(qapp, is_synchronous=is_synchronous)
        made.append(program)
        program.window.resize(1280, 800)
        program.start(talks)
        return program

    yield open_it
    for program in made:
        program.close()
        program.window.deleteLater()
        program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(opened: Callable[[bool], Program]) -> Program:
    """A window whose jobs run at once."""
    return opened(True)
