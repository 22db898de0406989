"""What the panel says of a store, at any size."""
