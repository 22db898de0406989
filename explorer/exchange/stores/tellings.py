"""How two stores tell of one event, in words, where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from db.table_rows import table_rows
from explorer.model.timespan import date_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db import Store, Writer

_TOLD: Final = ("title", "standing", "edtf", "date_words", "place_id", "description")
_STANDINGS: Final = {
    "took_place": "took place",
    "planned": "planned or intended",
    "denied": "denied",
    "cancelled": "cancelled",
    "unclear": "unclear whether it took place",
}


def differ(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Tell whether two rows of one interaction, with ids of one store, say different things.

    What one of them leaves open is no difference.
    """
    return any(
        mine[name] != theirs[name] and mine[name] is not None and theirs[name] is not None
        for name in _TOLD
    )


def telling(row: Mapping[str, Any], place: str | None) -> str:
    """Say what a row tells of an interaction."""
    when = row["date_words"] or row["edtf"] or "no date given"
    if row["edtf"] is not None and row["date_words"] is None:
        earliest = OPEN_EARLIEST if row["earliest"] is None else row["earliest"]
        latest = OPEN_LATEST if row["latest"] is None else row["latest"]
        when = date_words(row["edtf"], earliest, latest, row["date_flags"])
    parts = [row["title"], when, _STANDINGS[row["standing"]]]
    if place:
        parts.insert(2, place)
    words = "; ".join(parts) + "."
    return f"{words} {row['description']}" if row["description"] else words


class SideBySide:
    """Writes what either store tells of an event as an account of its own.

    Attributes
    ----------
    n_told
        Interactions that are told differently.
    added
        Rows that were written, by table.
    """

    def __init__(self, store: Store, other: Store, writer: Writer) -> None:
        self.n_told = 0
        self.added: dict[str, int] = {}
        self._store, self._other, self._writer = store, other, writer
        self._keys = {key for (key,) in table_rows(store, "accounts", ("key",)) if key}
        self._own: dict[str, int] = {}

    def set(self, interaction_id: int, theirs: Mapping[str, Any]) -> None:
        """Let both give their account of an interaction, unless they agree or have done so."""
        mine = self._writer.row("interactions", interaction_id)
        if mine is None or not differ(mine, theirs):
            return
        if self._key(self._other, interaction_id) in self._keys:
            return
        self.n_told += 1
        for store, row in ((self._store, mine), (self._other, theirs)):
            key = self._key(store, interaction_id)
            if key in self._keys:
                continue
            self._keys.add(key)
            self._writer.insert(
                "accounts",
                key=key,
                interaction_id=interaction_id,
                actor_id=self._teller(store),
                form="reported",
                words=telling(row, self._place_name(row["place_id"])),
                source_id=self._source_of(store),
            )
            self._count("accounts")

    def _key(self, store: Store, interaction_id: int) -> str:
        return f"told:{self._called(store)}:{interaction_id}"

    def _called(self, store: Store) -> str:
        """Give what tells the two stores apart, which may be copies of one document."""
        is_copy = store is self._other and store.uuid == self._store.uuid
        return f"{store.uuid}:{store.path.stem}" if is_copy else store.uuid

    def _name_of(self, store: Store) -> str:
        title = store.title or store.path.stem
        if self._store.title == self._other.title:
            return f"{title} ({store.path.name})"
        return title

    def _place_name(self, place_id: object) -> str | None:
        row = self._writer.row("places", place_id) if isinstance(place_id, int) else None
        return None if row is None else str(row["name"])

    def _teller(self, store: Store) -> int:
        """Give the actor that stands for a store; there is one only where it must speak."""
        return self._once(
            "actors",
            f"store:{self._called(store)}",
            kind_id=self._writer.term("actor_kinds", "group"),
            name=f"The store “{self._name_of(store)}”",
            is_unnamed=1,
            description="Stands for what this store told before it was joined with another.",
        )

    def _source_of(self, store: Store) -> int:
        key = f"store:{self._called(store)}"
        return self._once("sources", key, title=self._name_of(store), kind="dataset")

    def _once(self, table: str, key: str, **values: object) -> int:
        known = f"{table} {key}"
        if known not in self._own:
            rows = table_rows(self._store, table, ("id", "key"))
            found = next((row_id for row_id, k in rows if k == key), None)
            if found is None:
                found = self._writer.insert(table, key=key, **values)
                self._count(table)
            self._own[known] = found
        return self._own[known]

    def _count(self, table: str) -> None:
        self.added[table] = self.added.get(table, 0) + 1
