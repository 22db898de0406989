"""How much memory the program holds, and giving back what it no longer uses."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: As in the C library's malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGE_BYTES: Final = 1 << 20


def give_back() -> None:
    """Give memory that was let go of back to the system; any thread, some milliseconds.

    The C library of Linux keeps what large arrays have left behind: after a million interactions
    were read and laid out, as much again as is in use. Elsewhere this does nothing.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        # Another C library than GNU's.
        return None
    return found


def keep_large_arrays_apart() -> None:
    """Give each large array memory of its own from now on, which goes back with it; any thread.

    Left to itself the C library of Linux lays what stays among what is soon let go of, and keeps
    an eighth more for a million interactions. Elsewhere this does nothing.
    """
    options = _options()
    if options is not None:
        options(_MMAP_THRESHOLD, _LARGE_BYTES)
        # Setting the one ends that the library fits the other to what is asked for.
        options(_TRIM_THRESHOLD, 2 * _LARGE_BYTES)


@cache
def _options() -> Callable[[int, int], int] | None:
    if _trim() is None:
        return None
    try:
        found: Callable[[int, int], int] = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return None
    return found


def resident_mb() -> float | None:
    """Return the megabytes of memory that the program holds now; None where nobody can tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as lines:
            found = [line for line in lines if line.startswith("VmRSS:")]
        return int(found[0].split()[1]) / 1024
    except (OSError, IndexError, ValueError):
        return None
