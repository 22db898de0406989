"""The compiled inner loops that turn ties and nodes into pixels.

Importing it loads the machine code from the compiler's cache, or compiles for some seconds when
there is none: import it only where `compiled.engine_is_ready` or in the process that fills the
cache. Signatures are fixed. No kernel calls another one, since the cache follows changes of a
function's own file only. Every kernel releases the GIL and works on a range, so that two threads
may share a picture, each with its own sums.

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
        F4[:, ::1], F4[:, :, ::1],
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
    colour: Array,
) -> float:
    """Add ties chosen[first:last:every] to the sums of ink and colour; give the pixels laid.

    Ink is antialiased along the longer axis (Wu 1991); colour is not, and is coarser. A tie of
    which both ends are out of view is fainter, else a hub near by would be a solid block.
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
        # 16.16 fixed point along the longer axis, two pixels a step.
        sx, sy = (qx - px) / length, (qy - py) / length
        fx, fy = np.int64(px * 65536.0), np.int64(py * 65536.0)
        gx, gy = np.int64(sx * 65536.0), np.int64(sy * 65536.0)
        if abs(qx - px) >= abs(qy - py):
            for _ in range(steps + 1):
                x, y = fx >> 16, fy >> 16
                share = F4(fy & 65535) * F4(1.0 / 65536.0)
                w = F4(weight)
                ink[y, x] += w * (F4(1.0) - share)
                ink[y + 1, x] += w * share
                fx += gx
                fy += gy
        else:
            for _ in range(steps + 1):
                x, y = fx >> 16, fy >> 16
                share = F4(fx & 65535) * F4(1.0 / 65536.0)
                w = F4(weight)
                ink[y, x] += w * (F4(1.0) - share)
                ink[y, x + 1] += w * share
                fx += gx
                fy += gy
        n = steps // COLOUR_CELL + 1
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


@_kernel(I8(U4[:, ::1], I4[::1], I8))
def count_ink(bits: Array, counts: Array, every: int) -> int:
    """Count pixels by their amount of ink, 32 bins an octave; give how many have any.

    Parameters
    ----------
    bits
        The ink, float32 read as integers: their order is the same.
    """
    total = 0
    for y in range(0, bits.shape[0], every):
        for x in range(bits.shape[1]):
            if bits[y, x]:
                counts[bits[y, x] >> 18] += 1
                total += 1
    return total


@_kernel(nb.void(F4[:, :, ::1], F4[:, :, ::1], F4[::1]))
def smooth_colour(sums: Array, colour: Array, ground: Array) -> None:
    """Blur sums of colour by a 3 × 3 tent, and divide: the mean colour of each cell."""
    rows, columns = sums.shape[0], sums.shape[1]
    for y in range(rows):
        for x in range(columns):
            r = g = b = w = F4(0)
            for dy in range(-1, 2):
                v = y + dy
                if v < 0 or v >= rows:
                    continue
                for dx in range(-1, 2):
                    u = x + dx
                    if u < 0 or u >= columns:
                        continue
                    k = F4((2 - abs(dx)) * (2 - abs(dy)))
                    r += k * sums[v, u, 0]
                    g += k * sums[v, u, 1]
                    b += k * sums[v, u, 2]
                    w += k * sums[v, u, 3]
            if w > 0:
                colour[y, x, 0], colour[y, x, 1], colour[y, x, 2] = r / w, g / w, b / w
            else:
                colour[y, x, 0], colour[y, x, 1], colour[y, x, 2] = ground[0], ground[1], ground[2]


@_kernel(nb.void(U4[:, ::1], F4[:, :, ::1], F4[::1], F4[::1], F4[::1], F4[::1], F4, U4[:, ::1]))
def compose(
    bits: Array,
    colour: Array,
    cover: Array,
    shine: Array,
    ground: Array,
    highlight: Array,
    strength: float,
    image: Array,
) -> None:
    """Turn ink and colour into pixels: 0xffRRGGBB.

    Parameters
    ----------
    cover, shine
        By bin of ink (as in `count_ink`), how much of the ground is covered, and how far the
        colour goes to the highlight; 0..1.
    strength
        Factor on the cover: below 1 while something else stands out.
    """
    height, width = bits.shape
    rows, columns = colour.shape[0], colour.shape[1]
    line = np.empty((columns, 3), np.float32)
    g0, g1, g2 = ground[0], ground[1], ground[2]
    h0, h1, h2 = highlight[0], highlight[1], highlight[2]
    empty = U4(0xFF000000) | U4(g0) << U4(16) | U4(g1) << U4(8) | U4(g2)
    for y in range(height):
        v = (F4(y) + F4(0.5)) / F4(COLOUR_CELL) - F4(0.5)
        top = np.int64(np.floor(v))
        share = v - F4(top)
        upper: Any = max(top, 0)
        lower: Any = min(top + 1, rows - 1)
        is_ready = False
        for x in range(width):
            bin_ = bits[y, x] >> 18
            if bin_ == 0:
                image[y, x] = empty
                continue
            a = cover[bin_] * strength
            if a <= 0:
                image[y, x] = empty
                continue
            if not is_ready:
                for c in range(columns):
                    for part in range(3):
                        line[c, part] = (
                            colour[upper, c, part] * (F4(1) - share)
                            + colour[lower, c, part] * share
                        )
                is_ready = True
            u = (F4(x) + F4(0.5)) / F4(COLOUR_CELL) - F4(0.5)
            left = np.int64(np.floor(u))
            su = u - F4(left)
            lo: Any = max(left, 0)
            up: Any = min(left + 1, columns - 1)
            q = shine[bin_]
            r = line[lo, 0] * (F4(1) - su) + line[up, 0] * su
            g = line[lo, 1] * (F4(1) - su) + line[up, 1] * su
            b = line[lo, 2] * (F4(1) - su) + line[up, 2] * su
            r = g0 + (r + (h0 - r) * q - g0) * a
            g = g1 + (g + (h1 - g) * q - g1) * a
            b = g2 + (b + (h2 - b) * q - g2) * a
            image[y, x] = (
                U4(0xFF000000)
                | U4(min(max(r, F4(0)), F4(255))) << U4(16)
                | U4(min(max(g, F4(0)), F4(255))) << U4(8)
                | U4(min(max(b, F4(0)), F4(255)))
            )


@_kernel(nb.void(U4[:, ::1], F4[::1], F4[::1], U4[:, ::1]))
def overlay(bits: Array, cover: Array, ink: Array, image: Array) -> None:
    """Lay ink of one colour over a picture."""
    for y in range(bits.shape[0]):
        for x in range(bits.shape[1]):
            bin_ = bits[y, x] >> 18
            if bin_ == 0:
                continue
            a = cover[bin_]
            p = image[y, x]
            r = F4((p >> U4(16)) & U4(255))
            g = F4((p >> U4(8)) & U4(255))
            b = F4(p & U4(255))
            image[y, x] = (
                U4(0xFF000000)
                | U4(r + (ink[0] - r) * a) << U4(16)
                | U4(g + (ink[1] - g) * a) << U4(8)
                | U4(b + (ink[2] - b) * a)
            )


@_kernel(
    nb.void(
        F4[:, ::1], F4[::1], F4[::1], U1[::1], U1[::1], I4[::1], F4[:, ::1], F8, F8, F8, F4[::1],
        F4, U4[:, ::1],
    )
)  # fmt: skip
def stamp_nodes(
    places: Array,
    radius: Array,
    opacity: Array,
    hue: Array,
    shape: Array,
    chosen: Array,
    palette: Array,
    x0: float,
    y0: float,
    scale: float,
    ground: Array,
    halo_px: float,
    image: Array,
) -> None:
    """Stamp nodes one over the other.

    Shapes 0 to 5: discs, squares, diamonds, triangles, hexagons, plates.

    Each has a halo of the ground, once it is large enough to have one; below half a pixel it is
    fainter by its area.
    """
    height, width = image.shape
    for k in range(len(chosen)):
        i = chosen[k]
        cx = F4((F8(places[i, 0]) - x0) * scale)
        cy = F4((F8(places[i, 1]) - y0) * scale)
        r = radius[i]
        a = opacity[i]
        if r < F4(0.5):
            a *= F4(4) * r * r
            r = F4(0.5)
        has_halo = r > F4(1.6)
        reach = r * F4(1.25) + (halo_px if has_halo else F4(0)) + F4(1)
        if cx < -reach or cy < -reach or cx > width + reach or cy > height + reach:
            continue
        x_from: Any = max(np.int64(cx - reach), 0)
        x_to: Any = min(np.int64(cx + reach) + 1, width)
        y_from: Any = max(np.int64(cy - reach), 0)
        y_to: Any = min(np.int64(cy + reach) + 1, height)
        h = hue[i]
        red, green, blue = palette[h, 0], palette[h, 1], palette[h, 2]
        form = shape[i]
        for y in range(y_from, y_to):
            for x in range(x_from, x_to):
                ux = F4(x) + F4(0.5) - cx
                uy = F4(y) + F4(0.5) - cy
                if form == 0:
                    d = np.sqrt(ux * ux + uy * uy) - r
                elif form == 1:
                    d = max(abs(ux), abs(uy)) - r * F4(0.89)
                elif form == 2:
                    d = (abs(ux) + abs(uy)) * F4(0.7071) - r * F4(0.89)
                elif form == 3:
                    d = max(abs(ux) * F4(0.866) - uy * F4(0.5), uy) - r * F4(0.62)
                elif form == 4:
                    d = max(abs(ux), abs(ux) * F4(0.5) + abs(uy) * F4(0.866)) - r * F4(0.93)
                else:
                    d = max(abs(ux) - r * F4(1.2), abs(uy) - r * F4(0.78))
                inside = min(max(F4(0.5) - d, F4(0)), F4(1)) * a
                around = F4(0)
                if has_halo:
                    around = min(max(F4(0.5) + halo_px - d, F4(0)), F4(1)) * F4(0.85) * a
                if inside <= 0 and around <= 0:
                    continue
                p = image[y, x]
                pr = F4((p >> U4(16)) & U4(255))
                pg = F4((p >> U4(8)) & U4(255))
                pb = F4(p & U4(255))
                pr += (ground[0] - pr) * around
                pg += (ground[1] - pg) * around
                pb += (ground[2] - pb) * around
                pr += (red - pr) * inside
                pg += (green - pg) * inside
                pb += (blue - pb) * inside
                image[y, x] = (
                    U4(0xFF000000)
                    | U4(min(max(pr, F4(0)), F4(255))) << U4(16)
                    | U4(min(max(pg, F4(0)), F4(255))) << U4(8)
                    | U4(min(max(pb, F4(0)), F4(255)))
                )
