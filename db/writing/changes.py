"""What one atomic change touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows that one `Store.atomic` inserted, updated and deleted, cascades included.

    Attributes
    ----------
    step_id
        The step in the change history, None if nothing changed.
    inserted, updated, deleted
        Table name to ids, ascending and without repetition; a table that is not named was not
        touched. A row is in one of the three: what was both added and changed counts as added,
        what was both added and deleted is in none. Rows of tables without ids (topics of an
        interaction, whom a quote is about) go by the id in their first column, `meta` by 0.
    """

    step_id: int | None
    inserted: Mapping[str, Sequence[int]] = field(default_factory=dict)
    updated: Mapping[str, Sequence[int]] = field(default_factory=dict)
    deleted: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def tables(self) -> frozenset[str]:
        """The tables in which anything changed."""
        return frozenset((*self.inserted, *self.updated, *self.deleted))


class IdSet:
    """Ids that were touched, a run of new ones at the cost of one."""

    __slots__ = ("_ids", "_runs")

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._runs: list[range] = []

    def add(self, ids: Sequence[int]) -> None:
        """Take in more ids; runs that follow each other, in either direction, become one."""
        if not (isinstance(ids, range) and ids.step == 1):
            self._ids.update(ids)
        elif ids:
            last = self._runs[-1] if self._runs else range(0)
            if last and last.stop == ids.start:
                self._runs[-1] = range(last.start, ids.stop)
            elif last and last.start == ids.stop:
                self._runs[-1] = range(ids.start, last.stop)
            else:
                self._runs.append(ids)

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._ids or any(row_id in run for run in self._runs)

    def ids(self) -> Sequence[int]:
        """Give all of them, ascending and once each."""
        runs: list[range] = []
        for run in sorted(self._runs, key=lambda run: run.start):
            if runs and run.start <= runs[-1].stop:
                runs[-1] = range(runs[-1].start, max(runs[-1].stop, run.stop))
            else:
                runs.append(run)
        if not self._ids and len(runs) == 1:
            return runs[0]
        return tuple(sorted(self._ids.union(*runs)))


def as_run(ids: Sequence[int]) -> Sequence[int]:
    """Give ids as a range where they follow each other without a gap, else as they are."""
    if len(ids) > 1 and ids[-1] - ids[0] == len(ids) - 1:
        run = range(ids[0], ids[-1] + 1)
        if list(ids) == list(run):
            return run
    return ids
