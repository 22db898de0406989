"""Rows of the panel: what they show, laid out, painted, and walked through by hand and key."""
