"""A window that works in its lanes, and a store so large that a raster draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from explorer.compiling.warm import fill_cache
from tests.building import generate
from ui.app import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def crowd_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of 3,400 actors: read it, do not write it."""
    fill_cache()
    path = tmp_path_factory.mktemp("opening") / "crowd.actors"
    generate(path, 3_400, 14_000, seed=3)
    return path


@pytest.fixture
def program(qapp: QApplication, own_home: Path) -> Iterator[Program]:
    """Give a window with lanes of their own."""
    made = Program(qapp)
    made.appearance.reduced_motion = True
    made.window.resize(1100, 760)
    made.start()
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
