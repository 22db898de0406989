"""What the view state leaves of the open store, computed once for all views."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from explorer.model.dataset import Dataset
from explorer.network.facets import FacetCount, facet_counts
from explorer.network.filters import Shown, show
from explorer.network.projection import ShownNetwork, show_network
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
        The look before: what has not changed since is taken from it, and nothing kept of it.
    """

    def __init__(
        self, session: Session, shown: Shown, state: ViewState, before: Look | None = None
    ) -> None:
        self.session = session
        self.shown = shown
        self._network_before = None if before is None else before.known_network
        self._projection = state.facts.projection
        self._show_positions = state.facts.show_positions
        self._size_by = state.facts.size_by

    @property
    def dataset(self) -> Dataset:
        """The dataset that is looked at."""
        return self.session.dataset

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
            self._look = Look(self._look.session, self._look.shown, self._state, self._look)
            self.changed.emit(False)

    def _make(self, session: Session) -> Look:
        facts, before = self._state.facts, self._look
        if before is not None and before.session is not session:
            before = None
        shown = show(
            session.dataset,
            facts.filter,
            facts.window,
            include_undated=facts.include_undated,
            focus=facts.focus,
            hops=facts.hops,
            before=None if before is None else before.shown,
        )
        return Look(session, shown, self._state, before)

    def _on_state_changed(self, names: frozenset[str]) -> None:
        look = self._look
        if look is None or not names & (_NARROWING | _DRAWING):
            return
        if names & _NARROWING:
            self._look = self._make(look.session)
        else:
            self._look = Look(look.session, look.shown, self._state, look)
        if "size_by" in names:
            self._measure_if_needed(look.session)
        self.changed.emit(False)

    def _on_closed(self) -> None:
        self._look = None
        self.changed.emit(True)
