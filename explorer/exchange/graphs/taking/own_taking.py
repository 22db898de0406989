"""Our own graph files taken back: what they were written from, as far as a graph can hold it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.exchange.graphs.model import (
    Attributes,
    GraphEdge,
    GraphHyperedge,
    GraphItem,
    GraphNode,
)
from explorer.exchange.graphs.own import (
    EDGE_TYPE,
    INTERACTION_KEY,
    KEY,
    LIST_MARK,
    NODE_TYPE,
    PROPERTY,
    RECOGNISED,
)
from explorer.exchange.graphs.taking.plan import GraphPlan
from explorer.exchange.graphs.values import weight_of, words
from explorer.exchange.intake.problems import Problems
from explorer.exchange.intake.records import (
    ActorRecord,
    AmountRecord,
    InteractionRecord,
    NameRecord,
    Origin,
    ParticipantRecord,
    PlaceRecord,
    Record,
    RelationRecord,
    Term,
    When,
)


@dataclass(slots=True)
class _Shared:
    """An interaction whose participants come one edge at a time."""

    attributes: Attributes
    title: str
    place: str
    parts: dict[tuple[str, str], ParticipantRecord] = field(default_factory=dict)
    parent: str = ""


class OwnTaking:
    """Makes records of a graph that this program wrote."""

    def __init__(
        self,
        plan: GraphPlan,
        prefix: str,
        missing: list[str],
        problems: Problems,
        file_index: int = 0,
    ) -> None:
        del plan, missing
        self._prefix = prefix
        self._problems = problems
        self._file_index = file_index
        self._keys: dict[str, str] = {}
        self._shared: dict[str, _Shared] = {}

    def records(self, items: Iterator[GraphItem]) -> Iterator[Record]:
        """Give the records of all items; interactions last."""
        for item in items:
            item.attributes = {name: _decoded(value) for name, value in item.attributes.items()}
            if isinstance(item, GraphNode):
                key = words(item.attributes.get(KEY)) or f"{self._prefix}:n:{item.id}"
                self._keys[item.id] = key
                if item.attributes.get(NODE_TYPE) == "interaction":
                    self._shared[key] = _Shared(item.attributes, _title(item), item.place)
                else:
                    yield self._actor(item, key)
            elif isinstance(item, GraphEdge):
                yield from self._edge(item)
            elif isinstance(item, GraphHyperedge):
                self._problems.remark("A hyperedge is not ours and was left out.")
        for key, shared in self._shared.items():
            yield self._interaction(key, shared)

    def _edge(self, edge: GraphEdge) -> Iterator[Record]:
        source = self._keys.get(edge.source, f"{self._prefix}:n:{edge.source}")
        target = self._keys.get(edge.target, f"{self._prefix}:n:{edge.target}")
        given = edge.attributes
        match words(given.get(EDGE_TYPE)):
            case "participation":
                shared = self._shared.get(target)
                if shared is None:
                    self._problems.remark("A participation in nothing known was left out.")
                else:
                    _take_part(shared, source, given, "")
            case "part_of":
                if source in self._shared:
                    self._shared[source].parent = target
            case "interaction":
                key = words(given.get(INTERACTION_KEY)) or f"{self._prefix}:e:{edge.id}"
                shared = self._shared.setdefault(
                    key, _Shared(given, words(given.get("title")), edge.place)
                )
                _take_part(shared, source, given, "source_")
                _take_part(shared, target, given, "target_")
            case _:
                yield self._relation(edge, source, target)

    def _actor(self, node: GraphNode, key: str) -> ActorRecord:
        given = node.attributes
        name = words(given.get("name")) or node.label or node.id
        return ActorRecord(
            name,
            key,
            _term(given, "kind") or "person",
            is_unnamed=words(given.get("is_unnamed")) in {"true", "1"},
            names=tuple(NameRecord(**other) for other in _list(given, "names")),
            identifiers=tuple(
                (str(scheme), str(value)) for scheme, value in _list(given, "identifiers")
            ),
            description=words(given.get("description")) or None,
            properties=_properties(given),
            origin=self._origin("node", node.id, node.place, name),
        )

    def _relation(self, edge: GraphEdge, source: str, target: str) -> RelationRecord:
        given = edge.attributes
        return RelationRecord(
            words(given.get(KEY)) or f"{self._prefix}:e:{edge.id}",
            _term(given, "interaction") or "other",
            source,
            target,
            title=words(given.get("title")) or None,
            when=_when(given),
            description=words(given.get("description")) or None,
            properties=_properties(given),
            origin=self._origin("edge", edge.id, edge.place, words(given.get("title"))),
        )

    def _interaction(self, key: str, shared: _Shared) -> InteractionRecord:
        given = shared.attributes
        place = words(given.get("place"))
        kind = _term(given, "kind" if NODE_TYPE in given else "interaction") or "other"
        return InteractionRecord(
            key,
            kind,
            tuple(shared.parts.values()),
            title=shared.title,
            standing=words(given.get("standing")) or "took_place",
            standing_words=words(given.get("standing_words")) or None,
            when=_when(given),
            place=PlaceRecord(
                place, weight_of(given.get("latitude")), weight_of(given.get("longitude"))
            )
            if place
            else None,
            topics=tuple(str(topic) for topic in _list(given, "topics")),
            amounts=tuple(AmountRecord(**amount) for amount in _list(given, "amounts")),
            parent=shared.parent,
            description=words(given.get("description")) or None,
            properties=_properties(given),
            origin=self._origin("interaction", "", shared.place, shared.title),
        )

    def _origin(self, word: str, identifier: str, place: str, excerpt: str) -> Origin:
        named = f"{word} {identifier}".strip()
        return Origin(f"{named}, {place}" if place else named, excerpt, self._file_index)


def _title(node: GraphNode) -> str:
    return words(node.attributes.get("name")) or node.label


def _take_part(shared: _Shared, actor: str, given: Attributes, side: str) -> None:
    role = words(given.get(f"{side}role")) or "participant"
    if (actor, role) in shared.parts:
        return
    label = words(given.get(f"{side}role_label"))
    direction = words(given.get(f"{side}direction")) or "none"
    shared.parts[actor, role] = ParticipantRecord(
        actor,
        Term(role, label, direction) if label else role,
        words(given.get(f"{side}capacity")) or None,
        _properties(given) if not side else None,
    )


def _term(given: Attributes, name: str) -> Term | str:
    word = words(given.get(name))
    label = words(given.get("kind_label"))
    if word and label:
        return Term(word, label, words(given.get("family")) or "other")
    return word


def _when(given: Attributes) -> When | None:
    edtf = words(given.get("edtf")) or None
    said = words(given.get("date_words")) or None
    reasoning = words(given.get("date_reasoning")) or None
    if edtf is None and said is None and reasoning is None:
        return None
    return When(edtf, said, words(given.get("date_basis")), reasoning)


def _properties(given: Attributes) -> Mapping[str, object] | None:
    properties: dict[str, Any] = {}
    for name, value in given.items():
        if name in RECOGNISED or name.startswith(("source_", "target_")):
            continue
        properties[name.removeprefix(PROPERTY)] = value
    return properties or None


def _list(given: Attributes, name: str) -> list[Any]:
    value = given.get(name)
    return value if isinstance(value, list) else []


def _decoded(value: object) -> Any:
    """Give what stands as JSON in a text, or the value itself."""
    if isinstance(value, str) and value.startswith(LIST_MARK):
        try:
            return json.loads(value.removeprefix(LIST_MARK))
        except ValueError:
            return value
    return value
