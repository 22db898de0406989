"""The one-mode projection: actors that share interactions are tied to each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from db.splice import find
from explorer.model.dataset import Dataset, Grouped, Rows
from explorer.network.pairing.compiled import (
    is_worth_it,
    n_pairs_of,
    ordered_pairs,
    pairs_by_interaction,
)

#: An interaction with more actors than this makes no ties: its pairs would be a solid block
#: that says nothing about who dealt with whom. It stays an interaction in every view.
MOST_ACTORS_FOR_TIES = 300

#: Below this share of all interactions each is looked at alone.
_FEW = 0.01


@dataclass(frozen=True, eq=False)
class Ties:
    """Pairs of actors with the interactions behind each.

    Attributes
    ----------
    a, b : (n_ties,) int32
        Actor rows, a < b, sorted by (a, b).
    pair_tie, pair_interaction : (n_pairs,) int32
        Which interaction lies behind which tie; sorted by tie, then interaction.
    pair_direction : (n_pairs,) int8
        +1 from a to b, -1 from b to a, 0 where the roles give no direction.
    n_interactions : int
        Of the dataset.
    n_too_large : int
        Interactions left out for having more than `MOST_ACTORS_FOR_TIES` actors.
    """

    a: Rows
    b: Rows
    pair_tie: Rows
    pair_interaction: Rows
    pair_direction: npt.NDArray[np.int8]
    n_interactions: int
    n_too_large: int

    @cached_property
    def pairs_of(self) -> Grouped:
        """Rows of the pairs by interaction row: which ties an interaction stands behind."""
        start = np.zeros(self.n_interactions + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.pair_interaction, minlength=self.n_interactions), out=start[1:])
        if is_worth_it(len(self.pair_interaction)):
            return Grouped(start, pairs_by_interaction(self.pair_interaction, start))
        # Numbers sort several times faster than an order of them is found.
        packed = self.pair_interaction.astype(np.int64) << 32
        packed |= np.arange(len(packed))
        packed.sort()
        return Grouped(start, packed.astype(np.int32))

    @cached_property
    def has_directions(self) -> bool:
        """Whether the roles of any pair give a direction."""
        return bool(self.pair_direction.any())

    def __len__(self) -> int:
        return len(self.a)

    def find(self, actor: int, other: int) -> int:
        """Return the tie between two actor rows, -1 where they share no interaction."""
        a, b = min(actor, other), max(actor, other)
        low = int(np.searchsorted(self.a, a, side="left"))
        high = int(np.searchsorted(self.a, a, side="right"))
        at = low + int(np.searchsorted(self.b[low:high], b))
        return at if at < high and int(self.b[at]) == b else -1

    def interactions_behind(self, tie: int) -> Rows:
        """Return the interaction rows behind one tie, shape (k,)."""
        low = int(np.searchsorted(self.pair_tie, tie, side="left"))
        high = int(np.searchsorted(self.pair_tie, tie, side="right"))
        return self.pair_interaction[low:high]


@dataclass(frozen=True)
class _Pairs:
    """Pairs of actors in any order, each with the interaction behind it."""

    first: Rows
    second: Rows
    interaction: Rows
    direction: npt.NDArray[np.int8]


def project_ties(dataset: Dataset) -> Ties:
    """Tie every two actors that share an interaction. Cost grows with the number of pairs."""
    every = np.arange(dataset.n_interactions, dtype=np.int32)
    n_pairs = n_pairs_of(dataset.actors_of.counts, MOST_ACTORS_FOR_TIES)
    if is_worth_it(n_pairs, len(dataset.actors_of.rows)):
        found = ordered_pairs(
            dataset.actors_of,
            dataset.interactions_of,
            _direction_of_participations(dataset, every),
            MOST_ACTORS_FOR_TIES,
        )
        return Ties(
            found.a,
            found.b,
            found.pair_tie,
            found.pair_interaction,
            found.pair_direction,
            n_interactions=dataset.n_interactions,
            n_too_large=n_too_large(dataset),
        )
    pairs = _pairs(dataset, every)
    return _ties(dataset, _sorted(pairs, dataset.n_actors, dataset.n_interactions))


def _sorted(pairs: _Pairs, n_actors: int, n_interactions: int) -> _Pairs:
    """Sort by first, second and interaction."""
    of_actor, of_interaction = n_actors.bit_length(), n_interactions.bit_length()
    if 2 * of_actor + of_interaction + 2 > 63:
        order = np.lexsort((pairs.interaction, pairs.second, pairs.first))
        return _Pairs(
            pairs.first[order],
            pairs.second[order],
            pairs.interaction[order],
            pairs.direction[order],
        )
    # All in one number: that sorts several times faster than an order is found and followed.
    packed = pairs.first.astype(np.int64)
    for values, bits in ((pairs.second, of_actor), (pairs.interaction, of_interaction)):
        packed <<= bits
        packed |= values
    packed <<= 2
    packed |= pairs.direction + 1
    packed.sort()
    direction = (packed & 3).astype(np.int8) - np.int8(1)
    packed >>= 2
    interaction = (packed & ((1 << of_interaction) - 1)).astype(np.int32)
    packed >>= of_interaction
    second = (packed & ((1 << of_actor) - 1)).astype(np.int32)
    packed >>= of_actor
    return _Pairs(packed.astype(np.int32), second, interaction, direction)


def pairs_behind(
    dataset: Dataset, interactions: Rows
) -> tuple[Rows, Rows, Rows, npt.NDArray[np.int8]]:
    """Pair the actors of a few interactions.

    Returns
    -------
    first, second, interaction, direction
        Ordered by the first three; as in `Ties`.
    """
    pairs = _pairs(dataset, interactions)
    order = np.lexsort((pairs.interaction, pairs.second, pairs.first))
    return (
        pairs.first[order],
        pairs.second[order],
        pairs.interaction[order],
        pairs.direction[order],
    )


def _pairs(dataset: Dataset, interactions: Rows) -> _Pairs:
    """Pair the actors of each of some interactions; the first of a pair has the lower row."""
    actors_of = dataset.actors_of
    counts = actors_of.counts[interactions]
    signs = _direction_of_participations(dataset, interactions)
    firsts: list[Rows] = []
    seconds: list[Rows] = []
    rows_behind: list[Rows] = []
    directions: list[npt.NDArray[np.int8]] = []
    for size in np.unique(counts):
        if size < 2 or size > MOST_ACTORS_FOR_TIES:
            continue
        rows = interactions[counts == size]
        slots = actors_of.start[rows][:, None] + np.arange(size)
        members, sign = actors_of.rows[slots], signs[slots]
        left, right = np.triu_indices(int(size), k=1)
        # Members ascend within an interaction, so left < right holds for the actors, too.
        firsts.append(members[:, left].ravel())
        seconds.append(members[:, right].ravel())
        rows_behind.append(np.repeat(rows, len(left)))
        points = (sign[:, left] == 1) & (sign[:, right] == -1)
        back = (sign[:, left] == -1) & (sign[:, right] == 1)
        directions.append((points.astype(np.int8) - back.astype(np.int8)).ravel())
    none = np.zeros(0, dtype=np.int32)
    return _Pairs(
        np.concatenate([none, *firsts]).astype(np.int32, copy=False),
        np.concatenate([none, *seconds]).astype(np.int32, copy=False),
        np.concatenate([none, *rows_behind]).astype(np.int32, copy=False),
        np.concatenate([none.astype(np.int8), *directions]),
    )


def _ties(dataset: Dataset, pairs: _Pairs) -> Ties:
    """Make ties of pairs that are sorted by first, second and interaction."""
    is_new = np.ones(len(pairs.first), dtype=bool)
    is_new[1:] = (pairs.first[1:] != pairs.first[:-1]) | (pairs.second[1:] != pairs.second[:-1])
    return Ties(
        a=pairs.first[is_new],
        b=pairs.second[is_new],
        pair_tie=(np.cumsum(is_new) - 1).astype(np.int32),
        pair_interaction=pairs.interaction,
        pair_direction=pairs.direction,
        n_interactions=dataset.n_interactions,
        n_too_large=n_too_large(dataset),
    )


def n_too_large(dataset: Dataset) -> int:
    """Count the interactions that make no ties since too many took part."""
    return int(np.count_nonzero(dataset.actors_of.counts > MOST_ACTORS_FOR_TIES))


def _direction_of_participations(dataset: Dataset, interactions: Rows) -> npt.NDArray[np.int8]:
    """Return +1 (from), -1 (to) or 0 for each entry of `dataset.actors_of.rows`.

    Those of other interactions than are asked for may be 0.
    """
    c = dataset.columns
    signs = np.array(
        [{"from": 1, "to": -1}.get(role.family, 0) for role in c.roles] or [0], dtype=np.int8
    )
    actors_of, n_actors = dataset.actors_of, max(1, dataset.n_actors)
    if not signs.any():
        return np.zeros(len(actors_of.rows), dtype=np.int8)
    if len(interactions) < _FEW * dataset.n_interactions:
        return _direction_of_few(dataset, interactions, signs)
    sign = signs[c.participant_role]
    pointing = np.flatnonzero(sign)
    if not len(pointing):
        return np.zeros(len(actors_of.rows), dtype=np.int8)
    owner = np.repeat(np.arange(dataset.n_interactions, dtype=np.int64), actors_of.counts)
    wanted = c.participant_interaction[pointing].astype(np.int64) * n_actors
    at = np.searchsorted(owner * n_actors + actors_of.rows, wanted + c.participant_actor[pointing])
    total = np.bincount(at, weights=sign[pointing], minlength=len(owner))
    return np.sign(total).astype(np.int8)


def _direction_of_few(
    dataset: Dataset, interactions: Rows, signs: npt.NDArray[np.int8]
) -> npt.NDArray[np.int8]:
    """Do the same for some interactions, at the cost of these alone."""
    c, actors_of = dataset.columns, dataset.actors_of
    total = np.zeros(len(actors_of.rows), dtype=np.int8)
    low = find(c.participant_interaction, interactions).tolist()
    high = find(c.participant_interaction, interactions, "right").tolist()
    for row, start, stop in zip(interactions.tolist(), low, high, strict=True):
        sign = signs[c.participant_role[start:stop]].astype(np.int64)
        if not sign.any():
            continue
        members = actors_of.of(row)
        at = np.searchsorted(members, c.participant_actor[start:stop])
        whole = np.bincount(at, weights=sign, minlength=len(members))
        begin = int(actors_of.start[row])
        total[begin : begin + len(members)] = np.sign(whole)
    return total
