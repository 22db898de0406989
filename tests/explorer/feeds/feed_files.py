"""Rows as GDELT, ICEWS and POLECAT write them, for files that tests make."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from db import Store
from explorer.exchange.report import ImportReport
from explorer.exchange.taking_in import sorted_by_format, take_in

ICEWS_HEADINGS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
POLECAT_HEADINGS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip

Actor = tuple[str, str, str, str]
"""Code, name, country, type."""

USA: Actor = ("USA", "UNITED STATES", "USA", "")
ARMENIA: Actor = ("ARM", "ARMENIA", "ARM", "")
PREMIER: Actor = ("AZEGOV", "PRIME MINISTER", "AZE", "GOV")
NOBODY: Actor = ("", "", "", "")


def gdelt_row(
    number: int,
    day: str = "20230926",
    first: Actor = USA,
    second: Actor = ARMENIA,
    code: str = "042",
    *,
    place: str = "Yerevan, Yerevan, Armenia",
    url: str = "https://www.example.org/2023/09/envoy-visits-yerevan.html",
    version: int = 2,
    root: str | None = None,
    added: str | None = None,
) -> str:
    """Give a row of an events table: 61 columns, or 58 and 57 of version 1."""
    actors = [
        cell for who in (first, second) for cell in (*who[:3], "", "", "", "", who[3], "", "")
    ]
    adm2 = ("AM1234",) if version == 2 else ()
    geo = ("4", place, "AM", "AM11", *adm2, "40.1811", "44.5136", "-2325645")
    head = (str(number), day, day[:6], day[:4], "2023.73")
    added = added or (f"{day}121500" if version == 2 else day)
    cells = (
        *head, *actors, "1", code, code[:3], code[:2] if root is None else root, "1", "1.9", "4",
        "1", "4", "2.5", *geo, *geo, *geo, added, *((url,) if url else ()),
    )  # fmt: skip
    return "\t".join(cells)


def mention_row(number: int, url: str, sentence: int = 2) -> str:
    """Give a row of a mentions table."""
    cells = (
        str(number), "20230926121500", "20230926123000", "1", "example.org", url, str(sentence),
        "10", "20", "30", "1", "70", "3000", "-1.5", "", "",
    )  # fmt: skip
    return "\t".join(cells)


def headed(headings: Iterable[str], *rows: dict[str, str], missing: str = "NA") -> str:
    """Give a table with headings and tabs."""
    names = tuple(headings)
    lines = ["\t".join(names)]
    lines += ["\t".join(row.get(name, missing) for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def take(store: Store, *paths: Path, is_skipping: bool = False, **options: str) -> ImportReport:
    """Take files of one format in as the command line does."""
    (files,) = sorted_by_format(paths)
    return take_in(store, files, options, is_skipping=is_skipping)
