"""Whether the rows of a file say what the form admits: every problem is found before any write."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from db.errors import InvalidRow
from db.writing.validation import checked_column
from explorer.errors import ImportProblem, shown
from explorer.exchange.days import day_of_words
from explorer.exchange.form import LIST_OF_NAME, LISTS, LOCAL, Field, ListForm
from explorer.exchange.nesting import parents_first

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from explorer.exchange.reading import Document

Name = str | tuple[str, str, str]
"""What a row of a file is called: a key, ``#`` and a rank, or interaction, actor and role."""

_TRIPLE: Final = 3


@dataclass(slots=True)
class CheckedRow:
    """A row whose values fit their columns.

    Attributes
    ----------
    name
        By which other rows of the file refer to it, None where rows have no names.
    values
        By column, the key included; a column that is left out has its default or None.
    references
        By column, the name of the row that it refers to.
    """

    name: Name | None
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, Name] = field(default_factory=dict)


CheckedLists = dict[str, list[CheckedRow]]


class Checker:
    """Checks one document; `problems` holds what it found, in the order of the lists.

    Parameters
    ----------
    known
        By list, the names that the store has and that a file may refer to: keys, terms, and of
        participants those that consist of keys.
    """

    def __init__(self, document: Document, known: Mapping[str, Collection[Name]]) -> None:
        self._document = document
        self._known = known
        self.problems: list[ImportProblem] = []
        self.lists: CheckedLists = {}
        self._names: dict[str, set[Name]] = {}

    def check(self) -> CheckedLists:
        """Check every list, first the rows for themselves, then what they refer to."""
        for form in LISTS:
            rows = self._document.lists.get(form.name, [])
            self.lists[form.name] = [
                self._checked(form, row, number) for number, row in enumerate(rows, start=1)
            ]
            self._check_columns(form)
            self._check_names(form)
        for form in LISTS:
            self._check_references(form)
            self._check_circles(form)
        rank = {form.name: number for number, form in enumerate(LISTS)}
        self.problems.sort(key=lambda problem: (rank[problem.list_name], problem.row or 0))
        return self.lists

    def _report(self, form: ListForm, number: int, name: str, what: str) -> None:
        self.problems.append(ImportProblem(what, form.name, number, name))

    # --- a row for itself -------------------------------------------------------------------

    def _checked(self, form: ListForm, row: dict[str, Any], number: int) -> CheckedRow:
        checked = CheckedRow(self._own_name(form, row, number))
        if form.has_keys:
            is_key = checked.name is not None and not str(checked.name).startswith(LOCAL)
            checked.values["key"] = checked.name if is_key else None
        for name, value in row.items():
            if name == "id" and form.has_ids:
                continue
            found = form.field(name)
            if found is None:
                names = [*(["id"] if form.has_ids else []), *(f.name for f in form.fields)]
                self._report(form, number, name, f"There is no such field; there are {_all(names)}")
            elif value is not None:
                self._take(form, checked, found, value, number)
        for field_ in form.fields:
            column = field_.column
            if checked.values.get(column.name) is None and column.name not in checked.references:
                checked.values[column.name] = column.default
                # A value that was refused is reported already.
                if column.is_required and column.default is None and row.get(field_.name) is None:
                    self._report(form, number, field_.name, "It is missing and must be given.")
        if form.name == "participants" and len(checked.references) >= _TRIPLE:
            interaction, actor, role = (
                str(checked.references.get(name, "")) for name in _PARTICIPANT
            )
            checked.name = (interaction, actor, role)
        elif form.is_vocabulary and isinstance(name := checked.values["name"], str):
            checked.name = name
        self._check_whole(form, checked, row, number)
        return checked

    def _own_name(self, form: ListForm, row: dict[str, Any], number: int) -> Name | None:
        if not form.has_ids:
            return None
        name = row.get("id", f"{LOCAL}{number}")
        if not isinstance(name, str) or not name:
            self._report(form, number, "id", f"{shown(name)} is not a text of a character or more.")
            return f"{LOCAL}{number}"
        if not form.has_keys and not name.startswith(LOCAL):
            self._report(form, number, "id", f"Rows of this list have no keys; begin with {LOCAL}.")
        return name

    def _take(
        self, form: ListForm, checked: CheckedRow, found: Field, value: Any, number: int
    ) -> None:
        column = found.column
        what = ""
        match column.rule:
            case "reference" if found.is_triple:
                if _is_triple(value):
                    checked.references[column.name] = (value[0], value[1], value[2])
                else:
                    what = "It must be a list of three texts: interaction, actor, role."
            case "reference":
                if isinstance(value, str):
                    checked.references[column.name] = value
                else:
                    what = f"{shown(value)} is not the id of a row, which is a text."
            case "flag":
                if isinstance(value, bool):
                    checked.values[column.name] = int(value)
                else:
                    what = f"{shown(value)} is neither true nor false."
            case "day":
                checked.values[column.name] = day_of_words(value)
                if checked.values[column.name] is None:
                    what = f"{shown(value)} is not a day such as 2023-09-22."
            case "json_object":
                if isinstance(value, dict):
                    checked.values[column.name] = json.dumps(value, ensure_ascii=False)
                else:
                    what = "It must be an object, in { }."
            case _:
                checked.values[column.name] = value
        if what:
            self._report(form, number, found.name, what)

    def _check_whole(
        self, form: ListForm, checked: CheckedRow, row: Mapping[str, Any], number: int
    ) -> None:
        """Check what several fields of a row say together."""
        for found in form.fields:
            if row.get(found.name) is not None and form.follows_from_another(found, row):
                other = "edtf" if found.column.rule == "day" else "text"
                what = f"It follows from “{other}”, which is given; leave one of the two out."
                self._report(form, number, found.name, what)
                checked.values[found.column.name] = None
        if one_of := form.table.exactly_one_of:
            given = [f.name for f in form.fields if f.column.name in one_of and row.get(f.name)]
            if len(given) != 1:
                names = [f.name for f in form.fields if f.column.name in one_of]
                has = " and ".join(given) if given else "none of them"
                what = f"A row has exactly one of {_all(names)} This one has {has}."
                self._report(form, number, "", what)
        earliest, latest = checked.values.get("earliest"), checked.values.get("latest")
        if isinstance(earliest, int) and isinstance(latest, int) and earliest > latest:
            self._report(form, number, "latest", "It lies before “earliest”; swap them.")

    # --- rows together ----------------------------------------------------------------------

    def _check_columns(self, form: ListForm) -> None:
        """Ask the store's own rules about every value that was given."""
        rows = self.lists[form.name]
        columns = [field.column for field in form.fields]
        if form.has_keys:
            columns.append(form.table.column_of_name["key"])
        for column in columns:
            if column.rule == "reference":
                continue
            given = [i for i, row in enumerate(rows) if row.values.get(column.name) is not None]
            try:
                values = [rows[i].values[column.name] for i in given]
                checked: Sequence[Any] = checked_column(form.name, column, values)
            except InvalidRow:
                checked = [self._checked_alone(form, column.name, rows[i], i + 1) for i in given]
            for i, value in zip(given, checked, strict=True):
                rows[i].values[column.name] = value

    def _checked_alone(self, form: ListForm, name: str, row: CheckedRow, number: int) -> Any:
        column = form.table.column_of_name[name]
        try:
            return checked_column(form.name, column, [row.values[name]])[0]
        except InvalidRow as fault:
            field_name = "id" if name == "key" else name
            what = f"It cannot be {shown(fault.value)}: {fault.mend}."
            self._report(form, number, field_name, what)
            return None

    def _check_names(self, form: ListForm) -> None:
        """Check that no row of the file says again what another has said."""
        self._names[form.name] = {row.name for row in self.lists[form.name] if row.name is not None}
        seen: dict[object, int] = {}
        for number, row in enumerate(self.lists[form.name], start=1):
            for identity, field_name in _identities(form, row):
                first = seen.setdefault(identity, number)
                if first != number:
                    what = f"Row {first:,} has the same; keep one of them."
                    self._report(form, number, field_name, what)

    def _check_references(self, form: ListForm) -> None:
        name_of_column = {field.column.name: field.name for field in form.fields}
        for number, row in enumerate(self.lists[form.name], start=1):
            for column, name in row.references.items():
                target = form.table.column_of_name[column].target
                if name in self._names[target] or self._store_has(target, name):
                    continue
                words = shown(list(name) if isinstance(name, tuple) else name)
                what = f"{words} is in no row of {target}, neither here nor in the store."
                self._report(form, number, name_of_column[column], what)

    def _check_circles(self, form: ListForm) -> None:
        for i in parents_first(parents_of(form, self.lists[form.name]))[1]:
            self._report(form, i + 1, "parent", "By its parents it would be part of itself.")

    def _store_has(self, target: str, name: Name) -> bool:
        if isinstance(name, tuple):
            return name in self._known[target]
        return not name.startswith(LOCAL) and name in self._known[target]


_PARTICIPANT: Final = LIST_OF_NAME["participants"].table.unique[0]


def parents_of(form: ListForm, rows: Sequence[CheckedRow]) -> list[int | None]:
    """Give for each row the row of the same list that it is part of, None for none."""
    own = form.own_reference
    if own is None:
        return [None] * len(rows)
    index = {row.name: i for i, row in enumerate(rows)}
    parents = (row.references.get(own.column.name) for row in rows)
    return [None if parent is None else index.get(parent) for parent in parents]


def _identities(form: ListForm, row: CheckedRow) -> list[tuple[object, str]]:
    """Give what must not occur twice in a list, with the field to blame."""
    found: list[tuple[object, str]] = []
    if row.name is not None:
        blame = "name" if form.is_vocabulary else "id" if form.has_ids else ""
        found.append((("name", row.name), blame))
    combinations = form.table.unique if form.table.has_id else (form.table.key,)
    for columns in combinations:
        values = tuple(row.references.get(c, row.values.get(c)) for c in columns)
        if form.name != "participants":
            found.append(((columns, values), ""))
    if form.name == "topics" and (name := row.values.get("name")) is not None:
        found.append((("topic", name), "name"))
    return found


def _is_triple(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == _TRIPLE
        and all(isinstance(part, str) for part in value)
    )


def _all(names: Sequence[str]) -> str:
    return f"{', '.join(names)}."
