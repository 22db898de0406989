"""A store dropped on a window with one open: opened or joined, as its user says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from db import open_store
from explorer.exchange.exporting import export_json
from ui.app import Program


@pytest.fixture
def program(qapp, qtbot, sample_store, tmp_path: Path) -> Iterator[Program]:
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    made.start(Path(shutil.copy(sample_store, tmp_path / "mine.actors")))
    yield made
    dialog = made.importing.flow.dialog
    if dialog is not None:
        dialog.reject()
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def theirs(sample_store, tmp_path: Path) -> Path:
    path = Path(shutil.copy(sample_store, tmp_path / "theirs.actors"))
    with open_store(path) as store, store.atomic("See it otherwise") as writer:
        writer.update("interactions", 2, title="Told in another way")
    return path


def pressed(program: Program, words: str) -> None:
    button = next(b for b in program.window.notice.findChildren(QPushButton) if b.text() == words)
    assert button.isVisibleTo(program.window)
    button.click()


def test_a_dropped_store_is_opened_or_joined_as_asked(program, theirs):
    program.window.files_dropped.emit([theirs])
    assert program.document.session.path.name == "mine.actors"
    pressed(program, "Open it")
    assert program.document.session.path == theirs


def test_a_join_says_what_differs_and_can_be_undone(program, theirs):
    before = export_json(program.document.session.store)
    program.window.files_dropped.emit([theirs])
    pressed(program, "Join it with this one…")
    dialog = program.importing.flow.dialog
    dialog.import_button.click()
    session = program.document.session
    assert session.path.name == "mine.actors"
    assert session.dataset.n_interactions == 19
    assert session.dataset.accounts_differ.sum() >= 2
    assert "told differently" in dialog.report.text
    dialog.reject()
    program.document.undo()
    assert export_json(program.document.session.store) == before
