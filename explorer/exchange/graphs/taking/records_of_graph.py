"""The nodes and edges of a graph file as records of actors, relations and interactions."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.exchange.graphs.model import (
    Attributes,
    GraphEdge,
    GraphHyperedge,
    GraphItem,
    GraphNode,
    Spell,
)
from explorer.exchange.graphs.taking.plan import DateColumns, GraphPlan
from explorer.exchange.graphs.taking.times import is_lasting, when_of, when_of_spell
from explorer.exchange.graphs.taking.vocabulary import (
    KEPT_AS_NAME,
    NAME_COLUMNS,
    actor_kind,
    interaction_kind,
    is_event,
    relation_kind,
    slug,
)
from explorer.exchange.graphs.values import taken, words
from explorer.exchange.intake.problems import Problems
from explorer.exchange.intake.records import (
    ActorRecord,
    InteractionRecord,
    Origin,
    ParticipantRecord,
    PlaceRecord,
    Record,
    RelationRecord,
    Term,
    When,
)

FROM = Term("from", "from", "from")
TO = Term("to", "to", "to")

_LONGEST_EXCERPT = 600
_PLACE_COLUMNS = ("place", "location", "venue", "city")
_WIKIDATA = ("wikidata", "wikidata_id", "qid", "wikidata id")


class Taking:
    """Makes records of items, one file long.

    Interactions that are nodes are given at the end, when all their edges are known.
    """

    def __init__(
        self,
        plan: GraphPlan,
        prefix: str,
        missing: list[str],
        problems: Problems,
        file_index: int = 0,
    ) -> None:
        self._plan = plan
        self._prefix = prefix
        self._missing = missing
        self._problems = problems
        self._file_index = file_index
        self._n_nodes = 0
        self._n_edges = 0
        self._seen: set[str] = set()
        self._events: dict[str, GraphNode] = {}
        self._parts: dict[str, list[ParticipantRecord]] = {}

    def records(self, items: Iterator[GraphItem]) -> Iterator[Record]:
        """Give the records of all items."""
        for item in items:
            if isinstance(item, GraphNode):
                yield from self._node(item)
            elif isinstance(item, GraphEdge):
                self._n_edges += 1
                yield from self._edge(item)
            else:
                self._n_edges += 1
                yield from self._hyperedge(item)
        for identifier in self._missing:
            yield self._actor(GraphNode(identifier, place="named by an edge only"))
        for node in self._events.values():
            yield self._event(node)

    # --- actors ----------------------------------------------------------------------------

    def _node(self, node: GraphNode) -> Iterator[Record]:
        if node.id in self._seen:
            self._problems.remark("A node stands twice under one id; the first counts.")
            return
        self._seen.add(node.id)
        self._n_nodes += 1
        if self._plan.takes_as_event(node, self._n_nodes):
            self._events[node.id] = node
            return
        yield self._actor(node)
        if node.parent and node.parent != node.id and self._plan.hierarchy_as_relations:
            yield RelationRecord(
                f"{self._prefix}:in:{node.id}",
                "part_of",
                self._actor_key(node.id),
                self._actor_key(node.parent),
                origin=self._origin(node, "node", f"within: {node.parent}"),
            )

    def _actor(self, node: GraphNode) -> ActorRecord:
        left = dict(node.attributes)
        name = name_of(node)
        for column in NAME_COLUMNS:
            if column in KEPT_AS_NAME and words(left.get(column)).strip() == name:
                del left[column]
        kind = self._plan.default_kind
        if self._plan.kind_column in left:
            told = words(left[self._plan.kind_column])
            if known := actor_kind(told):
                kind = known
                if slug(told) == known:
                    del left[self._plan.kind_column]
        identifiers = ()
        for column in _WIKIDATA:
            value = words(left.get(column))
            if value[:1] == "Q" and value[1:].isdigit():
                identifiers = (("wikidata", value),)  # type: ignore[assignment]
                del left[column]
        description = taken(left, "description") or None
        left.pop("description", None)
        if node.parent and not self._plan.hierarchy_as_relations:
            left.setdefault("within", node.parent)
        if node.spells:
            left.setdefault("present", [str(spell) for spell in node.spells])
        return ActorRecord(
            name,
            self._actor_key(node.id),
            kind,
            identifiers=identifiers,
            description=description,
            properties=left,
            origin=self._origin(node, "node", _excerpt(node.id, name, node.attributes)),
        )

    # --- edges -----------------------------------------------------------------------------

    def _edge(self, edge: GraphEdge) -> Iterator[Record]:
        ends = [end for end in (edge.source, edge.target) if end in self._events]
        if len(ends) == 2 and edge.source != edge.target:
            self._problems.remark("An edge between two interactions was left out.")
            return
        if ends:
            other = edge.target if edge.source in self._events else edge.source
            self._parts.setdefault(ends[0], []).append(self._participant(edge, other))
            return
        whens = self._whens(edge.spells, edge.attributes, self._plan.edge_dates)
        for index, when in enumerate(whens or [None]):
            key = f"{self._prefix}:e:{self._n_edges}" + (f":{index + 1}" if index else "")
            if self._is_interaction(when):
                yield self._interaction(edge, key, when)
            else:
                yield self._relation(edge, key, when)

    def _participant(self, edge: GraphEdge, actor: str) -> ParticipantRecord:
        left = dict(edge.attributes)
        role = taken(left, "role").strip()
        capacity = taken(left, "capacity").strip()
        for column in list(left):
            if column.casefold() in {"role", "capacity"}:
                del left[column]
        for name, value in (("label", edge.label), ("kind", edge.kind), ("weight", edge.weight)):
            if value:
                left.setdefault(name, value)
        if edge.spells:
            left.setdefault("times", [str(spell) for spell in edge.spells])
        return ParticipantRecord(
            self._actor_key(actor),
            Term(slug(role), role) if slug(role) else "participant",
            capacity or None,
            left or None,
        )

    def _is_interaction(self, when: When | None) -> bool:
        match self._plan.edges_as:
            case "interactions":
                return True
            case "relations":
                return False
        return when is not None and not is_lasting(when)

    def _relation(self, edge: GraphEdge, key: str, when: When | None) -> RelationRecord:
        word = self._plan.tie_word(edge)
        name = relation_kind(word)
        return RelationRecord(
            key,
            Term(name, word.strip()) if name else "other",
            self._actor_key(edge.source),
            self._actor_key(edge.target),
            title=edge.label if edge.label and edge.label != word else None,
            when=when,
            description=taken(edge.attributes, "description") or None,
            properties=self._left(edge, word),
            origin=self._edge_origin(edge),
        )

    def _interaction(self, edge: GraphEdge, key: str, when: When | None) -> InteractionRecord:
        word = self._plan.tie_word(edge)
        source, target = self._actor_key(edge.source), self._actor_key(edge.target)
        parts = (
            (ParticipantRecord(source, FROM), ParticipantRecord(target, TO))
            if edge.directed
            else (ParticipantRecord(source), ParticipantRecord(target))
        )
        return InteractionRecord(
            key,
            _interaction_term(word),
            parts,
            title=edge.label if edge.label and edge.label != word else "",
            when=when,
            place=_place_of(edge.attributes),
            description=taken(edge.attributes, "description") or None,
            properties=self._left(edge, word),
            origin=self._edge_origin(edge),
        )

    def _hyperedge(self, edge: GraphHyperedge) -> Iterator[Record]:
        word = self._plan.tie_word(edge)
        whens = self._whens(edge.spells, edge.attributes, self._plan.edge_dates)
        roles: dict[str, Term | str] = {"in": FROM, "out": TO, "": "participant"}
        yield InteractionRecord(
            f"{self._prefix}:h:{self._n_edges}",
            _interaction_term(word),
            tuple(
                ParticipantRecord(self._actor_key(node), roles.get(part) or Term(slug(part), part))
                for node, part in edge.members
            ),
            title=edge.label,
            when=whens[0] if whens else None,
            properties=dict(edge.attributes),
            origin=self._origin(
                edge,
                "hyperedge",
                _excerpt(edge.id, ", ".join(node for node, _ in edge.members), edge.attributes),
            ),
        )

    # --- nodes that are interactions -------------------------------------------------------

    def _event(self, node: GraphNode) -> InteractionRecord:
        left = dict(node.attributes)
        name = name_of(node)
        whens = self._whens(node.spells, left, self._plan.node_dates)
        told = words(left.get(self._plan.kind_column))
        word = "" if slug(told) in {"event", "events", "interaction", "interactions"} else told
        for column in (*NAME_COLUMNS, *self._plan.node_dates.names):
            if column in self._plan.node_dates.names or words(left.get(column)) == name:
                left.pop(column, None)
        if is_event(told):
            left.pop(self._plan.kind_column, None)
        description = taken(left, "description") or None
        left.pop("description", None)
        return InteractionRecord(
            f"{self._prefix}:n:{node.id}",
            _interaction_term(word),
            tuple(self._parts.get(node.id, ())),
            title=name,
            when=whens[0] if whens else None,
            place=_place_of(left),
            description=description,
            properties=left,
            origin=self._origin(node, "node", _excerpt(node.id, name, node.attributes)),
        )

    # --- what they share -------------------------------------------------------------------

    def _whens(
        self, spells: tuple[Spell, ...], attributes: Attributes, columns: DateColumns
    ) -> list[When]:
        dates = [when_of_spell(spell, self._plan.scale) for spell in spells]
        known = [when for when in dates if when is not None]
        if spells and len(known) < len(spells):
            self._problems.remark("A time is no date, such as a bare number; kept as text.")
        if known:
            return known
        if columns.start or columns.end:
            start = words(attributes.get(columns.start)) if columns.start else ""
            end = words(attributes.get(columns.end)) if columns.end else ""
            if start or end:
                # An end that has no column of its own is not open, but the start itself.
                spell = Spell(start, end if columns.end else start)
                when = when_of_spell(spell, columns.scale)
                if when is not None:
                    return [when]
        if columns.moment:
            when = when_of(words(attributes.get(columns.moment)), columns.scale)
            if when is not None:
                return [when]
        return []

    def _left(self, edge: GraphEdge, word: str) -> Attributes:
        """Give what is told of an edge beside what has a place of its own."""
        left = dict(edge.attributes)
        tie_column = self._plan.tie_column
        if tie_column in left and word:
            del left[tie_column]
        for column in ("label", "description"):
            if words(left.get(column)) in {edge.label, word} or column == "description":
                left.pop(column, None)
        if edge.weight is not None:
            left.setdefault("weight", edge.weight)
        if edge.kind and tie_column != ":kind" and words(left.get("interaction")) != edge.kind:
            left.setdefault("kind", edge.kind)
        if self._plan.is_mixed and not edge.directed:
            left.setdefault("directed", False)
        if edge.spells and not self._whens_known(edge):
            left.setdefault("times", [str(spell) for spell in edge.spells])
        for column in self._plan.edge_dates.names:
            left.pop(column, None)
        return left

    def _whens_known(self, edge: GraphEdge) -> bool:
        return all(when_of_spell(spell, self._plan.scale) is not None for spell in edge.spells)

    def _actor_key(self, node_id: str) -> str:
        return f"{self._prefix}:n:{node_id}"

    def _edge_origin(self, edge: GraphEdge) -> Origin:
        return self._origin(
            edge,
            "edge",
            _excerpt(edge.id, f"{edge.source} – {edge.target}", edge.attributes),
        )

    def _origin(
        self, item: GraphNode | GraphEdge | GraphHyperedge, word: str, excerpt: str
    ) -> Origin:
        place = f"{word} {item.id}" if item.id else word
        if item.place and item.place != place:
            place = f"{place}, {item.place}"
        return Origin(place, excerpt, self._file_index)


def name_of(node: GraphNode) -> str:
    """Give what a node is called: its label, or an attribute that names it, or its id."""
    label = node.label.strip()
    if label and not (label.isdigit() or label == node.id):
        return label
    for column in NAME_COLUMNS:
        value = taken(node.attributes, column).strip()
        if value and not value.isdigit() and not value.startswith(":"):
            return value
    return label or taken(node.attributes, "label", "name").strip() or node.id


def _interaction_term(word: str) -> Term | str:
    name = interaction_kind(word)
    return Term(name, word.strip()) if name else "other"


def _place_of(attributes: Attributes) -> PlaceRecord | None:
    name = taken(attributes, *_PLACE_COLUMNS).strip()
    return PlaceRecord(name) if name else None


def _excerpt(identifier: str, name: str, attributes: Attributes) -> str:
    """Give what was used, as the file says it."""
    parts = [identifier] if identifier else []
    if name and name != identifier:
        parts.append(name)
    parts += [f"{key}: {words(value)}" for key, value in attributes.items()]
    text = " | ".join(parts)
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"
