"""What the view state leaves of the open store, computed once for all views."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from explorer.model.dataset import Dataset
from explorer.network.facets import FacetCount, facet_counts
from explorer.network.filters import Shown, show
from explorer.network.projection import ShownNetwork, show_network
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.document import Document
from ui.jobs import JobRunner
from ui.state import ViewState

_NARROWING = frozenset({"window", "include_undated", "filter", "focus", "hops"})
_DRAWING = frozenset({"projection", "show_positions", "size_by"})


class Look:
    """One consistent picture of what is shown; immutable, made anew at each change.

    Parameters
    ----------
    before
        A network that was shown before: what has not changed since is taken from it.
    """

    def __init__(
        self, session: Session, shown: Shown, state: ViewState, before: ShownNetwork | None
    ) -> None:
        self.session = session
        self.shown = shown
        self._network_before = before
        self._projection = state.facts.projection
        self._show_positions = state.facts.show_positions
        self._size_by = state.facts.size_by

    @property
    def dataset(self) -> Dataset:
        """The dataset that is looked at."""
        return self.session.dataset

    def again(self, state: ViewState) -> Look:
        """Give the same as it is drawn now: nothing else of it is shown."""
        return Look(self.session, self.shown, state, self.known_network)

    @property
    def known_network(self) -> ShownNetwork | None:
        """The network if anybody has asked for it, else the one before."""
        known: ShownNetwork | None = self.__dict__.get("network", self._network_before)
        return known

    @cached_property
    def network(self) -> ShownNetwork:
        """The network of the current projection under the filter and window."""
        before, self._network_before = self._network_before, None
        return show_network(
            self.session.network(self._projection),
            self.shown,
            show_positions=self._show_positions,
            actor_measure=self.session.known_measure(self._size_by),
            before=before,
        )

    @cached_property
    def facets(self) -> Mapping[str, tuple[FacetCount, ...]]:
        """Counts of each facet."""
        return facet_counts(self.dataset, self.shown)


class Lens(QObject):
    """Turns document and view state into a `Look`; main thread.

    Signals
    -------
    changed(bool)
        There is another look (or none); True where the dataset itself is another.
    """

    changed = Signal(bool)

    def __init__(
        self,
        document: Document,
        state: ViewState,
        jobs: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._state, self._jobs = document, state, jobs
        self._look: Look | None = None
        state.changed.connect(self._on_state_changed)
        document.closed.connect(self._on_closed)

    @property
    def look(self) -> Look | None:
        """What is shown now, None where no store is open."""
        return self._look

    def refresh(self) -> None:
        """Look at the document's session; called when another one is loaded."""
        session = self._document.session
        self._look = None if session is None else self._make(session)
        if session is not None:
            self._measure_if_needed(session)
        self.changed.emit(True)
        if session is not None:
            # After what all wait for that see this look.
            self._jobs.run("index", _index, session, lane="drawing")

    def _measure_if_needed(self, session: Session) -> None:
        """Have sizes computed beside; until they come actors keep the sizes they have."""
        size_by = self._state.facts.size_by
        if size_by == "interactions" or session.known_measure(size_by) is not None:
            return
        self._jobs.run(
            "measure", session.measure, size_by, lane="compute", on_done=self._on_measured
        )

    def _on_measured(self, _values: object) -> None:
        if self._look is not None:
            self._look = self._look.again(self._state)
            self.changed.emit(False)

    def _make(self, session: Session) -> Look:
        facts, look = self._state.facts, self._look
        shown_before, before = session.everything.shown, session.everything
        narrows = facts.window is not None or facts.focus or not facts.filter.is_empty
        if narrows and look is not None and look.session is session:
            shown_before, before = look.shown, look.known_network or before
        shown = show(
            session.dataset,
            facts.filter,
            facts.window,
            include_undated=facts.include_undated,
            focus=facts.focus,
            hops=facts.hops,
            before=shown_before,
        )
        return Look(session, shown, self._state, before)

    def _on_state_changed(self, names: frozenset[str]) -> None:
        look = self._look
        if look is None or not names & (_NARROWING | _DRAWING):
            return
        if names & _NARROWING:
            self._look = self._make(look.session)
        else:
            self._look = look.again(self._state)
        if "size_by" in names:
            self._measure_if_needed(look.session)
        self.changed.emit(False)

    def _on_closed(self) -> None:
        self._look = None
        self.changed.emit(True)


def _index(session: Session, *, token: CancelToken, progress: Progress) -> None:
    """Find which ties each interaction stands behind, before a hand first moves a window."""
    _ = session.ties.pairs_of
