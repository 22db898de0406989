"""Records of any format land in a store once, whole, and with where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Store, create_store
from db.history import steps, undo_step
from db.table_rows import table_rows
from explorer.errors import ImportFailed
from explorer.exchange.exporting import export_json
from explorer.exchange.intake.incoming_file import IncomingFile, content_key
from explorer.exchange.intake.landing import land
from explorer.exchange.intake.problems import Problems
from explorer.exchange.intake.records import (
    AccountRecord,
    ActorRecord,
    Citation,
    InteractionRecord,
    NameRecord,
    Origin,
    ParticipantRecord,
    PlaceRecord,
    QuoteRecord,
    Record,
    RelationRecord,
    SourceRecord,
    Term,
    When,
)
from explorer.exchange.report import ImportReport
from explorer.progress import Cancelled, CancelToken

ANN = ActorRecord("Ann", key="x:ann", names=(NameRecord("Ənn", "az"),))
BODY = ActorRecord("Board", key="x:board", kind="organisation", origin=Origin("row 2", "Board;org"))
ARTICLE = SourceRecord("url:a", "An article", url="https://example.org/a")
MEETING = InteractionRecord(
    "x:1",
    Term("board_meeting", "board meeting", "talk"),
    (ParticipantRecord("x:ann", "host", "chair"), ParticipantRecord("x:board")),
    when=When("2023-09-26", "26 Sept"),
    place=PlaceRecord("Yerevan", 40.2, 44.5, within="Armenia"),
    topics=("gas", "grain", "gas"),
    quotes=(QuoteRecord("So be it.", speaker="x:ann"),),
    accounts=(AccountRecord("x:board", "They say yes.", source=ARTICLE),),
    citations=(Citation("url:a", "met the board"),),
    origin=Origin("row 3", "Ann;Board"),
)
CHAIR = RelationRecord("x:2", "position", "x:ann", "x:board", "chair", When("2020/.."))


def take(
    store: Store,
    path: Path,
    records: Iterable[Record],
    *,
    skip_bad: bool = False,
    token: CancelToken | None = None,
) -> ImportReport:
    if not path.exists():
        path.write_text("anything")
    problems = Problems(path.name, is_skipping=skip_bad)
    return land(store, [IncomingFile.of(path, "Test")], records, problems, token)


def test_what_refers_to_actors_told_later_lands_with_them(store: Store, tmp_path: Path) -> None:
    report = take(store, tmp_path / "f", [MEETING, CHAIR, BODY, ANN])
    counts = store.counts()
    assert (counts["actors"], counts["interactions"], counts["relations"]) == (2, 1, 1)
    assert (counts["participants"], counts["interaction_topics"], counts["places"]) == (2, 2, 2)
    assert report.added["interactions"] == 1
    (row,) = table_rows(store, "interactions", ("title", "edtf", "date_words"))
    assert row == ("Board meeting: Ann and Board", "2023-09-26", "26 Sept")


def test_each_record_has_the_file_as_its_source(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path / "f", [ANN, BODY, MEETING])
    sources = dict(table_rows(store, "sources", ("id", "title")))
    passages = {
        (sources[s], excerpt, note)
        for s, excerpt, note in table_rows(store, "evidence", ("source_id", "excerpt", "note"))
    }
    assert passages == {
        ("f", "Board;org", "row 2"),
        ("f", "Ann;Board", "row 3"),
        ("An article", "met the board", None),
    }


def test_the_same_file_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    records = [ANN, BODY, MEETING, CHAIR, ActorRecord("Zoë"), ActorRecord("Zoë")]
    take(store, tmp_path / "f", records)
    before = export_json(store)
    report = take(store, tmp_path / "f", records)
    assert report.n_added == 0
    assert export_json(store) == before
    assert "nothing that is not in the store already" in str(report)


def test_a_name_is_the_actor_of_that_name_if_there_is_one_only(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path / "f", [ANN, ActorRecord("Bo", "x:b1"), ActorRecord("Bo", "x:b2")])
    guests = (ActorRecord("Ənn", kind=""), ActorRecord("Bo"))
    met = InteractionRecord("y:1", "call", tuple(ParticipantRecord(actor) for actor in guests))
    take(store, tmp_path / "g", [met])
    assert store.counts()["actors"] == 4  # a third Bo: nobody can tell which of the two it is


def test_an_unknown_actor_is_refused_with_its_place(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="row 3") as failed:
        take(store, tmp_path / "f", [ANN, MEETING])
    assert "x:board" in str(failed.value)
    assert store.counts()["actors"] == 0


def test_bad_records_are_left_out_when_asked(store: Store, tmp_path: Path) -> None:
    bad = InteractionRecord("x:9", "call", when=When("2023-02-30"), origin=Origin("row 9", "x"))
    half = ActorRecord("\ud800", key="x:half", origin=Origin("row 10", "x"))
    report = take(store, tmp_path / "f", [ANN, BODY, MEETING, bad, half], skip_bad=True)
    assert store.counts()["interactions"] == 1
    assert [problem.list_name for problem in report.refused] == ["row 9", "row 10"]
    with pytest.raises(ImportFailed, match="row 9"):
        take(store, tmp_path / "g", [bad])
    with pytest.raises(ImportFailed, match="row 10"):
        take(store, tmp_path / "g", [half])


def test_cancel_and_faults_of_the_reader_leave_the_store_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    before = export_json(store)
    token = CancelToken()

    def cancelled_midway() -> Iterable[Record]:
        for number in range(12_000):
            if number == 7_000:
                token.cancel()
            yield ActorRecord(f"A{number}", f"a:{number}")

    with pytest.raises(Cancelled):
        take(store, tmp_path / "f", cancelled_midway(), token=token)
    assert export_json(store) == before
    assert steps(store) == []


def test_parts_find_what_they_are_part_of_in_any_order(store: Store, tmp_path: Path) -> None:
    part = InteractionRecord("x:p", "meeting", parent="x:v")
    lost = InteractionRecord("x:l", "meeting", parent="x:none")
    report = take(store, tmp_path / "f", [part, lost, InteractionRecord("x:v", "visit")])
    rows = {k: (i, p) for i, k, p in table_rows(store, "interactions", ("id", "key", "parent_id"))}
    assert rows["x:p"][1] == rows["x:v"][0]
    assert rows["x:l"][1] is None
    assert len(report.remarks) == 1


_text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1)


@settings(max_examples=25, deadline=None)
@given(names=st.lists(_text, min_size=1, max_size=8, unique=True))
def test_an_import_of_any_text_can_be_taken_back_whole(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("landing")
    with closing(create_store(folder / "s.actors", title="S")) as store:
        before = export_json(store)
        records: list[Record] = [
            InteractionRecord(
                content_key("t", name),
                "meeting",
                (ParticipantRecord(ActorRecord(name)), ParticipantRecord(ActorRecord(names[0]))),
                topics=(name,),
                place=PlaceRecord(name),
                origin=Origin("row 1", name),
            )
            for name in names
        ]
        take(store, folder / "f", records)
        assert {row[0] for row in table_rows(store, "actors", ("name",))} == set(names)
        undo_step(store, steps(store)[0].id)
        undone = export_json(store)
        assert undone == before


def test_a_date_that_is_no_single_day_lands_with_its_bounds(store: Store, tmp_path: Path) -> None:
    between = When(None, "between 3 and 5 May 2023", earliest=19_480, latest=19_482)
    since = When(None, "not before 3 May 2023", earliest=19_480)
    records: list[Record] = [ANN, BODY]
    records += [
        InteractionRecord("x:b", "meeting", when=between),
        RelationRecord("x:s", "membership", "x:ann", "x:board", when=since),
    ]
    take(store, tmp_path / "f", records)
    columns = ("date_words", "edtf", "earliest", "latest", "date_flags", "date_basis")
    assert list(table_rows(store, "interactions", columns)) == [
        ("between 3 and 5 May 2023", None, 19_480, 19_482, 512, "stated")
    ]
    (relation,) = table_rows(store, "relations", columns)
    assert relation[2:5] == (19_480, None, 512)


def test_bounds_that_end_before_they_begin_are_refused(store: Store, tmp_path: Path) -> None:
    turned = InteractionRecord(
        "x:b", "meeting", when=When(earliest=5, latest=3), origin=Origin("row 4", "x")
    )
    report = take(store, tmp_path / "f", [turned], skip_bad=True)
    assert [problem.list_name for problem in report.refused] == ["row 4"]
    with pytest.raises(ImportFailed, match="row 4"):
        take(store, tmp_path / "f", [turned])


def test_places_lie_in_what_the_file_tells_before_or_after_them(
    store: Store, tmp_path: Path
) -> None:
    told = (
        PlaceRecord("Yerevan", 40.2, 44.5, within="Armenia"),
        PlaceRecord("Armenia", 40.0, 45.0, within="Caucasus"),
        PlaceRecord("Round", within="Square"),
        PlaceRecord("Square", within="Round"),
        PlaceRecord("Self", within="Self"),
    )
    take(
        store,
        tmp_path / "f",
        [InteractionRecord(f"x:{at}", "visit", place=place) for at, place in enumerate(told)],
    )
    rows = {
        row[1]: row for row in table_rows(store, "places", ("id", "name", "latitude", "parent_id"))
    }
    assert sorted(rows) == ["Armenia", "Caucasus", "Round", "Self", "Square", "Yerevan"]
    assert rows["Yerevan"][3] == rows["Armenia"][0]
    assert rows["Armenia"][2:] == (40.0, rows["Caucasus"][0])


def test_an_actor_told_within_an_interaction_is_found_by_its_key_again(
    store: Store, tmp_path: Path
) -> None:
    for number in (1, 2):
        met = InteractionRecord(f"y:{number}", "call", (ParticipantRecord(ANN),))
        take(store, tmp_path / f"f{number}", [met])
    assert store.counts()["actors"] == 1
    assert store.counts()["interactions"] == 2
