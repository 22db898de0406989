"""A store, or a part of it, as a graph: its nodes and edges one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from db import Store
from db.edtf import parse_edtf
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from db.table_rows import table_rows
from explorer.exchange.days import words_of_day
from explorer.exchange.graphs.model import Attributes, GraphEdge, GraphNode, Spell
from explorer.exchange.graphs.own import (
    EDGE_TYPE,
    INTERACTION_KEY,
    KEY,
    NODE_TYPE,
    PROPERTY,
    RECOGNISED,
)
from explorer.exchange.graphs.writing.gathering import (
    lists_by,
    members_of,
    objects_by,
    sources_by_interaction,
)
from explorer.exchange.graphs.writing.vocabularies import Vocabulary
from explorer.exchange.scope import WHOLE, Scope
from explorer.progress import CancelToken, Progress, no_progress

Projection = Literal["events", "pairs"]

MOST_PARTICIPANTS = 300
"""An interaction with more of them makes no edges between pairs: they would be a solid block."""

_CHECK_EVERY = 2_000
_DATE = ("date_words", "edtf", "earliest", "latest", "date_basis", "date_reasoning")


@dataclass(slots=True)
class Losses:
    """What did not go into a graph."""

    too_large: int = 0
    alone: int = 0
    nobody: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    actor: int
    role: int
    capacity: str | None
    properties: str | None


@dataclass(slots=True)
class GraphContent:
    """The nodes and edges of a store; each pass reads the store anew, store thread.

    Attributes
    ----------
    projection
        "events": interactions are nodes, whose edges are who took part. "pairs": an edge for each
        pair that shares an interaction.
    losses
        Filled by `edges`.
    """

    store: Store
    projection: Projection = "events"
    scope: Scope = WHOLE
    token: CancelToken = field(default_factory=CancelToken)
    progress: Progress = no_progress
    losses: Losses = field(default_factory=Losses)
    _vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    _members: dict[int, int] = field(default_factory=dict)
    _parts: dict[int, list[_Part]] = field(default_factory=dict)
    _done: int = 0

    def __post_init__(self) -> None:
        for table in ("actor_kinds", "interaction_kinds", "relation_kinds", "roles"):
            self._vocabularies[table] = Vocabulary.of(self.store, table)
        self._members = members_of(self.store)
        self._read_participants()

    @property
    def title(self) -> str:
        """What the store is called."""
        return self.store.title or self.store.path.stem

    # --- nodes -----------------------------------------------------------------------------

    def nodes(self) -> Iterator[GraphNode]:
        """Give the actors, and where interactions are nodes, those as well."""
        yield from self._actors()
        if self.projection == "events":
            for identifier, label, attributes, spells in self._interactions():
                attributes[NODE_TYPE] = "interaction"
                attributes["name"] = label
                yield GraphNode(f"i:{identifier}", label, attributes, spells)

    def _actors(self) -> Iterator[GraphNode]:
        kinds = self._vocabularies["actor_kinds"]
        names = objects_by(
            self.store, "actor_names", "actor_id", ("name", "language", "script", "note")
        )
        identifiers = lists_by(self.store, "actor_identifiers", "actor_id", ("scheme", "value"))
        own_names: dict[int, str] = {}
        if self._members:
            own_names = dict(table_rows(self.store, "actors", ("id", "name")))
        for member, whole in self._members.items():
            names.setdefault(whole, []).insert(0, {"name": own_names[member]})
            names[whole] += names.pop(member, [])
            identifiers.setdefault(whole, []).extend(identifiers.pop(member, []))
        columns = ("id", "key", "kind_id", "name", "is_unnamed", "description", "properties")
        for row in table_rows(self.store, "actors", columns):
            self._step("actors")
            identifier, key, kind, name, is_unnamed, description, properties = row
            if identifier in self._members or not self.scope.has_actor(identifier):
                continue
            attributes: Attributes = {
                NODE_TYPE: "actor",
                "name": name,
                KEY: key or f"{self.store.uuid}:a:{identifier}",
            }
            kinds.describe(attributes, "kind", kind)
            if is_unnamed:
                attributes["is_unnamed"] = True
            _put(attributes, "description", description)
            if names.get(identifier):
                attributes["names"] = names[identifier]
            if identifiers.get(identifier):
                attributes["identifiers"] = identifiers[identifier]
            _put_properties(attributes, properties)
            yield GraphNode(f"a:{identifier}", name, attributes)

    def _interactions(self) -> Iterator[tuple[int, str, Attributes, tuple[Spell, ...]]]:
        kinds = self._vocabularies["interaction_kinds"]
        places = {
            identifier: (name, latitude, longitude)
            for identifier, name, latitude, longitude in table_rows(
                self.store, "places", ("id", "name", "latitude", "longitude")
            )
        }
        topic_names = dict(table_rows(self.store, "topics", ("id", "name")))
        topics: dict[int, list[str]] = {}
        for interaction, topic in table_rows(
            self.store, "interaction_topics", ("interaction_id", "topic_id")
        ):
            topics.setdefault(interaction, []).append(topic_names[topic])
        amounts = objects_by(
            self.store, "amounts", "interaction_id", ("value", "unit", "words", "purpose")
        )
        sources = sources_by_interaction(self.store)
        columns = (
            "id", "key", "kind_id", "title", "standing", "standing_words", "place_id",
            "description", "properties", *_DATE,
        )  # fmt: skip
        for row in table_rows(self.store, "interactions", columns):
            self._step("interactions")
            identifier, key, kind, title, standing, standing_words, place, *rest = row
            if not self.scope.has_interaction(identifier):
                continue
            description, properties, *date = rest
            attributes: Attributes = {KEY: key or f"{self.store.uuid}:i:{identifier}"}
            kinds.describe(attributes, "kind", kind)
            if standing != "took_place":
                attributes["standing"] = standing
            _put(attributes, "standing_words", standing_words)
            spells = _put_date(attributes, date)
            if place in places:
                name, latitude, longitude = places[place]
                attributes["place"] = name
                if latitude is not None and longitude is not None:
                    attributes["latitude"], attributes["longitude"] = latitude, longitude
            if identifier in topics:
                attributes["topics"] = topics[identifier]
            if identifier in amounts:
                attributes["amounts"] = amounts[identifier]
            if identifier in sources:
                attributes["sources"] = list(sources[identifier])
            _put(attributes, "description", description)
            _put_properties(attributes, properties)
            yield identifier, title, attributes, spells

    # --- edges -----------------------------------------------------------------------------

    def edges(self) -> Iterator[GraphEdge]:
        """Give who took part, or the pairs; then the relations between actors."""
        self.losses = Losses()
        if self.projection == "events":
            yield from self._participations()
            yield from self._parents()
        else:
            for identifier, label, attributes, spells in self._interactions():
                yield from self._pairs(identifier, label, attributes, spells)
        yield from self._relations()

    def _participations(self) -> Iterator[GraphEdge]:
        roles = self._vocabularies["roles"]
        for interaction, parts in self._parts.items():
            for part in parts:
                self._step("participants")
                attributes: Attributes = {EDGE_TYPE: "participation"}
                roles.describe(
                    attributes, "role", part.role, label="role_label", family="direction"
                )
                _put(attributes, "capacity", part.capacity)
                _put_properties(attributes, part.properties)
                attributes["interaction"] = words_of_role = roles.name(part.role)
                yield GraphEdge(
                    f"a:{part.actor}",
                    f"i:{interaction}",
                    f"p:{interaction}:{part.actor}:{part.role}",
                    True,
                    words_of_role,
                    f"p:{words_of_role}",
                    None,
                    attributes,
                )

    def _parents(self) -> Iterator[GraphEdge]:
        for child, parent in table_rows(self.store, "interactions", ("id", "parent_id")):
            if parent is None or not self.scope.has_interaction(child):
                continue
            if self.scope.has_interaction(parent):
                attributes: Attributes = {EDGE_TYPE: "part_of", "interaction": "part_of"}
                yield GraphEdge(
                    f"i:{child}", f"i:{parent}", f"w:{child}", True, "part of", "part_of", None,
                    attributes,
                )  # fmt: skip

    def _pairs(
        self, interaction: int, title: str, shared: Attributes, spells: tuple[Spell, ...]
    ) -> Iterator[GraphEdge]:
        parts = self._parts.get(interaction, [])
        by_actor: dict[int, _Part] = {}
        for part in parts:
            by_actor.setdefault(part.actor, part)
        actors = list(by_actor.values())
        if not actors:
            self.losses.nobody += 1
            return
        if len(actors) > MOST_PARTICIPANTS:
            self.losses.too_large += 1
            return
        if len(actors) == 1:
            self.losses.alone += 1
            pairs = [(actors[0], actors[0])]
        else:
            pairs = [(a, b) for index, a in enumerate(actors) for b in actors[index + 1 :]]
        roles = self._vocabularies["roles"]
        base = {name: value for name, value in shared.items() if name not in {"kind", KEY}}
        base[EDGE_TYPE] = "interaction"
        base[INTERACTION_KEY] = shared[KEY]
        base["interaction"] = shared["kind"]
        base["title"] = title
        base["participants"] = len(actors)
        for source, target in pairs:
            self._step("pairs")
            attributes = dict(base)
            for side, part in (("source_", source), ("target_", target)):
                roles.describe(
                    attributes, f"{side}role", part.role, label=f"{side}role_label",
                    family=f"{side}direction",
                )  # fmt: skip
                _put(attributes, f"{side}capacity", part.capacity)
            yield GraphEdge(
                f"a:{source.actor}",
                f"a:{target.actor}",
                f"e:{interaction}:{source.actor}:{target.actor}",
                False,
                title,
                f"i:{interaction}",
                None,
                attributes,
                spells,
            )

    def _relations(self) -> Iterator[GraphEdge]:
        kinds = self._vocabularies["relation_kinds"]
        columns = (
            "id", "key", "kind_id", "from_actor_id", "to_actor_id", "title", "description",
            "properties", *_DATE,
        )  # fmt: skip
        for row in table_rows(self.store, "relations", columns):
            self._step("relations")
            identifier, key, kind, source, target, title, description, properties, *date = row
            source, target = self._members.get(source, source), self._members.get(target, target)
            if not (self.scope.has_actor(source) and self.scope.has_actor(target)):
                continue
            attributes: Attributes = {
                EDGE_TYPE: "relation",
                KEY: key or f"{self.store.uuid}:r:{identifier}",
            }
            kinds.describe(attributes, "interaction", kind)
            _put(attributes, "title", title)
            spells = _put_date(attributes, date)
            _put(attributes, "description", description)
            _put_properties(attributes, properties)
            label = title or kinds.label(kind)
            yield GraphEdge(
                f"a:{source}", f"a:{target}", f"r:{identifier}", self.projection == "events",
                label, f"r:{identifier}", None, attributes, spells,
            )  # fmt: skip

    # --- reading ---------------------------------------------------------------------------

    def _read_participants(self) -> None:
        columns = ("interaction_id", "actor_id", "role_id", "capacity", "properties")
        seen: set[tuple[int, int, int]] = set()
        for interaction, actor, role, *rest in table_rows(self.store, "participants", columns):
            self._step("participants")
            if self._members:
                actor = self._members.get(actor, actor)
                if (interaction, actor, role) in seen:
                    continue
                seen.add((interaction, actor, role))
            if self.scope.has_interaction(interaction) and self.scope.has_actor(actor):
                self._parts.setdefault(interaction, []).append(_Part(actor, role, *rest))

    def _step(self, what: str) -> None:
        self._done += 1
        if self._done % _CHECK_EVERY == 0:
            self.token.raise_if_cancelled()
            self.progress(self._done, 0, f"Writing {what}.")


def _put(attributes: Attributes, name: str, text: str | None) -> None:
    if text is not None:
        attributes[name] = text


def _put_properties(attributes: Attributes, properties: str | None) -> None:
    if properties is None:
        return
    for name, value in json.loads(properties).items():
        is_clash = name in RECOGNISED or name.startswith((PROPERTY, "source_", "target_"))
        attributes[f"{PROPERTY}{name}" if is_clash else name] = value


def _put_date(attributes: Attributes, date: list[Any]) -> tuple[Spell, ...]:
    """Set what is told of a date; give the days that it covers."""
    said, edtf, earliest, latest, basis, reasoning = date
    _put(attributes, "edtf", edtf)
    _put(attributes, "date_words", said)
    _put(attributes, "date_basis", basis)
    _put(attributes, "date_reasoning", reasoning)
    first, last = earliest, latest
    if edtf is not None:
        parsed = parse_edtf(edtf)
        first, last = parsed.earliest, parsed.latest
    start = "" if first in {None, OPEN_EARLIEST} else _day(first)
    end = "" if last in {None, OPEN_LATEST} else _day(last)
    _put(attributes, "start", start or None)
    _put(attributes, "end", end or None)
    return (Spell(start, end),) if start or end else ()


def _day(day: int) -> str:
    """Give a day in words; "" for one of a year that other programs cannot read."""
    written = words_of_day(day)
    return written if isinstance(written, str) else ""
