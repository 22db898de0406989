"""Hands and keys on the timeline ask for windows and selections, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from tests.ui.timeline.timeline_bench import (
    CALL,
    FIGHTING,
    SEP_18,
    SEP_25,
    SEP_26,
    SEP_27,
    Bench,
    bench_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def bench(qapp, qtbot, sample_store) -> Iterator[Bench]:
    """The sample."""
    found = bench_of(qapp, sample_store)
    qtbot.addWidget(found.pane)
    yield found
    found.document.close()


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
