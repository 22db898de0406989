"""Which columns of a table name those who took part in its interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.lexicon import words_of
from explorer.exchange.tables.state_names import is_state

if TYPE_CHECKING:
    from explorer.exchange.tables.guessing_columns import Guesses
    from explorer.exchange.tables.guessing_taken import Taken
    from explorer.exchange.tables.table import Column

_HALF: Final = 0.5


def participants_in(taken: Taken) -> list[Column]:
    """Give the columns that name participants, in their order."""
    guesses = taken.guesses
    found = [*taken.free("person", "organisation", "nameish")]
    found += [c for c in taken.free("name", "state") if c not in found]
    found = [c for c in found if not _is_title(guesses, c, found)]
    if not found:
        found = [c for c in taken.free("from", "to") if not _is_id(c.heading)]
    if not found:
        # Titles taken apart: `title_from`, `title_with`.
        found = [
            c for c in taken.free("title")
            if {"from", "with", "to", "by", "who"} & set(words_of(c.heading).split())
        ]  # fmt: skip
    for column in taken.free("from", "to"):
        # `from` beside a visitor is the country that sends.
        if column not in found and not _is_id(column.heading) and _says_who(column):
            found.append(column)
    order = list(guesses.table.headings)
    return sorted(
        (c for c in found if not _is_told_twice(c, found)), key=lambda c: order.index(c.heading)
    )


def join_participants(taken: Taken) -> int:
    """Take first and last names that belong together as participants."""
    lasts = {_side_of(c): c for c in taken.free("last_name")}
    n_joined = 0
    for first in taken.free("first_name"):
        if (last := lasts.get(_side_of(first))) is not None:
            taken.take(first, "participant", joined=(last.heading,), actor_kind="person")
            taken.joined.add(last.heading)
            n_joined += 1
    return n_joined


def _side_of(column: Column) -> str:
    """Give whose first or last name it is: `visitee` of `visitee_namelast`."""
    words = words_of(column.heading).replace("name", " ").split()
    return " ".join(w for w in words if w not in ("first", "last", "given", "family", "sur"))


def _is_title(guesses: Guesses, column: Column, others: list[Column]) -> bool:
    """Tell the name of what happened (`Trinity`) from that of who took part."""
    is_named = words_of(column.heading) == "name" and column.is_unique
    if not is_named or len(others) < 2 or not guesses.has("date", "start"):
        return False
    return column.share(lambda text: len(text.split()) > 1) < _HALF


def place_states(taken: Taken, people: list[Column]) -> None:
    """Let a country beside a place, where others take part, be where the place lies."""
    has_place = any(use.meaning == "place" for use in taken.uses.values())
    countries = [
        c for c in people if words_of(c.heading) in ("country", "land", "pays", "pais", "state")
    ]
    n_others = len(people) - len(countries)
    for column in countries[:1] if has_place else ():
        # "Iowa" beside "Davenport" is no state that takes part.
        if n_others > 1 or (n_others and column.share(is_state) < _HALF):
            people.remove(column)
            taken.take(column, "within")


def _says_who(column: Column) -> bool:
    return column.share(lambda text: text[:1].isupper()) > 0.8


def _is_told_twice(column: Column, others: list[Column]) -> bool:
    """Tell codes and slugs of another column (`albright-madeleine`) from names."""
    if not _is_slug(column):
        return False
    return any(
        other is not column
        and not _is_slug(other)
        and abs(len(other.values) - len(column.values)) <= 2
        for other in others
    )


def _is_slug(column: Column) -> bool:
    return column.share(lambda text: " " not in text and text == text.lower()) >= 0.9


def _is_id(heading: str) -> bool:
    return words_of(heading).split()[-1:] in (["id"], ["ids"], ["key"])
