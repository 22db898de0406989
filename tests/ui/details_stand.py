"""A details pane on its own, with a store open in it, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.model.view import Selection
from ui.arranger import Arranger
from ui.details.intents import Intent
from ui.details.pane import DetailsPane
from ui.details.rows.row import Row
from ui.details.rows.row_list import RowList
from ui.details.rows.text_block import TextBlock
from ui.details.sections import SectionView
from ui.document import Document
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.state import ViewState
from ui.theme import Appearance


@dataclass
class Stand:
    """Everything around the pane."""

    pane: DetailsPane
    state: ViewState
    lens: Lens
    arranger: Arranger
    document: Document
    jobs: JobRunner
    appearance: Appearance
    said: list[str] = field(default_factory=list)

    def reset(self) -> None:
        """Go back to how it was set up, whatever a test did."""
        self.said.clear()
        self.pane.resize(384, 756)
        self.state.reset()
        QGuiApplication.clipboard().clear()
        self.settle()

    def actor(self, name: str) -> int:
        """Return the id of the actor with a name."""
        dataset = self.lens.look.dataset
        return next(
            int(dataset.actor_id(row))
            for row in range(dataset.n_actors)
            if dataset.actor_name(row) == name
        )

    def interaction(self, words: str) -> int:
        """Return the id of the interaction whose title has these words."""
        dataset = self.lens.look.dataset
        return next(
            int(dataset.interaction_id(row))
            for row in range(dataset.n_interactions)
            if words in dataset.title(row)
        )

    def show_actor(self, name: str) -> None:
        self.state.select(Selection.actor(self.actor(name)))
        self.settle()

    def show_interaction(self, words: str) -> None:
        self.state.select(Selection.interaction(self.interaction(words)))
        self.settle()

    def settle(self) -> None:
        """Let the pane make all its sections and lay them out."""
        self.pane.view.finish()
        for _ in range(3):
            QApplication.processEvents()
        # What made way for this page goes now, not when the event loop ends.
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))

    @property
    def title(self) -> str:
        """The title in the head."""
        assert self.pane.page is not None
        return self.pane.page.head.title

    def section(self, key: str) -> SectionView:
        """Return a section by its key."""
        return next(s for s in self.pane.view.sections if s.key == key)

    def keys(self) -> list[str]:
        """Return the sections' keys from top to bottom."""
        return [s.key for s in self.pane.view.sections]

    def rows(self, key: str) -> list[Row]:
        """Return all rows of a section's lists as they are shown."""
        found = []
        for view in self.section(key).lists():
            for number in range(view.rows.rowCount()):
                row = view.rows.row(number)
                assert row is not None
                found.append(row)
        return found

    def texts(self) -> str:
        """Return all that the page says, for looking for words in it."""
        parts = [b.text() for b in self.pane.view.findChildren(TextBlock) if b.isVisible()]
        for view in self.pane.view.findChildren(RowList):
            if view.isVisible():
                parts += [
                    str(view.model().index(n, 0).data() or "")
                    for n in range(view.model().rowCount())
                ]
        return "\n".join(parts)

    def click_row(self, view: RowList, words: str, *, on: Intent | None = None) -> None:
        """Click on the row with these words; with `on` on the link in it that asks for that."""
        for number in range(view.rows.rowCount()):
            row = view.rows.row(number)
            if row is not None and words in row.spoken:
                rect = view.visualRect(view.model().index(number, 0))
                point = QPoint(rect.left() + 4, rect.center().y())
                if on is not None:
                    point = rect.topLeft() + _point_of(view, row, on)
                click(view, point)
                return
        raise AssertionError(f"no row says “{words}”")


def _point_of(view: RowList, row: Row, intent: Intent) -> QPoint:
    for piece, link in view.shape(row).links:
        if link.intent == intent:
            line = piece.layout.lineForTextPosition(link.start)
            x = line.cursorToX(link.start)
            left = x[0] if isinstance(x, tuple) else x
            return (piece.at + QPointF(left + 3, line.y() + line.height() / 2)).toPoint()
    raise AssertionError(f"the row has no link to {intent}")


def click(view: RowList, point: QPoint) -> None:
    """Move to a point and click there; moves are sent by hand, since QTest's can get lost."""
    target = view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(point),
        QPointF(target.mapToGlobal(point)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(target, left, Qt.KeyboardModifier.NoModifier, point)
    QApplication.processEvents()


@contextmanager
def standing(
    app: QApplication,
    path: Path,
    *,
    width: int = 384,
    height: int = 756,
    theme: str = "light",
    text_scale: float = 1.0,
    is_synchronous: bool = True,
) -> Iterator[Stand]:
    """Give a pane with the store at `path` open in it."""
    appearance = Appearance(app, theme, text_scale)
    jobs = JobRunner(is_synchronous=is_synchronous)
    state = ViewState()
    document = Document(jobs)
    lens = Lens(document, state, jobs)
    arranger = Arranger(lens, jobs)
    document.loaded.connect(lambda *_: lens.refresh())
    pane = DetailsPane(
        state=state,
        lens=lens,
        arranger=arranger,
        document=document,
        jobs=jobs,
        appearance=appearance,
    )
    stand = Stand(pane, state, lens, arranger, document, jobs, appearance)
    pane.said.connect(stand.said.append)
    pane.resize(width, height)
    pane.show()
    document.open(path)
    QApplication.processEvents()
    try:
        yield stand
    finally:
        document.close()
        jobs.close()
        pane.close()
        pane.deleteLater()
        appearance.deleteLater()
        QApplication.processEvents()
