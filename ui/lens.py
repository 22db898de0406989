"""What the view state leaves of the open store, computed once for all views."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from explorer.model.dataset import Dataset
from explorer.network.filters import FacetCount, Shown, facet_counts, show
from explorer.network.projection import ShownNetwork, show_network
from explorer.session import Session
from ui.document import Document
from ui.state import ViewState

_NARROWING = frozenset({"window", "include_undated", "filter", "focus", "hops"})
_DRAWING = frozenset({"projection", "show_positions"})


class Look:
    """One consistent picture of what is shown; immutable, made anew at each change."""

    def __init__(self, session: Session, shown: Shown, state: ViewState) -> None:
        self.session = session
        self.shown = shown
        self._projection = state.facts.projection
        self._show_positions = state.facts.show_positions

    @property
    def dataset(self) -> Dataset:
        """The dataset that is looked at."""
        return self.session.dataset

    @cached_property
    def network(self) -> ShownNetwork:
        """The network of the current projection under the filter and window."""
        network = self.session.network(self._projection)
        return show_network(network, self.shown, show_positions=self._show_positions)

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

    def __init__(self, document: Document, state: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._state = document, state
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
        self.changed.emit(True)

    def _make(self, session: Session) -> Look:
        facts = self._state.facts
        shown = show(
            session.dataset,
            facts.filter,
            facts.window,
            include_undated=facts.include_undated,
            focus=facts.focus,
            hops=facts.hops,
        )
        return Look(session, shown, self._state)

    def _on_state_changed(self, names: frozenset[str]) -> None:
        look = self._look
        if look is None or not names & (_NARROWING | _DRAWING):
            return
        if names & _NARROWING:
            self._look = self._make(look.session)
        else:
            self._look = Look(look.session, look.shown, self._state)
        self.changed.emit(False)

    def _on_closed(self) -> None:
        self._look = None
        self.changed.emit(True)
