"""A network pane on its own, with a store open in it, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.arranger import Arranger
from ui.colouring import NetworkColouring
from ui.document import Document
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.network import NetworkPane
from ui.state import ViewState
from ui.theme import Appearance

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from explorer.drawing.network.picture import NetworkPicture


@dataclass
class Stand:
    """Everything around the pane."""

    pane: NetworkPane
    state: ViewState
    lens: Lens
    arranger: Arranger
    document: Document
    jobs: JobRunner
    appearance: Appearance
    path: Path
    size: tuple[int, int]

    def reset(self) -> None:
        """Go back to how it was set up, whatever a test did."""
        if self.appearance.theme.is_dark:
            self.appearance.set_theme("light")
        if self.appearance.text_scale != 1.0:
            self.appearance.set_text_scale(1.0)
        self.pane.cards.close()
        self.pane.events.keyboard.leave()
        self.pane.view.set_band(None)
        arrangement = self.arranger.arrangement
        if arrangement is not None and arrangement.is_pinned.any():
            self.arranger.remember({})
        self.state.reset()
        self.pane.resize(*self.size)
        if self.document.session is None or arrangement is None or arrangement.is_pinned.any():
            self.document.open(self.path)
        self.pane.fit()
        QApplication.processEvents()

    @property
    def picture(self) -> NetworkPicture:
        picture = self.pane.stage.picture()
        assert picture is not None
        return picture

    def id_of(self, name: str) -> int:
        look = self.lens.look
        assert look is not None
        dataset = look.dataset
        return next(
            int(dataset.actor_id(row))
            for row in range(dataset.n_actors)
            if dataset.actor_name(row) == name
        )

    def at(self, key: int) -> QPoint:
        """Return where the node with a key stands on the canvas."""
        picture = self.picture
        node = picture.scene.network.node_of(key)
        x, y = picture.nodes.xy_px[picture.nodes.node == node][0]
        return QPoint(round(x), round(y))

    def middle_of(self, name: str, other: str) -> QPoint:
        """Return the middle of the tie of two actors."""
        picture = self.picture
        network = picture.scene.network
        ends = {network.node_of(self.id_of(name)), network.node_of(self.id_of(other))}
        mark = next(
            m
            for m in picture.links
            if {int(picture.scene.a[m.at]), int(picture.scene.b[m.at])} == ends and m.kind == 0
        )
        return QPoint(round(mark.middle[0]), round(mark.middle[1]))

    def empty_spot(self) -> QPoint:
        """Return a point of the canvas far from everything."""
        picture = self.picture
        height = self.pane.view.height() - 40
        for y in range(6, height, 12):
            for x in range(6, self.pane.view.width() - 6, 12):
                away = np.hypot(*(picture.nodes.xy_px - (x, y)).T).min()
                if away > 60 and self.pane.events.gestures.target(QPoint(x, y)) is None:
                    return QPoint(x, y)
        raise AssertionError("the canvas is full")

    def click(self, at: QPoint, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.mouseClick(
            self.pane.view.viewport(),
            Qt.MouseButton.LeftButton,
            modifier or Qt.KeyboardModifier.NoModifier,
            at,
        )

    def drag(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Drag with the left button; moves are sent by hand, since QTest's carry no button."""
        held = modifier or Qt.KeyboardModifier.NoModifier
        target = self.pane.view.viewport()
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(target, left, held, start)
        for share in (0.3, 0.6, 1.0):
            at = QPointF(start) + (QPointF(end) - QPointF(start)) * share
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                at,
                QPointF(target.mapToGlobal(at.toPoint())),
                Qt.MouseButton.NoButton,
                left,
                held,
            )
            QApplication.sendEvent(target, event)
        QTest.mouseRelease(target, left, held, end)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.pane.view, key, modifier or Qt.KeyboardModifier.NoModifier)

    def image(self) -> QImage:
        """Return what the canvas shows."""
        return self.pane.view.grab().toImage()


def set_up(
    app: QApplication,
    store: Path,
    size: tuple[int, int] = (700, 520),
    theme: str = "light",
    text_scale: float = 1.0,
) -> Stand:
    """Open a store in a pane of a size; all jobs run at once, nothing moves slowly."""
    appearance = Appearance(app, theme, text_scale)
    appearance.reduced_motion = True
    jobs = JobRunner(is_synchronous=True)
    state = ViewState()
    document = Document(jobs)
    lens = Lens(document, state, jobs)
    arranger = Arranger(lens, jobs)
    colouring = NetworkColouring(state, lens, arranger, jobs)
    pane = NetworkPane(
        state=state, lens=lens, arranger=arranger, colouring=colouring, appearance=appearance
    )
    document.loaded.connect(lambda _: lens.refresh())
    pane.resize(*size)
    pane.show()
    document.open(store)
    QTest.qWait(1)
    return Stand(pane, state, lens, arranger, document, jobs, appearance, store, size)


def take_down(stand: Stand) -> None:
    """Close pane and store."""
    stand.pane.view.close_down()
    stand.pane.close()
    stand.document.close()
    stand.jobs.close()
    stand.pane.deleteLater()
    stand.appearance.deleteLater()
    QTest.qWait(1)
