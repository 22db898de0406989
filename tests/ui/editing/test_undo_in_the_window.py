"""Undo, redo and delete as the user does them: names in the menu, the view kept, reasons told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import Store, open_store
from explorer.editing.adding import add_actor, add_interaction, add_participant
from explorer.editing.changing import change_actor
from explorer.editing.drafts import ActorDraft, InteractionDraft, ParticipantDraft, WhenDraft
from explorer.editing.edited import Edited
from explorer.editing.refusal import EditRefused
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress
from ui.app import Program
from ui.editing.agreement import Agreement

CALL = InteractionDraft(
    "call",
    when=WhenDraft("2023-09-27"),
    participants=(ParticipantDraft(1), ParticipantDraft(ActorDraft("Somebody New"))),
)


def names(program: Program) -> set[str]:
    session = program.document.session
    assert session is not None
    return set(session.dataset.columns.actor_name)


def question(program: Program) -> Agreement:
    (found,) = program.window.findChildren(Agreement)
    return found


def test_what_is_added_is_seen_selected_and_named_in_the_edit_menu(program: Program) -> None:
    program.document.edit(add_interaction, CALL)
    assert "Somebody New" in names(program)
    assert program.state.facts.selection == Selection.interaction(3)
    assert program.actions["edit.undo"].text() == "Undo: Add the call of 27 September 2023"
    assert program.actions["edit.undo"].isEnabled()
    assert not program.actions["edit.redo"].isEnabled()
    program.actions["edit.undo"].trigger()
    assert "Somebody New" not in names(program)
    assert program.state.facts.selection == Selection()
    assert program.actions["edit.redo"].text() == "Redo: Add the call of 27 September 2023"
    program.actions["edit.redo"].trigger()
    assert "Somebody New" in names(program)
    assert not program.actions["edit.redo"].isEnabled()


def test_places_window_and_filter_stay_when_the_store_changes(program: Program) -> None:
    program.arranger.pin(1, 3.0, -2.0)
    program.state.change(include_undated=True, show_ghosts=False)
    before = program.arranger.arrangement
    assert before is not None
    program.document.edit(add_interaction, CALL)
    after = program.arranger.arrangement
    assert after is not None
    assert after.network is not before.network
    for key in before.network.node_key.tolist():
        was, now = before.xy[before.network.node_of(key)], after.xy[after.network.node_of(key)]
        assert tuple(was) == tuple(now), key
    assert program.arranger.is_pinned(1)
    facts = program.state.facts
    assert (facts.include_undated, facts.show_ghosts) == (True, False)


def test_the_keys_undo_and_redo(program: Program) -> None:
    program.document.edit(add_actor, ActorDraft("Nikol Pashinyan"))
    program.window.activateWindow()
    program.network.setFocus()
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Nikol Pashinyan" not in names(program)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(program.window, Qt.Key.Key_Z, both)
    assert "Nikol Pashinyan" in names(program)


def test_undo_of_an_import_is_asked_about_first(program: Program) -> None:
    assert program.actions["edit.undo"].text() == "Undo: Build"
    program.actions["edit.undo"].trigger()
    dialog = question(program)
    assert "Build" in dialog.question.lead
    assert "Samantha Power" in names(program)
    dialog.accept()
    assert names(program) == set()


def test_deleting_says_what_goes_along_and_does_it_when_agreed(program: Program) -> None:
    program.state.select(Selection.actor(1))
    assert program.actions["edit.delete"].isEnabled()
    program.actions["edit.delete"].trigger()
    dialog = question(program)
    assert dialog.question.lead == "Deleting Samantha Power would also remove:"
    assert dialog.question.lines == ("2 participations",)
    dialog.reject()
    assert "Samantha Power" in names(program)


def test_deleting_what_nothing_rests_on_asks_nothing(program: Program) -> None:
    program.state.select(Selection.actor(3))
    program.actions["edit.delete"].trigger()
    assert "State Department" not in names(program)
    assert program.window.findChildren(Agreement) == []
    assert program.actions["edit.undo"].text() == "Undo: Delete State Department"


def test_a_step_that_others_rest_on_is_offered_with_them(program: Program) -> None:
    done: list[Edited] = []
    program.document.edit(add_actor, ActorDraft("New"), on_done=done.append)
    program.document.edit(add_participant, 2, ParticipantDraft(4))
    program.document.edit(add_actor, ActorDraft("Unrelated"))
    step_id = done[0].step_id
    assert step_id is not None
    program.editing.take_back(step_id)
    dialog = question(program)
    assert dialog.question.lines == ("Add New to the arrival of 22–25 September 2023",)
    assert dialog.question.do == "Take back both"
    dialog.accept()
    assert names(program) == {"Samantha Power", "İlham Əliyev", "State Department", "Unrelated"}


def test_a_refused_edit_goes_to_its_form_and_changes_nothing(program: Program) -> None:
    faults: list[Exception] = []
    program.document.edit(add_actor, ActorDraft(" "), on_failed=faults.append)
    (fault,) = faults
    assert isinstance(fault, EditRefused)
    assert fault.field == "name"
    assert not program.window.notice.isVisible()
    program.document.edit(add_actor, ActorDraft(" "))
    assert program.window.notice.text == "Give the actor a name."


def test_a_store_for_reading_only_offers_no_edits_and_says_why(
    opened: Callable[[bool], Program], talks: Path
) -> None:
    talks.chmod(0o444)
    program = opened(True)
    assert not program.document.can_edit
    assert not program.actions["edit.undo"].isEnabled()
    assert "reading only" in program.actions["edit.undo"].toolTip()
    faults: list[Exception] = []
    program.document.edit(add_actor, ActorDraft("X"), on_failed=faults.append)
    assert "reading only" in str(faults[0])


def test_what_another_program_wrote_meanwhile_is_kept_and_seen(
    program: Program, talks: Path
) -> None:
    with open_store(talks) as other:
        change_actor(other, 2, ActorDraft("Ilham Aliyev"))
    program.document.edit(add_actor, ActorDraft("New"))
    assert {"Ilham Aliyev", "New"} <= names(program)


def test_edits_wait_for_each_other(opened: Callable[[bool], Program], qtbot) -> None:
    program = opened(False)
    qtbot.waitUntil(lambda: program.lens.look is not None)
    titles: list[str] = []
    for name in ("One", "Two", "Three"):
        program.document.edit(
            add_actor, ActorDraft(name), on_done=lambda edited: titles.append(edited.title)
        )
    assert program.document.is_editing
    qtbot.waitUntil(lambda: not program.document.is_editing)
    assert titles == ["Add One", "Add Two", "Add Three"]
    assert {"One", "Two", "Three"} <= names(program)


def test_a_cancelled_edit_leaves_the_store_as_it_was(
    opened: Callable[[bool], Program], qtbot
) -> None:
    program = opened(False)
    qtbot.waitUntil(lambda: program.lens.look is not None)
    begun, stop = threading.Event(), threading.Event()

    def slow(store: Store, *, token: CancelToken, progress: Progress) -> Edited:
        with store.atomic("Slow") as writer:
            writer.insert("actors", name="Half", kind_id=1)
            begun.set()
            stop.wait(5)
            token.raise_if_cancelled()
        return Edited("Slow", writer.changes)

    program.document.edit(slow)
    program.document.edit(add_actor, ActorDraft("After"))
    assert begun.wait(5)
    program.jobs.cancel("edit")
    stop.set()
    qtbot.waitUntil(lambda: not program.document.is_editing and "After" in names(program))
    assert "Half" not in names(program)


def test_an_edit_that_was_done_before_the_cancel_came_is_shown(
    opened: Callable[[bool], Program], qtbot
) -> None:
    program = opened(False)
    qtbot.waitUntil(lambda: program.lens.look is not None)
    done, go_on = threading.Event(), threading.Event()

    def quick(store: Store, *, token: CancelToken, progress: Progress) -> Edited:
        edited = add_actor(store, ActorDraft("Done"))
        done.set()
        go_on.wait(5)
        return edited

    program.document.edit(quick)
    assert done.wait(5)
    program.jobs.cancel("edit")
    go_on.set()
    qtbot.waitUntil(lambda: "Done" in names(program))
    qtbot.waitUntil(lambda: program.actions["edit.undo"].text() == "Undo: Add Done")
