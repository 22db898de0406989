"""Taking a file of the interchange form into a store: all of it, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.errors import InvalidRow
from db.format.vocabularies import BUILT_IN_TERMS
from explorer.errors import ImportFailed, ImportProblem, shown
from explorer.exchange.checking import CheckedLists, CheckedRow, Checker, Name, parents_of
from explorer.exchange.form import LISTS, ListForm
from explorer.exchange.nesting import parents_first
from explorer.exchange.present import Match, PresentRows, known_names
from explorer.exchange.reading import Document, read_document, read_text
from explorer.exchange.report import ImportReport
from explorer.model.plain_text import shown_line
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Store, Writer

_TEXT_ORIGIN: Final = "The text"
_LONGEST_TITLE: Final = 120
_YET_TO_COME: Final = 0


def import_json(
    store: Store,
    origin: Path | str,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take a file of the interchange form into a store; see `docs/interchange.md`.

    Store thread. One transaction and one step of the history. A row that the store has already,
    word for word, is left alone. A store without any content takes over the file's title,
    description and date of creation.

    Parameters
    ----------
    origin
        A path, or the text itself as `str`.

    Raises
    ------
    ImportFailed
        With every problem that was found; the store is as it was.
    db.StoreError
        If the store cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; the store is as it was.
    """
    if isinstance(origin, Path):
        progress(0, 0, f"Reading {origin.name}.")
        document = read_document(read_text(origin), str(origin))
    else:
        document = read_document(origin, _TEXT_ORIGIN)
    return import_document(store, document, token, progress)


def import_document(
    store: Store,
    document: Document,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take what was read from a file of the interchange form into a store, as `import_json`."""
    token = token or CancelToken()
    token.raise_if_cancelled()
    progress(0, document.n_rows, "Checking what the file says.")
    known = known_names(store)
    checker = Checker(document, known)
    lists = checker.check()
    if checker.problems:
        raise ImportFailed(document.origin, checker.problems)
    return _Import(store, document, lists, known, token, progress).run()


class _Import:
    """Places the rows of one checked document, list by list, so that references have ids."""

    def __init__(
        self,
        store: Store,
        document: Document,
        lists: CheckedLists,
        known: dict[str, dict[Name, int]],
        token: CancelToken,
        progress: Progress,
    ) -> None:
        self._store = store
        self._document = document
        self._lists = lists
        self._ids = known  # grows with every list that is placed
        self._token = token
        self._progress = progress
        self._problems: list[ImportProblem] = []
        self._added: dict[str, int] = {}
        self._present: dict[str, int] = {}
        self._done = 0

    def run(self) -> ImportReport:
        """Write everything in one transaction."""
        name = Path(self._document.origin).name
        if self._document.origin == _TEXT_ORIGIN:
            name = shown_line(self._document.head.get("title") or "a text", _LONGEST_TITLE)
        counts = self._store.counts()
        was_empty = not any(counts[form.name] for form in LISTS if not form.is_vocabulary)
        with self._store.atomic(f"Import {name}", kind="import", token=self._token) as writer:
            for form in LISTS:
                if rows := self._lists[form.name]:
                    self._token.raise_if_cancelled()
                    words = f"Importing {form.name}: {len(rows):,}."
                    self._progress(self._done, self._document.n_rows, words)
                    self._place(writer, form, rows)
                    self._done += len(rows)
            if self._problems:
                raise ImportFailed(self._document.origin, self._problems)
            if was_empty:
                for entry, value in self._document.head.items():
                    writer.set_meta(entry, value)
        changes = writer.changes
        return ImportReport(self._document.origin, self._added, self._present, changes)

    def _place(self, writer: Writer, form: ListForm, rows: Sequence[CheckedRow]) -> None:
        """Find or write the rows of one list, and learn their ids."""
        present = PresentRows.read(self._store, form)
        new: dict[int, dict[str, Any]] = {}
        for i in parents_first(parents_of(form, rows))[0]:
            values = self._resolved(form, rows[i])
            match = present.find(values)
            if match is None:
                new[i] = values
                continue
            if match.differing:
                self._settle_difference(writer, form, i, match, values)
            self._learn(form, rows[i], match.id)
        self._present[form.name] = len(rows) - len(new)
        self._added[form.name] = len(new)
        if new:
            self._insert(writer, form, rows, dict(sorted(new.items())))

    def _resolved(self, form: ListForm, row: CheckedRow) -> dict[str, Any]:
        """Give the values of a row with ids for names."""
        values = dict(row.values)
        for column in form.table.references:
            name = row.references.get(column.name)
            values[column.name] = None if name is None else self._id_of(column.target, name)
        return values

    def _id_of(self, target: str, name: Name) -> int:
        # Only a parent can be without an id: one of the same list that is yet to be written.
        return self._ids[target].get(name, _YET_TO_COME)

    def _learn(self, form: ListForm, row: CheckedRow, row_id: int) -> None:
        if row.name is not None:
            self._ids[form.name][row.name] = row_id

    def _settle_difference(
        self, writer: Writer, form: ListForm, i: int, match: Match, values: dict[str, Any]
    ) -> None:
        """Let a file rename a built-in term that nobody has touched; report all else."""
        if form.is_vocabulary:
            columns, terms = BUILT_IN_TERMS[form.name]
            if tuple(match.values[name] for name in columns) in terms:
                changed = {name: values[name] for name in match.differing}
                writer.update(form.name, match.id, **changed)
                return
        first = match.differing[0]
        found = next((f for f in form.fields if f.column.name == first), None)
        what = "The store has this row, but it says something else there."
        if found is not None and found.column.rule != "reference":
            there, here = shown(match.values[first]), shown(values[first])
            what = f"The store has this row with {there} instead of {here}."
        what += " Make the two agree, or give this one another key."
        name = "id" if first == "key" else found.name if found else first
        self._problems.append(ImportProblem(what, form.name, i + 1, name))

    def _insert(
        self,
        writer: Writer,
        form: ListForm,
        rows: Sequence[CheckedRow],
        new: dict[int, dict[str, Any]],
    ) -> None:
        """Write new rows in the order of the file, which thereby is the order of their ids."""
        columns = [column.name for column in form.table.columns if column.rule != "derived"]
        # The run of no rows tells where the next run begins.
        first_id = writer.insert_many(form.name, columns, []).start
        for rank, i in enumerate(new):
            self._learn(form, rows[i], first_id + rank)
        later: dict[int, int] = {}
        if own := form.own_reference:
            column = own.column.name
            for rank, (i, values) in enumerate(new.items()):
                if (parent := rows[i].references.get(column)) is not None:
                    values[column] = self._id_of(form.name, parent)
                    if values[column] >= first_id + rank:
                        later[first_id + rank] = values[column]
                        values[column] = None
        given = ([values[name] for name in columns] for values in new.values())
        try:
            writer.insert_many(form.name, columns, given)
            for row_id, parent_id in later.items():
                writer.update(form.name, row_id, parent_id=parent_id)
        except InvalidRow as fault:
            raise self._refused(form, fault, list(new)) from fault

    def _refused(self, form: ListForm, fault: InvalidRow, new: Sequence[int]) -> ImportFailed:
        number = None if fault.row is None else new[fault.row] + 1
        what = f"It cannot be {shown(fault.value)}: {fault.mend}."
        problem = ImportProblem(what, form.name, number, fault.column)
        return ImportFailed(self._document.origin, [*self._problems, problem])
