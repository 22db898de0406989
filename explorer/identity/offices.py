"""Actors that are called by the position which another one holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from explorer.identity.names import words_of
from explorer.identity.proposals import Reason

if TYPE_CHECKING:
    from explorer.model.dataset import Dataset

_POINTS: Final = 64
_FOR_EACH_OTHER: Final = 6
"""What it takes away that somebody else holds, or held, the same position."""
_MOST_HOLDERS: Final = 5
_FEWEST_WORDS: Final = 2

Pair = tuple[int, int]


def office_matches(dataset: Dataset, names: Iterable[tuple[int, str]]) -> dict[Pair, Reason]:
    """Find who is named by somebody's position, as "the Armenian foreign minister".

    Parameters
    ----------
    names
        (actor row, name) of all actors, those without a name of their own among them.

    Returns
    -------
    dict
        Pairs of rows, the lower first, with what speaks for them.
    """
    c = dataset.columns
    holders: dict[frozenset[str], dict[int, str]] = defaultdict(dict)
    is_position = [kind.family == "position" for kind in c.relation_kinds]
    for link, kind in enumerate(c.relation_kind.tolist()):
        title = c.relation_title[link]
        if not title or not is_position[kind]:
            continue
        body = dataset.actor_name(int(c.relation_to[link]))
        if sounds := _sounds(f"{title} {body}"):
            holders[sounds][int(c.relation_from[link])] = f"{title}, {body}"
    found: dict[Pair, Reason] = {}
    if not holders:
        return found
    for row, name in names:
        of = holders.get(_sounds(name), {})
        if len(of) > _MOST_HOLDERS:
            continue
        for holder, position in of.items():
            if holder != row:
                points = _POINTS - _FOR_EACH_OTHER * (len(of) - 1)
                reason = Reason(points, f"one is called by the other's position: {position}")
                found[min(row, holder), max(row, holder)] = reason
    return found


def _sounds(words: str) -> frozenset[str]:
    sounds = frozenset(word.sound for word in words_of(words))
    return sounds if len(sounds) >= _FEWEST_WORDS else frozenset()
