"""What the tests of importing share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ui.app import Program


@pytest.fixture
def program(qapp, qtbot) -> Iterator[Program]:
    """Give the program without a store, its jobs done at once."""
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    made.start()
    yield made
    if made.importing.flow.dialog is not None:
        made.importing.flow.dialog.reject()
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.processEvents()
