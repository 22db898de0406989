"""Records in words, for looking at them before they are taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.edtf import InvalidDate, parse_edtf
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.exchange.intake.naming import made_title
from explorer.exchange.intake.records import (
    ActorRecord,
    InteractionRecord,
    RelationRecord,
    SourceRecord,
    Term,
)
from explorer.model.timespan import date_words

if TYPE_CHECKING:
    from explorer.exchange.intake.records import ActorReference, Record, When

_SHOWN_PARTICIPANTS = 6


@dataclass(frozen=True, slots=True)
class Described:
    """A record as a card says it.

    Attributes
    ----------
    sort
        "interaction", "relation", "actor" or "source".
    kind
        Name of its kind, by which it gets its sign.
    head
        The first line.
    lines
        What follows, most telling first.
    """

    sort: str
    kind: str
    head: str
    lines: tuple[str, ...]


def described(record: Record, names: Mapping[str, str] | None = None) -> Described:
    """Say a record in words.

    Parameters
    ----------
    names
        Of actors that are named by their keys.
    """
    names = names or {}
    match record:
        case InteractionRecord():
            return _interaction(record, names)
        case RelationRecord():
            kind = _label(record.kind)
            first, second = _name(record.from_actor, names), _name(record.to_actor, names)
            what = ", ".join(part for part in (kind, record.title or "") if part)
            lines = (what, words_of_when(record.when), *_told(record.description))
            return Described("relation", _term(record.kind), f"{first} → {second}", _some(lines))
        case ActorRecord():
            others = ", ".join(name.name for name in record.names)
            ids = ", ".join(f"{scheme} {value}" for scheme, value in record.identifiers)
            lines = (_label(record.kind or "person"), others, ids, *_told(record.description))
            return Described("actor", _term(record.kind or "person"), record.name, _some(lines))
        case SourceRecord():
            lines = (record.publisher or "", record.published or "", record.url or "")
            return Described("source", record.kind or "", record.title, _some(lines))


def words_of_when(when: When | None) -> str:
    """Say a date as every view says it, "" for none."""
    if when is None:
        return ""
    if when.edtf is None:
        return f"“{when.words}”, no date" if when.words else ""
    try:
        parsed = parse_edtf(when.edtf)
    except InvalidDate:
        return when.edtf
    earliest = OPEN_EARLIEST if parsed.earliest is None else parsed.earliest
    latest = OPEN_LATEST if parsed.latest is None else parsed.latest
    return date_words(when.edtf, earliest, latest, parsed.flags)


def _interaction(record: InteractionRecord, names: Mapping[str, str]) -> Described:
    people = [_name(p.actor, names) for p in record.participants]
    kind = _label(record.kind)
    head = record.title or made_title(kind, list(dict.fromkeys(people)))
    place = record.place
    where = "" if place is None else ", ".join(p for p in (place.name, place.within or "") if p)
    standing = "" if record.standing == "took_place" else record.standing.replace("_", " ")
    facts = (words_of_when(record.when) or "no date", kind, where, standing)
    shown = [
        _as_what(name, _label(p.role), p.capacity)
        for name, p in zip(people, record.participants[:_SHOWN_PARTICIPANTS], strict=False)
    ]
    if (more := len(people) - len(shown)) > 0:
        shown.append(f"{more:,} more")
    topics = ", ".join(record.topics)
    lines = (
        " · ".join(_some(facts)),
        "; ".join(shown),
        f"About {topics}" if topics else "",
        *_told(record.description),
    )
    return Described("interaction", _term(record.kind), head, _some(lines))


def _as_what(name: str, role: str, capacity: str | None) -> str:
    what = ", ".join(
        part for part in ("" if role == "participant" else role, capacity or "") if part
    )
    return f"{name} ({what})" if what else name


def _name(actor: ActorReference, names: Mapping[str, str]) -> str:
    if isinstance(actor, str):
        return names.get(actor, actor)
    return actor.name


def _term(term: Term | str) -> str:
    return term if isinstance(term, str) else term.name


def _label(term: Term | str) -> str:
    if isinstance(term, Term) and term.label:
        return term.label
    return _term(term).replace("_", " ")


def _told(text: str | None) -> tuple[str, ...]:
    return (" ".join(text.split())[:300],) if text else ()


def _some(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
