"""How much memory the program holds, and giving back what it no longer uses."""

from __future__ import annotations

import ctypes
import sys
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: As in the C library's malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
#: The latter is the most that the library takes.
_LARGE_BYTES, _HUGE_BYTES = 1 << 20, 32 << 20

_lock: Final = threading.Lock()
_n_apart = 0


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


@contextmanager
def large_arrays_apart() -> Iterator[None]:
    """Give large arrays that are made meanwhile memory of their own; any thread, nestable.

    For work whose results stay: among what is soon let go of they would keep all that lies below
    them from going back to the system, a tenth of what a million interactions take. Not for what
    is done many times a second: memory fresh from the system costs more than what lies ready.
    Only with the C library of Linux; elsewhere this does nothing.
    """
    global _n_apart
    with _lock:
        _n_apart += 1
        _map_from(_LARGE_BYTES)
    try:
        yield
    finally:
        with _lock:
            _n_apart -= 1
            if not _n_apart:
                _map_from(_HUGE_BYTES)


def _map_from(n_bytes: int) -> None:
    """Let blocks of so many bytes and more be mapped one by one."""
    options = _options()
    if options is not None:
        options(_MMAP_THRESHOLD, n_bytes)
        # Setting the one ends that the library fits the other to what is asked for.
        options(_TRIM_THRESHOLD, 2 * _HUGE_BYTES)


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
