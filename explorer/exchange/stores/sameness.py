"""Who and what two stores both tell of, by what they say and never by a likeness."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from db.folding import fold
from db.table_rows import table_rows

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from db import Store


class ActorsOfStore:
    """The actors of one store by what tells them from all others."""

    def __init__(self, store: Store) -> None:
        self.kind_name = dict(table_rows(store, "actor_kinds", ("id", "name")))
        by_name: dict[Hashable, list[int]] = defaultdict(list)
        unnamed: set[int] = set()
        self.key: dict[int, str | None] = {}
        self.kind: dict[int, str] = {}
        for row_id, key, kind, name, is_unnamed in table_rows(
            store, "actors", ("id", "key", "kind_id", "name", "is_unnamed")
        ):
            self.key[row_id] = key
            self.kind[row_id] = self.kind_name[kind]
            if is_unnamed:
                unnamed.add(row_id)
            else:
                by_name[self.kind_name[kind], name].append(row_id)
        self._by_name = {name: ids[0] for name, ids in by_name.items() if len(ids) == 1}
        self.name_of = {row_id: name for name, row_id in self._by_name.items()}
        self.identifiers: dict[int, set[tuple[str, str]]] = defaultdict(set)
        by_identifier: dict[tuple[str, str], set[int]] = defaultdict(set)
        for actor_id, scheme, value in table_rows(
            store, "actor_identifiers", ("actor_id", "scheme", "value")
        ):
            self.identifiers[actor_id].add((scheme, value))
            by_identifier[scheme, value].add(actor_id)
        self._by_identifier = {i: next(iter(a)) for i, a in by_identifier.items() if len(a) == 1}
        self._by_key = {key: row_id for row_id, key in self.key.items() if key is not None}

    def counterpart(self, other: ActorsOfStore, other_id: int) -> tuple[int, str] | None:
        """Give who of this store is an actor of another one, and why; None for nobody.

        By a key, an identifier, or a name of one kind that either store has once. Where they
        disagree, nobody: that is for a person to judge.
        """
        found: dict[int, str] = {}
        key = other.key.get(other_id)
        by_key = None if key is None else self._by_key.get(key)
        if by_key is not None and self.kind[by_key] == other.kind[other_id]:
            found[by_key] = f"Both stores have the key {key}."
        for identifier in sorted(other.identifiers.get(other_id, ())):
            if identifier in self._by_identifier:
                scheme, value = identifier
                found.setdefault(
                    self._by_identifier[identifier], f"Both stores have {scheme} {value}."
                )
        name = other.name_of.get(other_id)
        if not found and name in self._by_name:
            found[self._by_name[name]] = "Both stores have one of this name and kind."
        return next(iter(found.items())) if len(found) == 1 else None


class Identities:
    """Which actors of a store are one, by its judgements; ids of representatives."""

    def __init__(self, judged: Iterable[tuple[int, int]]) -> None:
        self._whole: dict[int, int] = {}
        for actor_id, other_id in judged:
            self.join(actor_id, other_id)

    @classmethod
    def of(cls, store: Store) -> Identities:
        """Read a store's judgements."""
        rows = table_rows(store, "judgements", ("actor_id", "other_id", "verdict"))
        return cls((a, b) for a, b, verdict in rows if verdict == "same")

    def join(self, actor_id: int, other_id: int) -> None:
        """Note that two are one."""
        a, b = self.of_actor(actor_id), self.of_actor(other_id)
        if a != b:
            self._whole[max(a, b)] = min(a, b)

    def of_actor(self, actor_id: int) -> int:
        """Give the least id of those who are one with an actor."""
        while actor_id in self._whole:
            actor_id = self._whole[actor_id]
        return actor_id


def event_of(
    kind: str, row: Mapping[str, Any], people: Iterable[int], *, by_title: bool
) -> Hashable | None:
    """Give what makes two tellings one event: kind, day and all who took part.

    Parameters
    ----------
    people
        Who took part, by identity.
    by_title
        The title takes the place of the day: for what is dated differently.

    Returns
    -------
    None where there is too little to tell events apart.
    """
    members = tuple(sorted(set(people)))
    if not members:
        return None
    if by_title:
        return kind, fold(row["title"]), members
    return None if row["edtf"] is None else (kind, row["edtf"], members)
