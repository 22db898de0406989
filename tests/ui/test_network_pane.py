"""The network pane: what it shows, how it follows the view state, what it remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from explorer.drawing.network.styling import compose
from explorer.model.view import Selection, ViewFacts
from explorer.network.filters import FilterSpec
from tests.building import build_store
from tests.ui.network_stand import Stand, set_up, take_down
from tests.ui.painting import pixels
from ui.network.painter import paint_network
from ui.network.text import QtTextMeasure
from ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def shared(qapp: QApplication, sample_store: Path) -> Iterator[Stand]:
    stand = set_up(qapp, sample_store)
    yield stand
    take_down(stand)


@pytest.fixture
def stand(shared: Stand) -> Stand:
    shared.reset()
    return shared


def colours_near(image: QImage, at: QPoint, radius: int) -> np.ndarray:
    x, y = at.x(), at.y()
    part = pixels(image)[max(0, y - radius) : y + radius, max(0, x - radius) : x + radius]
    return part.reshape(-1, 3)


def share(colours: np.ndarray, colour: str, within: int = 12) -> float:
    c = QColor(colour)
    return float((np.abs(colours - (c.red(), c.green(), c.blue())).max(axis=1) <= within).mean())


def test_the_whole_network_is_in_sight_at_once(stand: Stand) -> None:
    xy = stand.picture.nodes.xy_px
    assert (xy > 0).all()
    assert (xy < (stand.pane.view.width(), stand.pane.view.height())).all()
    assert stand.state.facts.viewport is None


def test_a_selected_actor_has_a_ring_in_accent(stand: Stand) -> None:
    power = stand.id_of("Samantha Power")
    before = share(colours_near(stand.image(), stand.at(power), 30), LIGHT.accent)
    stand.state.select(Selection.actor(power))
    after = share(colours_near(stand.image(), stand.at(power), 30), LIGHT.accent)
    assert before < 0.01
    assert after > 0.05


def test_an_actor_without_a_name_is_hollow_and_a_dimmed_one_pale(stand: Stand) -> None:
    ngos, armenia = stand.id_of("Humanitarian NGOs"), stand.id_of("Armenia")
    hue = LIGHT.actor_kinds
    image = stand.image()
    assert share(colours_near(image, stand.at(ngos), 3), LIGHT.canvas) > 0.9
    assert share(colours_near(image, stand.at(armenia), 3), hue["state"]) > 0.9
    stand.state.select(Selection.actor(ngos))
    assert share(colours_near(stand.image(), stand.at(armenia), 3), hue["state"]) == 0.0


def test_the_dark_theme_repaints_everything(stand: Stand) -> None:
    stand.appearance.set_theme("dark")
    image = stand.image()
    corner = image.pixelColor(3, 3).name().upper()
    assert corner == DARK.canvas
    power = stand.at(stand.id_of("Samantha Power"))
    assert share(colours_near(image, power + QPoint(-14, 0), 2), DARK.actor_kinds["person"]) > 0.9
    stand.appearance.set_theme("light")


def test_resizing_keeps_the_fitted_view_fitted(stand: Stand) -> None:
    stand.pane.resize(420, 380)
    QApplication.processEvents()
    xy = stand.picture.nodes.xy_px
    assert (xy > 0).all()
    assert (xy < (stand.pane.view.width(), stand.pane.view.height())).all()


def test_a_view_by_hand_is_told_to_the_state_and_fit_takes_it_back(stand: Stand, qtbot) -> None:
    stand.pane.zoom(2.0)
    qtbot.waitUntil(lambda: stand.state.facts.viewport is not None, timeout=2000)
    assert stand.pane.camera.viewport == pytest.approx(stand.state.facts.viewport)
    scale = stand.pane.camera.scale
    stand.pane.resize(600, 600)
    QApplication.processEvents()
    assert scale == stand.pane.camera.scale
    stand.pane.fit()
    assert stand.state.facts.viewport is None
    assert stand.pane.camera.scale < scale


def test_a_remembered_view_is_shown_when_the_store_opens(stand: Stand) -> None:
    x, y, width, height = stand.pane.camera.viewport
    part = (x + width / 4, y + height / 4, width / 2, height / 2)
    stand.document.close()
    stand.state.reset(ViewFacts(viewport=part))
    stand.document.open(stand.path)
    assert part == pytest.approx(stand.pane.camera.viewport)


def test_reading_the_same_store_anew_keeps_the_view(stand: Stand, qtbot) -> None:
    stand.pane.zoom(2.0)
    qtbot.waitUntil(lambda: stand.state.facts.viewport is not None, timeout=2000)
    before = stand.pane.camera
    stand.document.reload()
    assert before.viewport == pytest.approx(stand.pane.camera.viewport)


def test_switching_the_projection_fits_the_other_network(stand: Stand) -> None:
    stand.pane.zoom(3.0)
    stand.pane.bar.projection.button("interactions").click()
    assert "interactions" == stand.state.facts.projection
    picture = stand.picture
    assert picture.scene.network.is_interaction.any()
    xy = picture.nodes.xy_px
    assert (xy > 0).all()
    assert (xy < (stand.pane.view.width(), stand.pane.view.height())).all()


def test_the_bar_follows_and_changes_the_state(stand: Stand) -> None:
    stand.pane.bar.positions.click()
    assert not stand.state.facts.show_positions
    stand.state.change(show_positions=True)
    assert stand.pane.bar.positions.isChecked()


def test_revealing_brings_an_actor_into_sight(stand: Stand) -> None:
    stand.pane.zoom(6.0)
    power = stand.id_of("Observer mission to Karabakh (proposed)")
    stand.state.reveal_requested.emit(power)
    at = stand.at(power)
    assert stand.pane.view.rect().adjusted(20, 20, -20, -20).contains(at)


def test_the_canvas_says_its_current_item(stand: Stand) -> None:
    power = stand.id_of("Samantha Power")
    stand.state.select(Selection.actor(power))
    said = stand.pane.view.accessibleName()
    assert said.startswith("Samantha Power, person, ")
    assert said.endswith("selected")
    stand.state.select(Selection.tie(power, stand.id_of("Yuri Kim")))
    assert stand.pane.view.accessibleName().startswith("Tie between Samantha Power and Yuri Kim")
    stand.state.select(Selection())
    assert "Network" == stand.pane.view.accessibleName()


def test_closing_the_store_empties_the_canvas(stand: Stand) -> None:
    stand.document.close()
    assert stand.pane.stage.picture() is None
    assert not stand.pane.bar.fit.isEnabled()
    QApplication.processEvents()
    image = pixels(stand.image())
    assert 1 == len(np.unique(image.reshape(-1, 3), axis=0))
    stand.document.open(stand.path)
    assert stand.pane.bar.fit.isEnabled()


def test_legend_and_count_do_not_overlap_at_double_text_size(stand: Stand) -> None:
    stand.appearance.set_text_scale(2.0)
    stand.pane.resize(520, 480)
    QApplication.processEvents()
    legend, count = stand.pane.overlays.legend, stand.pane.overlays.unconnected
    assert count.isVisible()
    assert not legend.geometry().intersects(count.geometry())
    assert stand.pane.view.rect().contains(legend.geometry())


def test_an_image_larger_than_the_screen_is_painted_sharp(stand: Stand) -> None:
    image = QImage(1400, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    painter.scale(2, 2)
    paint_network(painter, stand.picture, LIGHT, stand.appearance.fonts)
    painter.end()
    power = stand.at(stand.id_of("Samantha Power"))
    near = colours_near(image, power * 2, 20)
    assert share(near, LIGHT.actor_kinds["person"]) > 0.2


def test_a_pdf_of_the_network_has_real_text(stand: Stand, tmp_path: Path) -> None:
    look, arrangement = stand.lens.look, stand.arranger.arrangement
    picture = compose(
        look.network,
        arrangement,
        stand.pane.camera,
        stand.state.facts,
        QtTextMeasure(stand.appearance.fonts),
        for_export=True,
    )
    path = tmp_path / "network.pdf"
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    paint_network(painter, picture, LIGHT, stand.appearance.fonts)
    painter.end()
    data = path.read_bytes()
    assert b"/Font" in data
    assert b"/Subtype /Image" not in data


def test_stores_with_nobody_or_nobody_tied_are_shown_without_fault(
    stand: Stand, tmp_path: Path
) -> None:
    for name, actors in (("none", ()), ("alone", ("Ann", "Bob"))):
        path = tmp_path / f"{name}.actors"
        build_store(path, actors=actors).close()
        stand.document.open(path)
        stand.state.reset()
        for projection in ("interactions", "ties"):
            stand.state.change(projection=projection)
            stand.pane.fit()
            stand.image()
    QApplication.processEvents()
    assert "2 unconnected" == stand.pane.overlays.unconnected.text()
    assert stand.pane.note.isVisible()
    stand.document.open(stand.path)


def test_an_empty_result_says_why_and_leads_out(stand: Stand) -> None:
    kinds = frozenset(kind.name for kind in stand.lens.look.dataset.columns.interaction_kinds)
    stand.state.change(filter=FilterSpec(interaction_kinds=kinds))
    QApplication.processEvents()
    note = stand.pane.note
    assert note.isVisible()
    assert "All kinds of interaction are switched off." == note._words.text()
    note._way_out.click()
    assert stand.state.facts.filter.is_empty
    QApplication.processEvents()
    assert not note.isVisible()
