"""Exporting from the window and opening a picture: what is chosen is what is written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from explorer.model.view import Selection, ViewFacts
from explorer.network.filters import FilterSpec, TimeWindow
from ui.app import Program
from ui.snapshot.carried_view import read_carried
from ui.snapshot.choices import Choices
from ui.snapshot.dialog import SnapshotDialog
from ui.snapshot.spec import SnapshotSpec
from ui.window.sample_preview import SAMPLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_store, tmp_path / "sample.actors"))


@pytest.fixture
def program(qapp, qtbot, store) -> Iterator[Program]:
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    made.start(store)
    yield made
    if made.snapshot.dialog is not None:
        made.snapshot.dialog.reject()
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.processEvents()


def opened(program: Program) -> SnapshotDialog:
    program.actions["snapshot.export"].trigger()
    dialog = program.snapshot.dialog
    assert dialog is not None
    return dialog


def export(program: Program, dialog: SnapshotDialog, out: Path) -> None:
    program.snapshot.ask_save = lambda *_: str(out)
    dialog.export_button.click()


def test_what_is_chosen_is_written_and_said(program, qtbot, tmp_path):
    dialog = opened(program)
    dialog.options.page_width.setValue(800)
    dialog.options.page_height.setValue(500)
    dialog.options.sharpness.setCurrentIndex(0)
    dialog.options.theme.button("dark").click()
    export(program, dialog, tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert (800, 500) == (image.width(), image.height())
    assert "#121316" == image.pixelColor(2, 2).name()
    assert None is program.snapshot.dialog
    said = [label.text() for label in program.status.findChildren(QLabel)]
    assert any(words.startswith("Saved a.png.") for words in said)


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_vector_formats_are_written(program, tmp_path, ending, start):
    dialog = opened(program)
    dialog.options.format.button(ending).click()
    assert not dialog.options.sharpness.isEnabled()
    assert not dialog.options.carries_view.isEnabled()
    export(program, dialog, tmp_path / f"a.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes().startswith(start)


def test_a_picture_brings_its_view_back(program, tmp_path):
    facts = ViewFacts(
        selection=Selection.actor(3),
        window=TimeWindow(19_625, 19_626),
        filter=FilterSpec(interaction_kinds=frozenset({"visit"})),
        projection="interactions",
        viewport=(-1.0, -2.0, 3.0, 2.0),
    )
    program.state.change(
        selection=facts.selection,
        window=facts.window,
        filter=facts.filter,
        projection=facts.projection,
        viewport=facts.viewport,
    )
    export(program, opened(program), tmp_path / "a.png")
    places = program.arranger.to_json()
    program.state.reset(ViewFacts())
    program.files.open(tmp_path / "a.png")
    assert facts == program.state.facts
    assert places["interactions"] == program.arranger.to_json()["interactions"]


def test_a_picture_opens_its_store_where_none_is_open(program, store, tmp_path):
    program.state.change(window=TimeWindow(19_625, 19_626))
    export(program, opened(program), tmp_path / "a.png")
    program.document.close()
    program.files.open(tmp_path / "a.png")
    assert store == program.document.session.path
    assert TimeWindow(19_625, 19_626) == program.state.facts.window


def test_a_moved_store_is_looked_for_and_asked_for(program, store, tmp_path):
    away = tmp_path / "far" / "away" / "from" / "here"
    away.mkdir(parents=True)
    export(program, opened(program), tmp_path / "a.png")
    program.document.close()
    moved = Path(shutil.move(store, away / "other.actors"))
    program.snapshot.ask_store = lambda *_: ""
    program.files.open(tmp_path / "a.png")
    assert None is program.document.session
    assert "sample.actors" in program.window.notice.text
    program.snapshot.ask_store = lambda *_: str(moved)
    program.files.open(tmp_path / "a.png")
    assert moved == program.document.session.path


def test_a_picture_without_a_view_is_explained(program, tmp_path):
    dialog = opened(program)
    dialog.options.carries_view.setChecked(False)
    export(program, dialog, tmp_path / "a.png")
    program.files.open(tmp_path / "a.png")
    assert "a.png carries no view" in program.window.notice.text


def test_the_whole_network_has_no_filters_and_what_is_seen_has(program, tmp_path):
    program.state.change(window=TimeWindow(19_625, 19_626), viewport=(0.0, 0.0, 1.0, 1.0))
    dialog = opened(program)
    export(program, dialog, tmp_path / "seen.png")
    assert TimeWindow(19_625, 19_626) == read_carried(tmp_path / "seen.png").facts.window
    dialog = opened(program)
    dialog.options.part.button("whole").click()
    export(program, dialog, tmp_path / "whole.png")
    facts = read_carried(tmp_path / "whole.png").facts
    assert (None, None) == (facts.window, facts.viewport)
    # The window itself keeps its view.
    assert TimeWindow(19_625, 19_626) == program.state.facts.window


def test_a_failure_is_said_in_the_dialog_which_stays(program, tmp_path):
    dialog = opened(program)
    export(program, dialog, tmp_path / "nowhere" / "a.png")
    assert dialog is program.snapshot.dialog
    assert dialog.isVisible()
    assert "no folder" in dialog.failure_text
    assert dialog.export_button.isEnabled()
    export(program, dialog, tmp_path / "a.png")
    assert (tmp_path / "a.png").exists()


def test_a_name_without_ending_gets_it_and_then_replaces_nothing(program, tmp_path):
    (tmp_path / "a.png").write_bytes(b"mine")
    dialog = opened(program)
    export(program, dialog, tmp_path / "a")
    assert b"mine" == (tmp_path / "a.png").read_bytes()
    assert "exists already" in dialog.failure_text
    export(program, dialog, tmp_path / "b")
    assert (tmp_path / "b.png").exists()


def test_giving_up_the_name_keeps_the_dialog(program, qtbot):
    dialog = opened(program)
    program.snapshot.ask_save = lambda *_: ""
    dialog.export_button.click()
    assert dialog is program.snapshot.dialog
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert None is program.snapshot.dialog


def test_choices_are_kept_for_the_session_but_not_the_title(program, tmp_path):
    dialog = opened(program)
    dialog.options.format.button("svg").click()
    dialog.options.legend.setChecked(False)
    dialog.options.title.setText("Another one")
    export(program, dialog, tmp_path / "a.svg")
    assert "Another one" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    dialog = opened(program)
    assert "svg" == dialog.choices().file_format
    assert not dialog.choices().spec.has_legend
    assert "US engagement over Karabakh" == dialog.options.title.text()


def test_the_preview_shows_the_page_and_follows_the_choices(program, qtbot):
    dialog = opened(program)
    qtbot.waitUntil(lambda: dialog.preview.image is not None)
    first = dialog.preview.image
    assert 1.6 == pytest.approx(first.width() / first.height(), rel=0.01)
    dialog.options.theme.button("dark").click()
    qtbot.waitUntil(lambda: dialog.preview.image is not first)
    assert "#121316" == dialog.preview.image.pixelColor(1, 1).name()


def test_there_is_no_dialog_without_a_store(program):
    program.document.close()
    program.snapshot.ask()
    assert None is program.snapshot.dialog


def test_a_running_export_can_be_cancelled_and_leaves_nothing(qapp, qtbot, store, tmp_path):
    program = Program(qapp)
    program.start(store)
    qtbot.waitUntil(lambda: program.arranger.arrangement is not None, timeout=20_000)
    dialog = opened(program)
    export(program, dialog, tmp_path / "a.png")
    assert not dialog.export_button.isEnabled()
    dialog.cancel_button.click()
    assert dialog.isVisible()
    assert dialog.export_button.isEnabled()
    dialog.cancel_button.click()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert None is program.snapshot.dialog
    assert [store.name] == [entry.name for entry in tmp_path.iterdir()]
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    qapp.processEvents()


# --- the dialog alone ----------------------------------------------------------------------------


@pytest.fixture
def dialog(program) -> SnapshotDialog:
    return opened(program)


def test_every_control_has_a_name_and_can_be_reached_by_tab(dialog):
    kinds = (QAbstractButton, QComboBox, QSpinBox, QLineEdit)
    controls = [
        widget
        for widget in dialog.findChildren(QWidget)
        if isinstance(widget, kinds) and not isinstance(widget.parent(), QSpinBox | QComboBox)
    ]
    assert 15 < len(controls)
    for widget in controls:
        named = widget.accessibleName() or getattr(widget, "text", str)()
        assert named, widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, named


def test_a_chosen_size_fills_the_fields_and_a_typed_one_shows_in_the_list(dialog):
    options = dialog.options
    at = options.size_choice.findText("Slide 16:9, 1920 × 1080")
    options.size_choice.setCurrentIndex(at)
    options.size_choice.activated.emit(at)
    assert (1920, 1080) == (options.page_width.value(), options.page_height.value())
    options.page_width.setValue(777)
    assert "Another size" == options.size_choice.currentText()
    options.page_width.setValue(1400)
    options.page_height.setValue(1400)
    assert options.size_choice.currentText().startswith("Square")


def test_the_choices_come_back_as_they_were_put_in(program, qtbot):
    spec = SnapshotSpec(
        1234,
        567,
        300 / 96,
        "transparent",
        is_whole=True,
        keep_selection=True,
        has_title=False,
        has_legend=False,
        has_activity=False,
        has_sources=False,
        title="Mine",
    )
    made = SnapshotDialog(
        program.appearance,
        Choices(spec, "pdf", False),
        store_title="Theirs",
        has_selection=True,
    )
    qtbot.addWidget(made)
    assert Choices(spec, "pdf", False) == made.choices()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_at_any_text_size(program, qtbot, scale):
    program.appearance.set_text_scale(scale)
    made = SnapshotDialog(program.appearance, Choices(), store_title="Title", has_selection=False)
    qtbot.addWidget(made)
    made.show()
    for widget in made.options.findChildren(QWidget):
        if isinstance(widget, QAbstractButton) and widget.isVisible():
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
    program.appearance.set_text_scale(1.0)


# --- the first page ------------------------------------------------------------------------------


def test_the_words_on_the_sample_are_true(program):
    dataset = program.document.session.dataset
    said = (
        f"{program.document.session.title}, 18–27 September 2023: {dataset.n_actors} actors, "
        f"{dataset.n_interactions} interactions and one call told in two ways, from one article."
    )
    assert said == SAMPLE_WORDS
    assert 1 == int(dataset.accounts_differ.sum())
    assert 1 == len(dataset.columns.sources)


def test_the_first_page_gets_the_sample_s_network_once(qapp, qtbot):
    program = Program(qapp, is_synchronous=True)
    program.window.resize(1280, 800)
    begun: list[str] = []
    program.jobs.started.connect(begun.append)
    program.start()
    program.document.closed.emit()
    preview = program.first_run.preview
    qtbot.waitUntil(lambda: preview.accessibleDescription() != "")
    assert 1 == begun.count("sample-preview")
    image = preview.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }
    assert 20 < len(colours)
    # Pale: nothing is as dark as the ink of names and glyphs.
    assert all(int(name[1:3], 16) > 60 for name in colours)
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    qapp.processEvents()
