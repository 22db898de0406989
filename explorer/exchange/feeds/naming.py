"""What actors of feeds are called and which kind they are, from codes, names and sectors."""

from __future__ import annotations

import re
from typing import Final

_SMALL_WORDS: Final = frozenset({"and", "at", "by", "de", "for", "in", "of", "on", "or", "the"})
_ABBREVIATIONS: Final = frozenset(
    {"ASEAN", "BBC", "CIA", "CNN", "EU", "FBI", "IAEA", "IMF", "ISIS", "NATO", "OPEC", "OSCE",
     "UAE", "UK", "UN", "UNESCO", "UNICEF", "US", "USA"}
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PERSON: Final = re.compile(r"[^\W\d_][\w.'’‘-]*(?: [\w.'’‘-]+){1,4}")

_OFFICES: Final = re.compile(
    r"\b(?:president|prime minister|minister|premier|chancellor|secretary|ambassador|governor|"
    r"senator|king|queen|prince|pope|mayor|spokes\w+|envoy|head of (?:state|government)|chief|"
    r"diplomat|commissioner|judge|lawmaker|congressman|member of \w+|candidate)\b",
    re.IGNORECASE,
)
_GROUPS: Final = re.compile(
    r"\b(?:citizens?|protest\w*|protesters?|demonstrators?|civilians?|population|people|women|men|"
    r"children|students?|workers?|employees?|villagers?|residents?|refugees?|migrants?|"
    r"immigrants?|militants?|rebels?|insurgents?|separatists?|extremists?|terrorists?|activists?|"
    r"criminals?|thugs?|gangs?|armed \w+|men|combatants?|fighters?|attackers?|tribes?|muslims?|"
    r"christians?|hindus?|jews?|ethnic \w+|voters?|farmers?|journalists?|supporters?|families|"
    r"actor|indigenous \w+|prisoners?|opposition|individuals?|vigilantes?|mobs?|elites?)\b",
    re.IGNORECASE,
)
_ORGANISATIONS: Final = re.compile(
    r"\b(?:ministry|department|party|council|committee|commission|court|bank|agency|university|"
    r"union|association|organi[sz]ation|company|corporation|group|front|movement|army|force|"
    r"forces|police|military|government|parliament|congress|senate|assembly|office|institute|"
    r"authority|bureau|news|media|television|press|radio|alliance|league|forum|federation|"
    r"foundation|fund|state|states|affairs|administration|board|service|services|brigade|"
    r"national|international|united|islamic|security|house|embassy|church|industry|business|"
    r"club|network|board|coalition|democratic|liberation|republic|school|hospital|society|center|"
    r"centre|command|corps|navy|guard|times|post|daily|tv|inc|ltd|brotherhood|jihad|taliban|bloc)\b",
    re.IGNORECASE,
)
_ORGANISED_SECTORS: Final = re.compile(
    r"news|media|business|organized violent|rebel|insurgen|terror|organization|ngo|"
    r"national ethnic|separatis|parties,|^parties$|banking",
    re.IGNORECASE,
)
_PERSONAL_SECTORS: Final = re.compile(
    r"executive|elite|cabinet|legislat|upper house|lower house|provincial|municipal|judicia",
    re.IGNORECASE,
)


def in_plain_case(name: str) -> str:
    """Write a name that stands in capitals as names are written.

    Examples
    --------
    >>> in_plain_case("CHAMBER OF COMMERCE")
    'Chamber of Commerce'
    >>> in_plain_case("iPhone")
    'iPhone'
    """
    if not name.isupper():
        return name
    is_first = True

    def write(found: re.Match[str]) -> str:
        nonlocal is_first
        if found[0] in _ABBREVIATIONS:
            return found[0]
        word = found[0].lower()
        is_small = word in _SMALL_WORDS and not is_first
        is_first = False
        return word if is_small else word[:1].upper() + word[1:]

    return _WORD.sub(write, name)


def kind_by_name(name: str, sectors: str = "") -> str:
    """Tell the kind of an actor who is no state, as well as name and sectors tell it."""
    bare, _, _ = name.partition(" (")
    if _GROUPS.search(bare) and (bare != name or not _ORGANISATIONS.search(bare)):
        return "group"
    is_office = _OFFICES.search(bare) is not None
    if is_office and "ministry" not in bare.lower():
        return "office"
    if bare != name or _ORGANISATIONS.search(bare):
        return "organisation"
    if not _PERSON.fullmatch(bare) or bare.isupper():
        return "organisation"
    if _ORGANISED_SECTORS.search(sectors) and not _PERSONAL_SECTORS.search(sectors):
        return "organisation"
    return "person"
