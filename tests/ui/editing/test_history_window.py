"""The window on the history: read in parts, searched, a step of long ago taken back from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from db import open_store
from explorer.editing.adding import add_actor, add_participant
from explorer.editing.changing import change_actor
from explorer.editing.drafts import ActorDraft, ParticipantDraft
from explorer.model.view import Selection
from ui.app import Program
from ui.editing.agreement import Agreement
from ui.editing.history.window import HistoryWindow


@pytest.fixture
def window(program: Program) -> HistoryWindow:
    program.document.edit(add_actor, ActorDraft("Zaur Ələsgərov"))
    program.document.edit(change_actor, 2, ActorDraft("Ilham Aliyev", description="President"))
    program.document.edit(add_participant, 2, ParticipantDraft(4))
    program.actions["edit.history"].trigger()
    (found,) = program.window.findChildren(HistoryWindow)
    return found


def titles(window: HistoryWindow) -> list[str]:
    steps = (window.steps.step_at(row) for row in range(window.steps.rowCount()))
    return [step.title for step in steps if step is not None]


def choose(window: HistoryWindow, row: int) -> None:
    window.list.setCurrentIndex(window.steps.index(row))


def test_the_steps_are_listed_newest_first_and_the_newest_is_read(window: HistoryWindow) -> None:
    assert titles(window) == [
        "Add Zaur Ələsgərov to the arrival of 22–25 September 2023",
        "Change the name and the description of İlham Əliyev",
        "Add Zaur Ələsgərov",
        "Build",
    ]
    assert window.count.text() == "4 steps"
    assert "Added the part of Zaur Ələsgərov" in window.view.text


def test_a_step_tells_before_and_after(window: HistoryWindow) -> None:
    choose(window, 1)
    text = window.view.text.split("\n")
    at = text.index("name")
    assert text[at : at + 4] == ["name", "İlham Əliyev", "→", "Ilham Aliyev"]


def test_words_find_steps_whatever_their_accents(window: HistoryWindow) -> None:
    window.search.setText("alasgarov add")
    window.refresh()
    assert len(titles(window)) == 2
    window.search.setText("nothing like it")
    window.refresh()
    assert window.steps.rowCount() == 0
    assert "No step has these words" in window.view.text
    assert not window.take_back_button.isEnabled()


def test_a_step_is_taken_back_with_what_rests_on_it_and_done_again(
    program: Program, window: HistoryWindow
) -> None:
    choose(window, 2)
    window.take_back_button.click()
    (question,) = program.window.findChildren(Agreement)
    assert question.question.lines == ("Add Zaur Ələsgərov to the arrival of 22–25 September 2023",)
    question.accept()
    assert window.steps.rowCount() == 6
    session = program.document.session
    assert session is not None
    assert set(session.dataset.columns.actor_name) == {
        "Samantha Power", "Ilham Aliyev", "State Department",
    }  # fmt: skip
    step = window.steps.step_at(window.list.currentIndex().row())
    assert step is not None
    assert step.title == "Add Zaur Ələsgərov", "the same step stays in sight"
    assert window.take_back_button.text() == "Do this step again…"
    window.take_back_button.click()
    session = program.document.session
    assert session is not None
    assert "Zaur Ələsgərov" in set(session.dataset.columns.actor_name)


def test_what_a_step_changed_can_be_shown_in_the_main_window(
    program: Program, window: HistoryWindow
) -> None:
    window.view.selection_wanted.emit(Selection.actor(2))
    assert program.state.facts.selection == Selection.actor(2)


def test_a_history_of_any_length_is_read_as_it_comes_into_sight(
    opened: Callable[[bool], Program], talks: Path, qtbot
) -> None:
    with open_store(talks) as store, store.together():
        for number in range(1_500):
            with store.atomic(f"Step {number}") as writer:
                writer.update("actors", 1, description=f"Description {number}")
    program = opened(False)
    qtbot.waitUntil(lambda: program.lens.look is not None)
    program.actions["edit.history"].trigger()
    (window,) = program.window.findChildren(HistoryWindow)
    QAbstractItemModelTester(window.steps, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.waitUntil(lambda: window.steps.rowCount() == 1_501)
    assert window.steps.step_at(1_400) is None
    qtbot.waitUntil(lambda: window.steps.step_at(1_400) is not None)
    found = window.steps.step_at(1_400)
    assert found is not None
    assert found.title == "Step 99"
    window.close()
    qtbot.waitUntil(lambda: program.jobs.is_idle)


def test_a_step_of_many_changes_shows_some_and_then_more(program: Program) -> None:
    session = program.document.session
    assert session is not None
    with session.store.atomic("Many") as writer:
        for number in range(45):
            writer.insert("topics", name=f"Topic {number}")
    program.actions["edit.history"].trigger()
    (window,) = program.window.findChildren(HistoryWindow)
    assert "Topic 29" in window.view.text
    assert "Topic 30" not in window.view.text
    assert window.view.more_button is not None
    window.view.more_button.click()
    assert "Topic 44" in window.view.text
    assert window.view.more_button is None


def test_the_window_closes_with_its_store(program: Program, window: HistoryWindow) -> None:
    program.document.close()
    assert not window.isVisible()
