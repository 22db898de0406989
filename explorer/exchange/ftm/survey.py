"""A first look through entities: which there are, and what is said about others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.exchange.ftm.model import DOCUMENTS, HELD

if TYPE_CHECKING:
    from explorer.exchange.ftm.entities import Entity


@dataclass(slots=True)
class Survey:
    """What was met.

    Attributes
    ----------
    schemata
        Of each entity by its id.
    pieces
        Entities that come in more than one piece, as far as they were put together.
    held
        What says something about other entities, by the id of those, apart from addresses.
    addresses
        By their id.
    """

    schemata: dict[str, str] = field(default_factory=dict)
    in_pieces: set[str] = field(default_factory=set)
    pieces: dict[str, Entity] = field(default_factory=dict)
    held: dict[str, list[Entity]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    n_held: int = 0

    def note(self, entity: Entity) -> None:
        """Take note of an entity."""
        if entity.id in self.schemata and entity.schema not in HELD:
            self.in_pieces.add(entity.id)
        self.schemata.setdefault(entity.id, entity.schema)
        if entity.schema == "Address":
            self.addresses[entity.id] = _address(entity)
        elif entity.schema in HELD:
            for name in ("entity", "resolved", "holder"):
                for target in entity.all(name):
                    self.n_held += 1
                    self.held.setdefault(target, []).append(entity)

    def is_document(self, entity_id: str) -> bool:
        """Tell whether an id is that of a document."""
        return self.schemata.get(entity_id) in DOCUMENTS


def _address(entity: Entity) -> str:
    return entity.first("full") or ", ".join(
        entity.all("street", "postalCode", "city", "region", "country")
    )
