"""A store goes through each graph format and comes back with all that the format can hold."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Store, create_store
from explorer.errors import ExportFailed, OutputExists
from explorer.exchange.form import FORMAT, VERSION
from explorer.exchange.graphs.writing.encoding import XmlText
from explorer.exchange.interchange import import_json
from explorer.exchange.scope import Scope
from explorer.exchange.writers import Order, Written, writer_named
from explorer.progress import Cancelled, CancelToken
from explorer.sample import create_sample
from tests.building import build_store, generate_store
from tests.explorer.graphs.graph_reading import ReadGraph, empty_store, rows, take_in
from tests.explorer.interchange_documents import Lists, documents, texts

FEW = max(12, settings.default.max_examples // 4) if settings.default else 12
"""Each example writes two stores."""
LOSSLESS = ("gexf", "graphml", "cyjs", "gephi-csv")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(value: Any) -> Any:
    """Put words for what XML cannot hold, so that nothing is stripped."""
    match value:
        case str():
            return _ILLEGAL.sub(lambda found: f"¿{ord(found.group()):x}", value)
        case list():
            return [legal(item) for item in value]
        case dict():
            return {legal(key): legal(item) for key, item in value.items()}
        case _:
            return value


@contextmanager
def store_of(lists: Lists, folder: Path) -> Iterator[Store]:
    path = folder / "document.json"
    path.write_text(json.dumps({"format": FORMAT, "version": VERSION, **lists}), "utf-8")
    with closing(create_store(folder / "from.actors", title="From", overwrite=True)) as store:
        import_json(store, path)
        yield store


def written(store: Store, path: Path, name: str, **options: str) -> Written:
    return writer_named(name).write(Order(store, path, options=options, overwrite=True))


def facts(store: Store) -> dict[str, Any]:
    """What any graph format with attributes holds, by rank instead of id."""
    ranks = {
        table: {row[0]: rank for rank, row in enumerate(rows(store, table, "id"))}
        for table in ("actors", "interactions")
    }
    terms = {
        table: dict(rows(store, table, "id", "label"))
        for table in ("actor_kinds", "interaction_kinds", "relation_kinds", "roles")
    }
    date = ("edtf", "date_words", "date_basis", "date_reasoning")
    actor, interaction = ranks["actors"], ranks["interactions"]
    return {
        "actors": [
            (terms["actor_kinds"][kind], *rest, json.loads(more or "{}"))
            for kind, *rest, more in rows(
                store, "actors", "kind_id", "name", "is_unnamed", "description", "properties"
            )
        ],
        # The same name told twice is one.
        "names": sorted(
            dict.fromkeys(
                (actor[owner], *rest)
                for owner, *rest in rows(
                    store, "actor_names", "actor_id", "name", "language", "script", "note"
                )
            ),
            key=lambda name: name[0],
        ),
        "relations": [
            (terms["relation_kinds"][kind], actor[a], actor[b], *rest)
            for kind, a, b, *rest in rows(
                store, "relations", "kind_id", "from_actor_id", "to_actor_id", "title", *date
            )
        ],
        "interactions": [
            (terms["interaction_kinds"][kind], interaction.get(parent), *rest)
            for kind, parent, *rest in rows(
                store, "interactions", "kind_id", "parent_id", "title", "standing",
                "standing_words", "description", *date,
            )
        ],
        "properties": [
            json.loads(more or "{}") for (more,) in rows(store, "interactions", "properties")
        ],
        "participants": sorted(
            (interaction[i], actor[a], terms["roles"][role], said or "")
            for i, a, role, said in rows(
                store, "participants", "interaction_id", "actor_id", "role_id", "capacity"
            )
        ),
        "amounts": sorted(
            (
                (interaction[i], *rest)
                for i, *rest in rows(
                    store, "amounts", "interaction_id", "value", "unit", "words", "purpose"
                )
            ),
            key=lambda amount: amount[0],
        ),
    }  # fmt: skip


def without_same(lists: Lists) -> Lists:
    return {name: found for name, found in lists.items() if name != "judgements"}


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=FEW)
@given(lists=documents())
def test_any_store_comes_back_through_interactions_as_nodes(name: str, lists: Lists) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path = folder / f"graph{writer_named(name).ending}"
        with store_of(legal(without_same(lists)), folder) as store, empty_store(folder) as back:
            out = written(store, path, name)
            take_in(back, *reversed(out.paths))
            assert facts(store) == facts(back)
            assert () == out.notes


@pytest.mark.parametrize("name", [*LOSSLESS, "gml"])
@pytest.mark.parametrize("projection", ["events", "pairs"])
def test_the_sample_comes_back_through_either_projection(
    tmp_path: Path, name: str, projection: str
) -> None:
    path = tmp_path / f"graph{writer_named(name).ending}"
    with closing(create_sample(tmp_path / "sample.actors")) as store, empty_store(tmp_path) as back:
        paths = written(store, path, name, projection=projection).paths
        report = take_in(back, *paths)
        expected, found = facts(store), facts(back)
        for part in ("actors", "names", "relations", "participants"):
            assert expected[part] == found[part]
        if projection == "events":
            assert expected["interactions"] == found["interactions"]
        keys = rows(store, "interactions", "key")
        assert keys == rows(back, "interactions", "key")
        assert not report.refused
        # In its own store nothing is new.
        with closing(create_sample(tmp_path / "again.actors")) as again:
            added = take_in(again, *paths).added
            assert {"sources": len(paths)} == {table: n for table, n in added.items() if n}


@pytest.mark.parametrize("projection", ["events", "pairs"])
def test_networkx_reads_gexf_and_graphml_with_all_attributes(
    tmp_path: Path, projection: str
) -> None:
    with closing(create_sample(tmp_path / "sample.actors")) as store:
        for name, read in (
            ("graphml", nx.read_graphml),
            ("gexf", lambda path: nx.read_gexf(path, version="1.3")),
        ):
            path = tmp_path / f"graph.{name}"
            written(store, path, name, projection=projection)
            ours, theirs = ReadGraph(path), read(path)
            assert ours.counts == (theirs.number_of_nodes(), theirs.number_of_edges())
            for node in ours.nodes:
                found = theirs.nodes[node.id]
                assert node.attributes == {key: found[key] for key in node.attributes}
            if theirs.is_multigraph():
                by_id = {
                    data.get("id", key): data
                    for *_, key, data in theirs.edges(keys=True, data=True)
                }
            else:
                by_id = {data["id"]: data for *_, data in theirs.edges(data=True)}
            for edge in ours.edges:
                found = by_id[edge.id]
                assert edge.attributes == {key: found[key] for key in edge.attributes}


def test_gexf_keeps_the_rules_of_its_version(tmp_path: Path) -> None:
    with closing(generate_store(tmp_path / "g.actors", n_actors=40, n_interactions=200)) as store:
        for projection in ("events", "pairs"):
            path = tmp_path / "graph.gexf"
            written(store, path, "gexf", projection=projection)
            graph = ReadGraph(path)
            ids = [edge.id for edge in graph.edges]
            assert len(ids) == len(set(ids))
            apart = [(edge.source, edge.target, edge.kind) for edge in graph.edges]
            assert len(apart) == len(set(apart))
            assert {edge.source for edge in graph.edges} <= graph.node.keys()
            days = [spell for item in (*graph.nodes, *graph.edges) for spell in item.spells]
            assert days
            assert all(not s.start or not s.end or s.start <= s.end for s in days)


@settings(max_examples=FEW)
@given(name=texts, title=texts)
def test_what_xml_forbids_is_left_out_and_counted(name: str, title: str) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shared = {"title": title, "participants": [name]}
        with closing(
            build_store(folder / "s.actors", actors=[name], interactions=[shared])
        ) as store:
            for form in ("gexf", "graphml"):
                notes = written(store, folder / "g.xml", form).notes
                graph = ReadGraph(folder / "g.xml")
                assert (2, 1) == graph.counts
                n_illegal = len(_ILLEGAL.findall(name + title))
                assert bool(n_illegal) == any("XML forbids" in note for note in notes)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_clean_text_is_text_that_xml_may_hold(text: str) -> None:
    assert not _ILLEGAL.search(XmlText().clean(text))


def test_gephis_tables_have_its_columns_and_no_formulas(tmp_path: Path) -> None:
    shared = {"title": "=1+1", "edtf": "2023-09-22/2023-09-25", "participants": ["@Ann", "-Bob"]}
    with closing(
        build_store(tmp_path / "s.actors", actors=["@Ann", "-Bob"], interactions=[shared])
    ) as store:
        nodes, edges = written(store, tmp_path / "t.csv", "gephi-csv", projection="pairs").paths
    with nodes.open(newline="", encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    with edges.open(newline="", encoding="utf-8") as file:
        (edge,) = csv.DictReader(file)
    assert ["'@Ann", "'-Bob"] == [person["Label"] for person in people]
    assert {
        "Source": "a:1", "Target": "a:2", "Type": "Undirected", "Id": "e:1:1:2", "Label": "'=1+1",
        "Weight": "1", "Kind": "i:1", "timeset": "<[2023-09-22, 2023-09-25]>",
    }.items() <= edge.items()  # fmt: skip


def test_texts_like_numbers_and_formulas_come_back_from_tables_as_they_were(
    tmp_path: Path,
) -> None:
    told = {"code": "007", "sum": "=1+1", "quoted": "'=1", "yes": "true", "real": True, "n": 7}
    with closing(build_store(tmp_path / "s.actors", actors=["'-Ann"])) as store:
        with store.atomic("Describe Ann") as writer:
            writer.update("actors", 1, properties=told)
        paths = written(store, tmp_path / "t.csv", "gephi-csv").paths
    assert "\n=" not in paths[0].read_text("utf-8").replace(",", "\n")
    with empty_store(tmp_path) as back:
        take_in(back, *paths)
        ((name, properties),) = rows(back, "actors", "name", "properties")
        assert ("'-Ann", told) == (name, json.loads(properties))


def test_a_meeting_of_k_has_an_edge_for_each_pair_and_says_how_many_there_were(
    tmp_path: Path,
) -> None:
    names = ["A", "B", "C", "D"]
    meetings = [
        {"title": "Four", "participants": names},
        {"title": "One", "participants": ["A"]},
        {"title": "None", "participants": []},
    ]
    with closing(build_store(tmp_path / "s.actors", actors=names, interactions=meetings)) as store:
        notes = written(store, tmp_path / "g.graphml", "graphml", projection="pairs").notes
    graph = ReadGraph(tmp_path / "g.graphml")
    assert [4] * 6 + [1] == [edge.attributes["participants"] for edge in graph.edges]
    assert [
        "1 interactions without participants have no edge.",
        "1 interactions of one actor are edges from that actor to itself.",
    ] == list(notes)


def test_only_what_is_in_scope_is_written(tmp_path: Path) -> None:
    names = ["A", "B", "C"]
    meetings = [
        {"title": "AB", "participants": ["A", "B"]}, {"title": "BC", "participants": ["B", "C"]}
    ]  # fmt: skip
    with closing(build_store(tmp_path / "s.actors", actors=names, interactions=meetings)) as store:
        scope = Scope(frozenset({1, 2}), frozenset({1}), "what is selected")
        path = tmp_path / "g.graphml"
        writer_named("graphml").write(Order(store, path, scope))
    graph = ReadGraph(path)
    assert ["A", "B", "AB"] == [node.attributes["name"] for node in graph.nodes]
    assert 2 == len(graph.edges)
    assert "what is selected" in graph.head.description


def test_actors_that_are_the_same_are_one_node_with_all_names(tmp_path: Path) -> None:
    shared = {"title": "Talk", "participants": ["Ann", "Anne"]}
    with closing(
        build_store(tmp_path / "s.actors", actors=["Ann", "Anne"], interactions=[shared])
    ) as store:
        with store.atomic("Say who is who", kind="merge") as writer:
            writer.insert(
                "judgements", actor_id=2, other_id=1, verdict="same", decided_by="me",
                decided_at="2026-11-24T08:00:00Z",
            )  # fmt: skip
        written(store, tmp_path / "g.graphml", "graphml")
    graph = ReadGraph(tmp_path / "g.graphml")
    assert ["Ann", "Talk"] == [node.attributes["name"] for node in graph.nodes]
    assert 'json:[{"name": "Anne"}]' == graph.nodes[0].attributes["names"]
    assert 1 == len(graph.edges)


@pytest.mark.parametrize("name", ["gexf", "graphml", "cyjs", "gephi-csv", "gml", "pajek", "json"])
def test_nothing_is_overwritten_unasked_and_nothing_half_is_left(tmp_path: Path, name: str) -> None:
    writer = writer_named(name)
    path = tmp_path / f"out{writer.ending}"
    with closing(build_store(tmp_path / "s.actors", actors=["A"] * 1)) as store:
        token = CancelToken()
        paths = writer.write(Order(store, path)).paths
        before = [p.read_bytes() for p in paths]
        with pytest.raises(OutputExists):
            writer.write(Order(store, path))
        with pytest.raises(ExportFailed):
            writer.write(Order(store, tmp_path / "no folder" / path.name))
        assert before == [p.read_bytes() for p in paths]
    with closing(generate_store(tmp_path / "g.actors", n_actors=900, n_interactions=3000)) as store:
        token.cancel()
        with pytest.raises(Cancelled):
            writer.write(Order(store, tmp_path / f"big{writer.ending}", token=token))
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(("big", "."))]


def test_of_two_tables_neither_is_there_without_the_other(tmp_path: Path) -> None:
    class CancelledLate(CancelToken):
        n_asked = 0

        def raise_if_cancelled(self) -> None:
            self.n_asked += 1
            if self.n_asked > n_for_nodes:
                raise Cancelled

    n_for_nodes = 10**9
    with closing(generate_store(tmp_path / "g.actors", n_actors=900, n_interactions=3000)) as store:
        counting = CancelledLate()
        writer_named("gephi-csv").write(Order(store, tmp_path / "a.csv", token=counting))
        n_for_nodes = counting.n_asked - 1
        with pytest.raises(Cancelled):
            writer_named("gephi-csv").write(Order(store, tmp_path / "b.csv", token=CancelledLate()))
    assert ["a-edges.csv", "a-nodes.csv"] == sorted(p.name for p in tmp_path.glob("*.csv"))
