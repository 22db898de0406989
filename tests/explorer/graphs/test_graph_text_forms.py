"""Networks that are written as plain text are read in each of their forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import ImportFailed
from explorer.exchange.formats import format_of, likeliest_format
from tests.explorer.graphs.graph_reading import ReadGraph, empty_store, rows, take_in


def read(folder: Path, name: str, text: str) -> ReadGraph:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return ReadGraph(path)


def pairs(graph: ReadGraph) -> list[str]:
    return [f"{e.source}{'>' if e.directed else '-'}{e.target}" for e in graph.edges]


def test_dot_chains_groups_and_ports_make_edges(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.dot",
        "/* a comment */\ndigraph G { a -> {b; c} -> d:port:n [label=met, weight=2]\n"
        "# another\ne -> f [dir=none]; g -> h [dir=back] }",
    )
    assert ["a>b", "a>c", "b>d", "c>d", "e-f", "h>g"] == pairs(graph)
    assert ("met", 2.0) == (graph.edges[0].label, graph.edges[0].weight)
    assert 8 == len(graph.nodes)


def test_dot_defaults_hold_for_what_follows_within_their_braces(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.gv",
        'graph { label="Talks"; a; node [kind=person]; b; { node [kind=state] c } d;'
        'subgraph cluster_1 { label = "North" e -- f } e [kind="org" label=<<b>E</b><br/>x>] }',
    )
    kinds = {node.id: node.attributes.get("kind") for node in graph.nodes}
    assert {"a": None, "b": "person", "c": "state", "d": "person", "e": "org", "f": "person"} == (
        kinds
    )
    assert "North" == graph.node["e"].attributes["cluster"]
    assert ("E x", "Talks") == (graph.node["e"].label, graph.head.title)


def test_dot_texts_are_joined_and_strict_graphs_keep_one_edge(tmp_path: Path) -> None:
    graph = read(
        tmp_path, "a.dot", 'strict graph "x" { "a\\"b" -- "c" + "d"; cd -- "a\\"b"; -1 -- .5 }'
    )
    assert ['a"b-cd', "-1-.5"] == pairs(graph)
    assert any("strict" in notice for notice in graph.findings.notices)


def test_dot_that_is_broken_says_where(tmp_path: Path) -> None:
    for text, words in {
        "digraph { a -> }": "Line 1",
        "digraph { a -> b": "missing",
        'digraph {\n a [label="x] }': "Line 2",
    }.items():
        with pytest.raises(ImportFailed, match=words):
            read(tmp_path, "a.dot", text)


def test_gdf_is_read_with_types_quotes_and_directions(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.gdf",
        "nodedef>name VARCHAR,label VARCHAR,age INT,x DOUBLE,y DOUBLE\n"
        's1,\'Smith, Ann\',40,1.5,2\ns2,"Bob ""B""",,3,4\n'
        "edgedef>node1 VARCHAR,node2 VARCHAR,directed BOOLEAN,weight DOUBLE,since INT default 0\n"
        "s1,s2,true,2.5,1999\ns2,s1,false,,\n",
    )
    assert [("Smith, Ann", {"age": 40}), ('Bob "B"', {})] == [
        (node.label, node.attributes) for node in graph.nodes
    ]
    assert ["s1>s2", "s2-s1"] == pairs(graph)
    assert (2.5, {"since": 1999}) == (graph.edges[0].weight, graph.edges[0].attributes)


def test_vna_puts_data_and_properties_of_a_node_together(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.vna",
        '*Node data\nID party "home town"\nann Green Bern\nbob "" "New York"\n'
        "*Node properties\nID x y shortlabel\nann 1 2 Ann\n"
        "*Tie data\nfrom to strength\nann bob 3\nbob carol 1\n",
    )
    assert {"ann", "bob", "carol"} == set(graph.node)
    assert ("Ann", 1.0, "Green") == (
        graph.node["ann"].label,
        graph.node["ann"].x,
        graph.node["ann"].attributes["party"],
    )
    assert {"home town": "New York"} == graph.node["bob"].attributes
    assert [3.0, 1.0] == [edge.weight for edge in graph.edges]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dl n=3 format=edgelist1\nlabels:\nann,bob,carol\ndata:\n1 2 0.5\n3 1", ["1>2", "3>1"]),
        ("dl n=3\nformat = nodelist1\nlabels embedded:\ndata:\nann bob carol\nbob ann",
         ["1>2", "1>3", "2>1"]),
        ("DL N=3\nDATA:\n0 1 0\n0 0 1\n1 1 0", ["1>2", "2>3", "3>1", "3>2"]),
        ("dl n=3, format=lowerhalf, diagonal=absent\ndata:\n1\n0 1", ["2-1", "3-2"]),
        ("dl nr=2 nc=2\nrow labels:\nann,bob\ncolumn labels:\n\"Party A\",E2\ndata:\n1 0\n1 1",
         ["1-c1", "2-c1", "2-c2"]),
        ("dl nr=2 nc=2 format=edgelist2\nlabels embedded\ndata:\nann E1\nbob E1", ["1-c1", "2-c1"]),
        ("dl n=2 nm=2\nmatrix labels:\nlikes,knows\ndata:\n0 1\n0 0\n0 0\n1 0", ["1>2", "2>1"]),
    ],
)  # fmt: skip
def test_dl_is_read_in_its_forms(tmp_path: Path, text: str, expected: list[str]) -> None:
    graph = read(tmp_path, "a.dl", text)
    assert expected == pairs(graph)


def test_dl_keeps_labels_and_tells_relations_apart(tmp_path: Path) -> None:
    two = read(tmp_path, "a.txt", 'dl nr=1 nc=2\nlabels embedded\ndata:\n"Party A" E2\nann 1 1\n')
    assert ["ann", "Party A", "E2"] == [node.label for node in two.nodes]
    assert 1 == two.head.n_first_mode
    several = read(
        tmp_path, "b.dl", "dl n=2 nm=2\nmatrix labels:\nlikes,knows\ndata:\n0 1\n0 0\n0 0\n1 0"
    )
    assert ["likes", "knows"] == [edge.kind for edge in several.edges]


def test_dl_may_name_nodes_by_labels_that_it_lists(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.dl",
        "DL NR=2, NC=3\nFORMAT=NODELIST2\nROW LABELS:\nr1,r2\nCOLUMN LABELS:\nc1,c2,c3\n"
        "DATA:\nr1 c1 c2\nr2 c3",
    )
    assert ["r1", "r2", "c1", "c2", "c3"] == [node.label for node in graph.nodes]
    assert ["1-c1", "1-c2", "2-c3"] == pairs(graph)


def test_dl_that_ends_too_soon_says_in_which_row(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="row 2"):
        read(tmp_path, "a.dl", "dl n=2\ndata:\n0 1\n0")


def test_tulip_takes_ranges_groups_and_properties_of_the_whole(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.tlp",
        '(tlp "2.3"\n; a comment\n(nodes 0..2 5)\n(edge 0 0 1)\n(edge 1 1 5)\n'
        '(cluster 1 "north" (nodes 0 1) (edges 0))\n'
        '(property 0 string "viewLabel" (default "" "") (node 0 "Ann \\"A\\"") (edge 0 "met"))\n'
        '(property 0 int "age" (default "7" "0") (node 0 "40"))\n'
        '(property 0 layout "viewLayout" (default "(0,0,0)" "()") (node 0 "(1,2,0)")))',
    )
    assert ["0", "1", "2", "5"] == list(graph.node)
    assert ["0>1", "1>5"] == pairs(graph)
    ann = graph.node["0"]
    assert ('Ann "A"', {"cluster": "north", "age": 40}, 1.0, -2.0) == (
        ann.label, ann.attributes, ann.x, ann.y,
    )  # fmt: skip
    assert 7 == graph.node["5"].attributes["age"]
    assert "met" == graph.edges[0].label


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.edgelist", "# a comment\nann bob {'weight': 2.5}\nbob \"Carol C\" {}\n", 2),
        ("a.ncol", "ann bob 2.5\nbob carol\n", 2),
        ("a.edges", "Ann Smith,Bob Jones,2.5\nBob Jones,Carol\n", 2),
        ("a.lgl", "# ann\nbob 2.5\n# bob\ncarol\n# lonely\n", 2),
        ("a.adjlist", "# by a program\nann bob carol\nbob carol\ncarol\n", 3),
        ("a.tgf", "1 Ann Smith\n2 Bob\n#\n1 2 met often\n2 1\n", 2),
        ("a.sif", "ann met bob carol\nbob\tcalled by\tcarol\nlonely\n", 3),
    ],
)
def test_plain_lists_of_ties_are_read(tmp_path: Path, name: str, text: str, expected: int) -> None:
    graph = read(tmp_path, name, text)
    assert expected == len(graph.edges)
    named = {end for edge in graph.edges for end in (edge.source, edge.target)}
    assert named <= set(graph.node)
    assert len(graph.nodes) == len(graph.node)
    assert not graph.findings.problems
    assert not graph.findings.notices


def test_words_behind_two_names_are_weight_and_time(tmp_path: Path) -> None:
    graph = read(tmp_path, "out.edges", "% sym weighted\n1 2 3 1260000000\n2 3 1 1270000000\n")
    assert [3.0, 1.0] == [edge.weight for edge in graph.edges]
    assert 1260000000 == graph.edges[0].attributes["time"]
    assert not graph.edges[0].directed
    with empty_store(tmp_path) as store:
        take_in(store, tmp_path / "out.edges")
        assert ["2009-12-05T08:00:00Z", "2010-03-31T01:46:40Z"] == [
            date for (date,) in rows(store, "interactions", "edtf")
        ]


def test_a_text_of_ties_is_known_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "network.txt"
    path.write_text("# Directed graph\n# FromNodeId\tToNodeId\n0\t4\n0\t5\n7\t4\n", "utf-8")
    assert "edge-list" == format_of(path).name
    assert ["0>4", "0>5", "7>4"] == pairs(ReadGraph(path))
    path.write_text("Anna met Bob in spring.\nThen both of them left for good.\n", "utf-8")
    assert not likeliest_format(path)[1]


def test_matrix_market_is_read_square_and_of_two_modes(tmp_path: Path) -> None:
    text = "%%MatrixMarket matrix coordinate real symmetric\n% words\n3 3 2\n2 1 0.5\n3 3 1\n"
    graph = read(tmp_path, "a.mtx", text)
    assert ["2-1", "3-3"] == pairs(graph)
    assert 3 == len(graph.nodes)
    two = read(tmp_path, "b.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 3 1\n2 3\n")
    assert (["2-c3"], 2, 5) == (pairs(two), two.head.n_first_mode, len(two.nodes))
    dense = read(tmp_path, "c.mtx", "%%MatrixMarket matrix array real general\n2 2\n0\n1\n2\n0\n")
    assert ["2>1", "1>2"] == pairs(dense)


def test_xgmml_is_read_with_types_and_groups(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.xgmml",
        '<graph label="N" directed="1" xmlns="http://www.cs.rpi.edu/XGMML" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<node id="1" label="Ann"><att name="age" type="integer" value="40"/>'
        '<att name="langs" type="list"><att value="de"/><att value="fr"/></att>'
        '<graphics x="1" y="2"/></node>'
        '<node id="g" label="Group"><att><graph><node id="2" label="Bob"/>'
        '<node xlink:href="#1"/></graph></att></node>'
        '<edge id="e" source="1" target="2" label="met"><att name="interaction" value="met"/>'
        "</edge></graph>",
    )
    assert {"1": "Ann", "2": "Bob", "g": "Group"} == {n.id: n.label for n in graph.nodes}
    assert {"age": 40, "langs": ["de", "fr"]} == graph.node["1"].attributes
    assert ("g", ["1>2"], "met", "N") == (
        graph.node["2"].parent, pairs(graph), graph.edges[0].kind, graph.head.title,
    )  # fmt: skip
