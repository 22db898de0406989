"""Graph files are read in the dialects that programs write, edge for edge."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from explorer.errors import ImportFailed
from tests.explorer.graphs.graph_reading import ReadGraph


def read(folder: Path, name: str, text: str, encoding: str = "utf-8") -> ReadGraph:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return ReadGraph(path)


def graphml(inside: str, *, keys: str = "", default: str = "undirected") -> str:
    return (
        f'<?xml version="1.0"?><graphml xmlns="urn:x ">{keys}'
        f'<graph edgedefault="{default}">{inside}</graph></graphml>'
    )


# --- GraphML ---------------------------------------------------------------------------------


def test_graphml_gives_defaults_types_and_tolerates_blanks_around_truth(tmp_path: Path) -> None:
    keys = (
        '<key id="k" for="node" attr.name="colour"><default>red</default></key>'
        '<key id="b" for="node" attr.name="alive" attr.type="boolean"/>'
        '<key id="n" for="all" attr.name="age" attr.type="int"/>'
    )
    graph = read(
        tmp_path,
        "a.graphml",
        graphml(
            '<node id="a"><data key="b">  TRUE </data><data key="n"> 5 </data></node>'
            '<node id="b"><data key="k"><![CDATA[<blue>]]></data><data key="n">old</data></node>',
            keys=keys,
        ),
    )
    assert {"colour": "red", "alive": True, "age": 5} == graph.node["a"].attributes
    assert {"colour": "<blue>", "age": "old"} == graph.node["b"].attributes
    assert any("“age” is declared as int" in told for told in graph.findings.notices)


def test_graphml_takes_undeclared_keys_as_text_and_one_id_for_nodes_and_edges(
    tmp_path: Path,
) -> None:
    keys = '<key id="l" for="node" attr.name="label"/><key id="l" for="edge" attr.name="word"/>'
    graph = read(
        tmp_path,
        "a.graphml",
        graphml(
            '<node id="a"><data key="l">Ann</data><data key="?">y</data></node>'
            '<edge source="a" target="a"><data key="l">self</data></edge>',
            keys=keys,
        ),
    )
    assert {"label": "Ann", "?": "y"} == graph.node["a"].attributes
    assert {"word": "self"} == graph.edges[0].attributes


def test_graphml_mixes_directions_and_keeps_parallel_edges(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.graphml",
        graphml(
            '<node id="a"/><node id="b"/><edge source="a" target="b"/>'
            '<edge source="a" target="b" directed="true"/><edge source="b" target="a"/>'
        ),
    )
    assert [False, True, False] == [edge.directed for edge in graph.edges]


def test_graphml_reads_nested_graphs_ports_and_hyperedges(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.graphml",
        graphml(
            '<node id="out"><port name="p"/><graph id="g" edgedefault="directed">'
            '<node id="in"/><node id="in2"/><edge source="in" target="in2"/></graph></node>'
            '<node id="x"/><edge source="in" target="x" sourceport="p"/>'
            '<hyperedge id="h"><endpoint node="in"/><endpoint node="x" type="out"/>'
            '<endpoint node="out"/></hyperedge>'
        ),
    )
    assert (4, 2) == graph.counts
    assert ("out", True) == (graph.node["in"].parent, graph.edges[0].directed)
    assert not graph.edges[1].directed
    assert (("in", ""), ("x", "out"), ("out", "")) == graph.hyperedges[0].members


def test_graphml_reads_what_yed_draws(tmp_path: Path) -> None:
    keys = '<key for="node" id="d6" yfiles.type="nodegraphics"/>'
    graph = read(
        tmp_path,
        "a.graphml",
        graphml(
            '<node id="n0"><data key="d6"><y:ShapeNode><y:Geometry x="7.5" y="-2"/>'
            "<y:NodeLabel>Ann<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>",
            keys=keys,
        ),
    )
    node = graph.node["n0"]
    assert ("Ann", 7.5, -2.0, {}) == (node.label, node.x, node.y, node.attributes)


def test_xml_may_be_packed_in_latin_letters_with_a_document_type_and_forbidden_characters(
    tmp_path: Path,
) -> None:
    text = (
        '\n<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE graphml SYSTEM "http://x.test/g">'
        '<graphml><graph><node id="é&#11;"/></graph></graphml>'
    )
    path = tmp_path / "a.graphml.gz"
    path.write_bytes(gzip.compress(text.encode("latin-1")))
    graph = ReadGraph(path)
    assert ["é"] == [node.id for node in graph.nodes]
    assert ["Characters that XML forbids were left out."] == graph.findings.notices


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<graphml><graph><node id='a'></graph></graphml>", "line 1, column"),
        ("<graphml></graphml>", "no <graph>"),
        ("<graphml>" * 500, "deep in each other"),
        (
            '<!DOCTYPE graphml [<!ENTITY a "aaaa">]><graphml><graph/></graphml>',
            "declares an entity",
        ),
        (
            '<!DOCTYPE graphml [<!ENTITY a SYSTEM "file:///etc/passwd">]><graphml>&a;</graphml>',
            "declares an entity",
        ),
    ],
)
def test_broken_or_hostile_xml_is_refused_in_one_sentence(
    tmp_path: Path, inside: str, said: str
) -> None:
    with pytest.raises(ImportFailed) as refused:
        read(tmp_path, "a.graphml", inside)
    assert said in str(refused.value)
    assert 1 == len(refused.value.problems)


# --- GEXF ------------------------------------------------------------------------------------


def gexf(inside: str, *, graph: str = 'defaultedgetype="directed"', space: str = "urn:any") -> str:
    return f'<gexf xmlns="{space}" version="1.3"><graph {graph}>{inside}</graph></gexf>'


def test_gexf_of_any_namespace_gives_typed_listed_and_undeclared_attributes(
    tmp_path: Path,
) -> None:
    graph = read(
        tmp_path,
        "a.gexf",
        gexf(
            '<attributes class="node"><attribute id="0" title="big" type="double"/>'
            '<attribute id="1" title="tags" type="liststring"><default>[x]</default></attribute>'
            '<attribute id="2" title="sure" type="listboolean"/></attributes>'
            '<nodes><node id="a" label="A"><attvalues><attvalue for="0" value="INF"/>'
            '<attvalue for="1" value="[one, &quot;two, three&quot;]"/>'
            '<attvalue for="2" value="[true, false]"/><attvalue for="9" value="kept"/></attvalues>'
            '</node><node id="b"><attvalue for="0" value="1.5"/></node></nodes>',
            space="http://www.gexf.net/1.1draft",
        ),
    )
    assert {
        "big": "Infinity", "tags": ["one", "two, three"], "sure": [True, False], "9": "kept"
    } == graph.node["a"].attributes  # fmt: skip
    assert {"big": 1.5, "tags": ["x"]} == graph.node["b"].attributes


def test_gexf_gives_times_of_every_shape(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.gexf",
        gexf(
            '<nodes><node id="a" start="2001" end="2003"/><node id="b" timestamp="2004-05-06"/>'
            '<node id="c" intervals="&lt;[2001, 2003]; [2005, Infinity]&gt;"/>'
            '<node id="d" timestamps="&lt;[2001, 2003]&gt;"/><node id="e" start="2001">'
            '<spells><spell start="1999" endopen="2000"/><spell start="2002"/></spells></node>'
            "</nodes>"
        ),
    )
    shown = {node.id: [(spell.start, spell.end) for spell in node.spells] for node in graph.nodes}
    assert {
        "a": [("2001", "2003")],
        "b": [("2004-05-06", "2004-05-06")],
        "c": [("2001", "2003"), ("2005", "")],
        "d": [("2001", "2001"), ("2003", "2003")],
        "e": [("1999", "2000"), ("2002", "")],
    } == shown


def test_gexf_values_over_time_are_all_kept(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.gexf",
        gexf(
            '<attributes class="edge" mode="dynamic"><attribute id="w" title="Weight" '
            'type="double"/></attributes><nodes><node id="a"/></nodes><edges>'
            '<edge source="a" target="a"><attvalues><attvalue for="w" value="1" timestamp="2004"/>'
            '<attvalue for="w" value="2" start="2005"/></attvalues></edge></edges>'
        ),
    )
    assert {"Weight": ["1 [2004]", "2 [2005 – …]"]} == graph.edges[0].attributes


def test_gexf_reads_nested_nodes_parents_positions_and_mixed_edges(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.gexf",
        gexf(
            '<nodes><node id="a"><viz:position x="1" y="2"/><nodes><node id="b"/></nodes>'
            '<edges><edge source="b" target="a" type="undirected"/></edges></node>'
            '<node id="c" pid="a"/><node id="d"><parents><parent for="a"/><parent for="c"/>'
            '</parents></node></nodes><edges><edge id="1" source="a" target="c" weight="2.5" '
            'kind="k"/><edge source="a"/></edges>'
        ),
    )
    assert (4, 2) == graph.counts
    assert ["a", "a"] == [graph.node["b"].parent, graph.node["c"].parent]
    assert ["a", "c"] == graph.node["d"].attributes["parents"]
    assert (1.0, -2.0) == (graph.node["a"].x, graph.node["a"].y)
    assert [False, True] == [edge.directed for edge in graph.edges]
    assert (2.5, "k") == (graph.edges[1].weight, graph.edges[1].kind)
    assert 1 == len(graph.findings.problems)


# --- GML -------------------------------------------------------------------------------------


def test_gml_reads_words_comments_entities_numbers_and_double_keys(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.gml",
        '# said\nCreator "me"\ngraph\n[\n directed 1\n node [ id A label "✅ &quot;x&quot;" ]\n'
        ' node [ id -2 n -Inf e 1.5E3 tag "x" tag "y" # z\n graphics [ x 1 y 2 ] deep [ a [ b 1 ] ]'
        " ]\n edge [ source A target -2 value 42 ]\n edge [ source A target -2 directed 0 ]\n]\n"
        "graph [ node [ ] ]",
    )
    assert (2, 2) == graph.counts
    assert '✅ "x"' == graph.node["A"].label
    assert {"n": "-inf", "e": 1500.0, "tag": ["x", "y"], "deep.a.b": 1} == graph.node[
        "-2"
    ].attributes
    assert [(42.0, True), (None, False)] == [(e.weight, e.directed) for e in graph.edges]
    assert any("only the first" in told for told in graph.findings.notices)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("graph [ node [ id 1 ]", "not closed"),
        ("graph [ node [ id 1 colour red ] ]", "neither a number nor in quotes"),
        ('graph [ node [ label "x ] ]', "no end quote"),
        ("Version 1", "no “graph [ … ]”"),
        ("graph [ 5 [ ] ]", "“5” stands where"),
        ("graph [ a [" + " a [" * 300 + "]", "deep in each other"),
    ],
)
def test_broken_gml_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ImportFailed, match="was not imported") as refused:
        read(tmp_path, "a.gml", text)
    assert said in str(refused.value)


def test_a_long_gml_text_over_several_pieces_is_one(tmp_path: Path) -> None:
    label = "ab&amp;\n" * 80_000
    graph = read(tmp_path, "a.gml", f'graph [ node [ id 1 label "{label}" ] node [ id 2 ] ]')
    assert label.replace("&amp;", "&").strip() == graph.node["1"].label
    assert 2 == len(graph.nodes)


# --- Pajek -----------------------------------------------------------------------------------


def test_pajek_reads_lists_matrices_relations_and_times(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.paj",
        '*Network Talks\r\n*Vertices 3\r\n1 "A \'x" 0.1 0.2 0.5 ellipse ic Red [1-3,7]\r\n'
        '2 "say "B" so" 0.3 0.4\r\n3 C\r\n*Arcslist :1 "trade"\r\n1 2 3\r\n'
        '*Edges :2 "kin"\r\n1 3 2.5 l "line" c Blue [5-*]\r\n'
        "*Matrix 3: war\r\n0 1 0\r\n-2 0 0\r\n0 0 0\r\n"
        "*Partition party\r\n*Vertices 3\r\n4\r\n5\r\n6\r\n",
    )
    assert ["A 'x", 'say "B" so', "C"] == [node.label for node in graph.nodes]
    assert [
        ("1", "2", "trade", True), ("1", "3", "trade", True), ("1", "3", "kin", False),
        ("1", "2", "war", True), ("2", "1", "war", True),
    ] == [(e.source, e.target, e.kind, e.directed) for e in graph.edges]  # fmt: skip
    assert (2.5, "line", -2.0) == (
        graph.edges[2].weight,
        graph.edges[2].label,
        graph.edges[4].weight,
    )
    assert [("1", "3"), ("7", "7")] == [(s.start, s.end) for s in graph.nodes[0].spells]
    assert {"1": {"party": 4}, "2": {"party": 5}, "3": {"party": 6}} == graph.head.late


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r"])
def test_pajek_line_ends_of_every_kind_cost_no_edge(tmp_path: Path, ends: str) -> None:
    lines = ["*Vertices 3", '1 "a"', '2 "b"', '3 "c"', "*Edges", "1 2", "2 3 1", "", "3 1"]
    graph = read(tmp_path, "a.net", "\ufeff" + ends.join(lines))
    assert (3, 3) == graph.counts
    assert "line 6" == graph.edges[0].place


def test_pajek_of_two_modes_and_undescribed_vertices(tmp_path: Path) -> None:
    graph = read(tmp_path, "a.net", "*Vertices 5 3\n1 Ann\n*Matrix\n1 0\n0 2\n0 0\n")
    assert (3, (5, 2)) == (graph.head.n_first_mode, graph.counts)
    assert [("1", "4"), ("2", "5")] == [(e.source, e.target) for e in graph.edges]


def test_pajek_in_windows_letters_is_read(tmp_path: Path) -> None:
    assert "Müller" == read(tmp_path, "a.net", '*Vertices 1\n1 "Müller"', "cp1252").nodes[0].label


def test_a_bare_square_of_numbers_is_a_network(tmp_path: Path) -> None:
    assert (3, 2) == read(tmp_path, "a.net", "0 1 0\n0 0 1\n0 0 0\n").counts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*Vertices 1 3", "cannot be of the first mode"),
        ("*Vertices", "does not say how many"),
        ("*Arcs\n1 2", "no *Vertices before"),
        ("name,age\nAnn,5", "no *Vertices, so it is no Pajek file"),
    ],
)
def test_what_is_no_pajek_network_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ImportFailed) as refused:
        read(tmp_path, "a.net", text)
    assert said in str(refused.value)


def test_pajek_edges_to_no_vertex_are_faults(tmp_path: Path) -> None:
    graph = read(tmp_path, "a.net", '*Vertices 2\n0 "x"\n*Arcs\n1 2\n1 7\none two\n')
    assert 1 == len(graph.edges)
    assert ["line 2", "line 5", "line 6"] == [p.list_name for p in graph.findings.problems]
