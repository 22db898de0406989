"""What the words of graph files mean to us: kinds of actors, events, dates, roles, relations."""

from __future__ import annotations

import re
from typing import Final

KIND_COLUMNS: Final = (
    "node_type", "nodetype", "node type", "kind", "type", "entity_type", "entitytype", "category",
    "class", "group_type", "labels", "schema", "mode", "gattung", "art", "тип",
)  # fmt: skip
"""Attributes that may say what a node is, the likeliest first."""

_KINDS: Final[dict[str, str]] = {
    word: kind
    for kind, words in {
        "person": "person persons people human individual man woman male female politician "
        "diplomat official personne personnes persona personas mensch персона лицо actor_person",
        "organisation": "organisation organization organisations organizations org orgs company "
        "companies corporation corp firm enterprise institution institutions institute agency "
        "ngo party bank university association foundation media newspaper publicbody "
        "public_body ministry embassy committee legalentity organización organisation "
        "unternehmen firma организация компания",
        "state": "state states country countries nation nations government pays staat land país "
        "страна государство",
        "group": "group groups community family families tribe faction team ethnic_group "
        "groupe gruppe grupo группа",
        "office": "office offices position post amt должность",
    }.items()
    for word in words.split()
}
_EVENTS: Final = frozenset({
    "event", "events", "interaction", "interactions", "meeting", "meetings", "conference",
    "conferences", "call", "calls", "visit", "visits", "summit", "talks", "roundtable",
    "statement", "ereignis", "treffen", "réunion", "evento", "reunión", "встреча", "событие",
})  # fmt: skip
_EVENT_LABEL: Final = re.compile(
    r"(?:e|ev|event|m|meeting|evt|act|x)[ _.-]?\d+$|.*\b(?:meeting|summit|conference|talks|call|"
    r"visit|party|session|event)\b|.*\b(?:1[6-9]|20)\d\d\b|\d{1,2}/\d{1,2}$",
    re.IGNORECASE,
)

NAME_COLUMNS: Final = (
    "label", "name", "title", "full name", "full_name", "fullname", "shared name", "caption",
    "display_name", "displayname", "labels",
)  # fmt: skip
KEPT_AS_NAME: Final = {"label", "name", "full name", "full_name", "fullname", "shared name"}

MOMENT_COLUMNS: Final = (
    "edtf", "date", "when", "day", "event_date", "eventdate", "date_time", "datetime", "timestamp",
    "datum", "fecha", "дата", "time", "year", "jahr", "année", "año", "год", "month",
)  # fmt: skip
START_COLUMNS: Final = (
    "start", "start_date", "startdate", "start date", "begin", "begin_date", "from_date",
    "date_from", "since", "start_time", "starttime", "valid_from", "start_year", "startyear",
)  # fmt: skip
END_COLUMNS: Final = (
    "end", "end_date", "enddate", "end date", "until", "to_date", "date_to", "end_time", "endtime",
    "valid_to", "end_year", "endyear", "till",
)  # fmt: skip

TIE_COLUMNS: Final = (
    "kind", "edge_type", "edgetype", "relation", "relationship", "interaction", "type", "predicate",
    "rel", "label", "name", "shared interaction",
)  # fmt: skip
"""Attributes that may say what an edge is, the likeliest first."""

_RELATIONS: Final[dict[str, str]] = {
    word: kind
    for kind, words in {
        "membership": "member membership member_of memberof belongs_to mitglied",
        "part_of": "part partof part_of subsidiary subsidiary_of subset contains",
        "position": "employment employed_by employs works_for worksfor works_at position officer",
        "leadership": "leader leads heads head_of director directorship president_of ceo "
        "reports_to reportsto",
        "ownership": "owner owns owned_by ownership shareholder holds_shares",
        "family": "family marriage married marital spouse sibling parent child father mother "
        "brother sister kin kinship",
        "predecessor": "predecessor successor succession",
        "representation": "represents representation lobbyist lobbies_for",
    }.items()
    for word in words.split()
}
_INTERACTIONS: Final[dict[str, str]] = {
    word: kind
    for kind, words in {
        "meeting": "meeting meetings meet met meets",
        "call": "call calls phone phoned called telephone phone_call",
        "visit": "visit visits visited",
        "talks": "talks negotiation negotiations negotiate consult consultation",
        "statement": "statement statements said says tells",
        "agreement": "agreement treaty signed signs",
        "fighting": "fighting attack attacks attacked fight war battle",
    }.items()
    for word in words.split()
}

CITED_COLUMNS: Final = ("source_url", "sourceurl", "url", "source_title", "citation", "publisher")


def slug(text: str) -> str:
    """Give a word for programs: small letters, figures and low lines.

    Examples
    --------
    >>> slug("Reports to (2)")
    'reports_to_2'
    """
    return re.sub(r"\W+", "_", text.strip().casefold()).strip("_")[:60].strip("_")


def actor_kind(word: str) -> str:
    """Give the kind of actor that a word names, "" where it names none."""
    return _KINDS.get(slug(word.removeprefix(":")), "")


def is_event(word: str) -> bool:
    """Tell whether a word says that a node is something that happened."""
    return slug(word) in _EVENTS


def looks_like_event(label: str) -> bool:
    """Tell whether a label looks like that of an event, as ``E7`` or ``Summit of 2009``."""
    return bool(_EVENT_LABEL.match(label.strip()))


def relation_kind(word: str) -> str:
    """Give the built-in kind of relation that a word names, else the word itself."""
    name = slug(word)
    return _RELATIONS.get(name, name)


def interaction_kind(word: str) -> str:
    """Give the built-in kind of interaction that a word names, else the word itself."""
    name = slug(word)
    return _INTERACTIONS.get(name, name)
