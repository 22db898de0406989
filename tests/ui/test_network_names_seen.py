"""What of its names the network pane shows and says: lines, grounds, what is left out, rings."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QApplication

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from explorer.sample import create_sample
from tests.explorer.names.pictures import faults, in_view, named
from tests.ui.network_stand import set_up, take_down
from ui.network.paint_nodes import joined_rings
from ui.network.text import QtTextMeasure


@pytest.fixture(scope="module")
def stand_kept(qapp, tmp_path_factory):
    path = tmp_path_factory.mktemp("names") / "sample.actors"
    create_sample(path).close()
    stand = set_up(qapp, path, (664, 485))
    yield stand
    take_down(stand)


@pytest.fixture
def stand(stand_kept):
    stand_kept.reset()
    return stand_kept


def circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def test_the_bar_says_how_many_names_found_no_room(stand, qtbot) -> None:
    note = stand.pane.bar.left_out
    assert not note.isVisible()
    stand.state.change(projection="interactions")
    stand.pane.resize(520, 330)
    stand.pane.fit()
    stand.image()
    missing = len(in_view(stand.picture) - named(stand.picture))
    assert missing > 0
    qtbot.waitUntil(lambda: note.text() == f"{missing} names left out")
    assert "zoom in" in note.toolTip()
    stand.pane.resize(1400, 1000)
    stand.pane.fit()
    stand.image()
    qtbot.waitUntil(lambda: not note.isVisible())


@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
def test_with_real_fonts_no_name_lies_on_a_glyph_or_a_name(stand, text_scale: float) -> None:
    stand.appearance.set_text_scale(text_scale)
    stand.pane.fit()
    dataset = stand.lens.look.dataset
    for row in range(0, dataset.n_actors, 3):
        stand.state.select(Selection.actor(int(dataset.actor_id(row))))
        stand.image()
        picture = stand.picture
        assert [] == faults(picture, QtTextMeasure(stand.appearance.fonts))
        selected = set(np.flatnonzero(picture.emphasis.is_selected).tolist())
        assert selected & in_view(picture) <= named(picture)


def test_a_line_leads_to_a_name_that_stands_apart(stand) -> None:
    stand.state.change(projection="interactions")
    stand.appearance.set_text_scale(1.5)
    stand.pane.fit()
    image = stand.image()
    led = [label for label in stand.picture.labels if label.line is not None]
    assert led
    canvas = QColor(stand.appearance.theme.canvas)
    for label in led:
        x0, y0, x1, y1 = label.line
        ratio = image.devicePixelRatio()
        # A level line may lie between two rows of pixels.
        at = [
            image.pixelColor(
                round((x0 + (x1 - x0) * t) * ratio), round((y0 + (y1 - y0) * t) * ratio) + aside
            )
            for t in (0.35, 0.5, 0.65)
            for aside in (-1, 0, 1)
        ]
        assert any(abs(colour.lightness() - canvas.lightness()) > 40 for colour in at)


def test_the_note_of_an_empty_window_stands_on_a_ground_of_its_own(stand) -> None:
    first = (datetime.date(2023, 8, 1) - datetime.date(1970, 1, 1)).days
    stand.state.change(window=TimeWindow(first, first + 1), show_positions=True)
    QApplication.processEvents()
    note = stand.pane.note
    assert note.isVisible()
    ground = QColor(stand.appearance.theme.canvas)
    corner = note.mapTo(stand.pane.view, note.rect().center())
    picture = stand.picture
    ghosts = picture.nodes.xy_px[picture.nodes.is_ghost]
    assert len(ghosts)
    image = stand.pane.view.grab().toImage()
    # Right below the middle of the note's upper edge there are no words, only its ground.
    top = note.mapTo(stand.pane.view, note.rect().topLeft())
    ratio = image.devicePixelRatio()
    for dx in range(8, note.width() - 8, 3):
        seen = image.pixelColor(round((top.x() + dx) * ratio), round((top.y() + 6) * ratio))
        assert abs(seen.lightness() - ground.lightness()) < 8
    assert corner.y() > top.y()


def test_rings_that_would_cross_are_joined_and_others_stay_alone() -> None:
    near = [circle(0, 0, 20), circle(25, 0, 20)]
    joined = joined_rings([*near, circle(200, 0, 20)])
    assert 2 == len(joined)
    both = next(path for path in joined if path.contains(QPointF(0, 0)))
    assert both.contains(QPointF(25, 0))
    # Where the rings crossed, no line is left inside.
    assert both.contains(QPointF(12.5, 0))
    outline = both.toSubpathPolygons()
    assert 1 == len(outline)
    assert pytest.approx(65.0, abs=0.5) == both.boundingRect().width()


def test_very_many_rings_are_drawn_as_they_are() -> None:
    rings = [circle(5 * k, 0, 20) for k in range(100)]
    assert rings == joined_rings(rings)
