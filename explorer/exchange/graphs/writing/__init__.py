"""A store as a graph, and each graph format written so that others read it."""
