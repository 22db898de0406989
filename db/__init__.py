"""The store: one SQLite file of actors, interactions and evidence, and the only home of SQL."""
