"""Actors of GDELT: a code such as USAGOV and a name in capitals become a named actor."""

from __future__ import annotations

from typing import NamedTuple

from db.folding import fold
from explorer.exchange.feeds.codes import group_codes, regions, role_codes, state_code, states
from explorer.exchange.feeds.naming import in_plain_case, kind_by_name
from explorer.exchange.intake.records import ActorRecord, Origin

_CODE_LENGTH = 3
_ISO = "iso3166-1-alpha3"
_MERGED_CODES = {"TMP": "TLS", "ROM": "ROU", "IMY": "IMN", "MTN": "MNE", "KSV": "XKX"}


class ActorCells(NamedTuple):
    """What a row says of one actor."""

    code: str
    name: str
    country: str
    group: str
    types: tuple[str, ...]


def gdelt_actor(cells: ActorCells, origin: Origin) -> ActorRecord | None:
    """Give the actor that a row names, None if it names none.

    Codes of actors are CAMEO's and ISO's; they are never looked up among those of places, which
    are FIPS 10-4 and mean other countries.
    """
    if not cells.code and not cells.name:
        return None
    code = _MERGED_CODES.get(cells.country, cells.country)
    country = states().get(code, "") or regions().get(code, "")
    name = in_plain_case(cells.name)
    roles = [role_codes()[t] for t in _parts(cells) if t in role_codes()]
    group_code = _group_code(cells)
    group = group_codes().get(group_code)
    if not roles and group is None and country and cells.code in ("", cells.country):
        is_named_so = not name or fold(name) == fold(country) or state_code(name) == code
        if is_named_so and code in states():
            return ActorRecord(
                country, kind="state", identifiers=((_ISO, code),), properties={"code": cells.code},
                origin=origin,
            )  # fmt: skip
        if is_named_so:
            name = country
    if group is not None and (not name or fold(name) == fold(group.name)):
        return ActorRecord(
            group.name, f"cameo:group:{group_code}", group.kind,
            properties={"code": cells.code}, origin=origin,
        )  # fmt: skip
    also = [part for part in (country, *(r.name for r in roles)) if fold(part) not in fold(name)]
    if not name:
        name, also = (also[0] if also else cells.code), also[1:]
    shown = f"{name} ({', '.join(dict.fromkeys(also))})" if also else name
    # A person cannot be told from a place or a people here; so nobody is made one.
    kind = kind_by_name(name)
    if kind in ("person", "organisation"):
        kind = group.kind if group is not None else roles[0].kind if roles else "group"
    properties = {"code": cells.code, "name in the feed": cells.name}
    if country and code in states():
        properties["country"] = country
    return ActorRecord(
        shown, f"gdelt:{cells.code}:{cells.name}", kind, properties=properties, origin=origin
    )


def _group_code(cells: ActorCells) -> str:
    """Give the code of a known group; some, such as the United Nations, are told as a type."""
    known = (code for code in cells.types if code in group_codes() and code not in role_codes())
    return cells.group or next(known, "")


def _parts(cells: ActorCells) -> tuple[str, ...]:
    """Give the types of an actor; where the columns have none, from its code."""
    if any(cells.types):
        return tuple(filter(None, cells.types))
    rest = cells.code.removeprefix(cells.country)
    return tuple(
        rest[at : at + _CODE_LENGTH]
        for at in range(0, len(rest), _CODE_LENGTH)
        if rest[at : at + _CODE_LENGTH] != cells.group
    )
