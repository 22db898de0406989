"""The network under the hand: select, pan, zoom, pin, rubber band, cards, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from tests.ui.network_stand import Stand, set_up, take_down
from ui.network.cards import AFTER_MS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def shared(qapp: QApplication, sample_store: Path) -> Iterator[Stand]:
    stand = set_up(qapp, sample_store)
    yield stand
    take_down(stand)


@pytest.fixture
def stand(shared: Stand) -> Stand:
    shared.reset()
    return shared


def wheel(stand: Stand, at: QPoint, steps: int) -> None:
    target = stand.pane.view.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(target.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


def test_a_click_on_an_actor_selects_it_and_on_the_ground_nothing(stand: Stand) -> None:
    power = stand.id_of("Samantha Power")
    stand.click(stand.at(power))
    assert Selection.actor(power) == stand.state.facts.selection
    stand.click(stand.empty_spot())
    assert stand.state.facts.selection.is_empty


def test_ctrl_click_adds_and_takes_out(stand: Stand) -> None:
    power, kim = stand.id_of("Samantha Power"), stand.id_of("Yuri Kim")
    stand.click(stand.at(power))
    stand.click(stand.at(kim), CTRL)
    assert (power, kim) == stand.state.facts.selection.actors
    stand.click(stand.at(power), CTRL)
    assert Selection.actor(kim) == stand.state.facts.selection
    stand.click(stand.empty_spot(), CTRL)
    assert Selection.actor(kim) == stand.state.facts.selection


def test_a_click_on_a_tie_selects_the_tie(stand: Stand) -> None:
    pair = stand.id_of("Gary Peters"), stand.id_of("Nikol Pashinyan")
    stand.click(stand.middle_of("Gary Peters", "Nikol Pashinyan"))
    assert Selection.tie(*pair) == stand.state.facts.selection


def test_a_click_on_the_sign_of_differing_accounts_selects_the_call(stand: Stand) -> None:
    stand.click(stand.middle_of("Antony Blinken", "Ilham Aliyev"))
    chosen = stand.state.facts.selection.sole_interaction
    assert chosen is not None
    dataset = stand.lens.look.dataset
    assert dataset.accounts_differ[dataset.interaction_row(chosen)]


def test_the_wheel_zooms_to_the_cursor(stand: Stand) -> None:
    at = QPoint(200, 150)
    camera = stand.pane.camera
    before = camera.to_layout(at.x(), at.y())
    wheel(stand, at, 2)
    after = stand.pane.camera
    assert after.scale > camera.scale
    assert before == pytest.approx(after.to_layout(at.x(), at.y()))


def test_dragging_the_ground_pans(stand: Stand) -> None:
    start = stand.empty_spot()
    power = stand.id_of("Samantha Power")
    before = stand.at(power)
    stand.drag(start, start + QPoint(40, 25))
    assert before + QPoint(40, 25) == stand.at(power)
    assert stand.state.facts.selection.is_empty


def test_dragging_an_actor_pins_it_where_it_is_dropped(stand: Stand) -> None:
    armenia = stand.id_of("Armenia")
    start = stand.at(armenia)
    camera = stand.pane.camera
    stand.drag(start, start + QPoint(30, 20))
    assert stand.arranger.is_pinned(armenia)
    place = stand.arranger.arrangement.xy[stand.picture.scene.network.node_of(armenia)]
    assert camera.to_layout(start.x() + 30, start.y() + 20) == pytest.approx(
        tuple(place), abs=1.5 / camera.scale
    )
    assert stand.state.facts.selection.is_empty


def test_a_rubber_band_selects_what_it_holds(stand: Stand) -> None:
    view = stand.pane.view
    stand.drag(QPoint(1, 1), QPoint(view.width() - 2, view.height() - 2), SHIFT)
    drawn = len(stand.picture.nodes)
    assert drawn == len(stand.state.facts.selection.actors)


def test_double_click_focuses_on_the_neighbours(stand: Stand) -> None:
    power = stand.id_of("Samantha Power")
    before = len(stand.picture.scene.drawn_nodes)
    from PySide6.QtTest import QTest

    QTest.mouseDClick(
        stand.pane.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        stand.at(power),
    )
    assert frozenset({power}) == stand.state.facts.focus
    assert len(stand.picture.scene.drawn_nodes) < before


def test_the_card_comes_after_a_moment_and_goes_with_the_pointer(stand: Stand, qtbot) -> None:
    power = stand.id_of("Samantha Power")
    target = stand.picture.scene.network.node_of(power)
    at = QPointF(stand.at(power))
    stand.pane.point(stand.pane.events.gestures.target(at), at)
    assert power == stand.state.hover
    assert not stand.pane.cards.is_open
    qtbot.waitUntil(lambda: stand.pane.cards.is_open, timeout=AFTER_MS * 4)
    assert target >= 0
    assert stand.pane.view.rect().contains(stand.pane.cards.card.geometry())
    stand.pane.point(None, QPointF(2, 2))
    assert not stand.pane.cards.is_open
    assert stand.state.hover is None


def test_escape_takes_one_step_at_a_time(stand: Stand) -> None:
    power = stand.id_of("Samantha Power")
    first, last = stand.lens.look.dataset.day_span
    stand.state.change(window=TimeWindow(first, last))
    stand.click(stand.at(power))
    stand.key(Qt.Key.Key_Escape)
    assert stand.state.facts.selection.is_empty
    assert stand.state.facts.window is not None
    stand.key(Qt.Key.Key_Escape)
    assert stand.state.facts.window is None


def test_arrows_walk_and_enter_selects(stand: Stand) -> None:
    stand.pane.view.setFocus()
    stand.key(Qt.Key.Key_Right)
    assert stand.id_of("Samantha Power") == stand.pane.stage.current
    stand.key(Qt.Key.Key_Down)
    current = stand.pane.stage.current
    assert current not in (None, stand.id_of("Samantha Power"))
    assert stand.state.facts.selection.is_empty
    stand.key(Qt.Key.Key_Return)
    assert Selection.actor(current) == stand.state.facts.selection


def test_ctrl_arrows_walk_along_the_ties_strongest_first(stand: Stand) -> None:
    stand.key(Qt.Key.Key_Right)
    stand.key(Qt.Key.Key_Right, CTRL)
    assert stand.id_of("Yuri Kim") == stand.pane.stage.current
    stand.key(Qt.Key.Key_Right, CTRL)
    second = stand.pane.stage.current
    stand.key(Qt.Key.Key_Left, CTRL)
    assert stand.id_of("Yuri Kim") == stand.pane.stage.current != second
    stand.key(Qt.Key.Key_Up, CTRL)
    assert stand.id_of("Samantha Power") == stand.pane.stage.current


def test_space_pins_and_shift_enter_focuses(stand: Stand) -> None:
    power = stand.id_of("Samantha Power")
    stand.state.select(Selection.actor(power))
    stand.key(Qt.Key.Key_Space)
    assert stand.arranger.is_pinned(power)
    stand.key(Qt.Key.Key_Space)
    assert not stand.arranger.is_pinned(power)
    stand.key(Qt.Key.Key_Return, SHIFT)
    assert frozenset({power}) == stand.state.facts.focus


def test_the_count_of_unconnected_actors_selects_them(stand: Stand, qtbot) -> None:
    button = stand.pane.overlays.unconnected
    qtbot.waitUntil(button.isVisible)
    n = len(stand.picture.scene.unconnected)
    assert f"{n} unconnected" == button.text()
    button.click()
    assert n == len(stand.state.facts.selection.actors)


def test_what_is_hovered_elsewhere_is_ringed_here(stand: Stand) -> None:
    kim = stand.id_of("Yuri Kim")
    stand.state.set_hover(kim)
    assert stand.picture.scene.network.node_of(kim) == stand.picture.hovered
