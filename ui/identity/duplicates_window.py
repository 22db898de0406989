"""Find duplicates: pairs in a list, both side by side, decided by single keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QLabel,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.identity.comparing import Comparison, compare_actors
from explorer.identity.deciding import Decision, Verdict
from explorer.identity.finding import Material, find_duplicates, gather
from explorer.identity.proposals import Proposals
from explorer.model.plain_text import counted
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.document import Document
from ui.identity.decision_foot import DecisionFoot
from ui.identity.pair_delegate import PairDelegate
from ui.identity.pair_model import VERDICT_WORDS, PairModel, PairRow
from ui.identity.register import Register, Ticket
from ui.identity.side_by_side import SideBySide
from ui.identity.waiting_page import WaitingPage
from ui.jobs import JobRunner
from ui.messages import explain
from ui.state import ViewState
from ui.theme.appearance import Appearance

_READING, _SEARCHING, _COMPARING = "duplicates-names", "duplicates", "duplicates-comparison"
_LIST_PX = 310


class DuplicatesWindow(QDialog):
    """Proposes pairs and takes decisions; stays open beside the main window.

    Attributes
    ----------
    model
        The pairs.
    waiting, foot
        What stands there while the search lasts; the reason and the decisions.
    """

    def __init__(
        self,
        *,
        document: Document,
        state: ViewState,
        jobs: JobRunner,
        appearance: Appearance,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document, self._state, self._jobs = document, state, jobs
        self._appearance = appearance
        self._register = Register(document, self)
        self._done: list[tuple[int, Ticket]] = []
        self._comparison: Comparison | None = None
        self.model = PairModel()
        self.setWindowTitle("Find duplicates")
        self._lay_out()
        self._register.failed.connect(self._on_failed)
        document.closed.connect(self.close)
        jobs.progressed.connect(self._on_progress)
        fonts = appearance.fonts
        room = self.screen().availableGeometry()
        self.resize(min(fonts.px(1060), room.width() - 40), min(fonts.px(680), room.height() - 80))

    # --- looking ----------------------------------------------------------------------------

    def search(self) -> None:
        """Look through the open store; pairs follow."""
        session = self._document.session
        if session is None:
            return
        self._pages.setCurrentWidget(self.waiting)
        self.waiting.wait("Reading names…")
        self._jobs.run(
            _READING,
            _gather,
            session,
            on_done=self._compare_names,
            on_failed=self._on_search_failed,
        )

    def _compare_names(self, material: Material) -> None:
        self._jobs.run(
            _SEARCHING,
            _find,
            material,
            lane="matching",
            on_done=self.show_proposals,
            on_failed=self._on_search_failed,
        )

    def show_proposals(self, proposals: Proposals) -> None:
        """Show what was found."""
        session = self._document.session
        if session is None:
            return
        self._done.clear()
        self.model.set_proposals(proposals.pairs, session.dataset)
        n = self.model.rowCount()
        if not n:
            settled = counted(proposals.n_settled, "pair")
            told = f" {settled} were told apart before." if proposals.n_settled else ""
            self._rest(f"No two actors of this store look alike.{told}")
            return
        more = [
            f"{proposals.n_more:,} less likely ones are not listed." if proposals.n_more else "",
            *(f"{count:,} are called “{name}”." for name, count in proposals.crowded[:1]),
        ]
        self._note_found.setText(" ".join(filter(None, more)))
        self._note_found.setVisible(bool(self._note_found.text()))
        self._pages.setCurrentWidget(self._found)
        self._go_to(0)
        self.list.setFocus()
        self._refresh()

    def _on_progress(self, topic: str, done: int, total: int, words: str) -> None:
        if topic in (_READING, _SEARCHING):
            self.waiting.wait(f"{words}…", done, total)

    def _on_search_failed(self, error: Exception) -> None:
        self._rest(explain(error).text)

    def _stop_search(self) -> None:
        self._jobs.cancel(_READING)
        self._jobs.cancel(_SEARCHING)
        self._rest("The search was stopped.")

    def _rest(self, words: str) -> None:
        self._pages.setCurrentWidget(self.waiting)
        self.waiting.rest(words)

    # --- one pair ---------------------------------------------------------------------------

    @property
    def current(self) -> PairRow | None:
        """The pair that is looked at."""
        return self.model.row(self.list.currentIndex().row())

    @property
    def comparison(self) -> Comparison | None:
        """What is shown side by side, None while it is read."""
        return self._comparison

    def _go_to(self, at: int) -> None:
        self.list.setCurrentIndex(self.model.index(at))
        self.list.scrollTo(self.model.index(at))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        row, session = self.model.row(index.row()), self._document.session
        self._comparison = None
        self.foot.note.clear()
        self._refresh()
        if row is None or session is None:
            return
        self._jobs.run(
            _COMPARING,
            _compare,
            session,
            row.part,
            row.whole,
            on_done=lambda found: self._show(row, found),
            on_failed=lambda error: self.side_by_side.show_words(explain(error).text),
        )

    def _show(self, row: PairRow, comparison: Comparison | None) -> None:
        if row is not self.current:
            return
        self._comparison = comparison
        if comparison is None:
            if not row.verdict:
                self.model.mark_gone(self.list.currentIndex().row())
            self.side_by_side.show_words("These two are one actor by now, or one of them is gone.")
        else:
            self._draw()
        self._refresh()

    def _draw(self) -> None:
        row, comparison = self.current, self._comparison
        if row is None or comparison is None:
            return
        is_switched = self.model.shown_as(comparison.first.id) == self.model.shown_as(row.whole)
        self.side_by_side.show_comparison(
            comparison, is_switched=is_switched, reasons=row.proposal.reasons
        )

    # --- deciding ---------------------------------------------------------------------------

    def decide(self, verdict: Verdict) -> None:
        """Decide on the pair that is looked at and go to the next."""
        row, at = self.current, self.list.currentIndex().row()
        if row is None or row.verdict or not self._document.can_edit:
            return
        part, whole = self.model.shown_as(row.part), self.model.shown_as(row.whole)
        decision = Decision(verdict, part, whole, self.foot.note.text().strip())
        self.model.decide(at, verdict)
        self._done.append((at, self._register.decide(decision)))
        self.skip()

    def skip(self) -> None:
        """Go to the next pair on which nothing was decided."""
        at = self.model.next_open(self.list.currentIndex().row())
        if at >= 0:
            self._go_to(at)
        self._refresh()

    def switch(self) -> None:
        """Let the other of the two be kept."""
        row = self.current
        if row is not None and not row.verdict:
            self.model.switch(self.list.currentIndex().row())
            self._draw()

    def take_back(self) -> None:
        """Take the last decision back and go to its pair."""
        if self._done:
            at, ticket = self._done.pop()
            self._register.take_back(ticket)
            self.model.take_back(at)
            self._go_to(at)
            self._refresh()

    def show_in_window(self) -> None:
        """Select both in the main window."""
        row, session = self.current, self._document.session
        if row is not None and session is not None:
            rows = {session.dataset.actor_row(i) for i in (row.part, row.whole)} - {-1}
            ids = tuple(int(session.dataset.actor_id(at)) for at in sorted(rows))
            self._state.select(Selection(actors=ids))

    def _on_failed(self, words: str, tickets: list[Ticket]) -> None:
        for at, ticket in [entry for entry in self._done if entry[1] in tickets]:
            self._done.remove((at, ticket))
            self.model.take_back(at)
        self.foot.show_failure(words)
        self._refresh()

    def _refresh(self) -> None:
        row = self.current
        is_open = row is not None and not row.verdict and self._document.can_edit
        n, left = self.model.rowCount(), self.model.n_left
        words = f"{left:,} of {counted(n, 'pair')} left" if left else "All pairs are decided."
        if row is not None and row.verdict:
            words = f"This pair: {VERDICT_WORDS[row.verdict]}. {words}"
        if not self._document.can_edit:
            words = self._document.why_not
        self.foot.show_state(words, can_decide=is_open, can_take_back=bool(self._done))

    # --- the window -------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        for topic in (_READING, _SEARCHING, _COMPARING):
            self._jobs.cancel(topic)
        super().closeEvent(event)

    def reject(self) -> None:
        self.close()

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self.waiting = WaitingPage(self._appearance)
        self.waiting.stop_wanted.connect(self._stop_search)
        self.waiting.again_wanted.connect(self.search)
        self._found = self._found_page()
        self._pages.addWidget(self.waiting)
        self._pages.addWidget(self._found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        for keys, deed in (
            ("S", lambda: self.decide("same")),
            ("D", lambda: self.decide("different")),
            ("U", lambda: self.decide("unsure")),
            ("N", self.skip),
            ("Space", self.skip),
            ("X", self.switch),
            ("Ctrl+Z", self.take_back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._found)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _found_page(self) -> QWidget:
        fonts = self._appearance.fonts
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PairDelegate(self._appearance, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName("Pairs of actors that may be the same")
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._note_found = QLabel()
        self._note_found.setProperty("role", "secondary")
        self._note_found.setWordWrap(True)
        self._note_found.setTextFormat(Qt.TextFormat.PlainText)
        self._note_found.setContentsMargins(*([fonts.px(12), fonts.px(6)] * 2))
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.list, 1)
        side.addWidget(self._note_found)
        self.foot = DecisionFoot(self._appearance)
        self.foot.decided.connect(self.decide)
        self.foot.skip_wanted.connect(self.skip)
        self.foot.back_wanted.connect(self.take_back)
        self.foot.show_wanted.connect(self.show_in_window)
        self.side_by_side = SideBySide(self._appearance)
        self.side_by_side.switch_wanted.connect(self.switch)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.side_by_side)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([fonts.px(_LIST_PX), fonts.px(750)])
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(split, 1)
        line = QFrame()
        line.setProperty("role", "hairline")
        column.addWidget(line)
        column.addWidget(self.foot)
        return page


def _gather(session: Session, *, token: CancelToken, progress: Progress) -> Material:
    return gather(session, token=token, progress=progress)


def _find(material: Material, *, token: CancelToken, progress: Progress) -> Proposals:
    return find_duplicates(material, token=token, progress=progress)


def _compare(
    session: Session, part: int, whole: int, *, token: CancelToken, progress: Progress
) -> Comparison | None:
    return compare_actors(session, part, whole, token=token, progress=progress)
