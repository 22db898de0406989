"""Nodes for lists of ties, which name their nodes only by what they tie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.exchange.graphs.model import GraphEdge, GraphItem, GraphNode


def with_nodes(items: Iterable[GraphItem]) -> Iterator[GraphItem]:
    """Give each node once: where it stands first, or before the first edge that names it."""
    seen: set[str] = set()
    for item in items:
        if isinstance(item, GraphNode):
            if item.id in seen:
                continue
            seen.add(item.id)
        elif isinstance(item, GraphEdge):
            for end in (item.source, item.target):
                if end not in seen:
                    seen.add(end)
                    yield GraphNode(end, place=item.place)
        yield item
