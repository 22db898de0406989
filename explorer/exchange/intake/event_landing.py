"""Blocks of plain interactions on their way into the tables of a store."""

from __future__ import annotations

from array import array
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

from db.reads.lookup import interactions_of_evidence
from explorer.exchange.intake.batch import Batch
from explorer.exchange.intake.event_block import NONE, EventBlock, Retelling
from explorer.exchange.intake.known import actor_key
from explorer.exchange.intake.told_before import ToldBefore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db import Store, Writer
    from explorer.exchange.intake.known import Known
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import ActorRecord, PlaceRecord, Term

_MOST_WAITING: Final = 200_000
_BEFORE: Final = (
    "A row tells again what the store has from an earlier import (same day, actors, kind and "
    "place); it is a further passage of that interaction."
)


_Told = tuple[Retelling, int]
"""A retelling, and the id of its source, `NONE` if it names none."""


class EventLanding:
    """Places blocks as they come; one for a whole import, as it keeps what their numbers mean."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        known: Known,
        file_ids: Sequence[int],
        problems: Problems,
    ) -> None:
        self.added: dict[str, int] = {}
        self.present: dict[str, int] = {}
        self._store = store
        self._writer = writer
        self._known = known
        self._file_ids = file_ids
        self._problems = problems
        self._before = ToldBefore(store)
        self._waiting: list[_Told] = []
        # By number; what has an id need not be kept.
        self._actors: list[ActorRecord | None] = []
        self._actor_ids = array("q")
        self._places: list[PlaceRecord | None] = []
        self._place_ids = array("q")
        self._terms: list[Term | str] = []
        self._kinds: dict[int, int] = {}
        self._roles: dict[int, int] = {}

    def take(self, block: EventBlock) -> None:
        """Write a block down; what tells of interactions that are yet to come waits."""
        self._learn(block)
        block = self._new(block)
        source_ids = self._place_sources(block)
        if block.key:
            self._look_up_actors(block)
            block = self._without_told_before(block, source_ids)
        if block.key:
            self._place_interactions(block, source_ids)
        self._retell([(told, _at(source_ids, told.source)) for told in block.retold])
        if len(self._waiting) > _MOST_WAITING:
            self.take_waiting()

    def take_waiting(self) -> None:
        """Take in what waited; what is about nothing that is known is left out."""
        waiting, self._waiting = self._waiting, []
        self._retell(waiting)
        if left := len(self._waiting):
            self._waiting = []
            self._problems.remark(
                f"{left:,} passages are about events that are neither in the files nor in the "
                "store; they were left out."
            )

    # --- what blocks name ---------------------------------------------------------------------

    def _learn(self, block: EventBlock) -> None:
        self._actors += block.new_actors
        self._actor_ids.extend([NONE] * len(block.new_actors))
        self._places += block.new_places
        self._place_ids.extend([NONE] * len(block.new_places))
        self._terms += block.new_terms

    def _new(self, block: EventBlock) -> EventBlock:
        """Leave out what the store has already, and what has the key of another."""
        if not block.key:
            return block
        present = self._known.present("interactions", block.key)
        if not present and len(set(block.key)) == len(block.key):
            return block
        seen = set(present)
        wanted = []
        for key in block.key:
            wanted.append(key not in seen)
            seen.add(key)
        self._count(self.present, "interactions", wanted.count(False))
        return block.only(wanted)

    def _place_sources(self, block: EventBlock) -> list[int]:
        """Write down the sources that the rows need, and give the ids of all, `NONE` of others."""
        needed = {*block.source, *(told.source for told in block.retold)} - {NONE}
        rows = [row if at in needed else None for at, row in enumerate(block.sources)]
        things = self._things()
        things.place_source_rows([row for row in rows if row is not None])
        self._add_up(things)
        return [NONE if row is None else self._known.sources[row[0]] for row in rows]

    def _look_up_actors(self, block: EventBlock) -> None:
        unknown = self._unknown_actors(block)
        self._known.look_up_actors((), unknown.values())
        for number, actor in unknown.items():
            self._actor_ids[number] = self._known.actors.get(actor_key(actor), NONE)

    def _place_actors(self, block: EventBlock) -> None:
        unknown = self._unknown_actors(block)
        things = self._things()
        things.place_actors((), list(unknown.values()))
        things.write_rows()
        self._add_up(things)
        for number, actor in unknown.items():
            self._actor_ids[number] = self._known.actors[actor_key(actor)]
        for number in set(block.part_actor):
            self._actors[number] = None

    def _unknown_actors(self, block: EventBlock) -> dict[int, ActorRecord]:
        return {
            number: actor
            for number in sorted(set(block.part_actor))
            if self._actor_ids[number] == NONE and (actor := self._actors[number]) is not None
        }

    def _place_places(self, block: EventBlock) -> None:
        new = {
            number: place
            for number in sorted(set(block.place) - {NONE})
            if (place := self._places[number]) is not None
        }
        ids = self._known.places(list(new.values()))
        for number, place_id in zip(new, ids, strict=True):
            self._place_ids[number] = place_id
            self._places[number] = None

    def _ids_of_terms(self, table: str, numbers: Sequence[int]) -> list[int]:
        ids = self._kinds if table == "interaction_kinds" else self._roles
        for number in set(numbers) - ids.keys():
            ids[number] = self._known.term(table, self._terms[number])
        return [ids[number] for number in numbers]

    # --- interactions -------------------------------------------------------------------------

    def _without_told_before(self, block: EventBlock, source_ids: Sequence[int]) -> EventBlock:
        """Turn what an earlier import told into further passages of it."""
        if block.alike is None or self._before.is_empty:
            return block
        self._place_places(block)
        found = self._before.find(block, self._terms, self._place_ids, self._actor_ids)
        if not found:
            return block
        again = [
            (
                Retelling(
                    block.key[at], "", block.excerpt[at], block.row[at], block.file_index[at],
                    block.source[at], block.note[at],
                ),
                _at(source_ids, block.source[at]),
            )
            for at in found
        ]  # fmt: skip
        if n_new := self._write_passages(again, list(found.values())):
            self._problems.remark(_BEFORE, n_new)
        return block.only([at not in found for at in range(len(block.key))])

    def _place_interactions(self, block: EventBlock, source_ids: Sequence[int]) -> None:
        self._place_actors(block)
        self._place_places(block)
        n_events = len(block.key)
        place_ids = self._place_ids
        ids = self._insert(
            "interactions",
            {
                "key": block.key,
                "kind_id": self._ids_of_terms("interaction_kinds", block.kind),
                "title": block.title,
                "place_id": [None if at == NONE else place_ids[at] for at in block.place],
                "date_words": block.date_words,
                "edtf": block.edtf,
                "date_basis": ["stated"] * n_events,
                "properties": block.properties,
            },
        )
        self._place_participants(block, ids)
        self._write_pairs(
            {
                "source_id": (
                    [self._file_ids[index] for index in block.file_index],
                    [_at(source_ids, at) for at in block.source],
                ),
                "excerpt": (block.excerpt, block.excerpt),
                "interaction_id": (ids, ids),
                "note": (block.row, block.note),
            }
        )

    def _place_participants(self, block: EventBlock, ids: range) -> None:
        actor_ids = self._actor_ids
        columns: tuple[Sequence[int], ...] = (
            [ids[at] for at in block.part_of],
            [actor_ids[number] for number in block.part_actor],
            self._ids_of_terms("roles", block.part_role),
        )
        different = set(zip(*columns, strict=True))
        if len(different) < len(columns[0]):
            # Two names of a feed may stand for one actor of the store, which takes part once.
            columns = tuple(zip(*dict.fromkeys(zip(*columns, strict=True)), strict=True))
        names = ("interaction_id", "actor_id", "role_id")
        self._insert("participants", dict(zip(names, columns, strict=True)))

    # --- retellings ---------------------------------------------------------------------------

    def _retell(self, told: Sequence[_Told]) -> None:
        if not told:
            return
        abouts = [retelling.about for retelling, _ in told]
        wanted = set(abouts)
        found = self._known.present("interactions", wanted)
        if missing := wanted - found.keys():
            found |= interactions_of_evidence(self._store, missing)
        if missing - found.keys():
            self._waiting += [each for each in told if each[0].about not in found]
            told = [each for each in told if each[0].about in found]
        self._write_passages(told, [found[about] for about in abouts if about in found])

    def _write_passages(self, told: Sequence[_Told], interaction_ids: Sequence[int]) -> int:
        """Write down passages that the store has not; give how many rows were new."""
        ids = dict(zip((each.key for each, _ in told), interaction_ids, strict=True))
        present = self._known.present("evidence", ids)
        if present or len(ids) < len(told):
            self._count(self.present, "evidence", len(told) - len(ids.keys() - present.keys()))
            new = {each[0].key: each for each in told if each[0].key not in present}
            told, interaction_ids = list(new.values()), [ids[key] for key in new]
        if not told:
            return 0
        retold, source_ids = zip(*told, strict=True)
        keys, _, excerpts, rows, files, _, notes = zip(*retold, strict=True)
        self._write_pairs(
            {
                "key": (keys, [None] * len(keys)),
                "source_id": ([self._file_ids[index] for index in files], source_ids),
                "excerpt": (excerpts, excerpts),
                "interaction_id": (interaction_ids, interaction_ids),
                "note": (rows, notes),
            }
        )
        return len(told)

    def _write_pairs(
        self, columns: Mapping[str, tuple[Sequence[object], Sequence[object]]]
    ) -> None:
        """Write two passages for each row: of the file, and of the article where it names one."""
        passages = {name: _in_turn(*pair) for name, pair in columns.items()}
        passages["aspect"] = ["occurrence"] * len(passages["note"])
        if NONE in passages["source_id"]:
            has_source = [source_id != NONE for source_id in passages["source_id"]]
            passages = {n: list(compress(column, has_source)) for n, column in passages.items()}
        self._insert("evidence", passages)

    # --- counting -----------------------------------------------------------------------------

    def _insert(self, table: str, columns: Mapping[str, Sequence[object]]) -> range:
        ids = self._writer.insert_columns(table, columns)
        self._count(self.added, table, len(ids))
        return ids

    def _things(self) -> Batch:
        return Batch(self._writer, self._known, self._file_ids, self._problems, is_last=False)

    def _add_up(self, things: Batch) -> None:
        for counts, mine in ((things.added, self.added), (things.present, self.present)):
            for name, count in counts.items():
                self._count(mine, name, count)

    @staticmethod
    def _count(counts: dict[str, int], table: str, more: int) -> None:
        if more:
            counts[table] = counts.get(table, 0) + more


def _at(source_ids: Sequence[int], position: int) -> int:
    return NONE if position == NONE else source_ids[position]


def _in_turn(first: Sequence[Any], second: Sequence[Any]) -> list[Any]:
    """Give values of two columns of one length in turn."""
    both: list[Any] = [None] * (2 * len(first))
    both[::2] = first
    both[1::2] = second
    return both
