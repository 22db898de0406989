"""A store set against dictionaries: whatever is done in whatever order, both say the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from db import UndoBlocked, create_store, history, open_store
from db.edtf import parse_edtf
from db.search import search
from tests.db.dumping import Dump, dump

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
dates = st.sampled_from(
    [None, "2023-09-26", "2023-09~", "../2023", "2023-09-22/2023-09-25", "201X"]
)
words = st.sampled_from(["corridor", "observers", "aid", "ceasefire", "grain"])


class StoreAgainstDictionaries(RuleBasedStateMachine):
    """Actors, interactions and who took part, kept twice."""

    actors = Bundle("actors")
    interactions = Bundle("interactions")

    @initialize()
    def create(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "store.actors"
        self.store = create_store(self.path, title="T")
        self.names: dict[int, str] = {}
        self.meetings: dict[int, tuple[str, str | None]] = {}
        self.taking_part: set[tuple[int, int]] = set()
        self.states: list[tuple[int, Dump]] = []

    def _remember(self, step_id: int | None, before: Dump) -> None:
        if step_id is not None:
            self.states.append((step_id, before))

    @rule(target=actors, new=st.lists(names, min_size=1, max_size=4))
    def add_actors(self, new: list[str]) -> object:
        before = dump(self.store)
        with self.store.atomic("Add actors") as writer:
            ids = writer.insert_many("actors", ("name", "kind_id"), [(name, 1) for name in new])
        self.names.update(zip(ids, new, strict=True))
        self._remember(writer.changes.step_id, before)
        return multiple(*ids)

    @rule(target=interactions, word=words, edtf=dates)
    def add_interaction(self, word: str, edtf: str | None) -> int:
        before = dump(self.store)
        with self.store.atomic("Add interaction") as writer:
            new = writer.insert("interactions", kind_id=1, title=f"About {word}", edtf=edtf)
        self.meetings[new] = (f"About {word}", edtf)
        self._remember(writer.changes.step_id, before)
        return new

    @rule(interaction=interactions, actor=actors)
    def take_part(self, interaction: int, actor: int) -> None:
        if (interaction, actor) in self.taking_part:
            return
        if interaction not in self.meetings or actor not in self.names:
            return
        before = dump(self.store)
        with self.store.atomic("Take part") as writer:
            writer.insert("participants", interaction_id=interaction, actor_id=actor, role_id=1)
        self.taking_part.add((interaction, actor))
        self._remember(writer.changes.step_id, before)

    @rule(interaction=interactions, word=words, edtf=dates)
    def change_interaction(self, interaction: int, word: str, edtf: str | None) -> None:
        if interaction not in self.meetings:
            return
        before = dump(self.store)
        with self.store.atomic("Change interaction") as writer:
            writer.update("interactions", interaction, title=f"On {word}", edtf=edtf)
        self.meetings[interaction] = (f"On {word}", edtf)
        self._remember(writer.changes.step_id, before)

    @rule(actor=consumes(actors))
    def delete_actor(self, actor: int) -> None:
        if actor not in self.names:
            return
        before = dump(self.store)
        with self.store.atomic("Delete actor") as writer:
            writer.delete("actors", actor)
        del self.names[actor]
        self.taking_part = {pair for pair in self.taking_part if pair[1] != actor}
        self._remember(writer.changes.step_id, before)

    @rule(interaction=consumes(interactions))
    def delete_interaction(self, interaction: int) -> None:
        if interaction not in self.meetings:
            return
        before = dump(self.store)
        with self.store.atomic("Delete interaction") as writer:
            writer.delete_many("interactions", [interaction])
        del self.meetings[interaction]
        self.taking_part = {pair for pair in self.taking_part if pair[0] != interaction}
        self._remember(writer.changes.step_id, before)

    @rule()
    def undo_and_redo_the_last_step(self) -> None:
        if not self.states:
            return
        step, before = self.states[-1]
        after = dump(self.store)
        undone = history.undo_step(self.store, step).step_id
        assert dump(self.store) == before
        assert undone is not None
        history.undo_step(self.store, undone)
        assert dump(self.store) == after

    @rule(data=st.data())
    def ask_what_rests_on_a_step(self, data: st.DataObject) -> None:
        if not self.states:
            return
        step, _ = data.draw(st.sampled_from(self.states))
        before = dump(self.store)
        blocking, reasons = history.steps_resting_on(self.store, step)
        assert dump(self.store) == before
        assert bool(reasons) or not blocking

    @rule()
    def change_and_break_off(self) -> None:
        before = dump(self.store)
        try:
            with self.store.atomic("Broken") as writer:
                writer.insert("actors", name="X", kind_id=1)
                for actor in self.names:
                    writer.delete("actors", actor)
                raise UndoBlocked("", self.path, (), ())
        except UndoBlocked:
            pass
        assert dump(self.store) == before

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    @invariant()
    def both_say_the_same(self) -> None:
        columns = self.store.columns()
        ids = columns.actor_id.tolist()
        assert dict(zip(ids, columns.actor_name, strict=True)) == self.names
        found = zip(
            columns.interaction_id[columns.participant_interaction].tolist(),
            columns.actor_id[columns.participant_actor].tolist(),
            strict=True,
        )
        assert set(found) == self.taking_part
        for row, meeting in enumerate(columns.interaction_id.tolist()):
            title, edtf = self.meetings[meeting]
            assert columns.interaction_title[row] == title
            if edtf is not None:
                assert columns.date_flags[row] == parse_edtf(edtf).flags
        assert len(columns.interaction_id) == len(self.meetings)

    @invariant()
    def the_search_finds_what_is_there(self) -> None:
        for word in ("corridor", "grain"):
            hits = search(self.store, word, limit=10_000).interactions
            titled = {i for i, (title, _) in self.meetings.items() if word in title}
            assert {hit.id for hit in hits} == titled

    def teardown(self) -> None:
        assert self.store.integrity() == []
        self.store.close()
        self.folder.cleanup()


TestStoreAgainstDictionaries = StoreAgainstDictionaries.TestCase
TestStoreAgainstDictionaries.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
