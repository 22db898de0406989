"""Where actors stand in the picture of a network."""

from explorer.network.layout.compose import layout
from explorer.network.layout.request import EVEN, UNIT_PX, LayoutInputError, LayoutRequest

__all__ = [
    "EVEN",
    "UNIT_PX",
    "LayoutInputError",
    "LayoutRequest",
    "layout",
]
