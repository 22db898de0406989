"""What given names are called for short: Tony is Anthony, Sasha Alexander or Alexandra."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE: Final = "short_forms.txt"


def full_forms(word: str) -> frozenset[str]:
    """Give the full names that a word in Latin letters may stand for; none if it is not known.

    Examples
    --------
    >>> sorted(full_forms("tony"))
    ['anthony', 'antonio']
    >>> full_forms("anthony") & full_forms("tony")
    frozenset({'anthony'})
    """
    return _table().get(word, frozenset())


@cache
def _table() -> Mapping[str, frozenset[str]]:
    text = files("resources").joinpath("names", _FILE).read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        full, colon, short = line.partition(":")
        if colon and not line.startswith("#"):
            for word in (full, *short.split()):
                found.setdefault(word, set()).add(full)
    return {word: frozenset(names) for word, names in found.items()}
