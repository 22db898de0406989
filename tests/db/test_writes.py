"""Writing: what is taken in, what is refused in which words, and what follows by itself."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from db import InvalidRow, Store, open_store
from db.edtf import DateFlag, day_number, parse_edtf
from db.format.schema import TABLES, UNRECORDED
from tests.db.dumping import dump

Values = dict[str, Any]


def _refused(store: Store, table: str, **values: Any) -> InvalidRow:
    before = dump(store)
    with pytest.raises(InvalidRow) as caught, store.atomic("Refused") as writer:
        writer.insert(table, **values)
    assert dump(store) == before
    return caught.value


@pytest.mark.parametrize(
    ("table", "column", "value", "hint"),
    [
        ("actors", "name", None, "must be given"),
        ("actors", "name", "", "at least one character"),
        ("actors", "name", 5, "must be text"),
        ("actors", "name", b"bytes", "must be text"),
        ("actors", "name", "a\x00b", "NUL"),
        ("actors", "name", "a\ud800b", "surrogate"),
        ("actors", "name", "\udfff", "surrogate"),
        ("actors", "kind_id", 99, "no row with that id in actor_kinds"),
        ("actors", "kind_id", "person", "whole number"),
        ("actors", "kind_id", True, "whole number"),
        ("actors", "kind_id", 2**63, "between"),
        ("actors", "kind_id", 1.0, "whole number"),
        ("actors", "is_unnamed", 2, "0 or 1"),
        ("actors", "is_unnamed", "yes", "0 or 1"),
        ("actors", "key", "#1", "does not begin with #"),
        ("actors", "key", "", "at least one character"),
        ("actors", "properties", "[1]", "JSON object"),
        ("actors", "properties", "{", "JSON object"),
        ("actors", "properties", {"x": float("nan")}, "JSON object"),
        ("actors", "properties", {"x": {1, 2}}, "JSON object"),
        ("actors", "properties", {"x": "\ud800"}, "surrogate"),
        ("interactions", "edtf", "0000-00-00", "no month 00"),
        ("interactions", "edtf", "2023-02-30", "01 to 28"),
        ("interactions", "edtf", "yesterday", "write it as"),
        ("interactions", "standing", "happened", "one of took_place"),
        ("interactions", "standing", None, "must be given"),
        ("interactions", "date_basis", "guessed", "one of stated"),
        ("interactions", "earliest", 2**31, "between"),
        ("interactions", "place_id", 7, "no row with that id in places"),
        ("interactions", "parent_id", 99, "no row with that id in interactions"),
        ("places", "latitude", 90.1, "between -90 and 90"),
        ("places", "longitude", float("inf"), "finite"),
        ("places", "longitude", "12", "must be a number"),
        ("sources", "language", "in English", "language tag"),
        ("sources", "published", "28.9.2023", "write it as"),
    ],
)
def test_a_value_that_the_format_does_not_admit_is_refused_by_name(
    tiny_store: Store, table: str, column: str, value: object, hint: str
) -> None:
    fitting: dict[str, Values] = {
        "actors": {"name": "Someone", "kind_id": 1},
        "interactions": {"title": "Something", "kind_id": 1},
        "places": {"name": "Somewhere"},
        "sources": {"title": "Something"},
    }
    error = _refused(tiny_store, table, **{**fitting[table], column: value})
    assert (error.table, error.column, error.path) == (table, column, tiny_store.path)
    assert error.value is value
    assert hint in error.mend
    assert str(error).isprintable()
    assert str(error).startswith(f"{table}.{column} cannot be ")


def test_a_row_as_a_whole_may_be_refused(told_store: Store) -> None:
    evidence = {"source_id": 1, "excerpt": "so"}
    assert "exactly one of" in _refused(told_store, "evidence", **evidence).mend
    both = _refused(told_store, "evidence", **evidence, actor_id=1, quote_id=1)
    assert both.column == "actor_id or quote_id"
    attribution = {"position": 1, "verb": "said"}
    assert "exactly one of" in _refused(told_store, "attributions", **attribution).mend
    error = _refused(told_store, "interactions", title="T", kind_id=1, earliest=5, latest=4)
    assert "comes after the last" in error.mend


def test_a_unique_value_is_refused_the_second_time(tiny_store: Store) -> None:
    with tiny_store.atomic("Add") as writer:
        writer.insert("actors", name="A", kind_id=1, key="a")
    error = _refused(tiny_store, "actors", name="B", kind_id=1, key="a")
    assert (error.column, error.value) == ("key", "a")
    error = _refused(tiny_store, "participants", interaction_id=1, actor_id=1, role_id=6)
    assert error.column == "interaction_id + actor_id + role_id"
    with pytest.raises(InvalidRow, match="another row has it"), tiny_store.atomic("X") as writer:
        writer.update("actors", 1, key="a")


def test_unknown_tables_columns_and_derived_ones_are_programming_errors(tiny_store: Store) -> None:
    with tiny_store.atomic("X") as writer:
        for table, values in (
            ("nonsense", {}),
            ("history_steps", {"title": "x"}),
            ("actors", {"nome": "x"}),
            ("interactions", {"date_flags": 3}),
            ("actors", {"id": 3}),
        ):
            with pytest.raises(ValueError, match=r"there is no|has no column"):
                writer.insert(table, **values)


def test_dates_bring_their_bounds_and_flags(tiny_store: Store) -> None:
    row = tiny_store.connection.execute(
        "SELECT earliest, latest, date_flags FROM interactions WHERE id = 2"
    ).fetchone()
    date = parse_edtf("2023-09-22/2023-09-25")
    assert row == (date.earliest, date.latest, DateFlag.RANGE)


def test_changing_a_date_changes_what_follows_from_it(tiny_store: Store) -> None:
    def derived() -> tuple[Any, ...]:
        row = tiny_store.connection.execute(
            "SELECT edtf, earliest, latest, date_flags FROM interactions WHERE id = 1"
        ).fetchone()
        assert isinstance(row, tuple)
        return row

    with tiny_store.atomic("Date") as writer:
        writer.update("interactions", 1, edtf="2023-10?")
    october = parse_edtf("2023-10?")
    assert derived() == ("2023-10?", october.earliest, october.latest, DateFlag.UNCERTAIN)
    with tiny_store.atomic("Bounds") as writer:
        writer.update("interactions", 1, edtf=None, earliest=5)
    assert derived() == (None, 5, None, DateFlag.BOUNDS_ONLY)
    with tiny_store.atomic("More bounds") as writer:
        writer.update("interactions", 1, latest=9)
    assert derived() == (None, 5, 9, DateFlag.BOUNDS_ONLY)
    with tiny_store.atomic("Date again") as writer:
        writer.update("interactions", 1, edtf="2023", earliest=7)
    assert derived()[1] == day_number(__import__("datetime").date(2023, 1, 1))
    with tiny_store.atomic("No date") as writer:
        writer.update("interactions", 1, edtf=None)
    assert derived() == (None, None, None, 0)
    assert tiny_store.integrity() == []


def test_a_source_text_brings_its_hash(tiny_store: Store) -> None:
    text = "Text kept as given: ‘’ \r\n\t 🕊"
    with tiny_store.atomic("Source") as writer:
        source_id = writer.insert("sources", title="T", text=text)
        other_id = writer.insert("sources", title="U", text_sha256="ab" * 32)
    rows = tiny_store.connection.execute("SELECT text, text_sha256 FROM sources").fetchall()
    assert rows[source_id - 1] == (text, hashlib.sha256(text.encode()).hexdigest())
    assert rows[other_id - 1] == (None, "ab" * 32)
    with tiny_store.atomic("Other text") as writer:
        writer.update("sources", source_id, text="x")
    (sha256,) = tiny_store.connection.execute(
        "SELECT text_sha256 FROM sources WHERE id = ?", (source_id,)
    ).fetchone()
    assert sha256 == hashlib.sha256(b"x").hexdigest()


def test_evidence_tells_who_recorded_it_when(tiny_store: Store) -> None:
    tiny_store.recorder = "Annette"
    with tiny_store.atomic("Evidence") as writer:
        source_id = writer.insert("sources", title="T")
        writer.insert("evidence", source_id=source_id, excerpt="e", actor_id=1)
        writer.insert(
            "evidence", source_id=source_id, excerpt="e", actor_id=1, recorded_by="Bob",
            recorded_at="2023-09-28T12:00:00Z",
        )  # fmt: skip
    first, second = tiny_store.connection.execute(
        "SELECT recorded_by, recorded_at, confidence, aspect FROM evidence ORDER BY id"
    ).fetchall()
    assert first[0] == "Annette"
    assert first[1].endswith("Z")
    assert first[2:] == ("not_assessed", "fact")
    assert second[:2] == ("Bob", "2023-09-28T12:00:00Z")


def test_text_of_ten_megabytes_and_of_all_scripts_comes_back(tiny_store: Store) -> None:
    texts = ["x" * 10_000_000, "🕊" * 2_500_000, "\u202e<script>alert(1)</script>'; DROP TABLE x"]
    with tiny_store.atomic("Long") as writer:
        ids = [writer.insert("sources", title=text[:30], text=text) for text in texts]
        writer.insert("actors", name=texts[0], kind_id=1)
    with open_store(tiny_store.path) as other:
        stored = other.connection.execute("SELECT id, text FROM sources ORDER BY id").fetchall()
    assert stored == list(zip(ids, texts, strict=True))


def test_insert_many_gives_consecutive_ids_in_order(tiny_store: Store) -> None:
    names = [f"Actor {number}" for number in range(12_345)]
    with tiny_store.atomic("Many", kind="import") as writer:
        ids = writer.insert_many("actors", ("name", "kind_id"), ((name, 1) for name in names))
        after = writer.insert("actors", name="One more", kind_id=1)
        none = writer.insert_many("actors", ("name", "kind_id"), [])
        pairs = writer.insert_many("interaction_topics", ("interaction_id", "topic_id"), [(3, 1)])
    assert (ids.start, len(ids), after) == (4, 12_345, ids.stop)
    assert (len(none), len(pairs)) == (0, 0)
    stored = tiny_store.connection.execute("SELECT id, name FROM actors WHERE id >= 4 ORDER BY id")
    assert stored.fetchall() == [*zip(ids, names, strict=True), (after, "One more")]
    assert writer.changes.inserted["actors"] == range(4, after + 1) or list(
        writer.changes.inserted["actors"]
    ) == list(range(4, after + 1))
    (notes,) = tiny_store.connection.execute(
        "SELECT count(*) FROM history_changes WHERE step_id = ?", (writer.changes.step_id,)
    ).fetchone()
    assert notes <= 5
    assert tiny_store.integrity() == []


@pytest.mark.parametrize("position", [0, 4_999, 5_000, 7_000])
def test_insert_many_says_which_row_is_refused_and_writes_none(
    tiny_store: Store, position: int
) -> None:
    rows: list[list[object]] = [[f"Actor {number}", 1] for number in range(7_001)]
    rows[position][0] = "\ud800"
    before = dump(tiny_store)
    with pytest.raises(InvalidRow) as caught, tiny_store.atomic("Many") as writer:
        writer.insert_many("actors", ("name", "kind_id"), rows)
    assert caught.value.row == position
    assert dump(tiny_store) == before
    rows[position] = ["Fine", 77]
    with pytest.raises(InvalidRow) as caught, tiny_store.atomic("Many") as writer:
        writer.insert_many("actors", ("name", "kind_id"), rows)
    assert (caught.value.row, caught.value.column) == (position, "kind_id")


def test_ids_are_never_used_again(tiny_store: Store) -> None:
    with tiny_store.atomic("Add and delete") as writer:
        gone = writer.insert("actors", name="Gone", kind_id=1)
        writer.delete("actors", gone)
    with tiny_store.atomic("Add run") as writer:
        run = writer.insert_many("actors", ("name", "kind_id"), [("A", 1), ("B", 1)])
    with tiny_store.atomic("Delete run") as writer:
        writer.delete_many("actors", run)
    with tiny_store.atomic("Add") as writer:
        assert run.start > gone
        assert writer.insert("actors", name="New", kind_id=1) == run.stop


def test_deleting_takes_along_what_belongs_and_leaves_what_only_refers(told_store: Store) -> None:
    with told_store.atomic("Delete") as writer:
        writer.delete("actors", 1)
    assert told_store.integrity() == []
    counts = told_store.counts()
    assert (counts["relations"], counts["actor_identifiers"], counts["quotes"]) == (0, 0, 1)
    row = told_store.connection.execute("SELECT speaker_id FROM quotes").fetchone()
    assert row == (None,)
    changes = writer.changes
    assert changes.deleted["relations"] == (1,)
    assert changes.deleted["participants"] == (1, 3)
    assert changes.updated["quotes"] == (1,)
    assert {"evidence", "actors"} <= changes.tables


def test_a_term_in_use_is_not_deleted(tiny_store: Store) -> None:
    with pytest.raises(InvalidRow, match="2 of actors"), tiny_store.atomic("X") as w:
        w.delete("actor_kinds", 1)
    with tiny_store.atomic("Unused") as writer:
        writer.delete("actor_kinds", 5)
    assert tiny_store.counts()["actor_kinds"] == 4


def test_a_row_that_is_not_there_is_neither_changed_nor_deleted(tiny_store: Store) -> None:
    for act in ("update", "delete"):
        with pytest.raises(InvalidRow, match="no such row"), tiny_store.atomic("X") as writer:
            getattr(writer, act)("actors", 99, **({"name": "N"} if act == "update" else {}))


def test_terms_are_found_or_added(tiny_store: Store) -> None:
    with tiny_store.atomic("Terms") as writer:
        assert writer.term("actor_kinds", "person") == 1
        kind = writer.term("interaction_kinds", "hearing", label="Hearing", family="words")
        assert writer.term("interaction_kinds", "hearing") == kind
        writer.term("roles", "witness")
        writer.term("relation_kinds", "employs", label="employs")
    rows = tiny_store.connection.execute(
        "SELECT label, family FROM interaction_kinds WHERE name = 'hearing'"
    ).fetchall()
    assert rows == [("Hearing", "words")]
    with pytest.raises(InvalidRow), tiny_store.atomic("X") as writer:
        writer.term("interaction_kinds", "odd", family="nonsense")


def test_the_title_of_a_store_is_changed_like_anything_else(tiny_store: Store) -> None:
    with tiny_store.atomic("Rename") as writer:
        writer.set_meta("title", "Renamed")
        writer.set_meta("motto", "New")
        writer.set_meta("description", "")
    assert tiny_store.title == "Renamed"
    assert tiny_store.meta("motto") == "New"


def test_a_change_that_fails_leaves_nothing_behind(told_store: Store) -> None:
    before, steps = dump(told_store), told_store.counts()["history_steps"]

    def break_off() -> None:
        with told_store.atomic("Broken") as writer:
            writer.insert("actors", name="X", kind_id=1)
            writer.delete("actors", 1)
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    assert dump(told_store) == before
    assert told_store.counts()["history_steps"] == steps
    with told_store.atomic("Next") as writer:
        writer.insert("actors", name="X", kind_id=1)


def test_a_change_of_nothing_is_no_step(tiny_store: Store) -> None:
    steps = tiny_store.counts()["history_steps"]
    with tiny_store.atomic("Nothing") as writer:
        writer.update("actors", 1, name="Samantha Power")
    assert writer.changes.step_id is None
    assert not writer.changes.tables
    assert tiny_store.counts()["history_steps"] == steps


def test_writers_are_used_inside_their_change_only(tiny_store: Store) -> None:
    with tiny_store.atomic("One") as writer:
        with (
            pytest.raises(RuntimeError, match="under way"),
            tiny_store.atomic("Two"),
        ):
            pass
        writer.insert("actors", name="X", kind_id=1)
    with pytest.raises(RuntimeError, match="over"):
        writer.insert("actors", name="Y", kind_id=1)


def test_every_table_of_the_format_can_be_written(told_store: Store) -> None:
    counts = told_store.counts()
    assert [t.name for t in TABLES if t.name not in UNRECORDED and not counts[t.name]] == []
    assert told_store.integrity() == []


def test_changes_name_each_row_once(tiny_store: Store) -> None:
    with tiny_store.atomic("Several") as writer:
        kept = writer.insert("actors", name="Kept", kind_id=1)
        gone = writer.insert("actors", name="Gone", kind_id=1)
        writer.update("actors", kept, name="Kept, renamed")
        writer.update("actors", 1, name="Renamed")
        writer.update("actors", 3, name="Renamed and deleted")
        writer.delete_many("actors", [gone, 3])
    changes = writer.changes
    assert changes.inserted == {"actors": (kept,)}
    assert changes.updated == {"actors": (1,)}
    assert changes.deleted == {"actors": (3,)}
