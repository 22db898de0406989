"""Names in Latin letters whatever script they are written in, and how they sound."""

from __future__ import annotations

import re
from typing import Final

_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "yi", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "қ": "q", "ғ": "gh", "ҹ": "j", "ҝ": "g", "һ": "h",
    "ң": "ng", "ј": "y", "љ": "lj", "њ": "nj", "ђ": "dj", "ћ": "c", "џ": "dzh",
}  # fmt: skip
_ARMENIAN: Final = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "y", "թ": "t",
    "ժ": "zh", "ի": "i", "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz", "ղ": "gh",
    "ճ": "ch", "մ": "m", "յ": "y", "ն": "n", "շ": "sh", "ո": "o", "չ": "ch", "պ": "p", "ջ": "j",
    "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts", "ւ": "v", "փ": "p", "ք": "k",
    "օ": "o", "ֆ": "f", "և": "ev",
}  # fmt: skip
_GEORGIAN: Final = {
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i",
    "კ": "k", "ლ": "l", "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s",
    "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k", "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts",
    "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j", "ჰ": "h",
}  # fmt: skip
_GREEK: Final = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "kh", "ψ": "ps", "ω": "o",
}  # fmt: skip
_ARABIC: Final = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
    "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "",
    "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u",
    "ي": "i", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    "ے": "e", "ں": "n", "ھ": "h", "ہ": "h",
}  # fmt: skip
_HEBREW: Final = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "u", "ז": "z", "ח": "h", "ט": "t",
    "י": "i", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "", "פ": "p", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_LETTERS: Final = {
    ord(letter): latin
    for script in (_CYRILLIC, _ARMENIAN, _GEORGIAN, _GREEK, _ARABIC, _HEBREW)
    for letter, latin in script.items()
}
_BEFORE_LETTERS: Final = re.compile(r"дж|ου|αυ|ευ|μπ|ντ|γκ|ու|\bال|\bو|\bي|\bו|\bי")
_TWO_LETTERS: Final = {
    "дж": "j", "ου": "u", "αυ": "av", "ευ": "ev", "μπ": "b", "ντ": "nd", "γκ": "g", "ու": "u",
    # The article is as good as left out; a half-vowel that begins a word is a consonant.
    "ال": "", "و": "w", "ي": "y", "ו": "v", "י": "y",
}  # fmt: skip

_SOUNDS: Final = (
    ("shch|tsch|tch|dzh|dsh|dj|ch|ts|tz|cz|zh|j", "c"),
    ("sh|sz", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("kh", ""),
    ("ck|gh|q|g", "k"),
    ("x", "ks"),
    ("w|f", "v"),
    ("h", ""),
)
"""What sounds alike in one language or another, in this order."""
_SOUND: Final = re.compile(
    "|".join(f"(?P<s{at}>{letters})" for at, (letters, _) in enumerate(_SOUNDS))
)
_VOWELS: Final = re.compile("[aeiouy]+")
_DOUBLED: Final = re.compile(r"(.)\1+")


def to_latin(folded: str) -> str:
    """Write a folded text in Latin letters, as it is usually done in English.

    Examples
    --------
    >>> to_latin("алиев"), to_latin("سعيد الخالدي")
    ('aliev', 'sid khaldi')
    """
    if folded.isascii():
        return folded
    paired = _BEFORE_LETTERS.sub(lambda match: _TWO_LETTERS[match[0]], folded)
    return paired.translate(_LETTERS)


def sound_of(latin: str) -> str:
    """Give what stays of a word however it is spelled: its consonants, and that a vowel begins it.

    Examples
    --------
    >>> sound_of("aliyev"), sound_of("aliev"), sound_of("muhammad"), sound_of("mhmd")
    ('alv', 'alv', 'md', 'md')
    """
    sounds = _SOUND.sub(lambda match: _SOUNDS[int(str(match.lastgroup)[1:])][1], latin)
    begins_with_vowel = bool(_VOWELS.match(sounds))
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", sounds))
    return f"a{consonants}" if begins_with_vowel else consonants
