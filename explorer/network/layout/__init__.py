"""Where actors stand in the picture of a network."""

from explorer.network.layout.compose import layout
from explorer.network.layout.request import LayoutInputError, LayoutRequest

__all__ = ["LayoutInputError", "LayoutRequest", "layout"]
