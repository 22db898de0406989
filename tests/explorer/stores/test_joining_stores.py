"""Two people's stores become one: nothing lost, nothing twice, what differs side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Store, create_store, open_store
from db.history import n_steps, steps, undo_step
from db.table_rows import table_rows
from explorer.errors import ImportFailed
from explorer.exchange.exporting import export_json
from explorer.exchange.stores.joining import join_store
from explorer.progress import Cancelled, CancelToken
from explorer.sample import create_sample
from explorer.session import Session
from tests.building import build_store


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Store]:
    with closing(
        build_store(
            tmp_path / "mine.actors",
            actors=["Ann", "Bo", ("Board", "organisation")],
            interactions=[
                {"title": "Ann meets Bo", "edtf": "2023-09-26", "place": "Yerevan",
                 "participants": ["Ann", "Bo"], "topics": ["gas"]},
                {"title": "Board sits", "edtf": "2023-01-02", "participants": ["Board"]},
            ],
            title="Mine",
        )
    ) as store:  # fmt: skip
        yield store


def others(tmp_path: Path, **changes: object) -> Path:
    """Write a store that tells of the same meeting, as changed."""
    meeting: dict[str, object] = {
        "title": "Ann meets Bo", "edtf": "2023-09-26", "place": "Yerevan",
        "participants": ["Ann", "Bo"], "topics": ["gas", "grain"], **changes,
    }  # fmt: skip
    path = tmp_path / "theirs.actors"
    build_store(
        path,
        actors=["Cy", "Ann", "Bo"],
        interactions=[meeting, {"title": "Cy calls", "kind": "call", "participants": ["Cy"]}],
        title="Theirs",
    ).close()
    return path


def counts(store: Store) -> tuple[int, ...]:
    found = store.counts()
    return tuple(found[name] for name in ("actors", "interactions", "participants", "accounts"))


def test_what_is_new_comes_along_and_the_same_meeting_stands_once(
    mine: Store, tmp_path: Path
) -> None:
    report = join_store(mine, others(tmp_path))
    assert counts(mine) == (4, 3, 4, 0)
    topics = {name for (name,) in table_rows(mine, "topics", ("name",))}
    assert topics == {"gas", "grain"}
    assert mine.counts()["interaction_topics"] == 2
    assert report.added["interactions"] == 1
    assert mine.integrity() == []


def test_the_other_store_stays_byte_for_byte(mine: Store, tmp_path: Path) -> None:
    path = others(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    join_store(mine, path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not list(tmp_path.glob("theirs.actors-*"))


def test_joining_again_adds_nothing(mine: Store, tmp_path: Path) -> None:
    path = others(tmp_path, title="Ann and Bo talk", description="For an hour.")
    join_store(mine, path)
    before, n = export_json(mine), n_steps(mine)
    report = join_store(mine, path)
    assert report.n_added == 0
    assert export_json(mine) == before
    assert n_steps(mine) == n


def test_the_join_is_one_step_and_is_taken_back_exactly(mine: Store, tmp_path: Path) -> None:
    before = export_json(mine)
    join_store(mine, others(tmp_path, title="Ann and Bo talk"))
    assert export_json(mine) != before
    undo_step(mine, steps(mine)[0].id)
    assert export_json(mine) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Ann and Bo talk"},
        {"edtf": "2023-09-27"},
        {"standing": "denied"},
        {"place": "Tbilisi"},
    ],
    ids=str,
)
def test_what_is_told_differently_stands_side_by_side_and_neither_wins(
    mine: Store, tmp_path: Path, changes: dict[str, object]
) -> None:
    before = next(iter(table_rows(mine, "interactions", ("title", "edtf", "standing"))))
    join_store(mine, others(tmp_path, **changes))
    assert mine.counts()["interactions"] == 3
    assert next(iter(table_rows(mine, "interactions", ("title", "edtf", "standing")))) == before
    told = dict(table_rows(mine, "accounts", ("interaction_id", "words")))
    words = [words for _, words in table_rows(mine, "accounts", ("interaction_id", "words"))]
    assert len(told) == 1
    assert len(words) == 2
    assert words[0] != words[1]
    tellers = {name for (name,) in table_rows(mine, "actors", ("name",)) if "store" in name}
    assert tellers == {"The store “Mine”", "The store “Theirs”"}


def test_other_people_of_one_name_are_not_taken_for_one(mine: Store, tmp_path: Path) -> None:
    path = tmp_path / "theirs.actors"
    namesakes = build_store(path, actors=["Ann", ("Ann", "organisation")])
    with closing(namesakes), namesakes.atomic("Describe") as writer:
        writer.update("actors", 1, description="A doctor.")
    with mine.atomic("Another") as writer:
        kind = writer.term("actor_kinds", "person")
        writer.insert("actors", name="Ann", kind_id=kind, description="Another Ann.")
    join_store(mine, path)
    assert mine.counts()["judgements"] == 0
    assert mine.counts()["actors"] == 6


def test_those_with_one_number_are_judged_to_be_one_and_can_be_taken_apart(
    mine: Store, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.actors"
    with closing(create_store(path, title="Theirs")) as store, store.atomic("x") as writer:
        kind = writer.term("actor_kinds", "person")
        ann = writer.insert("actors", name="Anna", kind_id=kind, description="With a number.")
        writer.insert("actor_identifiers", actor_id=ann, scheme="wikidata", value="Q1")
    with mine.atomic("Number") as writer:
        writer.insert("actor_identifiers", actor_id=1, scheme="wikidata", value="Q1")
    report = join_store(mine, path)
    ((actor, other, verdict, note),) = table_rows(
        mine, "judgements", ("actor_id", "other_id", "verdict", "note")
    )
    assert (other, verdict) == (1, "same")
    assert "wikidata Q1" in note
    assert "can be taken apart" in str(report)
    names = {name for (name,) in table_rows(mine, "actors", ("name",))}
    assert {"Ann", "Anna"} <= names
    assert actor != other


def test_a_store_joined_with_its_copy_stays_what_it_was(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.actors", tmp_path / "b.actors"
    with closing(create_sample(path)) as store:
        store.back_up(copy)
        before = export_json(store)
        report = join_store(store, copy)
        assert report.n_added == 0
        assert export_json(store) == before


def test_an_empty_store_joined_with_another_tells_all_of_it(tmp_path: Path) -> None:
    other = tmp_path / "sample.actors"
    with closing(create_sample(other)) as sample:
        wanted = sample.counts()
    with closing(create_store(tmp_path / "new.actors", title="New")) as store:
        join_store(store, other)
        found = store.counts()
        assert store.integrity() == []
    left_out = {"meta", "_sqlite_migrations", "history_steps", "history_changes"}
    assert {k: v for k, v in found.items() if k not in left_out} == {
        k: v for k, v in wanted.items() if k not in left_out
    }
    session = Session.load(tmp_path / "new.actors")
    with closing(session.store):
        assert session.dataset.n_interactions == wanted["interactions"]


def test_a_store_is_not_joined_with_itself(mine: Store) -> None:
    with pytest.raises(ImportFailed, match="the store that is open"):
        join_store(mine, mine.path)


def test_a_cancelled_join_leaves_the_store_as_it_was(mine: Store, tmp_path: Path) -> None:
    before, token = export_json(mine), CancelToken()
    path = others(tmp_path)
    token.cancel()
    with pytest.raises(Cancelled):
        join_store(mine, path, token)
    assert export_json(mine) == before


EVERYBODY = ["Ann", "Bo", "Cy", "Di", "Ed"]
_names = st.lists(st.sampled_from(EVERYBODY), min_size=1, max_size=3, unique=True)
_meetings = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["A talk", "A call", "Lunch"]),
            "edtf": st.sampled_from(["2023-01-01", "2023-01-02", "2023"]),
            "participants": _names,
        },
        optional={"place": st.sampled_from(["Baku", "Yerevan"]), "topics": _names},
    ),
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(first=_meetings, second=_meetings)
def test_no_join_loses_anything_or_cannot_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[dict[str, object]],
    second: list[dict[str, object]],
) -> None:
    folder = tmp_path_factory.mktemp("join")
    build_store(folder / "b.actors", actors=EVERYBODY, interactions=second, title="B").close()
    with closing(
        build_store(folder / "a.actors", actors=EVERYBODY, interactions=first, title="A")
    ) as store:
        before = export_json(store)
        join_store(store, folder / "b.actors")
        assert store.integrity() == []
        joined = export_json(store)
        seats = list(table_rows(store, "participants", ("interaction_id", "actor_id", "role_id")))
        assert len(seats) == len(set(seats))
        titles = {title for (title,) in table_rows(store, "interactions", ("title",))}
        said = " ".join(words for (words,) in table_rows(store, "accounts", ("words",)))
        assert all(m["title"] in titles or str(m["title"]) in said for m in second)
        assert join_store(store, folder / "b.actors").n_added == 0
        assert export_json(store) == joined
        if joined != before:
            undo_step(store, steps(store)[0].id)
        assert export_json(store) == before
    with closing(open_store(folder / "a.actors")) as store:
        assert store.integrity() == []
