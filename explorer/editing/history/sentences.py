"""What a step changed, in sentences with names: before and after, field by field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from db import history, reads
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST, TABLE_OF_NAME
from db.rows import row_of
from explorer.editing.history.field_names import FIELD_NAMES, NOUNS, SAID_BY_NAME, UNTOLD
from explorer.editing.subjects import selection_of_row, words_of_values
from explorer.model.plain_text import counted, shown_passage
from explorer.model.timespan import date_words, day_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db import Store
    from db.format.tables import Column
    from explorer.model.view import Selection
    from explorer.progress import CancelToken, Progress

_MOST_CHARACTERS: Final = 600
_MOST_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field of a change; "" where there was, or is, nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One row, or one run of rows, that a step touched.

    Attributes
    ----------
    sentence
        As "Changed the call of 26 September 2023".
    fields
        What changed, was added or went, in the order of the table.
    selection
        What to select for it to be seen, None where it is gone or nothing shows it.
    """

    sentence: str
    fields: tuple[FieldWords, ...] = ()
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class StepWords:
    """A part of what a step changed.

    Attributes
    ----------
    n_changes
        How many changes the step has altogether, of which `changes` are some.
    """

    step: history.StepRow
    changes: tuple[ChangeWords, ...]
    n_changes: int


def read_step(
    store: Store,
    step_id: int,
    *,
    limit: int = 30,
    offset: int = 0,
    token: CancelToken | None = None,
    progress: Progress | None = None,
) -> StepWords | None:
    """Read a part of what a step changed; None where there is no such step. Store thread."""
    step = history.step(store, step_id)
    if step is None:
        return None
    teller = _Teller(store)
    changes: list[ChangeWords] = []
    for row in history.changes_of(store, step_id, limit=limit, offset=offset):
        if token is not None:
            token.raise_if_cancelled()
        changes += teller.words_of(row)
    return StepWords(step, tuple(changes), history.n_changes(store, step_id))


def made_words(made_at: str) -> str:
    """Give when a step was made, in the local time: `24 November 2026, 12:03`.

    Examples
    --------
    >>> made_words("no time")
    'no time'
    """
    try:
        when = datetime.fromisoformat(made_at).astimezone()
    except (ValueError, OverflowError, OSError):
        return made_at
    day = (when.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    return f"{day_words(day)}, {when:%H:%M}"


class _Teller:
    """Names things while a step is read, each looked up once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[tuple[str, int], str] = {}
        self._labels: dict[str, dict[int, str]] = {}

    def words_of(self, change: history.ChangeRow) -> list[ChangeWords]:
        """Give the sentences of one change; a run has one for all its rows."""
        table = change.table
        n_rows = (change.last_row_id or change.row_id) - change.row_id + 1
        if not change.before and not change.after:
            noun = counted(n_rows, *NOUNS.get(table, (table, table)))
            return [ChangeWords(f"Added {noun}")]
        rows = change.before or change.after
        if len(rows) > 1:
            verb = "Removed" if change.before else "Added"
            noun = counted(len(rows), *NOUNS.get(table, (table, table)))
            named = [self._named(table, row) for row in rows[:_MOST_ROWS]]
            fields = tuple(
                FieldWords("", words, "") if change.before else FieldWords("", "", words)
                for words in named
            )
            return [ChangeWords(f"{verb} {noun}", fields)]
        before = change.before[0] if change.before else {}
        after = change.after[0] if change.after else {}
        if before and after:
            is_one = TABLE_OF_NAME[table].has_id
            name = (
                self._name(table, change.row_id)
                if is_one
                else self._named(table, {**before, **after})
            )
            verb = "Changed"
        else:
            name = self._named(table, before or after)
            verb = "Removed" if before else "Added"
        selection = None
        if after and TABLE_OF_NAME[table].has_id and row_of(self._store, table, change.row_id):
            selection = selection_of_row(self._store, table, change.row_id)
        fields = self._fields(table, before, after)
        return [ChangeWords(f"{verb} {name}", fields, selection)]

    def _fields(
        self, table: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> tuple[FieldWords, ...]:
        found = []
        for column in TABLE_OF_NAME[table].columns:
            name = column.name
            if name in UNTOLD or (name not in before and name not in after):
                continue
            if not (before and after) and (
                name in SAID_BY_NAME.get(table, ()) or _is_default(column, before or after)
            ):
                continue
            if name in ("earliest", "latest") and (before.get("edtf") or after.get("edtf")):
                continue
            words = [
                self._value(table, column.target, name, values.get(name))
                for values in (before, after)
            ]
            if words[0] != words[1]:
                label = FIELD_NAMES.get(name, name.replace("_", " "))
                found.append(FieldWords(label, words[0], words[1]))
        return tuple(found)

    def _value(self, table: str, target: str, column: str, value: Any) -> str:
        if value is None:
            return ""
        if target:
            return self._reference(target, value)
        match column:
            case "is_unnamed":
                return "yes" if value else "no"
            case "edtf" | "published":
                return date_words(str(value))
            case "earliest" | "latest" if isinstance(value, int):
                return day_words(value) if OPEN_EARLIEST < value < OPEN_LATEST else ""
            case "properties":
                return _properties(value)
            case "standing" | "relation" | "verdict" | "confidence" | "aspect":
                return str(value).replace("_", " ")
        if isinstance(value, dict):
            return counted(int(value.get("characters", 0)), "character")
        passage, is_cut = shown_passage(str(value), _MOST_CHARACTERS)
        return f"{passage} ({len(str(value)):,} characters)" if is_cut else passage

    def _reference(self, target: str, row_id: Any) -> str:
        if not isinstance(row_id, int):
            return str(row_id)
        if target in ("actor_kinds", "interaction_kinds", "relation_kinds", "roles"):
            if target not in self._labels:
                terms = reads.terms(self._store, target)
                self._labels[target] = {term.id: term.label for term in terms}
            return self._labels[target].get(row_id, "unknown")
        return self._name(target, row_id)

    def _name(self, table: str, row_id: int) -> str:
        """Name a row as it stands, or as it was before it went."""
        place = table, row_id
        if place not in self._names:
            row = row_of(self._store, table, row_id) if TABLE_OF_NAME[table].has_id else None
            if row is None:
                row = history.last_known(self._store, table, row_id)
            self._names[place] = self._named(table, {} if row is None else row)
        return self._names[place]

    def _named(self, table: str, row: Mapping[str, Any]) -> str:
        match table:
            case "interaction_topics":
                what = self._name("topics", int(row["topic_id"])) if row else "a topic"
                return f"{what} of {self._name('interactions', int(row['interaction_id']))}"
            case "quote_actors":
                who = self._name("actors", int(row["actor_id"]))
                return f"{who} as whom {self._name('quotes', int(row['quote_id']))} is about"
            case "meta":
                return f"the store’s {row.get('name', 'entry')}"
        try:
            return words_of_values(self._store, table, row, self._name)
        except KeyError:
            # Rows of a step that only names some columns, as another program may write it.
            return words_of_values(self._store, table, {}, self._name)


def _is_default(column: Column, values: Mapping[str, Any]) -> bool:
    return column.default is not None and values.get(column.name) == column.default


def _properties(value: Any) -> str:
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    if not isinstance(found, dict):
        return str(value)
    return "\n".join(f"{name}: {one}" for name, one in found.items())
