"""A question with few answers that a format asks before it is read or written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a format lets the user choose.

    Attributes
    ----------
    answers
        (name, label, what it means); the first is the default.
    is_open
        Whether any other text is an answer, too.
    """

    name: str
    label: str
    answers: tuple[tuple[str, str, str], ...]
    is_open: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the answers."""
        return tuple(name for name, _, _ in self.answers)
