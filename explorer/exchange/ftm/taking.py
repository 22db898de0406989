"""Entities of FollowTheMoney as records: actors, relations, interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from explorer.exchange.feeds.codes import state_code, state_of_two_letters, states
from explorer.exchange.ftm.dates import when_of
from explorer.exchange.ftm.model import (
    EDGES,
    IDENTIFIERS,
    INTERACTIONS,
    NAMES,
    PARTS,
    is_actor,
    is_known,
    kind_of,
)
from explorer.exchange.ftm.own import OWN, own_facts
from explorer.exchange.ftm.sources import citations_of
from explorer.exchange.intake.records import (
    ActorRecord,
    AmountRecord,
    InteractionRecord,
    NameRecord,
    Origin,
    ParticipantRecord,
    PlaceRecord,
    QuoteRecord,
    RelationRecord,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.ftm.entities import Entity
    from explorer.exchange.ftm.own import OwnFacts
    from explorer.exchange.ftm.survey import Survey
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import Record

_TOLD_ELSEWHERE: Final = frozenset(
    ("startDate", "endDate", "date", "summary", "description", "notes", "keywords", "location",
     "sourceUrl", "publisher", "proof", *NAMES, *PARTS, *IDENTIFIERS)
)  # fmt: skip
_SHOWN_EXCERPT: Final = 600
_DANGLING: Final = (
    "An id is named that the file does not tell; it stands for an actor without name."
)
_NO_ACTOR: Final = "Something that is no actor is named where one belongs; it was left out."
_UNKNOWN: Final = "The schema {} is not known here; its entities are kept as they stand."
_NAMELESS: Final = "The schema {} is not known here; entities of it without a name were left out."
_ALONE: Final = "A link without one of its ends was left out."


class Taking:
    """Makes records of entities, once all of them have been looked through."""

    def __init__(self, survey: Survey, problems: Problems) -> None:
        self._survey = survey
        self._problems = problems

    def records(self, entity: Entity) -> Iterator[Record]:
        """Give the records of an entity."""
        if entity.schema in EDGES:
            yield from self._relations(entity)
        elif entity.schema in INTERACTIONS:
            yield self._interaction(entity)
        elif is_actor(entity.schema):
            yield from self._actor(entity)

    # --- actors -------------------------------------------------------------------------------

    def _actor(self, entity: Entity) -> Iterator[Record]:
        names = [
            NameRecord(value, note=note)
            for name, note in NAMES.items()
            for value in entity.all(name)
        ]
        name = entity.caption or (names[0].name if names else "")
        if not is_known(entity.schema):
            if not name:
                self._problems.remark(_NAMELESS.format(entity.schema))
                return
            self._problems.remark(_UNKNOWN.format(entity.schema))
        own = own_facts(entity)
        kind: Term | str = own.kind or kind_of(entity.schema)
        is_state = entity.schema == "PublicBody" and state_code(name)
        if is_state and not own.kind:
            kind = "state"
        yield ActorRecord(
            name or entity.id,
            _key(entity, own),
            kind,
            is_unnamed=not name or own.is_unnamed,
            names=tuple(n for n in dict.fromkeys(names) if n.name != name),
            identifiers=self._identifiers(entity, states().get(str(is_state), "")),
            description=self._description(entity),
            properties=self._rest(entity),
            citations=citations_of(entity, self._survey),
            origin=_origin(entity),
        )
        joined = (("organization", "part_of"), ("parent", "part_of"), ("owner", None))
        for name_of, relation in joined:
            if name_of == "parent" and entity.schema not in ("Company", "Organization"):
                continue
            for other in entity.all(name_of):
                if other == entity.id or not is_actor(self._survey.schemata.get(other, "Value")):
                    continue
                first, second = entity.id, other
                if relation is None:
                    first, second = other, entity.id
                yield RelationRecord(
                    f"ftm:{entity.id}:{name_of}:{other}",
                    relation or "ownership",
                    self._reference(first),
                    self._reference(second),
                    origin=_origin(entity),
                )

    def _identifiers(self, entity: Entity, state: str) -> tuple[tuple[str, str], ...]:
        found = [
            (scheme, value) for name, scheme in IDENTIFIERS.items() for value in entity.all(name)
        ]
        for held in self._survey.held.get(entity.id, ()):
            if held.schema in ("Identification", "Passport"):
                kind = "passport" if held.schema == "Passport" else held.first("type") or "id"
                found += [(kind, value) for value in held.all("number", "passportNumber")]
        if state and (code := state_code(state)):
            found.append(("iso3166-1-alpha3", code))
        return tuple(dict.fromkeys(found))

    def _reference(self, entity_id: str) -> ActorRecord | str:
        if entity_id in self._survey.schemata:
            return self._survey_key(entity_id)
        self._problems.remark(_DANGLING)
        return ActorRecord(entity_id, f"ftm:{entity_id}", "", is_unnamed=True)

    def _survey_key(self, entity_id: str) -> str:
        return f"ftm:{entity_id}"

    # --- relations ----------------------------------------------------------------------------

    def _relations(self, entity: Entity) -> Iterator[Record]:
        edge = EDGES[entity.schema]
        sources, targets = entity.all(edge.source), entity.all(edge.target)
        pairs = [(a, b) for a in sources for b in targets if a != b]
        if not pairs:
            self._problems.remark(_ALONE)
        own = own_facts(entity)
        for number, (first, second) in enumerate(pairs):
            if not (self._may_act(first) and self._may_act(second)):
                self._problems.remark(_NO_ACTOR)
                continue
            key = _key(entity, own)
            yield RelationRecord(
                key if number == 0 else f"{key}:{number}",
                own.kind or edge.kind,
                self._reference(first),
                self._reference(second),
                entity.first("role", "relationship", "status") or None,
                own.when or when_of(entity, lasts=True),
                self._description(entity),
                self._rest(entity, edge.source, edge.target, "role", "relationship"),
                citations_of(entity, self._survey),
                _origin(entity),
            )

    def _may_act(self, entity_id: str) -> bool:
        return is_actor(self._survey.schemata.get(entity_id, "Person"))

    # --- interactions -------------------------------------------------------------------------

    def _interaction(self, entity: Entity) -> InteractionRecord:
        own = own_facts(entity)
        participants = list(own.participants)
        told = {str(p.actor) for p in participants}
        for name, role in PARTS.items():
            for other in entity.all(name):
                if not self._may_act(other):
                    self._problems.remark(_NO_ACTOR)
                elif self._survey_key(other) not in told:
                    participants.append(ParticipantRecord(self._reference(other), role))
        quotes = tuple(
            QuoteRecord(text, "reported")
            for held in self._survey.held.get(entity.id, ())
            if held.schema == "Note"
            for text in held.all("description", "summary")
        )
        if entity.schema in ("Message", "Email"):
            quotes += tuple(QuoteRecord(text) for text in entity.all("bodyText"))
        return InteractionRecord(
            _key(entity, own),
            own.kind or INTERACTIONS[entity.schema],
            tuple(dict.fromkeys(participants)),
            entity.first("name", "title", "subject") or entity.caption,
            own.standing or "took_place",
            when=own.when or when_of(entity, lasts=False),
            place=self._place(entity),
            topics=entity.all("keywords"),
            amounts=_amounts(entity),
            quotes=quotes,
            description=self._description(entity),
            properties=self._rest(entity, "subject", "title", "bodyText", "amount", "amountUsd"),
            citations=citations_of(entity, self._survey),
            origin=_origin(entity),
        )

    def _place(self, entity: Entity) -> PlaceRecord | None:
        addresses = [
            self._survey.addresses[a]
            for a in entity.all("addressEntity", "endLocation")
            if self._survey.addresses.get(a)
        ]
        countries = [name for c in entity.all("country") if (name := state_of_two_letters(c))]
        places = [*entity.all("location", "address"), *addresses, *countries]
        if not places:
            return None
        country = countries[0] if countries and places[0] != countries[0] else None
        return PlaceRecord(places[0], within=country)

    # --- both ---------------------------------------------------------------------------------

    def _description(self, entity: Entity) -> str | None:
        told = [t for t in entity.all("summary", "description", "notes") if not t.startswith(OWN)]
        if entity.schema not in INTERACTIONS:
            for held in self._survey.held.get(entity.id, ()):
                if held.schema in ("Note", "Sanction"):
                    told += held.all("description", "summary", "reason", "program")
        return "\n\n".join(dict.fromkeys(told)) or None

    def _rest(self, entity: Entity, *used: str) -> dict[str, Any]:
        """Give what no column of ours tells."""
        rest: dict[str, Any] = {"schema": entity.schema}
        for name, values in entity.properties.items():
            if name not in _TOLD_ELSEWHERE and name not in used and name != "recordId":
                rest[name] = values[0] if len(values) == 1 else list(values)
        return rest


def _key(entity: Entity, own: OwnFacts) -> str:
    # What has a key of ours keeps it where nothing refers to it; actors go by their id.
    return own.key if own.key and not is_actor(entity.schema) else f"ftm:{entity.id}"


def _amounts(entity: Entity) -> tuple[AmountRecord, ...]:
    found = []
    for value in entity.all("amount"):
        try:
            number = float(value.replace(",", ""))
        except ValueError:
            continue
        found.append(AmountRecord(number, entity.first("currency") or "?", value))
    return tuple(found)


def _origin(entity: Entity) -> Origin:
    told = [entity.schema, entity.caption] + [
        f"{name}: {', '.join(values)}"
        for name, values in entity.properties.items()
        if name != "bodyText"
    ]
    excerpt = " | ".join(part for part in told if part)
    if len(excerpt) > _SHOWN_EXCERPT:
        excerpt = excerpt[: _SHOWN_EXCERPT - 1] + "…"
    return Origin(f"line {entity.line}", excerpt, entity.file_index)
