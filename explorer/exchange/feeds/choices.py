"""What the user can say about a feed: which of its rows are wanted, and what is told twice."""

from __future__ import annotations

from typing import Final

from explorer.exchange.choice import Choice

KINDS_BY_NAME: Final[dict[str, tuple[str, ...]]] = {
    "diplomacy": ("01", "03", "04", "05", "AGREE", "CONSULT", "SUPPORT"),
    "meetings": ("04", "CONSULT"),
    "cooperation": ("03", "04", "05", "06", "07", "08", "AGREE", "CONSULT", "SUPPORT",
                    "COOPERATE", "AID", "CONCEDE", "RETREAT"),
    "conflict": ("13", "14", "15", "17", "18", "19", "20", "THREATEN", "PROTEST", "MOBILIZE",
                 "COERCE", "ASSAULT"),
}  # fmt: skip
"""Beginnings of CAMEO's and PLOVER's codes, for words that stand for several."""

_ANY: Final = (("", "All", "Nothing is left out for this."),)

FEED_CHOICES: Final[tuple[Choice, ...]] = (
    Choice(
        "kinds",
        "Kinds of events",
        (
            *_ANY,
            ("diplomacy", "Diplomacy", "Statements, intentions, visits, talks, agreements."),
            ("meetings", "Meetings", "Consultations, calls, visits, negotiations."),
            ("cooperation", "Cooperation", "Diplomacy, aid, concessions."),
            ("conflict", "Conflict", "Threats, protest, coercion, fighting."),
        ),
        is_open=True,
    ),
    Choice(
        "merge",
        "What is told twice",
        (
            ("yes", "Is one interaction", "Each telling is a passage of it."),
            ("no", "Stays apart", "Every row is an interaction of its own."),
        ),
    ),
    Choice("since", "From day", _ANY, is_open=True),
    Choice("until", "To day", _ANY, is_open=True),
    Choice("actors", "Actors named", _ANY, is_open=True),
    Choice("countries", "Countries", _ANY, is_open=True),
)
