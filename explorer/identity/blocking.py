"""Which names are worth comparing: those that share a key, or stand next to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from explorer.identity.making_way import order_of
from explorer.identity.names import Name, initials_of
from explorer.identity.short_forms import full_forms

Pairs = npt.NDArray[np.int64]
"""(n, 2) positions of names, the lower first."""

_BLOCK: Final = 60
"""Names of one key of which each is set against each; of more only neighbours."""
_NEIGHBOURS: Final = 12
_MOST_WORDS: Final = 6
_SURNAMES: Final = 24
"""A word that more names have says too little to look for it alone."""
_LEAST_ALIKE: Final = 56.0
_LEAST_ALIKE_NEIGHBOUR: Final = 74.0
_PAIRS_AT_ONCE: Final = 200_000
_COMPARED_AT_ONCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class NameTable:
    """All names of all actors.

    Attributes
    ----------
    owner
        (n,) the actor's row of each name.
    """

    names: Sequence[Name]
    owner: npt.NDArray[np.int32]


def crowded_names(table: NameTable) -> tuple[tuple[str, int], ...]:
    """Give names that so many bear that only neighbours are compared, and how many bear them."""
    counts = Counter(name.sorted_latin for name in table.names)
    shown = {name.sorted_latin: name.given for name in table.names}
    return tuple((shown[key], n) for key, n in counts.most_common(20) if n > _BLOCK)


def candidate_pairs(table: NameTable, check: Callable[[], None]) -> Iterator[Pairs]:
    """Give the pairs of names that are worth a closer look, in portions; some come twice.

    Parameters
    ----------
    check
        Called between portions; raises to stop.
    """
    latin = [name.sorted_latin for name in table.names]
    rank = np.empty(len(latin), np.int64)
    rank[order_of(latin, check)] = np.arange(len(latin))
    numbers = _numbers(table.names)
    texts = np.array(latin, dtype=object)

    def worth(pairs: Pairs, least: float) -> Pairs:
        a, b = pairs[:, 0], pairs[:, 1]
        pairs = pairs[(table.owner[a] != table.owner[b]) & (numbers[a] == numbers[b])]
        if least <= 0 or not len(pairs):
            return pairs
        like = np.concatenate(
            [
                process.cpdist(
                    texts[some[:, 0]].tolist(),
                    texts[some[:, 1]].tolist(),
                    scorer=fuzz.ratio,
                    score_cutoff=least,
                )
                for some in np.array_split(pairs, len(pairs) // _COMPARED_AT_ONCE + 1)
            ]
        )
        return pairs[like >= least]

    for keys, least in ((_full_keys, 0.0), (_word_keys, _LEAST_ALIKE), (_short_keys, 0.0)):
        for portion in _in_blocks(keys(table.names), rank, _BLOCK):
            check()
            yield worth(portion, least)
    lone = np.array([sum(not w.is_initial for w in name.words) == 1 for name in table.names])
    for portion in _in_blocks(_single_keys(table.names), rank, _SURNAMES, is_cut=True):
        check()
        yield worth(portion[lone[portion].any(axis=1)], 0.0)
    for portion in _in_blocks(_initials_keys(table.names), rank, _SURNAMES, is_cut=True):
        check()
        yield worth(portion, 0.0)
    backwards = [" ".join(word.latin for word in reversed(name.words)) for name in table.names]
    by_last_word = np.array(order_of(backwards, check), np.int64)
    for order in (np.argsort(rank), by_last_word):
        for step in range(1, _NEIGHBOURS // 2):
            check()
            yield worth(_sorted(order[:-step], order[step:]), _LEAST_ALIKE_NEIGHBOUR)


_Keyed = tuple[list[int], list[str]]


def _full_keys(names: Sequence[Name]) -> _Keyed:
    """Give all words by their sound, in whatever order."""
    at: list[int] = []
    keys: list[str] = []
    for i, name in enumerate(names):
        sounds = sorted(word.sound for word in name.words if not word.is_initial)
        if sounds:
            at.append(i)
            keys.append(" ".join(sounds))
    return at, keys


def _word_keys(names: Sequence[Name]) -> _Keyed:
    """Give one word by its sound and the beginning of another one."""
    at: list[int] = []
    keys: list[str] = []
    for i, name in enumerate(names):
        words = name.words[:_MOST_WORDS]
        for word in words:
            if word.is_initial or word.is_number:
                continue
            found = {f"{word.sound}|{o.first_sound}" for o in words if o is not word}
            at += [i] * len(found)
            keys += found
    return at, keys


def _short_keys(names: Sequence[Name]) -> _Keyed:
    """Give one word by its sound, and what another one is the short form of, or the full one."""
    at: list[int] = []
    keys: list[str] = []
    for i, name in enumerate(names):
        words = name.words[:_MOST_WORDS]
        for given in words:
            for full in full_forms(given.latin):
                found = {f"{o.sound}~{full}" for o in words if o is not given and not o.is_initial}
                at += [i] * len(found)
                keys += found
    return at, keys


def _single_keys(names: Sequence[Name]) -> _Keyed:
    """Give each word by itself: for those that are known by one word only."""
    at: list[int] = []
    keys: list[str] = []
    for i, name in enumerate(names):
        for word in name.words[:_MOST_WORDS]:
            if not word.is_initial and not word.is_number:
                at.append(i)
                keys.append(word.sound)
    return at, keys


def _initials_keys(names: Sequence[Name]) -> _Keyed:
    """Give the initials of bodies, and words that may be such."""
    at: list[int] = []
    keys: list[str] = []
    for i, name in enumerate(names):
        letters = initials_of(name) or (name.words[0].latin if len(name.words) == 1 else "")
        if 2 < len(letters) < 9:
            at.append(i)
            keys.append(letters)
    return at, keys


def _in_blocks(
    keyed: _Keyed, rank: npt.NDArray[np.int64], limit: int, *, is_cut: bool = False
) -> Iterator[Pairs]:
    """Pair the names of each key off; of keys with more than `limit` only neighbours, or none."""
    at, keys = keyed
    if not at:
        return
    names = np.array(at, np.int64)
    number_of: dict[str, int] = {}
    key = np.array([number_of.setdefault(k, len(number_of)) for k in keys], np.int64)
    order = np.lexsort((rank[names], key))
    names, key = names[order], key[order]
    size = np.bincount(key)[key]
    reach = np.where(size <= limit, size, 0 if is_cut else _NEIGHBOURS)
    portion: list[Pairs] = []
    n = 0
    for step in range(1, int(reach.max(initial=0))):
        is_pair = (key[step:] == key[:-step]) & (reach[step:] > step)
        found = _sorted(names[:-step][is_pair], names[step:][is_pair])
        portion.append(found)
        n += len(found)
        if n > _PAIRS_AT_ONCE:
            yield _distinct(portion)
            portion, n = [], 0
    if portion:
        yield _distinct(portion)


def _sorted(a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> Pairs:
    return np.stack((np.minimum(a, b), np.maximum(a, b)), axis=1)


def _distinct(portion: Sequence[Pairs]) -> Pairs:
    pairs = np.concatenate(portion)
    # Sorted, since numpy's own way to distinct values keeps the interpreter to itself.
    packed = np.sort(pairs[:, 0] << 32 | pairs[:, 1])
    packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))] if packed.size else packed
    return np.stack((packed >> 32, packed & 0xFFFFFFFF), axis=1)


def _numbers(names: Sequence[Name]) -> npt.NDArray[np.int64]:
    """Give the same number to names with the same figures: only those are compared."""
    known: dict[tuple[str, ...], int] = {}
    found = (tuple(sorted(w.latin for w in name.words if w.is_number)) for name in names)
    return np.array([known.setdefault(figures, len(known)) for figures in found], np.int64)
