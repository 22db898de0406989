"""GDELT's tables come in as named actors and kinds, each event once, with its articles."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from db import Store
from db.table_rows import table_rows
from explorer.errors import ImportFailed
from explorer.exchange.formats import format_of
from explorer.exchange.taking_in import look_into, sorted_by_format
from tests.explorer.feeds.feed_files import (
    ARMENIA,
    NOBODY,
    PREMIER,
    USA,
    gdelt_row,
    mention_row,
    take,
)


def write(path: Path, *rows: str, end: str = "\n") -> Path:
    path.write_text(end.join(rows) + end, encoding="utf-8", newline="")
    return path


def names(store: Store) -> set[tuple[str, str]]:
    kinds = dict(table_rows(store, "actor_kinds", ("id", "name")))
    return {(name, kinds[kind]) for name, kind in table_rows(store, "actors", ("name", "kind_id"))}


@pytest.mark.parametrize(
    "row",
    [
        gdelt_row(1),
        gdelt_row(1, version=1),
        gdelt_row(1, version=1, url=""),
    ],
    ids=["61 columns", "58 columns", "57 columns"],
)
def test_codes_of_an_event_become_names(store: Store, tmp_path: Path, row: str) -> None:
    take(store, write(tmp_path / "20230926.export.CSV", row))
    assert names(store) == {("United States", "state"), ("Armenia", "state")}
    (title, edtf, properties) = next(
        table_rows(store, "interactions", ("title", "edtf", "properties"))
    )
    assert (title, edtf) == ("Make a visit: United States and Armenia", "2023-09-26")
    told = json.loads(properties)
    assert (told["cameo"], told["goldstein"], told["tone"]) == ("042", 1.9, 2.5)
    roles = dict(table_rows(store, "roles", ("id", "name")))
    parts = [roles[role] for (role,) in table_rows(store, "participants", ("role_id",))]
    assert parts == ["visitor", "host"]
    places = list(table_rows(store, "places", ("name", "latitude", "longitude")))
    assert ("Yerevan, Yerevan, Armenia", 40.1811, 44.5136) in places


def test_actor_codes_are_not_read_as_codes_of_places(store: Store, tmp_path: Path) -> None:
    # AU is Austria among places (FIPS) and no actor's code; AUS is Australia among actors.
    australia = ("AUS", "AUSTRALIA", "AUS", "")
    take(store, write(tmp_path / "d.CSV", gdelt_row(1, first=australia)))
    assert ("Australia", "state") in names(store)


def test_a_role_is_told_with_its_country(store: Store, tmp_path: Path) -> None:
    police = ("ARMCOP", "POLICE", "ARM", "COP")
    nato = ("IGONAT", "NATO", "", "IGO")
    take(store, write(tmp_path / "d.CSV", gdelt_row(1, first=PREMIER, second=police),
                      gdelt_row(2, first=nato, second=NOBODY)))  # fmt: skip
    assert names(store) == {
        ("Prime Minister (Azerbaijan, Government)", "office"),
        ("Police (Armenia)", "organisation"),
        ("NATO (Intergovernmental organisation)", "organisation"),
    }


def test_the_article_is_a_source_and_the_row_a_passage_of_the_file(
    store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "d.CSV", gdelt_row(1), gdelt_row(2, code="040"))
    take(store, path)
    sources = dict(table_rows(store, "sources", ("title", "kind")))
    assert sources == {"d.CSV": "file", "Envoy visits yerevan": "article"}
    notes = [
        note
        for interaction, note in table_rows(store, "evidence", ("interaction_id", "note"))
        if interaction is not None
    ]
    assert notes == ["line 1", None, "line 2", None]


def test_an_event_told_from_both_sides_is_one_interaction(store: Store, tmp_path: Path) -> None:
    other = "https://news.example/hosts"
    path = write(
        tmp_path / "d.CSV",
        gdelt_row(1, code="042", first=USA, second=ARMENIA),
        gdelt_row(2, code="043", first=ARMENIA, second=USA, url=other),
        gdelt_row(3, code="112", first=USA, second=ARMENIA),
        gdelt_row(4, code="112", first=ARMENIA, second=USA),
    )
    report = take(store, path)
    assert report.added["interactions"] == 3
    assert "1 rows tell an event again" in " ".join(report.remarks)
    first = next(table_rows(store, "interactions", ("id", "key")))
    passages = [
        note
        for interaction, note in table_rows(store, "evidence", ("interaction_id", "note"))
        if interaction == first[0] and note
    ]
    assert (first[1], passages) == ("gdelt:1", ["line 1", "line 2"])


def test_every_row_is_an_interaction_where_that_is_asked_for(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "d.CSV", gdelt_row(1), gdelt_row(2), gdelt_row(3))
    assert take(store, path, merge="no").added["interactions"] == 3


def test_importing_again_adds_nothing_even_to_merged_events(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "d.CSV", gdelt_row(1), gdelt_row(2), gdelt_row(3, code="010"))
    take(store, path)
    before = store.counts()
    again = take(store, path)
    after = {**store.counts(), "history_steps": before["history_steps"]}
    assert after == before
    assert again.n_added == 0
    assert again.present["interactions"] == 2


def test_days_of_last_year_are_remarked(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "d.CSV", gdelt_row(1, "20220926", added="20230926121500"))
    assert "exactly a year before" in " ".join(take(store, path).remarks)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (gdelt_row(1, code="42"), "lost a zero"),
        (gdelt_row(1, code="10", root="1"), "lost a zero"),
        (gdelt_row(1, added="2.02E+13"), "rounded"),
        (gdelt_row(1, day="20230931"), "no such day"),
        (gdelt_row(1, day="00250926"), "year 25"),
        (gdelt_row(1, code="999"), "No such kind"),
        (gdelt_row(1) + "\tmore", "62 columns"),
    ],
)
def test_what_a_spreadsheet_ruined_is_refused_with_its_line(
    store: Store, tmp_path: Path, row: str, words: str
) -> None:
    path = write(tmp_path / "d.CSV", gdelt_row(7), row)
    with pytest.raises(ImportFailed) as failed:
        take(store, path)
    assert words in str(failed.value)
    assert "line 2" in str(failed.value)
    assert store.counts()["interactions"] == 0
    report = take(store, path, is_skipping=True)
    assert (report.added["interactions"], len(report.refused)) == (1, 1)


def test_rows_of_different_widths_and_quote_characters_are_read(
    store: Store, tmp_path: Path
) -> None:
    quoted = ("ARM", 'THE "PREMIER', "ARM", "")
    path = write(
        tmp_path / "d.csv", gdelt_row(1), gdelt_row(2, version=1, first=quoted),
        gdelt_row(3, version=1, url="", code="010"), end="\r\n",
    )  # fmt: skip
    assert take(store, path).added["interactions"] == 3


def test_only_what_is_asked_for_comes_in(store: Store, tmp_path: Path) -> None:
    path = write(
        tmp_path / "d.CSV",
        gdelt_row(1, code="042"), gdelt_row(2, code="010"),
        gdelt_row(3, "20230101", code="042"), gdelt_row(4, code="046", second=PREMIER),
    )  # fmt: skip
    report = take(store, path, kinds="04", since="2023-09", countries="Azerbaijan, ITA")
    assert [key for (key,) in table_rows(store, "interactions", ("key",))] == ["gdelt:4"]
    assert "3 rows are not among those" in " ".join(report.remarks)


def test_an_archive_of_several_days_comes_in_at_once(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "days.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.export.CSV", gdelt_row(1) + "\n")
        archive.writestr("2.export.CSV", gdelt_row(2, "20230927") + "\n")
    assert format_of(path).name == "gdelt"
    assert take(store, path).added["interactions"] == 2
    notes = {note for (note,) in table_rows(store, "evidence", ("note",)) if note}
    assert "2.export.CSV, line 1" in notes


def test_mentions_are_further_passages_of_their_events(store: Store, tmp_path: Path) -> None:
    # The second row is the first told again; a mention of it is about the first.
    mentions = write(
        tmp_path / "a.mentions.CSV", mention_row(1, "https://a.example/1"),
        mention_row(2, "https://a.example/2"), mention_row(99, "https://a.example/3"),
    )  # fmt: skip
    events = write(tmp_path / "b.export.CSV", gdelt_row(1), gdelt_row(2))
    report = take(store, mentions, events)
    assert report.added["interactions"] == 1
    urls = {url for (url,) in table_rows(store, "sources", ("url",)) if url}
    assert {"https://a.example/1", "https://a.example/2"} <= urls
    assert "1 passages are about events" in " ".join(report.remarks)
    assert {i for (i,) in table_rows(store, "evidence", ("interaction_id",)) if i} == {1}


def test_a_look_shows_events_before_anything_is_written(tmp_path: Path) -> None:
    path = write(tmp_path / "d.CSV", gdelt_row(1), gdelt_row(2), gdelt_row(3, code="010"))
    look = look_into(sorted_by_format([path])[0])
    assert (look.counts["interactions"], look.counts["actors"]) == (2, 2)


def test_a_word_stands_for_several_kinds(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "d.CSV", gdelt_row(1, code="042"), gdelt_row(2, code="190"))
    take(store, path, kinds="meetings")
    assert [key for (key,) in table_rows(store, "interactions", ("key",))] == ["gdelt:1"]


@pytest.mark.parametrize("where", ["place", "url"])
def test_a_row_with_a_character_that_no_store_takes_is_refused_with_its_line(
    store: Store, tmp_path: Path, where: str
) -> None:
    bad = (
        gdelt_row(2, place="Yere\0van, Armenia")
        if where == "place"
        else gdelt_row(2, url="https://e.org/\0")
    )
    path = write(tmp_path / "d.CSV", gdelt_row(1), bad, gdelt_row(3, code="040"))
    with pytest.raises(ImportFailed, match="line 2"):
        take(store, path)
    assert store.counts()["interactions"] == 0
    report = take(store, path, is_skipping=True)
    assert [problem.list_name for problem in report.refused][:1] == ["line 2"]
    assert store.counts()["interactions"] == 2
