"""Gives each store the view in which it was left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.memory import ViewMemory
from ui.opening.first_look import FirstLook, Kept, first_look

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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
        document.make_ready = self._first_look
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
        self._state.reset(first.facts)
        return first

    def keep_beside(self) -> None:
        """Keep the view of the open store, in the store lane."""
        if self._uuid:
            keep = partial(_keep, self._memory, self._uuid, self._state.facts, self._arranger.kept)
            self._jobs.submit_last(keep)

    def end(self) -> None:
        """Keep the view of a store that is closed."""
        if self._uuid:
            _keep(self._memory, self._uuid, self._state.facts, self._arranger.kept)
        self._uuid = ""

    def _first_look(self, session: Session) -> FirstLook:
        asked = self._asked
        kept = asked[1] if asked is not None and asked[0] == session.path else None
        return first_look(session, self._memory, kept)


def _keep(
    memory: ViewMemory,
    uuid: str,
    facts: ViewFacts,
    kept: Mapping[Projection, Arrangement],
) -> None:
    memory.write(uuid, facts, {name: places.to_json() for name, places in kept.items()})
