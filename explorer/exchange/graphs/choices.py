"""What the user can say about a graph file that it does not say itself."""

from __future__ import annotations

from typing import Final

from db.format.vocabularies import ACTOR_KINDS
from explorer.exchange.choice import Choice

GRAPH_CHOICES: Final[tuple[Choice, ...]] = (
    Choice(
        "edges",
        "Edges become",
        (
            ("auto", "By their dates", "Interactions where there is a date, else relations."),
            ("relations", "Relations", "What lasts between two actors."),
            ("interactions", "Interactions", "Something that happened between two actors."),
        ),
    ),
    Choice(
        "events",
        "Nodes that are events",
        (
            (
                "auto",
                "As they look",
                "By their kind, or by what those of a second mode are called.",
            ),
            ("none", "None", "All nodes are actors."),
            ("second", "The second mode", "Of a network of two modes, such as people and events."),
        ),
    ),
    Choice(
        "kind",
        "Actors without a kind are",
        tuple((name, label, "") for name, label in ACTOR_KINDS if name != "office"),
    ),
    Choice(
        "hierarchy",
        "What lies within another node",
        (
            ("attribute", "Keeps it as a property", ""),
            ("relations", "Is part of it", "A relation from the inner to the outer."),
        ),
    ),
)
