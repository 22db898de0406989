"""What the nodes and edges of a graph file become: actors, relations, interactions."""
