"""Some thousand plain interactions on their way into the tables of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from db.reads.lookup import interactions_of_evidence
from explorer.exchange.intake.batch import Batch
from explorer.exchange.intake.known import actor_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Store, Writer
    from explorer.exchange.intake.known import Known
    from explorer.exchange.intake.plain import PlainInteraction
    from explorer.exchange.intake.problems import Problems

Row = tuple[Any, ...]

_COLUMNS: Final = (
    "key", "kind_id", "title", "place_id", "date_words", "edtf", "date_basis", "properties",
)  # fmt: skip
_PARTS: Final = ("interaction_id", "actor_id", "role_id")
_PASSAGES: Final = ("key", "source_id", "excerpt", "interaction_id", "aspect", "note")


class PlainBatch:
    """Places one block; used once.

    Attributes
    ----------
    waiting
        Rows that tell of interactions that nobody knows yet.
    """

    def __init__(
        self,
        store: Store,
        writer: Writer,
        known: Known,
        file_ids: Sequence[int],
        problems: Problems,
    ) -> None:
        self.waiting: list[PlainInteraction] = []
        self.added: dict[str, int] = {}
        self.present: dict[str, int] = {}
        self._store = store
        self._writer = writer
        self._known = known
        self._file_ids = file_ids
        self._things = Batch(writer, known, file_ids, problems, is_last=False)
        self._parts: dict[int, tuple[tuple[int, int], ...]] = {}
        self._source_ids: dict[int, int] = {}

    def take(self, block: Sequence[PlainInteraction]) -> None:
        """Write the block down."""
        told = [event for event in block if not event.about]
        told = self._new(told)
        again = self._new_passages([event for event in block if event.about])
        self._place_things([*told, *again])
        passages = self._place_interactions(told)
        passages += self._passages_of_retold(again)
        if passages:
            self._writer.insert_many("evidence", _PASSAGES, passages)
        for counts, mine in (
            (self._things.added, self.added),
            (self._things.present, self.present),
        ):
            for name, count in counts.items():
                mine[name] = mine.get(name, 0) + count
        self._count(self.added, "evidence", len(passages))

    def _new(self, told: Sequence[PlainInteraction]) -> list[PlainInteraction]:
        if not told:
            return []
        present = self._known.present("interactions", [event.key for event in told])
        new = {event.key: event for event in reversed(told) if event.key not in present}
        self._count(self.present, "interactions", len(told) - len(new))
        return list(reversed(new.values()))

    def _new_passages(self, again: Sequence[PlainInteraction]) -> list[PlainInteraction]:
        if not again:
            return []
        present = self._known.present("evidence", [event.key for event in again])
        new = {event.key: event for event in again if event.key not in present}
        self._count(self.present, "evidence", len(again) - len(new))
        return list(new.values())

    def _place_things(self, events: Sequence[PlainInteraction]) -> None:
        """Write down actors and sources, and learn the ids of all that are named."""
        known = self._known
        sources = {id(event.source): event.source for event in events if event.source is not None}
        self._things.place_sources(list(sources.values()))
        self._source_ids = {number: known.sources[s.key] for number, s in sources.items()}
        groups = {id(event.parts): event.parts for event in events}
        actors = {id(actor): actor for parts in groups.values() for actor, _ in parts}
        inline = list(actors.values())
        known.look_up_actors((), inline)
        self._things.place_actors((), inline)
        self._things.write_rows()
        ids = {number: known.actors[actor_key(a)] for number, a in actors.items()}
        for number, parts in groups.items():
            # Two names of a feed may stand for one actor of the store, which takes part once.
            pairs = [(ids[id(actor)], known.term("roles", role)) for actor, role in parts]
            self._parts[number] = tuple(dict.fromkeys(pairs))

    def _place_interactions(self, events: Sequence[PlainInteraction]) -> list[Row]:
        if not events:
            return []
        known = self._known
        kinds = {id(event.kind): event.kind for event in events}
        kind_ids = {n: known.term("interaction_kinds", kind) for n, kind in kinds.items()}
        places = {id(event.place): event.place for event in events}
        place_ids = {number: known.place(place) for number, place in places.items()}
        rows = [
            (e.key, kind_ids[id(e.kind)], e.title, place_ids[id(e.place)], e.date_words, e.edtf,
             "stated", e.properties)
            for e in events
        ]  # fmt: skip
        ids = self._writer.insert_many("interactions", _COLUMNS, rows)
        self._count(self.added, "interactions", len(events))
        parts: list[Row] = []
        passages: list[Row] = []
        for interaction_id, event in zip(ids, events, strict=True):
            for actor_id, role_id in self._parts[id(event.parts)]:
                parts.append((interaction_id, actor_id, role_id))
            self._add_passages(passages, interaction_id, event, None)
        self._writer.insert_many("participants", _PARTS, parts)
        self._count(self.added, "participants", len(parts))
        return passages

    def _passages_of_retold(self, events: Sequence[PlainInteraction]) -> list[Row]:
        if not events:
            return []
        wanted = {event.about for event in events}
        found = self._known.present("interactions", wanted)
        if missing := wanted - found.keys():
            found |= interactions_of_evidence(self._store, missing)
        passages: list[Row] = []
        for event in events:
            if event.about in found:
                self._add_passages(passages, found[event.about], event, event.key)
            else:
                self.waiting.append(event)
        return passages

    def _add_passages(
        self, rows: list[Row], interaction_id: int, event: PlainInteraction, key: str | None
    ) -> None:
        file_id = self._file_ids[event.file_index]
        rows.append((key, file_id, event.excerpt, interaction_id, "occurrence", event.row))
        if event.source is not None:
            source_id = self._source_ids[id(event.source)]
            rows.append((None, source_id, event.excerpt, interaction_id, "occurrence", event.note))

    @staticmethod
    def _count(counts: dict[str, int], table: str, more: int) -> None:
        if more:
            counts[table] = counts.get(table, 0) + more
