"""Understands dates as people type them, and says in words how they were understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

from db.edtf import InvalidDate, parse_edtf
from db.folding import fold
from explorer.editing.calendar_words import MONTHS
from explorer.editing.date_points import read_point
from explorer.editing.date_reading import DateReader, note_of_base
from explorer.editing.date_tokens import UnreadableDate, tokens_of
from explorer.editing.understood import NO_DATE, NotUnderstood, Understood, of_edtf

__all__ = ["NO_DATE", "DayOrder", "NotUnderstood", "Understood", "day_order_of", "understand"]

DayOrder = Literal["day", "month", "either", "mixed"]

_LONGEST: Final = 120
_EXAMPLES: Final = "write it as 26 September 2023, Sept 2023, autumn 2023 or 22–25 May 2022"


_NOTHING: Final = frozenset(
    {"", "?", "??", "-", "–", "—", "date not given", "not given", "not stated", "date unknown",
     "no date", "unknown", "undated", "n.d.", "nd", "n/a", "na", "none", "null", "s.d.",
     "unbekannt", "inconnu", "неизвестно", "date not stated"}
)  # fmt: skip
_PHRASES: Final = tuple(
    (re.compile(rf"\b{phrase}\b"), meant)
    for phrase, meant in (
        (r"(?:no|not) later than|at the latest(?: by)?|au plus tard", "by"),
        (r"(?:no|not) earlier than|not before|(?:a|à) partir (?:de|du)|ab dem|as of", "from"),
        (r"prior to|earlier than|antes de(?:l)?|avant (?:le|la)", "before"),
        (r"later than|despues de(?:l)?|apres (?:le|la)", "after"),
        (r"some ?time (?:in|during)|(?:one|a) day in|im laufe (?:des|der)", "some"),
        (r"jusqu'(?:a|au|en)", "until"),
        (r"(?:up )?to (?:the )?(?:present|now|date)|jusqu'a aujourd'hui", "- now"),
        (r"alrededor de(?:l)?", "about"),
        (r"night (?:of|to)", ""),
    )
)
_TURNED: Final = re.compile(r", (start|end) not known$")


def understand(text: str, *, day_first: bool | None = None, base: date | None = None) -> Understood:
    """Understand a date as typed, in English or one of eleven other languages.

    Parameters
    ----------
    day_first
        How `9/8/2023` is read. None: by its numbers where they decide, else day first, with
        `other` holding the other reading.
    base
        From where a missing year, "today" and "yesterday" are counted. None: they are refused.

    Raises
    ------
    NotUnderstood
        With what is wrong as a sentence.

    Examples
    --------
    >>> understand("22–25 Sept 2023").edtf, understand("c. 1998").words
    ('2023-09-22/2023-09-25', 'about 1998')
    """
    words = " ".join(text.split())
    if fold(words) in _NOTHING:
        return NO_DATE
    if len(words) > _LONGEST:
        raise NotUnderstood(words, f"it is longer than a date; {_EXAMPLES}")
    try:
        return _understood(words, day_first, base)
    except UnreadableDate as fault:
        raise NotUnderstood(words, _ended(str(fault))) from fault
    except InvalidDate as fault:
        raise NotUnderstood(words, fault.mend) from fault


def day_order_of(texts: Iterable[str]) -> DayOrder:
    """Tell whether dates in digits, as of a whole column, have the day or the month first.

    Returns
    -------
    str
        "either" where no date decides, "mixed" where some need the one and some the other.
    """
    has_day = has_month = False
    for text in texts:
        found = _IN_DIGITS.search(text)
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        has_day |= first > 12 >= second
        has_month |= second > 12 >= first
    if has_day and has_month:
        return "mixed"
    return "day" if has_day else "month" if has_month else "either"


_IN_DIGITS: Final = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")
_RELATIVE: Final = {"yesterday": -1, "today": 0, "tomorrow": 1, "gestern": -1, "heute": 0,
                    "hier": -1, "ayer": -1, "вчера": -1, "сегодня": 0}  # fmt: skip


def _ended(fault: str) -> str:
    return fault if ";" in fault or "first" in fault else f"{fault}; {_EXAMPLES}"


def _understood(words: str, day_first: bool | None, base: date | None) -> Understood:
    try:
        plain = parse_edtf(words)
    except InvalidDate:
        pass
    else:
        other = _other_of_edtf(words)
        return of_edtf(plain.text, other=other, note="read as a season" if other else "")
    folded = fold(words)
    if folded in _RELATIVE:
        if base is None:
            raise UnreadableDate(f"“{words}” depends on the day it was said; write that day")
        day = base + timedelta(days=_RELATIVE[folded])
        return replace(of_edtf(day.isoformat(), note=note_of_base(base)), is_inferred=True)
    turned = _TURNED.search(folded)
    if turned is not None:
        folded = re.sub(r"^(from|until)\b", "", folded[: turned.start()]).strip()
        end = read_point(tokens_of(folded), day_first=day_first).as_end()
        return of_edtf(f"/{end}" if turned[1] == "start" else f"{end}/")
    for pattern, meant in _PHRASES:
        folded = pattern.sub(meant, folded)
    folded = _HYPHENED.sub(_without_hyphens, folded)
    return DateReader(tokens_of(folded), day_first, base).read()


_HYPHENED: Final = re.compile(r"^(?:(\d{1,2})[- ])?([^\W\d_]{3,})\.?[-/]'?(\d{4}|\d{2})(?=\D|$)")


def _without_hyphens(match: re.Match[str]) -> str:
    """Spread a date out that is written with hyphens, as spreadsheets do: `26-Sep-23`, `Sep-23`."""
    day, month, year = match.groups()
    if month not in MONTHS:
        return match[0]
    return f"{day or ''} {month} {year if len(year) == 4 else chr(39) + year}"


def _other_of_edtf(text: str) -> str:
    """Give the years 2019 to 2021 for the season in digits, `2019-21`; else ""."""
    match = re.fullmatch(r"(\d{2})(\d{2})-(2[1-4])", text)
    return f"{match[1]}{match[2]}/{match[1]}{match[3]}" if match and match[2] < match[3] else ""
