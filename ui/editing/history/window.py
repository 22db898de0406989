"""The window on the change history: what was done when by whom, searched, read, taken back."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db import history
from db.history import StepRow
from explorer.editing.history.sentences import StepWords, read_step
from explorer.model.plain_text import counted
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.controls import PushButton
from ui.document import Document
from ui.editing.history.step_model import PAGE_ROWS, StepModel
from ui.editing.history.step_view import StepView
from ui.editing.history.two_lines import TwoLines
from ui.jobs import JobRunner
from ui.messages import explain
from ui.theme.appearance import Appearance

_SEARCH_AFTER_MS = 200
_CHANGES_AT_ONCE = 30


class HistoryWindow(QDialog):
    """Lists the steps of the open store; stays beside the main window.

    Signals
    -------
    taking_back_wanted(int)
        The user wants a step taken back, or done again where it was.
    selection_wanted(object)
        The user wants to see something in the main window: a `Selection`.
    """

    taking_back_wanted = Signal(int)
    selection_wanted = Signal(object)

    def __init__(
        self, document: Document, jobs: JobRunner, appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._appearance = document, jobs, appearance
        self._words = ""
        self._step: StepRow | None = None
        self._wanted_step: int | None = None
        self.setWindowTitle("History")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the history")
        self.search.setAccessibleName("Search the history")
        self.search.setClearButtonEnabled(True)
        self.steps = StepModel(self)
        self.list = QListView()
        self.list.setModel(self.steps)
        self.list.setItemDelegate(TwoLines(appearance, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName("Steps, the newest first")
        self.count = QLabel()
        self.count.setProperty("role", "note")
        self.view = StepView(appearance)
        self.take_back_button = PushButton(appearance, "Take back this step…")
        self.take_back_button.setAutoDefault(False)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.returnPressed.connect(self._enter_list)
        self.steps.page_wanted.connect(self._read_page)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.steps.dataChanged.connect(lambda *_: self._on_current())
        self.view.more_wanted.connect(self._read_more)
        self.view.selection_wanted.connect(self.selection_wanted)
        self.take_back_button.clicked.connect(self._take_back)
        document.loaded.connect(lambda _: self.refresh())
        document.edited.connect(lambda _: self.refresh())
        document.closed.connect(self.close)
        document.editing_changed.connect(lambda _: self._show_button())
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew and keep the step that is looked at."""
        session = self._document.session
        if session is None:
            return
        self._words = self.search.text().strip()
        self._jobs.run(
            "history-list",
            _read_list,
            session,
            self._words,
            on_done=self._take_list,
            on_failed=self._on_failed,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        for topic in ("history-list", "history-step", "history-more"):
            self._jobs.cancel(topic)
        super().closeEvent(event)

    # --- the list --------------------------------------------------------------------------

    def _take_list(self, found: tuple[int, list[StepRow]]) -> None:
        n_steps, first_page = found
        kept = self._step.id if self._step is not None else None
        self._step = None
        self.steps.begin(n_steps, first_page)
        self.count.setText(counted(n_steps, "step"))
        row = self.steps.row_of(kept) if kept is not None else 0
        if n_steps:
            index = self.steps.index(max(row, 0))
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, flags)
            self._on_current()
        else:
            words = "No step has these words in its title." if self._words else "Nothing yet."
            self.view.say(words)
        self._show_button()

    def _read_page(self, page: int) -> None:
        session, words = self._document.session, self._words
        if session is None:
            return

        def take(rows: list[StepRow]) -> None:
            if words == self._words:
                self.steps.take_page(page, rows)

        self._jobs.run(f"history-page-{page}", _read_page, session, words, page, on_done=take)

    def _enter_list(self) -> None:
        self._timer.stop()
        self.refresh()
        self.list.setFocus()

    # --- one step --------------------------------------------------------------------------

    def _on_current(self) -> None:
        index = self.list.currentIndex()
        step = self.steps.step_at(index.row()) if index.isValid() else None
        if step == self._step:
            return
        self._step = step
        self._show_button()
        session = self._document.session
        if step is not None and session is not None:
            self._jobs.run(
                "history-step",
                _read_step,
                session,
                step.id,
                0,
                on_done=self._take_step,
                on_failed=self._on_failed,
            )

    def _take_step(self, words: StepWords | None) -> None:
        if words is None:
            self.view.say("This step is not in the history any more.")
        else:
            self.view.show_step(words)

    def _read_more(self, offset: int) -> None:
        session, step = self._document.session, self._step
        if session is None or step is None:
            return

        def take(words: StepWords | None) -> None:
            if words is not None and self._step is not None and words.step.id == self._step.id:
                self.view.add(words)

        self._jobs.run("history-more", _read_step, session, step.id, offset, on_done=take)

    def _take_back(self) -> None:
        step = self._step
        if step is not None:
            # Of one that was taken back, its undoing is what is taken back now.
            self.taking_back_wanted.emit(step.undone_by_id or step.id)

    def _show_button(self) -> None:
        step, why_not = self._step, self._document.why_not
        is_undone = step is not None and step.undone_by_id is not None
        self.take_back_button.setText(
            "Do this step again…" if is_undone else "Take back this step…"
        )
        self.take_back_button.setEnabled(
            step is not None and not why_not and not self._document.is_editing
        )
        self.take_back_button.setToolTip(why_not)

    def _on_failed(self, error: Exception) -> None:
        self.view.say(explain(error).text)

    def _lay_out(self) -> None:
        fonts = self._appearance.fonts
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(fonts.px(12), fonts.px(12), fonts.px(12), fonts.px(8))
        head.addWidget(self.search, 1)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(left)
        middle.addWidget(right)
        middle.setStretchFactor(1, 1)
        middle.setChildrenCollapsible(False)
        middle.setSizes([fonts.px(360), fonts.px(480)])
        close = PushButton(self._appearance, "Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(fonts.px(16), fonts.px(10), fonts.px(16), fonts.px(12))
        foot.setSpacing(fonts.px(8))
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.take_back_button)
        foot.addWidget(close)
        line = QFrame()
        line.setProperty("role", "hairline")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(middle, 1)
        whole.addWidget(line)
        whole.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(fonts.px(860), room.width() - 40), min(fonts.px(560), room.height() - 80))


def _read_list(
    session: Session, words: str, *, token: CancelToken, progress: Progress
) -> tuple[int, list[StepRow]]:
    if words:
        # Every title is looked at in any case: once is enough.
        found = history.steps(session.store, limit=-1, words=words)
        return len(found), found
    return history.n_steps(session.store), history.steps(session.store, limit=PAGE_ROWS)


def _read_page(
    session: Session, words: str, page: int, *, token: CancelToken, progress: Progress
) -> list[StepRow]:
    return history.steps(session.store, limit=PAGE_ROWS, offset=page * PAGE_ROWS, words=words)


def _read_step(
    session: Session, step_id: int, offset: int, *, token: CancelToken, progress: Progress
) -> StepWords | None:
    return read_step(session.store, step_id, limit=_CHANGES_AT_ONCE, offset=offset, token=token)
