"""Pairing with compiled kernels: the way for stores in which very many meet very many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.compiling.ready import engine_is_ready, use_cache_folder

if TYPE_CHECKING:
    from explorer.model.dataset import Grouped, Rows

Counts = npt.NDArray[np.int64]

#: Below so many pairs loading the machine code takes longer than it saves.
_WORTH_IT = 500_000
#: Where an actor has few pairs in each interaction, sorting them as numbers is as quick.
_DENSE = 4


@dataclass(frozen=True, eq=False)
class OrderedPairs:
    """Ties with the pairs behind them, as `ties.Ties` has them."""

    a: Rows
    b: Rows
    pair_tie: Rows
    pair_interaction: Rows
    pair_direction: npt.NDArray[np.int8]


def is_worth_it(n_pairs: int, n_parts: int = 0) -> bool:
    """Tell whether so many pairs of so many parts are better left to compiled code, and can be."""
    return n_pairs >= max(_WORTH_IT, _DENSE * n_parts) and engine_is_ready()


def n_pairs_of(sizes: Counts, most: int) -> int:
    """Count the pairs in interactions of some sizes; those above `most` make none."""
    counted = sizes[sizes <= most]
    return int((counted * (counted - 1) // 2).sum())


def ordered_pairs(
    actors_of: Grouped, interactions_of: Grouped, sign: npt.NDArray[np.int8], most: int
) -> OrderedPairs:
    """Pair the actors of each interaction, ordered by first, second and interaction.

    Parameters
    ----------
    sign
        Which way each entry of `actors_of.rows` points: 1, -1 or 0.
    most
        Interactions with more actors than this make no pairs.
    """
    use_cache_folder()
    from explorer.network.pairing import pair_kernels

    n_pairs = n_pairs_of(actors_of.counts, most)
    # Memory that is never touched is none: there are seldom as many ties as pairs.
    a, b = np.empty(n_pairs, np.int32), np.empty(n_pairs, np.int32)
    pair_tie, pair_interaction = np.empty(n_pairs, np.int32), np.empty(n_pairs, np.int32)
    pair_direction = np.empty(n_pairs, np.int8)
    n_ties = pair_kernels.pair(
        actors_of.start, actors_of.rows, sign, interactions_of.start, interactions_of.rows,
        most, a, b, pair_tie, pair_interaction, pair_direction,
    )  # fmt: skip
    return OrderedPairs(
        a[:n_ties].copy(), b[:n_ties].copy(), pair_tie, pair_interaction, pair_direction
    )


def pairs_by_interaction(pair_interaction: Rows, start: Counts) -> Rows:
    """List the rows of the pairs of each interaction, ascending; `start` where each begins."""
    use_cache_folder()
    from explorer.network.pairing import pair_kernels

    rows = np.empty(len(pair_interaction), np.int32)
    pair_kernels.by_interaction(pair_interaction, start, rows)
    return rows
