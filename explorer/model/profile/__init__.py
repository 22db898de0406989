"""What can be said of one thing in the store: read in the store lane, immutable, free of Qt."""
