"""What a store has already, so that taking a file in twice adds nothing twice."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from db.table_rows import table_rows
from explorer.exchange.form import LISTS, ListForm

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from db import Store
    from explorer.exchange.checking import Name

_DERIVED_FROM_DATE: Final = ("earliest", "latest")


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the store that a row of a file may be.

    Attributes
    ----------
    id
        Of the row in the store.
    differing
        Columns in which the two say different things; none: it is the same row.
    values
        What the store has, by column.
    """

    id: int
    differing: tuple[str, ...]
    values: Mapping[str, Any]


@dataclass(slots=True)
class PresentRows:
    """The rows of one table of the store, found by what they say."""

    form: ListForm
    _rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    _by_identity: dict[Hashable, int] = field(default_factory=dict)
    _by_content: dict[Hashable, deque[int]] = field(default_factory=lambda: defaultdict(deque))

    @classmethod
    def read(cls, store: Store, form: ListForm) -> PresentRows:
        """Read a table; its rows in order of their ids."""
        present = cls(form)
        columns = form.table.all_columns
        for rank, row in enumerate(table_rows(store, form.name)):
            values = dict(zip(columns, row, strict=True))
            row_id = values.get("id", rank)
            present._rows[row_id] = values
            for identity in _identities(form, values):
                present._by_identity[identity] = row_id
            present._by_content[_content(form, values)].append(row_id)
        return present

    def find(self, values: Mapping[str, Any]) -> Match | None:
        """Find the row that these values are, or that stands in their way.

        A row without any name of its own is one that says the same; each is found once, so that
        a file with two such rows needs two in the store.
        """
        identities = list(_identities(self.form, values))
        found = {self._by_identity[i] for i in identities if i in self._by_identity}
        if not found:
            same = None if identities else self._by_content.get(_content(self.form, values))
            return Match(same.popleft(), (), values) if same else None
        row_id = min(found)
        stored = self._rows[row_id]
        mine, theirs = _comparable(self.form, values), _comparable(self.form, stored)
        differing = [name for name in mine if mine[name] != theirs[name]]
        if self.form.has_keys and values["key"] not in (None, stored["key"]):
            differing.insert(0, "key")
        return Match(row_id, tuple(differing), stored)


def known_names(store: Store) -> dict[str, dict[Name, int]]:
    """Give, by table, the names by which a file may refer to rows of the store, and their ids."""
    known: dict[str, dict[Name, int]] = {}
    for form in LISTS:
        if form.is_vocabulary or form.has_keys:
            column = "name" if form.is_vocabulary else "key"
            rows = table_rows(store, form.name, ("id", column))
            known[form.name] = {name: row_id for row_id, name in rows if name is not None}
        elif form.name == "participants":
            known[form.name] = _participants(store, known)
        else:
            known[form.name] = {}
    return known


def _participants(store: Store, known: Mapping[str, Mapping[Name, int]]) -> dict[Name, int]:
    names = [
        {row_id: name for name, row_id in known[table].items()}
        for table in ("interactions", "actors", "roles")
    ]
    found: dict[Name, int] = {}
    columns = ("id", "interaction_id", "actor_id", "role_id")
    for row_id, *ends in table_rows(store, "participants", columns):
        parts = [str(n[end]) for n, end in zip(names, ends, strict=True) if end in n]
        if len(parts) == len(ends):
            found[(parts[0], parts[1], parts[2])] = row_id
    return found


def _identities(form: ListForm, values: Mapping[str, Any]) -> Iterator[Hashable]:
    """Give what tells a row from all others of its table, whatever else it says."""
    if form.is_vocabulary:
        yield "term", values["name"]
        return
    if form.has_keys and values["key"] is not None:
        yield "key", values["key"]
    if form.name == "topics":
        yield "topic", values["name"]
    for columns in form.table.unique if form.table.has_id else (form.table.key,):
        yield columns, tuple(values[name] for name in columns)


def _content(form: ListForm, values: Mapping[str, Any]) -> Hashable:
    key = values["key"] if form.has_keys else None
    return key, tuple(_comparable(form, values).items())


def _comparable(form: ListForm, values: Mapping[str, Any]) -> dict[str, Hashable]:
    """Give what a row says of itself, without its names and without what follows from the rest."""
    comparable: dict[str, Hashable] = {}
    for found in form.fields:
        value = values[found.column.name]
        if form.follows_from_another(found, values):
            value = None
        elif found.column.rule == "json_object" and value is not None:
            # The same object may be written in several ways.
            value = json.dumps(json.loads(value), sort_keys=True)
        comparable[found.column.name] = value
    return comparable
