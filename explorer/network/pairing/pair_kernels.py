"""The compiled inner loops that pair the actors of each interaction and keep the pairs in order.

Importing it loads the machine code from the compiler's cache, or compiles for some seconds when
there is none: import it only where `compiling.ready.engine_is_ready` or in the process that fills
the cache. Signatures are fixed, and no kernel calls another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba as nb
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray[Any, Any]

I1, I4, I8 = nb.int8, nb.int32, nb.int64


def _given(number: Any) -> Any:
    """Give the type of an array that is only read: those of a dataset may not be written."""
    return nb.types.Array(number, 1, "C", readonly=True)


def _kernel(signature: Any) -> Callable[[Any], Any]:
    compiled: Callable[[Any], Any] = nb.njit(signature, cache=True, nogil=True, error_model="numpy")
    return compiled


@_kernel(
    I8(
        _given(I8), _given(I4), _given(I1), _given(I8), _given(I4), I8,
        I4[::1], I4[::1], I4[::1], I4[::1], I1[::1],
    )
)  # fmt: skip
def pair(
    start: Array,
    members: Array,
    sign: Array,
    own_start: Array,
    own: Array,
    most: int,
    tie_a: Array,
    tie_b: Array,
    pair_tie: Array,
    pair_interaction: Array,
    pair_direction: Array,
) -> int:
    """Fill the pairs in the order of first, second and interaction; give the number of ties.

    Parameters
    ----------
    start, members, sign
        The actors of each interaction, ascending, and which way each part in it points.
    own_start, own
        The interactions of each actor, ascending.
    most
        Interactions with more actors make no pairs.
    tie_a, tie_b
        Filled with the actors of each tie; as long as there are pairs.
    """
    n_actors, n_interactions = len(own_start) - 1, len(start) - 1
    # Actors come in ascending order, and so they do within each interaction: where an actor
    # stands in it is where the one before it stood, and one more.
    at = np.zeros(n_interactions, np.int64)
    behind = np.zeros(n_actors, np.int64)
    place = np.zeros(n_actors, np.int64)
    met = np.zeros(n_actors, np.int32)
    n_ties = 0
    n_pairs = 0
    for actor in range(n_actors):
        n_met = 0
        for i in range(own_start[actor], own_start[actor + 1]):
            row = own[i]
            end = start[row + 1]
            if end - start[row] > most:
                continue
            for slot in range(start[row] + at[row] + 1, end):
                other = members[slot]
                if behind[other] == 0:
                    met[n_met] = other
                    n_met += 1
                behind[other] += 1
        if n_met * 16 > n_actors:
            n_met = 0
            for other in range(actor + 1, n_actors):
                if behind[other] > 0:
                    met[n_met] = other
                    n_met += 1
        else:
            met[:n_met].sort()
        for k in range(n_met):
            other = met[k]
            tie_a[n_ties] = actor
            tie_b[n_ties] = other
            place[other] = n_pairs
            for p in range(n_pairs, n_pairs + behind[other]):
                pair_tie[p] = n_ties
            n_pairs += behind[other]
            n_ties += 1
            behind[other] = 0
        for i in range(own_start[actor], own_start[actor + 1]):
            row = own[i]
            end = start[row + 1]
            if end - start[row] > most:
                continue
            mine = start[row] + at[row]
            at[row] += 1
            for slot in range(mine + 1, end):
                p = place[members[slot]]
                place[members[slot]] = p + 1
                pair_interaction[p] = row
                if sign[mine] != 0 and sign[slot] == -sign[mine]:
                    pair_direction[p] = sign[mine]
                else:
                    pair_direction[p] = 0
    return n_ties


@_kernel(nb.void(_given(I4), _given(I8), I4[::1]))
def by_interaction(pair_interaction: Array, start: Array, rows: Array) -> None:
    """List the pairs of each interaction, ascending; `start` says where each list begins."""
    place = start.copy()
    for p in range(len(pair_interaction)):
        row = pair_interaction[p]
        rows[place[row]] = p
        place[row] += 1
