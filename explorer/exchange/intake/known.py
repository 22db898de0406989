"""What an import knows of the store: ids of actors, sources, places, topics and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.reads import actor
from db.reads.lookup import actors_of_names, ids_of_keys, ids_of_names
from explorer.exchange.intake.records import ActorRecord, SourceRecord, Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db import Store, Writer
    from explorer.exchange.intake.records import PlaceRecord

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
        by_name = {actor_key(record): record for record in records if not record.key}
        asked = {*keys, *by_name} - self.actors.keys()
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
        if found is None:
            found = ids_of_names(self._store, "places", [record.name]).get(record.name)
            if found is None:
                parent = self._place_named(record.within)
                found = self._writer.insert(
                    "places", name=record.name, parent_id=parent, latitude=record.latitude,
                    longitude=record.longitude,
                )  # fmt: skip
            self._places[record.name] = found
        return found

    def topic(self, name: str) -> int:
        """Give the id of a topic; a new one is added."""
        found = self._topics.get(name)
        if found is None:
            found = ids_of_names(self._store, "topics", [name]).get(name)
            if found is None:
                found = self._writer.insert("topics", name=name)
            self._topics[name] = found
        return found

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

    def _place_named(self, name: str | None) -> int | None:
        if not name:
            return None
        found = self._places.get(name) or ids_of_names(self._store, "places", [name]).get(name)
        if found is None:
            found = self._writer.insert("places", name=name)
        self._places[name] = found
        return found


def source_key(source: SourceRecord | str) -> str:
    """Give the key of a source."""
    return source if isinstance(source, str) else source.key
