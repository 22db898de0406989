"""The columns of GDELT's tables: 57, 58 or 61 without headings, or with headings in any order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

_ACTOR: Final = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_HEAD: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
)  # fmt: skip
_GEO_1: Final = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO_2: Final = (*_GEO_1[:4], "ADM2Code", *_GEO_1[4:])
_PLACES: Final = ("Actor1Geo_", "Actor2Geo_", "ActionGeo_")

_COLUMNS_1: Final = (*_HEAD, *(p + name for p in _PLACES for name in _GEO_1), "DATEADDED")
_COLUMNS_2: Final = (
    *_HEAD, *(p + name for p in _PLACES for name in _GEO_2), "DATEADDED", "SOURCEURL"
)  # fmt: skip

EVENT_WIDTHS: Final = (len(_COLUMNS_1), len(_COLUMNS_1) + 1, len(_COLUMNS_2))
MENTION_WIDTHS: Final = (14, 15, 16)
MENTION_COLUMNS: Final = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset",
    "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

_NEEDED: Final = ("globaleventid", "sqldate", "eventcode")
_OF_ACTOR: Final = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code",
                    "Type3Code")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns are that are used; what is missing stands at the end of a row, empty.

    Attributes
    ----------
    width
        Number of cells of a row.
    """

    width: int
    key: int
    day: int
    first: tuple[int, ...]
    second: tuple[int, ...]
    code: int
    root: int
    quad: int
    goldstein: int
    mentions: int
    sources: int
    articles: int
    tone: int
    place: tuple[int, int, int, int]
    added: int
    url: int


@cache
def layout_of_width(width: int) -> Layout | None:
    """Give the layout of rows without headings, None for widths that no GDELT file has."""
    if width not in EVENT_WIDTHS:
        return None
    columns = _COLUMNS_2 if width == len(_COLUMNS_2) else (*_COLUMNS_1, "SOURCEURL")[:width]
    return _layout(tuple(name.lower() for name in columns))


def layout_of_headings(cells: list[str]) -> Layout | None:
    """Give the layout that headings tell, None if the cells are no headings of events."""
    names = tuple(cell.strip().strip('"').lower() for cell in cells)
    return _layout(names) if all(name in names for name in _NEEDED) else None


def _layout(names: tuple[str, ...]) -> Layout:
    at = {name: index for index, name in enumerate(names)}

    def find(name: str) -> int:
        return at.get(name.lower(), len(names))

    first, second = (tuple(find(f"Actor{n}{name}") for name in _OF_ACTOR) for n in (1, 2))
    full_name, country, latitude, longitude = (
        find(f"ActionGeo_{name}") for name in ("FullName", "CountryCode", "Lat", "Long")
    )
    return Layout(
        len(names), find("GLOBALEVENTID"), find("SQLDATE"), first, second, find("EventCode"),
        find("EventRootCode"), find("QuadClass"), find("GoldsteinScale"), find("NumMentions"),
        find("NumSources"), find("NumArticles"), find("AvgTone"),
        (full_name, country, latitude, longitude), find("DATEADDED"), find("SOURCEURL"),
    )  # fmt: skip
