"""The compiled inner loops that turn sums of ink and colour into pixels, and stamp nodes on them.

Importing it loads the machine code from the compiler's cache, or compiles for some seconds when
there is none: import it only where `compiling.ready.engine_is_ready` or in the process that fills
the cache. Signatures are fixed. No kernel calls another one, since the cache follows changes of a
function's own file only. Every kernel releases the GIL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba as nb
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray[Any, Any]

I4, I8, U4, F4, F8, U1 = nb.int32, nb.int64, nb.uint32, nb.float32, nb.float64, nb.uint8

COLOUR_CELL = 4
"""Colours are summed in cells of so many pixels a side; the eye sees light finer than colour."""


def _kernel(signature: Any) -> Callable[[Any], Any]:
    compiled: Callable[[Any], Any] = nb.njit(
        signature, cache=True, nogil=True, fastmath=True, error_model="numpy"
    )
    return compiled


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


@_kernel(nb.void(F4[:, ::1], F4[:, ::1]))
def add_coarse(coarse: Array, ink: Array) -> None:
    """Add sums in cells of two by two pixels to sums by pixel, bilinearly."""
    height, width = ink.shape
    last = coarse.shape[0] - 1
    line = np.empty(coarse.shape[1], np.float32)
    for y in range(height):
        row = y >> 1
        other: Any = min(row + 1, last) if y & 1 else max(row - 1, 0)
        for c in range(len(line)):
            line[c] = F4(0.75) * coarse[row, c] + F4(0.25) * coarse[other, c]
        before = line[0]
        for c in range((width + 1) >> 1):
            here = line[c]
            after: Any = line[c + 1] if c + 1 < len(line) else here
            ink[y, 2 * c] += F4(0.75) * here + F4(0.25) * before
            if 2 * c + 1 < width:
                ink[y, 2 * c + 1] += F4(0.75) * here + F4(0.25) * after
            before = here


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


@_kernel(
    nb.void(U4[:, ::1], F4[:, :, ::1], F4[::1], F4[::1], F4[::1], F4[::1], F4, I8, I8, U4[:, ::1])
)
def compose(
    bits: Array,
    colour: Array,
    cover: Array,
    shine: Array,
    ground: Array,
    highlight: Array,
    strength: float,
    first: int,
    last: int,
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
    first, last
        Rows of pixels.
    """
    width = bits.shape[1]
    rows, columns = colour.shape[0], colour.shape[1]
    line = np.empty((columns, 3), np.float32)
    g0, g1, g2 = ground[0], ground[1], ground[2]
    h0, h1, h2 = highlight[0], highlight[1], highlight[2]
    empty = U4(0xFF000000) | U4(g0) << U4(16) | U4(g1) << U4(8) | U4(g2)
    for y in range(first, last):
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
