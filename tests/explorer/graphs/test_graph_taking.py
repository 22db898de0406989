"""What nodes and edges become: actors, relations, interactions, and what the user says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.errors import ImportFailed
from tests.explorer.graphs.graph_reading import empty_store, rows, take_in

DATED = """<gexf><graph defaultedgetype="directed" timeformat="date"><nodes>
<node id="a" label="Ann"/><node id="b" label="Bob"/></nodes><edges>
<edge id="1" source="a" target="b" start="2023-09-22" end="2023-09-25" label="Visit"/>
<edge id="2" source="a" target="b" start="2001-01-01"/>
<edge id="3" source="a" target="b"/>
<edge id="4" source="b" target="a"><spells><spell start="2020-01-01" end="2020-01-01"/>
<spell start="2021-05-01" end="2021-05-01"/></spells></edge></edges></graph></gexf>"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_dated_edges_become_interactions_and_lasting_or_undated_ones_relations(
    tmp_path: Path,
) -> None:
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gexf", DATED))
        assert [
            ("Visit: Ann and Bob", "2023-09-22/2023-09-25"),
            ("Other: Bob and Ann", "2020-01-01"),
            ("Other: Bob and Ann", "2021-05-01"),
        ] == rows(store, "interactions", "title", "edtf")
        assert [("2001-01-01/..",), (None,)] == rows(store, "relations", "edtf")
        roles = dict(rows(store, "roles", "id", "direction"))
        parts = rows(store, "participants", "actor_id", "role_id")[:2]
        assert ["from", "to"] == [roles[role] for _, role in parts]


@pytest.mark.parametrize(("choice", "counts"), [("relations", (0, 5)), ("interactions", (5, 0))])
def test_the_user_says_what_edges_become(
    tmp_path: Path, choice: str, counts: tuple[int, int]
) -> None:
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gexf", DATED), edges=choice)
        made = store.counts()
        assert counts == (made["interactions"], made["relations"])


def test_taking_a_file_in_again_adds_nothing(tmp_path: Path) -> None:
    with empty_store(tmp_path) as store:
        path = written(tmp_path, "a.gexf", DATED)
        assert take_in(store, path).n_added
        assert 0 == take_in(store, path).n_added


def test_kinds_names_identifiers_and_the_rest_of_a_node_are_kept(tmp_path: Path) -> None:
    text = """graph [ node [ id 1 label "1" name "Ministry" type "Ministry" rank 5 ]
      node [ id 2 label "Ann" type "person" wikidata "Q42" description "a poet" ]
      node [ id 3 type "rock" ] ]"""
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gml", text), kind="group")
        kinds = dict(rows(store, "actor_kinds", "id", "name"))
        actors = rows(store, "actors", "name", "kind_id", "description", "properties")
        assert [
            ("Ministry", "organisation", None, {"type": "Ministry", "rank": 5}),
            ("Ann", "person", "a poet", None),
            ("3", "group", None, {"type": "rock"}),
        ] == [
            (name, kinds[kind], said, json.loads(more) if more else None)
            for name, kind, said, more in actors
        ]
        assert [("wikidata", "Q42")] == rows(store, "actor_identifiers", "scheme", "value")


def test_each_thing_rests_on_where_it_stands_in_the_file(tmp_path: Path) -> None:
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.net", '*Vertices 2\n1 "Ann"\n2 "Bob"\n*Arcs\n1 2 3\n'))
        assert [
            ("1 | Ann", "node 1, line 2"), ("2 | Bob", "node 2, line 3"), ("1 – 2", "edge, line 5")
        ] == rows(store, "evidence", "excerpt", "note")  # fmt: skip
        assert [("a.net", "file")] == rows(store, "sources", "title", "kind")


def test_nodes_that_are_events_become_interactions(tmp_path: Path) -> None:
    text = """graph [ node [ id 1 label "Ann" kind "person" ] node [ id 2 label "Bob" ]
      node [ id 3 label "Talks" kind "meeting" date "2023-09-26" place "Yerevan" ]
      edge [ source 1 target 3 role "host" ] edge [ source 3 target 2 ] ]"""
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gml", text))
        assert [("Talks", "2023-09-26")] == rows(store, "interactions", "title", "edtf")
        roles = dict(rows(store, "roles", "id", "name"))
        assert ["host", "participant"] == [
            roles[role] for (role,) in rows(store, "participants", "role_id")
        ]
        assert [("Yerevan",)] == rows(store, "places", "name")


def test_two_modes_become_interactions_when_they_look_like_events_or_the_user_says_so(
    tmp_path: Path,
) -> None:
    like = '*Vertices 3 2\n1 Ann\n2 Bob\n3 "Summit of 2009"\n*Edges\n1 3\n2 3\n'
    unlike = like.replace("Summit of 2009", "Acme")
    for name, text, options, counts in (
        ("like.net", like, {}, (2, 1, 2, 0)),
        ("unlike.net", unlike, {}, (3, 0, 0, 2)),
        ("unlike.net", unlike, {"events": "second"}, (2, 1, 2, 0)),
        ("like.net", like, {"events": "none"}, (3, 0, 0, 2)),
    ):
        with empty_store(tmp_path) as store:
            take_in(store, written(tmp_path, name, text), **options)
            made = store.counts()
            assert counts == tuple(
                made[t] for t in ("actors", "interactions", "participants", "relations")
            )


@pytest.mark.parametrize(
    ("moment", "edtf"),
    [
        ("2004", "2004"),
        ("2013-11-25 00:00:00", "2013-11-25"),
        ("2012-01-12T15:00:00.000+0300", "2012-01-12T15:00:00+03:00"),
        ("2009/3/1", "2009-03-01"),
        ("20230926", "2023-09-26"),
        ("26 September 2023", "2023-09-26"),
        ("1695729600", "2023-09-26T12:00:00Z"),
        ("1695686400000", "2023-09-26"),
        ("2023-09~", "2023-09~"),
    ],
)
def test_dates_of_edges_are_found_in_attributes(tmp_path: Path, moment: str, edtf: str) -> None:
    text = f'graph [ node [ id 1 ] edge [ source 1 target 1 date "{moment}" ] ]'
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gml", text))
        assert [(edtf,)] == rows(store, "interactions", "edtf")


def test_numbers_that_may_be_anything_are_no_dates(tmp_path: Path) -> None:
    text = (
        "graph [ node [ id 1 ] edge [ source 1 target 1 time 3 ] "
        "edge [ source 1 target 1 time 40000 ] ]"
    )
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gml", text))
        assert [{"time": 3}, {"time": 40000}] == [
            json.loads(more) for (more,) in rows(store, "relations", "properties")
        ]


def test_a_number_taken_as_a_year_says_so(tmp_path: Path) -> None:
    text = DATED.replace("2023-09-22", "2004").replace("2023-09-25", "2004")
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gexf", text))
        first = rows(store, "interactions", "edtf", "date_basis", "date_reasoning")[0]
        assert ("2004", "inferred", "The file gives the number 2004, taken as a year.") == first


def test_nodes_that_only_edges_name_are_added_where_the_format_allows_it(tmp_path: Path) -> None:
    text = '<graphml><graph><node id="a"/><edge source="a" target="b"/></graph></graphml>'
    with empty_store(tmp_path) as store:
        report = take_in(store, written(tmp_path, "a.graphml", text))
        assert ["a", "b"] == [name for (name,) in rows(store, "actors", "name")]
        assert any("1 nodes that the file does not list" in told for told in report.remarks)


def test_an_edge_to_no_node_is_refused_in_gml_and_left_out_when_skipping(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.gml", "graph [ node [ id 1 ] edge [ source 1 target 9 ] "
        "edge [ source 1 target 1 ] ]",
    )  # fmt: skip
    with empty_store(tmp_path) as store:
        with pytest.raises(ImportFailed, match="does not list: 9"):
            take_in(store, path)
        assert 0 == store.counts()["actors"]
        report = take_in(store, path, is_skipping=True)
        assert (1, 1) == (store.counts()["actors"], store.counts()["relations"])
        assert 1 == len(report.refused)
        assert "An edge to a node that is not listed was left out" in report.remarks


def test_what_lies_within_is_an_attribute_or_on_demand_a_relation(tmp_path: Path) -> None:
    text = '<gexf><graph><nodes><node id="a"/><node id="b" pid="a"/></nodes></graph></gexf>'
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gexf", text))
        assert [(None,), ('{"within": "a"}',)] == rows(store, "actors", "properties")
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.gexf", text), hierarchy="relations")
        assert 1 == store.counts()["relations"]


def test_hyperedges_are_interactions_of_all_their_nodes(tmp_path: Path) -> None:
    text = (
        '<graphml><graph><node id="a"/><node id="b"/><node id="c"/><hyperedge>'
        '<endpoint node="a"/><endpoint node="b"/><endpoint node="c"/></hyperedge></graph></graphml>'
    )
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.graphml", text))
        assert (1, 3) == (store.counts()["interactions"], store.counts()["participants"])


def test_the_words_of_edges_become_kinds_only_where_they_are_few(tmp_path: Path) -> None:
    def text(word: str) -> str:
        edges = "".join(f'edge [ source 1 target 1 type "{word.format(n)}" ]' for n in range(50))
        return f"graph [ node [ id 1 ] {edges} ]"

    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "few.gml", text("Member of")))
        kinds = dict(rows(store, "relation_kinds", "id", "name"))
        assert {"membership"} == {kinds[k] for (k,) in rows(store, "relations", "kind_id")}
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "many.gml", text("no {}")))
        kinds = dict(rows(store, "relation_kinds", "id", "name"))
        assert {"other"} == {kinds[k] for (k,) in rows(store, "relations", "kind_id")}
        assert '{"type": "no 0"}' == rows(store, "relations", "properties")[0][0]


def test_graphs_of_one_file_that_share_nodes_are_relations_of_their_own(tmp_path: Path) -> None:
    def graph(name: str, source: str, target: str) -> str:
        return (
            f'<graph id="{name}" edgedefault="directed"><node id="a"/><node id="b"/>'
            f'<edge source="{source}" target="{target}"/></graph>'
        )

    text = f"<graphml>{graph('Advice', 'a', 'b')}{graph('Friendship', 'b', 'a')}</graphml>"
    with empty_store(tmp_path) as store:
        take_in(store, written(tmp_path, "a.graphml", text))
        kinds = dict(rows(store, "relation_kinds", "id", "label"))
        assert ["Advice", "Friendship"] == [
            kinds[kind] for (kind,) in rows(store, "relations", "kind_id")
        ]
        assert 2 == store.counts()["actors"]
