"""Cytoscape's .cyjs written: text ids, unique over nodes and edges together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explorer.exchange.graphs.model import Attributes
from explorer.exchange.graphs.own import CREATOR, PROPERTY
from explorer.exchange.graphs.writing.content import GraphContent
from explorer.exchange.graphs.writing.encoding import as_text
from explorer.exchange.graphs.writing.statement import described, left_out

_SCALARS = (str, int, float, bool)
_TAKEN = {"id", "source", "target", "parent"}


def write_cyjs(content: GraphContent, path: Path) -> list[str]:
    """Write a graph; give what did not fit, as sentences."""
    head = {
        "name": content.title,
        "creator": CREATOR,
        "description": described(content),
        "selected": True,
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"format_version": "1.0", "generated_by": ' + _json(CREATOR) + ",\n")
        file.write('"data": ' + _json(head) + ',\n"elements": {\n"nodes": [\n')
        file.writelines(
            _separated({"id": node.id, **_data(node.attributes)} for node in content.nodes())
        )
        file.write('\n],\n"edges": [\n')
        file.writelines(
            _separated(
                {"id": e.id, "source": e.source, "target": e.target, "label": e.label,
                 **_data(e.attributes)}
                for e in content.edges()
            )
        )  # fmt: skip
        file.write("\n]\n}}\n")
    return left_out(content)


def _separated(items: Iterator[dict[str, Any]]) -> Iterator[str]:
    is_first = True
    for data in items:
        yield ("" if is_first else ",\n") + _json({"data": data})
        is_first = False


def _data(attributes: Attributes) -> dict[str, Any]:
    """Give the attributes, without names that mean something else there."""
    return {
        f"{PROPERTY}{name}" if name in _TAKEN else name: _value(value)
        for name, value in attributes.items()
    }


def _value(value: object) -> object:
    is_list = isinstance(value, list) and all(isinstance(item, _SCALARS) for item in value)
    return value if (is_list and value) or isinstance(value, int | float) else as_text(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
