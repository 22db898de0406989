"""Networks that are written as JSON are read in each of their forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import ImportFailed
from tests.explorer.graphs.graph_reading import ReadGraph


def read(folder: Path, name: str, text: str) -> ReadGraph:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return ReadGraph(path)


def test_cyjs_is_read_with_and_without_what_stands_at_its_top(tmp_path: Path) -> None:
    nodes = '[{"data":{"id":"a","name":"Ann","parent":"g"},"position":{"x":1,"y":2}}]'
    edges = '[{"data":{"source":"a","target":"a","interaction":"met","weight":2}}]'
    for name, text in {
        "a.cyjs": f'{{"elements":{{"nodes":{nodes},"edges":{edges}}}}}',
        "b.cyjs": f'{{"data":{{"name":"N"}},"elements":{{"nodes":{nodes},"edges":{edges}}}}}',
        "c.json": f"{nodes[:-1]},{edges[1:]}",
    }.items():
        graph = read(tmp_path, name, text)
        assert (1, 1) == graph.counts
        assert ("g", "met", 2.0) == (
            graph.nodes[0].parent,
            graph.edges[0].kind,
            graph.edges[0].weight,
        )


def test_cx2_resolves_aliases_and_defaults(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.cx2",
        '[{"CXVersion":"2.0","hasFragments":false},{"attributeDeclarations":[{"nodes":{"name":'
        '{"d":"string","a":"n"},"size":{"d":"integer","v":3}},"edges":{"interaction":{"a":"i"}}}]},'
        '{"nodes":[{"id":0,"x":1,"y":2,"v":{"n":"Ann"}},{"id":1,"v":{"n":"Bob","size":4}}]},'
        '{"edges":[{"id":0,"s":1,"t":0,"v":{"i":"met"}}]},{"status":[{"success":true}]}]',
    )
    assert [{"name": "Ann", "size": 3}, {"name": "Bob", "size": 4}] == [
        node.attributes for node in graph.nodes
    ]
    assert ("1", "0", "met", True) == (
        graph.edges[0].source,
        graph.edges[0].target,
        graph.edges[0].kind,
        graph.edges[0].directed,
    )


def test_cx_of_the_first_version_is_read(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.cx",
        '[{"numberVerification":[{"longNumber":1}]},{"nodes":[{"@id":1,"n":"Ann"}]},'
        '{"edges":[{"@id":5,"s":1,"t":1,"i":"met"}]},{"nodeAttributes":[{"po":1,"n":"tags","v":'
        '["x"],"d":"list_of_string"},{"po":[1],"n":"age","v":"5","d":"integer"}]}]',
    )
    assert ("Ann", {"tags": ["x"], "age": 5}) == (graph.nodes[0].label, graph.nodes[0].attributes)
    assert "met" == graph.edges[0].kind


def test_node_link_json_of_networkx_graphology_and_d3_is_read(tmp_path: Path) -> None:
    for text in (
        '{"directed":true,"multigraph":false,"graph":{},"nodes":[{"id":"a"},{"id":"b"}],'
        '"links":[{"source":"a","target":"b"}]}',
        '{"options":{"type":"directed"},"attributes":{"name":"x"},"nodes":[{"key":"a"},'
        '{"key":"b","attributes":{"label":"B"}}],"edges":[{"key":"e","source":"a","target":"b"}]}',
        '{"nodes":[{"name":"a"},{"name":"b"}],"links":[{"source":0,"target":1,"value":2}]}',
    ):
        graph = read(tmp_path, "a.json", text)
        assert ["a", "b"] == [node.id for node in graph.nodes]
        assert ("a", "b") == (graph.edges[0].source, graph.edges[0].target)


@pytest.mark.parametrize("text", ['{"elements": [', '{"a": 1}', "[1, 2]", '[{"x": []}]'])
def test_json_that_is_no_network_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportFailed):
        read(tmp_path, "a.cyjs", text)


def test_json_graph_format_is_read_with_nodes_by_id_or_in_a_list(tmp_path: Path) -> None:
    edge = '{"source":"a","target":"b","relation":"met","metadata":{"weight":2}}'
    for name, nodes in {
        "a.json": '{"a":{"label":"Ann","metadata":{"party":"Green"}},"b":{"label":"Bob"}}',
        "b.json": '[{"id":"a","label":"Ann","metadata":{"party":"Green"}},{"id":"b"}]',
    }.items():
        graph = read(
            tmp_path,
            name,
            f'{{"graph":{{"directed":false,"label":"N","nodes":{nodes},"edges":[{edge}]}}}}',
        )
        assert (2, 1) == graph.counts
        assert ("Ann", {"party": "Green"}) == (graph.nodes[0].label, graph.nodes[0].attributes)
        (met,) = graph.edges
        assert ("met", 2.0, False, "N") == (met.kind, met.weight, met.directed, graph.head.title)


def test_lists_of_neighbours_give_each_edge_once(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.json",
        '{"directed":false,"multigraph":false,"graph":[],"nodes":[{"id":"a"},{"id":"b"}],'
        '"adjacency":[[{"weight":2,"id":"b"},{"id":"a"}],[{"weight":2,"id":"a"}]]}',
    )
    assert [("a", "b", 2.0), ("a", "a", None)] == [
        (edge.source, edge.target, edge.weight) for edge in graph.edges
    ]


def test_groups_of_cytoscape_are_told_on_their_members(tmp_path: Path) -> None:
    graph = read(
        tmp_path,
        "a.cx",
        '[{"numberVerification":[{"longNumber":1}]},{"nodes":[{"@id":1,"n":"Ann"},{"@id":2}]},'
        '{"cyGroups":[{"@id":9,"n":"North","nodes":[1],"collapsed":false}]},{"edges":[]}]',
    )
    assert 2 == len(graph.nodes)
    assert {"group": "North"} == graph.nodes[0].attributes
    assert not graph.findings.notices
