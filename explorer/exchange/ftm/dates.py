"""Dates of FollowTheMoney, which are beginnings of ISO 8601, as EDTF and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from db.edtf import InvalidDate, parse_edtf
from explorer.exchange.intake.records import When

if TYPE_CHECKING:
    from explorer.exchange.ftm.entities import Entity

_PREFIX: Final = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ].*)?")


def when_of(entity: Entity, *, lasts: bool) -> When | None:
    """Give the date of an entity.

    Parameters
    ----------
    lasts
        Whether it is something that lasts, so that a beginning without an end is open.
    """
    starts, ends = _dates(entity, "startDate"), _dates(entity, "endDate")
    dates = _dates(entity, "date") or _dates(entity, "publishedAt")
    words = " – ".join(entity.all("startDate", "date", "endDate"))
    if not (starts or ends):
        if not dates:
            return When(None, words) if words else None
        first, last = dates[0], dates[-1]
        return When(first if first == last else f"{first}/{last}", words or None)
    first = starts[0] if starts else ""
    last = ends[-1] if ends else ""
    if first and last:
        edtf = first if first == last else f"{first}/{last}"
    elif first:
        edtf = f"{first}/" if lasts else first
        if lasts and _is_current(entity):
            edtf += ".."
    else:
        edtf = f"/{last}" if lasts else last
    try:
        parse_edtf(edtf)
    except InvalidDate:
        # An end before the beginning: both stand in the words.
        return When(None, words)
    return When(edtf, words)


def _is_current(entity: Entity) -> bool:
    return "current" in entity.first("status").lower()


def _dates(entity: Entity, name: str) -> list[str]:
    """Give the dates of a property, in order; what is none is left to the words."""
    found = []
    for value in entity.all(name):
        match = _PREFIX.fullmatch(value)
        if match is None:
            continue
        try:
            parse_edtf(match[1])
        except InvalidDate:
            continue
        found.append(match[1])
    return sorted(found)
