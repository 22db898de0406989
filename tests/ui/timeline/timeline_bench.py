"""A timeline pane with all that it observes, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.building import build_store
from tests.ui.painting import pixels
from ui.document import Document
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.state import ViewState
from ui.theme import Appearance
from ui.timeline import TimelinePane

if TYPE_CHECKING:
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
    lens = Lens(document, state, jobs)
    document.loaded.connect(lambda _: lens.refresh())
    pane = TimelinePane(state=state, lens=lens, appearance=appearance)
    pane.resize(1280, 300)
    pane.show()
    document.open(path)
    return Bench(pane, state, lens, document, appearance)


def stored(qapp, qtbot, tmp_path, *interactions: dict[str, object]) -> Bench:
    build_store(tmp_path / "own.actors", interactions=interactions).close()
    found = bench_of(qapp, tmp_path / "own.actors")
    qtbot.addWidget(found.pane)
    return found
