"""FollowTheMoney's entities come in as actors, relations, interactions and sources, and go out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Store, create_store, open_store
from db.table_rows import table_rows
from explorer.errors import ImportFailed
from explorer.exchange.formats import format_of
from explorer.exchange.report import ImportReport
from explorer.exchange.taking_in import sorted_by_format, take_in
from explorer.exchange.writers import Order, writer_for
from explorer.sample import create_sample

ANN = ("Person", "ann", {"name": ["Ann Lee", "Lee, Ann"], "wikidataId": ["Q1"], "country": ["am"]})
BANK = ("Company", "bank", {"name": ["A Bank"], "leiCode": ["LEI1"]})
STATE = ("PublicBody", "arm", {"name": ["Armenia"], "country": ["am"]})
POST = ("Position", "post", {"name": ["Minister"], "organization": ["arm"]})
OCCUPIES = (
    "Occupancy", "o1",
    {"holder": ["ann"], "post": ["post"], "startDate": ["2020-05"], "status": ["current"]},
)  # fmt: skip
OWNS = (
    "Ownership", "w1",
    {"owner": ["ann"], "asset": ["bank"], "endDate": ["2021"], "percentage": ["20"],
     "proof": ["doc"]},
)  # fmt: skip
MEETING = (
    "Event", "m1",
    {"name": ["A meeting"], "startDate": ["2023-09-22T10:00:00"], "endDate": ["2023-09-25"],
     "organizer": ["arm"], "involved": ["ann", "bank"], "location": ["Yerevan"],
     "sourceUrl": ["https://example.org/a-long-enough-title"], "keywords": ["gas"]},
)  # fmt: skip
DOCUMENT = ("Article", "doc", {"title": ["Who owns what"], "publishedAt": ["2021-02-03T00:00:00"]})
CITES = ("Documentation", "c1", {"document": ["doc"], "entity": ["m1"], "summary": ["They met."]})
NOTE = ("Note", "n1", {"entity": ["m1"], "description": ["It went on until night."]})


def line(schema: str, identity: str, properties: dict[str, Any]) -> str:
    return json.dumps({"id": identity, "schema": schema, "properties": properties})


def write(path: Path, *entities: tuple[str, str, dict[str, Any]]) -> Path:
    path.write_text("\n".join(line(*entity) for entity in entities) + "\n", encoding="utf-8")
    return path


def take(store: Store, path: Path, *, is_skipping: bool = False) -> ImportReport:
    return take_in(store, sorted_by_format([path])[0], is_skipping=is_skipping)


def test_entities_become_what_they_are_whatever_their_order(store: Store, tmp_path: Path) -> None:
    path = write(
        tmp_path / "e.ftm.json", CITES, NOTE, MEETING, OWNS, OCCUPIES, POST, STATE, BANK, ANN,
        DOCUMENT,
    )  # fmt: skip
    assert format_of(path).name == "ftm"
    report = take(store, path)
    assert report.refused == ()
    kinds = dict(table_rows(store, "actor_kinds", ("id", "name")))
    assert {n: kinds[k] for n, k in table_rows(store, "actors", ("name", "kind_id"))} == {
        "Ann Lee": "person", "A Bank": "organisation", "Armenia": "state", "Minister": "office",
    }  # fmt: skip
    relations = dict(table_rows(store, "relations", ("key", "edtf")))
    assert relations == {
        "ftm:o1": "2020-05/..", "ftm:w1": "/2021", "ftm:post:organization:arm": None,
    }  # fmt: skip
    (meeting,) = table_rows(store, "interactions", ("title", "edtf"))
    assert meeting == ("A meeting", "2023-09-22/2023-09-25")
    assert store.counts()["participants"] == 3
    quotes = [words for (words,) in table_rows(store, "quotes", ("words",))]
    assert quotes == ["It went on until night."]
    excerpts = {excerpt for (excerpt,) in table_rows(store, "evidence", ("excerpt",))}
    assert "They met." in excerpts
    titles = {title for (title,) in table_rows(store, "sources", ("title",))}
    assert {"Who owns what", "A long enough title", "e.ftm.json"} == titles


@pytest.mark.parametrize("form", ["gzip", "list", "object"])
def test_other_wrappings_of_the_same_entities_are_read(
    store: Store, tmp_path: Path, form: str
) -> None:
    lines = [line(*entity) for entity in (ANN, BANK, OWNS)]
    path = tmp_path / "e.json"
    if form == "gzip":
        path = tmp_path / "e.json.gz"
        path.write_bytes(gzip.compress("\n".join(lines).encode()))
    elif form == "list":
        path.write_text(f"[{','.join(lines)}]")
    else:
        path.write_text(json.dumps({"results": [json.loads(text) for text in lines]}, indent=1))
    files = sorted_by_format([path], "ftm")[0]
    assert take_in(store, files).added["relations"] == 1


def test_pieces_of_an_entity_are_put_together(store: Store, tmp_path: Path) -> None:
    more = ("LegalEntity", "ann", {"alias": ["Annie"]})
    take(store, write(tmp_path / "e.ftm.json", ANN, more))
    names = {name for (name,) in table_rows(store, "actor_names", ("name",))}
    assert names == {"Lee, Ann", "Annie"}
    assert store.counts()["actors"] == 1


def test_an_unknown_schema_is_kept_and_said(store: Store, tmp_path: Path) -> None:
    ship = ("SpaceShip", "x", {"name": ["Argo"], "crew": ["3", "4"]})
    report = take(store, write(tmp_path / "e.ftm.json", ship))
    ((name, properties),) = table_rows(store, "actors", ("name", "properties"))
    assert (name, json.loads(properties)) == ("Argo", {"schema": "SpaceShip", "crew": ["3", "4"]})
    assert "SpaceShip is not known" in " ".join(report.remarks)


def test_an_id_that_is_not_told_stands_for_somebody(store: Store, tmp_path: Path) -> None:
    report = take(store, write(tmp_path / "e.ftm.json", ANN, OWNS))
    assert dict(table_rows(store, "actors", ("name", "is_unnamed"))) == {"Ann Lee": 0, "bank": 1}
    assert "does not tell" in " ".join(report.remarks)


def test_a_broken_line_is_refused_with_its_number(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "e.ftm.json", ANN, BANK)
    path.write_text(path.read_text() + "{broken\n")
    with pytest.raises(ImportFailed, match="line 3"):
        take(store, path)
    assert take(store, path, is_skipping=True).added["actors"] == 2


def test_importing_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "e.ftm.json", ANN, BANK, STATE, OWNS, MEETING, DOCUMENT, NOTE)
    take(store, path)
    before = store.counts()
    assert take(store, path).n_added == 0
    assert store.counts() == before


def told(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Give what an exchange by entities must keep of a store, ids apart."""
    kinds = {t: dict(table_rows(store, t, ("id", "name")))
             for t in ("actor_kinds", "interaction_kinds", "relation_kinds", "roles")}  # fmt: skip
    actors = dict(table_rows(store, "actors", ("id", "name")))
    titles = dict(table_rows(store, "interactions", ("id", "title")))
    return {
        "actors": sorted(
            (name, kinds["actor_kinds"][kind], unnamed)
            for name, kind, unnamed in table_rows(
                store, "actors", ("name", "kind_id", "is_unnamed")
            )
        ),
        "interactions": sorted(
            (title, kinds["interaction_kinds"][kind], str(edtf), str(words), standing)
            for title, kind, edtf, words, standing in table_rows(
                store, "interactions", ("title", "kind_id", "edtf", "date_words", "standing")
            )
        ),
        "participants": sorted(
            (titles[interaction], actors[actor], kinds["roles"][role], str(capacity))
            for interaction, actor, role, capacity in table_rows(
                store, "participants", ("interaction_id", "actor_id", "role_id", "capacity")
            )
        ),
        "relations": sorted(
            (kinds["relation_kinds"][kind], actors[first], actors[second], str(edtf))
            for kind, first, second, edtf in table_rows(
                store, "relations", ("kind_id", "from_actor_id", "to_actor_id", "edtf")
            )
        ),
    }


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def export(store: Store, path: Path) -> Path:
    writer = writer_for(path)
    assert writer is not None
    assert writer.name == "ftm"
    writer.write(Order(store, path))
    return path


def test_the_sample_survives_the_way_out_and_back(store: Store, tmp_path: Path) -> None:
    create_sample(tmp_path / "sample.actors")
    with open_store(tmp_path / "sample.actors") as sample:
        path = export(sample, tmp_path / "sample.ftm.json")
        expected = told(sample)
    take(store, path)
    assert told(store) == expected


@settings(max_examples=25, deadline=None)
@given(
    name=st.text(min_size=1, max_size=30).filter(lambda text: "\0" not in text and _is_text(text)),
    edtf=st.sampled_from(["2023-09", "2023-11?", "2023-21", "/2023-09", "2023-09-22/..", "Y17000"]),
)
def test_any_name_and_date_survives(
    tmp_path_factory: pytest.TempPathFactory, name: str, edtf: str
) -> None:
    folder = tmp_path_factory.mktemp("ftm")
    with create_store(folder / "a.actors", title="A") as first:
        with first.atomic("Add") as writer:
            person = writer.term("actor_kinds", "person")
            actor = writer.insert("actors", kind_id=person, name=name)
            kind = writer.term("interaction_kinds", "call")
            call = writer.insert(
                "interactions", kind_id=kind, title=name, edtf=edtf, date_basis="stated"
            )
            writer.insert("participants", interaction_id=call, actor_id=actor,
                          role_id=writer.term("roles", "caller"))  # fmt: skip
        path = export(first, folder / "a.ftm.json")
        expected = told(first)
    with create_store(folder / "b.actors", title="B") as second:
        take(second, path)
        assert told(second) == expected
