"""What of a store FollowTheMoney has no property for, kept as text among an entity's notes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from db.edtf import InvalidDate, parse_edtf
from db.format.vocabularies import DIRECTIONS, FAMILIES
from explorer.exchange.intake.records import ParticipantRecord, Term, When

if TYPE_CHECKING:
    from explorer.exchange.ftm.entities import Entity

OWN: Final = "actor-explorer: "
"""Begins a note that is for this program."""

_STANDINGS: Final = ("took_place", "planned", "denied", "cancelled", "unclear")


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What an entity that this program has written says beyond the model."""

    key: str = ""
    kind: Term | str = ""
    when: When | None = None
    standing: str = ""
    is_unnamed: bool = False
    participants: tuple[ParticipantRecord, ...] = ()


def own_note(facts: dict[str, Any]) -> str:
    """Give the note that keeps facts."""
    return OWN + json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def own_facts(entity: Entity) -> OwnFacts:
    """Read the note of an entity; what makes no sense in it is left aside."""
    note = next((t for t in entity.all("notes", "description") if t.startswith(OWN)), "")
    if not note:
        return OwnFacts()
    try:
        told = json.loads(note.removeprefix(OWN))
    except ValueError:
        return OwnFacts()
    if not isinstance(told, dict):
        return OwnFacts()
    standing = told.get("standing")
    return OwnFacts(
        _text(told.get("key")),
        _term(told.get("kind"), FAMILIES["interaction_kinds"] + FAMILIES["relation_kinds"]) or "",
        _when(told.get("when")),
        standing if standing in _STANDINGS else "",
        told.get("unnamed") is True,
        tuple(_participants(told.get("participants"))),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _term(value: Any, families: tuple[str, ...]) -> Term | None:
    if not (isinstance(value, list) and value and all(isinstance(v, str) for v in value)):
        return None
    name, label, family = (*value, "", "")[:3]
    return Term(name, label, family if family in families else "other") if name else None


def _when(value: Any) -> When | None:
    if not (isinstance(value, list) and len(value) == 4):
        return None
    edtf, words, basis, reasoning = (v if isinstance(v, str) else None for v in value)
    try:
        if edtf is not None:
            parse_edtf(edtf)
    except InvalidDate:
        return None
    return When(edtf, words, basis if basis in ("stated", "inferred") else "stated", reasoning)


def _participants(value: Any) -> list[ParticipantRecord]:
    found = []
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, list) and len(entry) == 3 and isinstance(entry[0], str):
            role = _term(entry[1], DIRECTIONS)
            if role is not None:
                found.append(ParticipantRecord(f"ftm:{entry[0]}", role, _text(entry[2]) or None))
    return found
