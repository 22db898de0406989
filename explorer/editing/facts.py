"""Facts that a passage may support, found by a few letters of what they say."""

from __future__ import annotations

from dataclasses import replace

from db import reads
from db.records import Term
from explorer.editing.completing import Candidate, complete
from explorer.editing.drafts import Fact, Subject
from explorer.model.plain_text import shown_line
from explorer.progress import CancelToken, Progress, no_progress
from explorer.session import Session

_MOST_OF_ACTORS = 3
_MOST_RELATIONS = 6


def find_facts(
    session: Session,
    words: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> tuple[tuple[Candidate, Fact], ...]:
    """Return interactions, actors and their positions that the words may mean; store thread."""
    found: list[tuple[Candidate, Fact]] = []
    actors = complete(session, "actors", words, token=token, progress=progress)
    groups: tuple[tuple[Subject, tuple[Candidate, ...]], ...] = (
        ("interaction", complete(session, "interactions", words, token=token, progress=progress)),
        ("actor", actors),
    )
    for subject, candidates in groups:
        found += [(each, Fact(subject, each.id)) for each in candidates if each.id is not None]
    ids = [each.id for each in actors[:_MOST_OF_ACTORS] if each.id is not None]
    kinds = {term.id: term for term in session.dataset.columns.relation_kinds}
    for row in reads.relations_of(session.store, ids)[:_MOST_RELATIONS]:
        candidate = _relation(session, row, kinds)
        found.append((candidate, Fact("relation", row.id)))
    return tuple(found)


def _relation(session: Session, row: reads.RelationRow, kinds: dict[int, Term]) -> Candidate:
    dataset = session.dataset
    ends = []
    for actor_id in (row.from_actor_id, row.to_actor_id):
        at = dataset.actor_row(actor_id)
        ends.append(shown_line(dataset.actor_name(at)) if at >= 0 else "")
    kind = kinds.get(row.kind_id)
    what = row.title or (kind.label if kind is not None else "relation")
    made = Candidate(row.id, f"{ends[0]}: {shown_line(what)}, {ends[1]}", "position or relation")
    return replace(made, kind="office")
