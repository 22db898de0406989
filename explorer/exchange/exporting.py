"""A store as text of the interchange form: the same store gives the same bytes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
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
    head = {
        "title": store.title,
        "description": store.description,
        "created": store.meta("created"),
    }
    lists = []
    for form in LISTS:
        if lines := [_json(row) for row in export.rows_of(form)]:
            lists.append(f"{_json(form.name)}: [\n" + ",\n".join(lines) + "\n]")
    parts = [
        f'"format": {_json(FORMAT)}',
        f'"version": {_json(export.version)}',
        f'"store": {_json({name: value for name, value in head.items() if value})}',
        *lists,
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


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

    def rows_of(self, form: ListForm) -> list[Row]:
        """Give the rows of a list; to be asked in the order of the form, each list once.

        Raises
        ------
        explorer.progress.Cancelled
            When the token was cancelled.
        """
        return list(self._export.rows_of(form))

    def all(self) -> ExportedLists:
        """Give all lists at once."""
        lists = {form.name: self.rows_of(form) for form in LISTS}
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
    text = export_json(store, token, progress)
    write_atomically(path, text.encode("utf-8"), overwrite=overwrite)


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
        stored = self._stored_rows(form)
        self._name_rows(form, stored)
        built_in = _built_in_rows(form)
        for values in stored:
            row = self._written(form, values)
            if row not in built_in:
                yield row

    def _stored_rows(self, form: ListForm) -> list[dict[str, Any]]:
        columns = form.table.all_columns
        stored = []
        for values in table_rows(self._store, form.name):
            if self._done % _CHECK_EVERY_ROWS == 0:
                self._token.raise_if_cancelled()
                self._progress(self._done, self._total, f"Writing {form.name}.")
            self._done += 1
            stored.append(dict(zip(columns, values, strict=True)))
        return stored

    def _name_rows(self, form: ListForm, stored: list[dict[str, Any]]) -> None:
        if form.is_vocabulary:
            self.names[form.name] = {values["id"]: values["name"] for values in stored}
        elif form.has_ids:
            self.names[form.name] = {
                values["id"]: values.get("key") or f"{LOCAL}{rank}"
                for rank, values in enumerate(stored, start=1)
            }
        elif form.name == "participants":
            interactions, actors = self.names["interactions"], self.names["actors"]
            roles = self.names["roles"]
            self.names[form.name] = {
                values["id"]: [
                    interactions[values["interaction_id"]],
                    actors[values["actor_id"]],
                    roles[values["role_id"]],
                ]
                for values in stored
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
