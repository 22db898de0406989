"""What was searched for, or has no date, is worked on from its own context menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from explorer.editing.adding import add_interaction
from explorer.editing.drafts import InteractionDraft, ParticipantDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QAbstractItemView

    from ui.app import Program


def _menu_at(view: QAbstractItemView, index: QModelIndex, owner: object) -> dict[str, QMenu]:
    """Ask for the menu of a row; give its entries by what they say."""
    at = view.visualRect(index).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = next(m for m in owner.findChildren(QMenu) if m.isVisible())  # type: ignore[attr-defined]
    return {action.text().partition("\t")[0]: menu for action in menu.actions() if action.text()}


def _trigger(entries: dict[str, QMenu], words: str) -> None:
    menu = entries[words]
    action = next(a for a in menu.actions() if a.text().partition("\t")[0] == words)
    menu.close()
    action.trigger()


def test_a_result_of_the_search_can_be_copied_and_worked_on(
    opened: Callable[[bool], Program],
) -> None:
    program = opened(True)
    program.filters.search.setText("Power")
    program.filters._run_search()
    results = program.filters.results
    entries = _menu_at(results, results.results.first_result(), program.filters)
    assert {"Show", "Copy", "Change…", "Delete…", "Divide into two actors…"} <= entries.keys()
    _trigger(entries, "Copy")
    assert QApplication.clipboard().text() == "Samantha Power"
    entries = _menu_at(results, results.results.first_result(), program.filters)
    _trigger(entries, "Show")
    session = program.document.session
    assert session is not None
    assert (
        session.dataset.actor_name(
            session.dataset.actor_row(program.state.facts.selection.sole_actor or 0)
        )
        == "Samantha Power"
    )


def test_what_has_no_date_is_changed_from_the_tray(opened: Callable[[bool], Program]) -> None:
    program = opened(True)
    draft = InteractionDraft(title="Undated talk", participants=(ParticipantDraft(1),))
    program.document.edit(add_interaction, draft)
    view = program.timeline.tray.view
    QApplication.processEvents()
    entries = _menu_at(view, view.model().index(0, 0), program.timeline)
    assert {"Change…", "Delete…", "Add an account…"} <= entries.keys()
    _trigger(entries, "Change…")
    session, chosen = program.document.session, program.state.facts.selection.sole_interaction
    assert session is not None
    assert chosen is not None
    assert session.dataset.title(session.dataset.interaction_row(chosen)) == "Undated talk"
    forms = [form for form in program.window.findChildren(QDialog) if form.isVisible()]
    assert forms
    for form in forms:
        form.reject()
