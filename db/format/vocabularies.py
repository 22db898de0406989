"""The built-in terms that every new store starts with."""

from __future__ import annotations

from typing import Final

FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "interaction_kinds": ("talk", "movement", "words", "deal", "force", "other"),
    "relation_kinds": ("position", "membership", "ownership", "family", "succession", "other"),
}
DIRECTIONS: Final = ("from", "to", "none")

ACTOR_KINDS: Final = (
    ("person", "Person"),
    ("organisation", "Organisation"),
    ("state", "State"),
    ("group", "Group"),
    ("office", "Office"),
)
"""(name, label)"""

INTERACTION_KINDS: Final = (
    ("meeting", "Meeting", "talk"),
    ("call", "Call", "talk"),
    ("roundtable", "Roundtable", "talk"),
    ("talks", "Talks", "talk"),
    ("visit", "Visit", "movement"),
    ("arrival", "Arrival", "movement"),
    ("statement", "Statement", "words"),
    ("announcement", "Announcement", "words"),
    ("publication", "Publication", "words"),
    ("agreement", "Agreement", "deal"),
    ("decision", "Decision", "deal"),
    ("fighting", "Fighting", "force"),
    ("other", "Other", "other"),
)
"""(name, label, family)"""

RELATION_KINDS: Final = (
    ("position", "holds a position at", "has as office-holder", "position"),
    ("membership", "is a member of", "has as member", "membership"),
    ("part_of", "is part of", "has as part", "membership"),
    ("leadership", "leads", "is led by", "position"),
    ("ownership", "owns", "is owned by", "ownership"),
    ("family", "is family of", "is family of", "family"),
    ("predecessor", "preceded", "succeeded", "succession"),
    ("spokesperson", "speaks for", "has as spokesperson", "position"),
    ("representation", "represents", "is represented by", "position"),
    ("residence", "resides in", "is residence of", "other"),
    ("other", "is related to", "is related to", "other"),
)
"""(name, label, reverse label, family)"""

ROLES: Final = (
    ("participant", "Participant", "none"),
    ("attendee", "Attendee", "none"),
    ("host", "Host", "none"),
    ("visitor", "Visitor", "none"),
    ("leader", "Leader", "none"),
    ("caller", "Caller", "from"),
    ("called", "Called", "to"),
    ("speaker", "Speaker", "from"),
    ("announcer", "Announcer", "from"),
    ("addressee", "Addressee", "to"),
    ("publisher", "Publisher", "none"),
    ("signatory", "Signatory", "none"),
    ("belligerent", "Belligerent", "none"),
    ("target", "Target", "to"),
    ("subject", "Subject", "none"),
)
"""(name, label, direction)"""

BUILT_IN_TERMS: Final[dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]] = {
    "actor_kinds": (("name", "label"), ACTOR_KINDS),
    "interaction_kinds": (("name", "label", "family"), INTERACTION_KINDS),
    "relation_kinds": (("name", "label", "reverse_label", "family"), RELATION_KINDS),
    "roles": (("name", "label", "direction"), ROLES),
}
"""Of each vocabulary table: the columns, and the rows in the order of their ids from 1."""
