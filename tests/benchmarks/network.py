"""Measures the network under the hand: pan, zoom, hover, select, a step of the time window."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from explorer.model.view import Selection
from explorer.network.filters import TimeWindow
from explorer.sample import create_sample
from tests.benchmarks.measuring import report, timed
from tests.building import generate_store
from tests.ui.network_stand import Stand, set_up, take_down

SIZES = ((0, 0), (1_000, 5_000), (5_000, 20_000))
CANVASES = ((1400, 940), (2560, 1480))
FRAMES = 40


def main() -> None:
    """Print one row for each thing a hand does, composing and painting included."""
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        for n_actors, n_interactions in SIZES:
            path = Path(folder) / f"{n_actors}.actors"
            if n_actors:
                generate_store(path, n_actors, n_interactions).close()
            else:
                create_sample(path).close()
            for canvas in CANVASES:
                stand = set_up(app, path, canvas)
                measure(stand)
                take_down(stand)


def measure(stand: Stand) -> None:
    """Do everything once on one store at one size of canvas."""
    look = stand.lens.look
    assert look is not None
    dataset, pane, state = look.dataset, stand.pane, stand.state
    picture = stand.picture
    size = f"{dataset.n_actors:,}/{dataset.n_interactions:,}, {pane.width()} px wide"
    print(f"{len(picture.scene.link):,} links, {len(picture.labels)} names")
    viewport = pane.view.viewport()
    count = iter(range(10**9))

    def row(what: str, step: Callable[[int], object]) -> None:
        def work() -> None:
            step(next(count))
            viewport.repaint()

        report(what, size, timed(work, FRAMES))

    def pan(i: int) -> None:
        pane.navigator.look(pane.camera.panned(5 if i % 40 < 20 else -5, 2))

    def zoom(i: int) -> None:
        pane.navigator.look(pane.camera.zoomed(1.04 if i % 40 < 20 else 1 / 1.04, 500, 400))

    row("pan, whole network", pan)
    row("zoom, whole network", zoom)
    row("hover another actor", lambda i: state.set_hover(int(dataset.actor_id(i % 26))))
    state.set_hover(None)
    span = dataset.day_span
    assert span is not None
    first, days = span[0], span[1] - span[0]
    width = max(1, days // 3)

    def slide(i: int) -> None:
        at = first + i % 40 * max(1, (days - width) // 40)
        state.change(window=TimeWindow(at, at + width))

    row("step of the time window, a third", slide)
    state.change(window=None)
    busiest = int(dataset.n_interactions_of.argmax())
    others = [int(dataset.actor_id(busiest)), int(dataset.actor_id(0))]
    row("select another actor", lambda i: state.select(Selection.actor(others[i % 2])))
    row("pan, an actor selected", pan)
    pane.navigator.look(pane.camera.zoomed(6.0))
    row("pan, zoomed in six times", pan)


if __name__ == "__main__":
    main()
