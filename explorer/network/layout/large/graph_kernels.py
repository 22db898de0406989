"""The compiled inner loops on graphs: searching, grouping, measuring.

Importing it loads the machine code from the compiler's cache, or compiles for two seconds when
there is none: import it only where `compiled.engine_is_ready` or in the process that fills the
cache. Signatures are fixed, so that a wrong type is an error and never a silent compilation.
No kernel calls another one, since the cache follows changes of a function's own file only.
Every kernel releases the GIL.

Graphs come as compressed rows: neighbours of i are ``to[begin[i]:begin[i + 1]]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba as nb
import numpy as np

from explorer.network.layout.large.rows import FAR

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray[Any, Any]

I4, F4, F8, U1 = nb.int32, nb.float32, nb.float64, nb.uint8


def _kernel(signature: Any) -> Callable[[Any], Any]:
    compiled: Callable[[Any], Any] = nb.njit(signature, cache=True, nogil=True)
    return compiled


@_kernel(nb.void(I4[::1], I4[::1], I4, U1[::1], I4[::1]))
def search(begin: Array, to: Array, source: int, steps: Array, queue: Array) -> None:
    """Count the steps from the source to each row, at most FAR - 1."""
    steps[:] = FAR
    steps[source] = 0
    queue[0] = source
    head, tail = 0, 1
    while head < tail:
        i = queue[head]
        head += 1
        further = min(steps[i] + 1, FAR - 1)
        for e in range(begin[i], begin[i + 1]):
            j = to[e]
            if steps[j] == FAR:
                steps[j] = further
                queue[tail] = j
                tail += 1


@_kernel(I4(I4[::1], I4[::1], F4[::1], I4[::1], I4[::1], I4[::1], F4[::1], F4, I4, I4, I4))
def regroup(
    begin: Array,
    to: Array,
    weight: Array,
    order: Array,
    size: Array,
    group: Array,
    strength: Array,
    total: float,
    cap: int,
    first: int,
    last: int,
) -> int:
    """Move each row to the group it is tied to most, unless that grows beyond the cap.

    Only the rows from `first` to before `last` in the order.
    """
    n = len(order)
    group_size = np.zeros(n, np.int32)
    group_strength = np.zeros(n, np.float32)
    for i in range(n):
        group_size[group[i]] += size[i]
        group_strength[group[i]] += strength[i]
    pull = np.zeros(n, np.float32)
    met = np.empty(n, np.int32)
    moves = 0
    for k in range(first, last):
        i = order[k]
        own = group[i]
        group_size[own] -= size[i]
        group_strength[own] -= strength[i]
        n_met = 0
        for e in range(begin[i], begin[i + 1]):
            j = to[e]
            if j != i:
                g = group[j]
                if pull[g] == 0:
                    met[n_met] = g
                    n_met += 1
                pull[g] += weight[e]
        best = own
        best_gain = pull[own] - strength[i] * group_strength[own] / total
        for q in range(n_met):
            g = met[q]
            gain = pull[g] - strength[i] * group_strength[g] / total
            if gain > best_gain and group_size[g] + size[i] <= cap:
                best, best_gain = g, gain
            pull[g] = 0
        pull[own] = 0
        group[i] = best
        group_size[best] += size[i]
        group_strength[best] += strength[i]
        moves += best != own
    return moves


@_kernel(
    I4(I4[::1], I4[::1], F4[::1], I4[::1], I4[::1], I4[::1], I4[::1], I4[::1], F4[::1]),
)
def contract(
    begin: Array,
    to: Array,
    weight: Array,
    group: Array,
    members: Array,
    member_begin: Array,
    new_begin: Array,
    new_to: Array,
    new_weight: Array,
) -> int:
    """Make the graph of groups: weights add up, ties inside a group vanish.

    Gives the number of entries.
    """
    n_groups = len(member_begin) - 1
    place = np.full(n_groups, -1, np.int32)
    filled = 0
    for g in range(n_groups):
        first = filled
        for k in range(member_begin[g], member_begin[g + 1]):
            i = members[k]
            for e in range(begin[i], begin[i + 1]):
                h = group[to[e]]
                if h == g:
                    continue
                if place[h] < first:
                    place[h] = filled
                    new_to[filled] = h
                    new_weight[filled] = weight[e]
                    filled += 1
                else:
                    new_weight[place[h]] += weight[e]
        new_begin[g + 1] = filled
    return filled


@_kernel(nb.void(U1[:, ::1], I4[::1], F4[:, ::1], F8[::1]))
def sum_stress(steps: Array, pivots: Array, x: Array, sums: Array) -> None:
    """Sum d²/D² and d/D over distances from pivots, and count them."""
    for i in range(len(x)):
        for p in range(len(pivots)):
            far = float(steps[i, p])
            if far > 0:
                dx = float(x[i, 0] - x[pivots[p], 0])
                dy = float(x[i, 1] - x[pivots[p], 1])
                d2 = dx * dx + dy * dy
                sums[0] += d2 / (far * far)
                sums[1] += np.sqrt(d2) / far
                sums[2] += 1.0
