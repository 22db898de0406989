"""The two columns of a table that are the sides of pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.guessing_columns import Guesses, stem_of
from explorer.exchange.tables.guessing_counterparts import counterparts
from explorer.exchange.tables.lexicon import words_of

if TYPE_CHECKING:
    from explorer.exchange.tables.table import Column

_PARTNERS: Final = (
    ("source", "target"), ("from", "to"), ("sender", "recipient"), ("sender", "receiver"),
    ("author", "recipient"), ("writer", "recipient"), ("supplier", "recipient"),
    ("caller", "called"), ("caller", "callee"), ("ego", "alter"), ("u", "v"), ("i", "j"),
    ("von", "an"), ("von", "nach"), ("von", "zu"), ("absender", "empfanger"), ("quelle", "ziel"),
    ("de", "a"), ("de", "vers"), ("emetteur", "destinataire"), ("origen", "destino"),
    ("remitente", "destinatario"), ("от", "к"), ("от кого", "кому"), ("subject", "object"),
    ("geber", "empfanger"), ("giver", "receiver"), ("donor", "recipient"), ("seller", "buyer"),
    ("lender", "borrower"), ("payer", "payee"), ("exporter", "importer"),
    ("bailleur", "beneficiaire"), ("donante", "beneficiario"),
    ("start node", "end node"), ("tail", "head"),
)  # fmt: skip
_ROLES: Final = {
    "caller": "caller", "called": "called", "callee": "called", "sender": "sender",
    "recipient": "addressee", "receiver": "addressee", "absender": "sender",
    "empfanger": "addressee", "destinataire": "addressee", "destinatario": "addressee",
    "remitente": "sender", "emetteur": "sender",
}  # fmt: skip
_FIRST: Final = re.compile(r"(.*?) ?(?:1|a|one)\b(.*)")
_SECOND: Final = re.compile(r"(.*?) ?(?:2|b|two)\b(.*)")


def pair_of(guesses: Guesses) -> tuple[Column, Column] | None:
    """Give the sides: columns that are named for each other, else any that may be the two."""
    firsts, seconds = guesses.columns("from"), guesses.columns("to")
    for first in firsts:
        for second in seconds:
            if first is not second and _are_partners(first.heading, second.heading):
                return first, second
    has_headings = bool(guesses.table.headings_line)
    for first in firsts:
        for second in seconds:
            # `Source` alone says where a row is from.
            is_lone = words_of(first.heading) == "source"
            is_same = has_headings and stem_of(first.heading) == stem_of(second.heading)
            if first is not second and not is_same and not is_lone:
                return first, second
    return counterparts(guesses)


def role_of(heading: str) -> str:
    """Give the role that a side of a pair is named for; "" for none."""
    return _ROLES.get(words_of(heading), "")


def _are_partners(first: str, second: str) -> bool:
    one, two = words_of(first), words_of(second)
    for ending in (" id", " name", " node", " node id", "id"):
        if one.endswith(ending) and two.endswith(ending):
            one, two = one.removesuffix(ending), two.removesuffix(ending)
    if (one, two) in _PARTNERS:
        return True
    left, right = _FIRST.fullmatch(one), _SECOND.fullmatch(two)
    return bool(left and right and left.groups() == right.groups() and left[1])
