"""Opening one store after the other leaves nothing of those before behind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.building import generate_store
from tests.ui.hostile_window import window
from ui.app import Program

TIMES = 20


@pytest.fixture
def program(qapp: QApplication, sample_store: Path) -> Iterator[Program]:
    with window(qapp) as made:
        made.start(sample_store)
        yield made


def test_what_was_open_before_is_let_go_of(program: Program, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.actors" for name in ("one", "two")]
    for seed, path in enumerate(paths):
        generate_store(path, 30, 60, seed).close()
    seen: list[weakref.ref[object]] = []
    for number in range(TIMES):
        program.files.open(paths[number % 2])
        for _ in range(5):
            QApplication.processEvents()
        session, arrangement = program.document.session, program.arranger.arrangement
        assert session is not None
        assert arrangement is not None
        assert session.path == paths[number % 2]
        seen += [weakref.ref(it) for it in (session.dataset, session.network("ties"), arrangement)]
        del session, arrangement
    gc.collect()
    alive = [number // 3 for number, thing in enumerate(seen) if thing() is not None]
    assert set(alive) <= {TIMES - 2, TIMES - 1}, "the open one, and what waits for a next picture"
