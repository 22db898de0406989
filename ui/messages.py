"""Turns what went wrong into words for the user; the only place that does."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from db import StoreError
from db.errors import (
    InvalidRow,
    NotAStore,
    StoreLocked,
    StoreReadOnly,
    StoreUnavailable,
    UndoBlocked,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Message:
    """What to say, and the one thing that can be done about it (an action's id, or `retry`)."""

    text: str
    button: str = ""
    action: str = ""


def explain(error: Exception) -> Message:
    """Return one or two sentences for an exception; never a traceback."""
    if isinstance(error, StoreLocked):
        return Message(str(error), "Try again", "retry")
    if isinstance(error, NotAStore | StoreUnavailable):
        return Message(str(error), "Open another…", "store.open")
    if isinstance(error, InvalidRow | StoreReadOnly | UndoBlocked):
        # The store is well; what was asked of it was not.
        return Message(str(error))
    if isinstance(error, StoreError):
        return Message(str(error), "Open another…", "store.open")
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return Message(f"{error.strerror or error}{where}.")
    text = str(error).strip()
    from explorer.errors import ExplorerError

    if isinstance(error, ExplorerError):
        return Message(text)
    _log.error("An unexpected fault was shown to the user.", exc_info=error)
    return Message(f"Something went wrong inside the program: {text or type(error).__name__}.")
