"""The whole window, as its user goes through it: open, look, search, filter, come back."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QEnterEvent

from db import create_store, open_store
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow
from ui.action_table import ACTIONS
from ui.app import Program
from ui.filters.search_results import ResultModel
from ui.window.about import about_text
from ui.window.files import sample_path

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_store, tmp_path / "sample.actors"))


@pytest.fixture
def program(qapp, qtbot) -> Iterator[Program]:
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    # Left alive, each window would be styled anew by every later test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def actor(program: Program, name: str) -> int:
    dataset = program.document.session.dataset
    return dataset.actor_id(list(dataset.columns.actor_name).index(name))


def interaction(program: Program, title: str) -> int:
    dataset = program.document.session.dataset
    return dataset.interaction_id(list(dataset.columns.interaction_title).index(title))


def test_the_first_start_offers_the_sample_and_one_click_opens_it(program, qapp):
    program.start()
    assert program.first_run.isVisible()
    assert not program.network.isVisible()
    program.first_run.sample_requested.emit()
    qapp.processEvents()
    assert program.network.isVisible()
    assert "US engagement over Karabakh – Actor Explorer" == program.window.windowTitle()
    assert "26 actors" in program.status.counts_text
    assert program.settings.recent() == []


def test_opening_the_sample_again_keeps_what_is_in_it(program):
    program.start()
    program.files.open_sample()
    before = sample_path().read_bytes()
    program.document.close()
    program.files.open_sample()
    assert before == sample_path().read_bytes()


def test_a_spoilt_copy_of_the_sample_is_set_aside_and_made_anew(program):
    program.start()
    path = sample_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not a store any more")
    program.files.open_sample()
    assert "26 actors" in program.status.counts_text
    kept = [p.read_text() for p in path.parent.glob("*set-aside*")]
    assert ["not a store any more"] == kept


def test_while_a_window_is_dragged_the_counts_follow_and_are_right_at_the_end(
    program, store, qtbot
):
    program.start(store)
    with program.state.gesture():
        for last in range(19618, 19626):
            program.state.change(window=TimeWindow(19617, last))
    left = f"{program.lens.look.shown.n_interactions} of 19"
    qtbot.waitUntil(lambda: left in _heading(program, "Interactions"))


def _heading(program: Program, label: str) -> str:
    model = program.filters.facets.facets
    return str(model.data(row_of(program, label), Qt.ItemDataRole.AccessibleTextRole))


def test_a_store_opened_is_listed_as_recent(program, store):
    program.start(store)
    assert [store] == program.settings.recent()


def test_a_file_that_is_no_store_is_explained_and_the_open_one_stays(program, store, tmp_path):
    program.start(store)
    bad = tmp_path / "letter.actors"
    bad.write_text("Dear reader")
    program.files.open(bad)
    assert program.window.notice.isVisible()
    assert "not a store" in program.window.notice.text
    assert program.document.session.path == store
    assert "Dear reader" == bad.read_text()


def test_selecting_in_one_place_selects_everywhere_and_shows_the_way_back(program, store, qapp):
    program.start(store)
    power = actor(program, "Samantha Power")
    program.state.select(Selection.actor(power))
    qapp.processEvents()
    assert program.actions["go.back"].isEnabled()
    assert "Samantha Power" in program.header._here.toolTip()
    assert program.details.profile is not None
    program.actions["go.back"].trigger()
    assert program.state.facts.selection.is_empty


def test_search_finds_by_spelling_of_the_source_and_enter_selects(program, store, qtbot):
    program.start(store)
    program.actions["edit.find"].trigger()
    qtbot.keyClicks(program.filters.search, "anthony bl")
    program.filters._run_search()
    model = program.filters.results.results
    first = model.first_result().data(ResultModel.FOUND)
    assert ("Antony Blinken", "actors") == (first.text, first.group)
    qtbot.keyClick(program.filters.search, Qt.Key.Key_Return)
    assert actor(program, "Antony Blinken") == program.state.facts.selection.sole_actor


def test_a_search_without_result_says_so(program, store, qtbot):
    program.start(store)
    qtbot.keyClicks(program.filters.search, "zzzz")
    program.filters._run_search()
    assert "zzzz" in program.filters._nothing.text()
    qtbot.keyClick(program.filters.search, Qt.Key.Key_Escape)
    assert "" == program.filters.search.text()
    assert 0 == program.filters._stack.currentIndex()


def row_of(program: Program, label: str):
    model = program.filters.facets.facets
    return next(
        model.index(at)
        for at in range(model.rowCount())
        if model.row(model.index(at)).label == label
    )


def click(program: Program, label: str, qtbot, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    view = program.filters.facets
    index = row_of(program, label)
    view.scrollTo(index)
    where = view.visualRect(index).topLeft() + QPoint(50, 10)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def test_clicking_a_filter_hides_a_kind_and_the_status_line_brings_it_back(program, store, qtbot):
    program.start(store)
    click(program, "Meeting", qtbot)
    assert frozenset({"meeting"}) == program.state.facts.filter.interaction_kinds
    assert "4 filtered out · Show all" == program.status._hidden.text()
    qtbot.mouseClick(program.status._hidden, Qt.MouseButton.LeftButton)
    assert FilterSpec() == program.state.facts.filter


def test_alt_click_shows_one_kind_alone_and_again_all(program, store, qtbot):
    program.start(store)
    click(program, "Call", qtbot, Qt.KeyboardModifier.AltModifier)
    assert 1 == program.lens.look.shown.n_interactions
    click(program, "Call", qtbot, Qt.KeyboardModifier.AltModifier)
    assert FilterSpec() == program.state.facts.filter


def test_the_keyboard_toggles_and_folds_filters(program, store, qtbot):
    program.start(store)
    view = program.filters.facets
    view.setFocus()
    view.setCurrentIndex(row_of(program, "Person"))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert frozenset({"person"}) == program.state.facts.filter.actor_kinds
    n = view.facets.rowCount()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.facets.rowCount() < n


def test_a_window_changes_counts_but_not_the_selection(program, store):
    program.start(store)
    call = interaction(program, "Blinken and Aliyev speak by phone")
    program.state.select(Selection.interaction(call))
    program.state.change(window=TimeWindow(19625, 19626))
    assert call == program.state.facts.selection.sole_interaction
    assert "of 19 interactions" in program.status.counts_text
    program.actions["go.all"].trigger()
    assert program.state.facts.window is None


def test_the_last_view_of_a_store_comes_back(program, store, qapp):
    program.start(store)
    power = actor(program, "Samantha Power")
    program.state.change(
        selection=Selection.actor(power), projection="interactions", window=TimeWindow(19622, 19626)
    )
    program.arranger.pin(power, 3.0, -2.0)
    facts = program.state.facts
    program.document.close()
    assert program.first_run.isVisible()
    program.files.open(store)
    now = program.state.facts
    assert facts.selection == now.selection
    assert facts.window == now.window
    assert "interactions" == now.projection
    kept = program.arranger.arrangement
    assert [3.0, -2.0] == kept.xy[kept.network.node_of(power)].tolist()
    assert program.arranger.is_pinned(power)


def test_a_change_by_another_program_is_offered_for_reload(program, store):
    program.start(store)
    with open_store(store) as other, other.atomic("add one") as write:
        kind = write.term("actor_kinds", "person")
        write.insert("actors", name="Somebody New", kind_id=kind)
    program.document.look_for_changes()
    assert "Another program changed this store." == program.window.notice.text
    program.document.reload()
    assert "27 actors" in program.status.counts_text
    program.document.look_for_changes()
    assert not program.window.notice.isVisible()


def test_dropping_a_store_opens_it(program, store, qapp):
    program.start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(store))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    program.window.dropEvent(event)
    assert program.document.session.path == store


def test_a_new_store_is_made_where_the_user_says(program, tmp_path):
    program.start()
    program.files.ask_save = lambda *_: str(tmp_path / "Հանդիպումներ 1")
    program.actions["store.new"].trigger()
    made = tmp_path / "Հանդիպումներ 1.actors"
    assert made.is_file()
    assert program.document.session.path == made
    assert program.window.empty_store.isVisible()


def test_a_new_store_is_offered_at_home_where_there_is_no_folder_for_documents(
    program, tmp_path, monkeypatch
):
    asked = []
    program.files.ask_save = lambda _title, start, _kinds: asked.append(start) or ""
    documents = tmp_path / "Documents"
    monkeypatch.setattr("platformdirs.user_documents_dir", lambda: str(documents))
    program.start()
    program.actions["store.new"].trigger()
    documents.mkdir()
    program.actions["store.new"].trigger()
    assert [Path.home(), documents] == [Path(start).parent for start in asked]


def test_themes_and_text_sizes_are_kept(program, store):
    program.start(store)
    program.actions["view.theme_dark"].trigger()
    program.actions["view.text_larger"].trigger()
    kept = program.settings.read()
    assert ("dark", 1.1) == (kept.theme, kept.text_scale)
    assert program.appearance.theme.is_dark


def test_panes_can_be_folded_away_and_stay_so(program, store, qapp):
    program.start(store)
    program.actions["view.filters"].trigger()
    assert not program.filters.isVisible()
    layout = program.window.layout_state()
    program.window.restore_layout(layout)
    assert not program.filters.isVisible()
    program.actions["edit.find"].trigger()
    assert program.filters.isVisible()


def test_every_key_is_given_once():
    keys = [key for action in ACTIONS for key in action.keys]
    assert sorted(set(keys)) == sorted(keys)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_without_a_store_only_what_makes_sense_is_offered(program):
    program.start()
    offered = {a.id for a in ACTIONS if program.actions[a.id].isEnabled()}
    assert "store.open" in offered
    assert not {"snapshot.export", "view.fit", "go.back", "store.close"} & offered


def test_every_button_has_a_name_for_those_who_listen(program, store, qapp):
    from PySide6.QtWidgets import QAbstractButton

    program.start(store)
    nameless = [
        button
        for button in program.window.findChildren(QAbstractButton)
        if button.isVisible()
        and not (button.accessibleName() or button.text())
        and not button.objectName().startswith("qt_")
        and button.parent() is not program.filters.search
    ]
    assert [] == nameless


def test_about_names_versions_and_licences(qapp):
    text = about_text()
    for word in ("Qt", "SQLite", "MIT", "LGPL", "pyqtgraph"):
        assert word in text


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told by Linux alone")
def test_the_memory_in_use_is_told_in_about_and_at_the_status_line(program):
    assert re.search(r"Memory in use now: [\d,]+ MB", about_text())
    line = program.status
    at = QPointF(5, 5)
    QCoreApplication.sendEvent(line, QEnterEvent(at, at, at))
    assert re.fullmatch(r"Memory in use now: [\d,]+ MB", line.toolTip())


def test_an_empty_store_opens_without_complaint(program, tmp_path):
    path = tmp_path / "empty.actors"
    create_store(path, title="Empty").close()
    program.start(path)
    assert "0 actors" in program.status.counts_text


def test_sizes_can_stand_for_contacts_or_brokerage(program, store):
    program.start(store)
    for action_id, size_by in (
        ("view.size_contacts", "contacts"),
        ("view.size_brokerage", "brokerage"),
    ):
        program.actions[action_id].trigger()
        session = program.document.session
        drawn = program.lens.look.network.actor_measure
        assert drawn is session.known_measure(size_by)
        assert drawn.max() > 0
    program.actions["view.size_interactions"].trigger()
    assert program.lens.look.network.actor_measure is None


def test_the_key_of_the_search_field_never_stands_on_its_words(program, store, qtbot):
    program.start(store)
    field = program.filters.search
    for width in (120, 180, 210, 300, 420):
        field.resize(width, field.height())
        for text in ("", "a", ""):
            field.setText(text)
            words = field.fontMetrics().horizontalAdvance(field.placeholderText())
            if field.key_hint.isVisible():
                assert field.key_hint.x() > words + 30


def test_a_narrow_window_has_a_rail_that_opens_and_closes(program, store, qapp):
    program.start(store)
    program.window.resize(1000, 700)
    qapp.processEvents()
    assert not program.filters.isVisible()
    program.actions["edit.find"].trigger()
    qapp.processEvents()
    assert program.filters.isVisible()
    program.actions["view.filters"].trigger()
    qapp.processEvents()
    assert not program.filters.isVisible()
    program.window.resize(1400, 800)
    qapp.processEvents()
    assert program.filters.isVisible()


def test_the_details_stay_readable_at_twice_the_text(program, store, qapp):
    program.start(store)
    program.appearance.set_text_scale(2.0)
    qapp.processEvents()
    assert program.details.width() >= 0.4 * program.window.width()
