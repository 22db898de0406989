"""Further pages of long lists: which job reads them, and how its answer becomes rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from explorer.model.profile.actor import read_accounts_page, read_quotes_page
from explorer.model.profile.interaction import read_participants
from explorer.model.profile.listing import read_contacts, read_interactions, read_relations
from explorer.model.profile.source import read_passages, read_quotes_in_source
from explorer.model.profile.tie import read_passings
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.details.pages.actor_page import contact_rows, relation_row
from ui.details.pages.entry_rows import interaction_row
from ui.details.pages.interaction_page import participant_row
from ui.details.pages.source_page import passage_row
from ui.details.pages.tie_page import passing_rows
from ui.jobs import JobRunner


class Fetcher:
    """Asks the store lane for more of a list and drops answers for pages that are gone."""

    def __init__(self, jobs: JobRunner) -> None:
        self._jobs = jobs
        self._session: Session | None = None
        self._topics: list[str] = []
        self._n_asked = 0

    def begin(self, session: Session | None) -> None:
        """Another page is shown: what was asked for before is no longer wanted."""
        for topic in self._topics:
            self._jobs.cancel(topic)
        self._topics.clear()
        self._session = session

    def fetch(
        self, pages: tuple[str, Any], first: int, last: int, deliver: Callable[[Any], None]
    ) -> None:
        """Read rows from `first` up to but without `last`, and hand them over."""
        kind, payload = pages
        if kind == "at hand":
            # What the profile holds already is made into rows as it comes into sight.
            deliver(payload(first, last))
            return
        session = self._session
        if session is None:
            return
        topic = f"page-{self._n_asked}"
        self._n_asked += 1
        self._topics.append(topic)
        job, make = _answers(session, kind, payload, first, last)
        self._jobs.run(topic, _job, job, lane="store", on_done=lambda found: deliver(make(found)))


def _job(read: Callable[[], Any], *, token: CancelToken, progress: Progress) -> Any:
    token.raise_if_cancelled()
    return read()


def _answers(
    session: Session, kind: str, payload: Any, first: int, last: int
) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    match kind:
        case "interactions":
            ids, without, is_brief = payload
            return (
                partial(read_interactions, session, ids, first, last),
                lambda found: tuple(
                    interaction_row(entry, without=without, is_brief=is_brief) for entry in found
                ),
            )
        case "contacts":
            return partial(read_contacts, session, payload, first, last), contact_rows
        case "relations":
            ids, seen_from = payload
            return (
                partial(read_relations, session, ids, seen_from, first, last),
                lambda found: tuple(relation_row(relation) for relation in found),
            )
        case "participants":
            return (
                partial(read_participants, session, payload, first, last),
                lambda found: tuple(participant_row(p, payload) for p in found),
            )
        case "passings":
            ends, ids, offset = payload
            names = ("", "")
            return (
                partial(read_passings, session, ends, ids, first + offset, last + offset),
                lambda found: tuple(passing_rows(p, frozenset(ends), names)[0] for p in found),
            )
        case "quotes":
            actor_id, is_about = payload
            return partial(read_quotes_page, session, actor_id, is_about, first, last), tuple
        case "accounts":
            return partial(read_accounts_page, session, payload, first, last), tuple
        case "source-quotes":
            return partial(read_quotes_in_source, session, payload, first, last), tuple
        case "passages":
            return (
                partial(read_passages, session, payload, first, last),
                lambda found: tuple(passage_row(passage) for passage in found),
            )
    raise ValueError(f"There are no pages of “{kind}”.")
