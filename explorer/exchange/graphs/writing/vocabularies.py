"""The terms of a store, written beside what they classify so that a reader can make them again."""

from __future__ import annotations

from dataclasses import dataclass

from db import Store
from db.format.vocabularies import BUILT_IN_TERMS
from db.table_rows import table_rows
from explorer.exchange.graphs.model import Attributes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one vocabulary, by id: name, label, and family or direction."""

    terms: dict[int, tuple[str, str, str]]
    built_in: frozenset[str]

    @classmethod
    def of(cls, store: Store, table: str) -> Vocabulary:
        """Read the terms of a store."""
        columns = ("id", "name", "label")
        more = {"roles": "direction", "actor_kinds": ""}.get(table, "family")
        rows = table_rows(store, table, (*columns, more) if more else columns)
        terms = {row[0]: (row[1], row[2], row[3] if more else "") for row in rows}
        _, built_in = BUILT_IN_TERMS[table]
        return cls(terms, frozenset(term[0] for term in built_in))

    def name(self, identifier: int) -> str:
        """Give the name of a term."""
        return self.terms[identifier][0]

    def label(self, identifier: int) -> str:
        """Give what people read."""
        return self.terms[identifier][1]

    def describe(
        self,
        attributes: Attributes,
        attribute: str,
        identifier: int,
        *,
        label: str = "kind_label",
        family: str = "family",
    ) -> None:
        """Set the name of a term; of one that not every store has also its label and family."""
        name, words, more = self.terms[identifier]
        attributes[attribute] = name
        if name not in self.built_in:
            attributes[label] = words
            if more:
                attributes[family] = more
