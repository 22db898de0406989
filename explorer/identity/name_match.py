"""How alike two names are, word by word: spelling, sound, order, initials, what is left over."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from explorer.identity.names import Name, NameWord, initials_of
from explorer.identity.short_forms import full_forms

_LEAST_ALIKE: Final = 0.82
_LEAST_ACROSS: Final = 0.64
"""The same between two scripts: Power is written Пауэр."""
_SOUND_ALIKE: Final = ((0.72, 0.95), (0.55, 0.88))
"""Where the consonants are the same: from which likeness on the words count how much."""
_SHORT_SOUND_ALIKE: Final = ((0.76, 0.95), (0.55, 0.85))
"""The same for two consonants, as John and Jane have them."""
_LONE_WORD: Final = 0.75
_INITIAL: Final = 0.75
_SHORT_FORM: Final = 0.93
"""Two forms of one given name: whoever is called Tony is mostly an Anthony."""
_INITIAL_SHARE: Final = 0.08
"""How many of all words begin with a letter, about."""
_LIKE_LETTERS: Final = ("kgqhx", "iyje", "vwu", "cs")
"""What may stand at the beginning of the same word, transliterated by two people."""
_LEFT_OVER: Final = 0.3
"""What a word of the longer name weighs that the shorter one simply leaves out."""
_STRICTNESS: Final = 1.6
"""Two words that are a little unlike each are less than one that is."""
_LEAST_RARITY: Final = 0.25
_FEWEST: Final = 0.3
"""Stands for nobody: the next actor may bear the word."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names compare.

    Attributes
    ----------
    score
        0 to 1.
    words
        What they have in common, as half a sentence.
    differing
        Pairs of words that should be the same and are not.
    is_gendered
        Whether they differ by the ending of a woman's surname.
    n_by_chance
        How many actors would bear both words by chance, as common as they are.
    """

    score: float
    words: str
    differing: tuple[tuple[str, str], ...] = ()
    is_gendered: bool = False
    n_by_chance: float = 0.0


class Rarity:
    """How much a word tells: one that many bear tells little.

    Parameters
    ----------
    owners
        Whose each name is; without it each is somebody else's.
    """

    def __init__(self, names: Sequence[Name], owners: Sequence[int] | None = None) -> None:
        whose = range(len(names)) if owners is None else owners
        self._n = max(len(set(whose)), 2)
        borne = {
            (owner, word.sound)
            for owner, name in zip(whose, names, strict=True)
            for word in name.words
        }
        self._bearers = Counter(sound for _, sound in borne)
        whole = math.log(1 + self._n)
        self._weights = {
            sound: max(_LEAST_RARITY, math.log(1 + self._n / bearers) / whole)
            for sound, bearers in self._bearers.items()
        }

    def by_chance(self, words: Iterable[NameWord]) -> float:
        """Give how many others than two would bear all of some words if these met by chance."""
        share = 1.0
        for word in words:
            others = max(self._bearers.get(word.sound, 1) - 2, _FEWEST)
            share *= _INITIAL_SHARE if word.is_initial else others / self._n
        return share * self._n

    def of(self, word: NameWord) -> float:
        """Give the weight of a word, above 0 and at most 1."""
        return self._weights.get(word.sound, 1.0)


def compare(first: Name, other: Name, rarity: Rarity, least: float = 0.0) -> NameMatch | None:
    """Compare two names that have words; None where they are less alike than `least`."""
    if first.given == other.given:
        return NameMatch(1.0, "the same name", n_by_chance=rarity.by_chance(first.words))
    shorter, longer = sorted((first.words, other.words), key=len)
    if acronym := _acronym(first, other):
        return NameMatch(0.8, f"“{acronym}” are the initials of the other")
    is_across = first.is_transliterated != other.is_transliterated
    least_alike = _LEAST_ACROSS if is_across else _LEAST_ALIKE
    pairs, left_short, left_long = _matched(shorter, longer, least_alike)
    weight = whole = only = 0.0
    n_full = 0
    for a, b, like in pairs:
        own = (rarity.of(a) + rarity.of(b)) / 2
        weight += own * (like if like == _INITIAL else like**_STRICTNESS)
        whole += own
        if not (a.is_initial or b.is_initial):
            n_full += 1
            only = max(only, own)
    lost = sum(map(rarity.of, left_short))
    # Who leaves out a middle name means the same; who says another one does not.
    spare = left_long[: len(left_long) - len(left_short)] if n_full else ()
    lost += sum(map(rarity.of, left_long)) - (1 - _LEFT_OVER) * sum(map(rarity.of, spare))
    whole += lost * 0.75
    score = weight / whole if whole else 0.0
    if n_full < 2 and (len(longer) > 1 or not n_full):
        # A surname alone, or with an initial, may be anybody's of the family.
        score *= 0.7 + 0.25 * only
    if len(longer) == 1 and not is_across:
        # Austria is not Australia: one word alone has to be more than alike.
        score *= 1.0 if weight == whole else _LONE_WORD
    if score < least:
        return None
    differing = tuple((a.latin, b.latin) for a, b in zip(left_short, left_long, strict=False))
    return NameMatch(
        score,
        _words(first, other, pairs, bool(left_short), bool(left_long)),
        differing,
        any(_is_gendered(a.latin, b.latin) for a, b, _ in pairs),
        rarity.by_chance(b if b.is_initial else a for a, b, _ in pairs),
    )


_Matched = list[tuple[NameWord, NameWord, float]]


def _matched(
    shorter: tuple[NameWord, ...], longer: tuple[NameWord, ...], least_alike: float
) -> tuple[_Matched, list[NameWord], list[NameWord]]:
    """Pair words off, the most alike first; give also those that are left on either side."""
    likes = []
    for i, a in enumerate(shorter):
        for j, b in enumerate(longer):
            like = 1.0 if a is b else alike(a, b, least_alike)
            if like:
                likes.append((like, -abs(i - j), i, j))
    likes.sort(reverse=True)
    used_short: set[int] = set()
    used_long: set[int] = set()
    pairs: _Matched = []
    for like, _, i, j in likes:
        if i not in used_short and j not in used_long:
            used_short.add(i)
            used_long.add(j)
            pairs.append((shorter[i], longer[j], like))
    return (
        pairs,
        [word for i, word in enumerate(shorter) if i not in used_short],
        [word for j, word in enumerate(longer) if j not in used_long],
    )


def alike(a: NameWord, b: NameWord, least: float = _LEAST_ALIKE) -> float:
    """Tell how alike two words are, 0 for less than `least`."""
    if a is b or a.latin == b.latin:
        return 1.0
    if a.is_number or b.is_number:
        return 0.0
    if a.is_initial or b.is_initial:
        first, other = a.latin[0], b.latin[0]
        fits = first == other or any(first in s and other in s for s in _LIKE_LETTERS)
        return _INITIAL if fits else 0.0
    # One prefers a common beginning, the other counts every slip: Khina is not Khinabu.
    like = JaroWinkler.normalized_similarity(a.latin, b.latin) / 2
    like += OSA.normalized_similarity(a.latin, b.latin) / 2
    if like < _SHORT_FORM and full_forms(a.latin) & full_forms(b.latin):
        return _SHORT_FORM
    if a.sound == b.sound:
        for least, at_least in _SOUND_ALIKE if len(a.sound) > 2 else _SHORT_SOUND_ALIKE:
            if like >= least:
                return max(like, at_least)
    return like if like >= least else 0.0


def _words(
    first: Name, other: Name, pairs: _Matched, is_short_over: bool, is_long_over: bool
) -> str:
    has_initials = any(a.is_initial != b.is_initial for a, b, _ in pairs)
    is_exact = all(like == 1.0 for _, _, like in pairs)
    what = "the same words" if is_exact else "names that are spelled or sound alike"
    if has_initials:
        what = "the same surname and a fitting initial" if len(pairs) > 1 else "a fitting initial"
    elif any(like == _SHORT_FORM for _, _, like in pairs):
        what = "a short form of the same given name"
    elif is_short_over:
        what = "partly the same words" if is_exact else "partly words that sound alike"
    elif is_long_over:
        what = "one name is the shorter form of the other"
    elif is_exact and first.words != other.words:
        what = "the same words in another order"
    elif is_exact:
        what = "the same name in another spelling or script, or with a title"
    return what


def _acronym(first: Name, other: Name) -> str:
    for short, long in ((first, other), (other, first)):
        if len(short.words) == 1 and len(long.words) > 2:
            word = short.words[0].latin
            if word == initials_of(long) and any(map(str.isupper, short.given)):
                return short.given
    return ""


def _is_gendered(first: str, other: str) -> bool:
    shorter, longer = sorted((first, other), key=len)
    stem = shorter.removesuffix("y").removesuffix("i")
    return longer in (f"{shorter}a", f"{stem}aya", f"{stem}aia") and shorter.endswith(
        ("v", "n", "in", "y", "i")
    )
