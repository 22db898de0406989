"""Looking at a thing in its form and saving leaves it to the letter, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.hostile_store import build_hostile_store
from ui.app import Program
from ui.editing.fields.field import Field

_ROWS = 4


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.actors"
    build_hostile_store(path)
    return path


@pytest.fixture
def hostile(qapp, hostile_file: Path) -> Iterator[Program]:
    made = Program(qapp, is_synchronous=True)
    made.start(hostile_file)
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    "table", ["actors", "relations", "interactions", "sources", "quotes", "accounts", "evidence"]
)
def test_saving_what_was_only_looked_at_changes_nothing(hostile: Program, table: str) -> None:
    store = hostile.document.session.store
    ids = [
        row[0]
        for row in store.connection.execute(f'SELECT id FROM "{table}" ORDER BY id LIMIT {_ROWS}')
    ]
    assert ids
    steps = store.counts()["history_steps"]
    for row_id in ids:
        hostile.entry.change(table, row_id)
        form = hostile.entry.form
        assert form is not None
        form.save()
        if form.isVisible():
            # Words whose place is outside of their source ask to be marked there again.
            faults = [field.fault for field in form.findChildren(Field)]
            assert "outside the source" in " ".join([form.failure_text, *faults])
            form.done(0)
        assert steps == store.counts()["history_steps"], (table, row_id)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_names_of_the_store_are_text_and_nothing_else(hostile: Program) -> None:
    hostile.entry.change("actors", 1)
    form = hostile.entry.form
    assert form is not None
    formats = {label.textFormat() for label in form.findChildren(QLabel) if label.text()}
    assert {QLabel().textFormat().PlainText} == formats
    assert all(len(button.text()) < 100 for button in form.findChildren(QPushButton))
