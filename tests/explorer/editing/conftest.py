"""A small store to edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Store
from tests.building import build_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two persons and a department, a call and an arrival, a topic; open for writing."""
    with build_store(
        tmp_path / "edited.actors",
        actors=("Samantha Power", "İlham Əliyev", ("State Department", "organisation")),
        interactions=(
            {
                "title": "Call about the corridor",
                "kind": "call",
                "edtf": "2023-09-26",
                "participants": (("Samantha Power", "caller"), ("İlham Əliyev", "called")),
                "topics": ("humanitarian access", "observers"),
                "place": "Yerevan",
            },
            {
                "title": "Arrival for talks",
                "kind": "arrival",
                "edtf": "2023-09-22/2023-09-25",
                "participants": (("Samantha Power", "visitor"),),
            },
        ),
    ) as made:
        yield made
