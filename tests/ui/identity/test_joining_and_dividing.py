"""Two selected actors are joined, taken apart in the panel, and one is divided."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from db import reads
from explorer.exchange.interchange import export_json
from explorer.model.view import Selection
from tests.ui.identity.conftest import MINISTRY, PETRA, SORTED
from ui.app import Program
from ui.details.intents import Divide, TakeApart
from ui.identity.merge_dialog import MergeDialog
from ui.identity.split_dialog import SplitDialog


def exported(program: Program) -> str:
    session = program.document.session
    assert session is not None
    return export_json(session.store)


def merging(program: Program) -> MergeDialog:
    dialog = program.identity.dialog
    assert isinstance(dialog, MergeDialog)
    return dialog


def joined(program: Program) -> None:
    program.state.select(Selection(actors=(SORTED, PETRA)))
    program.actions["identity.join"].trigger()
    merging(program).same_button.click()


def test_joining_is_offered_for_two_actors_only(program: Program) -> None:
    action = program.actions["identity.join"]
    for actors, can in (
        ((), False),
        ((PETRA,), False),
        ((PETRA, SORTED), True),
        ((1, 2, 3), False),
    ):
        program.state.select(Selection(actors=actors))
        assert action.isEnabled() == can


def test_two_selected_actors_are_joined_after_a_look_at_both(program: Program) -> None:
    joined(program)
    dataset = program.document.session.dataset  # type: ignore[union-attr]
    assert dataset.actor_row(SORTED) == dataset.actor_row(PETRA)
    assert program.state.facts.selection == Selection.actor(PETRA)


def test_the_direction_and_the_reason_are_asked(program: Program) -> None:
    program.state.select(Selection(actors=(SORTED, PETRA)))
    program.actions["identity.join"].trigger()
    dialog = merging(program)
    dialog.switch()
    dialog.note.setText("Both sign alike.")
    dialog.same_button.click()
    (row,) = reads.judgements(program.document.session.store)  # type: ignore[union-attr]
    assert (row.actor_id, row.other_id, row.note) == (PETRA, SORTED, "Both sign alike.")


def test_the_panel_shows_the_records_and_takes_them_apart(program: Program) -> None:
    before = exported(program)
    joined(program)
    section = next(s for s in program.details.view.sections if s.key == "joined")
    (shown,) = section.lists()
    assert shown.rows.rowCount() == 1
    row = shown.rows.row(0)
    assert row is not None
    assert row.intent == TakeApart(SORTED)
    program.details.amending.emit(row.intent)
    assert exported(program) == before
    assert program.state.facts.selection == Selection.actor(SORTED)


def test_a_joined_actor_can_be_undone_after_other_edits(program: Program) -> None:
    before = exported(program)
    joined(program)
    program.actions["edit.undo"].trigger()
    assert exported(program) == before
    program.actions["edit.redo"].trigger()
    assert exported(program) != before


def test_the_context_menu_offers_to_join_with_what_is_selected(program: Program) -> None:
    program.state.select(Selection.actor(PETRA))
    menu = QMenu()
    assert program.network.more_in_menu is not None
    program.network.more_in_menu(menu, Selection.actor(SORTED))
    found = {action.text(): action for action in menu.actions()}
    found["Show as one with Petra Novák…"].trigger()
    assert merging(program).windowTitle() == "Show two actors as one"
    assert "Divide into two actors…" in found


def test_one_actor_is_divided_by_what_is_ticked(program: Program) -> None:
    before = exported(program)
    program.details.amending.emit(Divide(MINISTRY))
    dialog = program.identity.dialog
    assert isinstance(dialog, SplitDialog)
    assert not dialog.split_button.isEnabled()
    dialog.name.setText("Ministry of Grain")
    dialog.filter_line.setText("call")
    for item in dialog._part_items:
        if not item.isHidden():
            item.setCheckState(0, Qt.CheckState.Checked)
    dialog.split_button.click()
    new = program.state.facts.selection.sole_actor
    assert new is not None
    dataset = program.document.session.dataset  # type: ignore[union-attr]
    row = dataset.actor_row(new)
    assert dataset.actor_name(row) == "Ministry of Grain"
    assert [dataset.title(int(at)) for at in dataset.interactions_of.of(row)] == ["Call"]
    program.actions["edit.undo"].trigger()
    assert exported(program) == before
