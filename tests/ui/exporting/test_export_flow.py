"""Exporting from the window: what is chosen is what is written, and what is lost is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from explorer.exchange.writers import WRITERS
from explorer.model.view import Selection
from ui.app import Program
from ui.exporting.dialog import ExportDialog


@pytest.fixture
def program(qapp, qtbot, sample_store: Path, tmp_path: Path) -> Iterator[Program]:
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    made.start(Path(shutil.copy(sample_store, tmp_path / "sample.actors")))
    yield made
    if made.exporting.dialog is not None:
        made.exporting.dialog.reject()
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.processEvents()


def opened(program: Program) -> ExportDialog:
    program.actions["store.export"].trigger()
    dialog = program.exporting.dialog
    assert dialog is not None
    return dialog


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(name))


def export(program: Program, dialog: ExportDialog, out: Path) -> None:
    program.exporting.ask_save = lambda *_: str(out)
    dialog.export_button.click()


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_every_format_is_offered_written_and_said(program, tmp_path, writer):
    dialog = opened(program)
    choose(dialog, writer.name)
    export(program, dialog, tmp_path / f"out{writer.ending}")
    assert None is program.exporting.dialog
    assert list(tmp_path.glob(f"out*{writer.ending}"))
    said = [label.text() for label in program.status.findChildren(QLabel)]
    assert any(words.startswith("Saved out") for words in said)


def test_the_ending_is_added_and_the_choice_kept(program, tmp_path):
    dialog = opened(program)
    choose(dialog, "graphml")
    dialog.choices["projection"].button("pairs").click()
    export(program, dialog, tmp_path / "out.2023")
    text = (tmp_path / "out.2023.graphml").read_text("utf-8")
    assert 'edgedefault="undirected"' in text
    again = opened(program).choice()
    assert ("graphml", "pairs") == (again.format_name, again.answers["projection"])


def test_only_what_is_selected_is_written_and_counted(program, tmp_path):
    actor = int(program.document.session.dataset.columns.actor_id[0])
    program.state.select(Selection.actor(actor))
    dialog = opened(program)
    choose(dialog, "graphml")
    dialog.scope.button("selection").click()
    offer = program.exporting._offers["selection"]
    assert 0 < offer.n_actors < program.document.session.dataset.n_actors
    assert offer.words in [label.text() for label in dialog.findChildren(QLabel)]
    export(program, dialog, tmp_path / "out.graphml")
    text = (tmp_path / "out.graphml").read_text("utf-8")
    assert offer.n_actors == text.count('<node id="a:')
    assert offer.n_interactions == text.count('<node id="i:')


def test_parts_that_are_not_there_cannot_be_chosen(program):
    dialog = opened(program)
    assert [True, False, False] == [
        dialog.scope.button(name).isEnabled() for name in ("whole", "view", "selection")
    ]
    choose(dialog, "json")
    assert not dialog.scope.isEnabled()
    assert not dialog.choices["projection"].isEnabled()


def test_each_projection_says_what_it_loses(program):
    dialog = opened(program)
    losses = set()
    for projection in ("events", "pairs"):
        dialog.choices["projection"].button(projection).click()
        losses.add(dialog.loss_text)
    choose(dialog, "json")
    losses.add(dialog.loss_text)
    assert 3 == len(losses)
    assert all(losses)


def test_a_file_that_cannot_be_written_is_told_in_the_dialog(program, tmp_path):
    dialog = opened(program)
    export(program, dialog, tmp_path / "no folder" / "out.gexf")
    assert "no folder" in dialog.failure_text
    assert program.exporting.dialog is dialog


def test_what_did_not_fit_is_said_afterwards(program, tmp_path):
    dialog = opened(program)
    dialog.choices["projection"].button("pairs").click()
    export(program, dialog, tmp_path / "out.gexf")
    assert "edges from that actor to itself" in program.window.notice.text
