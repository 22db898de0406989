"""Long work in the interpreter that lets the window's thread have its turn."""

from __future__ import annotations

import gc
import heapq
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

_TURN_S: Final = 0.0005
"""A window's picture asks for the interpreter dozens of times, and waits so long each time."""
_SORTED_AT_ONCE: Final = 4_000


@contextmanager
def short_turns() -> Iterator[None]:
    """Give the interpreter to other threads soon while the block lasts.

    The collector rests meanwhile: a round over hundreds of thousands of names in use finds nothing
    and takes half a second, in which no other thread gets on.
    """
    before, was_collecting = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(min(_TURN_S, before))
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        if was_collecting:
            gc.enable()


def order_of(texts: Sequence[str], check: Callable[[], None]) -> list[int]:
    """Give the positions of texts in their order; sorting all at once would hold everybody up.

    Parameters
    ----------
    check
        Called now and then; raises to stop.
    """
    runs = []
    for first in range(0, len(texts), _SORTED_AT_ONCE):
        check()
        run = range(first, min(first + _SORTED_AT_ONCE, len(texts)))
        runs.append(sorted(run, key=texts.__getitem__))
    return list(heapq.merge(*runs, key=texts.__getitem__))
