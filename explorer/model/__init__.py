"""The loaded store as columns, and what can be said of one thing in it."""
