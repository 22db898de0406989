"""A few thousand records on their way into the tables of a store."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from explorer.exchange.intake.known import actor_key, source_key
from explorer.exchange.intake.naming import made_title
from explorer.exchange.intake.records import (
    SOURCE_FIELDS,
    ActorRecord,
    InteractionRecord,
    RelationRecord,
    SourceRecord,
    When,
    source_row,
)
from explorer.exchange.intake.references import actors_in, source_references, sources_in
from explorer.exchange.intake.versions import Met

if TYPE_CHECKING:
    from db import Writer
    from explorer.exchange.intake.known import Known
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import (
        ActorReference,
        Citation,
        Origin,
        Properties,
        Record,
        SourceReference,
    )

Row = tuple[Any, ...]

# Made once: `json.dumps` makes an encoder for every call that does not want escapes.
_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode

_NO_DATE: Final = (None,) * 6
_WHEN: Final = (
    "date_words", "edtf", "date_basis", "date_reasoning", "earliest", "latest",
)  # fmt: skip
_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "actor_names": ("actor_id", "name", "language", "script", "note", "source_id"),
    "actor_identifiers": ("actor_id", "scheme", "value"),
    "participants": ("interaction_id", "actor_id", "role_id", "capacity", "properties"),
    "interaction_topics": ("interaction_id", "topic_id"),
    "amounts": ("interaction_id", "value", "unit", "words", "purpose"),
    "quotes": ("speaker_id", "form", "words", "interaction_id", "source_id", "language"),
    "accounts": ("interaction_id", "actor_id", "form", "words", "summary", "source_id"),
}  # fmt: skip
"""What belongs to actors, relations and interactions, in the order in which it is written."""

_OWNER: Final = {
    "actors": "actor_id", "relations": "relation_id", "interactions": "interaction_id",
}  # fmt: skip
"""What passages may belong to here, and the column that says so."""

_ASPECTS: Final = {"actors": "existence", "relations": "fact", "interactions": "occurrence"}


class Batch:
    """Places records and what hangs on them; one is used once.

    Attributes
    ----------
    waiting
        Records that name actors nobody knows yet.
    parents
        Interactions, by id, and the key of what each is part of.
    met
        What the store has already.
    """

    def __init__(
        self,
        writer: Writer,
        known: Known,
        file_ids: Sequence[int],
        problems: Problems,
        *,
        is_last: bool,
    ) -> None:
        self.waiting: list[Record] = []
        self.parents: list[tuple[int, str]] = []
        self.met: list[Met] = []
        self.added: dict[str, int] = {}
        self.present: dict[str, int] = {}
        self._writer = writer
        self._known = known
        self._file_ids = file_ids
        self._problems = problems
        self._is_last = is_last
        self._rows: dict[str, list[Row]] = {table: [] for table in _TABLES}
        self._passages: dict[str, list[Row]] = {table: [] for table in _OWNER}
        self._inline_ids: dict[int, int] = {}

    def take(self, records: Sequence[Record]) -> None:
        """Write the records down."""
        self.place_sources(list(sources_in(records)))
        told = [record for record in records if isinstance(record, ActorRecord)]
        named = list(actors_in(records))
        inline = list({id(a): a for a in named if not isinstance(a, str)}.values())
        by_key = {a for a in named if isinstance(a, str)}
        self._known.look_up_actors({actor_key(r) for r in told} | by_key, inline + told)
        self.place_actors(told, inline)
        known = self._known.actors
        self._inline_ids = {id(actor): known[actor_key(actor)] for actor in inline}
        others = [record for record in records if not isinstance(record, ActorRecord)]
        if not (by_key <= known.keys() and self._knows_sources(others)):
            others = [record for record in others if self._is_ready(record)]
        self._place_relations([r for r in others if isinstance(r, RelationRecord)])
        self._place_interactions([r for r in others if isinstance(r, InteractionRecord)])
        self.write_rows()

    def _knows_sources(self, records: Sequence[Record]) -> bool:
        """Tell whether sources that are named by key are known; those that are told are by now."""
        known = self._known.sources
        return all(
            source in known for source in source_references(records) if isinstance(source, str)
        )

    def write_rows(self) -> None:
        """Write down what hangs on the things that were placed."""
        for table, columns in _TABLES.items():
            if rows := self._rows[table]:
                self._writer.insert_many(table, columns, rows)
                self._count(self.added, table, len(rows))
        for table, passages in self._passages.items():
            if passages:
                columns = ("source_id", "excerpt", "aspect", "confidence", "note", _OWNER[table])
                self._writer.insert_many("evidence", columns, passages)
                self._count(self.added, "evidence", len(passages))

    # --- sources and actors -----------------------------------------------------------------------

    def place_sources(self, sources: Sequence[SourceRecord]) -> None:
        """Write down sources that the store has not."""
        known = self._known.sources
        new = {source.key: source for source in reversed(sources) if source.key not in known}
        self.place_source_rows([source_row(source) for source in reversed(new.values())])

    def place_source_rows(self, rows: Sequence[Row]) -> None:
        """Write down sources, as `SOURCE_FIELDS`, that the store has not."""
        known = self._known.sources
        self._known.look_up_sources(row[0] for row in rows)
        new: dict[str, Row] = {}
        for row in rows:
            if row[0] not in known:
                new.setdefault(row[0], row)
        if not new:
            return
        columns = dict(zip(SOURCE_FIELDS, zip(*new.values(), strict=True), strict=True))
        columns["properties"] = tuple(map(_json, columns["properties"]))
        known.update(zip(new, self._writer.insert_columns("sources", columns), strict=True))
        self._count(self.added, "sources", len(new))

    def place_actors(self, told: Sequence[ActorRecord], inline: Sequence[ActorRecord]) -> None:
        """Write down actors that the store has not; they must have been looked up."""
        new: dict[str, ActorRecord] = {}
        for record in (*told, *inline):
            key = actor_key(record)
            if key in self._known.actors:
                continue
            # An actor that is told beats one that is only named.
            new.setdefault(key, record)
        present = {key: r for r in told if (key := actor_key(r)) not in new}
        self._count(self.present, "actors", len(present))
        self.met += [
            Met("actors", self._known.actors[key], record.origin)
            for key, record in present.items()
            if record.key and record.origin is not None
        ]
        rows = [
            (key, self._known.term("actor_kinds", r.kind), r.name, int(r.is_unnamed),
             r.description, _json(r.properties))
            for key, r in new.items()
        ]  # fmt: skip
        columns = ("key", "kind_id", "name", "is_unnamed", "description", "properties")
        ids = self._writer.insert_many("actors", columns, rows)
        self._known.actors.update(zip(new, ids, strict=True))
        self._count(self.added, "actors", len(new))
        for actor_id, record in zip(ids, new.values(), strict=True):
            self._known.learn_name(actor_id, record.name)
            source_id = self._file_id(record.origin)
            self._rows["actor_names"] += [
                (actor_id, n.name, n.language, n.script, n.note, source_id)
                for n in dict.fromkeys(record.names)
            ]
            self._rows["actor_identifiers"] += [
                (actor_id, scheme, value) for scheme, value in dict.fromkeys(record.identifiers)
            ]
            self._note_origin("actors", actor_id, record.origin)
            self._note_citations("actors", actor_id, record.citations)

    # --- relations and interactions ---------------------------------------------------------------

    def _is_ready(self, record: Record) -> bool:
        """Tell whether all that a record names is known; if not it waits, or is refused."""
        missing: list[object] = [a for a in actors_in((record,)) if self._actor_id(a) is None]
        missing += [s for s in source_references((record,)) if self._source_id(s) is None]
        if not missing:
            return True
        if self._is_last:
            origin = getattr(record, "origin", None)
            place = origin.place if origin else getattr(record, "key", "")
            reason = "This is named, and the file does not tell who or what it is."
            self._problems.refuse(place, "", missing[0], reason)
        else:
            self.waiting.append(record)
        return False

    def _new(self, table: str, records: Sequence[Any]) -> dict[str, Any]:
        present = self._known.present(table, {record.key for record in records})
        new: dict[str, Any] = {}
        for record in records:
            if record.key not in present:
                new.setdefault(record.key, record)
            elif record.origin is not None:
                self.met.append(Met(table, present[record.key], record.origin))
        self._count(self.present, table, len(records) - len(new))
        return new

    def _place_relations(self, records: Sequence[RelationRecord]) -> None:
        if not records:
            return
        new = self._new("relations", records)
        rows = [
            (key, self._known.term("relation_kinds", r.kind), self._actor_id(r.from_actor),
             self._actor_id(r.to_actor), r.title, *_when(r.when), r.description,
             _json(r.properties))
            for key, r in new.items()
        ]  # fmt: skip
        columns = (
            "key", "kind_id", "from_actor_id", "to_actor_id", "title", *_WHEN, "description",
            "properties",
        )  # fmt: skip
        ids = self._writer.insert_many("relations", columns, rows)
        self._count(self.added, "relations", len(new))
        for relation_id, record in zip(ids, new.values(), strict=True):
            self._note_origin("relations", relation_id, record.origin)
            self._note_citations("relations", relation_id, record.citations)

    def _place_interactions(self, records: Sequence[InteractionRecord]) -> None:
        if not records:
            return
        new: dict[str, InteractionRecord] = self._new("interactions", records)
        known = self._known
        known.places([r.place for r in new.values() if r.place is not None])
        known.topics(topic for r in new.values() for topic in r.topics)
        rows = [
            (key, known.term("interaction_kinds", r.kind), r.title or self._made_title(r),
             r.standing, r.standing_words, None if r.place is None else known.place(r.place),
             *_when(r.when), r.description, _json(r.properties) if r.properties else None)
            for key, r in new.items()
        ]  # fmt: skip
        columns = (
            "key", "kind_id", "title", "standing", "standing_words", "place_id", *_WHEN,
            "description", "properties",
        )  # fmt: skip
        ids = self._writer.insert_many("interactions", columns, rows)
        self._count(self.added, "interactions", len(new))
        for interaction_id, record in zip(ids, new.values(), strict=True):
            self._hang_on(interaction_id, record)

    def _hang_on(self, interaction_id: int, record: InteractionRecord) -> None:
        """Note what belongs to an interaction."""
        rows, known = self._rows, self._known
        parts: dict[tuple[int | None, int], Row] = {}
        for p in record.participants:
            who, role = self._actor_id(p.actor), known.term("roles", p.role)
            if (who, role) not in parts:
                properties = _json(p.properties) if p.properties else None
                parts[(who, role)] = (interaction_id, who, role, p.capacity, properties)
        rows["participants"] += parts.values()
        # Most have none of these, and there are hundreds of thousands.
        if record.topics:
            rows["interaction_topics"] += [
                (interaction_id, known.topic(name)) for name in dict.fromkeys(record.topics)
            ]
        if record.amounts:
            rows["amounts"] += [
                (interaction_id, a.value, a.unit, a.words, a.purpose) for a in record.amounts
            ]
        if record.quotes or record.accounts:
            self._note_words(interaction_id, record)
        if record.parent:
            self.parents.append((interaction_id, record.parent))
        self._note_origin("interactions", interaction_id, record.origin)
        self._note_citations("interactions", interaction_id, record.citations)

    def _note_words(self, interaction_id: int, record: InteractionRecord) -> None:
        file_id = self._file_id(record.origin)
        self._rows["quotes"] += [
            (None if q.speaker is None else self._actor_id(q.speaker), q.form, q.words,
             interaction_id, file_id if q.source is None else self._source_id(q.source), q.language)
            for q in record.quotes
        ]  # fmt: skip
        self._rows["accounts"] += [
            (interaction_id, self._actor_id(a.actor), a.form, a.words, a.summary,
             file_id if a.source is None else self._source_id(a.source))
            for a in record.accounts
        ]  # fmt: skip

    def _made_title(self, record: InteractionRecord) -> str:
        names: list[str] = []
        for participant in record.participants:
            actor_id = self._actor_id(participant.actor)
            if isinstance(participant.actor, ActorRecord):
                names.append(participant.actor.name)
            elif actor_id is not None:
                names.append(self._known.actor_name(actor_id))
        return made_title(self._known.label(record.kind), list(dict.fromkeys(names)))

    # --- evidence ---------------------------------------------------------------------------------

    def _note_origin(self, table: str, row_id: int, origin: Origin | None) -> None:
        if origin is not None and origin.excerpt:
            source_id = self._file_ids[origin.file_index]
            self._passages[table].append(
                (source_id, origin.excerpt, _ASPECTS[table], "not_assessed", origin.place, row_id)
            )

    def _note_citations(self, table: str, row_id: int, citations: Sequence[Citation]) -> None:
        for c in citations:
            aspect = c.aspect or ("occurrence" if table == "interactions" else "fact")
            source_id = self._source_id(c.source)
            self._passages[table].append(
                (source_id, c.excerpt, aspect, c.confidence, c.note, row_id)
            )

    # --- names to ids -----------------------------------------------------------------------------

    def _actor_id(self, actor: ActorReference) -> int | None:
        if isinstance(actor, str):
            return self._known.actors.get(actor)
        found = self._inline_ids.get(id(actor))
        return self._known.actors.get(actor_key(actor)) if found is None else found

    def _source_id(self, source: SourceReference) -> int | None:
        return self._known.sources.get(source_key(source))

    def _file_id(self, origin: Origin | None) -> int:
        return self._file_ids[origin.file_index if origin else 0]

    @staticmethod
    def _count(counts: dict[str, int], table: str, more: int) -> None:
        if more:
            counts[table] = counts.get(table, 0) + more


def _when(when: When | None) -> Row:
    if when is None:
        return _NO_DATE
    return when.words, when.edtf, when.basis or None, when.reasoning, when.earliest, when.latest


def _json(properties: Properties | None) -> str | None:
    return _encoded(dict(properties)) if properties else None
