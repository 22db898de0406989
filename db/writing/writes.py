"""Changing a store: every row is checked, everything is recorded, the search follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from db.errors import InvalidRow
from db.format.schema import VOCABULARIES
from db.writing.adding import Adding, writable_column
from db.writing.changes import as_run
from db.writing.checks import checks_at_rest
from db.writing.derived import changed_with
from db.writing.judging import refuse_circles
from db.writing.recording import Recording, id_for_history
from db.writing.refusals import refusal
from db.writing.removal import (
    REFERRERS,
    column_list,
    referring_ids,
    referring_rows,
    rows_of_ids,
    table_named,
)
from db.writing.search_index import SearchUpdates
from db.writing.validation import SqlValue, checked_column

if TYPE_CHECKING:
    from db.format.tables import Table
    from db.writing.changes import Changes

RowKey = int | str | tuple[int, int]
"""An id; of `meta` the name; of the tables that only pair two things their ids."""

_ROWS_AT_ONCE: Final = 5_000


class Writer:
    """The one way to change a store; `Store.atomic` hands it out.

    Values are checked against the format, derived columns (`earliest`, `latest`, `date_flags`,
    `text_sha256`) and the search follow, and each change is recorded with its before and after.
    `properties` takes a mapping as well as JSON.
    """

    def __init__(
        self, connection: sqlite3.Connection, recording: Recording, now: str, recorder: str
    ) -> None:
        self._connection = connection
        self._recording = recording
        self._search = SearchUpdates(connection)
        self._adding = Adding(connection, recorder, now)
        self._is_open = True

    # --- adding ----------------------------------------------------------------------------

    def insert(self, table: str, /, **values: object) -> int:
        """Add one row; return its id (of a pair, its first id; of `meta`, 0).

        Raises
        ------
        InvalidRow
            If a value is refused, a reference leads nowhere, or a unique value is there already.
        """
        target = self._table(table)
        columns = self._adding.prepared(target, {n: [v] for n, v in values.items()}, 1, None)
        self._adding.write(target, columns, None)
        row = {name: column[0] for name, column in columns.items()}
        self._recording.inserted(target, row)
        self._search.touch_rows(target.name, list(row), [tuple(row.values())])
        return id_for_history(target, row)

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> range:
        """Add many rows at once, recorded as one run; return their ids, consecutive and in order.

        The rows are read as they come and need not fit in memory together. Rows of tables without
        ids are added likewise, and the range is empty.

        Raises
        ------
        InvalidRow
            As `insert`; `row` tells which. What went before it is undone with the whole change.
        """
        target = self._table(table)
        names = tuple(columns)
        first_id = self._adding.next_id(target) if target.has_id else 0
        done = 0
        source = iter(rows)
        while chunk := list(islice(source, _ROWS_AT_ONCE)):
            by_column = list(zip(*chunk, strict=True)) if names else []
            if len(by_column) != len(names):
                raise ValueError(f"rows of {target.name!r} have {len(by_column)} values")
            self._add(target, dict(zip(names, by_column, strict=True)), len(chunk), done)
            done += len(chunk)
        return range(first_id, first_id + done) if target.has_id else range(0)

    def insert_columns(self, table: str, columns: Mapping[str, Sequence[object]]) -> range:
        """Add some thousand rows, given column by column, as `insert_many` does.

        Raises
        ------
        InvalidRow
        """
        target = self._table(table)
        count = len(next(iter(columns.values()), ()))
        first_id = self._adding.next_id(target) if target.has_id else 0
        if count:
            self._add(target, columns, count, 0)
        return range(first_id, first_id + count) if target.has_id else range(0)

    def _add(
        self, target: Table, given: Mapping[str, Sequence[object]], count: int, first_row: int
    ) -> None:
        columns = self._adding.prepared(target, given, count, first_row)
        with checks_at_rest(self._connection, target, columns):
            self._adding.write(target, columns, first_row)
        ids = range(0)
        if target.has_id:
            first = self._adding.next_id(target) - count
            ids = range(first, first + count)
            self._recording.inserted_run(target, ids)
        else:
            rows = list(zip(*columns.values(), strict=True))
            self._recording.inserted_without_ids(target, list(columns), rows)
        self._search.touch_new(target.name, columns, ids)

    def term(
        self, table: str, name: str, *, label: str | None = None, family: str = "other"
    ) -> int:
        """Give the id of a vocabulary's term; one that is not there yet is added.

        `family` is the family of an interaction or relation kind, and the direction of a role,
        where "other" counts as "none".
        """
        if table not in VOCABULARIES:
            raise ValueError(f"{table!r} is not a vocabulary")
        row = self._connection.execute(
            f'SELECT id FROM "{table}" WHERE name = ?',  # noqa: S608
            (name,),
        ).fetchone()
        if row is not None:
            return int(row[0])
        values: dict[str, object] = {"name": name, "label": label or name}
        if table == "roles":
            values["direction"] = "none" if family == "other" else family
        elif table != "actor_kinds":
            values["family"] = family
        return self.insert(table, **values)

    # --- changing --------------------------------------------------------------------------

    def update(self, table: str, key: RowKey, /, **values: object) -> None:
        """Change some columns of a row; values that are the same already leave no trace.

        Raises
        ------
        InvalidRow
            As `insert`, or if there is no such row.
        """
        target = self._table(table)
        wanted: dict[str, SqlValue] = {}
        for name, value in values.items():
            column = writable_column(target, name)
            wanted[name] = checked_column(table, column, [value])[0]
        current = self.row(table, key)
        if current is None:
            raise InvalidRow(table, "", key, "there is no such row; it may be deleted")
        self.write_changes(target, current, changed_with(target, current, wanted))

    def write_changes(
        self, target: Table, current: Mapping[str, SqlValue], changed: Mapping[str, SqlValue]
    ) -> None:
        """Write checked values into a row as it stands, record it, and let the search follow."""
        if not changed:
            return
        assignments = ", ".join(f'"{name}" = ?' for name in changed)
        condition, key_values = self._condition(target, current)
        try:
            self._connection.execute(
                f'UPDATE "{target.name}" SET {assignments} WHERE {condition}',  # noqa: S608
                (*changed.values(), *key_values),
            )
        except sqlite3.IntegrityError as error:
            names, row = list(changed), list(changed.values())
            raise refusal(self._connection, error, target, names, [row], None) from error
        identity = {} if target.has_id else {name: current[name] for name in target.key}
        before = {name: current[name] for name in changed}
        row_id = id_for_history(target, current)
        self._recording.updated(target, row_id, identity | before, identity | dict(changed))
        self._search.touch_rows(target.name, target.all_columns, [list(current.values())])
        after = {**current, **changed}
        self._search.touch_rows(target.name, target.all_columns, [list(after.values())])

    def set_meta(self, name: str, value: str) -> None:
        """Set what the store says about itself, such as its title."""
        if self.row("meta", name) is None:
            self.insert("meta", name=name, value=value)
        else:
            self.update("meta", name, value=value)

    # --- removing --------------------------------------------------------------------------

    def delete(self, table: str, key: RowKey) -> None:
        """Delete a row and, as the format says, what belongs to it.

        Raises
        ------
        InvalidRow
            If there is no such row, or others of its vocabulary's users forbid it.
        """
        target = self._table(table)
        current = self.row(table, key)
        if current is None:
            raise InvalidRow(table, "", key, "there is no such row; it may be deleted already")
        if target.has_id:
            self.delete_many(table, [int(current["id"] or 0)])
        else:
            self._remove(target, [tuple(current.values())])

    def delete_many(self, table: str, ids: Iterable[int]) -> None:
        """Delete rows by id and what belongs to them; ids without a row are passed over.

        Raises
        ------
        InvalidRow
            If a row is a term that is in use.
        """
        target = self._table(table)
        if not target.has_id:
            raise ValueError(f"rows of {table!r} have no id; use delete")
        self._delete_with_dependents(target, sorted(set(ids)))

    def _delete_with_dependents(self, target: Table, ids: Sequence[int]) -> None:
        if not ids:
            return
        for referrer, column in REFERRERS[target.name]:
            if not referrer.has_id:
                self._remove(referrer, referring_rows(self._connection, referrer, column, ids))
                continue
            dependents = referring_ids(self._connection, referrer, column, ids)
            if not dependents:
                continue
            match column.on_delete:
                case "CASCADE":
                    self._delete_with_dependents(referrer, dependents)
                case "SET NULL":
                    for row in rows_of_ids(self._connection, referrer, dependents):
                        current = dict(zip(referrer.all_columns, row, strict=True))
                        self.write_changes(referrer, current, {column.name: None})
                case "RESTRICT":
                    raise InvalidRow(
                        target.name,
                        "",
                        ids[0],
                        f"{len(dependents):,} of {referrer.name} use it; "
                        "give them another one first",
                    )
        self.remove_rows(target, rows_of_ids(self._connection, target, ids))

    def _remove(self, target: Table, rows: Sequence[Sequence[SqlValue]]) -> None:
        if rows:
            self.remove_rows(target, rows)

    def remove_rows(self, target: Table, rows: Sequence[Sequence[SqlValue]]) -> None:
        """Delete rows, given in full and in id order, on which nothing rests."""
        run = as_run([int(row[0] or 0) for row in rows]) if target.has_id else ()
        keys: list[tuple[SqlValue, ...]]
        if isinstance(run, range):
            condition, keys = '"id" BETWEEN ? AND ?', [(run[0], run[-1])]
        else:
            condition = " AND ".join(f'"{name}" = ?' for name in target.key)
            keys = [tuple(row[: len(target.key)]) for row in rows]
        self._connection.executemany(
            f'DELETE FROM "{target.name}" WHERE {condition}',  # noqa: S608
            keys,
        )
        self._recording.deleted(target, target.all_columns, rows)
        self._search.touch_rows(target.name, target.all_columns, rows)

    # --- looking ---------------------------------------------------------------------------

    def row(self, table: str, key: RowKey) -> dict[str, SqlValue] | None:
        """Give a row as it stands, or None."""
        target = self._table(table)
        key_values = key if isinstance(key, tuple) else (key,)
        condition = " AND ".join(f'"{name}" = ?' for name in target.key)
        found = self._connection.execute(
            f'SELECT {column_list(target)} FROM "{table}" WHERE {condition}',  # noqa: S608
            key_values,
        ).fetchone()
        return None if found is None else dict(zip(target.all_columns, found, strict=True))

    @property
    def changes(self) -> Changes:
        """What was changed so far; complete after the block of `Store.atomic`."""
        return self._recording.changes()

    # --- for Store and history -------------------------------------------------------------

    def restore(self, target: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put deleted rows back as they were, with their ids.

        Raises
        ------
        InvalidRow
            If a row that they point to is gone, or a unique value is taken.
        """
        names = target.all_columns
        values = [[row.get(name) for name in names] for row in rows]
        columns = {name: [row[at] for row in values] for at, name in enumerate(names)}
        self._adding.write(target, columns, 0)
        self._recording.restored(target, names, values)
        self._search.touch_rows(target.name, names, values)

    def finish(self) -> None:
        """Check what only the whole change shows and write what is buffered; it takes no more.

        Raises
        ------
        InvalidRow
            If judgements lead in a circle.
        """
        if self._recording.has_touched("judgements"):
            refuse_circles(self._connection)
        self._search.flush()
        self._recording.finish()
        self._is_open = False

    def close(self) -> None:
        """Take no more, after success or failure."""
        self._is_open = False

    # --- within ----------------------------------------------------------------------------

    def _table(self, name: str) -> Table:
        if not self._is_open:
            raise RuntimeError("this writer's change is over; begin another with Store.atomic")
        return table_named(name)

    @staticmethod
    def _condition(target: Table, row: Mapping[str, SqlValue]) -> tuple[str, list[SqlValue]]:
        condition = " AND ".join(f'"{name}" = ?' for name in target.key)
        return condition, [row[name] for name in target.key]
