"""What one sees is corrected where one sees it: in the panel, the network and the timeline."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from explorer.editing.adding import add_relation
from explorer.editing.drafts import RelationDraft
from explorer.model.view import Selection
from ui.app import Program
from ui.editing.forms.account_form import AccountForm
from ui.editing.forms.actor_form import ActorForm
from ui.editing.forms.interaction_form import InteractionForm
from ui.editing.forms.relation_form import RelationForm


def actor(program: Program, name: str) -> int:
    dataset = program.document.session.dataset
    return dataset.actor_id(list(dataset.columns.actor_name).index(name))


def texts(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def list_named(program: Program, key: str):
    section = next(s for s in program.details.view.sections if s.key == key)
    return section.lists()[0]


def with_position(program: Program) -> int:
    power = actor(program, "Samantha Power")
    draft = RelationDraft(
        "position",
        power,
        actor(program, "State Department"),
        "Envoy",
        evidence=(),
    )
    program.document.edit(add_relation, draft)
    program.state.select(Selection.actor(power))
    return power


def test_f2_on_a_row_of_the_panel_opens_the_form_of_what_the_row_is(program: Program) -> None:
    with_position(program)
    rows = list_named(program, "positions")
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_F2)
    assert isinstance(program.entry.form, RelationForm)
    assert "Envoy" == program.entry.form.title.text()


def test_a_pencil_on_the_row_under_the_pointer_does_the_same(program: Program, qapp) -> None:
    with_position(program)
    rows = list_named(program, "positions")
    qapp.processEvents()
    QTest.mouseMove(rows.viewport(), QPoint(30, 8))
    qapp.processEvents()
    pencils = [b for b in rows.viewport().children() if b.property("role") == "pencil"]
    assert ["Change"] == [pencil.accessibleName() for pencil in pencils]
    pencils[0].click()
    assert isinstance(program.entry.form, RelationForm)


def test_the_menu_of_a_row_offers_changing_supporting_and_deleting(program: Program) -> None:
    power = with_position(program)
    program.state.select(Selection.actor(power))
    rows = list_named(program, "interactions")
    at = QPoint(30, 8)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(rows, QContextMenuEvent(reason, at, rows.mapToGlobal(at)))
    menu = open_menu()
    assert ["Change…", "Add a passage…", "Delete…"] == texts(menu)
    menu.actions()[0].trigger()
    menu.close()
    assert isinstance(program.entry.form, InteractionForm)


def test_delete_on_a_row_deletes_what_the_row_is(program: Program, qapp) -> None:
    with_position(program)
    n_before = program.document.session.store.counts()["relations"]
    rows = list_named(program, "positions")
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert n_before - 1 == program.document.session.store.counts()["relations"]
    program.document.undo()
    assert n_before == program.document.session.store.counts()["relations"]


def test_the_head_of_a_page_offers_to_change_and_to_add(program: Program) -> None:
    program.state.select(Selection.actor(actor(program, "Samantha Power")))
    more = next(b for b in program.details.page.head.buttons if b.key == "more")
    offered = dict(more.menu)
    program.details.do(offered["Change…"])
    assert isinstance(program.entry.form, ActorForm)
    program.entry.form.close()
    program.details.do(offered["Add an interaction…"])
    assert isinstance(program.entry.form, InteractionForm)
    program.entry.form.close()
    program.state.select(Selection.interaction(1))
    buttons = {button.key: button for button in program.details.page.head.buttons}
    program.details.do(buttons["change"].intent)
    assert isinstance(program.entry.form, InteractionForm)
    program.entry.form.close()
    program.details.do(dict(buttons["add"].menu)["Add an account…"])
    assert isinstance(program.entry.form, AccountForm)
    assert 1 == program.entry.form.interaction.value()


def test_the_menu_of_a_node_selects_it_and_opens_its_form(program: Program) -> None:
    power = actor(program, "Samantha Power")
    program.network.open_menu(program.arranger.arrangement.network.node_of(power))
    menu = open_menu()
    wanted = {"Change…", "Add an interaction…", "Add a quote…", "Add a passage…", "Delete…"}
    assert wanted <= set(texts(menu))
    next(a for a in menu.actions() if a.text().startswith("Add an interaction")).trigger()
    menu.close()
    form = program.entry.form
    assert isinstance(form, InteractionForm)
    assert power == form.participants.rows[0].actor.value()


def test_the_menu_of_a_tie_offers_an_interaction_of_both(program: Program, qapp) -> None:
    network, xy = program.arranger.arrangement.network, program.arranger.arrangement.xy
    qapp.processEvents()
    ends = [network.node_of(actor(program, n)) for n in ("Samantha Power", "İlham Əliyev")]
    camera = program.network.stage.picture().camera
    one, other = (camera.to_px(xy[node]) for node in ends)
    at = QPointF(float(one[0] + other[0]) / 2 + 6, float(one[1] + other[1]) / 2)
    targets = [QPointF(at.x() + dx, at.y()) for dx in range(-20, 21, 2)]
    for place in targets:
        program.network.open_menu(-1, place)
        menu = open_menu()
        if "Add an interaction…" in texts(menu):
            break
        menu.close()
    assert "Add a position or relation…" in texts(menu)
    menu.close()


def test_the_menu_of_a_mark_in_the_timeline_opens_its_form(program: Program) -> None:
    program.timeline.canvas.pointer.menu_wanted.emit((0,), QPoint(5, 5))
    menu = open_menu()
    assert {"Change…", "Add an account…", "Delete…"} <= set(texts(menu))
    menu.actions()[1].trigger()
    menu.close()
    assert isinstance(program.entry.form, InteractionForm)


def test_who_took_part_is_changed_with_the_interaction_and_not_deleted_from_its_page(
    program: Program,
) -> None:
    program.state.select(Selection.interaction(1))
    before = program.document.session.store.counts()
    for key in ("participants", "facts"):
        rows = list_named(program, key)
        rows.setFocus()
        QTest.keyClick(rows, Qt.Key.Key_Delete)
        assert before == program.document.session.store.counts()
        QTest.keyClick(rows, Qt.Key.Key_F2)
        form = program.entry.form
        assert isinstance(form, InteractionForm)
        assert "Call about the corridor" == form.title.text()
        form.close()
