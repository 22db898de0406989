"""The whole store in memory, as immutable numpy columns with indexes by actor and interaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NewType

import numpy as np
import numpy.typing as npt

from db.edtf import DateFlag, InvalidDate, parse_edtf
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST, STANDINGS
from explorer.model.stated_order import stated_ranks
from explorer.model.window_bounds import SureBounds, sure_bounds

if TYPE_CHECKING:
    from db import StoreColumns
    from explorer.model.property_columns import PropertyColumn

ActorId = NewType("ActorId", int)
InteractionId = NewType("InteractionId", int)

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

TOOK_PLACE = STANDINGS.index("took_place")

#: Approximate dates beyond this many keep their widened bounds in `named_days`.
_MOST_NARROWED = 5_000

#: A date of which not even the day is sure: hollow in every view.
_UNSURE_DAY = int(DateFlag.UNCERTAIN | DateFlag.BOUNDS_ONLY | DateFlag.UNSPECIFIED)


@dataclass(frozen=True)
class Grouped:
    """Rows grouped by an owner (compressed sparse rows).

    Attributes
    ----------
    start : (n_owners + 1,) int64
        Where each owner's run begins in `rows`.
    rows : (n,) int32
        The rows, owner by owner, ascending within an owner.
    """

    start: npt.NDArray[np.int64]
    rows: Rows

    def of(self, owner: int) -> Rows:
        """Return the rows of one owner, a view of shape (k,)."""
        return self.rows[self.start[owner] : self.start[owner + 1]]

    def of_all(self, owners: npt.NDArray[np.integer[Any]]) -> Rows:
        """Return the rows of some owners one after the other, a copy."""
        counts = self.counts_of(owners)
        n_before = np.cumsum(counts) - counts
        first = np.repeat(self.start[owners] - n_before, counts)
        return self.rows[first + np.arange(len(first))]

    def counts_of(self, owners: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
        """Return how many rows each of some owners has."""
        return np.asarray(self.start[owners + 1] - self.start[owners])

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """Number of rows of each owner, shape (n_owners,)."""
        return np.diff(self.start)


def group(owner: Rows, rows: Rows, n_owners: int) -> Grouped:
    """Group `rows` by `owner`; pairs that occur twice are kept once."""
    # One number for both sorts several times faster than two arrays by an order of rows.
    packed = owner.astype(np.int64) << 32 | rows
    if (packed[1:] < packed[:-1]).any():
        packed.sort()
    is_new = np.ones(len(packed), dtype=bool)
    np.not_equal(packed[1:], packed[:-1], out=is_new[1:])
    if not is_new.all():
        packed = packed[is_new]
    start = np.zeros(n_owners + 1, dtype=np.int64)
    np.cumsum(np.bincount(packed >> 32, minlength=n_owners), out=start[1:])
    rows = packed.astype(np.int32)
    for array in (start, rows):
        array.flags.writeable = False
    return Grouped(start, rows)


@dataclass(frozen=True, eq=False)
class Dataset:
    """A snapshot of a store; never changes, is replaced as a whole after an edit.

    Rows are positions in the columns; ids are those of the store. Selection and positions
    are kept by id, so that they survive a reload.

    Attributes
    ----------
    properties
        What the store tells of actors beyond its columns, as far as it groups or measures.
    """

    columns: StoreColumns = field(repr=False)
    properties: tuple[PropertyColumn, ...] = field(default=(), repr=False)

    @property
    def n_actors(self) -> int:
        """Number of actors."""
        return len(self.columns.actor_id)

    @property
    def n_interactions(self) -> int:
        """Number of interactions."""
        return len(self.columns.interaction_id)

    def actor_row(self, actor_id: int) -> int:
        """Return the row of an actor, -1 where the store has none with that id.

        Of one that is shown as part of another, the row of that one.
        """
        row = _row_of(self.columns.actor_id, actor_id)
        if row < 0 and (at := _row_of(self.columns.member_id, actor_id)) >= 0:
            return int(self.columns.member_of[at])
        return row

    def actor_ids(self, row: int) -> tuple[ActorId, ...]:
        """Return the id of the actor in a row, and of those that are shown as part of it."""
        c = self.columns
        members = c.member_id[c.member_of == row] if c.member_id.size else ()
        return (self.actor_id(row), *(ActorId(int(i)) for i in members))

    def interaction_row(self, interaction_id: int) -> int:
        """Return the row of an interaction, -1 where the store has none with that id."""
        return _row_of(self.columns.interaction_id, interaction_id)

    def actor_id(self, row: int) -> ActorId:
        """Return the id of the actor in a row."""
        return ActorId(int(self.columns.actor_id[row]))

    def interaction_id(self, row: int) -> InteractionId:
        """Return the id of the interaction in a row."""
        return InteractionId(int(self.columns.interaction_id[row]))

    def actor_name(self, row: int) -> str:
        """Return an actor's name as the store gives it."""
        return self.columns.actor_name[row]

    def actor_kind(self, row: int) -> str:
        """Return the name of an actor's kind (`person`)."""
        return self.columns.actor_kinds[int(self.columns.actor_kind[row])].name

    def title(self, row: int) -> str:
        """Return an interaction's one-line title."""
        return self.columns.interaction_title[row]

    def interaction_kind(self, row: int) -> str:
        """Return the name of an interaction's kind (`meeting`)."""
        return self.columns.interaction_kinds[int(self.columns.interaction_kind[row])].name

    def interaction_family(self, row: int) -> str:
        """Return the family of an interaction's kind (`talk`), which decides its colour."""
        return self.columns.interaction_kinds[int(self.columns.interaction_kind[row])].family

    @cached_property
    def actors_of(self) -> Grouped:
        """Actor rows by interaction row, each actor once whatever its roles."""
        c = self.columns
        return group(c.participant_interaction, c.participant_actor, self.n_interactions)

    @cached_property
    def interactions_of(self) -> Grouped:
        """Interaction rows by actor row."""
        c = self.columns
        return group(c.participant_actor, c.participant_interaction, self.n_actors)

    @cached_property
    def topics_of(self) -> Grouped:
        """Topic indexes by interaction row."""
        c = self.columns
        return group(c.topic_interaction, c.topic_index, self.n_interactions)

    @cached_property
    def sources_of(self) -> Grouped:
        """Source indexes by interaction row."""
        c = self.columns
        return group(c.source_interaction, c.source_index, self.n_interactions)

    @cached_property
    def account_givers_of(self) -> Grouped:
        """Actor rows that give an account of an interaction, by interaction row."""
        c = self.columns
        return group(c.accounts_interaction, c.accounts_actor, self.n_interactions)

    @cached_property
    def n_interactions_of(self) -> npt.NDArray[np.int64]:
        """Number of interactions of each actor."""
        return np.bincount(self.actors_of.rows, minlength=self.n_actors)

    @cached_property
    def order_within_days(self) -> Rows:
        """Place of each interaction among those of the very same days, as sources state it."""
        return stated_ranks(self)

    @cached_property
    def sure_bounds(self) -> SureBounds:
        """In which time windows each interaction surely lies."""
        return sure_bounds(self.columns)

    @cached_property
    def accounts_differ(self) -> Mask:
        """Whether an interaction is told by two or more actors, by interaction row."""
        return self.account_givers_of.counts >= 2

    @cached_property
    def has_date(self) -> Mask:
        """Whether at least one bound of an interaction's date is known."""
        return np.asarray(self.columns.has_date, dtype=bool)

    @cached_property
    def is_uncertain(self) -> Mask:
        """Whether an interaction is not stated as having taken place on a known day.

        True for what is planned, denied, cancelled or unclear, and for dates that are
        marked uncertain or known by their bounds only. A missing date alone does not
        make an interaction uncertain; views draw it hollow by `has_date`.
        """
        c = self.columns
        unsure = (c.standing != TOOK_PLACE) | ((c.date_flags & _UNSURE_DAY) != 0)
        return np.asarray(unsure, dtype=bool)

    @cached_property
    def named_days(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """First and last day that each interaction's date names, shape (n_interactions,) each.

        As `earliest` and `latest`, but without the widening of approximate dates: "about 18
        September" names the 18th.
        """
        c = self.columns
        first, last = c.earliest.copy(), c.latest.copy()
        vague = np.flatnonzero(c.date_flags & int(DateFlag.APPROXIMATE))
        for row in vague[:_MOST_NARROWED]:
            plain = c.interaction_edtf[int(row)].replace("~", "").replace("%", "?")
            try:
                named = parse_edtf(plain)
            except InvalidDate:
                continue
            first[row] = OPEN_EARLIEST if named.earliest is None else named.earliest
            last[row] = OPEN_LATEST if named.latest is None else named.latest
        return first, last

    def day_range(self, rows: Rows) -> tuple[int, int] | None:
        """Return the first and last day that some interactions name, None where none is dated."""
        first, last = (days[rows] for days in self.named_days)
        days = np.concatenate([first[first != OPEN_EARLIEST], last[last != OPEN_LATEST]])
        return (int(days.min()), int(days.max())) if len(days) else None

    @cached_property
    def day_span(self) -> tuple[int, int] | None:
        """First and last day that the dates of all interactions name, None where there is none."""
        return self.day_range(np.arange(self.n_interactions, dtype=np.int32))


def _row_of(ids: npt.NDArray[np.int64], wanted: int) -> int:
    row = int(np.searchsorted(ids, wanted))
    return row if row < len(ids) and int(ids[row]) == wanted else -1
