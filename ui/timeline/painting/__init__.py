"""Paints the timeline: areas, marks with their names, the histogram and the time window."""
