"""A file that comes again in another version: what changed is told, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from db import Store
from db.table_rows import table_rows
from explorer.exchange.intake.incoming_file import IncomingFile, content_key
from explorer.exchange.intake.landing import land
from explorer.exchange.intake.problems import Problems
from explorer.exchange.intake.records import (
    ActorRecord,
    InteractionRecord,
    Origin,
    ParticipantRecord,
    Record,
    RelationRecord,
)
from explorer.exchange.report import ImportReport


def meeting(number: int, *cells: str) -> InteractionRecord:
    return InteractionRecord(
        content_key("row", *cells),
        "meeting",
        tuple(ParticipantRecord(ActorRecord(name)) for name in cells[:2]),
        origin=Origin(f"row {number}", " | ".join(cells)),
    )


def take(store: Store, path: Path, records: Iterable[Record]) -> ImportReport:
    records = list(records)
    path.write_text(repr(records))  # another content is another file
    return land(store, [IncomingFile.of(path, "Test")], records, Problems(path.name))


ROWS = [
    ("Ann", "Bo", "3 May", "Bonn"),
    ("Ann", "Cy", "4 May", "Kyiv"),
    ("Di", "Ed", "5 May", "Ulm"),
]


def test_a_row_that_was_mended_in_the_file_is_told_beside_the_earlier_one(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "meetings.csv"
    take(store, path, [meeting(at, *cells) for at, cells in enumerate(ROWS, 2)])
    mended = [ROWS[0], ("Ann", "Cy", "4 May", "Lviv"), ROWS[2]]
    report = take(store, path, [meeting(at, *cells) for at, cells in enumerate(mended, 2)])
    assert report.added["interactions"] == 1
    assert store.counts()["interactions"] == 4
    (remark,) = report.remarks
    assert "row 3: “Meeting: Ann and Cy” reads like a changed version" in remark


def test_a_row_that_moved_is_found_by_what_it_says(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "meetings.csv"
    take(store, path, [meeting(at, *cells) for at, cells in enumerate(ROWS, 2)])
    new = [("Ann", "Flo", "9 May", "Rome"), ("Di", "Ed", "6 May", "Ulm"), *ROWS[:2]]
    report = take(store, path, [meeting(at, *cells) for at, cells in enumerate(new, 2)])
    (remark,) = report.remarks
    assert "row 3: “Meeting: Di and Ed”" in remark
    assert "(row 4 then)" in remark


def test_rows_that_are_no_longer_in_the_file_stay_and_are_counted(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "meetings.csv"
    take(store, path, [meeting(at, *cells) for at, cells in enumerate(ROWS, 2)])
    report = take(store, path, [meeting(2, *ROWS[0])])
    assert report.remarks == (
        "meetings.csv: 2 of the interactions that an earlier import of the file told are no "
        "longer in it; they stay in the store.",
    )
    assert store.counts()["interactions"] == 3


def test_another_file_is_no_other_version(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path / "a.csv", [meeting(2, *ROWS[0])])
    report = take(store, tmp_path / "b.csv", [meeting(2, "Ann", "Bo", "3 May", "Rome")])
    assert report.remarks == ()


def test_what_has_a_key_and_says_something_else_now_is_told_and_left_as_it_is(
    store: Store, tmp_path: Path
) -> None:
    def told(party: str) -> list[Record]:
        ann = ActorRecord("Ann", "n:1", description=party, origin=Origin("row 2", f"Ann | {party}"))
        bo = ActorRecord("Bo", "n:2", origin=Origin("row 3", "Bo"))
        return [ann, bo, RelationRecord("r:1", "membership", "n:1", "n:2", origin=Origin("e", "x"))]

    take(store, tmp_path / "nodes.csv", told("Left"))
    assert take(store, tmp_path / "nodes.csv", told("Left")).remarks == ()
    (remark,) = take(store, tmp_path / "nodes.csv", told("Right")).remarks
    assert remark.startswith("A row says something else of what the store has under its key")
    assert ("Ann", "Left") in table_rows(store, "actors", ("name", "description"))
    assert take(store, tmp_path / "other.csv", told("Centre")).remarks == ()


def test_an_actor_told_twice_in_one_file_is_no_change(store: Store, tmp_path: Path) -> None:
    def told(excerpt: str) -> ActorRecord:
        return ActorRecord("Ann", "n:1", origin=Origin("row 2", excerpt))

    assert take(store, tmp_path / "f.csv", [told("one"), told("two")]).remarks == ()


def test_the_very_same_file_again_is_silent(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    old = [ActorRecord("Ann", "n:1", origin=Origin("row 2", "one")), meeting(3, *ROWS[0])]
    new = [*old, ActorRecord("Ann", "n:1", origin=Origin("row 4", "two")), meeting(5, *ROWS[1])]
    take(store, path, [*old, meeting(4, *ROWS[2])])
    assert len(take(store, path, new).remarks) > 0
    assert take(store, path, new).remarks == ()
