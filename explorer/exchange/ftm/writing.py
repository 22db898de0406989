"""A store, or a part of it, as FollowTheMoney entities, a line of JSON each."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from db.calendar_days import civil_of_day
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from db.table_rows import table_rows
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.ftm.model import ACTORS, ASSETS, IDENTIFIERS
from explorer.exchange.ftm.own import own_note
from explorer.exchange.graphs.writing.gathering import lists_by, members_of
from explorer.exchange.writers import Written
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explorer.exchange.writers import Order

Entity = dict[str, Any]

_SCHEMA_OF_KIND: Final = {
    "person": "Person", "organisation": "Organization", "state": "PublicBody",
    "group": "Organization", "office": "Position",
}  # fmt: skip
_DATE_PREFIX: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_CHECK_EVERY: Final = 500
_PROPERTY_OF_SCHEME: Final = {scheme: name for name, scheme in IDENTIFIERS.items()}
_FIRST_YEAR, _LAST_YEAR = 1, 9999


def write_ftm(order: Order) -> Written:
    """Write the entities, at once or not at all.

    Raises
    ------
    ExportFailed
    db.StoreError
    Cancelled
    """
    entities = _Entities(order)

    def fill(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for entity in entities.all():
                file.write(json.dumps(entity, ensure_ascii=False))
                file.write("\n")

    write_atomically(order.path, fill, overwrite=order.overwrite)
    return Written((order.path,), tuple(entities.notes))


class _Entities:
    """Makes the entities, table by table."""

    def __init__(self, order: Order) -> None:
        self.notes: list[str] = []
        self._order = order
        self._store = order.store
        self._token = order.token or CancelToken()
        self._members = members_of(order.store)
        self._done = 0
        self._kinds: dict[int, str] = {}
        self._ids: dict[int, str] = {}
        self._terms = {
            table: {row[0]: row[1:] for row in table_rows(order.store, table, columns)}
            for table, columns in (
                ("actor_kinds", ("id", "name", "label")),
                ("interaction_kinds", ("id", "name", "label", "family")),
                ("relation_kinds", ("id", "name", "label", "family")),
                ("roles", ("id", "name", "label", "direction")),
            )
        }

    def all(self) -> Iterator[Entity]:
        """Give actors first, then sources, interactions and relations."""
        yield from self._actors()
        yield from self._sources()
        yield from self._interactions()
        yield from self._relations()
        if self._members:
            self.notes.append("Actors that are judged to be the same are one entity.")

    # --- actors -------------------------------------------------------------------------------

    def _actors(self) -> Iterator[Entity]:
        names = lists_by(self._store, "actor_names", "actor_id", ("name",))
        identifiers = lists_by(self._store, "actor_identifiers", "actor_id", ("scheme", "value"))
        kinds = self._terms["actor_kinds"]
        columns = ("id", "key", "kind_id", "name", "is_unnamed", "description", "properties")
        rows = list(table_rows(self._store, "actors", columns))
        own_names = {row[0]: row[3] for row in rows}
        for identifier, key, kind, *_ in rows:
            self._ids[identifier] = self._id("a", identifier, key)
            self._kinds[identifier] = kinds[kind][0]
        for member, whole in self._members.items():
            names.setdefault(whole, []).append([own_names[member]])
            names[whole] += names.pop(member, [])
            identifiers.setdefault(whole, []).extend(identifiers.pop(member, []))
        for identifier, _, kind, name, is_unnamed, description, properties in rows:
            self._step("actors")
            if identifier in self._members or not self._order.scope.has_actor(identifier):
                continue
            rest = json.loads(properties) if properties else {}
            kind_name, label = kinds[kind]
            schema = str(rest.get("schema") or "")
            is_own = schema not in ACTORS and schema not in ASSETS
            if is_own:
                schema = _SCHEMA_OF_KIND.get(kind_name, "LegalEntity")
            told: dict[str, list[str]] = {}
            _add(told, "name", name)
            for (other,) in names.get(identifier, ()):
                _add(told, "alias", other)
            for scheme, value in identifiers.get(identifier, ()):
                _add(told, _PROPERTY_OF_SCHEME.get(scheme, "idNumber"), value)
            _add(told, "summary", description)
            if not is_own:
                _add_rest(told, rest)
            facts: dict[str, Any] = {}
            if ACTORS.get(schema) != kind_name:
                facts["kind"] = [kind_name, label, ""]
            if is_unnamed:
                facts["unnamed"] = True
            if facts:
                _add(told, "notes", own_note(facts))
            yield _entity(self._ids[identifier], schema, told)

    # --- sources ------------------------------------------------------------------------------

    def _sources(self) -> Iterator[Entity]:
        columns = (
            "id", "key", "title", "author", "publisher", "published", "url", "kind", "language",
            "text",
        )  # fmt: skip
        wanted = self._cited()
        for row in table_rows(self._store, "sources", columns):
            self._step("sources")
            identifier, key, title, author, publisher, published, url, kind, language, text = row
            if wanted is not None and identifier not in wanted:
                continue
            told: dict[str, list[str]] = {}
            for name, value in (
                ("title", title), ("author", author), ("publisher", publisher), ("sourceUrl", url),
                ("publishedAt", published if _is_prefix(published) else None),
                ("language", language), ("bodyText", text),
            ):  # fmt: skip
                _add(told, name, value)
            schema = "Article" if kind == "article" or url else "Document"
            yield _entity(self._id("s", identifier, key), schema, told)

    def _cited(self) -> set[int] | None:
        scope = self._order.scope
        if scope.actors is None and scope.interactions is None:
            return None
        cited: set[int] = set()
        for table in ("evidence", "accounts", "quotes"):
            for interaction, source in table_rows(
                self._store, table, ("interaction_id", "source_id")
            ):
                if interaction is not None and scope.has_interaction(interaction):
                    cited.add(source)
        return cited

    # --- interactions -------------------------------------------------------------------------

    def _interactions(self) -> Iterator[Entity]:
        store, kinds, roles = self._store, self._terms["interaction_kinds"], self._terms["roles"]
        places = dict(table_rows(store, "places", ("id", "name")))
        topic_names = dict(table_rows(store, "topics", ("id", "name")))
        topics = lists_by(store, "interaction_topics", "interaction_id", ("topic_id",))
        parts = lists_by(store, "participants", "interaction_id",
                         ("actor_id", "role_id", "capacity"))  # fmt: skip
        source_ids = {
            identifier: self._id("s", identifier, key)
            for identifier, key in table_rows(store, "sources", ("id", "key"))
        }
        columns = (
            "id", "key", "kind_id", "title", "standing", "place_id", "description", "edtf",
            "date_words", "date_basis", "date_reasoning", "earliest", "latest",
        )  # fmt: skip
        for row in table_rows(store, "interactions", columns):
            self._step("interactions")
            identifier, key, kind, title, standing, place, description, *date = row
            if not self._order.scope.has_interaction(identifier):
                continue
            told: dict[str, list[str]] = {}
            _add(told, "name", title)
            own = []
            for actor, role, capacity in parts.get(identifier, ()):
                actor = self._members.get(actor, actor)
                if not self._order.scope.has_actor(actor):
                    continue
                of_role = list(roles[role])
                name = "organizer" if of_role[0] in ("organizer", "host") else "involved"
                _add(told, name, self._ids[actor])
                own.append([self._ids[actor], of_role, capacity or ""])
            _add_dates(told, date)
            _add(told, "location", places.get(place))
            for (topic,) in topics.get(identifier, ()):
                _add(told, "keywords", topic_names[topic])
            _add(told, "summary", description)
            facts = {"kind": list(kinds[kind]), "when": date[:4], "participants": own}
            if key:
                facts["key"] = key
                _add(told, "recordId", key)
            if standing != "took_place":
                facts["standing"] = standing
            _add(told, "notes", own_note(facts))
            yield _entity(self._id("i", identifier, key), "Event", told)
        yield from self._passages(source_ids)

    def _passages(self, source_ids: dict[int, str]) -> Iterator[Entity]:
        """Give what ties interactions to their sources, with the passages and quotes."""
        keys = dict(table_rows(self._store, "interactions", ("id", "key")))
        files = {
            identifier
            for identifier, kind in table_rows(self._store, "sources", ("id", "kind"))
            if kind == "file"
        }
        for table, column in (("evidence", "excerpt"), ("accounts", "words"), ("quotes", "words")):
            columns = ("id", "interaction_id", "source_id", column)
            for identifier, interaction, source, words in table_rows(self._store, table, columns):
                self._step("passages")
                if interaction is None or not self._order.scope.has_interaction(interaction):
                    continue
                if source in files and table == "evidence":
                    continue
                told: dict[str, list[str]] = {}
                event = self._id("i", interaction, keys[interaction])
                _add(told, "document", source_ids[source])
                _add(told, "entity", event)
                _add(
                    told, "role", {"evidence": "passage", "accounts": "account"}.get(table, "quote")
                )
                _add(told, "summary", words)
                yield _entity(f"{self._store.uuid}-{table[0]}-{identifier}", "Documentation", told)

    # --- relations ----------------------------------------------------------------------------

    def _relations(self) -> Iterator[Entity]:
        kinds = self._terms["relation_kinds"]
        columns = (
            "id", "key", "kind_id", "from_actor_id", "to_actor_id", "title", "description", "edtf",
            "date_words", "date_basis", "date_reasoning", "earliest", "latest",
        )  # fmt: skip
        for row in table_rows(self._store, "relations", columns):
            self._step("relations")
            identifier, key, kind, first, second, title, description, *date = row
            first, second = self._members.get(first, first), self._members.get(second, second)
            scope = self._order.scope
            if not (scope.has_actor(first) and scope.has_actor(second)):
                continue
            name, label, family = kinds[kind]
            schema, source, target = self._edge(name, family, first, second)
            told: dict[str, list[str]] = {}
            _add(told, source, self._ids[first])
            _add(told, target, self._ids[second])
            _add(told, "relationship" if schema in ("Family", "Associate") else "role",
                 title or (label if schema == "UnknownLink" else None))  # fmt: skip
            _add_dates(told, date)
            _add(told, "summary", description)
            facts: dict[str, Any] = {"kind": [name, label, family], "when": date[:4]}
            if key:
                facts["key"] = key
                _add(told, "recordId", key)
            _add(told, "description", own_note(facts))
            yield _entity(self._id("r", identifier, key), schema, told)

    def _edge(self, name: str, family: str, first: int, second: int) -> tuple[str, str, str]:
        one, other = self._kinds[first], self._kinds[second]
        persons = one == "person" and other == "person"
        if name == "position" and other == "office" and one == "person":
            return "Occupancy", "holder", "post"
        if name in ("leadership", "directorship") and other in ("organisation", "state"):
            return "Directorship", "director", "organization"
        if name == "employment":
            return "Employment", "employee", "employer"
        if other in ("organisation", "state", "group") and (
            family == "membership" or name == "position"
        ):
            return "Membership", "member", "organization"
        match family, persons:
            case "family", True:
                return "Family", "person", "relative"
            case "succession", _:
                return "Succession", "predecessor", "successor"
            case "ownership", _ if other == "organisation":
                return "Ownership", "owner", "asset"
        if name == "representation":
            return "Representation", "agent", "client"
        if name == "associate" and one == "person":
            return "Associate", "person", "associate"
        return "UnknownLink", "subject", "object"

    # --- all ----------------------------------------------------------------------------------

    def _id(self, letter: str, identifier: int, key: str | None) -> str:
        if key and key.startswith("ftm:"):
            return key.removeprefix("ftm:")
        return f"{self._store.uuid}-{letter}-{identifier}"

    def _step(self, what: str) -> None:
        self._done += 1
        if self._done % _CHECK_EVERY == 0:
            self._token.raise_if_cancelled()
            self._order.progress(self._done, 0, f"Writing {what}.")


def _entity(identifier: str, schema: str, properties: dict[str, list[str]]) -> Entity:
    return {"id": identifier, "schema": schema, "properties": properties}


def _add(properties: dict[str, list[str]], name: str, value: str | None) -> None:
    if value and value not in (known := properties.setdefault(name, [])):
        known.append(value)


def _add_rest(properties: dict[str, list[str]], rest: dict[str, Any]) -> None:
    """Add what came from such a file and has no column here."""
    for name, values in rest.items():
        if name != "schema":
            for value in values if isinstance(values, list) else [values]:
                _add(properties, name, str(value))


def _is_prefix(text: str | None) -> bool:
    return text is not None and _DATE_PREFIX.fullmatch(text) is not None


def _add_dates(properties: dict[str, list[str]], date: list[Any]) -> None:
    """Add first and last day; months and years as they are where the date is such a one."""
    edtf, _, _, _, earliest, latest = date
    ends = (edtf or "").split("/")
    if all(_is_prefix(end) for end in ends):
        _add(properties, "startDate", ends[0])
        _add(properties, "endDate", ends[-1] if len(ends) > 1 else None)
        return
    for name, day, is_open in (
        ("startDate", earliest, earliest in (None, OPEN_EARLIEST)),
        ("endDate", latest, latest in (None, OPEN_LATEST)),
    ):
        if not is_open:
            year, month, its_day = civil_of_day(day)
            if _FIRST_YEAR <= year <= _LAST_YEAR:
                _add(properties, name, f"{year:04d}-{month:02d}-{its_day:02d}")
