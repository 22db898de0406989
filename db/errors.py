"""What can go wrong with a store through nobody's programming fault.

::

    StoreError                  any expected fault of a store; `path` says which file
    ├── StoreUnavailable        missing, a folder, no permission, disk full or unreadable
    ├── StoreLocked             another program is writing and does not let go
    ├── NotAStore               a file of another kind, or of another program
    ├── StoreTooNew             written by a later major version of the format
    ├── StoreDamaged            truncated or inconsistent contents
    ├── StoreHostile            parts that no store has: triggers, views, foreign tables
    ├── StoreReadOnly           a change was asked of a store that may only be read
    ├── InvalidRow              a value that the format does not admit
    └── UndoBlocked             later steps rest on the step to be taken back

Each reads as one sentence that says what is wrong, where, and what would mend it.
Misuse of this room (an unknown table, a write outside `Store.atomic`) raises ordinary errors.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence


class StoreError(Exception):
    """An expected fault of a store.

    Attributes
    ----------
    path
        The file concerned, None where the fault belongs to no file.
    """

    def __init__(self, message: str, path: str | os.PathLike[str] | None = None) -> None:
        super().__init__(message)
        self.path = None if path is None else Path(path)


class StoreUnavailable(StoreError):
    """The file cannot be reached: missing, a folder, no permission, a full or failing disk."""


class StoreLocked(StoreError):
    """Another program holds the store and did not let go in time."""


class NotAStore(StoreError):
    """The file is something else than a store of actors."""


class StoreTooNew(StoreError):
    """The store follows a later major version of the format.

    Attributes
    ----------
    found_version
        (major, minor) of the file.
    """

    def __init__(
        self, message: str, path: str | os.PathLike[str] | None, found_version: tuple[int, int]
    ) -> None:
        super().__init__(message, path)
        self.found_version = found_version


class StoreDamaged(StoreError):
    """The file is a store, but its contents are truncated or contradict themselves."""


class StoreHostile(StoreError):
    """The file has parts that no store has, and that could act when it is read."""


class StoreReadOnly(StoreError):
    """A change was asked of a store that was opened for reading only."""


class InvalidRow(StoreError):
    """A value that the format does not admit; nothing was written.

    Attributes
    ----------
    table, column
        Where the value was to go; `column` is empty when the row as a whole is at fault.
    value
        The value itself.
    mend
        What would be right, as half a sentence.
    row
        Position within `Writer.insert_many`'s rows, None for a single row.
    """

    def __init__(
        self,
        table: str,
        column: str,
        value: object,
        mend: str,
        *,
        row: int | None = None,
        path: str | os.PathLike[str] | None = None,
    ) -> None:
        at = "" if row is None else f" (row {row + 1:,} of those given)"
        if column:
            words = f"{table}.{column} cannot be {_shown(value)}{at}: {mend}."
        else:
            words = f"This row of {table} is refused, {_shown(value)}{at}: {mend}."
        super().__init__(words, path)
        self.table = table
        self.column = column
        self.value = value
        self.mend = mend
        self.row = row


class UndoBlocked(StoreError):
    """A step cannot be taken back alone, because later ones rest on it.

    Attributes
    ----------
    step_ids
        The steps that rest on it, newest first: take these back before.
    reasons
        One sentence for each thing that stands in the way.
    """

    def __init__(
        self,
        message: str,
        path: str | os.PathLike[str] | None,
        step_ids: Sequence[int],
        reasons: Sequence[str],
    ) -> None:
        super().__init__(message, path)
        self.step_ids = tuple(step_ids)
        self.reasons = tuple(reasons)


_SHOWN_LENGTH = 60


def _shown(value: object) -> str:
    """Give the value short and printable, whatever it holds."""
    if value is None:
        return "empty"
    words = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return words if len(words) <= _SHOWN_LENGTH else words[: _SHOWN_LENGTH - 1] + "…"
