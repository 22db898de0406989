"""What forms need of the program: the store that is open, its words, and a way to change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject

from db.records import SourceRow, Term
from explorer.editing.completing import (
    Candidate,
    complete,
    complete_places,
    complete_terms,
    complete_topics,
)
from explorer.editing.drafts import SourceRef
from explorer.model.plain_text import shown_line
from explorer.progress import CancelToken, Progress
from explorer.search import Group
from explorer.session import Session
from ui.theme import Appearance

if TYPE_CHECKING:
    from ui.document import Document
    from ui.editing.fields.completing_line import Deliver
    from ui.jobs import JobRunner

Vocabulary = Literal["actor_kinds", "interaction_kinds", "relation_kinds", "roles"]


class Desk(QObject):
    """Asks the store in its lane and hands answers over in the main thread."""

    def __init__(
        self, document: Document, jobs: JobRunner, appearance: Appearance, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.document, self.jobs, self.appearance = document, jobs, appearance
        self._cited: SourceRef | None = None
        self._questions = count(1)

    @property
    def session(self) -> Session | None:
        """The open store, None where there is none."""
        return self.document.session

    def cite(self, source: SourceRef) -> None:
        """Remember a source that a form cites, for the next form."""
        self._cited = source

    @property
    def last_source(self) -> int | None:
        """The source that was cited last, None where it is not in the store."""
        session, cited = self.session, self._cited
        if session is None or cited is None:
            return None
        for row in reversed(session.dataset.columns.sources):
            if (row.id if isinstance(cited, int) else row.title) == (
                cited if isinstance(cited, int) else cited.title
            ):
                return row.id
        return None

    def terms(self, vocabulary: Vocabulary) -> tuple[Term, ...]:
        """Return the terms of a vocabulary as the store has them."""
        session = self.session
        if session is None:
            return ()
        found: tuple[Term, ...] = getattr(session.dataset.columns, vocabulary)
        return found

    def label_of(self, vocabulary: Vocabulary, name: str) -> str:
        """Return how a term is read."""
        label = next((t.label for t in self.terms(vocabulary) if t.name == name), "")
        return label or name.replace("_", " ")

    def actor(self, actor_id: int) -> Candidate:
        """Return an actor of the store as a candidate."""
        session = self.session
        row = -1 if session is None else session.dataset.actor_row(actor_id)
        if session is None or row < 0:
            return Candidate(actor_id, "an actor that is gone")
        dataset = session.dataset
        return Candidate(
            actor_id,
            shown_line(dataset.actor_name(row)),
            kind=dataset.actor_kind(row),
            is_hollow=bool(dataset.columns.actor_is_unnamed[row]),
        )

    def interaction(self, interaction_id: int) -> Candidate:
        """Return an interaction of the store as a candidate."""
        session = self.session
        row = -1 if session is None else session.dataset.interaction_row(interaction_id)
        if session is None or row < 0:
            return Candidate(interaction_id, "an interaction that is gone")
        dataset = session.dataset
        return Candidate(
            interaction_id,
            shown_line(dataset.title(row)),
            kind=dataset.interaction_kind(row),
            family=dataset.interaction_family(row),
        )

    def named(self, table: Literal["places", "topics"], row_id: int) -> Candidate:
        """Return a place or a topic of the store as a candidate."""
        session = self.session
        rows: tuple[Any, ...] = () if session is None else getattr(session.dataset.columns, table)
        name = next((row.name for row in rows if row.id == row_id), "")
        return Candidate(row_id, shown_line(name))

    def source(self, source_id: int) -> Candidate:
        """Return a source of the store as a candidate."""
        row = self.source_row(source_id)
        return Candidate(source_id, shown_line(row.title if row is not None else ""))

    def source_row(self, source_id: int) -> SourceRow | None:
        """Return what is known of a source, but its text."""
        session = self.session
        rows = () if session is None else session.dataset.columns.sources
        return next((row for row in rows if row.id == source_id), None)

    def complete(self, group: Group, words: str, deliver: Deliver) -> None:
        """Find actors, interactions or sources for what is typed."""
        self._find(deliver, complete, group, words)

    def complete_places(self, words: str, deliver: Deliver) -> None:
        """Find places for what is typed."""
        self._find(deliver, complete_places, words)

    def complete_topics(self, words: str, deliver: Deliver) -> None:
        """Find topics for what is typed."""
        self._find(deliver, complete_topics, words)

    def complete_terms(self, vocabulary: Vocabulary, words: str, deliver: Deliver) -> None:
        """Find terms for what is typed, at once."""
        deliver(complete_terms(self.terms(vocabulary), words))

    def read(
        self,
        topic: str,
        job: Callable[..., Any],
        *args: Any,
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a function of the session and more in the store lane."""
        if self.session is not None:
            self.jobs.run(topic, job, self.session, *args, on_done=on_done, on_failed=on_failed)

    def read_stored(
        self,
        read: Callable[..., Any],
        row_id: int,
        *,
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Read a thing of the store as a draft; see `explorer.editing.stored`."""
        self.read(f"stored {row_id}", _stored, read, row_id, on_done=on_done, on_failed=on_failed)

    def _find(self, deliver: Deliver, job: Callable[..., Sequence[Candidate]], *args: Any) -> None:
        # A store that cannot be searched just now completes nothing; saving will say why.
        # Each by itself: the answer to one field must not be dropped for the question of the next.
        topic = f"complete {next(self._questions)}"
        self.read(topic, job, *args, on_done=deliver, on_failed=lambda _: deliver(()))


def _stored(
    session: Session,
    read: Callable[..., Any],
    row_id: int,
    *,
    token: CancelToken,
    progress: Progress,
) -> Any:
    token.raise_if_cancelled()
    return read(session.store, row_id)
