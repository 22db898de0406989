"""The left pane: facets, and which ties are drawn."""
