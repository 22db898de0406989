"""What tests with windows share."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from explorer.sample import create_sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample, written once for all tests: read it, or change a copy of it."""
    path = tmp_path_factory.mktemp("sample") / "sample.actors"
    create_sample(path).close()
    return path


#: So many objects more than before are worth a round.
MANY_OBJECTS = 20_000


@pytest.fixture(autouse=True)
def widgets_are_gone_afterwards() -> Iterator[None]:
    """Delete what was told to delete itself: left alive, each later theme would style it anew.

    Meanwhile the collector works in no thread, as in the program (`ui/collecting.py`): a worker's
    would delete widgets.
    """
    gc.disable()
    yield
    gc.enable()
    if gc.get_count()[0] > MANY_OBJECTS:
        gc.collect(1)
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
