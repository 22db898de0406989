"""Text without its accents, case and invisible marks, as the search compares it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DROPPED: Final = frozenset({"Mn", "Me", "Cc", "Cf", "Cs"})
_REPLACED: Final = {
    "ı": "i", "ə": "a", "ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    # Arabic script: letters that only differ in how they are written where.
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
}  # fmt: skip
_SPACES: Final = re.compile(r"\s+")
_SET_APART: Final = re.compile(
    "([\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00016ff0-\U00018d8f\U0001aff0-\U0001b16f"
    "\U00020000-\U0003ffff])"
)


class _Letters(dict[int, str]):
    """What becomes of each character; those met for the first time are looked up and kept."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kept = "" if unicodedata.category(letter) in _DROPPED else letter
        self[code] = kept
        return kept


_LETTERS: Final = _Letters({ord(letter): kept for letter, kept in _REPLACED.items()})


def fold(text: str) -> str:
    """Fold a text for comparison.

    Compatibility decomposition without combining marks, case folded, with a few letters that do
    not decompose replaced (ı, ə, ł, ø …); each Chinese, Japanese or Korean character stands by
    itself, white space is one blank, control and format characters are gone. Folding twice
    changes nothing.

    Examples
    --------
    >>> fold("Şuşa, Əliyev"), fold("ΣΊΣΥΦΟΣ")
    ('susa, aliyev', 'σισυφοσ')
    >>> fold("王毅")
    '王 毅'
    """
    if text.isascii():
        return " ".join(text.lower().split()) if text.isprintable() else _folded(text)
    return _folded(text)


def _folded(text: str) -> str:
    spaced = _SPACES.sub(" ", text)
    plain = unicodedata.normalize("NFKD", spaced).casefold()
    kept = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    # Composed again, so that a Korean syllable is one character and not its letters.
    composed = unicodedata.normalize("NFC", kept)
    return " ".join(_SET_APART.sub(r" \1 ", composed).split())
