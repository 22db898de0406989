"""Cuts a date as typed into numbers, words and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from db.folding import fold

Kind = Literal["day", "clock", "decade", "number", "word", "dash", "comma", "question", "slash"]


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a date as typed.

    Attributes
    ----------
    text
        Folded: lower case, without accents.
    numbers
        Of a day in digits (`26/9/23`) its three or two numbers, of a clock hour, minute, second.
    form
        How a day in digits was written: `ymd`, `ym`, `my`, `/`, `-` or `.` (its order open).
    zone
        Of a clock, `Z` or `+04:00`, "" for local time.
    """

    kind: Kind
    text: str
    numbers: tuple[int, ...] = ()
    form: str = ""
    zone: str = ""


class UnreadableDate(ValueError):
    """What is wrong with a date as typed, as half a sentence."""


_PATTERN: Final = re.compile(
    r"""
      (?P<iso>    (?<!\d)\d{4}([-/.])\d{1,2}\2\d{1,2}(?!\d) )
    | (?P<dmy>    (?<!\d)\d{1,2}([-/.])\d{1,2}\4(?:\d{4}|\d{2})(?!\d) )
    | (?P<clock>  t?(?<!\d)(?P<hour>\d{1,2})
                  (?: [:h](?P<minute>\d{2}) (?: :(?P<second>\d{2}) (?:\.\d+)? )?
                    | \.(?P<dotted>\d{2})(?=\s*(?:uhr|am|pm|a\.m|p\.m))
                    | (?=\s*(?:am|pm|a\.m|p\.m|uhr)\b) )
                  (?P<half>\s*(?:am|pm|a\.m\.?|p\.m\.?)\b\.?)? (?:\s*uhr)?
                  (?P<zone>\s*(?:z|utc|gmt)(?:\b|$)|[+-]\d{2}:?\d{2}(?!\d))? )
    | (?P<ym>     (?<!\d)\d{4}[-/.]\d{1,2}(?![\d-]) )
    | (?P<my>     (?<!\d)\d{1,2}[/.]\d{4}(?!\d) )
    | (?P<solid>  (?<!\d)(?:1[5-9]|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d) )
    | (?P<decade> (?<!\d)['’]?(?:\d{2})?\d0['’]?s\b | (?<!\d)\d{3}x\b | (?<!\d)\d{2}xx\b )
    | (?P<short>  ['’]\d{2}(?!\d) )
    | (?P<number> \d+(?:(?:st|nd|rd|th|er|re|eme|º|ª|-?го|-?е)\b|\.(?=\s))? )
    | (?P<open>   \.\.+ )
    | (?P<word>   [^\W\d_]+(?:[.'’][^\W\d_]+)*\.? )
    | (?P<dash>   [-‐‑‒–—―−] )
    | (?P<comma>  [,;()\[\]"“”„«»:] )
    | (?P<question> \? )
    | (?P<slash>  / )
    | (?P<tilde>  [~≈] )
    | (?P<and>    & )
    | (?P<space>  \s+ )
    """,
    re.VERBOSE,
)  # fmt: skip


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens.

    Raises
    ------
    UnreadableDate
        If there is a sign that no date has.
    """
    folded = fold(text)
    found: list[Token] = []
    at = 0
    while at < len(folded):
        match = _PATTERN.match(folded, at)
        if match is None:
            raise UnreadableDate(f"the sign “{folded[at]}” stands in no date")
        at = match.end()
        token = _token(match)
        if token is not None:
            found.append(token)
    return found


def _token(match: re.Match[str]) -> Token | None:
    text = match[0].strip()
    match match.lastgroup if match["clock"] is None else "clock":
        case "space":
            return None
        case "clock":
            return _clock(match, text)
        case "iso":
            return Token("day", text, _numbers(text), "ymd")
        case "solid":
            return Token("day", text, (int(text[:4]), int(text[4:6]), int(text[6:])), "ymd")
        case "dmy":
            return Token("day", text, _numbers(text), re.sub(r"\d", "", text)[0])
        case "ym":
            numbers = _numbers(text)
            return Token("day", text, numbers, "ym")
        case "my":
            return Token("day", text, _numbers(text), "my")
        case "decade":
            return Token("decade", text.strip("'’").replace("'", "").replace("’", ""))
        case "short":
            return Token("number", text, (two_digit_year(int(text[1:])),), "year")
        case "number":
            digits = re.match(r"\d+", text)
            number = int(digits[0]) if digits else 0
            is_ordinal = digits is not None and len(digits[0]) < len(text)
            form = "ordinal" if is_ordinal else "digits4" if len(text) == 4 else "digits"
            return Token("number", text, (number,), form)
        case "word":
            return Token("word", text.rstrip(".").replace("’", "'"))
        case "tilde":
            return Token("word", "~")
        case "and":
            return Token("word", "&")
        case "open":
            return Token("word", "now")
        case "dash":
            return Token("dash", text)
        case "comma":
            return Token("comma", text)
        case "question":
            return Token("question", text)
        case _:
            return Token("slash", text)


def two_digit_year(number: int) -> int:
    """Give the year that two digits mean: 50 and above are of the last century."""
    return number + (1900 if number >= 50 else 2000)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", text))


def _clock(match: re.Match[str], text: str) -> Token:
    hour, minute = int(match["hour"]), int(match["minute"] or match["dotted"] or 0)
    second = (int(match["second"]),) if match["second"] else ()
    half = (match["half"] or "").replace(".", "").strip()
    if half:
        if not 1 <= hour <= 12:
            raise UnreadableDate(f"{hour} {half} is no time of day")
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or any(value > 59 for value in second):
        raise UnreadableDate("a time of day runs from 00:00 to 23:59")
    zone = (match["zone"] or "").strip()
    if zone in ("z", "utc", "gmt"):
        zone = "Z"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return Token("clock", text, (hour, minute, *second), zone=zone)
