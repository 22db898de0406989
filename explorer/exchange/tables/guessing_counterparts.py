"""Columns that are named for each other: `namea` and `nameb`, `entity1_id` and `entity2_id`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.cells import is_address, is_date, is_number
from explorer.exchange.tables.lexicon import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.tables.guessing_columns import Guesses
    from explorer.exchange.tables.table import Column

_SIDES: Final = frozenset(
    {("1", "2"), ("a", "b"), ("i", "j"), ("one", "two"), ("first", "second"), ("source", "target"),
     ("from", "to"), ("sender", "receiver"), ("sender", "recipient"), ("start", "end"),
     ("initiator", "target"), ("attacker", "defender"), ("src", "dst"), ("src", "tgt"),
     ("left", "right"), ("exporter", "importer"), ("buyer", "seller"), ("parent", "child")}
)  # fmt: skip
_WHO: Final = frozenset(
    {"actor", "node", "entity", "person", "name", "state", "country", "ccode", "side", "party",
     "company", "org", "organisation", "organization", "member", "user", "id", "character",
     "stateabb", "abb", "firm", "agency", "author", "full", "vertex", "land", "pays", "pais",
     "akteur", "acteur"}
)  # fmt: skip
_ONLY_OF_IDS: Final = frozenset({("start", "end"), ("left", "right")})
_IDS: Final = frozenset({"id", "node", "vertex", "entity", "actor", "person"})
_NAMES: Final = frozenset({"name", "full", "abb", "stateabb"})
_DIGIT: Final = re.compile(r"(?<=[a-z])(?=[12](?:\b|$))|(?<=[12])(?=[a-z])")
_LETTER: Final = re.compile(r"([a-z]{4,})([ab])")


def counterparts(guesses: Guesses) -> tuple[Column, Column] | None:
    """Give two columns that are named for each other and name somebody, names before codes."""
    found = [(first, second) for first, second in _paired(guesses) if _is_somebody(first, second)]
    if not found:
        return None
    return max(found, key=lambda pair: (_is_named(pair[0]), _has_words(pair[0])))


def _paired(guesses: Guesses) -> Iterator[tuple[Column, Column]]:
    known: dict[tuple[str, ...], Column] = {}
    for column in guesses.table.columns:
        known.setdefault(_parts(column), column)
    for parts, first in known.items():
        for at, part in enumerate(parts):
            for one, other in _SIDES:
                if part != one:
                    continue
                stem = parts[:at] + parts[at + 1 :]
                second = known.get((*parts[:at], other, *parts[at + 1 :]))
                if second is None or not _WHO & set(stem):
                    continue
                if (one, other) in _ONLY_OF_IDS and not _IDS & set(stem):
                    continue
                yield first, second


def _parts(column: Column) -> tuple[str, ...]:
    words = _DIGIT.sub(" ", words_of(column.heading))
    parts: list[str] = []
    for word in words.split():
        letter = _LETTER.fullmatch(word)
        if letter and letter[1] in _WHO:
            parts += [letter[1], letter[2]]
        else:
            parts.append(word)
    return tuple(parts)


def _is_somebody(first: Column, second: Column) -> bool:
    return all(
        column.n_filled
        and not column.has_only_flags()
        and column.share(is_date) < 0.5
        and column.share(is_address) < 0.5
        for column in (first, second)
    )


def _is_named(column: Column) -> bool:
    return bool(_NAMES & set(_parts(column))) and _has_words(column)


def _has_words(column: Column) -> bool:
    return column.share(is_number) < 0.5
