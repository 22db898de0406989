"""What an import knows of the store: ids of actors, sources, places, topics and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.reads import actor
from db.reads.lookup import actors_of_names, ids_of_keys, ids_of_names
from explorer.exchange.intake.records import ActorRecord, PlaceRecord, SourceRecord, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db import Store, Writer

_DEFAULT_KIND: Final = "person"


def actor_key(record: ActorRecord) -> str:
    """Give the key by which an actor is the same throughout an import and in the next one."""
    if record.key:
        return record.key
    kind = record.kind if isinstance(record.kind, str) else record.kind.name
    return f"name:{kind}:{record.name}"


class Known:
    """Ids by what records call things; asks the store once for each."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self._store = store
        self._writer = writer
        self.actors: dict[str, int] = {}
        self.sources: dict[str, int] = {}
        self._actor_names: dict[int, str] = {}
        self._places: dict[str, int] = {}
        self._topics: dict[str, int] = {}
        self._terms: dict[tuple[str, str], int] = {}

    def look_up_actors(self, keys: Iterable[str], records: Iterable[ActorRecord]) -> None:
        """Learn which of these actors the store has already.

        One who goes by a name is looked for by key first, so that a second import finds whom the
        first one made even after a renaming; then by that very name, if it is one actor's only.
        """
        records = list(records)
        by_name = {actor_key(record): record for record in records if not record.key}
        by_key = {record.key for record in records if record.key}
        asked = {*keys, *by_key, *by_name} - self.actors.keys()
        if not asked:
            return
        self.actors.update(ids_of_keys(self._store, "actors", asked))
        unknown = {key: by_name[key] for key in asked & by_name.keys() - self.actors.keys()}
        if not unknown:
            return
        found = actors_of_names(self._store, {record.name for record in unknown.values()})
        for key, record in unknown.items():
            kind = record.kind if isinstance(record.kind, str) else record.kind.name
            ids = {i for i, k in found.get(record.name, ()) if kind in ("", k)}
            if len(ids) == 1:
                self.actors[key] = ids.pop()

    def learn_name(self, actor_id: int, name: str) -> None:
        """Remember what a new actor is called."""
        self._actor_names[actor_id] = name

    def actor_name(self, actor_id: int) -> str:
        """Give what an actor is called in the store."""
        name = self._actor_names.get(actor_id)
        if name is None:
            found = actor(self._store, actor_id)
            name = self._actor_names[actor_id] = found.name if found else ""
        return name

    def look_up_sources(self, keys: Iterable[str]) -> None:
        """Learn which of these sources the store has already."""
        if asked := set(keys) - self.sources.keys():
            self.sources.update(ids_of_keys(self._store, "sources", asked))

    def present(self, table: str, keys: Iterable[str]) -> dict[str, int]:
        """Give the ids of relations or interactions that the store has already, by key."""
        return ids_of_keys(self._store, table, keys)

    def place(self, record: PlaceRecord | None) -> int | None:
        """Give the id of a place; a new one is added."""
        if record is None:
            return None
        found = self._places.get(record.name)
        return self.places([record])[0] if found is None else found

    def places(self, records: Sequence[PlaceRecord]) -> list[int]:
        """Give the ids of places; new ones are added, and what they lie within."""
        told = {record.name: record for record in reversed(records)}
        named = {*told, *(r.within for r in told.values() if r.within)} - self._places.keys()
        if named:
            # Names of places have no index, so that many are looked for at once.
            self._places.update(ids_of_names(self._store, "places", named))
        new = {name: told.get(name) or PlaceRecord(name) for name in sorted(named)}
        left = [record for name, record in new.items() if name not in self._places]
        while left:
            ready = [r for r in left if r.within is None or r.within in self._places] or left
            self._add_places(ready)
            left = [record for record in left if record.name not in self._places]
        return [self._places[record.name] for record in records]

    def _add_places(self, records: Sequence[PlaceRecord]) -> None:
        ids = self._writer.insert_columns(
            "places",
            {
                "name": [r.name for r in records],
                "parent_id": [self._places.get(r.within or "") for r in records],
                "latitude": [r.latitude for r in records],
                "longitude": [r.longitude for r in records],
            },
        )
        self._places.update(zip((r.name for r in records), ids, strict=True))

    def topics(self, names: Iterable[str]) -> None:
        """Learn the ids of topics; new ones are added."""
        asked = dict.fromkeys(name for name in names if name not in self._topics)
        if not asked:
            return
        self._topics.update(ids_of_names(self._store, "topics", asked))
        new = [name for name in asked if name not in self._topics]
        self._topics.update(
            zip(new, self._writer.insert_columns("topics", {"name": new}), strict=True)
        )

    def topic(self, name: str) -> int:
        """Give the id of a topic; a new one is added."""
        if name not in self._topics:
            self.topics([name])
        return self._topics[name]

    def term(self, table: str, term: Term | str) -> int:
        """Give the id of a kind or role; a new one is added."""
        name = term if isinstance(term, str) else term.name
        if table == "actor_kinds":
            name = name or _DEFAULT_KIND
        found = self._terms.get((table, name))
        if found is None:
            if isinstance(term, str):
                found = self._writer.term(table, name, label=name.replace("_", " "))
            else:
                label = term.label or name.replace("_", " ")
                found = self._writer.term(table, name, label=label, family=term.family)
            self._terms[(table, name)] = found
        return found

    @staticmethod
    def label(term: Term | str) -> str:
        """Give the words for a kind."""
        if isinstance(term, Term) and term.label:
            return term.label
        return (term if isinstance(term, str) else term.name).replace("_", " ")


def source_key(source: SourceRecord | str) -> str:
    """Give the key of a source."""
    return source if isinstance(source, str) else source.key
