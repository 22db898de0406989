"""What tests with windows share."""

from __future__ import annotations

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


@pytest.fixture(autouse=True)
def widgets_are_gone_afterwards() -> Iterator[None]:
    """Delete what was told to delete itself: left alive, each later theme would style it anew."""
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
