"""What is offered while a name is typed: actors, interactions, sources, places, topics, terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from db.folding import fold
from db.records import Term
from explorer.model.plain_text import counted, shown_line
from explorer.progress import CancelToken, Progress, no_progress
from explorer.search import Group, find
from explorer.session import Session

_MOST = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that what is typed may mean.

    Attributes
    ----------
    id
        In the store; None for one that is to be made.
    text
        Its name; of a new one what was typed.
    reason
        Another name under which it was found, or what sets it apart.
    kind
        Of an actor or interaction its kind; of a term its name.
    family
        The colour family of an interaction.
    """

    id: int | None
    text: str
    reason: str = ""
    kind: str = ""
    family: str = ""
    is_hollow: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it is to be made."""
        return self.id is None


def complete(
    session: Session,
    group: Group,
    words: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> tuple[Candidate, ...]:
    """Return actors, interactions or sources that the words may mean, best first; store thread."""
    found = find(session, words, token=token, progress=progress)
    candidates: list[Candidate] = []
    for item in found:
        if item.group != group:
            continue
        selection = item.selection
        actor, interaction = selection.sole_actor, selection.sole_interaction
        thing = next((i for i in (actor, interaction, selection.source) if i is not None), None)
        candidates.append(
            Candidate(thing, item.text, item.reason, item.kind, item.family, item.is_hollow)
        )
    del candidates[_MOST:]
    if group == "actors":
        names = [candidate.text for candidate in candidates]
        candidates = [
            replace(each, reason=_apart(session, each)) if names.count(each.text) > 1 else each
            for each in candidates
        ]
    return tuple(candidates)


def _apart(session: Session, candidate: Candidate) -> str:
    """Say of an actor what tells it from its namesakes."""
    dataset = session.dataset
    n = int(dataset.n_interactions_of[dataset.actor_row(candidate.id or 0)])
    return ", ".join(part for part in (candidate.reason, counted(n, "interaction")) if part)


def complete_places(
    session: Session,
    words: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> tuple[Candidate, ...]:
    """Return places that the words may mean, with the place that each lies in."""
    places = session.dataset.columns.places
    names = {place.id: place.name for place in places}
    return _matching(
        (Candidate(p.id, shown_line(p.name), names.get(p.parent_id or 0, "")) for p in places),
        words,
    )


def complete_topics(
    session: Session,
    words: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> tuple[Candidate, ...]:
    """Return topics that the words may mean."""
    topics = session.dataset.columns.topics
    return _matching((Candidate(t.id, shown_line(t.name)) for t in topics), words)


def complete_terms(terms: Sequence[Term], words: str) -> tuple[Candidate, ...]:
    """Return terms of a vocabulary that the words may mean, all of them for none."""
    candidates = (
        Candidate(term.id, shown_line(term.label), kind=term.name, family=term.family)
        for term in terms
    )
    return _matching(candidates, words, most=len(terms))


def _matching(
    candidates: Iterable[Candidate], words: str, *, most: int = _MOST
) -> tuple[Candidate, ...]:
    wanted = fold(words)
    beginnings = wanted.split()
    begin: list[Candidate] = []
    within: list[Candidate] = []
    for candidate in candidates:
        folded = fold(candidate.text)
        if folded.startswith(wanted):
            begin.append(candidate)
        elif all(f" {word}" in f" {folded}" for word in beginnings):
            within.append(candidate)
    if wanted:
        begin.sort(key=lambda candidate: len(candidate.text))
    return tuple((begin + within)[:most])
