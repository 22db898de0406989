"""The slider in the network's menu between true distances and visible communities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from explorer.model.view import Selection, ViewFacts
from tests.building import generate
from tests.ui.network_stand import Stand, set_up, take_down
from ui.network.balance_slider import BalanceAction
from ui.state import ViewState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QSlider


@pytest.fixture(scope="module")
def large(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A pane with 500 actors, most of them in one group."""
    path = tmp_path_factory.mktemp("balance") / "large.actors"
    generate(path, 500, 1_500, seed=3)
    stand = set_up(qapp, path)
    yield stand
    take_down(stand)


@pytest.fixture
def small(qapp: QApplication, sample_store: Path) -> Iterator[Stand]:
    stand = set_up(qapp, sample_store)
    yield stand
    take_down(stand)


def opened(stand: Stand) -> tuple[QMenu, BalanceAction, QSlider]:
    menu = stand.pane.bar.more.menu()
    menu.popup(stand.pane.mapToGlobal(stand.pane.rect().center()))
    action = next(a for a in menu.actions() if isinstance(a, BalanceAction))
    return menu, action, action.slider


def places(stand: Stand) -> np.ndarray:
    arrangement = stand.arranger.arrangement
    assert arrangement is not None
    return arrangement.xy


def test_it_moves_the_network_on_and_the_pinned_stay(large: Stand) -> None:
    key = int(large.picture.scene.network.node_key[0])
    large.arranger.pin(key, *places(large)[0])
    before = places(large)
    menu, _, slider = opened(large)
    slider.setValue(slider.maximum())
    menu.close()
    assert large.state.facts.communities == 1.0
    after = places(large)
    np.testing.assert_array_equal(after[0], before[0])
    assert np.median(np.hypot(*(after - before).T)) > 0.1
    large.state.change(communities=0.5)


def test_keys_move_it_and_lead_past_it(large: Stand) -> None:
    menu, action, slider = opened(large)
    while menu.activeAction() is not action:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    assert slider.hasFocus()
    before = slider.value()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == before + 1
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert slider.value() == 0
    QTest.keyClick(slider, Qt.Key.Key_Down)
    assert menu.activeAction() is not action
    assert slider.value() == 0
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert large.state.facts.communities == 0.0
    large.state.change(communities=0.5)


def test_it_tells_only_where_it_comes_to_rest(large: Stand) -> None:
    told: list[float] = []
    large.state.changed.connect(lambda _: told.append(large.state.facts.communities))
    menu, _, slider = opened(large)
    for value in (12, 14, 15):
        slider.setValue(value)
    assert told == []
    QTest.qWait(400)
    assert set(told) == {0.75}
    assert menu.isVisible()
    menu.close()
    large.state.change(communities=0.5)


def test_both_ends_have_words_and_the_slider_a_name(large: Stand) -> None:
    menu, action, slider = opened(large)
    words = [label.text() for label in action.defaultWidget().findChildren(QLabel)]
    assert words == ["True distances", "Visible communities"]
    assert slider.accessibleName() == "True distances or visible communities"
    assert slider.isEnabled()
    menu.close()


def test_in_a_small_network_there_is_nothing_to_weigh(small: Stand) -> None:
    menu, action, slider = opened(small)
    assert not action.isEnabled()
    assert not slider.isEnabled()
    menu.close()
    before = places(small)
    small.state.change(communities=1.0)
    np.testing.assert_array_equal(places(small), before)


def test_the_wish_is_kept_with_the_view_and_what_is_none_is_the_middle() -> None:
    assert ViewFacts.from_json(ViewFacts(communities=0.8).to_json()).communities == 0.8
    for broken in (None, "much", True, 1.5, -1, float("nan")):
        assert ViewFacts.from_json({"communities": broken}).communities == 0.5


def test_back_does_not_lay_the_network_out_anew(qapp: QApplication) -> None:
    state = ViewState()
    state.select(Selection.actor(1))
    state.select(Selection.actor(2))
    state.change(communities=0.9)
    state.back()
    assert state.facts.selection == Selection.actor(1)
    assert state.facts.communities == 0.9
    state.forward()
    assert state.facts.communities == 0.9
