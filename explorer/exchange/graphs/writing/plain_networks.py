"""Pajek's .net and GML written: numbers for nodes, names, weights, and little else."""

from __future__ import annotations

import html
import re
from pathlib import Path

from explorer.exchange.graphs.model import Attributes
from explorer.exchange.graphs.own import CREATOR
from explorer.exchange.graphs.writing.content import GraphContent
from explorer.exchange.graphs.writing.encoding import as_text
from explorer.exchange.graphs.writing.statement import left_out

_BREAKS = re.compile(r"[\r\n\t\v\f]+")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9]+")
_NUMBERED = {"id", "label", "source", "target", "graphics"}


def write_pajek(content: GraphContent, path: Path) -> list[str]:
    """Write actors, interactions and who took part; give what did not fit, as sentences."""
    numbers: dict[str, int] = {}
    labels: list[str] = []
    for node in content.nodes():
        numbers[node.id] = len(numbers) + 1
        labels.append(_pajek_label(node.label))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"*Network {_BREAKS.sub(' ', content.title)}\n*Vertices {len(labels)}\n")
        for number, label in enumerate(labels, start=1):
            file.write(f'{number} "{label}"\n')
        for is_arc, heading in ((True, "*Arcs"), (False, "*Edges")):
            file.write(f"{heading}\n")
            for edge in content.edges():
                if edge.directed == is_arc:
                    label = _pajek_label(edge.label)
                    file.write(f'{numbers[edge.source]} {numbers[edge.target]} 1 l "{label}"\n')
    return [
        "Pajek's format holds names and edges only: kinds, dates and all other attributes are not "
        "in the file.",
        *left_out(content),
    ]


def write_gml(content: GraphContent, path: Path) -> list[str]:
    """Write a graph as GML; give what did not fit, as sentences."""
    numbers: dict[str, int] = {}
    renamed: set[str] = set()

    def attributes(given: Attributes) -> str:
        lines = []
        for name, value in given.items():
            key = _gml_key(name)
            if key != name:
                renamed.add(name)
            lines.append(f"    {key} {_gml_value(value)}\n")
        return "".join(lines)

    directed = int(content.projection == "events")
    with path.open("w", encoding="ascii", newline="\n") as file:
        file.write(f"Creator {_gml_value(CREATOR)}\n")
        file.write(
            f"graph [\n  directed {directed}\n  multigraph 1\n  name {_gml_value(content.title)}\n"
        )
        for node in content.nodes():
            numbers[node.id] = len(numbers) + 1
            file.write(
                f"  node [\n    id {numbers[node.id]}\n    label {_gml_value(node.label)}\n"
                f"{attributes(node.attributes)}  ]\n"
            )
        for rank, edge in enumerate(content.edges()):
            file.write(
                f"  edge [\n    source {numbers[edge.source]}\n    target {numbers[edge.target]}\n"
                f"    key {rank}\n    label {_gml_value(edge.label)}\n"
                f"{attributes({n: v for n, v in edge.attributes.items() if n != 'key'})}  ]\n"
            )
        file.write("]\n")
    told = left_out(content)
    if renamed:
        told.insert(0, f"{len(renamed):,} attributes have other names in GML, which has few signs.")
    return told


def _pajek_label(text: str) -> str:
    return _BREAKS.sub(" ", text).replace('"', "'").strip() or " "


def _gml_key(name: str) -> str:
    key = _NOT_IN_KEYS.sub("_", name).strip("_")
    if not key or not key[0].isalpha() or key in _NUMBERED:
        key = f"x{key}"
    return key


def _gml_value(value: object) -> str:
    match value:
        case bool():
            return '"true"' if value else '"false"'
        case int() if abs(value) < 2**31:
            return str(value)
        case float():
            return repr(value) if "e" not in repr(value) or "." in repr(value) else f'"{value}"'
        case _:
            text = html.escape(as_text(value), quote=True).replace("&#x27;", "'")
            return '"' + "".join(c if " " <= c <= "~" else f"&#{ord(c)};" for c in text) + '"'
