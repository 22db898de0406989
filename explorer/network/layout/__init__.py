"""Where actors stand in the picture of a network."""

from explorer.network.layout.compose import layout
from explorer.network.layout.request import UNIT_PX, LayoutInputError, LayoutRequest

__all__ = [
    "UNIT_PX",
    "LayoutInputError",
    "LayoutRequest",
    "layout",
]
