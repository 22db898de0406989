"""Changing a store: rows checked, changes recorded, taken back, and the search kept right."""
