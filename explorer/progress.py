"""How long work says how far it is and learns that it is no longer wanted.

A job of this room is a plain function that takes a `CancelToken` and a `Progress`. It asks the
token inside its loops and tells the progress what it does. Both come from the caller; neither
knows a window or a thread.
"""

from __future__ import annotations

import threading
from typing import Protocol, runtime_checkable


class Cancelled(Exception):
    """The work was stopped because its result is no longer wanted.

    Not a fault, hence outside the tree of `ExplorerError`: who starts a job drops it silently.
    """


class CancelToken:
    """A one-way switch that asks a job to stop; any thread may turn it.

    Examples
    --------
    >>> token = CancelToken()
    >>> token.raise_if_cancelled()
    >>> token.cancel()
    >>> token.is_cancelled
    True
    """

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the job to stop; calling it again changes nothing."""
        self._event.set()

    def raise_if_cancelled(self) -> None:
        """Leave the job here if it is no longer wanted.

        Raises
        ------
        Cancelled
            If `cancel` was called before.
        """
        if self._event.is_set():
            raise Cancelled


@runtime_checkable
class Progress(Protocol):
    """Called by a job, in the job's thread, as often as it likes.

    `done` grows from 0 to `total`; `total` 0 means that the amount is not known. `words` is a
    sentence for the status line, such as ``"Reading 12,400 of 100,000 actors."``
    """

    def __call__(self, done: int, total: int, words: str, /) -> None:
        """Take note."""
        ...


def no_progress(done: int, total: int, words: str, /) -> None:
    """Tell nobody: for tests, the command line and work that is over at once."""
