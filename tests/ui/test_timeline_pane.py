"""The timeline shows all that passes the filter, and asks for windows and selections only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow
from explorer.sample import create_sample
from tests.building import build_store, generate_store
from tests.ui.painting import pixels
from ui.document import Document
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.state import ViewState
from ui.theme import DARK, LIGHT, Appearance
from ui.timeline import TimelinePane

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEP_18, SEP_25, SEP_26, SEP_27 = 19_618, 19_625, 19_626, 19_627
#: Kinds of which the sample has one: titles may be worded anew.
CALL, FIGHTING = "call", "fighting"


@dataclass
class Bench:
    """A pane with all that it observes."""

    pane: TimelinePane
    state: ViewState
    lens: Lens
    document: Document
    appearance: Appearance

    @property
    def dataset(self):
        return self.lens.look.dataset

    def row(self, kind: str) -> int:
        kinds = [self.dataset.interaction_kind(row) for row in range(self.dataset.n_interactions)]
        return kinds.index(kind)

    def id_of(self, kind: str) -> int:
        return int(self.dataset.interaction_id(self.row(kind)))

    def spot(self, kind: str) -> QPoint:
        picture = self.pane.canvas.picture
        mark = picture.mark_of(self.row(kind))
        assert mark is not None
        return picture.body(mark).center().toPoint()

    def edge(self, day: int) -> QPoint:
        picture = self.pane.canvas.picture
        return QPoint(round(picture.x_px(day)), round(picture.geometry.base_px - 18))

    def drag(self, start: QPoint, end: QPoint) -> None:
        view = self.pane.canvas.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        for part in (0.3, 0.7, 1.0):
            between = QPointF(start) + (QPointF(end) - QPointF(start)) * part
            QTest.mouseMove(view, between.toPoint())
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)

    def image(self):
        return pixels(self.pane.grab().toImage())


def bench_of(qapp, path: Path) -> Bench:
    appearance = Appearance(qapp, "light")
    jobs, state = JobRunner(is_synchronous=True), ViewState()
    document = Document(jobs)
    lens = Lens(document, state)
    document.loaded.connect(lambda _: lens.refresh())
    pane = TimelinePane(state=state, lens=lens, appearance=appearance)
    pane.resize(1280, 300)
    pane.show()
    document.open(path)
    return Bench(pane, state, lens, document, appearance)


@pytest.fixture
def bench(qapp, qtbot, tmp_path) -> Iterator[Bench]:
    """The sample."""
    create_sample(tmp_path / "sample.actors").close()
    found = bench_of(qapp, tmp_path / "sample.actors")
    qtbot.addWidget(found.pane)
    yield found
    found.document.close()


def stored(qapp, qtbot, tmp_path, *interactions: dict[str, object]) -> Bench:
    build_store(tmp_path / "own.actors", interactions=interactions).close()
    found = bench_of(qapp, tmp_path / "own.actors")
    qtbot.addWidget(found.pane)
    return found


# What is shown -----------------------------------------------------------------------------------


def test_every_interaction_is_on_a_lane_or_in_the_tray(bench):
    drawn = {row for mark in bench.pane.canvas.picture.placed for row in mark.members}
    listed = {int(row) for row in bench.pane.tray.view.undated.content.undated}
    assert set(range(bench.dataset.n_interactions)) == drawn | listed
    assert not drawn & listed


def test_all_lanes_of_the_sample_fit_at_the_designed_height(bench):
    bench.pane.resize(896, 238)
    assert 0 == bench.pane.canvas.geometry_now().most_scroll_px


def test_the_bar_says_all_dates_and_then_the_window_with_its_count(bench):
    assert "18–27 September 2023" == bench.pane.bar.words()
    bench.state.change(window=TimeWindow(SEP_25, SEP_26))
    shown = bench.lens.look.shown.n_interactions
    assert (
        f"25–26 September 2023, {shown} of {bench.dataset.n_interactions} interactions"
        == bench.pane.bar.words()
    )


def test_what_the_filter_hides_is_not_drawn(bench):
    bench.state.change(filter=FilterSpec(interaction_kinds=frozenset({"call", "statement"})))
    drawn = {row for mark in bench.pane.canvas.picture.placed for row in mark.members}
    assert bench.row(CALL) not in drawn
    kinds = {lane.kind for lane in bench.pane.canvas.picture.lanes.lanes}
    assert "call" not in kinds
    undated = bench.pane.tray.view.undated.content.undated
    assert "statement" not in {bench.dataset.interaction_kind(int(row)) for row in undated}


def test_the_window_hides_nothing_but_dims_what_lies_outside(bench):
    before = bench.pane.canvas.picture.placed
    spot = bench.spot(FIGHTING)
    left = bench.pane.canvas.mapTo(bench.pane, QPoint(spot.x() - 90, spot.y()))
    strong = bench.image()[left.y(), left.x()]
    bench.state.change(window=TimeWindow(SEP_27, SEP_27))
    assert before == bench.pane.canvas.picture.placed
    pale = bench.image()[left.y(), left.x()]
    assert pale.sum() > strong.sum() + 150


def test_a_selection_dims_the_rest_and_rings_its_own(bench):
    accent = np.array([0x24, 0x50, 0xD6])
    assert not (abs(bench.image() - accent).sum(axis=2) < 12).any()
    bench.state.select(Selection.interaction(bench.id_of(CALL)))
    assert (abs(bench.image() - accent).sum(axis=2) < 12).sum() > 30


def test_nothing_is_dimmed_where_the_user_does_not_want_it(bench):
    bench.state.change(dim_others=False)
    before = bench.image()
    bench.state.select(Selection.interaction(bench.id_of(CALL)))
    spot = bench.spot(FIGHTING)
    at = bench.pane.canvas.mapTo(bench.pane, QPoint(spot.x() - 90, spot.y()))
    assert (before[at.y(), at.x()] == bench.image()[at.y(), at.x()]).all()


def test_the_dark_theme_repaints_the_canvas(bench):
    bench.appearance.set_theme("dark")
    ground = DARK.colour("canvas")
    image = bench.image()
    share = (image == np.array([ground.red(), ground.green(), ground.blue()])).all(axis=2).mean()
    bench.appearance.set_theme("light")
    assert share > 0.3
    light = LIGHT.colour("canvas")
    image = bench.image()
    share = (image == np.array([light.red(), light.green(), light.blue()])).all(axis=2).mean()
    assert share > 0.3


def test_lanes_by_actor_are_named_after_actors(bench):
    bench.state.change(lanes="actor")
    labels = [lane.label for lane in bench.pane.canvas.picture.lanes.lanes]
    assert "Samantha Power" == labels[0]
    assert "actor" == bench.pane.bar.lanes.choice()
    bench.state.change(lanes="kind")
    assert "Fighting" == bench.pane.canvas.picture.lanes.lanes[0].label


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_large_text_neither_clips_the_bar_nor_overlaps_rows(bench, scale):
    bench.appearance.set_text_scale(scale)
    bench.pane.resize(1280, 420)
    bar, picture = bench.pane.bar, bench.pane.canvas.picture
    line = bench.appearance.fonts.px(11)
    assert picture.geometry.row_px >= line
    for child in (bar.lanes, bar._window):
        assert child.geometry().bottom() <= bar.height()
        assert child.height() >= child.minimumSizeHint().height()
    bench.appearance.set_text_scale(1.0)


def test_a_store_without_dates_says_so_calmly(qapp, qtbot, tmp_path):
    bench = stored(qapp, qtbot, tmp_path, {"title": "A meeting"}, {"title": "A call"})
    assert "No interaction in this store has a date." in bench.pane.canvas.message()
    assert 2 == bench.pane.tray.view.undated.rowCount()
    assert bench.pane.grab().width() > 0


def test_an_empty_window_says_what_is_nearest(qapp, qtbot, tmp_path):
    bench = stored(
        qapp,
        qtbot,
        tmp_path,
        {"title": "Before", "edtf": "2023-09-18"},
        {"title": "After", "edtf": "2023-09-22"},
    )
    bench.state.change(window=TimeWindow(SEP_18 + 1, SEP_18 + 2))
    words = "Nothing from 19 to 20 September 2023. Nearest: 18 and 22 September 2023."
    assert words == bench.pane.canvas.message()
    bench.state.change(window=None)
    assert "" == bench.pane.canvas.message()


def test_a_closed_store_leaves_nothing_behind(bench):
    bench.document.close()
    assert bench.pane.canvas.picture is None
    assert "" == bench.pane.bar.words()
    assert bench.pane.tray.isHidden()
    assert bench.pane.grab().width() > 0


def test_eras_far_apart_are_drawn_at_every_zoom(qapp, qtbot, tmp_path):
    bench = stored(
        qapp,
        qtbot,
        tmp_path,
        {"title": "Marathon", "edtf": "-0489-09"},
        {"title": "Long ago", "edtf": "Y-5800000"},
        {"title": "Far ahead", "edtf": "Y5800000/.."},
        {"title": "Now", "edtf": "2023-09-26"},
    )
    canvas = bench.pane.canvas
    assert bench.pane.grab().width() > 0
    for _ in range(80):
        canvas.zoom(0.6, canvas.picture.x_px(SEP_26 + 0.5))
        canvas.viewport().grab()
    assert 1.0 == pytest.approx(canvas.axis.range[1] - canvas.axis.range[0])
    assert ["Now"] == [bench.dataset.title(m.members[0]) for m in canvas.picture.placed]


def test_hostile_titles_are_drawn_as_plain_text(qapp, qtbot, tmp_path):
    bench = stored(
        qapp,
        qtbot,
        tmp_path,
        {"title": "<b>bold</b>\u202egnorw\u202c\u0007", "edtf": "2023-09-26"},
        {"title": "x" * 200_000, "edtf": "2023-09-27"},
        {"title": "<img src=x onerror=alert(1)>" * 50},
    )
    names = [bench.pane.canvas.content.title(row) for row in range(3)]
    assert "<b>bold</b>gnorw" == names[0]
    assert all(len(name) < 210 for name in names)
    assert bench.pane.grab().width() > 0


# Hands -------------------------------------------------------------------------------------------


def test_dragging_an_edge_narrows_the_window_by_whole_days_in_one_step(bench):
    bench.state.select(Selection.interaction(bench.id_of(CALL)))
    chosen = bench.state.facts.selection
    bench.drag(bench.edge(SEP_18), bench.edge(SEP_25))
    assert TimeWindow(SEP_25, SEP_27) == bench.state.facts.window
    assert chosen == bench.state.facts.selection
    bench.state.back()
    assert bench.state.facts.window is None
    assert chosen == bench.state.facts.selection


def test_while_dragging_the_window_follows(bench, qtbot):
    seen = []
    bench.state.changed.connect(lambda names: seen.append(bench.state.facts.window))
    view, start = bench.pane.canvas.viewport(), bench.edge(SEP_18)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for day in (SEP_18 + 2, SEP_18 + 4):
        QTest.mouseMove(view, bench.edge(day))
        qtbot.waitUntil(lambda day=day: TimeWindow(day, SEP_27) in seen, timeout=2000)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=bench.edge(SEP_18 + 4))


def test_dragging_back_over_all_dates_takes_the_window_away(bench):
    bench.state.change(window=TimeWindow(SEP_25, SEP_27))
    bench.drag(bench.edge(SEP_25), bench.edge(SEP_18 - 1))
    assert bench.state.facts.window is None


def test_dragging_inside_moves_the_window_as_a_whole(bench):
    bench.state.change(window=TimeWindow(SEP_25, SEP_26))
    middle = (bench.edge(SEP_25) + bench.edge(SEP_27)) / 2
    by = bench.edge(SEP_25 - 3) - bench.edge(SEP_25)
    bench.drag(middle, middle + by)
    assert TimeWindow(SEP_25 - 3, SEP_26 - 3) == bench.state.facts.window


def test_drawing_over_the_empty_histogram_makes_a_new_window(bench):
    bench.state.change(window=TimeWindow(SEP_27, SEP_27))
    inset = QPoint(12, 0)
    bench.drag(bench.edge(SEP_18 + 1) + inset, bench.edge(SEP_18 + 4) - inset)
    assert TimeWindow(SEP_18 + 1, SEP_18 + 3) == bench.state.facts.window


def test_a_double_click_on_the_histogram_shows_all_dates(bench):
    bench.state.change(window=TimeWindow(SEP_25, SEP_26))
    middle = (bench.edge(SEP_25) + bench.edge(SEP_27)) / 2
    QTest.mouseDClick(bench.pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert bench.state.facts.window is None


def test_a_click_on_a_mark_selects_it_and_ctrl_adds(bench):
    view = bench.pane.canvas.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=bench.spot(CALL))
    assert Selection.interaction(bench.id_of(CALL)) == bench.state.facts.selection
    other = FIGHTING
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, control, bench.spot(other))
    chosen = bench.state.facts.selection.interactions
    assert {bench.id_of(CALL), bench.id_of(other)} == set(chosen)


def test_a_click_keeps_the_window_and_the_filter(bench):
    window = TimeWindow(SEP_25, SEP_26)
    bench.state.change(window=window)
    view = bench.pane.canvas.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=bench.spot(CALL))
    assert window == bench.state.facts.window


def test_dragging_the_lanes_moves_time_and_selects_nothing(bench):
    before = bench.pane.canvas.axis.range
    start = bench.spot(FIGHTING)
    bench.drag(start, start + QPoint(-120, 0))
    after = bench.pane.canvas.axis.range
    assert after[0] > before[0]
    assert after[1] - after[0] == pytest.approx(before[1] - before[0])
    assert bench.state.facts.selection.is_empty


def test_zooming_keeps_the_moment_under_the_pointer(bench):
    canvas, x = bench.pane.canvas, 500.0
    moment = canvas.picture.day(x)
    canvas.zoom(0.5, x)
    assert moment == pytest.approx(canvas.picture.day(x))
    assert canvas.picture.view.end - canvas.picture.view.start < 8


def test_a_double_click_on_a_mark_asks_the_network_to_show_it(bench, qtbot):
    with qtbot.waitSignal(bench.state.reveal_requested) as blocker:
        view = bench.pane.canvas.viewport()
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=bench.spot(CALL))
    assert [-bench.id_of(CALL)] == blocker.args


def test_what_the_pointer_rests_on_is_told_to_all_views(bench):
    QTest.mouseMove(bench.pane.canvas.viewport(), QPoint(2, 2))
    QTest.mouseMove(bench.pane.canvas.viewport(), bench.spot(CALL))
    assert -bench.id_of(CALL) == bench.state.hover


def test_selecting_elsewhere_brings_a_mark_out_of_sight_into_view(bench, qtbot):
    canvas = bench.pane.canvas
    canvas.move_to(SEP_18 - 1, SEP_18 + 2)
    bench.state.select(Selection.interaction(bench.id_of(CALL)))
    qtbot.waitUntil(lambda: canvas.axis.range[0] < SEP_26 < canvas.axis.range[1], timeout=2000)


def test_selecting_what_is_in_sight_moves_nothing(bench):
    before = bench.pane.canvas.axis.range
    bench.state.select(Selection.interaction(bench.id_of(CALL)))
    assert before == bench.pane.canvas.axis.range


def test_the_tray_selects_and_offers_to_include_the_undated(bench):
    tray = bench.pane.tray
    assert tray._left_out.isHidden()
    bench.state.change(window=TimeWindow(SEP_25, SEP_26))
    assert not tray._left_out.isHidden()
    tray.include_asked.emit()
    assert bench.state.facts.include_undated
    assert tray._left_out.isHidden()
    view = tray.view
    box = view.visualRect(view.undated.index(1, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    row = int(view.undated.content.undated[1])
    assert (int(bench.dataset.interaction_id(row)),) == bench.state.facts.selection.interactions


def test_the_tray_is_one_stop_in_which_arrows_move_and_enter_selects(bench):
    view = bench.pane.tray.view
    view.setCurrentIndex(view.undated.index(0, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    row = int(view.undated.content.undated[1])
    assert (int(bench.dataset.interaction_id(row)),) == bench.state.facts.selection.interactions


def test_arrows_go_from_mark_to_mark_in_the_order_of_time(bench):
    canvas = bench.pane.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    dated = canvas.content.dated
    assert int(dated[1]) == canvas.keyboard.current
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    chosen = int(bench.dataset.interaction_id(int(dated[1])))
    assert (chosen,) == bench.state.facts.selection.interactions


def test_down_and_arrows_move_the_window_by_a_day_and_shift_its_width(bench):
    canvas = bench.pane.canvas
    bench.state.change(window=TimeWindow(SEP_25, SEP_26))
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert TimeWindow(SEP_25 - 1, SEP_26 - 1) == bench.state.facts.window
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert TimeWindow(SEP_25 - 1, SEP_26) == bench.state.facts.window


def test_next_and_previous_go_through_time_from_what_is_selected(bench):
    bench.state.select(Selection.interaction(bench.id_of(CALL)))
    bench.pane.select_neighbour(1)
    after = bench.state.facts.selection.sole_interaction
    bench.pane.select_neighbour(-1)
    assert bench.id_of(CALL) == bench.state.facts.selection.sole_interaction
    assert after != bench.id_of(CALL)
    marks = bench.pane.canvas.content.marks
    assert marks.at[bench.dataset.interaction_row(after)] >= marks.at[bench.row(CALL)]


def test_next_stays_within_the_time_window(bench):
    bench.state.change(window=TimeWindow(SEP_26, SEP_26))
    shown = bench.lens.look.shown.is_shown
    for _ in range(30):
        bench.pane.select_neighbour(1)
        row = bench.dataset.interaction_row(bench.state.facts.selection.sole_interaction)
        assert shown[row]


def test_a_screen_reader_hears_the_current_mark(bench):
    canvas = bench.pane.canvas
    canvas.keyboard.follow(bench.row(CALL))
    canvas.keyboard.moved.emit()
    title = bench.dataset.title(bench.row(CALL))
    words = f"{title}. Call, 26 September 2023, day, two accounts"
    assert words == canvas.accessibleName()


def test_twenty_thousand_interactions_are_drawn_in_few_strokes(qapp, qtbot, tmp_path):
    generate_store(tmp_path / "large.actors", 500, 20_000).close()
    bench = bench_of(qapp, tmp_path / "large.actors")
    qtbot.addWidget(bench.pane)
    picture = bench.pane.canvas.picture
    assert picture.dense
    assert len(picture.placed) < 2_000
    span = bench.pane.canvas.content.span
    bench.state.change(window=TimeWindow(span[0] + 500, span[0] + 900))
    assert bench.pane.grab().width() > 0
    bench.document.close()


def test_resting_on_a_mark_shows_its_card_above_the_canvas(bench, qtbot):
    view = bench.pane.canvas.viewport()
    # Qt drops a move to where another test has left the pointer.
    QTest.mouseMove(view, QPoint(2, 2))
    QTest.mouseMove(view, bench.spot(CALL))
    qtbot.waitUntil(lambda: bench.pane._cards.is_open, timeout=2000)
    title = bench.dataset.title(bench.row(CALL))
    assert title == bench.pane._cards.words.title
    assert "2 accounts, which differ" in bench.pane._cards.words.lines
    assert any("Antony Blinken" in line for line in bench.pane._cards.words.lines)
    QTest.mouseMove(view, QPoint(2, 2))
    assert not bench.pane._cards.is_open
