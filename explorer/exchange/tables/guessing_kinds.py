"""What kind of actors a column names, and of what kind the interactions of a table are."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from db.folding import fold
from explorer.exchange.tables.lexicon import concepts_of, words_of
from explorer.exchange.tables.naming_actors import splitter
from explorer.exchange.tables.state_names import is_state
from explorer.exchange.tables.terms import known_interaction_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.tables.guessing_columns import Guesses
    from explorer.exchange.tables.table import Column

_SEEN: Final = 300
_FEWEST_CODES: Final = 3
_ORGANISATION: Final = re.compile(
    r"\b(?:ltd|limited|llc|inc|corp|corporation|plc|gmbh|ag|kg|se|sa|s\.a|spa|s\.p\.a|bv|nv|oy|ab|"
    r"company|group|holding|bank|university|institute|foundation|association|federation|union|"
    r"council|committee|commission|ministry|department|agency|office|cabinet|board|party|church|"
    r"society|trust|fund|network|international|organisation|organization|verband|verein|"
    r"ministerium|universitat|stiftung|bundesverband|gesellschaft|ministere|societe|association|"
    r"ministerio|empresa|fundacion|ооо|оао|зао|министерство|университет|банк)\b"
)
_SAYS_NO_KIND: Final = {
    "person",
    "life",
    "recorded",
    "description",
    "quote",
    "topic",
    "standing",
    "source",
    "role",
    "capacity",
}
"""A column of remarks does not make its rows statements."""
_LASTING: Final = frozenset(
    {"alliance", "dispute", "rivalry", "friendship", "marriage", "kinship", "ownership",
     "membership", "acquaintance", "collaboration", "partnership", "trade", "war", "border"}
)  # fmt: skip
_OTHER_KINDS: Final = frozenset(
    {"letter", "email", "message", "tweet", "dinner", "lunch", "interview", "conference", "summit",
     "hearing", "transaction", "payment", "donation", "grant", "contract", "trade", "battle",
     "protest", "speech", "reception", "briefing", "debate"}
)  # fmt: skip


def actor_kind_of(guesses: Guesses, column: Column, separator: str = "") -> str:
    """Guess what kind of actors a column names; "" for persons."""
    split = splitter(separator)
    seen = [name for text in islice(column.values, _SEEN) for name in split(text)]
    if not seen:
        return ""
    n_states = sum(map(is_state, seen))
    if len(set(seen)) >= _FEWEST_CODES and sum(map(_is_state_code, seen)) > 0.5 * len(seen):
        return "state"
    if (len(seen) > 1 and n_states > 0.5 * len(seen)) or (
        guesses.is_(column, "state") and not guesses.is_(column, "person")
    ):
        return "state"
    if guesses.is_(column, "organisation") and not guesses.is_(column, "person"):
        return "organisation"
    n_bodies = sum(_ORGANISATION.search(fold(name)) is not None for name in seen)
    return "organisation" if n_bodies > 0.5 * len(seen) else ""


def _is_state_code(text: str) -> bool:
    """Tell the three capitals of a state, as USA and RUS."""
    if len(text) != 3 or not text.isupper():
        return False
    # The lists of events are read when there is something like a code.
    from explorer.exchange.feeds.codes import states

    return text in states()


def kind_of_pair(guesses: Guesses, pair: tuple[Column, Column], column: Column) -> str:
    """Guess what kind one side of pairs is; somebody on both sides is of one kind."""
    first, second = (actor_kind_of(guesses, side) for side in pair)
    if pair[0].values.keys() & pair[1].values.keys():
        return first or second
    return first if column is pair[0] else second


def relation_by_name(name: str) -> str:
    """Guess the kind of relations from the name of their table; "" for none."""
    for word in words_of(name.rsplit(".", 1)[0]).split():
        single = word.removesuffix("s")
        if single in _LASTING:
            return single
    return ""


def kind_by_name(name: str, headings: Sequence[str]) -> str:
    """Guess the kind of interactions from the name of their table or its headings; "" for none."""
    telling = [heading for heading in headings if not concepts_of(heading) & _SAYS_NO_KIND]
    for words in (words_of(name.rsplit(".", 1)[0]), *map(words_of, telling)):
        parts = words.split()
        pairs = [f"{first} {second}" for first, second in pairwise(parts)]
        for phrase in (*pairs, *parts):
            single = phrase.removesuffix("s")
            kind = known_interaction_kind(phrase) or known_interaction_kind(single)
            if kind and kind != "other":
                return kind
            if single in _OTHER_KINDS:
                return single
    return ""
