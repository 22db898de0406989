"""A large store that is opened again stands there before it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from explorer.drawing.network.picking import target_at
from explorer.model.view import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.app import Program
    from ui.opening.glimpse import Glimpse

LIMIT_MS = 30_000


def open_and_arrange(program: Program, path: Path, qtbot: QtBot) -> None:
    """Open a store and wait until it is arranged and coloured."""
    program.files.open(path)
    qtbot.waitUntil(lambda: program.arranger.arrangement is not None, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: program.jobs.is_idle, timeout=LIMIT_MS)


def close(program: Program, qtbot: QtBot) -> None:
    program.document.close()
    qtbot.waitUntil(lambda: program.jobs.is_idle, timeout=LIMIT_MS)


def glimpsed(program: Program, path: Path, qtbot: QtBot) -> Glimpse:
    """Begin to open a store, and stop when there is a glimpse of it."""
    with qtbot.waitSignal(program.document.glimpsed, timeout=LIMIT_MS) as told:
        program.files.open(path)
    assert program.document.session is None
    return told.args[0]


@pytest.fixture
def left(program: Program, crowd_store: Path, qtbot: QtBot) -> dict[str, Any]:
    """Open the store, close it again, and give what stood on the screen."""
    open_and_arrange(program, crowd_store, qtbot)
    picture = program.network.stage.picture()
    scene = picture.scene
    seen = {
        "xy": scene.arrangement.xy.copy(),
        "names": {label.node for label in picture.labels},
        "hue": scene.hues.index.copy(),
        "drawn": scene.is_drawn.copy(),
        "px": scene.base_px.copy(),
        "camera": picture.camera,
    }
    close(program, qtbot)
    return seen


def test_actors_stand_where_they_were_left_before_the_store_is_read(
    program: Program, crowd_store: Path, left: dict[str, Any], qtbot: QtBot
) -> None:
    glimpsed(program, crowd_store, qtbot)
    assert program.network.isVisible()
    picture = program.network.stage.picture()
    scene = picture.scene
    np.testing.assert_allclose(scene.arrangement.xy, left["xy"], atol=1e-3)
    np.testing.assert_array_equal(scene.is_drawn, left["drawn"])
    np.testing.assert_array_equal(scene.hues.index, left["hue"])
    np.testing.assert_allclose(scene.base_px[scene.is_drawn], left["px"][scene.is_drawn])
    assert len({label.node for label in picture.labels} & left["names"]) > len(left["names"]) / 2
    assert program.status.counts_text == "3,400 actors"
    qtbot.waitUntil(lambda: program.document.session is not None, timeout=LIMIT_MS)


def test_the_glimpse_stays_until_the_ties_join_it_and_nothing_moves(
    program: Program, crowd_store: Path, left: dict[str, Any], qtbot: QtBot
) -> None:
    glimpse = glimpsed(program, crowd_store, qtbot)
    stage, places = program.network.stage, []

    def note() -> None:
        picture = stage.picture()
        places.append(None if picture is None else picture.scene.arrangement)

    stage.changed.connect(note)
    qtbot.waitUntil(lambda: program.document.session is not None, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: program.arranger.arrangement is not None, timeout=LIMIT_MS)
    note()
    assert None not in places
    last = places[-1]
    assert last.network is program.document.session.network("ties")
    np.testing.assert_allclose(last.xy, glimpse.arrangement.xy, atol=1e-3)
    assert stage.camera.scale == pytest.approx(left["camera"].scale, rel=0.02)


def test_a_glimpse_can_be_moved_and_keeps_that_view_but_selects_nothing(
    program: Program, crowd_store: Path, left: dict[str, Any], qtbot: QtBot
) -> None:
    glimpsed(program, crowd_store, qtbot)
    pane = program.network
    picture = pane.stage.picture()
    node = int(picture.nodes.node[-1])
    place = picture.camera.to_px(picture.scene.arrangement.xy[node])
    target = target_at(picture, float(place[0]), float(place[1]))
    assert target is not None
    pane.click(target, False)
    pane.point(target, QPointF(*place))
    pane.double_click(target)
    assert Selection() == program.state.facts.selection
    assert not program.state.facts.focus
    assert program.state.hover is None
    pane.navigator.look(pane.stage.camera.panned(40, 30).zoomed(1.5))
    seen = pane.stage.camera
    qtbot.waitUntil(lambda: program.state.facts.viewport is not None, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: program.arranger.arrangement is not None, timeout=LIMIT_MS)
    assert pane.stage.camera.scale == pytest.approx(seen.scale, rel=1e-6)
    assert (pane.stage.camera.x, pane.stage.camera.y) == pytest.approx((seen.x, seen.y))


def test_cancelling_takes_the_glimpse_away(
    program: Program, crowd_store: Path, left: dict[str, Any], qtbot: QtBot
) -> None:
    glimpsed(program, crowd_store, qtbot)
    program.jobs.cancel("open")
    qtbot.waitUntil(lambda: not program.network.isVisible(), timeout=LIMIT_MS)
    assert program.first_run.isVisible()
    assert program.network.stage.picture() is None
    assert program.window.windowTitle() == "Actor Explorer"
    open_and_arrange(program, crowd_store, qtbot)
    assert program.network.isVisible()


def test_a_store_that_is_open_stays_until_the_other_is_read(
    program: Program, crowd_store: Path, sample_store: Path, left: dict[str, Any], qtbot: QtBot
) -> None:
    open_and_arrange(program, sample_store, qtbot)
    shown = program.network.stage.picture().scene.network
    with qtbot.waitSignal(program.document.glimpsed, timeout=LIMIT_MS):
        program.files.open(crowd_store)
    assert program.network.stage.picture().scene.network is shown
    qtbot.waitUntil(lambda: program.document.session.path == crowd_store, timeout=LIMIT_MS)


def test_a_store_left_in_another_view_gives_no_glimpse(
    program: Program, crowd_store: Path, left: dict[str, Any], qtbot: QtBot
) -> None:
    open_and_arrange(program, crowd_store, qtbot)
    program.state.change(focus=frozenset({1}))
    close(program, qtbot)
    told: list[object] = []
    program.document.glimpsed.connect(told.append)
    open_and_arrange(program, crowd_store, qtbot)
    assert [] == told
