"""Events that the store has from earlier imports, found by day, kind, place, and who took part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.reads.lookup import parts_on_days
from db.reads.told_by_files import last_id
from explorer.exchange.intake.event_block import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db import Store
    from explorer.exchange.intake.event_block import EventBlock
    from explorer.exchange.intake.records import Term

MOST_REMEMBERED: Final = 500_000
"""So many interactions of earlier imports at most are held at once, by the numbers they hash to."""

_DAYS_AT_ONCE: Final = 16


class ToldBefore:
    """What was in the store before this import began; it reads a day when a row first names it."""

    def __init__(self, store: Store, most_remembered: int = MOST_REMEMBERED) -> None:
        self._store = store
        self._last_id = last_id(store, "interactions")
        self._most = most_remembered
        self._days: set[str] = set()
        self._found: dict[int, int] = {}

    @property
    def is_empty(self) -> bool:
        """Whether there was no interaction."""
        return not self._last_id

    def find(
        self,
        block: EventBlock,
        terms: Sequence[Term | str],
        place_ids: Sequence[int],
        actor_ids: Sequence[int],
    ) -> dict[int, int]:
        """Give the ids of interactions that rows of a block tell again, by position in the block.

        Parameters
        ----------
        terms, place_ids, actor_ids
            By the numbers of the block; an actor whom the store does not have has no id.
        """
        alike = block.alike or {}
        self._read(block.edtf, alike)
        names = [term if isinstance(term, str) else term.name for term in terms]
        parts: list[list[tuple[int, str]]] = [[] for _ in block.key]
        for at, actor, role in zip(block.part_of, block.part_actor, block.part_role, strict=True):
            parts[at].append((actor_ids[actor], names[role]))
        found: dict[int, int] = {}
        for at, its_parts in enumerate(parts):
            if any(actor_id == NONE for actor_id, _ in its_parts):
                continue
            place = block.place[at]
            kind = names[block.kind[at]]
            mark = _mark(
                block.edtf[at], alike.get(kind, kind), 0 if place == NONE else place_ids[place],
                its_parts,
            )  # fmt: skip
            if (interaction_id := self._found.get(mark)) is not None:
                found[at] = interaction_id
        return found

    def _read(self, days: Iterable[str], alike: Mapping[str, str]) -> None:
        new = sorted(set(days) - self._days)
        if new and len(self._found) >= self._most:
            self._found.clear()
            self._days.clear()
        for first in range(0, len(new), _DAYS_AT_ONCE):
            some = new[first : first + _DAYS_AT_ONCE]
            self._days.update(some)
            for row in parts_on_days(self._store, some, self._last_id):
                mark = _mark(row.edtf, alike.get(row.kind, row.kind), row.place_id or 0,
                             row.parts)  # fmt: skip
                self._found.setdefault(mark, row.interaction_id)


def _mark(day: str, kind: str, place_id: int, parts: Iterable[tuple[int, str]]) -> int:
    """Give the number by which the same event is known; who took part has no order."""
    # Of a million events two share a number by chance once in 10^7 imports.
    return hash((day, kind, place_id, frozenset(parts)))
