"""The timeline shows all that passes the filter; the window only dims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow
from tests.building import generate_store
from tests.ui.timeline.timeline_bench import (
    CALL,
    FIGHTING,
    SEP_18,
    SEP_25,
    SEP_26,
    SEP_27,
    Bench,
    bench_of,
    stored,
)
from ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def bench(qapp, qtbot, sample_store) -> Iterator[Bench]:
    """The sample."""
    found = bench_of(qapp, sample_store)
    qtbot.addWidget(found.pane)
    yield found
    found.document.close()


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
    assert (abs(bench.image() - accent).sum(axis=2) < 60).sum() > 20


def test_a_selection_outside_the_window_dims_nothing_inside(bench):
    bench.state.change(window=TimeWindow(SEP_18, SEP_18 + 2))
    spot = bench.spot(FIGHTING)
    at = bench.pane.canvas.mapTo(bench.pane, QPoint(bench.edge(SEP_18 + 1).x(), spot.y()))
    before = bench.image()[at.y(), at.x()]
    bench.state.select(Selection.interaction(bench.id_of(CALL)))
    assert (before == bench.image()[at.y(), at.x()]).all()
    bench.state.change(window=None)
    assert (before != bench.image()[at.y(), at.x()]).any()


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


def test_the_rows_of_the_undated_grow_with_the_text(bench, qtbot):
    view = bench.pane.tray.view
    first = view.undated.index(0, 0)
    before = view.visualRect(first).height()
    bench.appearance.set_text_scale(2.0)
    qtbot.waitUntil(lambda: view.visualRect(first).height() >= 2 * before - 4)


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
