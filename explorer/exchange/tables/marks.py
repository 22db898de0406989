"""Cells that only mark: who voted how, who was there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from db.folding import fold

_YES: Final = frozenset(
    {"y", "yes", "yea", "aye", "for", "in favour", "in favor", "pro", "+", "ja", "oui", "si", "да",
     "за", "dafur", "pour", "a favor"}
)  # fmt: skip
_NO: Final = frozenset(
    {"n", "no", "nay", "against", "contra", "con", "nein", "non", "нет", "против", "dagegen",
     "contre", "en contra"}
)  # fmt: skip
_NEITHER: Final = frozenset(
    {"a", "abs", "abstain", "abstained", "abstains", "abstention", "abstaining", "enthaltung",
     "enthalten", "abstencion", "воздержался", "воздержалась", "present", "paired"}
)  # fmt: skip
_AWAY: Final = frozenset(
    {"absent", "not voting", "did not vote", "non voting", "nonvoting", "nv", "abwesend",
     "ausente", "отсутствовал", "excused", "not a member", "entschuldigt", "vacant"}
)  # fmt: skip
_THERE: Final = frozenset(
    {"x", "✓", "✔", "✗", "●", "•", "1", "1.0", "true", "wahr", "vrai", "attended", "present",
     "p", "o", *_YES}
)  # fmt: skip
_NOT_THERE: Final = frozenset(
    {"0", "0.0", "false", "falsch", "faux", "-", "–", "n/a", "na", *_NO, *_AWAY}
)
_VOTES: Final = _YES | _NO | _NEITHER | _AWAY
_PRESENCE: Final = _THERE | _NOT_THERE
_HINTS: Final = frozenset(
    {"vote", "votes", "voting", "resolution", "resolutions", "motion", "bill", "rcid", "division",
     "roll", "rollcall", "amendment", "abstimmung", "scrutin", "votacion", "голосование"}
)  # fmt: skip


def are_votes(words: Collection[str], about: Collection[str]) -> bool:
    """Tell whether marks are votes.

    Parameters
    ----------
    words
        All marks of a table, folded.
    about
        Words of the table's name and headings.
    """
    if not _VOTES.issuperset(words) or not (_YES & set(words) or _NO & set(words)):
        return False
    has_both = bool(_YES & set(words)) and bool(_NO & set(words))
    return bool((_NEITHER - {"present"}) & set(words)) or (has_both and bool(_HINTS & set(about)))


def are_presence(words: Collection[str]) -> bool:
    """Tell whether marks say who was there and who not."""
    return _PRESENCE.issuperset(words) and bool(_THERE & set(words))


def is_mark(text: str) -> bool:
    """Tell whether a cell is a mark of either sort."""
    folded = folded_mark(text)
    return folded in _VOTES or folded in _PRESENCE


def is_away(text: str, *, is_vote: bool) -> bool:
    """Tell whether a mark says that somebody took no part."""
    return folded_mark(text) in (_AWAY if is_vote else _NOT_THERE)


def folded_mark(text: str) -> str:
    """Give a mark as it is looked up."""
    return fold(text.strip()) or text.strip()
