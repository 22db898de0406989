"""What a cell of text looks like: a date in digits, a number, an address, several things."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from explorer.editing.dates import NotUnderstood, understand

_NUMBER: Final = re.compile(
    r"[-+−]?(?:\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?(?:[eE][-+]?\d+)?"
)
_WHOLE: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})", re.ASCII)
_POINTED: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://\S+|www\.\S+", re.IGNORECASE)
_MIDNIGHT: Final = re.compile(r"(?<=\d)[T ]00:00:00(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$")
_DATE_DIGITS: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?(?:[T ,].*)?|\d{8}")
_YEAR: Final = re.compile(r"1[0-9]\d\d|20\d\d")
_LIFE: Final = re.compile(r"(?:ca?\. ?)?(1\d\d\d|20\d\d) ?[-–] ?(1\d\d\d|20\d\d)?", re.ASCII)
_MAILBOX: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.\w+")
_SPELLS: Final = re.compile(r"<?\s*[\[(].*[\])]\s*>?")
_HAN_DATE: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]")
_HAN_MONTH: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]")
_QUARTER: Final = re.compile(r"(\d{4})[- /]?Q([1-4])", re.IGNORECASE | re.ASCII)
_SERIAL: Final = re.compile(r"[2-5]\d{4}(?:\.\d+)?", re.ASCII)
_SERIAL_START: Final = date(1899, 12, 30)
_MAIL: Final = re.compile(
    r"(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d:\d\d)(?::\d\d)?"
    r"(?: [-+]\d{4})?(?: ?\([a-z ]+\))?",
    re.IGNORECASE | re.ASCII,
)
_NO_PART: Final = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2]))?)(?:-00){1,2}", re.ASCII)
_MISSING: Final = frozenset(
    {"na", "n/a", "n.a.", "nan", "null", "none", "nil", ".", "..", "-", "–", "—", "?", "-9", "-99",
     "-999", "-9999", "9999", "#n/a", "\\n"}
)  # fmt: skip
_CURRENCIES: Final = {"£": "GBP", "€": "EUR", "US$": "USD", "$": "USD", "¥": "JPY", "₽": "RUB"}
_FLAGS: Final = frozenset(
    {"yes", "no", "y", "n", "true", "false", "ja", "nein", "oui", "non", "да", "нет"}
)
_SIMPLE_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def is_missing(text: str) -> bool:
    """Tell whether a cell that is a number or a date elsewhere says that it is not known."""
    return text.strip().casefold() in _MISSING


def is_number(text: str) -> bool:
    """Tell whether a cell is a number, whatever separates its thousands."""
    return _NUMBER.fullmatch(text.strip()) is not None


def is_address(text: str) -> bool:
    """Tell whether a cell is an address of the web."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def is_year(text: str) -> bool:
    """Tell whether a cell is a year of the last thousand years."""
    return _YEAR.fullmatch(text.strip()) is not None


def is_flag(text: str) -> bool:
    """Tell whether a cell says yes or no and nothing else."""
    return text.strip().casefold() in _FLAGS


def is_life(text: str) -> bool:
    """Tell whether a cell spans years as lives do: `1879-1955`, `1941-`."""
    found = _LIFE.fullmatch(text.strip())
    return found is not None and (not found[2] or int(found[2]) - int(found[1]) > 1)


def is_mail(text: str) -> bool:
    """Tell whether a cell is the address of a mailbox."""
    return _MAILBOX.fullmatch(text.strip()) is not None


def is_spells(text: str) -> bool:
    """Tell whether a cell holds spells as Gephi writes them."""
    return _SPELLS.fullmatch(text.strip()) is not None


@lru_cache(maxsize=65_536)
def is_date(text: str) -> bool:
    """Tell whether a cell reads as a date that says more than a year."""
    text = text.strip()
    if _SIMPLE_DAY.fullmatch(text):
        return True
    if len(text) > 50 or not any(map(str.isdigit, text)):
        return False
    if is_number(text) and not _DATE_DIGITS.fullmatch(text):
        return False
    try:
        return understand(without_midnight(text)).is_dated
    except NotUnderstood:
        return False


def serial_day(text: str) -> str:
    """Give the day that a spreadsheet counts to, "" for what is no such number.

    Only days of 1954 to 2064 count: other numbers mean something else more often.

    Examples
    --------
    >>> serial_day("44267"), serial_day("44267.5"), serial_day("2021")
    ('2021-03-12', '2021-03-12', '')
    """
    if not _SERIAL.fullmatch(text.strip()):
        return ""
    return (_SERIAL_START + timedelta(days=int(float(text)))).isoformat()


def looks_like_date(text: str) -> bool:
    """Tell whether a cell is a date or means to be one, such as 31/02/2021."""
    is_like = _DATE_DIGITS.fullmatch(text.strip()) is not None or bool(serial_day(text))
    return is_like or is_date(text)


def without_midnight(text: str) -> str:
    """Write what programs write as people do.

    Leaves out the midnight that databases put behind a day and months and days of 0; writes a
    Chinese day in digits and the date of a mail without its zone.
    """
    text = text.strip()
    if mail := _MAIL.fullmatch(text):
        return f"{mail[1]} {mail[2]} {mail[3]} {mail[4]}"
    if part := _NO_PART.fullmatch(text):
        return part[1]
    if quarter := _QUARTER.fullmatch(text):
        return f"Q{quarter[2]} {quarter[1]}"
    text = _HAN_MONTH.sub(r"\1-\2", _HAN_DATE.sub(r"\1-\2-\3", text))
    return _MIDNIGHT.sub("", text)


def money_in(text: str) -> tuple[str, str]:
    """Take the sign of a currency from a sum, and give the currency's code.

    Examples
    --------
    >>> money_in("£5,000.00"), money_in("12"), money_in("30 €")
    (('5,000.00', 'GBP'), ('12', ''), ('30', 'EUR'))
    """
    for sign, code in _CURRENCIES.items():
        if sign in text:
            return text.replace(sign, "").strip(), code
    return text, ""


def number_of(text: str, *, decimal_comma: bool) -> float | None:
    """Read a number, None if it is none.

    Examples
    --------
    >>> number_of("1.234,5", decimal_comma=True), number_of("1,234.5", decimal_comma=False)
    (1234.5, 1234.5)
    >>> number_of("12 Mio", decimal_comma=False) is None
    True
    """
    digits = text.strip().replace("−", "-")
    if not is_number(digits):
        return None
    thousands, point = (".", ",") if decimal_comma else (",", ".")
    for mark in (thousands, " ", "'", "’", "\u00a0", "\u202f"):
        digits = digits.replace(mark, "")
    try:
        return float(digits.replace(point, "."))
    except ValueError:
        return None


def plain_number(text: str) -> int | float | str:
    """Give a number that is written as programs write it, and else the text.

    Examples
    --------
    >>> plain_number("12"), plain_number("1.50"), plain_number("0010"), plain_number("1e400")
    (12, 1.5, '0010', '1e400')
    """
    bare = text.strip()
    if _WHOLE.fullmatch(bare):
        return int(bare)
    if _POINTED.fullmatch(bare):
        value = float(bare)
        return value if math.isfinite(value) else text
    return text


def is_plain_number(text: str) -> bool:
    """Tell whether `plain_number` gives a number; codes such as `0010` are none."""
    return not isinstance(plain_number(text), str)


def has_decimal_comma(texts: list[str]) -> bool:
    """Tell whether the numbers of a column are written `1,5` rather than `1.5`."""
    comma = point = 0
    for text in texts:
        last = max(text.rfind(","), text.rfind("."))
        if last < 0 or not is_number(text):
            continue
        mark, rest = text[last], len(text) - last - 1
        if text.count(mark) > 1:
            # What comes more than once separates thousands.
            comma, point = (comma, point + 1) if mark == "," else (comma + 1, point)
        elif rest != 3:
            comma, point = (comma + 1, point) if mark == "," else (comma, point + 1)
    return comma > point
