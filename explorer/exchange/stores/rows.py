"""Rows of one store set against those of another: what is the same, word for word."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from db.table_rows import table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db import Store
    from explorer.exchange.form import ListForm

Row = dict[str, Any]

_MOST_KEYS: Final = 1_000

_FOLLOWS: Final = frozenset({"date_flags", "text_sha256"})
"""Columns that follow from others."""

_OF_RECORDING: Final = frozenset({"recorded_at", "decided_at"})
"""Two who read the same passage at different hours say the same."""


def rows_of(store: Store, form: ListForm) -> Iterator[tuple[int, Row]]:
    """Give the rows of a table with their ids; of pairs the id is their rank."""
    columns = form.table.all_columns
    for rank, values in enumerate(table_rows(store, form.name)):
        row = dict(zip(columns, values, strict=True))
        yield row.pop("id", rank), row


def content_of(form: ListForm, row: Mapping[str, Any]) -> Hashable:
    """Give what a row says, without its key and without what follows from the rest."""
    said: list[Hashable] = []
    for column in form.table.columns:
        name = column.name
        if name == "key" or name in _FOLLOWS or name in _OF_RECORDING:
            continue
        value = row[name]
        if column.rule == "day" and row["edtf"] is not None:
            value = None
        elif column.rule == "json_object" and value is not None:
            value = json.dumps(json.loads(value), sort_keys=True)
        said.append(value)
    return tuple(said)


@dataclass(slots=True)
class Standing:
    """The rows of one table as they stand, found by key and by what they say."""

    form: ListForm
    _by_key: dict[str, tuple[int, Hashable]] = field(default_factory=dict)
    _by_content: dict[Hashable, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, form: ListForm) -> Standing:
        """Read a table."""
        standing = cls(form)
        for row_id, row in rows_of(store, form):
            standing.add(row_id, row)
        return standing

    def add(self, row_id: int, row: Mapping[str, Any]) -> None:
        """Note a row that stands."""
        content = hash(content_of(self.form, row))
        if row.get("key") is not None:
            self._by_key[row["key"]] = row_id, content
        else:
            self._by_content.setdefault(content, []).append(row_id)

    def of_key(self, key: str | None) -> int | None:
        """Give the row of a key, whatever it says."""
        found = None if key is None else self._by_key.get(key)
        return None if found is None else found[0]

    def same(self, row: Mapping[str, Any]) -> int | None:
        """Give the row that is this one, word for word; each without key is given once."""
        content = hash(content_of(self.form, row))
        key = row.get("key")
        if key is not None:
            for candidate in self._keys_like(key):
                found = self._by_key.get(candidate)
                if found is None:
                    return None
                if found[1] == content:
                    return found[0]
            return None
        ids = self._by_content.get(content)
        return ids.pop(0) if ids else None

    def reserved_key(self, key: str | None) -> str | None:
        """Give a key that nobody bears yet, and keep it: the row's own, or that with a number."""
        if key is None:
            return None
        free = next(k for k in self._keys_like(key) if k not in self._by_key)
        self._by_key[free] = 0, None
        return free

    @staticmethod
    def _keys_like(key: str) -> Iterator[str]:
        yield key
        for number in range(2, _MOST_KEYS):
            yield f"{key}~{number}"


class Fresh:
    """Rows of one table that are to be written, in the order of the other store."""

    def __init__(self, form: ListForm, standing: Standing) -> None:
        self.form = form
        self.rows: list[Row] = []
        self.other_ids: list[int] = []
        self.parents: list[tuple[int, int]] = []
        self._standing = standing

    def add(self, other_id: int, row: Row, parent: int | None) -> None:
        """Note a row, under a key that is free."""
        if self.form.has_keys:
            row["key"] = self._standing.reserved_key(row["key"])
        self.rows.append(row)
        self.other_ids.append(other_id)
        if parent is not None:
            self.parents.append((other_id, parent))


class Pairs:
    """Pairs of which each stands once."""

    def __init__(self, columns: Sequence[str], store: Store, form: ListForm) -> None:
        self._columns = tuple(columns)
        self._standing = set(table_rows(store, form.name, self._columns))
        # Nobody is judged to be, or not to be, who they are.
        self._must_differ = form.name == "judgements"

    def is_new(self, row: Row) -> bool:
        """Tell whether a pair may be written, and count it as standing then."""
        pair = tuple(row[name] for name in self._columns)
        if pair in self._standing or (self._must_differ and pair[0] == pair[1]):
            return False
        self._standing.add(pair)
        return True
