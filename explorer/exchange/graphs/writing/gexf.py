"""GEXF 1.3 written, with dates: what Gephi shows on its timeline."""

from __future__ import annotations

from pathlib import Path

from explorer.exchange.graphs.model import Attributes, Spell
from explorer.exchange.graphs.own import CREATOR
from explorer.exchange.graphs.writing.content import GraphContent
from explorer.exchange.graphs.writing.encoding import Columns, XmlText
from explorer.exchange.graphs.writing.statement import described, left_out

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" version="1.3" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">\n'
)
#: Written as the times of the element itself.
_TIMES = ("start", "end")


def write_gexf(content: GraphContent, path: Path) -> list[str]:
    """Write a graph; give what did not fit, as sentences."""
    xml = XmlText()
    nodes = _without_times(Columns.of(content.nodes()))
    edges = _without_times(Columns.of(content.edges()))
    node_ids = {name: f"n{rank}" for rank, name in enumerate(nodes.types)}
    edge_ids = {name: f"e{rank}" for rank, name in enumerate(edges.types)}
    direction = "directed" if content.projection == "events" else "undirected"

    def values(attributes: Attributes, columns: Columns, ids: dict[str, str]) -> str:
        written = "".join(
            f'<attvalue for="{ids[name]}" value={xml.attribute(columns.text(name, value))}/>'
            for name, value in attributes.items()
            if name not in _TIMES
        )
        return f"<attvalues>{written}</attvalues>" if written else ""

    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        # The schema knows no title; the description begins with it.
        file.write(
            f"<meta><creator>{CREATOR}</creator>"
            f"<description>{xml.content(described(content))}</description></meta>\n"
        )
        file.write(
            f'<graph mode="dynamic" timerepresentation="interval" timeformat="date" '
            f'idtype="string" defaultedgetype="{direction}">\n'
        )
        for owner, columns, ids in (("node", nodes, node_ids), ("edge", edges, edge_ids)):
            if not columns.types:
                continue
            file.write(f'<attributes class="{owner}" mode="static">\n')
            for name, kind in columns.types.items():
                file.write(
                    f'<attribute id="{ids[name]}" title={xml.attribute(name)} type="{kind}"/>\n'
                )
            file.write("</attributes>\n")
        file.write("<nodes>\n")
        for node in content.nodes():
            file.write(
                f'<node id="{node.id}" label={xml.attribute(node.label)}{_times(node.spells)}>'
                f"{values(node.attributes, nodes, node_ids)}</node>\n"
            )
        file.write("</nodes>\n<edges>\n")
        for edge in content.edges():
            file.write(
                f'<edge id="{edge.id}" source="{edge.source}" target="{edge.target}" '
                f"kind={xml.attribute(edge.kind)} label={xml.attribute(edge.label)}"
                f"{_times(edge.spells)}>{values(edge.attributes, edges, edge_ids)}</edge>\n"
            )
        file.write("</edges>\n</graph>\n</gexf>\n")
    return left_out(content, xml.n_stripped)


def _without_times(columns: Columns) -> Columns:
    return Columns({name: kind for name, kind in columns.types.items() if name not in _TIMES})


def _times(spells: tuple[Spell, ...]) -> str:
    written = ""
    for spell in spells:
        written += f' start="{spell.start}"' if spell.start else ""
        written += f' end="{spell.end}"' if spell.end else ""
    return written
