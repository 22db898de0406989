"""The attributes by which our own graph files tell what their nodes and edges are."""

from __future__ import annotations

from typing import Final

CREATOR: Final = "Actor Explorer"

NODE_TYPE: Final = "node_type"
"""``actor`` or ``interaction``."""

EDGE_TYPE: Final = "edge_type"
"""``participation``, ``relation``, ``part_of``, or ``interaction`` for a pair that shares one."""

KEY: Final = "store_key"
"""The key in the store; not ``key``, which networkx takes for something else."""

INTERACTION_KEY: Final = "interaction_key"
"""On edges between pairs: which interaction they share."""

LIST_MARK: Final = "json:"
"""What a text begins with that is a list or an object written as JSON."""

PROPERTY: Final = "property:"
"""What the name of a property begins with that would otherwise look like one of ours."""

RECOGNISED: Final = frozenset({
    NODE_TYPE, EDGE_TYPE, INTERACTION_KEY, KEY, "key", "kind", "kind_label", "label", "name",
    "title",
    "description", "is_unnamed", "names", "identifiers", "edtf", "date_words", "date_basis",
    "date_reasoning", "start", "end", "standing", "standing_words", "place", "latitude",
    "longitude", "topics", "amounts", "sources", "role", "role_label", "source_role",
    "target_role", "capacity", "source_capacity", "target_capacity", "participants", "weight",
    "interaction", "id", "family", "direction",
})  # fmt: skip
"""The attributes that we write ourselves; anything else is a property."""
