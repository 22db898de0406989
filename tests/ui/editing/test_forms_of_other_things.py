"""Forms of all other things than interactions: changed, added, refused, by keys."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel

from explorer.editing.drafts import Fact
from explorer.editing.stored import (
    account_draft,
    actor_draft,
    evidence_draft,
    fact_of_evidence,
    interaction_draft,
    quote_draft,
    relation_draft,
    source_draft,
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


def test_changing_an_actor_leaves_the_rest_of_it_as_it_was(
    program: Program, typist: Typist
) -> None:
    power = actor(program, "Samantha Power")
    before = actor_draft(store_of(program), power)
    program.state.select(Selection.actor(power))
    program.network.view.setFocus()
    typist.press(Qt.Key.Key_F2)
    typist.sees("Name")
    typist.write("Samantha J. Power")
    typist.save()
    after = actor_draft(store_of(program), power)
    assert "Samantha J. Power" == after.name
    assert (before.names, before.identifiers, before.description, before.properties) == (
        after.names,
        after.identifiers,
        after.description,
        after.properties,
    )


@pytest.mark.parametrize(
    ("table", "read"),
    [
        ("actors", actor_draft),
        ("relations", relation_draft),
        ("interactions", interaction_draft),
        ("sources", source_draft),
        ("quotes", quote_draft),
        ("accounts", account_draft),
        ("evidence", evidence_draft),
    ],
)
def test_opening_a_form_and_saving_it_changes_nothing(
    program: Program, typist: Typist, table: str, read
) -> None:
    store = store_of(program)
    n_rows = store.counts()[table]
    steps = store.counts()["history_steps"]
    for row_id in range(1, min(n_rows, 6) + 1):
        before = read(store, row_id)
        typist.opens(program.entry.change, table, row_id)
        typist.save()
        assert program.entry.form is None, typist.form.failure_text
        assert before == read(store, row_id)
    assert steps == store.counts()["history_steps"]


def test_a_relation_between_two_selected_actors_is_added(program: Program, typist: Typist) -> None:
    ends = [actor(program, "Samantha Power"), actor(program, "Congress")]
    program.state.select(Selection.several(ends))
    typist.opens(program.entry.add_relation)
    typist.sees("Relation")
    typist.enter("member")
    typist.enter()
    typist.enter("Guest")
    typist.write("since March 2021")
    typist.save()
    store = store_of(program)
    draft = relation_draft(store, store.counts()["relations"])
    assert ("membership", ends, "Guest", "2021-03/..") == (
        draft.kind,
        [draft.from_actor, draft.to_actor],
        draft.title,
        draft.when.edtf,
    )


def test_a_quote_is_added_with_the_way_it_reached_us(program: Program, typist: Typist) -> None:
    typist.opens(program.entry.add_quote)
    typist.tab("We will help.")
    form = typist.form
    form.actor.line.setFocus()
    typist.enter("power")
    typist.sees("Where it was said")
    typist.enter()
    typist.enter("aliyev")
    typist.enter()
    typist.sees("Source")
    typist.enter("blinken aliyev")
    form.chain.add_button.setFocus()
    typist.press(Qt.Key.Key_Space)
    typist.sees("Link 1: who")
    typist.enter("USAID")
    typist.write("released the statement")
    typist.save()
    store = store_of(program)
    quote = quote_draft(store, store.counts()["quotes"])
    assert ("We will help.", actor(program, "Samantha Power")) == (quote.words, quote.speaker)
    assert (actor(program, "Ilham Aliyev"),) == quote.about
    assert ["released the statement"] == [link.verb for link in quote.attributions]


def test_an_account_needs_who_tells_it_and_of_what(program: Program, typist: Typist) -> None:
    typist.opens(program.entry.add_account)
    typist.write("They agreed.")
    typist.save()
    assert "Name who tells it so." == typist.form.actor.fault
    typist.enter("power")
    typist.sees("Of what")
    typist.enter("blinken aliyev")
    typist.form.source.source.line.setFocus()
    typist.enter("blinken aliyev")
    typist.save()
    store = store_of(program)
    draft = account_draft(store, store.counts()["accounts"])
    assert ("They agreed.", "reported") == (draft.words, draft.form)


def test_evidence_is_added_to_what_is_selected(program: Program, typist: Typist) -> None:
    power = actor(program, "Samantha Power")
    program.state.select(Selection.actor(power))
    typist.opens(program.entry.add_evidence)
    said = [label.text() for label in typist.form.findChildren(QLabel)]
    assert "Supports: Samantha Power" in said
    typist.enter("blinken aliyev")
    typist.write("Samantha Power")
    typist.save()
    store = store_of(program)
    row = store.counts()["evidence"]
    assert "Samantha Power" == evidence_draft(store, row).excerpt
    assert Fact("actor", power) == fact_of_evidence(store, row)


def test_a_store_that_may_not_be_changed_says_so_instead_of_a_form(
    program: Program, typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(store_of(program), "is_read_only", True)
    monkeypatch.setattr(program.entry, "_say", said.append)
    program.entry.add_actor()
    assert QApplication.activeModalWidget() is None
    assert program.entry.form is None
    assert "open for reading only" in said[-1]
