"""ICEWS and POLECAT: columns by their headings, missing values, actors of both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import Store
from db.table_rows import table_rows
from explorer.errors import ImportFailed
from explorer.exchange.feeds.codes import cameo_kind, plover_kind
from explorer.exchange.formats import format_of
from tests.explorer.feeds.feed_files import (
    ICEWS_HEADINGS,
    POLECAT_HEADINGS,
    headed,
    take,
)

CONSULT = {
    "Event ID": "32889836", "Event Date": "2018-06-01", "Source Name": "Theresa May",
    "Source Sectors": "Government,Executive", "Source Country": "United Kingdom",
    "Event Text": "Consult", "CAMEO Code": "040", "Intensity": "1",
    "Target Name": "Foreign Affairs (Armenia)", "Target Sectors": "Foreign Ministry,Government",
    "Target Country": "Armenia", "Story ID": "47400351", "Sentence Number": "2",
    "Publisher": "Example News", "City": "Yerevan", "Country": "Armenia", "Latitude": "40.18",
    "Longitude": "44.51",
}  # fmt: skip
FROM_THE_OTHER_SIDE = CONSULT | {
    "Event ID": "32889837", "Source Name": CONSULT["Target Name"],
    "Source Country": "Armenia", "Target Name": "Theresa May", "Target Country": "United Kingdom",
}  # fmt: skip
VISIT = {
    "Event ID": "2023-1", "Event Date": "2023-09-26", "Event Type": "CONSULT",
    "Event Mode": "visit", "Intensity": "3.5", "Contexts": "diplomatic;military",
    "Actor Name": "Samantha Power;United States", "Actor Country": "USA;USA",
    "Actor Title": "administrator", "Recipient Name": "Armenia", "Recipient Country": "ARM",
    "City": "Yerevan", "Country": "Armenia", "Source": "Example Agency",
    "Publication Date": "2023-09-27",
}  # fmt: skip


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def kinds_of_actors(store: Store) -> dict[str, str]:
    kinds = dict(table_rows(store, "actor_kinds", ("id", "name")))
    return {name: kinds[kind] for name, kind in table_rows(store, "actors", ("name", "kind_id"))}


def test_icews_tells_who_what_where_and_by_which_story(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "e.tab", headed(ICEWS_HEADINGS, CONSULT, FROM_THE_OTHER_SIDE))
    assert format_of(path).name == "icews"
    report = take(store, path)
    assert kinds_of_actors(store) == {
        "Theresa May": "person", "Foreign Affairs (Armenia)": "organisation",
    }  # fmt: skip
    assert report.added["interactions"] == 1
    titles = [title for (title,) in table_rows(store, "sources", ("title",))]
    assert titles == ["e.tab", "Example News, story 47400351"]
    places = [name for (name,) in table_rows(store, "places", ("name",))]
    assert "Yerevan, Armenia" in places


def test_missing_values_are_missing_and_namibia_is_a_state(store: Store, tmp_path: Path) -> None:
    row = CONSULT | {
        "Source Name": "Namibia", "Source Sectors": "NA", "Source Country": "Namibia",
        "Target Name": "NA", "Target Sectors": "NA", "Target Country": "NA", "City": "NA",
        "Country": "NA",
    }  # fmt: skip
    take(store, write(tmp_path / "e.tab", headed(ICEWS_HEADINGS, row)))
    assert kinds_of_actors(store) == {"Namibia": "state"}
    assert store.counts()["places"] == 0


def test_a_code_without_its_zero_is_refused(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "e.tab", headed(ICEWS_HEADINGS, CONSULT | {"CAMEO Code": "40"}))
    with pytest.raises(ImportFailed, match="lost a zero"):
        take(store, path)


def test_a_row_that_is_too_long_is_refused_with_its_line(store: Store, tmp_path: Path) -> None:
    text = headed(ICEWS_HEADINGS, CONSULT, CONSULT).replace("Longitude\n", "Longitude\n", 1)
    path = write(tmp_path / "e.tab", text.rstrip("\n") + "\tmore\n")
    with pytest.raises(ImportFailed, match="line 3"):
        take(store, path)


@pytest.mark.parametrize("separator", ["\t", ","])
def test_polecat_tells_several_actors_of_a_side(
    store: Store, tmp_path: Path, separator: str
) -> None:
    text = headed(POLECAT_HEADINGS, VISIT, missing="None").replace("\t", separator)
    path = write(tmp_path / "ngec.txt", text)
    assert format_of(path).name == "polecat"
    take(store, path)
    assert kinds_of_actors(store) == {
        "Samantha Power": "person", "United States": "state", "Armenia": "state",
    }  # fmt: skip
    roles = dict(table_rows(store, "roles", ("id", "name")))
    parts = sorted(roles[role] for (role,) in table_rows(store, "participants", ("role_id",)))
    assert parts == ["host", "visitor", "visitor"]
    assert [t for (t,) in table_rows(store, "interactions", ("title",))] == [
        "Visit: Samantha Power, United States and Armenia"
    ]


def test_countries_choose_rows_of_polecat(store: Store, tmp_path: Path) -> None:
    other = VISIT | {"Event ID": "2", "Recipient Name": "France", "Recipient Country": "FRA"}
    path = write(tmp_path / "p.txt", headed(POLECAT_HEADINGS, VISIT, other))
    take(store, path, countries="France")
    assert [key for (key,) in table_rows(store, "interactions", ("key",))] == ["polecat:2"]


def test_the_code_books_are_whole() -> None:
    roots = [f"{root:02d}" for root in range(1, 21)]
    assert [cameo_kind(root) is not None for root in roots] == [True] * 20
    visit, telephone = cameo_kind("042"), cameo_kind("041")
    assert visit is not None
    assert visit.term.family == "movement"
    assert telephone is not None
    assert telephone.label == "Discuss by telephone"
    assert cameo_kind("21") is None
    mode = plover_kind("ASSAULT", "Heavy weapons")
    assert mode is not None
    assert (mode.label, mode.term.family) == (
        "Attack with heavy weapons", "force",
    )  # fmt: skip
    assert plover_kind("DANCE", "") is None
