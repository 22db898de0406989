"""What an import did, for the status line and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db import Changes
    from explorer.errors import ImportProblem

_TOLD: tuple[tuple[str, str, str], ...] = (
    ("actors", "actor", "actors"),
    ("relations", "relation", "relations"),
    ("interactions", "interaction", "interactions"),
    ("sources", "source", "sources"),
    ("quotes", "quote", "quotes"),
    ("accounts", "account", "accounts"),
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of a file.

    Attributes
    ----------
    origin
        The file, as in messages.
    added
        By list, how many rows the store has gained.
    present
        By list, how many rows of the file the store had already, word for word.
    changes
        The step in the history of the store; its `step_id` is None when nothing was added.
    refused
        What was left out, each with its reason.
    remarks
        What the user should know although nothing was left out; sentences.
    """

    origin: str
    added: Mapping[str, int]
    present: Mapping[str, int]
    changes: Changes
    refused: tuple[ImportProblem, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def n_added(self) -> int:
        """Number of rows of all lists that were added."""
        return sum(self.added.values())

    @property
    def n_present(self) -> int:
        """Number of rows of all lists that were there already."""
        return sum(self.present.values())

    def __str__(self) -> str:
        left_out = ""
        if self.refused:
            n = len(self.refused)
            left_out = f" {n:,} {'thing was' if n == 1 else 'things were'} left out."
        return " ".join((self._gained() + left_out, *self.remarks))

    def _gained(self) -> str:
        if not self.n_added:
            return f"{self.origin} holds nothing that is not in the store already."
        parts = [
            f"{count:,} {one if count == 1 else many}"
            for name, one, many in _TOLD
            if (count := self.added.get(name, 0))
        ]
        if not parts:
            parts = [f"{self.n_added:,} {'row' if self.n_added == 1 else 'rows'}"]
        told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
        rest = f" {self.n_present:,} rows were there already." if self.n_present else ""
        return f"Imported {told} from {self.origin}.{rest}"
