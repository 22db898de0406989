"""Lanes of very many marks are areas: kept while a time window is dragged, paled outside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.network.filters import TimeWindow
from tests.ui.timeline.timeline_bench import Bench, bench_of, stored

N_PER_DAY, N_DAYS = 5, 600


def crowded(qapp: QApplication, qtbot: QtBot, folder: Path) -> Bench:
    days = np.datetime64("2021-01-01") + np.arange(N_DAYS)
    bench = stored(
        qapp,
        qtbot,
        folder,
        *(
            {"title": f"Meeting {day} {n}", "edtf": str(day), "date_basis": "stated"}
            for day in days
            for n in range(N_PER_DAY)
        ),
    )
    assert bench.pane.canvas.picture.heights
    return bench


def test_an_area_is_paled_outside_the_window_and_itself_within(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    bench = crowded(qapp, qtbot, tmp_path)
    picture, (first, last) = bench.pane.canvas.picture, bench.dataset.day_span
    lane = picture.lanes.lanes[next(iter(picture.heights))]
    foot = round(picture.geometry.row_middle_px(lane.first_row + lane.n_rows - 1))
    inside, outside = (round(picture.x_px(first + share * (last - first))) for share in (0.5, 0.9))
    canvas = bench.pane.canvas

    def colours() -> tuple[int, int]:
        image = canvas.grab().toImage()
        return image.pixel(inside, foot), image.pixel(outside, foot)

    plain = colours()
    for start in (first + 100, first + 150):
        bench.state.change(window=TimeWindow(start, start + 300))
        assert canvas.picture is picture
        within, without = colours()
        assert plain[0] == within
        assert plain[1] != without
    bench.state.change(window=None)
    assert plain == colours()


def test_areas_follow_the_theme(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    bench = crowded(qapp, qtbot, tmp_path)
    light = bench.image()
    bench.appearance.set_theme("dark")
    dark = bench.image()
    made_in_the_dark = bench_of(qapp, tmp_path / "own.actors")
    qtbot.addWidget(made_in_the_dark.pane)
    made_in_the_dark.appearance.set_theme("dark")
    made_in_the_dark.pane.canvas.viewport().update()
    assert (light != dark).mean() > 0.5
    assert np.array_equal(made_in_the_dark.image(), dark)
