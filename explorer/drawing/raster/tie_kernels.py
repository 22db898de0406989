"""The compiled inner loops that find the ties in a view and turn them into ink.

Importing it loads the machine code from the compiler's cache, or compiles for some seconds when
there is none: import it only where `compiling.ready.engine_is_ready` or in the process that fills
the cache. Signatures are fixed. No kernel calls another one, since the cache follows changes of a
function's own file only. Every kernel releases the GIL and works on a range, so that two
threads may share a picture, each with its own sums.

Places are in layout units; a view is (x0, y0, scale): pixel = (place - origin) * scale, y down.
Nothing here looks for numbers that are not finite: they are refused at the door (`field.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba as nb
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray[Any, Any]

I4, I8, U4, F4, F8, U1 = nb.int32, nb.int64, nb.uint32, nb.float32, nb.float64, nb.uint8

BLOCK = 256
"""So many ties, near each other and of like length, share one box."""
COLOUR_CELL = 4
"""Colours are summed in cells of so many pixels a side; the eye sees light finer than colour."""


def _kernel(signature: Any) -> Callable[[Any], Any]:
    compiled: Callable[[Any], Any] = nb.njit(
        signature, cache=True, nogil=True, fastmath=True, error_model="numpy"
    )
    return compiled


@_kernel(I8(F4[:, ::1], F4[:, ::1], F4[::1], F4, F4, F4, F4, I4[::1]))
def cull(
    ends: Array,
    boxes: Array,
    strength: Array,
    left: float,
    top: float,
    right: float,
    bottom: float,
    found: Array,
) -> int:
    """List the ties of some strength whose boxes touch a view; give how many they are."""
    n = 0
    for b in range(len(boxes)):
        if boxes[b, 0] > right or boxes[b, 2] < left or boxes[b, 1] > bottom or boxes[b, 3] < top:
            continue
        inside = (
            boxes[b, 0] >= left
            and boxes[b, 2] <= right
            and boxes[b, 1] >= top
            and boxes[b, 3] <= bottom
        )
        for i in range(b * BLOCK, min((b + 1) * BLOCK, len(ends))):
            if strength[i] <= 0:
                continue
            if not inside:
                if min(ends[i, 0], ends[i, 2]) > right or max(ends[i, 0], ends[i, 2]) < left:
                    continue
                if min(ends[i, 1], ends[i, 3]) > bottom or max(ends[i, 1], ends[i, 3]) < top:
                    continue
            found[n] = i
            n += 1
    return n


@_kernel(
    F8(
        F4[:, ::1], F4[::1], U1[::1], I4[::1], I8, I8, I8, F4[:, ::1], F8, F8, F8,
        F4[:, ::1], F4[:, ::1], F8, F4[:, :, ::1],
    )
)  # fmt: skip
def lay_ties(
    ends: Array,
    strength: Array,
    hue: Array,
    chosen: Array,
    first: int,
    last: int,
    every: int,
    palette: Array,
    x0: float,
    y0: float,
    scale: float,
    ink: Array,
    coarse: Array,
    coarse_from_px: float,
    colour: Array,
) -> float:
    """Add ties chosen[first:last:every] to the sums of ink and colour; give the pixels laid.

    Ink is antialiased along the longer axis (Wu 1991); colour is not, and is coarser. A tie of
    which both ends are out of view is fainter, else a hub near by would be a solid block.

    Parameters
    ----------
    coarse
        Sums of ink in cells of two by two pixels, for ties that are longer than `coarse_from_px`:
        where many such cross, each is part of a haze in which half as many steps are not seen.
    """
    height, width = ink.shape
    right, bottom = F8(width - 2), F8(height - 2)
    fade = 1.0 / (0.25 * min(width, height))
    rows, columns = colour.shape[0], colour.shape[1]
    laid = 0.0
    for k in range(first, last, every):
        i = chosen[k]
        ax = (F8(ends[i, 0]) - x0) * scale
        ay = (F8(ends[i, 1]) - y0) * scale
        bx = (F8(ends[i, 2]) - x0) * scale
        by = (F8(ends[i, 3]) - y0) * scale
        away_a = max(max(-ax, ax - width), max(-ay, ay - height))
        away_b = max(max(-bx, bx - width), max(-by, by - height))
        near = 0.5 / (1.0 + max(away_a, 0.0) * fade) + 0.5 / (1.0 + max(away_b, 0.0) * fade)
        weight = F8(strength[i]) * every * max(0.06, near)
        # Liang and Barsky 1984: the part within the picture.
        dx, dy = bx - ax, by - ay
        t0, t1 = 0.0, 1.0
        if dx > 0:
            t0, t1 = max(t0, -ax / dx), min(t1, (right - ax) / dx)
        elif dx < 0:
            t0, t1 = max(t0, (right - ax) / dx), min(t1, -ax / dx)
        elif ax < 0 or ax > right:
            continue
        if dy > 0:
            t0, t1 = max(t0, -ay / dy), min(t1, (bottom - ay) / dy)
        elif dy < 0:
            t0, t1 = max(t0, (bottom - ay) / dy), min(t1, -ay / dy)
        elif ay < 0 or ay > bottom:
            continue
        if t0 > t1:
            continue
        px, py = ax + dx * t0, ay + dy * t0
        qx, qy = ax + dx * t1, ay + dy * t1
        px, qx = min(max(px, 0.0), right), min(max(qx, 0.0), right)
        py, qy = min(max(py, 0.0), bottom), min(max(qy, 0.0), bottom)
        length = max(abs(qx - px), abs(qy - py))
        h = hue[i]
        red, green, blue = palette[h, 0], palette[h, 1], palette[h, 2]
        if length < 1.0:
            if abs(dx) < 1.0 and abs(dy) < 1.0:
                # Shorter than a pixel: as much ink as its length, but never none.
                weight *= max(max(abs(dx), abs(dy)), 0.25)
            w = F4(weight)
            ink[np.int64(py), np.int64(px)] += w
            row, column = np.int64(py) // COLOUR_CELL, np.int64(px) // COLOUR_CELL
            colour[row, column, 0] += w * red
            colour[row, column, 1] += w * green
            colour[row, column, 2] += w * blue
            colour[row, column, 3] += w
            laid += 1.0
            continue
        steps = np.int64(length)
        laid += steps
        n = steps // COLOUR_CELL + 1
        sums = ink
        w = F4(weight)
        # 16.16 fixed point along the longer axis, two pixels a step.
        fx, fy = np.int64(px * 65536.0), np.int64(py * 65536.0)
        if length > coarse_from_px:
            sums = coarse
            # The middle of a cell of two pixels lies between them.
            fx = np.int64(max(0.5 * px - 0.25, 0.0) * 65536.0)
            fy = np.int64(max(0.5 * py - 0.25, 0.0) * 65536.0)
            steps = steps // 2
            w *= F4(0.5)
            n = n // 2 + 1
        gx = np.int64((qx - px) / length * 65536.0)
        gy = np.int64((qy - py) / length * 65536.0)
        if abs(qx - px) >= abs(qy - py):
            for _ in range(steps + 1):
                x, y = fx >> 16, fy >> 16
                share = F4(fy & 65535) * F4(1.0 / 65536.0)
                sums[y, x] += w * (F4(1.0) - share)
                sums[y + 1, x] += w * share
                fx += gx
                fy += gy
        else:
            for _ in range(steps + 1):
                x, y = fx >> 16, fy >> 16
                share = F4(fx & 65535) * F4(1.0 / 65536.0)
                sums[y, x] += w * (F4(1.0) - share)
                sums[y, x + 1] += w * share
                fx += gx
                fy += gy
        w = F4(weight * length / n)
        cx, cy = px / COLOUR_CELL, py / COLOUR_CELL
        across = (qx - px) / COLOUR_CELL / n
        down = (qy - py) / COLOUR_CELL / n
        for s in range(n):
            row = min(np.int64(cy + down * (s + 0.5)), rows - 1)
            column = min(np.int64(cx + across * (s + 0.5)), columns - 1)
            colour[row, column, 0] += w * red
            colour[row, column, 1] += w * green
            colour[row, column, 2] += w * blue
            colour[row, column, 3] += w
    return laid
