"""What the history wrote down of one step, read back to be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.errors import StoreDamaged
from db.format.schema import TABLE_OF_NAME
from db.writing.rows_json import read_rows

if TYPE_CHECKING:
    from db.format.tables import Table
    from db.store import Store


@dataclass(frozen=True, slots=True)
class Note:
    """One row of `history_changes`."""

    id: int
    table: Table
    first_id: int
    last_id: int
    before: str | None
    after: str | None


class StepNotes:
    """The changes of one step, and the steps that came after it."""

    def __init__(self, store: Store, step_id: int) -> None:
        self._store = store
        self._connection = store.connection
        self._step_id = step_id

    def n_rows(self) -> int:
        """Count the rows of runs, and all other changes as one each."""
        (count,) = self._connection.execute(
            "SELECT coalesce(sum(CASE WHEN before IS NULL AND after IS NULL"
            " THEN coalesce(last_row_id, row_id) - row_id + 1 ELSE 1 END), 0)"
            " FROM history_changes WHERE step_id = ?",
            (self._step_id,),
        ).fetchone()
        return int(count)

    def later_steps(self) -> set[int]:
        """Give the later steps that still count.

        A later step and the one that took it back cancel out; a step that took back something
        older counts as a change like any other.
        """
        rows = self._connection.execute(
            "SELECT id, undoes_id FROM history_steps WHERE id > ? ORDER BY id DESC",
            (self._step_id,),
        ).fetchall()
        cancelled: set[int] = set()
        later: set[int] = set()
        for step_id, undoes_id in rows:
            if step_id in cancelled:
                continue
            if undoes_id is not None and undoes_id > self._step_id:
                cancelled.add(undoes_id)
            else:
                later.add(step_id)
        return later

    def newest_first(self) -> Iterator[Note]:
        """Give the changes, the last first; read in parts, as there may be very many."""
        last = 2**63 - 1
        while True:
            rows = self._connection.execute(
                "SELECT id, table_name, row_id, last_row_id, before, after FROM history_changes"
                " WHERE step_id = ? AND id < ? ORDER BY id DESC LIMIT 100",
                (self._step_id, last),
            ).fetchall()
            if not rows:
                return
            for note_id, table_name, first_id, last_id, before, after in rows:
                table = TABLE_OF_NAME.get(table_name)
                if table is None:
                    raise StoreDamaged(
                        f"{self._store.path}: the history speaks of a table “{table_name}” "
                        "that is not there; restore a backup.",
                        self._store.path,
                    )
                yield Note(note_id, table, first_id, last_id or first_id, before, after)
            last = rows[-1][0]

    def rows_in(self, text: str | None) -> list[dict[str, Any]]:
        """Read the rows of a change."""
        try:
            return read_rows(text or "")
        except ValueError as error:
            raise StoreDamaged(
                f"{self._store.path}: a change in the history of step {self._step_id} cannot be "
                "read; restore a backup.",
                self._store.path,
            ) from error
