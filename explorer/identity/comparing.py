"""Two actors side by side: what each is called, does and knows, what agrees and what clashes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from db import reads
from explorer.identity.circumstances import Circumstances
from explorer.identity.name_match import Rarity, compare
from explorer.identity.names import name_of
from explorer.identity.proposals import Reason
from explorer.identity.weighing import name_reasons
from explorer.model.plain_text import counted, shown_line
from explorer.model.profile.actor import ActorProfile, build_actor
from explorer.model.profile.entries import ActorEntry
from explorer.model.profile.listing import read_relations
from explorer.model.profile.reading import StoreReader
from explorer.model.timespan import NOT_STATED
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from explorer.session import Session

_MOST_LINES: Final = 6
_MOST_CONTACTS: Final = 2_000
_MOST_RELATIONS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told of an actor; `is_common` where it is told of the other as well."""

    words: str
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One respect in which two actors are set side by side.

    Attributes
    ----------
    first, other
        What is told of each, what they have in common first.
    n_first, n_other
        How much there is of each, shown or not.
    clash
        Why both cannot be right of one actor; empty where they can.
    """

    label: str
    first: tuple[Line, ...]
    other: tuple[Line, ...]
    n_first: int
    n_other: int
    clash: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two actors side by side.

    Attributes
    ----------
    first_names, other_names
        The records that are shown as part of each already.
    reasons
        What speaks for and against, the weightiest first.
    judged
        How the pair was judged before, in words; empty where it was not.
    """

    first: ActorEntry
    other: ActorEntry
    first_kind: str
    other_kind: str
    first_names: tuple[str, ...]
    other_names: tuple[str, ...]
    respects: tuple[Compared, ...]
    reasons: tuple[Reason, ...]
    judged: str = ""

    @property
    def clashes(self) -> tuple[Compared, ...]:
        """The respects in which both cannot be right of one actor."""
        return tuple(respect for respect in self.respects if respect.clash)


def compare_actors(
    session: Session,
    first_id: int,
    other_id: int,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Comparison | None:
    """Set two actors side by side; store thread. None where one is gone, or both are one."""
    reader = StoreReader(session)
    first, other = build_actor(reader, first_id), build_actor(reader, other_id)
    if first is None or other is None or first.actor.id == other.actor.id:
        return None
    if token is not None:
        token.raise_if_cancelled()
    sides = (first, other)
    respects = [
        _kinds(first, other),
        _row("Also called", sides, lambda p: [shown_line(n.name) for n in p.names]),
        _row(
            "Positions and relations",
            sides,
            lambda p: _relations(session, p),
            lambda p: len(p.positions) + len(p.other_relations),
        ),
        _row("Contacts", sides, lambda p: _contacts(reader, p), lambda p: len(p.contacts)),
        _row("Interactions", sides, _interactions, lambda p: p.n_interactions),
        _identifiers(first, other),
        _row("Sources", sides, lambda p: [shown_line(use.source.label) for use in p.sources]),
        _row("Quotes", sides, _quotes, lambda p: p.n_quotes_by + p.n_quotes_about),
        _row("Description", sides, lambda p: [shown_line(p.description)] if p.description else []),
        *_properties(session, first.actor.id, other.actor.id),
    ]
    return Comparison(
        first=first.actor,
        other=other.actor,
        first_kind=first.kind_label,
        other_kind=other.kind_label,
        first_names=tuple(shown_line(record.name) for record in first.joined),
        other_names=tuple(shown_line(record.name) for record in other.joined),
        respects=tuple(r for r in respects if r.n_first or r.n_other),
        reasons=_reasons(session, first, other),
        judged=_judged(session, first.actor.id, other.actor.id),
    )


def _row(
    label: str,
    sides: tuple[ActorProfile, ActorProfile],
    words_of: Callable[[ActorProfile], Sequence[str]],
    count: Callable[[ActorProfile], int] | None = None,
) -> Compared:
    first, other = (list(dict.fromkeys(words_of(side))) for side in sides)
    common = set(first) & set(other)
    n = [count(side) for side in sides] if count is not None else [len(first), len(other)]
    return Compared(label, _lines(first, common), _lines(other, common), n[0], n[1])


def _lines(words: Sequence[str], common: set[str]) -> tuple[Line, ...]:
    """Give the first lines, what is common before the rest."""
    ordered = sorted(words, key=lambda line: (0, line) if line in common else (1, ""))
    return tuple(Line(line, line in common) for line in ordered[:_MOST_LINES])


def _kinds(first: ActorProfile, other: ActorProfile) -> Compared:
    labels = (first.kind_label, other.kind_label)
    is_same = labels[0] == labels[1]
    lines = [(Line(label, is_same),) for label in labels]
    clash = "" if is_same else "The kind of the one that is kept is shown."
    return Compared("Kind", lines[0], lines[1], 1, 1, clash)


def _relations(session: Session, profile: ActorProfile) -> list[str]:
    """Say all relations, not only the first: what is common may be the last."""
    found = []
    ids = np.sort(np.concatenate((profile.positions.ids, profile.other_relations.ids)))
    seen_from = profile.positions.seen_from
    for relation in read_relations(session, ids, seen_from, 0, _MOST_RELATIONS):
        what = shown_line(relation.title or relation.label)
        when = f" ({relation.when})" if relation.when else ""
        parts = (
            [what, relation.other.shown] if relation.is_outgoing else [relation.other.shown, what]
        )
        found.append(f"{', '.join(parts)}{when}")
    return found


def _contacts(reader: StoreReader, profile: ActorProfile) -> list[str]:
    rows = profile.contacts.actors[:_MOST_CONTACTS]
    return [reader.actor_of_row(int(row)).shown for row in rows]


def _interactions(profile: ActorProfile) -> list[str]:
    found = [
        f"{entry.named.shown}, {entry.when.words}" if entry.when.is_given else entry.named.shown
        for entry in profile.interactions.first[:_MOST_LINES]
    ]
    if profile.n_interactions > _MOST_LINES and profile.span != NOT_STATED:
        found.append(f"{counted(profile.n_interactions, 'interaction')}, {profile.span}")
    return found


def _quotes(profile: ActorProfile) -> list[str]:
    return [f"“{shown_line(quote.words, 90)}”" for quote in profile.quotes_by]


def _identifiers(first: ActorProfile, other: ActorProfile) -> Compared:
    mine, theirs = ([f"{s}: {v}" for s, v in side.identifiers] for side in (first, other))
    common = set(mine) & set(theirs)
    settled = {line.partition(":")[0] for line in common}
    schemes = {s for s, _ in first.identifiers} & {s for s, _ in other.identifiers}
    differing = sorted(schemes - settled)
    clash = f"Each has another {' and '.join(differing)}; both are kept." if differing else ""
    return Compared(
        "Identifiers", _lines(mine, common), _lines(theirs, common), len(mine), len(theirs), clash
    )


def _properties(session: Session, first_id: int, other_id: int) -> list[Compared]:
    rows = reads.actors(session.store, (first_id, other_id))
    if len(rows) < 2:
        return []
    mine, theirs = (_object(row.properties) for row in rows)
    found = []
    for name in [n for n in mine if n in theirs] + [
        n for n in {**mine, **theirs} if (n in mine) != (n in theirs)
    ]:
        first, other = mine.get(name), theirs.get(name)
        is_same = first == other
        clash = "" if is_same or first is None or other is None else "They are told differently."
        sides = [() if v is None else (Line(_value(v), is_same),) for v in (first, other)]
        found.append(
            Compared(shown_line(name, 40), sides[0], sides[1], len(sides[0]), len(sides[1]), clash)
        )
    return found[:_MOST_LINES]


def _object(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _value(value: object) -> str:
    return shown_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _reasons(session: Session, first: ActorProfile, other: ActorProfile) -> tuple[Reason, ...]:
    dataset = session.dataset
    rows = [dataset.actor_row(side.actor.id) for side in (first, other)]
    identifiers = [
        (row, scheme, value)
        for row, side in zip(rows, (first, other), strict=True)
        for scheme, value in side.identifiers
    ]
    circumstances = Circumstances(dataset, session.ties, identifiers, is_for_one=True)
    found = circumstances.reasons(*rows)
    names = [
        [
            name
            for given in (
                side.actor.name,
                *(n.name for n in side.names),
                *(r.name for r in side.joined),
            )
            if (name := name_of(given)).words
        ]
        for side in (first, other)
    ]
    rarity = Rarity([*names[0], *names[1]])
    matches = [(m, a, b) for a in names[0] for b in names[1] if (m := compare(a, b, rarity))]
    if matches:
        match, a, b = max(matches, key=lambda found: found[0].score)
        found += name_reasons(match, a.given, b.given, is_among_all=False)
    return tuple(sorted(found, key=lambda reason: -abs(reason.points)))


def _judged(session: Session, first_id: int, other_id: int) -> str:
    pair = {first_id, other_id}
    for row in reads.judgements_on(session.store, first_id):
        if {row.actor_id, row.other_id} == pair:
            words = {"different": "told apart", "unsure": "left open"}.get(row.verdict, "joined")
            return f"{words} by {shown_line(row.decided_by, 60)} on {row.decided_at[:10]}"
    return ""
