"""How the store's long work is stopped and followed; the caller brings both."""

from __future__ import annotations

from typing import Protocol


class Token(Protocol):
    """Asked inside long loops and while SQLite works, in the store's thread."""

    @property
    def is_cancelled(self) -> bool:
        """Whether the work is no longer wanted."""
        ...

    def raise_if_cancelled(self) -> None:
        """Raise the caller's own exception if the work is no longer wanted."""
        ...


class Progress(Protocol):
    """Told what is done out of a total (0 = not known), with words for a status line."""

    def __call__(self, done: int, total: int, words: str, /) -> None:
        """Take in how far the work is."""
        ...


def tell_nobody(done: int, total: int, words: str, /) -> None:
    """Stand in where the caller does not want to know."""
