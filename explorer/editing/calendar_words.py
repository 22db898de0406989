"""The words of dates in the languages that people type them in: months, seasons, connectives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from db.folding import fold

Connective = Literal[
    "about", "perhaps", "before", "after", "since", "until", "by", "from", "between", "and", "or",
    "to", "some", "early", "middle", "late", "now", "filler", "none", "bc", "century", "half",
    "quarter", "month_word",
]  # fmt: skip

_MONTHS: Final = (
    # English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Ukrainian,
    # Turkish, Azerbaijani: as they stand in dates, with the case that goes with a day.
    "january januar jänner janvier enero gennaio janeiro januari stycznia styczeń января январь "
    "січня січень ocak yanvar",
    "february februar février febrero febbraio fevereiro februari lutego luty февраля февраль "
    "лютого лютий şubat fevral",
    "march märz maerz mars marzo março maart marca marzec марта март березня березень mart",
    "april avril abril aprile kwietnia kwiecień апреля апрель квітня квітень nisan aprel",
    "may mai mayo maggio maio mei maja maj мая май травня травень mayıs",
    "june juni juin junio giugno junho czerwca czerwiec июня июнь червня червень haziran iyun",
    "july juli juillet julio luglio julho lipca lipiec июля июль липня липень temmuz iyul",
    "august août agosto augustus sierpnia sierpień августа август серпня серпень ağustos avqust",
    "september septembre septiembre setiembre settembre setembro września wrzesień сентября "
    "сентябрь вересня вересень eylül sentyabr",
    "october oktober octobre octubre ottobre outubro października październik октября октябрь "
    "жовтня жовтень ekim oktyabr",
    "november novembre noviembre novembro listopada listopad ноября ноябрь листопада листопад "
    "kasım noyabr",
    "december dezember décembre diciembre dicembre dezembro grudnia grudzień декабря декабрь "
    "грудня грудень aralık dekabr",
)
_SEASONS: Final = {
    21: "spring frühling frühjahr printemps primavera lente wiosna весна весной весны весною "
    "навесні ilkbahar",
    22: "summer sommer été verano estate verão zomer lato лето летом лета літо влітку yay",
    23: "autumn fall herbst automne otoño autunno outono herfst jesień осень осенью осени осінь "
    "восени sonbahar payız",
    24: "winter hiver invierno inverno zima зима зимой зимы зимою взимку kış qış",
}
_CONNECTIVES: Final[dict[Connective, str]] = {
    "about": "about around circa ca c approx approximately roughly ~ um etwa ungefähr environ vers "
    "hacia alrededor около ок примерно близько",
    "perhaps": "perhaps probably possibly maybe presumably likely uncertain vielleicht "
    "wahrscheinlich vermutlich probablement quizás probablemente вероятно возможно",
    "before": "before prior earlier vor avant antes",
    "after": "after following later nach après después после",
    "since": "since seit depuis desde",
    "until": "until till jusque jusqu'au jusqu'en jusqu'à hasta",
    "by": "by spätestens до",
    "from": "from starting beginning von vom ab c с со du",
    "between": "between zwischen entre между",
    "and": "and und et y и e &",
    "or": "or oder ou o или",
    "to": "to through thru bis au à al по",
    "some": "some sometime someday during",
    "early": "early start beginning anfang début principios inicio начало начале",
    "middle": "mid middle mitte milieu mi mediados середина середине",
    "late": "late end ende fin finales конец конце",
    "now": "now present today ongoing current heute présent aujourd'hui actualidad настоящее",
    "filler": "in on at the of in year years day date dated im am der den die das le la les el en "
    "de del des du г года году год em um uhr os hours time than no not later o'clock c.e ce ad "
    "m um local course one a an ін",
    "none": "unknown undated n.d nd s.d sd none n/a na unbekannt inconnu неизвестно",
    "bc": "bc bce b.c b.c.e",
    "century": "century cent jahrhundert siècle siglo век века",
    "half": "half",
    "quarter": "quarter",
    "month_word": "month",
}
_WEEKDAYS: Final = (
    "monday montag lundi lunes понедельник mon",
    "tuesday dienstag mardi martes вторник tue tues",
    "wednesday mittwoch mercredi miércoles среда wed",
    "thursday donnerstag jeudi jueves четверг thu thur thurs",
    "friday freitag vendredi viernes пятница fri",
    "saturday samstag sonnabend samedi sábado суббота sat",
    "sunday sonntag dimanche domingo воскресенье sun",
)
_SHORTEST_PREFIX: Final = 3


def _by_prefix(groups: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Map each beginning of three letters or more to its number, where it has only one."""
    meant: dict[str, set[int]] = {}
    whole: dict[str, int] = {}
    for number, words in groups:
        for word in words.replace(".", "").split():
            folded = fold(word)
            whole.setdefault(folded, number)
            for length in range(min(_SHORTEST_PREFIX, len(folded)), len(folded) + 1):
                meant.setdefault(folded[:length], set()).add(number)
    unique = {prefix: next(iter(ns)) for prefix, ns in meant.items() if len(ns) == 1}
    return unique | whole


MONTHS: Final = _by_prefix(enumerate(_MONTHS, 1)) | {
    # English and Spanish as against French and Turkish words that begin alike.
    "mar": 3, "jun": 6, "jul": 7, "aug": 8, "nov": 11, "may": 5, "мар": 3, "ago": 8,
}  # fmt: skip
"""Number of a month by its folded name or a beginning of it."""

SEASONS: Final = {
    fold(word): number for number, words in _SEASONS.items() for word in words.split()
}
"""EDTF number of a season by its folded name."""

WEEKDAYS: Final = {fold(word): at for at, words in enumerate(_WEEKDAYS) for word in words.split()}
"""0 Monday to 6 Sunday, by folded name."""

ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
"""Which one of the halves or quarters; 0 is the last."""


def meanings(word: str) -> frozenset[Connective]:
    """Give what a folded word can connect or qualify; empty for a word of no date."""
    return _MEANINGS.get(word, frozenset())


def _all_meanings() -> dict[str, frozenset[Connective]]:
    found: dict[str, set[Connective]] = {}
    for meaning, words in _CONNECTIVES.items():
        for word in words.split():
            found.setdefault(fold(word), set()).add(meaning)
    return {word: frozenset(meant) for word, meant in found.items()}


_MEANINGS: Final = _all_meanings()
