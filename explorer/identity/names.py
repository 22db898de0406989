"""A name taken apart for comparison: words in Latin letters, without titles and legal forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from db.folding import fold
from explorer.identity.transliteration import sound_of, to_latin

_APART: Final = re.compile(r"[^\w]+|_")
_POSSESSIVE: Final = re.compile(r"['’ʼʻ`´]")
_MOST_WORDS: Final = 12

_TITLES: Final = """
    mr mrs ms miss mister dr prof professor sir dame lord lady sheikh shaikh sheik imam ayatollah
    president vice prime deputy minister premier chancellor ambassador amb secretary administrator
    senator sen congressman congresswoman representative rep governor gov mayor king queen prince
    princess emir sultan general gen lieutenant lt colonel col major maj captain capt admiral adm
    brigadier marshal bishop archbishop cardinal father rev reverend pope rabbi mp mep hon
    honourable honorable excellency spokesperson spokesman spokeswoman director chairman
    chairwoman chair head chief former acting ex
    bay bey xanim hanim oglu ogly ogli ugli qizi kyzy gizi kizi
    ibn bin bint abu
    elect interim crown amir
    prezident ministr posol generalnii doktor herr frau monsieur madame mme senor senora sr sra don
"""
TITLES: Final = frozenset(_TITLES.split())
"""Words before and after a name that do not belong to it."""

_FORMS: Final = """
    the of and for de la le les du des der die das den van von et und
    ltd limited llc llp inc incorporated corp corporation co company plc gmbh ag sa spa srl bv nv ab
    as oy oyj ooo oao zao pao ao mmc asc qsc kft doo jsc pjsc cjsc ojsc holding group al el ul
"""
FORMS: Final = frozenset(_FORMS.split())
"""Words that stand in the names of many bodies, or join the parts of any name."""


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name.

    Attributes
    ----------
    latin
        Folded, in Latin letters.
    sound
        What stays of it however it is spelled.
    is_initial
        Whether it is a single letter that stands for a word, as no Chinese character does.
    is_number
        Whether it tells one of several apart, as figures do.
    """

    latin: str
    sound: str
    is_initial: bool
    is_number: bool

    @property
    def first_sound(self) -> str:
        """What it begins with, alike for all vowels and for all sounds of the throat."""
        first = self.latin[:1]
        if first in "aeiouy":
            return "a"
        return "k" if first in "kgqhxc" else self.sound[:1]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    Attributes
    ----------
    given
        As it stands in the store.
    words
        In the order of the name, without titles and forms unless nothing else is left.
    is_transliterated
        Whether it stands in other letters than Latin ones.
    """

    given: str
    words: tuple[NameWord, ...]
    is_transliterated: bool = False

    @property
    def sorted_latin(self) -> str:
        """The words in Latin letters whatever their order."""
        return " ".join(sorted(word.latin for word in self.words))


@lru_cache(maxsize=262_144)
def _word(latin: str) -> NameWord:
    is_initial = len(latin) == 1 and latin.isascii() and latin.isalpha()
    return NameWord(latin, sound_of(latin) or latin, is_initial, any(map(str.isdigit, latin)))


def name_of(given: str) -> Name:
    """Take a name apart.

    Examples
    --------
    >>> [word.latin for word in name_of("President Ilham H. Aliyev").words]
    ['ilham', 'h', 'aliyev']
    """
    folded = fold(_POSSESSIVE.sub("", given[:400]))
    latin = to_latin(folded)
    every = [word for word in _APART.split(latin) if word][:_MOST_WORDS]
    own = [word for word in every if word not in TITLES and word not in FORMS]
    return Name(given, tuple(map(_word, own or every)), not folded.isascii())


def words_of(given: str) -> tuple[NameWord, ...]:
    """Give the words of a name with its titles, without what only joins words."""
    latin = to_latin(fold(_POSSESSIVE.sub("", given[:400])))
    words = [word for word in _APART.split(latin) if word and word not in FORMS]
    return tuple(map(_word, words[:_MOST_WORDS]))


def initials_of(name: Name) -> str:
    """Give the first letters of the words, as in the name of a body; "" where it has too few."""
    letters = [word.latin[0] for word in name.words]
    return "".join(letters) if len(letters) > 2 else ""
