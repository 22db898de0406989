"""The kind of an actor of a feed follows from the name's head, its sectors and its role."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from db import create_store
from db.table_rows import table_rows
from explorer.exchange.feeds.codes import cameo_kind, plover_kind, role_codes
from explorer.exchange.feeds.naming import kind_by_name
from tests.explorer.feeds.feed_files import (
    POLECAT_HEADINGS,
    USA,
    Actor,
    gdelt_row,
    headed,
    take,
)


@pytest.mark.parametrize(
    ("kind", "name", "sectors"),
    [
        ("person", "Nigel Farage", "Parties"),
        ("person", "Antonio Tajani", "International Government Organization,Regional"),
        ("person", "Pope Francis", "National Religious,Government,Catholic"),
        ("person", "Steffen Seibert", "Social,Media,Government"),
        ("organisation", "Janata Dal", "Parties,(National) Major Party"),
        ("organisation", "Verkhovna Rada", "Government,Legislative / Parliamentary"),
        ("organisation", "Le Monde", "Social,Media,News,Print News"),
        ("organisation", "Tata Motors", "Business,Multinational Corporation"),
        ("organisation", "Socialist Workers' Party (Spain)", "Parties"),
        ("organisation", "Military (Cameroon)", "Government,Military"),
        ("organisation", "Executive Office of the President", "Government,Executive"),
        ("organisation", "Boko Haram", "REB"),
        ("group", "Military Personnel (France)", "Military,Government"),
        ("group", "Government Official (India)", "Government"),
        ("group", "Lawyer/Attorney (Georgia)", "Legal,Social"),
        ("group", "Protester (Canada)", "Dissident"),
        ("group", "Union Leader (Spain)", "Labor"),
        ("office", "Attorney General (Nigeria)", "Judicial,Government"),
        ("office", "Head of Government (Japan)", "Executive,Government"),
        ("office", "Intelligence Chief (North Korea)", "Executive,Government"),
    ],
)
def test_names_and_sectors_tell_the_kind(kind: str, name: str, sectors: str) -> None:
    assert kind_by_name(name, sectors) == kind


def kinds_in(folder: Path, *paths: Path) -> dict[str, str]:
    with closing(create_store(folder / "s.actors", title="S")) as store:
        take(store, *paths)
        kinds = dict(table_rows(store, "actor_kinds", ("id", "name")))
        return {n: kinds[k] for n, k in table_rows(store, "actors", ("name", "kind_id"))}


@pytest.mark.parametrize(
    ("actor", "name", "kind"),
    [
        (("USACOP", "", "USA", "COP"), "United States (Police)", "organisation"),
        (("USAOPP", "", "USA", "OPP"), "United States (Opposition)", "group"),
        (("NGO", "", "", "NGO"), "Non-governmental organisation", "organisation"),
        (("USAMED", "REPORTER", "USA", "MED"), "Reporter (United States, Media)", "group"),
        (("UNO", "", "", "UNO"), "United Nations", "organisation"),
    ],
)
def test_the_role_of_gdelt_tells_the_kind(
    tmp_path: Path, actor: Actor, name: str, kind: str
) -> None:
    path = tmp_path / "a.export.CSV"
    path.write_text(gdelt_row(1, first=actor, second=USA) + "\n")
    assert kinds_in(tmp_path, path)[name] == kind


def test_who_has_a_title_in_polecat_is_a_person(tmp_path: Path) -> None:
    row = {
        "Event ID": "1", "Event Date": "2023-09-26", "Event Type": "COERCE",
        "Event Mode": "misinformation", "Actor Name": "Ann Example", "Actor Title": "founder",
        "Actor Sectors": "BUS", "Recipient Name": "Example Works", "Recipient Sectors": "BUS",
    }  # fmt: skip
    path = tmp_path / "p.txt"
    path.write_text(headed(POLECAT_HEADINGS, row, missing="None"))
    assert kinds_in(tmp_path, path) == {"Ann Example": "person", "Example Works": "organisation"}


@pytest.mark.parametrize("code", ["155", "176", "1834", "1951", "1952"])
def test_codes_that_the_last_code_book_added_have_names(code: str) -> None:
    kind = cameo_kind(code)
    assert kind is not None
    assert kind.is_known
    assert kind.term.family == "force"


def test_later_roles_and_modes_are_known() -> None:
    assert {"JRN", "REL", "SOC", "UIF"} <= role_codes().keys()
    mode = plover_kind("COERCE", "misinformation")
    assert mode is not None
    assert mode.is_known
