"""The panel says all there is to say of what is selected, and everything named in it is a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from db import reads
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow
from tests.ui.details_stand import Stand, standing
from ui.controls import PushButton
from ui.details.intents import FilterTopic, Focus, IncludeUndated, Jump, Resort, Select
from ui.details.page import RowsContent
from ui.details.quotes.account_cards import AccountCards
from ui.details.quotes.quote_card import QuoteCard

CALL = "speak by phone"


@pytest.fixture(scope="module")
def shared(qapp: QApplication, sample_store: Path) -> Iterator[Stand]:
    with standing(qapp, sample_store) as made:
        yield made


@pytest.fixture
def stand(shared: Stand) -> Stand:
    shared.reset()
    return shared


def test_without_a_selection_the_panel_is_the_store_at_a_glance(stand: Stand) -> None:
    assert "US engagement over Karabakh" == stand.title
    assert ["look", "involved", "latest", "sources"] == stand.keys()


def test_what_is_worth_a_look_selects_it(stand: Stand) -> None:
    (look,) = stand.section("look").lists()
    stand.click_row(look, "No date given")
    dataset = stand.lens.look.dataset
    assert int((~dataset.has_date).sum()) == len(stand.state.facts.selection.interactions)
    stand.state.back()
    stand.click_row(stand.section("look").lists()[0], "Accounts differ")
    assert stand.interaction(CALL) == stand.state.facts.selection.sole_interaction


def test_an_actors_page_has_its_sections_in_their_order(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    assert "Samantha Power" == stand.title
    assert [
        "positions",
        "contacts",
        "interactions",
        "quotes",
        "about",
        "sources",
    ] == stand.keys()


def test_a_contact_is_a_link_that_selects_everywhere(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    (contacts,) = stand.section("contacts").lists()
    stand.click_row(contacts, "Yuri Kim")
    assert stand.actor("Yuri Kim") == stand.state.facts.selection.sole_actor
    assert "Yuri Kim" == stand.title


def test_a_name_inside_a_line_is_a_link_of_its_own(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    (interactions,) = stand.section("interactions").lists()
    crossed = Select(Selection.actor(stand.actor("Armenians who had crossed the border")))
    row = next(r for r in stand.rows("interactions") if crossed in r.links)
    stand.click_row(interactions, row.spoken, on=crossed)
    assert "Armenians who had crossed the border" == stand.title


def test_contacts_are_sorted_by_count_or_by_last_time(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    assert "Yuri Kim" in stand.rows("contacts")[0].spoken
    by_count = [row.spoken for row in stand.rows("contacts")]
    stand.pane.do(Resort("contacts", "last"))
    stand.settle()
    assert by_count != [row.spoken for row in stand.rows("contacts")]
    assert "no date" == stand.rows("contacts")[-1].values[1]


def test_quotes_by_and_about_are_two_sides(stand: Stand) -> None:
    stand.show_actor("Azerbaijan")
    about = stand.section("quotes").findChildren(QuoteCard)
    assert about
    stand.pane.do(Resort("quotes", "by"))
    stand.settle()
    assert not stand.section("quotes").findChildren(QuoteCard)
    assert "Quotes by Azerbaijan: none in this store." in stand.texts()


def test_every_participant_position_and_quote_of_the_sample_is_said(stand: Stand) -> None:
    dataset = stand.lens.look.dataset
    store = stand.lens.look.session.store
    for row in range(dataset.n_interactions):
        interaction = int(dataset.interaction_id(row))
        stand.state.select(Selection.interaction(interaction))
        stand.settle()
        said = stand.texts()
        for participant in reads.participants_of(store, [interaction]):
            assert dataset.actor_name(dataset.actor_row(participant.actor_id)) in said
        for told in reads.accounts_of(store, [interaction]):
            assert told.words in said
        for quote in reads.quotes_of_interactions(store, [interaction]):
            assert quote.words in said
    for row in range(dataset.n_actors):
        actor = int(dataset.actor_id(row))
        stand.state.select(Selection.actor(actor))
        stand.settle()
        said = stand.texts()
        for relation in reads.relations_of(store, actor):
            assert (relation.title or "").casefold() in said.casefold()


def test_each_fact_unfolds_its_passage_at_one_click(stand: Stand) -> None:
    stand.show_interaction(CALL)
    for key in ("facts", "participants"):
        (view,) = stand.section(key).lists()
        for number in reversed(range(view.rows.rowCount())):
            row = view.rows.row(number)
            if not row.children:
                continue
            n = view.rows.rowCount()
            rect = view.visualRect(view.model().index(number, 0))
            caret = view.shape(row).caret
            assert caret is not None
            QTest.mouseClick(
                view.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                rect.topLeft() + caret.center().toPoint(),
            )
            QApplication.processEvents()
            assert n + len(row.children) == view.rows.rowCount()
            assert view.rows.row(number + 1).quote.startswith("“")


def test_accounts_stand_side_by_side_in_equal_cards(stand: Stand) -> None:
    stand.show_interaction(CALL)
    (cards,) = stand.pane.findChildren(AccountCards)
    one, other = cards.cards
    assert one.size() == other.size()
    assert one.y() == other.y()
    assert 8 == other.x() - one.geometry().right() - 1
    assert one.words.y() == other.words.y()
    assert one.line.y() == other.line.y()


def test_accounts_stand_side_by_side_in_the_narrowest_panel_of_the_window(
    qapp: QApplication, sample_store: Path
) -> None:
    with standing(qapp, sample_store, width=320) as stand:
        stand.show_interaction(CALL)
        (cards,) = stand.pane.findChildren(AccountCards)
        one, other = cards.cards
        assert one.y() == other.y()
        assert one.size() == other.size()


def test_a_narrow_panel_stacks_the_accounts(qapp: QApplication, sample_store: Path) -> None:
    with standing(qapp, sample_store, width=290) as stand:
        stand.show_interaction(CALL)
        (cards,) = stand.pane.findChildren(AccountCards)
        one, other = cards.cards
        assert cards.is_stacked
        assert one.x() == other.x()
        assert other.y() > one.geometry().bottom()


def test_what_was_intended_says_so_and_in_whose_words(stand: Stand) -> None:
    dataset = stand.lens.look.dataset
    planned = next(
        int(dataset.interaction_id(row))
        for row in range(dataset.n_interactions)
        if dataset.columns.standing[row] == 1
    )
    stand.state.select(Selection.interaction(planned))
    stand.settle()
    assert stand.pane.page is not None
    assert "Planned or intended" == stand.pane.page.head.tag
    (standing_row,) = [row for row in stand.rows("facts") if row.when == "Standing"]
    assert "the source says “" in standing_row.spoken


def test_a_tie_can_be_read_in_both_orders_of_time(stand: Stand) -> None:
    ends = stand.actor("Samantha Power"), stand.actor("Yuri Kim")
    stand.state.select(Selection.tie(*ends))
    stand.settle()
    newest = [row.when for row in stand.rows("passings") if row.when]
    assert all(row.quote for row in stand.rows("passings"))
    stand.pane.do(Resort("passings", "oldest"))
    stand.settle()
    assert newest[::-1] == [row.when for row in stand.rows("passings") if row.when]
    stand.pane.do(Focus(ends, 0))
    assert frozenset(ends) == stand.state.facts.focus


def test_a_topic_narrows_the_filter_to_itself_and_back(stand: Stand) -> None:
    stand.show_interaction(CALL)
    stand.pane.do(FilterTopic("Amnesty"))
    assert 1 == stand.lens.look.shown.n_interactions
    stand.pane.do(FilterTopic("Amnesty"))
    assert stand.state.facts.filter.is_empty


def test_a_window_shows_what_lies_in_it_and_what_does_not(stand: Stand, qtbot: QtBot) -> None:
    stand.state.change(window=TimeWindow(19625, 19626))
    qtbot.waitUntil(lambda: stand.title == "25–26 September 2023")
    assert ["certain", "possible", "hidden"] == stand.keys()
    (hidden,) = stand.section("hidden").lists()
    stand.click_row(hidden, "without a date")
    assert stand.state.facts.include_undated
    stand.pane.do(IncludeUndated(False))
    qtbot.waitUntil(lambda: "Include" in stand.rows("hidden")[0].values)
    (hidden,) = stand.section("hidden").lists()
    stand.click_row(hidden, "before or after")
    assert stand.state.facts.window is None


def test_a_moved_window_keeps_the_page_and_changes_its_words(stand: Stand, qtbot: QtBot) -> None:
    stand.state.change(window=TimeWindow(19625, 19626))
    qtbot.waitUntil(lambda: stand.title == "25–26 September 2023")
    sections = list(stand.pane.view.sections)
    stand.state.change(window=TimeWindow(19625, 19627))
    qtbot.waitUntil(lambda: stand.title == "25–27 September 2023")
    assert sections == stand.pane.view.sections
    assert "25–27 September 2023" in stand.texts()


def test_selecting_does_not_reset_the_window_nor_the_window_the_selection(stand: Stand) -> None:
    window = TimeWindow(19625, 19626)
    stand.state.change(window=window)
    stand.show_actor("Samantha Power")
    assert window == stand.state.facts.window
    assert "not shown" in stand.texts()
    stand.state.change(window=TimeWindow(19625, 19625))
    assert "Samantha Power" == stand.title


def test_filters_in_force_are_said_with_a_way_back(stand: Stand) -> None:
    stand.state.change(filter=FilterSpec(interaction_kinds=frozenset({"meeting"})))
    stand.show_actor("Samantha Power")
    stand.settle()
    assert "not shown: outside the filter." in stand.texts()
    (reset,) = [b for b in stand.pane.findChildren(PushButton) if b.text() == "Reset filters"]
    reset.click()
    assert stand.state.facts.filter.is_empty


def test_back_restores_the_page_and_how_far_it_was_scrolled(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    stand.pane.view.set_offset(300)
    stand.show_interaction(CALL)
    assert 0 == stand.pane.view.offset
    stand.state.back()
    stand.settle()
    assert "Samantha Power" == stand.title
    assert 300 == stand.pane.view.offset


def test_the_jump_bar_leads_to_a_section_and_stays_in_sight(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    stand.pane.do(Jump("quotes"))
    QApplication.processEvents()
    section = stand.section("quotes")
    top = section.y() - stand.pane.view.offset
    assert 0 <= top < 120
    bar = stand.pane.view._jumps
    assert bar is not None
    assert 0 == bar.y()


def test_copying_gives_the_citation_and_says_so(stand: Stand) -> None:
    stand.show_interaction(CALL)
    stand.pane.copy_citation()
    copied = QGuiApplication.clipboard().text()
    assert "account by State Department spokesperson" in copied
    assert "account by Office of President Aliyev" in copied
    assert "in the words of Nicholas Castillo" in copied
    assert ["Copied with citation"] == stand.said


def test_the_pin_button_pins_and_lets_go(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    actor = stand.actor("Samantha Power")
    button = stand.pane.findChild(object, "details.pin")
    button.click()
    assert stand.arranger.is_pinned(actor)
    stand.settle()
    stand.pane.findChildren(type(button), "details.pin")[-1].click()
    assert not stand.arranger.is_pinned(actor)


def test_pointing_at_a_row_points_at_it_in_all_views(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    hovered: list[object] = []
    stand.state.hovered.connect(hovered.append)
    (contacts,) = stand.section("contacts").lists()
    rect = contacts.visualRect(contacts.model().index(0, 0))
    QTest.mouseMove(contacts.viewport(), rect.center())
    contacts.hovered.emit(contacts.rows.row(0).hover_key)
    assert stand.actor("Yuri Kim") == stand.state.hover
    contacts.hovered.emit(None)
    assert hovered[-1] is None


def test_a_list_is_one_stop_of_the_keyboard_and_enter_follows_its_link(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    (contacts,) = stand.section("contacts").lists()
    contacts.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(contacts, Qt.Key.Key_Down)
    QTest.keyClick(contacts, Qt.Key.Key_Up)
    QTest.keyClick(contacts, Qt.Key.Key_Return)
    assert stand.actor("Yuri Kim") == stand.state.facts.selection.sole_actor


def test_links_inside_a_row_are_reached_with_the_arrow_keys(stand: Stand) -> None:
    stand.show_interaction(CALL)
    (facts,) = stand.section("facts").lists()
    order = next(n for n, r in enumerate(stand.rows("facts")) if r.when == "Order")
    facts.setFocus(Qt.FocusReason.TabFocusReason)
    facts.setCurrentIndex(facts.model().index(order, 0))
    QTest.keyClick(facts, Qt.Key.Key_Right)
    QTest.keyClick(facts, Qt.Key.Key_Return)
    assert stand.interaction("Fighting") == stand.state.facts.selection.sole_interaction


def test_the_source_page_leads_to_each_passage_and_its_facts(stand: Stand) -> None:
    (source,) = stand.lens.look.dataset.columns.sources
    stand.state.select(Selection.of_source(source.id))
    stand.settle()
    assert source.title == stand.title
    (passages,) = stand.section("passages").lists()
    passages.show_all()
    stored = reads.evidence_in_source(stand.lens.look.session.store, source.id)
    assert len({e.excerpt for e in stored}) == passages.rows.rowCount()


def test_a_source_names_its_language_in_words(stand: Stand) -> None:
    (source,) = stand.lens.look.dataset.columns.sources
    stand.state.select(Selection.of_source(source.id))
    stand.settle()
    page = stand.pane.page
    assert page is not None
    record = next(s for s in page.sections if s.key == "record").contents[0]
    assert isinstance(record, RowsContent)
    (row,) = [row for row in record.rows if row.when == "Language"]
    assert ["English"] == [span.text for span in row.title]


def test_closing_the_store_empties_the_panel(stand: Stand, sample_store: Path) -> None:
    stand.show_actor("Samantha Power")
    stand.document.close()
    assert stand.pane.page is None
    stand.document.open(sample_store)
    assert "Samantha Power" == stand.title


def test_everything_in_the_panel_has_a_name_for_screen_readers(stand: Stand) -> None:
    stand.show_actor("Samantha Power")
    for view in stand.section("interactions").lists():
        assert view.accessibleName()
        index = view.model().index(0, 0)
        spoken = index.data(int(Qt.ItemDataRole.AccessibleTextRole))
        assert "Aliyev" in spoken
        assert "27\u00a0Sep?" in spoken
    for button in stand.pane.findChildren(PushButton):
        assert button.text() or button.accessibleName()
    assert isinstance(stand.pane.focusProxy(), QScrollArea)
