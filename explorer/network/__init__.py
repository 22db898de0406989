"""Ties between actors, and where actors stand in the picture."""
