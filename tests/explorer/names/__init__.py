"""Names in the network's picture."""
