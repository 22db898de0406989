"""An event that a later file tells again is a further passage of the one that is there."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from db import Store, create_store, open_store
from db.history import steps, undo_step
from db.table_rows import table_rows
from explorer.exchange.exporting import export_json
from tests.explorer.feeds.feed_files import (
    ARMENIA,
    ICEWS_HEADINGS,
    PREMIER,
    USA,
    gdelt_row,
    headed,
    mention_row,
    take,
)


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def first_day(tmp_path: Path) -> Path:
    return write(tmp_path / "a.CSV", gdelt_row(1, first=USA, second=ARMENIA, url="https://a.org/1"))


@pytest.mark.parametrize(
    "again",
    [
        gdelt_row(2, first=USA, second=ARMENIA, url="https://b.org/2"),
        gdelt_row(2, first=ARMENIA, second=USA, code="043", url="https://b.org/2"),
    ],
    ids=["by another article", "from the side of the host"],
)
def test_it_is_one_interaction_with_both_articles(store: Store, tmp_path: Path, again: str) -> None:
    take(store, first_day(tmp_path))
    report = take(store, write(tmp_path / "b.CSV", again))
    assert store.counts()["interactions"] == 1
    assert store.counts()["participants"] == 2
    passages = [
        (key, note)
        for key, note, of in table_rows(store, "evidence", ("key", "note", "interaction_id"))
        if of is not None
    ]
    assert passages == [(None, "line 1"), (None, None), ("gdelt:2", "line 1"), (None, None)]
    assert any("from an earlier import" in remark for remark in report.remarks)


@pytest.mark.parametrize(
    "other",
    [
        gdelt_row(2, "20230927"),
        gdelt_row(2, code="040"),
        gdelt_row(2, place="Gyumri, Shirak, Armenia"),
        gdelt_row(2, second=PREMIER),
        gdelt_row(2, first=ARMENIA, second=USA),
    ],
    ids=["day", "kind", "place", "actor", "direction"],
)
def test_what_differs_in_anything_is_another_event(
    store: Store, tmp_path: Path, other: str
) -> None:
    take(store, first_day(tmp_path))
    take(store, write(tmp_path / "b.CSV", other))
    assert store.counts()["interactions"] == 2


def test_every_row_stays_apart_where_that_is_asked_for(store: Store, tmp_path: Path) -> None:
    take(store, first_day(tmp_path))
    take(store, write(tmp_path / "b.CSV", gdelt_row(2)), merge="no")
    assert store.counts()["interactions"] == 2


def test_the_later_file_again_adds_nothing_and_its_mentions_find_the_event(
    store: Store, tmp_path: Path
) -> None:
    take(store, first_day(tmp_path))
    # The third row tells the second again, which itself is a passage only.
    later = write(tmp_path / "b.CSV", gdelt_row(2), gdelt_row(3), gdelt_row(4, "20230928"))
    take(store, later)
    assert store.counts()["interactions"] == 2
    before = export_json(store)
    assert take(store, later).n_added == 0
    assert export_json(store) == before
    take(store, write(tmp_path / "m.mentions.CSV", mention_row(3, "https://c.org/x")))
    keys = dict(table_rows(store, "evidence", ("key", "interaction_id")))
    assert keys["gdelt:3:https://c.org/x:2"] == keys["gdelt:2"] == keys["gdelt:3"]


def test_taking_the_later_import_back_leaves_the_first_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    take(store, first_day(tmp_path))
    before = export_json(store)
    take(store, write(tmp_path / "b.CSV", gdelt_row(2)))
    undo_step(store, steps(store)[0].id)
    assert export_json(store) == before


def test_another_feed_tells_the_same_event_again(tmp_path: Path) -> None:
    row = {
        "Event ID": "7", "Event Date": "2023-09-26", "Source Name": "United States",
        "Event Text": "Make a visit", "CAMEO Code": "042", "Target Name": "Armenia",
        "Publisher": "Paper", "Story ID": "9",
    }  # fmt: skip
    table = tmp_path / "icews.tab"
    table.write_text(headed(ICEWS_HEADINGS, row), encoding="utf-8")
    with closing(create_store(tmp_path / "s.actors", title="S")) as store:
        take(store, write(tmp_path / "a.CSV", gdelt_row(1, place="")))
    with closing(open_store(tmp_path / "s.actors")) as store:
        take(store, table)
        assert store.counts()["interactions"] == 1


def test_who_was_deleted_does_not_come_back_by_what_is_there_already(
    store: Store, tmp_path: Path
) -> None:
    take(store, first_day(tmp_path))
    (armenia,) = (i for i, name in table_rows(store, "actors", ("id", "name")) if name == "Armenia")
    with store.atomic("Delete Armenia") as writer:
        writer.delete("actors", armenia)
    take(store, first_day(tmp_path))
    assert [name for (name,) in table_rows(store, "actors", ("name",))] == ["United States"]


def test_who_is_no_state_is_the_same_in_a_later_file(store: Store, tmp_path: Path) -> None:
    police = ("ARMCOP", "POLICE", "ARM", "COP")
    take(store, write(tmp_path / "a.CSV", gdelt_row(1, first=PREMIER, second=police)))
    report = take(store, write(tmp_path / "b.CSV", gdelt_row(2, "20230927", first=police)))
    assert store.counts()["actors"] == 3
    assert report.added["actors"] == 1
