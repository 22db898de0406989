"""Stores go out as text and come back the same; what is wrong in a file is told in full."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import Store, create_store
from explorer.errors import SHOWN_PROBLEMS, ImportFailed
from explorer.exchange.form import LISTS
from explorer.exchange.interchange import export_json, import_json
from explorer.sample import create_sample, sample_text
from tests.explorer.interchange_documents import Lists, documents, texts

HEAD = {"format": "actor-explorer", "version": [1, 0]}


def _text(**lists: list[dict[str, Any]]) -> str:
    return json.dumps(HEAD | lists)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "new.actors", title="New") as made:
        yield made


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Store]:
    with create_sample(tmp_path / "sample.actors") as made:
        yield made


def _problems(store: Store, text: str) -> list[str]:
    before = export_json(store)
    with pytest.raises(ImportFailed) as caught:
        import_json(store, text)
    assert export_json(store) == before, "a refused file left something in the store"
    return [str(problem) for problem in caught.value.problems]


# --- there and back ------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_what_a_file_says_comes_back_byte_for_byte(lists: Lists) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with create_store(Path(folder, "a"), title="A") as first:
            import_json(first, json.dumps(HEAD | lists))
            exported = export_json(first)
            again = import_json(first, exported)
            assert again.n_added == 0
            assert again.n_present == sum(map(len, lists.values()))
            assert export_json(first) == exported
            assert first.integrity() == []
        with create_store(Path(folder, "b"), title="B") as second:
            import_json(second, exported)
            assert export_json(second) == exported
    found = json.loads(exported)
    assert {name: rows for name, rows in found.items() if isinstance(rows, list)} == {
        "version": [1, 1] if _needs_1_1(lists) else [1, 0],
        **lists,
    }


def _needs_1_1(lists: Lists) -> bool:
    return "judgements" in lists or any(
        "properties" in row for row in lists.get("participants", ())
    )


def test_a_store_with_gaps_comes_back_byte_for_byte(sample: Store, tmp_path: Path) -> None:
    with sample.atomic("Take out the call and two actors") as writer:
        for table, key in (("interactions", 11), ("actors", 3), ("actors", 20)):
            writer.delete(table, key)
    with sample.atomic("Add again") as writer:
        writer.insert("actors", kind_id=1, name="Added later")
    exported = export_json(sample)
    with create_store(tmp_path / "copy", title="Copy") as copy:
        import_json(copy, exported)
        assert export_json(copy) == exported
        assert copy.integrity() == []


def test_a_renamed_built_in_term_comes_back(sample: Store, tmp_path: Path) -> None:
    with sample.atomic("Rename") as writer:
        writer.update("interaction_kinds", 2, label="Telephone call")
    exported = export_json(sample)
    assert '{"name": "call", "label": "Telephone call", "family": "talk"}' in exported
    with create_store(tmp_path / "copy", title="Copy") as copy:
        import_json(copy, exported)
        assert export_json(copy) == exported


def test_an_empty_store_is_a_head_without_lists(store: Store) -> None:
    assert list(json.loads(export_json(store))) == ["format", "version", "store"]


def test_an_empty_store_takes_over_title_description_and_date_of_creation(store: Store) -> None:
    import_json(store, sample_text())
    head = json.loads(sample_text())["store"]
    assert head == {"title": store.title, "description": store.description} | {
        "created": store.meta("created")
    }


def test_a_store_with_content_keeps_its_title(sample: Store) -> None:
    actor = {"id": "new", "kind": "person", "name": "New"}
    import_json(sample, json.dumps(HEAD | {"store": {"title": "Other"}, "actors": [actor]}))
    assert sample.title == "US engagement over Karabakh"


def test_a_child_may_stand_before_its_parent(store: Store) -> None:
    rows = [
        {"id": "meeting", "kind": "meeting", "title": "Meeting", "parent": "visit"},
        {"id": "visit", "kind": "visit", "title": "Visit"},
    ]
    import_json(store, _text(interactions=rows))
    assert json.loads(export_json(store))["interactions"] == rows


def test_text_is_written_as_it_is_one_row_a_line(store: Store) -> None:
    name = "Նիկոլ\u2028\n“İlham” \u202eabc 李"
    import_json(store, _text(actors=[{"kind": "person", "name": name}]))
    exported = export_json(store)
    row = {"id": "#1", "kind": "person", "name": name}
    assert f'"actors": [\n{json.dumps(row, ensure_ascii=False)}\n]' in exported
    assert exported.endswith("}\n")
    assert "\r" not in exported


# --- into a store that has something --------------------------------------------------------------


def test_taking_a_file_in_twice_adds_nothing_and_leaves_no_step(sample: Store) -> None:
    before = sample.counts()
    report = import_json(sample, sample_text())
    assert (report.n_added, report.changes.step_id) == (0, None)
    assert report.n_present > 300
    assert sample.counts() == before
    assert "nothing that is not in the store already" in str(report)


def test_two_rows_that_say_the_same_are_two(store: Store) -> None:
    text = _text(actors=[{"kind": "person", "name": "Unnamed official", "is_unnamed": True}] * 2)
    import_json(store, text)
    assert store.counts()["actors"] == 2
    import_json(store, text)
    assert store.counts()["actors"] == 2


def test_a_file_may_refer_to_what_the_store_has(sample: Store) -> None:
    name = {"actor": "ilham-aliyev", "name": "İlham Əliyev", "language": "az"}
    evidence = {
        "participant": ["blinken-aliyev-call", "ilham-aliyev", "participant"],
        "source": "castillo-2023-09-28",
        "excerpt": "spoke over the phone",
        "recorded_by": "test",
        "recorded_at": "2026-11-24T09:00:00Z",
    }
    report = import_json(sample, _text(actor_names=[name], evidence=[evidence]))
    assert report.added["actor_names"] == report.added["evidence"] == 1
    found = json.loads(export_json(sample))
    assert found["actor_names"][-1] == name
    assert found["evidence"][-1] == evidence


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"name": "Samantha Power"', '"name": "Sam Power"', "actors, row 3, name"),
        ('"edtf": "2023-09-26"', '"edtf": "2023-09-24"', "interactions, row 11, edtf"),
        ('"label": "Departure"', '"label": "Going"', "interaction_kinds, row 1, label"),
        ('"capacity": "Azerbaijani president"', '"capacity": "president"', "participants, row"),
        ('{"id": "amnesty", "name"', '{"id": "mercy", "name"', "topics, row 4, id"),
    ],
)
def test_a_row_that_says_otherwise_in_the_store_is_a_conflict(
    sample: Store, old: str, new: str, words: str
) -> None:
    text = sample_text().replace(old, new)
    if "mercy" in new:
        text = text.replace('"topic": "amnesty"', '"topic": "mercy"')
    (problem,) = _problems(sample, text)
    assert problem.startswith(words)
    assert "Make the two agree, or give this one another key." in problem


# --- what is wrong with a file --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "It is not JSON"),
        ("{", "It is not JSON"),
        ("[]", "does not begin with"),
        ('{"format": "other"}', "does not begin with"),
        ('{"format": "actor-explorer", "version": [2, 0]}', "reads up to 1.1"),
        ('{"format": "actor-explorer", "version": [1, 2]}', "reads up to 1.1"),
        ('{"format": "actor-explorer", "version": "1"}', "should be [1, 1]"),
        ('{"format": "actor-explorer", "format": "x"}', "has “format” twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"format": NaN}', "NaN is no number of JSON"),
        ("9" * 5_000, "cannot be read as JSON"),
    ],
)
def test_a_file_of_another_kind_is_refused(store: Store, text: str, words: str) -> None:
    (problem,) = _problems(store, text)
    assert words in problem


ACTOR = {"id": "a", "kind": "person", "name": "A"}
CALL = {"id": "c", "kind": "call", "title": "Call"}
SOURCE = {"id": "s", "title": "Source"}
RECORDED = {"recorded_by": "r", "recorded_at": "2026-11-24T08:00:00Z"}
EVIDENCE = {"source": "s", "excerpt": "x"} | RECORDED
USD = {"value": 1, "unit": "USD"}


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({"store": []}, "store: It must be an object"),
        ({"store": {"owner": "me"}}, "store, owner: There is no such field"),
        ({"store": {"title": 7}}, "store, title: It cannot be 7: it must be text."),
        ({"store": {"created": "today"}}, "store, created: It cannot be “today”"),
        ({"people": []}, "people: There is no such list."),
        ({"actors": {}}, "actors: It must be a list"),
        ({"actors": ["A"]}, "actors, row 1: A row must be an object"),
        ({"actors": [ACTOR | {"age": 3}]}, "actors, row 1, age: There is no such field"),
        ({"actors": [{"id": "a", "kind": "person"}]}, "actors, row 1, name: It is missing"),
        ({"actors": [ACTOR | {"name": ""}]}, "actors, row 1, name: It cannot be “”"),
        ({"actors": [ACTOR | {"name": "a\0"}]}, "actors, row 1, name: It cannot be 'a\\x00'"),
        ({"actors": [ACTOR | {"name": "\ud800"}]}, "actors, row 1, name: It cannot be '\\ud800'"),
        ({"actors": [ACTOR | {"name": 7}]}, "actors, row 1, name: It cannot be 7"),
        ({"actors": [ACTOR | {"id": 7}]}, "actors, row 1, id: 7 is not a text"),
        ({"actors": [ACTOR | {"kind": "robot"}]}, "actors, row 1, kind: “robot” is in no row"),
        ({"actors": [ACTOR | {"kind": ["person"]}]}, "actors, row 1, kind: ['person'] is not"),
        ({"actors": [ACTOR | {"is_unnamed": 1}]}, "actors, row 1, is_unnamed: 1 is neither"),
        ({"actors": [ACTOR | {"properties": []}]}, "actors, row 1, properties: It must be an"),
        ({"actors": [ACTOR, ACTOR]}, "actors, row 2, id: Row 1 has the same"),
        ({"interactions": [CALL | {"edtf": "2023-13-01"}]}, "interactions, row 1, edtf: It cannot"),
        ({"interactions": [CALL | {"edtf": "0000-00-00"}]}, "interactions, row 1, edtf: It cannot"),
        ({"interactions": [CALL | {"earliest": "2023-02-30"}]}, "earliest: “2023-02-30” is not a"),
        (
            {"interactions": [CALL | {"earliest": "2023-02-03", "latest": "2023-02-01"}]},
            "interactions, row 1, latest: It lies before",
        ),
        (
            {"interactions": [CALL | {"edtf": "2023", "latest": "2023-12-31"}]},
            "interactions, row 1, latest: It follows from “edtf”",
        ),
        ({"interactions": [CALL | {"standing": "maybe"}]}, "standing: It cannot be “maybe”"),
        ({"interactions": [CALL | {"parent": "c"}]}, "parent: By its parents it would be part of"),
        ({"interactions": [CALL | {"place": "#1"}]}, "interactions, row 1, place: “#1” is in no"),
        ({"places": [{"name": "P", "latitude": 91}]}, "places, row 1, latitude: It cannot be 91"),
        (
            {
                "interactions": [CALL],
                "amounts": [{"interaction": "c", "value": 1e400, "unit": "x"}],
            },
            "amounts, row 1, value: It cannot be inf",
        ),
        (
            {"interactions": [CALL], "amounts": [{"id": "k", "interaction": "c"} | USD]},
            "amounts, row 1, id: Rows of this list have no keys",
        ),
        (
            {"sources": [SOURCE], "evidence": [EVIDENCE]},
            "evidence, row 1: A row has exactly one of actor, relation",
        ),
        (
            {"sources": [SOURCE], "actors": [ACTOR], "interactions": [CALL]}
            | {"evidence": [EVIDENCE | {"actor": "a", "interaction": "c"}]},
            "This one has actor and interaction.",
        ),
        (
            {"sources": [SOURCE], "actors": [ACTOR], "interactions": [CALL]}
            | {"evidence": [EVIDENCE | {"participant": ["c", "a", "host"]}]},
            "evidence, row 1, participant: ['c', 'a', 'host'] is in no row of participants",
        ),
        ({"topics": [{"name": "T"}, {"name": "T"}]}, "topics, row 2, name: Row 1 has the same"),
    ],
)
def test_a_problem_names_list_row_field_value_and_mend(
    store: Store, lists: dict[str, Any], expected: str
) -> None:
    text = json.dumps(HEAD | lists).replace("Infinity", "1e400")
    found = _problems(store, text)
    assert len(found) == 1, found
    assert expected in found[0]
    assert found[0].endswith(".")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_stands_in_a_file_it_is_taken_in_or_refused_in_sentences(
    data: st.DataObject,
) -> None:
    document, names = json.loads(sample_text()), [form.name for form in LISTS]
    for _ in range(data.draw(st.integers(1, 3))):
        rows = document[data.draw(st.sampled_from([name for name in names if name in document]))]
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        field = data.draw(st.sampled_from(sorted(row)) | st.sampled_from(["id", "x"]))
        row[field] = data.draw(anything)
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder, "a"), title="A") as store,
    ):
        refusals: list[str] = []
        try:
            import_json(store, json.dumps(document))
        except ImportFailed as fault:
            refusals = [str(problem) for problem in fault.problems]
        assert all(words.endswith(".") for words in refusals)
        assert store.counts()["actors"] == (0 if refusals else 26)
        assert store.integrity() == []


def test_all_problems_are_collected_and_the_first_twenty_shown(store: Store) -> None:
    bad = [{"kind": "robot", "name": "R"}] * (SHOWN_PROBLEMS + 5)
    with pytest.raises(ImportFailed) as caught:
        import_json(store, _text(actors=bad))
    assert len(caught.value.problems) == SHOWN_PROBLEMS + 5
    lines = str(caught.value).splitlines()
    assert len(lines) == SHOWN_PROBLEMS + 2
    assert lines[0] == "The text was not imported and the store was not changed."
    assert lines[-1] == "And 5 more."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"format": "\xff"}', "not UTF-8 text (at byte 12)"),
        (None, "There is no such file."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    store: Store, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "in.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ImportFailed) as caught:
        import_json(store, path)
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_a_folder_is_no_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"It is a folder|cannot be read"):
        import_json(store, tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_no_obstacle(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "in.json"
    path.write_bytes(("\ufeff" + sample_text()).replace("\n", "\r\n").encode())
    import_json(store, path)
    assert export_json(store) == sample_text()
