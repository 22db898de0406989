"""Places as tables of events tell them: parts of a name, and where it lies."""

from __future__ import annotations

import math

from explorer.exchange.intake.records import PlaceRecord

_FARTHEST = (90.0, 180.0)


def place_of(parts: tuple[str, ...], latitude: str, longitude: str) -> PlaceRecord | None:
    """Give the place of an event, its parts from the smallest to the country.

    Parts that are missing or say the same again are left out.
    """
    names = list(dict.fromkeys(part for part in parts if part))
    if not names:
        return None
    north, east = (
        _degrees(cell, most) for cell, most in zip((latitude, longitude), _FARTHEST, strict=True)
    )
    if north is None or east is None:
        north = east = None
    within = names[-1] if len(names) > 1 else None
    return PlaceRecord(", ".join(names), north, east, within=within)


def _degrees(cell: str, most: float) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= most else None
