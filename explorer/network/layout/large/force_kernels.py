"""The compiled inner loops that move actors: pushes, pulls, steps.

Importing it loads the machine code from the compiler's cache, or compiles for four seconds when
there is none: import it only where `compiled.engine_is_ready` or in the process that fills the
cache. Signatures are fixed, so that a wrong type is an error and never a silent compilation.
No kernel calls another one, since the cache follows changes of a function's own file only.
Every kernel releases the GIL,
and those with `first` and `last` work on a range, so that two threads may share one step without
changing the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba as nb
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray[Any, Any]

I4, U4, F4, F8, U1 = nb.int32, nb.uint32, nb.float32, nb.float64, nb.uint8
BITS = 11
"""Levels of the quadtree: coordinates are cut into 2**BITS cells a side."""
LEAF = 32
"""Points up to which a cell is not divided."""


def _kernel(signature: Any, *, is_fast: bool = False) -> Callable[[Any], Any]:
    # Python's rule, an error on division by zero, would cost the vector units: six times slower.
    compiled: Callable[[Any], Any] = nb.njit(
        signature, cache=True, nogil=True, fastmath=is_fast, error_model="numpy"
    )
    return compiled


@_kernel(nb.void(F4[:, ::1], F4, F4, F4, I4[::1], U4[::1]))
def z_order(x: Array, left: float, top: float, scale: float, order: Array, keys: Array) -> None:
    """Sort points along a Z-curve; give their order and their keys in it."""
    n = len(x)
    key = np.empty(n, np.uint32)
    last = np.int64((1 << BITS) - 1)
    for i in range(n):
        code = np.int64(0)
        column = np.int64(min(max((x[i, 0] - left) * scale, F4(0)), F4(last)))
        row = np.int64(min(max((x[i, 1] - top) * scale, F4(0)), F4(last)))
        for b in range(BITS):
            code |= ((column >> b) & 1) << (2 * b)
            code |= ((row >> b) & 1) << (2 * b + 1)
        key[i] = code
    half = np.empty(n, np.int32)
    for shift in range(2):
        count = np.zeros((1 << BITS) + 1, np.int32)
        for i in range(n):
            count[((key[i] >> (shift * BITS)) & last) + 1] += 1
        for b in range(1 << BITS):
            count[b + 1] += count[b]
        for k in range(n):
            i = k if shift == 0 else half[k]
            b = (key[i] >> (shift * BITS)) & last
            if shift == 0:
                half[count[b]] = i
            else:
                order[count[b]] = i
                keys[count[b]] = key[i]
            count[b] += 1


@_kernel(I4(U4[::1], I4[::1], F4[:, ::1], F4[::1], I4[:, ::1], F4[:, ::1], I4[::1]))
def build_tree(
    keys: Array, order: Array, x: Array, mass: Array, cell: Array, real: Array, leaves: Array
) -> int:
    """Build the quadtree over points in Z-order, cells in depth-first order.

    A cell's whole numbers: first and last point, the cell after its subtree, its parent; leaves
    have the parent stored as -3 - parent. Its real numbers: mass, middle x and y, left, top,
    right, bottom. Gives the number of cells; the number of leaves stands at the end of
    `leaves`.
    """
    n = len(keys)
    stack = np.empty((4 * BITS + 8, 4), np.int32)
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = 0, n, BITS, -1
    depth, count, n_leaves = 1, 0, 0
    level_of = np.empty(len(cell), np.int32)
    while depth > 0:
        depth -= 1
        first, last, level, parent = (
            stack[depth, 0],
            stack[depth, 1],
            stack[depth, 2],
            stack[depth, 3],
        )
        me = count
        count += 1
        level_of[me] = level
        cell[me, 0], cell[me, 1], cell[me, 3] = first, last, parent
        if last - first <= LEAF or level == 0:
            cell[me, 3] = -3 - parent
            leaves[n_leaves] = me
            n_leaves += 1
            continue
        shift = 2 * (level - 1)
        upto = last
        for quarter in range(3, -1, -1):
            at = upto
            while at > first and ((keys[at - 1] >> shift) & 3) == quarter:
                at -= 1
            if at < upto:
                stack[depth, 0], stack[depth, 1] = at, upto
                stack[depth, 2], stack[depth, 3] = level - 1, me
                depth += 1
            upto = at
    leaves[len(leaves) - 1] = n_leaves
    following = np.full(BITS + 1, count, np.int32)
    for c in range(count):
        real[c, 0] = real[c, 1] = real[c, 2] = 0
        real[c, 3] = real[c, 4] = np.inf
        real[c, 5] = real[c, 6] = -np.inf
    for c in range(count - 1, -1, -1):
        after = count
        for level in range(level_of[c], BITS + 1):
            after = min(after, following[level])
        cell[c, 2] = after
        following[level_of[c]] = c
        parent = cell[c, 3]
        if parent < -1:
            for k in range(cell[c, 0], cell[c, 1]):
                i = order[k]
                real[c, 0] += mass[i]
                real[c, 1] += mass[i] * x[i, 0]
                real[c, 2] += mass[i] * x[i, 1]
                real[c, 3] = min(real[c, 3], x[i, 0])
                real[c, 4] = min(real[c, 4], x[i, 1])
                real[c, 5] = max(real[c, 5], x[i, 0])
                real[c, 6] = max(real[c, 6], x[i, 1])
            parent = -3 - parent
        if parent >= 0:
            for part in range(3):
                real[parent, part] += real[c, part]
            for part in range(3, 5):
                real[parent, part] = min(real[parent, part], real[c, part])
                real[parent, part + 2] = max(real[parent, part + 2], real[c, part + 2])
        real[c, 1] /= real[c, 0]
        real[c, 2] /= real[c, 0]
    return count


@_kernel(
    nb.void(
        I4[:, ::1], F4[:, ::1], I4, I4[::1], I4, I4, I4[::1], F4[:, ::1], F4[::1],
        F4, F4, F4, F4, F4, F4[:, ::1], F4[:, ::1], F4[::1],
    ),
    is_fast=True,
)  # fmt: skip
def repel(
    cell: Array, real: Array, count: int, leaves: Array, first: int, last: int, order: Array,
    x: Array, mass: Array, theta: float, strength: float, soft: float, near: float, reach: float,
    work: Array, force: Array, slope: Array,
) -> None:  # fmt: skip
    """Push all by all (Barnes-Hut), for the points of some leaves; add to force and slope.

    The push is strength m / (soft + r²), and within the reach near m (reach² / (core + r²) - 1).
    The latter is sharp at 0, since pushes that are flat there let crowds settle in heaps.
    """
    theta2, reach2 = theta * theta, reach * reach
    core = F4(0.01) * reach2 + F4(1e-9)
    wx, wy, wm = work[0], work[1], work[2]
    for leaf in range(first, last):
        own = leaves[leaf]
        left, top, right, bottom = real[own, 3], real[own, 4], real[own, 5], real[own, 6]
        filled = 0
        c = 0
        while c < count:
            dx = max(max(left - real[c, 1], real[c, 1] - right), F4(0))
            dy = max(max(top - real[c, 2], real[c, 2] - bottom), F4(0))
            side = max(real[c, 5] - real[c, 3], real[c, 6] - real[c, 4])
            if side * side < theta2 * (dx * dx + dy * dy):
                wx[filled], wy[filled], wm[filled] = real[c, 1], real[c, 2], real[c, 0]
                filled += 1
                c = cell[c, 2]
            elif cell[c, 3] < -1:
                for k in range(cell[c, 0], cell[c, 1]):
                    j = order[k]
                    wx[filled], wy[filled], wm[filled] = x[j, 0], x[j, 1], mass[j]
                    filled += 1
                c = cell[c, 2]
            else:
                c += 1
        for k in range(cell[own, 0], cell[own, 1]):
            i = order[k]
            px, py = x[i, 0], x[i, 1]
            fx, fy, fs = F4(0), F4(0), F4(0)
            for q in range(filled):
                dx = px - wx[q]
                dy = py - wy[q]
                r2 = dx * dx + dy * dy
                # One division for both terms.
                part = F4(1) / ((soft + r2) * (core + r2))
                close = max(reach2 * part * (soft + r2) - F4(1), F4(0))
                push = wm[q] * (strength * part * (core + r2) + near * close)
                fx += push * dx
                fy += push * dy
                fs += push
            # The point itself stands in its own list, at distance 0.
            fs -= mass[i] * (strength / soft + near * (reach2 / core - F4(1)))
            force[i, 0] += mass[i] * fx
            force[i, 1] += mass[i] * fy
            slope[i] += mass[i] * max(fs, F4(0))


@_kernel(
    nb.void(I4[::1], I4[::1], F4[::1], I4, I4, F4[:, ::1], F4, F4, F4, F4[:, ::1], F4[::1]),
    is_fast=True,
)
def attract(
    begin: Array, to: Array, weight: Array, first: int, last: int, x: Array, a: float, b: float,
    c: float, force: Array, slope: Array,
) -> None:  # fmt: skip
    """Pull by ties: weight (a + b d + c / (1 + d²))."""
    for i in range(first, last):
        fx, fy, fs = F4(0), F4(0), F4(0)
        for e in range(begin[i], begin[i + 1]):
            dx = x[to[e], 0] - x[i, 0]
            dy = x[to[e], 1] - x[i, 1]
            d2 = dx * dx + dy * dy
            pull = weight[e] * (a + b * np.sqrt(d2) + c / (F4(1) + d2))
            fx += pull * dx
            fy += pull * dy
            fs += pull
        force[i, 0] += fx
        force[i, 1] += fy
        slope[i] += fs


@_kernel(
    nb.void(U1[:, ::1], I4[::1], I4, I4, F4[:, ::1], F4, F4, F4[:, ::1], F4[::1]), is_fast=True
)
def keep_distances(
    steps: Array, pivots: Array, first: int, last: int, x: Array, strength: float, unit: float,
    force: Array, slope: Array,
) -> None:  # fmt: skip
    """Pull to the wanted distance (`unit` a step) from pivots: strength / D²."""
    count = len(pivots)
    at_x, at_y = np.empty(count, np.float32), np.empty(count, np.float32)
    for p in range(count):
        at_x[p], at_y[p] = x[pivots[p], 0], x[pivots[p], 1]
    for i in range(first, last):
        px, py = x[i, 0], x[i, 1]
        fx, fy, fs = F4(0), F4(0), F4(0)
        for p in range(count):
            far = F4(steps[i, p])
            dx = px - at_x[p]
            dy = py - at_y[p]
            # A pivot's distance to itself is 0 and so is its pull: dx and dy vanish, and the
            # slope is larger by one part in as many as there are pivots.
            weight = F4(1) / max(far * far, F4(1))
            push = weight * (unit * far / np.sqrt(dx * dx + dy * dy + F4(1e-9)) - F4(1))
            fx += push * dx
            fy += push * dy
            fs += weight
        force[i, 0] += strength * fx
        force[i, 1] += strength * fy
        slope[i] += strength * fs


@_kernel(F8(F4[:, ::1], F4[:, ::1], F4[:, ::1], F4[::1], F4[:, ::1], F4[::1], nb.boolean[::1], F4))
def move(
    x: Array, last_step: Array, force: Array, slope: Array, home: Array, hold: Array,
    is_fixed: Array, cap: float,
) -> float:  # fmt: skip
    """Move everybody who may: along the force by its slope, with some of the last step.

    `hold` pulls to `home`. Gives the mean length of the steps.
    """
    n = len(x)
    total, drift_x, drift_y, moved = 0.0, 0.0, 0.0, 0
    is_held = False
    for i in range(n):
        if is_fixed[i]:
            is_held = True
            last_step[i, 0] = last_step[i, 1] = 0
            continue
        pull = hold[i] * slope[i]
        is_held |= hold[i] > 0
        stiff = F4(0.7) / max(slope[i] + pull, F4(1e-9))
        sx = F4(0.5) * last_step[i, 0] + stiff * (force[i, 0] + pull * (home[i, 0] - x[i, 0]))
        sy = F4(0.5) * last_step[i, 1] + stiff * (force[i, 1] + pull * (home[i, 1] - x[i, 1]))
        length = np.sqrt(sx * sx + sy * sy)
        if length > cap:
            sx *= cap / length
            sy *= cap / length
            length = cap
        last_step[i, 0], last_step[i, 1] = sx, sy
        total += length
        drift_x += sx
        drift_y += sy
        moved += 1
    if moved == 0:
        return 0.0
    # Pivots pull without being pulled, so all would wander off together.
    drift_x, drift_y = (0.0, 0.0) if is_held else (drift_x / moved, drift_y / moved)
    for i in range(n):
        if not is_fixed[i]:
            x[i, 0] += last_step[i, 0] - F4(drift_x)
            x[i, 1] += last_step[i, 1] - F4(drift_y)
    return total / moved
