"""Stores for the tests of this room."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import create_store
from explorer.sample import create_sample
from explorer.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a new store that nothing is in yet, open for writing."""
    with closing(create_store(tmp_path / "s.actors", title="S")) as made:
        yield made


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[Session]:
    """Give the sample, open; tests of a module share it and do not write."""
    path = tmp_path_factory.mktemp("sample") / "sample.actors"
    create_sample(path).close()
    session = Session.load(path)
    yield session
    session.close()
