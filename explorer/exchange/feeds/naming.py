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
    r"diplomat|commissioner|judge|lawmaker|congress(?:man|woman)|member of \w+|candidate|consul|"
    r"attorney general|chair(?:man|woman|person)?|supreme leader|sheriff|emir|sultan|archbishop)\b",
    re.IGNORECASE,
)
_GROUPS: Final = re.compile(
    r"\b(?:citizens?|protest\w*|protesters?|demonstrators?|civilians?|population|people|women|men|"
    r"children|students?|workers?|employees?|villagers?|residents?|refugees?|migrants?|"
    r"immigrants?|militants?|rebels?|insurgents?|separatists?|extremists?|terrorists?|activists?|"
    r"criminals?|thugs?|gangs?|armed \w+|combatants?|fighters?|attackers?|tribes?|muslims?|"
    r"christians?|hindus?|jews?|ethnic \w+|voters?|farmers?|journalists?|supporters?|families|"
    r"actor|indigenous \w+|prisoners?|opposition|individuals?|vigilantes?|mobs?|elites?|"
    r"officials?|officers?|personnel|representatives|soldiers?|troops|gunm[ae]n|lawyers?|"
    r"attorneys?(?! general)|business ?(?:man|men|woman|women|person|people)|executives?|"
    r"investors?|"
    r"teachers?|professors?|doctors?|nurses?|scientists?|experts?|analysts?|economists?|"
    r"reporters?|editors?|clerics?|imams?|priests?|monks?|advisers?|advisors?|negotiators?|"
    r"delegates?|legislators?|deput(?:y|ies)|leaders?|hostages?|detainees?|victims?|suspects?|"
    r"smugglers?|traffickers?|hackers?|pirates|bandits?|settlers?|minorit(?:y|ies)|peasants?|"
    r"youths?|patients?|passengers?|tourists?|parents?|mothers?|girls?|boys?|exiles?|dissidents?|"
    r"radicals?|moderates?|peacekeepers?|observers?|veterans?|consumers?|taxpayers?|guerrillas?)\b",
    re.IGNORECASE,
)
_ORGANISATIONS: Final = re.compile(
    r"\b(?:ministry|department|party|council|committee|commission|court|bank|agency|university|"
    r"union|association|organi[sz]ation|company|corporation|group|front|movement|army|force|"
    r"forces|police|military|government|parliament|congress|senate|assembly|office|institute|"
    r"authorit(?:y|ies)|bureau|news|media|television|press|radio|alliance|league|forum|federation|"
    r"foundation|fund|state|states|affairs|administration|board|service|services|brigade|"
    r"national|international|united|islamic|security|house|embassy|church|industry|business|"
    r"club|network|coalition|democratic|liberation|republic|school|hospital|society|center|"
    r"centre|command|corps|navy|guard|times|post|daily|tv|inc|ltd|brotherhood|jihad|taliban|bloc|"
    r"consulate|legislature|judiciary|tribunal|treasury|conference|parties|syndicate|cartel|chamber|"
    r"motors|airlines?|airways|holdings?|gmbh|llc|plc|yard|"
    # Parliaments, parties and armed groups by what they are called where they are.
    r"rada|duma|knesset|majlis|bundestag|bundesrat|sejm|seimas|saeima|riksdag|storting|folketing|"
    r"cortes|sabha|partido|partei|parti|partito|dal|morcha|janata|sena|parishad|sangh|"
    r"qaeda|qaida|shabaab|haram|hezbollah|hizbollah|hamas|ansar|jaish|lashkar|harakat|ahl|"
    r"shimbun|zeitung)\b",
    re.IGNORECASE,
)
_ORGANISED_SECTORS: Final = re.compile(
    r"\bnews\b|\bbusiness\b|multinational|banking|organized violent|"
    r"(?:^|[,;])\s*(?:BUS|MNC|IGO|NGO|REB|INS|SEP|UAF|IMG)\s*(?=$|[,;])",
    re.IGNORECASE,
)
_PERSONAL_SECTORS: Final = re.compile(
    r"executive|elite|cabinet|legislat|upper house|lower house|provincial|municipal|judicia|"
    r"(?:^|[,;])\s*(?:government|parties|GOV|LEG|JUD|ELI|PTY)\s*(?=$|[,;])",
    re.IGNORECASE,
)
"""Of whoever has a name of two words or more; parties and organisations mostly say what they are
in their names, and most who belong to a party are people."""

_BEYOND_THE_HEAD: Final = re.compile(r" (?:of|for|in|from|at|to|on|with|against|under)\b|[,/]")


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


def kind_by_name(name: str, sectors: str = "", *, has_title: bool = False) -> str:
    """Tell the kind of an actor who is no state, as well as name and sectors tell it.

    Parameters
    ----------
    sectors
        Words of ICEWS or codes of PLOVER, parted by commas or semicolons.
    has_title
        Whether the feed gives the actor a title, as it does of people.

    Examples
    --------
    >>> kind_by_name("Union Leader (Spain)"), kind_by_name("Leaders' Union (Spain)")
    ('group', 'organisation')
    >>> kind_by_name("Nigel Farage", "Parties"), kind_by_name("Janata Dal", "Parties")
    ('person', 'organisation')
    """
    bare, _, _ = name.partition(" (")
    is_named = bare == name and _PERSON.fullmatch(bare) is not None and not bare.isupper()
    is_personal = has_title or _PERSONAL_SECTORS.search(sectors) is not None
    if is_named and is_personal and not _ORGANISATIONS.search(bare):
        # Kings and bishops are called so beside their names.
        return "person"
    by_head = _kind_of_head(bare)
    if by_head:
        return by_head
    if _GROUPS.search(bare) and not _ORGANISATIONS.search(bare):
        return "group"
    if _OFFICES.search(bare) and "ministry" not in bare.lower():
        return "office"
    if not is_named or _ORGANISATIONS.search(bare) or _ORGANISED_SECTORS.search(sectors):
        return "organisation"
    return "person"


def _kind_of_head(bare: str) -> str:
    """Tell the kind by the word on which the others hang, "" if it tells none."""
    words = _BEYOND_THE_HEAD.split(bare, maxsplit=1)[0].split()
    head = words[-1] if words else ""
    for kind, pattern in (
        ("group", _GROUPS), ("office", _OFFICES), ("organisation", _ORGANISATIONS),
    ):  # fmt: skip
        if pattern.fullmatch(head):
            return kind
    return ""
