"""GraphML written: typed keys, a node and an edge a line."""

from __future__ import annotations

from pathlib import Path

from explorer.exchange.graphs.model import Attributes
from explorer.exchange.graphs.own import CREATOR
from explorer.exchange.graphs.writing.content import GraphContent
from explorer.exchange.graphs.writing.encoding import Columns, XmlText
from explorer.exchange.graphs.writing.statement import described, left_out

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write_graphml(content: GraphContent, path: Path) -> list[str]:
    """Write a graph; give what did not fit, as sentences."""
    xml = XmlText()
    nodes = Columns.of(content.nodes())
    nodes.types["label"] = "string"
    edges = Columns.of(content.edges())
    edges.types["label"] = "string"
    node_ids = {name: f"n{rank}" for rank, name in enumerate(nodes.types)}
    edge_ids = {name: f"e{rank}" for rank, name in enumerate(edges.types)}
    direction = "directed" if content.projection == "events" else "undirected"

    def data(attributes: Attributes, columns: Columns, ids: dict[str, str]) -> str:
        return "".join(
            f'<data key="{ids[name]}">{xml.content(columns.text(name, value))}</data>'
            for name, value in attributes.items()
        )

    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        file.write('<key id="g0" for="graph" attr.name="creator" attr.type="string"/>\n')
        file.write('<key id="g1" for="graph" attr.name="title" attr.type="string"/>\n')
        for owner, columns, ids in (("node", nodes, node_ids), ("edge", edges, edge_ids)):
            for name, kind in columns.types.items():
                file.write(
                    f'<key id="{ids[name]}" for="{owner}" attr.name={xml.attribute(name)} '
                    f'attr.type="{kind}"/>\n'
                )
        file.write(f'<graph id="G" edgedefault="{direction}">\n')
        file.write(f"<desc>{xml.content(described(content))}</desc>\n")
        file.write(f'<data key="g0">{CREATOR}</data>')
        file.write(f'<data key="g1">{xml.content(content.title)}</data>\n')
        for node in content.nodes():
            written = data({"label": node.label, **node.attributes}, nodes, node_ids)
            file.write(f'<node id="{node.id}">{written}</node>\n')
        for edge in content.edges():
            written = data({"label": edge.label, **edge.attributes}, edges, edge_ids)
            file.write(
                f'<edge id="{edge.id}" source="{edge.source}" target="{edge.target}">'
                f"{written}</edge>\n"
            )
        file.write("</graph>\n</graphml>\n")
    return left_out(content, xml.n_stripped)
