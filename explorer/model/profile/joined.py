"""Actors that are judged to be one: their records, and what each of them brought."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import reads
from db.reads import JudgementRow, ParticipantRow
from explorer.model.plain_text import shown_line
from explorer.model.timespan import date_words

if TYPE_CHECKING:
    from explorer.model.profile.reading import StoreReader


@dataclass(frozen=True, slots=True)
class JoinedRecord:
    """An actor that is shown as part of the one at hand.

    Attributes
    ----------
    id
        The actor's own.
    judgement_ids
        The judgements that hold it there; without them it stands alone again.
    joined_to
        The name of the record that it was joined to, empty where that is the one at hand.
    decided
        Who decided it and when: `A. Reader, 24 November 2026`.
    brought
        What came from it, in words: "2 names, 3 relations, 12 interactions".
    """

    id: int
    name: str
    kind_label: str
    description: str | None
    judgement_ids: tuple[int, ...]
    joined_to: str
    decided: str
    note: str | None
    brought: str


def read_joined(reader: StoreReader, actor_ids: Sequence[int]) -> tuple[JoinedRecord, ...]:
    """Read the records of actors that are one, the first of which is their representative."""
    if len(actor_ids) < 2:
        return ()
    store, group = reader.store, set(actor_ids)
    rows = {row.id: row for row in reads.actors(store, actor_ids)}
    labels = {kind.name: kind.label for kind in reader.dataset.columns.actor_kinds}
    holding: dict[int, list[JudgementRow]] = defaultdict(list)
    for judgement in reads.judgements_on(store, actor_ids):
        if judgement.verdict == "same" and {judgement.actor_id, judgement.other_id} <= group:
            holding[judgement.actor_id].append(judgement)
    brought = _brought(reader, actor_ids)
    found = []
    for actor_id in actor_ids[1:]:
        row, mine = rows.get(actor_id), holding[actor_id]
        if row is None:
            continue
        newest = max(mine, key=lambda j: (j.decided_at, j.id), default=None)
        to = None if newest is None else rows.get(newest.other_id)
        found.append(
            JoinedRecord(
                id=row.id,
                name=row.name,
                kind_label=labels.get(row.kind, row.kind),
                description=row.description,
                judgement_ids=tuple(judgement.id for judgement in mine),
                joined_to="" if to is None or to.id == actor_ids[0] else to.name,
                decided="" if newest is None else decided_words(newest),
                note=None if newest is None else newest.note,
                brought=_counted(brought[actor_id]),
            )
        )
    return tuple(found)


def decided_words(judgement: JudgementRow) -> str:
    """Say who decided and when: `A. Reader, 24 November 2026`."""
    day = date_words(judgement.decided_at[:10]) if len(judgement.decided_at) >= 10 else ""
    return f"{shown_line(judgement.decided_by, 60)}, {day}".rstrip(", ")


def parts_as_one(
    reader: StoreReader, rows: Iterable[ParticipantRow]
) -> list[tuple[ParticipantRow, ...]]:
    """Group participations that actors who are one took in the same role, in the store's order."""
    dataset = reader.dataset
    found: dict[tuple[int, int, int], list[ParticipantRow]] = defaultdict(list)
    for row in rows:
        at = dataset.actor_row(row.actor_id)
        if at >= 0:
            found[row.interaction_id, at, row.role_id].append(row)
    return [tuple(parts) for parts in found.values()]


def _brought(reader: StoreReader, actor_ids: Sequence[int]) -> dict[int, Counter[str]]:
    store = reader.store
    found: dict[int, Counter[str]] = {actor_id: Counter() for actor_id in actor_ids}
    for name in reads.actor_names(store, actor_ids):
        found[name.actor_id]["name"] += 1
    for identifier in reads.actor_identifiers(store, actor_ids):
        found[identifier.actor_id]["identifier"] += 1
    for relation in reads.relations_of(store, actor_ids):
        for end in {relation.from_actor_id, relation.to_actor_id} & found.keys():
            found[end]["relation"] += 1
    for actor_id in actor_ids:
        found[actor_id]["interaction"] = reads.n_interactions_with(store, actor_id)
        found[actor_id]["quote"] = reads.n_quotes_by(store, actor_id)
    return found


def _counted(counts: Counter[str]) -> str:
    return ", ".join(
        f"{count:,} {word if count == 1 else f'{word}s'}" for word, count in counts.items() if count
    )
