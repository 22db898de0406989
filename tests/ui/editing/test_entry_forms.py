"""Forms are filled in by keyboard alone, and what they say is in the store afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from explorer.editing.stored import (
    actor_draft,
    interaction_draft,
)
from explorer.model.view import Selection
from tests.ui.editing.form_stand import Typist
from ui.app import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = "Blinken, Aliyev Discuss Observer Mission to Karabakh as U.S. Steps up Engagement"


@pytest.fixture
def program(qapp, qtbot, sample_store: Path, tmp_path: Path) -> Iterator[Program]:
    made = Program(qapp, is_synchronous=True)
    made.window.resize(1280, 800)
    made.start(Path(shutil.copy(sample_store, tmp_path / "sample.actors")))
    qtbot.waitActive(made.window).__enter__()
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def typist(program: Program, qtbot) -> Typist:
    program.window.activateWindow()
    program.network.view.setFocus()
    return Typist(program, qtbot)


def store_of(program: Program):
    session = program.document.session
    assert session is not None
    return session.store


def actor(program: Program, name: str) -> int:
    dataset = program.document.session.dataset
    return dataset.actor_id(list(dataset.columns.actor_name).index(name))


def newest(program: Program) -> int:
    found = program.state.facts.selection.sole_interaction
    assert found is not None
    return found


def test_an_interaction_is_added_by_keys_alone(program: Program, typist: Typist) -> None:
    typist.press(Qt.Key.Key_N)
    typist.sees("Kind")
    typist.enter("call")
    typist.sees("When")
    typist.enter("1 Oct 2023")
    typist.sees("Participant 1")
    typist.enter("power")
    typist.sees("Participant 2")
    typist.enter("Nobody Known")
    typist.enter()
    typist.sees("Where")
    typist.enter("yerev")
    typist.sees("About")
    typist.enter("Visas")
    typist.enter()
    typist.sees("Source")
    typist.enter("blinken aliyev")
    typist.sees("Passage")
    typist.write("They spoke by phone.")
    typist.save()
    assert program.entry.form is None
    draft = interaction_draft(store_of(program), newest(program))
    assert ("call", "2023-10-01", "stated") == (draft.kind, draft.when.edtf, draft.when.basis)
    assert "Call of Samantha Power and Nobody Known" == draft.title
    names = [program.desk.actor(part.actor).text for part in draft.participants]
    assert ["Samantha Power", "Nobody Known"] == names
    assert "Yerevan" == program.desk.named("places", draft.place).text
    assert ["Visas"] == [program.desk.named("topics", topic).text for topic in draft.topics]
    assert "Add the call of 1 October 2023" == program.document.chain.undo.title
    # As few keys as the facts have letters, and one for each field besides.
    assert typist.n_keys < 110


def test_what_is_typed_before_the_store_answers_is_not_lost(
    program: Program, typist: Typist
) -> None:
    typist.opens(program.entry.add_interaction)
    typist.enter("call")
    typist.enter()
    typist.write("pow")
    typist.save()
    participants = interaction_draft(store_of(program), newest(program)).participants
    assert [actor(program, "Samantha Power")] == [part.actor for part in participants]


def test_selected_actors_are_proposed_as_participants(program: Program, typist: Typist) -> None:
    wanted = [actor(program, "Samantha Power"), actor(program, "Ilham Aliyev")]
    program.state.select(Selection.several(wanted))
    program.network.view.setFocus()
    typist.press(Qt.Key.Key_N)
    typist.save()
    draft = interaction_draft(store_of(program), newest(program))
    assert wanted == [part.actor for part in draft.participants]


def test_a_fault_is_said_beside_its_field_and_nothing_is_written(
    program: Program, typist: Typist
) -> None:
    before = store_of(program).counts()
    typist.opens(program.entry.add_interaction)
    typist.enter("call")
    typist.enter("31 June 2023")
    typist.save()
    form = typist.form
    assert "That month has the days 1 to 30, not 31" in form.when.fault
    typist.sees("When")
    assert before == store_of(program).counts()


def test_words_that_are_no_date_can_be_kept_as_words(program: Program, typist: Typist) -> None:
    typist.opens(program.entry.add_interaction)
    typist.enter("call")
    typist.enter("later in the day")
    typist.form.when.keep_words.click()
    assert "Words of the source, without a date" == typist.form.when.hint
    typist.enter()
    typist.write("power")
    typist.save()
    when = interaction_draft(store_of(program), newest(program)).when
    assert (None, "later in the day") == (when.edtf, when.words)


def test_a_passage_needs_its_source_and_a_source_its_passage(
    program: Program, typist: Typist
) -> None:
    typist.opens(program.entry.add_actor)
    typist.write("Somebody")
    typist.form.evidence.excerpt.area.setFocus()
    typist.write("Words")
    typist.save()
    assert "Name the source that the passage is from." == typist.form.evidence.source.source.fault
    typist.sees("Source")


def test_the_date_shows_how_it_was_understood_and_offers_the_other_reading(
    program: Program, typist: Typist
) -> None:
    typist.opens(program.entry.add_interaction)
    typist.enter("call")
    typist.write("9/8/2023")
    field = typist.form.when
    assert "9 August 2023 · the day taken as first" == field.hint
    assert "or 8 September 2023" == field.other.text()
    typist.tab()
    assert field.other.hasFocus()
    typist.press(Qt.Key.Key_Space)
    assert "8 September 2023" == field.hint
    assert "2023-09-08" == field.value().edtf


def test_enter_in_a_date_goes_on_past_the_offer_of_another_reading(
    program: Program, typist: Typist
) -> None:
    typist.opens(program.entry.add_interaction)
    typist.enter("call")
    typist.enter("9/8/2023")
    typist.sees("Participant 1")
    assert "9/8/2023" == typist.form.when.line.text()


def test_the_words_of_the_source_and_how_a_date_was_inferred_are_kept(
    program: Program, typist: Typist
) -> None:
    typist.opens(program.entry.add_interaction)
    typist.enter("call")
    typist.write("26 Sept 2023")
    # Tab leads to the names first; see the test of the order below.
    typist.form.when.more.setFocus()
    typist.press(Qt.Key.Key_Space)
    typist.sees("As the source words it")
    typist.tab("on Tuesday")
    typist.tab("The week is that of the article")
    typist.form.participants.rows[0].actor.line.setFocus()
    typist.write("power")
    typist.save()
    when = interaction_draft(store_of(program), newest(program)).when
    assert ("2023-09-26", "on Tuesday", "inferred", "The week is that of the article") == (
        when.edtf,
        when.words,
        when.basis,
        when.reasoning,
    )
    typist.opens(program.entry.change, "interactions", newest(program))
    typist.form.when.line.selectAll()
    typist.form.when.line.setFocus()
    typist.write("27 Sept 2023")
    typist.save()
    changed = interaction_draft(store_of(program), newest(program)).when
    assert ("2023-09-27", "on Tuesday", "inferred") == (changed.edtf, changed.words, changed.basis)


def test_the_answer_to_one_field_is_not_lost_for_the_question_of_the_next(
    qapp, qtbot, sample_store: Path, tmp_path: Path
) -> None:
    made = Program(qapp)
    made.start(Path(shutil.copy(sample_store, tmp_path / "sample.actors")))
    qtbot.waitUntil(lambda: made.document.session is not None and made.jobs.is_idle)
    made.entry.add_interaction()
    form = made.entry.form
    rows = form.participants.rows
    # Typed faster than any store answers: nothing of it is waited for.
    for row, name in zip(rows, ("power", "aliyev"), strict=True):
        row.actor.line.setText(name)
        row.actor.line.textEdited.emit(name)
        row.actor.line.accept_typed()
    form.save()
    qtbot.waitUntil(lambda: made.entry.form is None, timeout=15_000)
    found = made.state.facts.selection.sole_interaction
    names = [made.desk.actor(int(row)).text for row in _actors_of(made, found)]
    assert ["Ilham Aliyev", "Samantha Power"] == sorted(names)
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _actors_of(program: Program, interaction: int) -> list[int]:
    dataset = program.document.session.dataset
    rows = dataset.actors_of.of(dataset.interaction_row(interaction))
    return [dataset.actor_id(int(row)) for row in rows]


def test_one_goes_on_with_the_next_and_the_same_source_new_or_not(
    program: Program, typist: Typist, qtbot
) -> None:
    typist.opens(program.entry.add_interaction)
    first = typist.form
    typist.form.participants.rows[0].actor.line.setFocus()
    typist.write("power")
    typist.form.evidence.source.source.line.setFocus()
    typist.enter("A letter")
    typist.form.evidence.excerpt.area.setFocus()
    typist.write("They met.")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    typist.press(Qt.Key.Key_Return, held)
    qtbot.waitUntil(lambda: program.entry.form not in (None, first))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is typist.form)
    assert "A letter" == typist.form.evidence.source.source.line.text()
    typist.sees("Kind")
    # A source that is only proposed asks for no passage.
    typist.form.participants.rows[0].actor.line.setFocus()
    typist.write("aliyev")
    typist.save()
    assert program.entry.form is None


def test_a_namesake_can_be_added_and_is_told_from_the_one_that_is_there(
    program: Program, typist: Typist, qtbot
) -> None:
    power = actor(program, "Samantha Power")
    typist.opens(program.entry.add_interaction)
    line = typist.form.participants.rows[0].actor.line
    line.setFocus()
    typist.write("Samantha Power")
    qtbot.waitUntil(line.popup.isVisible)
    typist.press(Qt.Key.Key_Down)
    typist.enter()
    typist.save()
    (part,) = interaction_draft(store_of(program), newest(program)).participants
    assert power != part.actor
    typist.opens(program.entry.add_interaction)
    line = typist.form.participants.rows[1].actor.line
    line.setFocus()
    typist.write("Samantha Power")
    qtbot.waitUntil(line.popup.isVisible)
    reasons = {candidate.reason for candidate in line.popup.rows.candidates[:2]}
    assert {"10 interactions", "1 interaction"} == reasons


def test_a_missing_year_is_that_of_the_source(program: Program, typist: Typist) -> None:
    typist.opens(program.entry.add_interaction)
    typist.form.evidence.source.source.line.setFocus()
    typist.enter("blinken aliyev")
    typist.form.when.line.setFocus()
    typist.write("26 Sept")
    assert typist.form.when.hint.startswith("26 September 2023 · counted from 28 September 2023")
    assert "inferred" == typist.form.when.value().basis


def test_escape_asks_once_before_it_drops_what_is_filled_in(
    program: Program, typist: Typist
) -> None:
    typist.opens(program.entry.add_actor)
    typist.write("Somebody")
    typist.press(Qt.Key.Key_Escape)
    assert "not saved" in typist.form.failure_text
    typist.press(Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert program.entry.form is None


def test_a_new_kind_is_made_with_its_family(program: Program, typist: Typist) -> None:
    typist.opens(program.entry.add_interaction)
    typist.enter("Hearing")
    typist.form.kind.family.setCurrentIndex(typist.form.kind.family.findData("words"))
    typist.form.participants.rows[0].actor.line.setFocus()
    typist.write("power")
    typist.save()
    assert "hearing" == interaction_draft(store_of(program), newest(program)).kind
    term = next(t for t in program.desk.terms("interaction_kinds") if t.name == "hearing")
    assert ("Hearing", "words") == (term.label, term.family)


def test_an_actor_is_found_under_any_of_its_spellings(program: Program, typist: Typist) -> None:
    store = store_of(program)
    power = actor(program, "Samantha Power")
    typist.opens(program.entry.change, "actors", power)
    names = typist.form.names
    names.add_button.setFocus()
    typist.press(Qt.Key.Key_Space)
    typist.enter("Սամանթա Փաուեր")
    typist.save()
    added = [name.name for name in actor_draft(store, power).names]
    assert "Սամանթա Փաուեր" in added
    typist.opens(program.entry.add_interaction)
    typist.form.participants.rows[1].actor.line.setFocus()
    typist.enter("Սամ")
    assert power == typist.form.participants.rows[1].actor.value()


def test_tab_goes_from_a_date_to_the_first_name_and_what_is_seldom_told_comes_late(program, typist):
    typist.opens(program.entry.add_interaction)
    form = typist.form
    typist.press(Qt.Key.Key_Tab)
    typist.write("12 May 2021")
    assert form.when.more.isVisible()
    typist.press(Qt.Key.Key_Tab)
    typist.write("Anna Berg")
    assert "Anna Berg" == form.participants.rows[0].actor.line.text()
    assert form.when.source_words.value() is None
    form.title.line.setFocus()
    typist.press(Qt.Key.Key_Tab)
    assert typist.focused is form.when.more
    typist.press(Qt.Key.Key_Space)
    assert typist.focused is form.when.source_words.line
    form.when.line.setFocus()
    typist.press(Qt.Key.Key_Tab)
    assert typist.focused is form.when.source_words.line
