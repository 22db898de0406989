"""Lists of any length are read by pages: the panel never holds more than it shows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from tests.building import INTERACTION_KIND_ID, KIND_ID, ROLE_ID, build_store
from tests.ui.details_stand import Stand, standing
from ui.details.rows.model import RowModel
from ui.details.rows.row import Row, Span
from ui.details.sections import SectionView

N = 4_000
HUB, OTHER = 1, 2


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hub") / "hub.actors"
    store = build_store(made, actors=["Hub"])
    chance = random.Random(5)
    with store.atomic("Many", kind="import") as writer:
        writer.insert_many(
            "actors", ("name", "kind_id"), [(f"Actor {n}", KIND_ID["person"]) for n in range(600)]
        )
        writer.insert_many(
            "interactions",
            ("title", "kind_id", "edtf", "date_basis"),
            [
                (
                    f"Meeting {n}",
                    INTERACTION_KIND_ID["meeting"],
                    f"{2001 + n // 400}-0{1 + n % 9}-1{n % 9}",
                    "stated",
                )
                for n in range(N)
            ],
        )
        writer.insert_many(
            "participants",
            ("interaction_id", "actor_id", "role_id"),
            [(n + 1, HUB, ROLE_ID["participant"]) for n in range(N)]
            + [(n + 1, 2 + chance.randrange(600), ROLE_ID["participant"]) for n in range(N)],
        )
    store.close()
    return made


@pytest.fixture
def stand(qapp: QApplication, path: Path) -> Iterator[Stand]:
    with standing(qapp, path, is_synchronous=False) as made:
        yield made


def shown(stand: Stand, qtbot: QtBot, selection: Selection) -> None:
    stand.state.select(selection)
    qtbot.waitUntil(lambda: stand.pane._shown_for == selection, timeout=20_000)
    stand.settle()


def test_a_hub_shows_its_first_contacts_and_interactions_and_the_totals(
    stand: Stand, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: stand.lens.look is not None, timeout=20_000)
    shown(stand, qtbot, Selection.actor(HUB))
    assert stand.pane.page is not None
    assert [f"{N:,}", "interactions"] == [
        stand.pane.page.figures[0].value,
        stand.pane.page.figures[0].label,
    ]
    (interactions,) = stand.section("interactions").lists()
    assert N == interactions.rows.n_total
    assert interactions.rows.rowCount() <= 30
    widgets = stand.pane.findChildren(QWidget)
    assert len(widgets) < 400


def test_the_whole_list_is_fetched_page_by_page_where_one_looks(stand: Stand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: stand.lens.look is not None, timeout=20_000)
    shown(stand, qtbot, Selection.actor(HUB))
    (interactions,) = stand.section("interactions").lists()
    interactions.show_all()
    stand.settle()
    model = interactions.rows
    assert N == model.rowCount()
    assert N * interactions.metrics.uniform_height_px == interactions.height()
    last = model.index(N - 1, 0)
    rect = interactions.visualRect(last)
    stand.pane.view.set_offset(interactions.mapTo(stand.pane.view.widget(), rect.topLeft()).y())
    stand.pane.view.grab()
    qtbot.waitUntil(lambda: model.row(N - 1) is not None, timeout=20_000)
    assert model.row(N // 2) is None or N < 2 * 100
    assert "Meeting" in model.row(N - 1).spoken


def test_contacts_are_all_there_by_pages_in_both_orders(stand: Stand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: stand.lens.look is not None, timeout=20_000)
    shown(stand, qtbot, Selection.actor(HUB))
    (contacts,) = stand.section("contacts").lists()
    contacts.show_all()
    n = contacts.rows.rowCount()
    assert n == len(stand.pane.profile.contacts)  # type: ignore[union-attr]
    counts = []
    for number in range(n):
        qtbot.waitUntil(lambda number=number: contacts.rows.row(number) is not None)
        counts.append(int(contacts.rows.row(number).values[0]))
    assert counts == sorted(counts, reverse=True)


def test_a_click_elsewhere_drops_the_page_that_is_no_longer_wanted(
    stand: Stand, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: stand.lens.look is not None, timeout=20_000)
    for actor in (HUB, OTHER, 3, 4, HUB, 5):
        stand.state.select(Selection.actor(actor))
    qtbot.waitUntil(lambda: stand.pane._shown_for == Selection.actor(5), timeout=20_000)
    assert "Actor 3" == stand.title


def test_dragging_a_window_over_a_hub_ends_at_where_it_was_left(stand: Stand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: stand.lens.look is not None, timeout=20_000)
    shown(stand, qtbot, Selection.actor(HUB))
    first, _ = stand.lens.look.dataset.day_span
    stand.state.begin_gesture()
    for step in range(20):
        stand.state.change(window=TimeWindow(first + 30 * step, first + 30 * step + 400))
        QApplication.processEvents()
    stand.state.end_gesture()
    n = stand.lens.look.shown.n_interactions

    def is_at_the_end() -> bool:
        page = stand.pane.page
        return page is not None and page.figures[0].value == f"{n:,}"

    qtbot.waitUntil(is_at_the_end, timeout=20_000)


def test_a_drag_makes_what_is_in_sight_and_its_end_the_rest(stand: Stand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: stand.lens.look is not None, timeout=20_000)
    stand.pane.resize(384, 300)
    first, _ = stand.lens.look.dataset.day_span

    def n_made() -> int:
        return sum(s.isVisible() for s in stand.pane.view.findChildren(SectionView))

    stand.state.begin_gesture()
    stand.state.change(window=TimeWindow(first, first + 400))
    stand.state.select(Selection.actor(HUB))
    qtbot.waitUntil(lambda: stand.pane._shown_for == Selection.actor(HUB), timeout=20_000)
    qtbot.wait(50)
    n_all = len(stand.pane.page.sections)  # type: ignore[union-attr]
    assert 0 < n_made() < n_all
    stand.state.end_gesture()
    qtbot.waitUntil(lambda: n_made() == n_all, timeout=20_000)


def test_the_model_keeps_the_rules_of_qt(qtmodeltester) -> None:
    model = RowModel()
    child = Row(quote="“so”", is_child=True)
    rows = [Row(title=(Span(f"Row {n}"),), children=(child,)) for n in range(8)]
    model.set_rows(rows, 8, 5)
    qtmodeltester.check(model)
    model.toggle(2)
    assert 6 == model.rowCount()
    assert model.row(3) is child
    qtmodeltester.check(model)
    model.toggle(2)
    model.show_first(100)
    assert 8 == model.rowCount()
    qtmodeltester.check(model)
