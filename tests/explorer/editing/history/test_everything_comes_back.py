"""Whatever is done, in whatever order: undoing it restores the exported store exactly."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db import UndoBlocked, history, open_store
from explorer.editing import adding, changing, drafts, removing, stored
from explorer.editing.edited import Edited
from explorer.editing.history.chain import undo_chain
from explorer.editing.history.sentences import read_step
from explorer.editing.history.taking_back import (
    look_at_taking_back,
    take_back_step,
    take_back_together,
)
from explorer.exchange.exporting import export_json
from explorer.exchange.importing import import_json
from explorer.identity.judging import join_actors, take_apart
from explorer.identity.splitting import PartTable, SplitDraft, split_actor
from tests.building import build_store
from tests.explorer.graphs.graph_reading import take_in
from tests.explorer.tables.table_stand import taken, written

names = st.sampled_from(["Ana", "Ben", "Əli", "李", "O’Neill & Co", "a\u0301"])
dates = st.sampled_from(
    [None, "2023-09-26", "2023-09~", "2020/..", "201X", "2023-09-22/2023-09-25"]
)
picks = st.integers(0, 10_000)


class EverythingComesBack(RuleBasedStateMachine):
    """A store under all use-cases beside the list of what it exported after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "store.actors"
        self.store = build_store(
            self.path,
            actors=("First", ("Second", "organisation")),
            interactions=({"title": "Call", "participants": ("First", "Second")},),
        )
        self.states = [export_json(self.store)]
        self.at = 0
        self.n_imports = 0

    # --- what happens ----------------------------------------------------------------------

    @rule(name=names, other=names, pick=picks)
    def add_actor(self, name: str, other: str, pick: int) -> None:
        draft = drafts.ActorDraft(
            name,
            "person" if pick % 2 else drafts.TermDraft(f"sort_{pick % 3}"),
            names=(drafts.NameDraft(other, source=drafts.SourceDraft(f"Source {pick % 4}")),),
            identifiers=(drafts.IdentifierDraft("q", str(pick)),),
            properties={"pick": pick} if pick % 3 else None,
        )
        self._do(adding.add_actor(self.store, draft))

    @rule(date=dates, pick=picks, name=names)
    def add_interaction(self, date: str | None, pick: int, name: str) -> None:
        draft = drafts.InteractionDraft(
            "meeting",
            when=drafts.WhenDraft(date),
            participants=(
                drafts.ParticipantDraft(drafts.ActorDraft(name)),
                *(drafts.ParticipantDraft(one, "host") for one in self._some("actors", pick)),
            ),
            place=drafts.PlaceDraft(f"Place {pick % 3}"),
            topics=(f"Topic {pick % 3}",),
            amounts=(drafts.AmountDraft(pick / 4, "USD"),),
            evidence=(
                drafts.EvidenceDraft(drafts.SourceDraft("S", text="They met."), "They", 0, 4),
            ),
        )
        self._do(adding.add_interaction(self.store, draft))

    @rule(pick=picks, name=names)
    def add_words(self, pick: int, name: str) -> None:
        meetings, actors = self._some("interactions", pick), self._some("actors", pick + 1)
        if not meetings or not actors:
            return
        source = drafts.SourceDraft("T", text=f"{name} said so.")
        links = (drafts.AttributionDraft("said", actors[0]), drafts.AttributionDraft("wrote"))
        quote = drafts.QuoteDraft(
            "said so", source, actors[0], interaction=meetings[0], about=(actors[0],),
            attributions=links,
        )  # fmt: skip
        account = drafts.AccountDraft(
            meetings[0], actors[0], "So it was.", source, attributions=links
        )
        if pick % 2:
            self._do(adding.add_quote(self.store, quote))
        else:
            self._do(adding.add_account(self.store, account))

    @rule(pick=picks, name=names, date=dates)
    def relate(self, pick: int, name: str, date: str | None) -> None:
        actors = self._some("actors", pick)
        if actors:
            draft = drafts.RelationDraft(
                "membership", actors[0], drafts.ActorDraft(name), when=drafts.WhenDraft(date)
            )
            self._do(adding.add_relation(self.store, draft))

    @rule(pick=picks, name=names)
    def change_actor(self, pick: int, name: str) -> None:
        for actor in self._some("actors", pick):
            was = stored.actor_draft(self.store, actor)
            wanted = replace(was, name=name, names=was.names[1:], description=name)
            self._do(changing.change_actor(self.store, actor, wanted, was))

    @rule(pick=picks, date=dates)
    def change_interaction(self, pick: int, date: str | None) -> None:
        for meeting in self._some("interactions", pick):
            was = stored.interaction_draft(self.store, meeting)
            wanted = replace(
                was, when=drafts.WhenDraft(date), participants=was.participants[:1],
                topics=(*was.topics[1:], f"Topic {pick % 5}"), place=None,
            )  # fmt: skip
            self._do(changing.change_interaction(self.store, meeting, wanted, was))

    @rule(pick=picks)
    def change_source(self, pick: int) -> None:
        for source in self._some("sources", pick):
            was = stored.source_draft(self.store, source)
            wanted = replace(was, text=f"Anew: {was.text or 'nothing'}", language="en")
            self._do(changing.change_source(self.store, source, wanted, was))

    @rule(
        pick=picks,
        table=st.sampled_from(
            ["actors", "interactions", "sources", "relations", "participants", "quotes", "evidence",
             "accounts", "places", "topics", "amounts"]
        ),
    )  # fmt: skip
    def remove(self, pick: int, table: str) -> None:
        ids = self._some(table, pick)
        if ids:
            self._do(removing.remove(self.store, table, ids))

    @rule(pick=picks, other=picks)
    def judge(self, pick: int, other: int) -> None:
        part, whole = self._some("actors", pick), self._some("actors", other)
        if part and whole and part != whole:
            self._do(join_actors(self.store, part, whole[0]))

    @rule(pick=picks)
    def take_apart(self, pick: int) -> None:
        for judgement in self._some("judgements", pick):
            (member,) = self.store.connection.execute(
                "SELECT actor_id FROM judgements WHERE id = ? AND verdict = 'same'", (judgement,)
            ).fetchone() or (None,)
            if member is not None:
                self._do(take_apart(self.store, member))

    @rule(pick=picks, name=names)
    def import_a_file(self, pick: int, name: str) -> None:
        self.n_imports += 1
        key = f"import-{pick % 3}"
        lists = json.loads(self.states[0])
        lists["actors"] = [{"id": key, "name": name, "kind": "person"}]
        lists["interactions"] = [{"id": f"{key}-i", "title": name, "kind": "call"}]
        lists["participants"] = [{"interaction": f"{key}-i", "actor": key, "role": "caller"}]
        text = json.dumps(lists)
        before = history.n_steps(self.store)
        try:
            import_json(self.store, text)
        except Exception as fault:
            # The same key with another name: the file is refused as a whole.
            if type(fault).__name__ != "ImportFailed":
                raise
        if history.n_steps(self.store) > before:
            self._did()

    @rule(pick=picks, name=names)
    def import_a_graph(self, pick: int, name: str) -> None:
        file = Path(self.folder.name) / f"graph-{pick % 3}.gml"
        # Letters beyond ASCII are written as a peer's program would have them in this format.
        label = "".join(c if c.isascii() and c not in '"&' else f"&#{ord(c)};" for c in name)
        file.write_text(
            f'graph [ node [ id 1 label "{label}" ] node [ id 2 label "Other {pick % 3}" ]'
            f" edge [ source 1 target 2 weight {pick} ] ]",
            encoding="ascii",
        )
        self._import(lambda: take_in(self.store, file))

    @rule(pick=picks, name=names)
    def import_a_table(self, pick: int, name: str) -> None:
        file = written(
            Path(self.folder.name), f"table-{pick % 3}.csv",
            f"Date,Who,With whom,Place\n2023-09-{1 + pick % 28:02},{name},Host {pick % 2},Baku\n",
        )  # fmt: skip
        self._import(lambda: taken(self.store, [file]))

    @rule(pick=picks, name=names)
    def split(self, pick: int, name: str) -> None:
        for actor in self._some("actors", pick):
            parts: list[tuple[PartTable, int]] = []
            for table in ("participants", "actor_names"):
                rows = self.store.connection.execute(
                    f"SELECT id FROM {table} WHERE actor_id = ? ORDER BY id", (actor,)
                ).fetchall()
                parts += [(table, int(row[0])) for row in rows[pick % 2 :: 2]]
            self._do(split_actor(self.store, SplitDraft(actor, name, tuple(parts))))

    # --- and comes back --------------------------------------------------------------------

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        step = undo_chain(self.store).undo
        assert step is not None
        take_back_step(self.store, step.step_id)
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        step = undo_chain(self.store).redo
        assert step is not None
        take_back_step(self.store, step.step_id)
        self.at += 1

    @rule(pick=picks)
    def take_back_something_of_long_ago(self, pick: int) -> None:
        steps = [step for step in history.steps(self.store, limit=-1) if step.undone_by_id is None]
        step = steps[pick % len(steps)]
        before = export_json(self.store)
        found = look_at_taking_back(self.store, step.id)
        assert export_json(self.store) == before, "looking changes nothing"
        if found.forbidden:
            return
        n_steps = history.n_steps(self.store)
        try:
            take_back_together(self.store, step.id)
        except UndoBlocked:
            raise AssertionError(f"{step.title} was said to go") from None
        n_new = history.n_steps(self.store) - n_steps
        newest = history.steps(self.store, limit=n_new)
        after = export_json(self.store)
        for one in newest:
            take_back_step(self.store, one.id)
        assert export_json(self.store) == before, "taking back the taking back restores it"
        redone = history.steps(self.store, limit=n_new)
        for one in redone:
            take_back_step(self.store, one.id)
        assert export_json(self.store) == after
        # From here on Undo would first take this back: the list begins anew.
        self.states, self.at = [after], 0

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    @invariant()
    def the_store_is_what_it_was_at_this_place(self) -> None:
        assert export_json(self.store) == self.states[self.at]

    @invariant()
    def every_step_can_be_told(self) -> None:
        newest = history.steps(self.store, limit=1)[0]
        words = read_step(self.store, newest.id)
        assert words is not None
        assert len(words.changes) == words.n_changes

    def teardown(self) -> None:
        assert self.store.integrity() == []
        self.store.close()
        self.folder.cleanup()

    # --- within ----------------------------------------------------------------------------

    def _do(self, edited: Edited) -> None:
        if edited.step_id is not None:
            self._did()

    def _did(self) -> None:
        del self.states[self.at + 1 :]
        self.states.append(export_json(self.store))
        self.at += 1

    def _import(self, take: Callable[[], object]) -> None:
        before = history.n_steps(self.store)
        take()
        if history.n_steps(self.store) > before:
            self._did()

    def _some(self, table: str, pick: int) -> tuple[int, ...]:
        rows = self.store.connection.execute(f'SELECT id FROM "{table}" ORDER BY id').fetchall()
        return (int(rows[pick % len(rows)][0]),) if rows else ()


TestEverythingComesBack = EverythingComesBack.TestCase
TestEverythingComesBack.settings = settings(
    max_examples=20,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
