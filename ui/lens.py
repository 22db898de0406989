"""What the view state leaves of the open store, computed once for all views."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from explorer.drawing.network.staged import Staged
from explorer.model.dataset import Dataset
from explorer.model.presence import present
from explorer.model.view import ViewFacts
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

#: Filters of more interactions are counted beside; less takes less than a frame.
_MOST_AT_ONCE = 200_000


class Look:
    """One consistent picture of what is shown; immutable, made anew at each change.

    Parameters
    ----------
    before
        A network that was shown before: what has not changed since is taken from it.
    """

    def __init__(
        self, session: Session, shown: Shown, facts: ViewFacts, before: ShownNetwork | None
    ) -> None:
        self.session = session
        self.shown = shown
        self._facts = facts
        self._network_before = before
        self._projection = facts.projection
        self._show_positions = facts.show_positions
        self._size_by = facts.size_by
        #: What was worked out beside for a picture of it, None for nothing.
        self.staged: Staged | None = None

    @property
    def dataset(self) -> Dataset:
        """The dataset that is looked at."""
        return self.session.dataset

    def again(self, facts: ViewFacts) -> Look:
        """Give the same as it is drawn now: nothing else of it is shown."""
        return Look(self.session, self.shown, facts, self.known_network)

    def shows(self, session: Session, facts: ViewFacts) -> bool:
        """Whether this is what facts leave of a session."""
        return self.session is session and _concerning(self._facts) == _concerning(facts)

    def make_ready(self) -> None:
        """Work out what every view asks for at once; any thread, while nobody else looks."""
        _ = self.network.is_unconnected, self.facets

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


def look_at(session: Session, facts: ViewFacts, before: Look | None = None) -> Look:
    """Give what facts leave of a session; any thread.

    Parameters
    ----------
    before
        What was looked at before: what has not changed since is taken from it.
    """
    shown_before, network_before = session.everything.shown, session.everything
    narrows = facts.window is not None or facts.focus or not facts.filter.is_empty
    if narrows and before is not None and before.session is session:
        shown_before, network_before = before.shown, before.known_network or network_before
    shown = show(
        session.dataset,
        facts.filter,
        facts.window,
        include_undated=facts.include_undated,
        focus=facts.focus,
        hops=facts.hops,
        before=shown_before,
    )
    return Look(session, shown, facts, network_before)


def _concerning(facts: ViewFacts) -> tuple[object, ...]:
    return tuple(getattr(facts, name) for name in sorted(_NARROWING | _DRAWING))


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
        self._beside: Look | None = None
        self._indexed: Session | None = None
        self.stage_beside: Callable[[Look], None] = lambda _: None
        """What else is worked out beside for a picture of a look; any thread."""
        document.edits.make_ready = self._look_beside
        state.changed.connect(self._on_state_changed)
        document.closed.connect(self._on_closed)

    @property
    def look(self) -> Look | None:
        """What is shown now, None where no store is open."""
        return self._look

    def refresh(self, ready: Look | None = None) -> None:
        """Look at the document's session; called when another one is loaded.

        Parameters
        ----------
        ready
            A look that was made beside: taken if it is what would be made now.
        """
        self._jobs.cancel("look at")
        session, facts = self._document.session, self._state.facts
        ready, self._beside = ready or self._beside, None
        if session is not None and ready is not None and ready.shows(session, facts):
            self._look = ready
        else:
            self._look = None if session is None else look_at(session, facts, self._look)
        if session is not None:
            self._measure_if_needed(session)
        self.changed.emit(True)

    def index(self) -> None:
        """Have found, once, what a hand that moves a window needs; after the first picture."""
        look = self._look
        if look is not None and self._indexed is not look.session:
            self._indexed = look.session
            self._jobs.run("index", _index, look.session, lane="drawing")

    def _look_beside(self, session: Session) -> None:
        """Look at what an edit left, where nobody waits for it; store thread."""
        look = look_at(session, present(self._state.facts, session.dataset), self._look)
        look.make_ready()
        self._beside = look

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
            self._look = self._look.again(self._state.facts)
            self.changed.emit(False)

    def _on_state_changed(self, names: frozenset[str]) -> None:
        look, facts = self._look, self._state.facts
        if look is None or not names & (_NARROWING | _DRAWING):
            return
        if self._is_slow(look, names):
            self._look_later(look.session)
        elif names & _NARROWING:
            self._jobs.cancel("look at")
            self._look = look_at(look.session, facts, look)
        else:
            self._look = look.again(facts)
        if "size_by" in names:
            self._measure_if_needed(look.session)
        if not self._jobs.is_running("look at"):
            self.changed.emit(False)

    def _is_slow(self, look: Look, names: frozenset[str]) -> bool:
        """Whether the window would stand still over it: many come or go, or all is counted anew.

        A time window follows the hand: what differs from the step before is soon counted.
        """
        if look.dataset.n_interactions <= _MOST_AT_ONCE:
            return False
        return bool(names & (_NARROWING - {"window"})) or self._jobs.is_running("look at")

    def _look_later(self, session: Session) -> None:
        job = partial(_looked, session, self._state.facts, self._look, self.stage_beside)
        self._jobs.run("look at", job, lane="looks", on_done=self._take_look)

    def _take_look(self, look: Look) -> None:
        session, facts = self._document.session, self._state.facts
        if session is None or self._look is None or self._look.session is not session:
            return
        if look.shows(session, facts):
            self._look = look
            self.changed.emit(False)
        else:
            self._look_later(session)

    def _on_closed(self) -> None:
        self._jobs.cancel("look at")
        self._look = None
        self.changed.emit(True)


def _looked(
    session: Session,
    facts: ViewFacts,
    before: Look | None,
    stage: Callable[[Look], None],
    *,
    token: CancelToken,
    progress: Progress,
) -> Look:
    look = look_at(session, facts, before)
    token.raise_if_cancelled()
    look.make_ready()
    token.raise_if_cancelled()
    stage(look)
    return look


def _index(session: Session, *, token: CancelToken, progress: Progress) -> None:
    """Find which ties each interaction stands behind, before a hand first moves a window."""
    _ = session.ties.pairs_of
