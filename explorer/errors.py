"""What can go wrong in this room through nobody's programming fault.

::

    ExplorerError               any expected fault; reads as sentences for the user
    ├── ImportFailed            a file was not taken in, the store is unchanged; see `problems`
    └── ExportFailed            a file was not written; `path` says which
        └── OutputExists        it is there already and nobody asked to replace it

Each says what is wrong, where, and what would mend it. Faults of the store itself are the
`StoreError` of the room below and pass through unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

SHOWN_PROBLEMS = 20
"""So many problems of a file are told; of the others only how many they are."""

_SHOWN_LENGTH = 60


class ExplorerError(Exception):
    """An expected fault of this room."""


class ExportFailed(ExplorerError):
    """A file could not be written; what was at its place is still there.

    Attributes
    ----------
    path
        The file that was to be written.
    """

    def __init__(self, message: str, path: str | os.PathLike[str]) -> None:
        super().__init__(message)
        self.path = Path(path)


class OutputExists(ExportFailed):
    """There is a file of this name, and nobody asked to replace it."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(
            f"{Path(path)} exists already and was not replaced. Choose another name, or ask for "
            "it to be overwritten.",
            path,
        )


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One reason why a file was not taken in.

    Attributes
    ----------
    list_name
        The list it is in, "" when the file as a whole is at fault.
    row
        Counted from 1 within the list, None when the list as a whole is at fault.
    field
        The field, "" when the row as a whole is at fault.
    what
        The fault and what mends it, as sentences.
    """

    what: str
    list_name: str = ""
    row: int | None = None
    field: str = ""

    def __str__(self) -> str:
        place = self.list_name
        if self.row is not None:
            place += f", row {self.row:,}"
        if self.field:
            place += f", {self.field}"
        return f"{place}: {self.what}" if place else self.what


class ImportFailed(ExplorerError):
    """A file was not taken in; the store is as it was.

    Attributes
    ----------
    origin
        What was to be taken in, in words or as a path.
    problems
        All that was found, in the order of the file.
    """

    def __init__(self, origin: str, problems: Sequence[ImportProblem]) -> None:
        self.origin = origin
        self.problems = tuple(problems)
        lines = [f"{origin} was not imported and the store was not changed."]
        lines += [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        if (more := len(self.problems) - SHOWN_PROBLEMS) > 0:
            lines.append(f"And {more:,} more.")
        super().__init__("\n".join(lines))


def shown(value: object) -> str:
    """Give a value of a file short and printable, whatever it holds."""
    if isinstance(value, str):
        words = f"“{value}”" if value.isprintable() else ascii(value)
    else:
        words = repr(value)
    return words if len(words) <= _SHOWN_LENGTH else words[: _SHOWN_LENGTH - 1] + "…"
