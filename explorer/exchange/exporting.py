"""A store as text of the interchange form: the same store gives the same bytes."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.format.tables import FIRST_VERSION
from db.format.vocabularies import BUILT_IN_TERMS
from db.table_rows import table_rows
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.days import words_of_day
from explorer.exchange.form import FORMAT, LISTS, LOCAL, Field, ListForm
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db import Store

Row = dict[str, Any]

_CHECK_EVERY_ROWS = 2_000
_WHOLE_FLOAT = 2.0**53
_COPIED_AT_ONCE = 1 << 20
_TITLES = ("title", "name")


def export_json(
    store: Store, token: CancelToken | None = None, progress: Progress = no_progress
) -> str:
    """Write a store as text of the interchange form; see `docs/interchange.md`.

    Store thread. The history of the store is not part of it.

    Raises
    ------
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    export = _Export(store, token or CancelToken(), progress)
    lists = "".join(_pieces(export))
    return f"{_opening(store, export.version)}{lists}\n}}\n"


def _opening(store: Store, version: tuple[int, int]) -> str:
    """Give what stands before the lists."""
    head = {
        "title": store.title,
        "description": store.description,
        "created": store.meta("created"),
    }
    given = {name: value for name, value in head.items() if value}
    return f'{{\n"format": {_json(FORMAT)},\n"version": {_json(version)},\n"store": {_json(given)}'


def _pieces(export: _Export) -> Iterator[str]:
    """Give the text of the lists, a row at a time."""
    for form in LISTS:
        is_first = True
        for row in export.rows_of(form):
            yield f",\n{_json(form.name)}: [\n{_json(row)}" if is_first else f",\n{_json(row)}"
            is_first = False
        if not is_first:
            yield "\n]"


@dataclass(frozen=True, slots=True)
class ExportedLists:
    """A store as the lists of the interchange form.

    Attributes
    ----------
    names
        What each row is called in the lists, by list and id in the store.
    """

    version: tuple[int, int]
    head: dict[str, str]
    lists: dict[str, list[Row]]
    names: Mapping[str, Mapping[int, Any]]


class ListExport:
    """A store as lists of rows, one list after the other; store thread."""

    def __init__(
        self, store: Store, token: CancelToken | None = None, progress: Progress = no_progress
    ) -> None:
        self._store = store
        self._export = _Export(store, token or CancelToken(), progress)
        self._longest: dict[str, int] = {}

    @property
    def version(self) -> tuple[int, int]:
        """The oldest version of the form that can tell what was given so far."""
        return self._export.version

    @property
    def head(self) -> dict[str, str]:
        """Title, description and date of creation, as far as they are given."""
        store = self._store
        head = {"title": store.title, "description": store.description}
        head["created"] = store.meta("created")
        return {name: value for name, value in head.items() if value}

    def rows_of(self, form: ListForm) -> Iterator[Row]:
        """Give the rows of a list; to be asked in the order of the form, each list once.

        Raises
        ------
        explorer.progress.Cancelled
            When the token was cancelled.
        """
        return self._export.rows_of(form)

    def longest(self, form: ListForm) -> dict[str, int]:
        """Give, by field, how long its longest text can be, ``id`` among them.

        To be asked once the rows were.
        """
        texts = [field for field in form.fields if field.column.sql_type == "TEXT"]
        lengths = [0] * len(texts)
        if texts:
            columns = [field.column.name for field in texts]
            for values in table_rows(self._store, form.name, columns):
                for at, value in enumerate(values):
                    if value is not None and len(value) > lengths[at]:
                        lengths[at] = len(value)
        longest = {
            # What is written anew may have blanks that the store has not.
            field.name: n * 2 if field.column.rule == "json_object" else n
            for field, n in zip(texts, lengths, strict=True)
        }
        longest |= {
            field.name: self._longest_name(field.column.target)
            for field in form.fields
            if field.column.rule == "reference"
        }
        return longest | {"id": self._longest_name(form.name)}

    def _longest_name(self, table: str) -> int:
        if table not in self._longest:
            names = self._export.names.get(table, {}).values()
            texts = (
                text for name in names for text in (name if isinstance(name, list) else [name])
            )
            self._longest[table] = max(map(len, texts), default=0)
        return self._longest[table]

    def titles(self, form: ListForm) -> dict[str, str]:
        """Give what the rows of a list are called for people, by what they are called in it.

        To be asked once the rows were; empty for lists whose rows have neither name nor title.
        """
        column = next((name for name in _TITLES if form.field(name) is not None), "")
        if not column or not form.is_referred_to:
            return {}
        names = self._export.names[form.name]
        rows = table_rows(self._store, form.name, ("id", column))
        return {names[row_id]: title for row_id, title in rows if title}

    def all(self) -> ExportedLists:
        """Give all lists at once."""
        lists = {form.name: list(self.rows_of(form)) for form in LISTS}
        return ExportedLists(self.version, self.head, lists, self._export.names)


def write_json(
    store: Store,
    path: str | os.PathLike[str],
    token: CancelToken | None = None,
    progress: Progress = no_progress,
    *,
    overwrite: bool = False,
) -> None:
    """Write a store to a file of the interchange form, at once or not at all.

    Raises
    ------
    OutputExists
        If there is a file and `overwrite` is False.
    ExportFailed
        If the file cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; no file is left behind.
    """
    export = _Export(store, token or CancelToken(), progress)

    def fill(target: Path) -> None:
        # The version stands at the beginning and is known at the end.
        with tempfile.TemporaryFile("w+b") as lists, target.open("wb") as file:
            lists.writelines(piece.encode("utf-8") for piece in _pieces(export))
            lists.seek(0)
            file.write(_opening(store, export.version).encode("utf-8"))
            shutil.copyfileobj(lists, file, _COPIED_AT_ONCE)
            file.write(b"\n}\n")

    write_atomically(path, fill, overwrite=overwrite)


class _Export:
    """One pass over the tables, in the order of the form.

    Attributes
    ----------
    version
        The oldest version of the form that can tell what was written so far.
    names
        What each row is called, by list and id.
    """

    def __init__(self, store: Store, token: CancelToken, progress: Progress) -> None:
        self._store = store
        self._token = token
        self._progress = progress
        self._total = sum(store.counts().values())
        self._done = 0
        self.version = FIRST_VERSION
        # What a row is called in the file, by table and id: filled before others refer to it.
        self.names: dict[str, dict[int, Any]] = {}

    def rows_of(self, form: ListForm) -> Iterator[Row]:
        """Give the rows of a list as they are written."""
        self._name_rows(form)
        built_in = _built_in_rows(form)
        for values in self._stored_rows(form):
            row = self._written(form, values)
            if row not in built_in:
                yield row

    def _stored_rows(self, form: ListForm) -> Iterator[dict[str, Any]]:
        columns = form.table.all_columns
        for values in table_rows(self._store, form.name):
            if self._done % _CHECK_EVERY_ROWS == 0:
                self._token.raise_if_cancelled()
                self._progress(self._done, self._total, f"Writing {form.name}.")
            self._done += 1
            yield dict(zip(columns, values, strict=True))

    def _name_rows(self, form: ListForm) -> None:
        """Learn what the rows of a list are called, before it and others refer to them."""
        if form.is_vocabulary:
            self.names[form.name] = dict(table_rows(self._store, form.name, ("id", "name")))
        elif form.has_ids:
            columns = ("id", "key") if form.has_keys else ("id",)
            self.names[form.name] = {
                row_id: key[0] if key and key[0] else f"{LOCAL}{rank}"
                for rank, (row_id, *key) in enumerate(
                    table_rows(self._store, form.name, columns), start=1
                )
            }
        elif form.name == "participants":
            self.names[form.name] = self._named_participants()

    def _named_participants(self) -> dict[int, list[str]]:
        """Give, for those that evidence refers to, what stands for them."""
        asked = {
            row_id
            for (row_id,) in table_rows(
                self._store, "evidence", ("participant_id",), having="participant_id"
            )
        }
        if not asked:
            return {}
        interactions, actors = self.names["interactions"], self.names["actors"]
        roles = self.names["roles"]
        columns = ("id", "interaction_id", "actor_id", "role_id")
        return {
            row_id: [interactions[interaction], actors[actor], roles[role]]
            for row_id, interaction, actor, role in table_rows(self._store, "participants", columns)
            if row_id in asked
        }

    def _written(self, form: ListForm, values: Mapping[str, Any]) -> Row:
        row: Row = {}
        self.version = max(self.version, form.table.since)
        if form.is_referred_to or (form.has_ids and values["key"]):
            row["id"] = self.names[form.name][values["id"]]
        for field in form.fields:
            value = values[field.column.name]
            if value is None or value == field.column.default:
                continue
            if not form.follows_from_another(field, values):
                self.version = max(self.version, field.column.since)
                row[field.name] = self._written_value(field, value)
        return row

    def _written_value(self, field: Field, value: Any) -> Any:
        match field.column.rule:
            case "reference":
                return self.names[field.column.target][value]
            case "flag":
                return bool(value)
            case "day":
                return words_of_day(value)
            case "json_object":
                return json.loads(value)
            case "number" | "latitude" | "longitude":
                return int(value) if value.is_integer() and abs(value) < _WHOLE_FLOAT else value
            case _:
                return value


def _built_in_rows(form: ListForm) -> list[Row]:
    """Give the terms that every store has, as they would be written."""
    if not form.is_vocabulary:
        return []
    columns, terms = BUILT_IN_TERMS[form.name]
    defaults = {field.name: field.column.default for field in form.fields}
    return [
        {name: word for name, word in zip(columns, term, strict=True) if word != defaults[name]}
        for term in terms
    ]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
