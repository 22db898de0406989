"""Gives each store the view in which it was left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from explorer.drawing.network.first_sight import plain_sight
from ui.memory import ViewMemory
from ui.opening.first_look import FirstLook, Kept, first_look
from ui.opening.glimpse import Glimpse, glimpse_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from db import Store
    from explorer.drawing.network.scene import NodeHues
    from explorer.model.dataset import Dataset
    from explorer.model.view import Projection, ViewFacts
    from explorer.network.arrangement import Arrangement
    from explorer.session import Session
    from ui.arranger import Arranger
    from ui.document import Document
    from ui.jobs import JobRunner
    from ui.state import ViewState


class KeptViews(QObject):
    """Keeps the view of the open store, and looks at a store that is opened as it was left.

    Reading, packing and writing the places of a hundred thousand actors is done in the store lane.
    """

    def __init__(
        self,
        document: Document,
        state: ViewState,
        arranger: Arranger,
        jobs: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._state, self._arranger = document, state, arranger
        self._jobs = jobs
        self._memory = ViewMemory()
        self._uuid = ""
        self._asked: tuple[Path, Kept] | None = None
        self._glimpsed = ""
        document.make_ready = self._first_look
        document.make_glimpse = self._glimpse
        document.glimpsed.connect(self._note)
        # Before the store is read: it may be the one that is open.
        jobs.started.connect(lambda topic: self.keep_beside() if topic == "open" else None)

    def ask(self, store: Path, facts: ViewFacts, places: dict[str, Any]) -> None:
        """Look at a store in this view, when it is opened next."""
        self._asked = store, (facts, places)

    def begin(self) -> FirstLook | None:
        """Begin with the store that has been opened; None where the document has none ready."""
        first, session = self._document.ready, self._document.session
        if not isinstance(first, FirstLook) or session is None:
            return None
        self.keep_beside()
        self._uuid, self._asked = session.uuid, None
        self._arranger.remember(first.places)
        facts = first.facts
        if self._glimpsed == session.uuid:
            # A hand may have moved it meanwhile.
            facts = replace(facts, viewport=self._state.facts.viewport)
        self._glimpsed = ""
        self._state.reset(facts)
        return first

    def keep_beside(self) -> None:
        """Keep the view of the open store, in the store lane."""
        if self._uuid:
            self._jobs.submit_last(partial(_keep, self._memory, self._uuid, *self._now()))

    def end(self) -> None:
        """Keep the view of a store that is closed."""
        if self._uuid:
            _keep(self._memory, self._uuid, *self._now())
        self._uuid = ""

    def _now(self) -> tuple[ViewFacts, Mapping[Projection, Arrangement], NodeHues | None]:
        return self._state.facts, self._arranger.kept, self._arranger.latest_hues

    def _first_look(self, session: Session) -> FirstLook:
        return first_look(session, self._kept(session.path, session.uuid))

    def _glimpse(self, store: Store, actors: Dataset) -> Glimpse | None:
        return glimpse_of(store, actors, self._kept(store.path, store.uuid))

    def _note(self, glimpse: Glimpse) -> None:
        self._glimpsed = glimpse.uuid if self._document.session is None else ""

    def _kept(self, path: Path, uuid: str) -> Kept | None:
        """Give the view that was asked for, or in which the store was left; any thread."""
        asked = self._asked
        return asked[1] if asked is not None and asked[0] == path else self._memory.read(uuid)


def _keep(
    memory: ViewMemory,
    uuid: str,
    facts: ViewFacts,
    kept: Mapping[Projection, Arrangement],
    hues: NodeHues | None,
) -> None:
    places: dict[str, Any] = {name: arrangement.to_json() for name, arrangement in kept.items()}
    if "ties" in kept:
        network = kept["ties"].network
        is_of_it = hues is not None and len(hues.index) == network.n_nodes
        if sight := plain_sight(network, hues if is_of_it else None):
            places["sight"] = sight
    memory.write(uuid, facts, places)
