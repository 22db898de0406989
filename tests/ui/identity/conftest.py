"""The program with a store in which some people are there twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.building import build_store
from ui.app import Program

ZAUR, CYRILLIC, SHORT, PETRA, SORTED, MINISTRY = range(1, 7)
NAMES = ("Zaur Ələsgərov", "Заур Алескеров", "Z. Ələsgərov", "Petra Novák", "Novák, Petra")


@pytest.fixture
def program(qapp, tmp_path: Path) -> Iterator[Program]:
    """Show the store in a window; every job runs at once."""
    others = tuple(f"Other{chr(97 + number % 26)}q{number}" for number in range(40))
    build_store(
        tmp_path / "s.actors",
        actors=(*NAMES, ("Ministry", "organisation"), *others),
        interactions=(
            {"title": "Call", "edtf": "2023-09-26", "participants": ("Zaur Ələsgərov", "Ministry")},
            {
                "title": "Talks",
                "edtf": "2023-09-27",
                "participants": ("Заур Алескеров", "Ministry"),
            },
            {"title": "Visit", "participants": ("Petra Novák", "Ministry")},
        ),
    ).close()
    made = Program(qapp, is_synchronous=True)
    made.start(tmp_path / "s.actors")
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
