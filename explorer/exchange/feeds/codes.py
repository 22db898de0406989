"""The code books of event data: kinds of events, states, roles and groups by their codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from db.folding import fold
from explorer.exchange.intake.records import Term

_SHORTEST_CODE: Final = 3
_ROOT_LENGTH: Final = 2
_ROOTS: Final = frozenset(f"{root:02d}" for root in range(1, 21))

# What both sides do alike, so that a feed tells it once from each.
_MUTUAL_BEGINNINGS: Final = ("031", "06", "0871")
_MUTUAL: Final = frozenset({"030", "032", "036", "037", "040", "041", "044", "046", "050", "057"})

ALIKE: Final = {"cameo_043": "cameo_042", "plover_consult_host": "plover_consult_visit"}
"""Kinds that are another one told from the other side: a visit that is hosted is one made."""

_INITIATOR: Final = Term("initiator", "Initiator", "from")
_MEDIATOR: Final = Term("mediator", "Mediator", "from")
_ROLES: Final[dict[str, tuple[Term | str, Term | str]]] = {
    "041": ("caller", "called"),
    "042": ("visitor", "host"),
    "043": ("host", "visitor"),
    "045": (_MEDIATOR, "participant"),
    "057": ("signatory", "signatory"),
}


@dataclass(frozen=True, slots=True)
class EventKind:
    """What a code of an event stands for.

    Attributes
    ----------
    roles
        Of the first and of the second actor.
    is_mutual
        Whether it is the same event from either side.
    merges_as
        The code under which the same event is looked for; a visit that is made is one that is
        hosted, with the actors exchanged.
    """

    code: str
    term: Term
    label: str
    roles: tuple[Term | str, Term | str]
    is_mutual: bool
    merges_as: str
    is_known: bool = True


@cache
def cameo_kind(code: str) -> EventKind | None:
    """Give the kind of a CAMEO code; None if it is none.

    A code that the book does not list but whose beginning it does is named after that.
    """
    book = _cameo()
    if not code.isdecimal() or not code.isascii() or code[:_ROOT_LENGTH] not in _ROOTS:
        return None
    known = code
    while known not in book:
        known = known[:-1]
        if len(known) < _ROOT_LENGTH:
            return None
    name, family = book[known]
    label = name if known == code else f"{name} ({code})"
    term = Term(f"cameo_{code}", label, family)
    mutual = code in _MUTUAL or code.startswith(_MUTUAL_BEGINNINGS)
    roles = _ROLES.get(code) or _roles_of(family, is_mutual=mutual)
    return EventKind(code, term, label, roles, mutual, "042" if code == "043" else code,
                     is_known=known == code)  # fmt: skip


def is_worn_code(code: str) -> bool:
    """Tell whether a CAMEO code has lost its zeros, as in a spreadsheet.

    Every code of an event has three figures or four; one of two or less began with a zero.
    """
    return code.isdecimal() and len(code) < _SHORTEST_CODE


@cache
def plover_kind(event_type: str, mode: str) -> EventKind | None:
    """Give the kind of a PLOVER type and mode; None if the type is unknown."""
    book = _plover()
    event_type, mode = event_type.strip().upper(), mode.strip().lower().replace(" ", "-")
    if (event_type, "") not in book:
        return None
    is_known = (event_type, mode) in book
    name, family = book[(event_type, mode if is_known else "")]
    label = name if is_known else f"{name}: {mode.replace('-', ' ')}"
    code = f"{event_type}:{mode}" if mode else event_type
    term = Term(f"plover_{code.lower().replace(':', '_').replace('-', '_')}", label, family)
    mutual = event_type == "COOPERATE" or (
        event_type == "CONSULT" and mode not in ("visit", "host")
    )
    roles = _roles_of(family, is_mutual=mutual)
    if event_type == "CONSULT":
        roles = {"phone": _ROLES["041"], "visit": _ROLES["042"], "host": _ROLES["043"]}.get(
            mode, roles
        )
    merges_as = "CONSULT:visit" if code == "CONSULT:host" else code
    return EventKind(code, term, label, roles, mutual, merges_as, is_known=is_known)


def _roles_of(family: str, *, is_mutual: bool) -> tuple[Term | str, Term | str]:
    if is_mutual:
        return "participant", "participant"
    if family == "words":
        return "speaker", "addressee"
    return _INITIATOR, "target"


# --- who -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """A code of actors: its name and what kind of actor it is."""

    name: str
    kind: str


@cache
def states() -> dict[str, str]:
    """Give the names of states by their three-letter codes."""
    return {code: name for code, name, sort, _ in _rows("countries.tsv") if sort == "state"}


@cache
def regions() -> dict[str, str]:
    """Give the names of CAMEO's regions by their codes."""
    return {code: name for code, name, sort, _ in _rows("countries.tsv") if sort == "region"}


@cache
def state_of_two_letters(code: str) -> str:
    """Give the name of a state by its two-letter code, in small letters; "" if it is none."""
    return _states_of_two_letters().get(code.lower(), "")


@cache
def _states_of_two_letters() -> dict[str, str]:
    return {two: name for _, name, _, two in _rows("countries.tsv") if two}


@cache
def _state_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, name, sort, _ in _rows("countries.tsv"):
        if sort != "region":
            codes.setdefault(fold(name), code)
    return codes


@cache
def state_code(name: str) -> str:
    """Give the code of a state by any of its names, "" if it is none."""
    return _state_codes().get(fold(name), "")


@cache
def role_codes() -> dict[str, Named]:
    """Give CAMEO's roles by their codes."""
    return {c: Named(name, kind) for c, name, kind, sort in _rows("actors.tsv") if sort == "role"}


@cache
def group_codes() -> dict[str, Named]:
    """Give CAMEO's known groups by their codes."""
    rows = _rows("actors.tsv")
    return {c: Named(name, kind) for c, name, kind, sort in rows if sort == "known_group"}


# --- books -----------------------------------------------------------------------------------


@cache
def _cameo() -> dict[str, tuple[str, str]]:
    return {code: (name, family) for code, name, family, _ in _rows("cameo.tsv")}


@cache
def _plover() -> dict[tuple[str, str], tuple[str, str]]:
    return {(kind, mode): (name, family) for kind, mode, name, family in _rows("plover.tsv")}


def _rows(name: str) -> list[list[str]]:
    text = files("resources").joinpath("codes", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]
