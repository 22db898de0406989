"""Joining another store to this one, in one step that can be taken back.

Everything of the other comes along as it is. What is the same word for word is not written
twice; actors who are the same stay two records and are judged to be one, so that they can be
taken apart; an event that both tell is one interaction, and where they tell it differently each
store's telling stands beside the other as an account.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, Final

from db import open_store
from db.table_rows import table_rows
from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.form import LISTS
from explorer.exchange.report import ImportReport
from explorer.exchange.stores.rows import Fresh, Pairs, Row, Standing, rows_of
from explorer.exchange.stores.sameness import ActorsOfStore, Identities, event_of
from explorer.exchange.stores.tellings import SideBySide
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from db import Store, Writer
    from explorer.exchange.form import ListForm

_CHECK_EVERY: Final = 2_000


def join_store(
    store: Store,
    path: Path,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take all of another store into this one; store thread.

    The other is opened for reading and stays byte for byte. Joining it again adds nothing.

    Raises
    ------
    ImportFailed
        If the other store is this one.
    db.StoreError
        If either cannot be used.
    Cancelled
        When the token was cancelled; the store is as it was.
    """
    token = token or CancelToken()
    with closing(open_store(path, writable=False, token=token)) as other:
        if other.path == store.path:
            problem = ImportProblem("It is the store that is open. Choose another one.")
            raise ImportFailed(str(path), [problem])
        title = f"Join the store {path.name}"
        with store.atomic(title, kind="import", token=token) as writer:
            joining = _Joining(store, other, writer, token, progress)
            joining.run()
    return ImportReport(
        str(path), joining.added, joining.present, writer.changes, remarks=joining.remarks()
    )


class _Joining:
    """The rows of the other store on their way, table by table, with their ids here."""

    def __init__(
        self, store: Store, other: Store, writer: Writer, token: CancelToken, progress: Progress
    ) -> None:
        self._store, self._other, self._writer = store, other, writer
        self._token, self._progress = token, progress
        self.added: dict[str, int] = {}
        self.present: dict[str, int] = {}
        self._ids: dict[str, dict[int, int]] = {}
        self._n_judged = 0
        self._done, self._total = 0, sum(other.counts().values())
        self._mine = ActorsOfStore(store)
        self._theirs = ActorsOfStore(other)
        self._identities = Identities.of(store)
        self._topics = {name: i for i, name in table_rows(store, "topics", ("id", "name"))}
        self._people: dict[int, list[int]] = {}
        self._beside = SideBySide(store, other, writer)

    def run(self) -> None:
        """Take in one table after the other; what is referred to comes first."""
        for form in LISTS:
            self._token.raise_if_cancelled()
            if form.is_vocabulary:
                self._take_terms(form)
            elif form.name == "actors":
                self._take_rows(form)
                self._judge_actors()
            elif form.name == "interactions":
                self._take_interactions(form)
            elif form.name == "participants":
                self._take_participants(form)
            else:
                self._take_rows(form)

    def remarks(self) -> tuple[str, ...]:
        """Say what the user should know."""
        told: list[str] = []
        if self._n_judged:
            whom = "1 actor is" if self._n_judged == 1 else f"{self._n_judged:,} actors are"
            told.append(f"{whom} in both stores, shown as one, and can be taken apart again.")
        if n := self._beside.n_told:
            what = "1 interaction is" if n == 1 else f"{n:,} interactions are"
            told.append(f"{what} told differently by the two: their accounts say how.")
        return tuple(told)

    # --- tables -----------------------------------------------------------------------------------

    def _take_terms(self, form: ListForm) -> None:
        ids = self._ids[form.name] = {}
        last = form.table.columns[-1].name
        for row_id, row in rows_of(self._other, form):
            family = str(row[last]) if last in ("family", "direction") else "other"
            ids[row_id] = self._writer.term(
                form.name, row["name"], label=row["label"], family=family
            )

    def _take_rows(self, form: ListForm) -> None:
        ids = self._ids[form.name] = {}
        standing = Standing.of(self._store, form)
        fresh = Fresh(form, standing)
        pairs = self._pairs_of(form)
        for row_id, row in rows_of(self._other, form):
            self._step(form)
            parent = row.get("parent_id") if form.own_reference else None
            self._resolve(form, row)
            if pairs is not None and not pairs.is_new(row):
                self._count(self.present, form)
                continue
            same = standing.same(row)
            if same is None and form.name == "topics":
                same = self._topics.get(row["name"])
            if same is None:
                fresh.add(row_id, row, parent)
            else:
                ids[row_id] = same
                self._count(self.present, form)
        self._write(fresh)

    def _take_interactions(self, form: ListForm) -> None:
        ids = self._ids[form.name] = {}
        standing = Standing.of(self._store, form)
        fresh = Fresh(form, standing)
        events = self._events_of_mine(form)
        people = _members(self._other)
        kinds = dict(table_rows(self._other, "interaction_kinds", ("id", "name")))
        for row_id, row in rows_of(self._other, form):
            self._step(form)
            parent, kind = row["parent_id"], kinds[row["kind_id"]]
            self._resolve(form, row)
            same = standing.same(row)
            if same is None:
                members = {self._identity(actor) for actor in people.get(row_id, ())}
                same = self._told_here(standing, events, kind, row, members)
                if same is not None:
                    self._beside.set(same, row)
            if same is None:
                fresh.add(row_id, row, parent)
            else:
                ids[row_id] = same
                self._count(self.present, form)
        self._write(fresh)
        for table, count in self._beside.added.items():
            self.added[table] = self.added.get(table, 0) + count

    def _take_participants(self, form: ListForm) -> None:
        """Let nobody take part twice in one role, under whichever record."""
        ids = self._ids[form.name] = {}
        fresh = Fresh(form, Standing(form))
        present: dict[tuple[int, int, int], int] = {}
        alike: list[tuple[int, int]] = []
        for row_id, row in rows_of(self._store, form):
            who = self._identities.of_actor(row["actor_id"])
            present[row["interaction_id"], who, row["role_id"]] = row_id
        first: dict[tuple[int, int, int], int] = {}
        for row_id, row in rows_of(self._other, form):
            self._step(form)
            self._resolve(form, row)
            who = self._identities.of_actor(row["actor_id"])
            place = row["interaction_id"], who, row["role_id"]
            if place in present:
                ids[row_id] = present[place]
                self._count(self.present, form)
            elif place in first:
                alike.append((row_id, first[place]))
            else:
                first[place] = row_id
                fresh.add(row_id, row, None)
        self._write(fresh)
        for row_id, as_row in alike:
            ids[row_id] = ids[as_row]

    def _write(self, fresh: Fresh) -> None:
        """Write the rows that are new, and learn their ids."""
        form, ids = fresh.form, self._ids[fresh.form.name]
        if not fresh.rows:
            return
        columns = [column.name for column in form.table.columns if column.rule != "derived"]
        own = form.own_reference.column.name if form.own_reference else ""
        new_ids = self._writer.insert_many(
            form.name,
            columns,
            ([None if name == own else row[name] for name in columns] for row in fresh.rows),
        )
        ids.update(zip(fresh.other_ids, new_ids, strict=False))
        for other_id, parent in fresh.parents:
            self._writer.update(form.name, ids[other_id], parent_id=ids[parent])
        self.added[form.name] = self.added.get(form.name, 0) + len(fresh.rows)

    # --- who is who, and what is one event --------------------------------------------------------

    def _judge_actors(self) -> None:
        """Judge those to be one who are in both stores, and were not one row."""
        ids = self._ids["actors"]
        judged = {
            (a, b) for a, b in table_rows(self._store, "judgements", ("actor_id", "other_id"))
        }
        for other_id, new_id in ids.items():
            found = self._mine.counterpart(self._theirs, other_id)
            if found is None or found[0] == new_id:
                continue
            mine, reason = found
            if {(new_id, mine), (mine, new_id)} & judged:
                continue
            if self._identities.of_actor(new_id) != self._identities.of_actor(mine):
                self._writer.insert(
                    "judgements",
                    actor_id=new_id,
                    other_id=mine,
                    verdict="same",
                    note=reason,
                )
                self._identities.join(new_id, mine)
                self._n_judged += 1
        for a, b, verdict in table_rows(
            self._other, "judgements", ("actor_id", "other_id", "verdict")
        ):
            if verdict == "same":
                self._identities.join(ids[a], ids[b])

    def _identity(self, other_actor_id: int) -> int:
        return self._identities.of_actor(self._ids["actors"][other_actor_id])

    def _members_of_mine(self, interaction_id: int) -> set[int]:
        return {self._identities.of_actor(a) for a in self._people.get(interaction_id, ())}

    def _events_of_mine(self, form: ListForm) -> dict[Hashable, list[int]]:
        people = self._people = _members(self._store)
        kinds = dict(table_rows(self._store, "interaction_kinds", ("id", "name")))
        events: dict[Hashable, list[int]] = defaultdict(list)
        for row_id, row in rows_of(self._store, form):
            members = [self._identities.of_actor(actor) for actor in people.get(row_id, ())]
            for by_title in (False, True):
                event = event_of(kinds[row["kind_id"]], row, members, by_title=by_title)
                if event is not None:
                    events[event].append(row_id)
        return events

    def _told_here(
        self,
        standing: Standing,
        events: dict[Hashable, list[int]],
        kind: str,
        row: Row,
        members: set[int],
    ) -> int | None:
        """Give the interaction of this store that is the same event; None if none surely is."""
        by_key = standing.of_key(row["key"])
        if by_key and (not members or members & self._members_of_mine(by_key)):
            return by_key
        for by_title in (True, False):
            event = event_of(kind, row, members, by_title=by_title)
            found = events.get(event, []) if event is not None else []
            if len(found) == 1:
                return found[0]
        return None

    # --- rows -------------------------------------------------------------------------------------

    def _resolve(self, form: ListForm, row: Row) -> None:
        """Put the ids of this store for those of the other; the parent's comes later."""
        for column in form.table.references:
            value = row[column.name]
            if value is None:
                continue
            if column.target == form.name:
                row[column.name] = self._ids[form.name].get(value)
            else:
                row[column.name] = self._ids[column.target][value]

    def _pairs_of(self, form: ListForm) -> Pairs | None:
        """Give what stands of a table in which the same two may stand once only."""
        if not form.table.has_id:
            return Pairs(form.table.key, self._store, form)
        if form.name == "judgements":
            return Pairs(("actor_id", "other_id"), self._store, form)
        return None

    def _count(self, counts: dict[str, int], form: ListForm) -> None:
        counts[form.name] = counts.get(form.name, 0) + 1

    def _step(self, form: ListForm) -> None:
        self._done += 1
        if self._done % _CHECK_EVERY == 0:
            self._token.raise_if_cancelled()
            self._progress(self._done, self._total, f"Joining {form.name.replace('_', ' ')}.")


def _members(store: Store) -> dict[int, list[int]]:
    """Give who takes part in each interaction."""
    members: dict[int, list[int]] = defaultdict(list)
    for interaction_id, actor_id in table_rows(
        store, "participants", ("interaction_id", "actor_id")
    ):
        members[interaction_id].append(actor_id)
    return members
